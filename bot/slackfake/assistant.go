package slackfake

import (
	"encoding/json"
	"slices"
)

// maxPrompts is how many Slack shows.
const maxPrompts = 4

// Prompts returns what the bot suggested in the IM with a user.
func (s *Server) Prompts(user string) []Prompt {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.prompts[s.world.im(user).ID])
}

// Status returns the status line of a thread, "" for none.
func (s *Server) Status(channel, thread string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.statuses[messageKey{channel, thread}]
}

// assistantSetStatus keeps the status line of a thread until the bot posts there. In a
// channel the bot must be a member, as for a message.
func assistantSetStatus(s *Server, args Args) (reply, *slackError) {
	channel, fail := writable(s, args["channel_id"])
	if fail != nil {
		return nil, fail
	}
	thread := args["thread_ts"]
	if thread == "" {
		return nil, failed("invalid_arguments")
	}
	s.statuses[messageKey{channel.ID, thread}] = args["status"]
	s.touch()
	return reply{}, nil
}

func assistantSetPrompts(s *Server, args Args) (reply, *slackError) {
	channel, ok := s.world.find(args["channel_id"])
	if !ok {
		return nil, failed("channel_not_found")
	}
	var prompts []Prompt
	if err := json.Unmarshal([]byte(args["prompts"]), &prompts); err != nil || len(prompts) == 0 || len(prompts) > maxPrompts {
		return nil, failed("invalid_arguments")
	}
	if args["thread_ts"] != "" {
		return reply{}, nil // the app has the agent view: Slack does nothing, and does not say so
	}
	s.prompts[channel.ID] = prompts
	s.touch()
	return reply{}, nil
}
