package slackfake

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

func chatPostMessage(s *Server, args Args) (reply, *slackError) {
	channel, fail := writable(s, args["channel"])
	if fail != nil {
		return nil, fail
	}
	c, fail := args.content()
	if fail != nil {
		return nil, fail
	}
	rec := addMessage(s, botMessage(args, channel.ID, c, "chat.postMessage"))
	delete(s.statuses, messageKey{channel.ID, rec.ThreadTS})
	return reply{"channel": channel.ID, "ts": rec.TS, "message": messageJSON(rec)}, nil
}

func chatPostEphemeral(s *Server, args Args) (reply, *slackError) {
	channel, fail := writable(s, args["channel"])
	if fail != nil {
		return nil, fail
	}
	user := args["user"]
	if _, ok := s.world.users[user]; !ok {
		return nil, failed("user_not_found")
	}
	if !channel.has(user) {
		return nil, failed("user_not_in_channel")
	}
	c, fail := args.content()
	if fail != nil {
		return nil, fail
	}
	rec := botMessage(args, channel.ID, c, "chat.postEphemeral")
	rec.EphemeralTo = user
	return reply{"channel": channel.ID, "message_ts": addMessage(s, rec).TS}, nil
}

// ownMessage finds a message that the bot may change. Ephemeral ones can only be changed
// through a response URL.
func ownMessage(s *Server, args Args, refused string) (*Record, *slackError) {
	channel, ok := s.world.find(args["channel"])
	if !ok {
		return nil, failed("channel_not_found")
	}
	rec, ok := s.records.find(channel.ID, args["ts"])
	switch {
	case !ok || rec.EphemeralTo != "":
		return nil, failed("message_not_found")
	case rec.User != BotUserID:
		return nil, failed(refused)
	}
	return rec, nil
}

func chatUpdate(s *Server, args Args) (reply, *slackError) {
	rec, fail := ownMessage(s, args, "cant_update_message")
	if fail != nil {
		return nil, fail
	}
	c, fail := args.content()
	if fail != nil {
		return nil, fail
	}
	changeMessage(s, rec, c)
	return reply{"channel": rec.Channel, "ts": rec.TS, "text": rec.Text, "message": messageJSON(rec)}, nil
}

func chatDelete(s *Server, args Args) (reply, *slackError) {
	rec, fail := ownMessage(s, args, "cant_delete_message")
	if fail != nil {
		return nil, fail
	}
	rec.Deleted = true
	return reply{"channel": rec.Channel, "ts": rec.TS}, nil
}

func chatGetPermalink(s *Server, args Args) (reply, *slackError) {
	channel, ok := s.world.find(args["channel"])
	if !ok {
		return nil, failed("channel_not_found")
	}
	rec, ok := s.records.find(channel.ID, args["message_ts"])
	if !ok || rec.EphemeralTo != "" {
		return nil, failed("message_not_found")
	}
	digits := strings.ReplaceAll(rec.TS, ".", "")
	link := fmt.Sprintf("https://%s.slack.com/archives/%s/p%s", teamDomain, rec.Channel, digits)
	if rec.ThreadTS != "" {
		link += fmt.Sprintf("?thread_ts=%s&cid=%s", rec.ThreadTS, rec.Channel)
	}
	return reply{"channel": rec.Channel, "permalink": link}, nil
}

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
