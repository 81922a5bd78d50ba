package slackfake

import (
	"fmt"
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
	rec := addMessage(s, Record{
		ThreadTS: args["thread_ts"], Channel: channel.ID, User: BotUserID,
		Text: c.text, Blocks: c.blocks, Via: "chat.postMessage",
	})
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
	rec := addMessage(s, Record{
		ThreadTS: args["thread_ts"], Channel: channel.ID, User: BotUserID, EphemeralTo: user,
		Text: c.text, Blocks: c.blocks, Via: "chat.postEphemeral",
	})
	return reply{"channel": channel.ID, "message_ts": rec.TS}, nil
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
