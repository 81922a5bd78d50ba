package slackfake

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"precedent/bot/blockkit"
)

// content is what a message says. Nil blocks mean none were given.
type content struct {
	text   string
	blocks json.RawMessage
}

// content reads and checks what a message is to say.
func (a Args) content() (content, *slackError) {
	c := content{text: a["text"]}
	if blocks := a["blocks"]; blocks != "" {
		c.blocks = json.RawMessage(blocks)
	}
	return c, refusal(blockkit.CheckMessage(c.text, c.blocks))
}

// refusal is Slack's answer to the faults of a payload. Rules of our own are not
// Slack's, and pass.
func refusal(err error) *slackError {
	var fail *slackError
	for _, f := range blockkit.Faults(err) {
		switch {
		case f.Code == "":
		case fail == nil:
			fail = &slackError{code: f.Code, messages: []string{f.Error()}}
		default:
			fail.messages = append(fail.messages, f.Error())
		}
	}
	return fail
}

// writable finds a channel the bot may write to.
func (s *Server) writable(id string) (Channel, *slackError) {
	c, ok := s.world.find(id)
	switch {
	case !ok:
		return c, failed("channel_not_found")
	case c.has(BotUserID):
	case c.Kind == Private:
		return c, failed("channel_not_found") // it cannot even know of it
	case !s.granted("chat:write.public"):
		return c, failed("not_in_channel")
	}
	if c.Archived {
		return c, failed("is_archived")
	}
	return c, nil
}

func (s *Server) chatPostMessage(args Args) (reply, *slackError) {
	channel, fail := s.writable(args["channel"])
	if fail != nil {
		return nil, fail
	}
	c, fail := args.content()
	if fail != nil {
		return nil, fail
	}
	rec := s.add(Record{
		ThreadTS: args["thread_ts"], Channel: channel.ID, User: BotUserID,
		Text: c.text, Blocks: c.blocks, Via: "chat.postMessage",
	})
	delete(s.statuses, messageKey{channel.ID, rec.ThreadTS})
	return reply{"channel": channel.ID, "ts": rec.TS, "message": messageJSON(rec)}, nil
}

func (s *Server) chatPostEphemeral(args Args) (reply, *slackError) {
	channel, fail := s.writable(args["channel"])
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
	rec := s.add(Record{
		ThreadTS: args["thread_ts"], Channel: channel.ID, User: BotUserID, EphemeralTo: user,
		Text: c.text, Blocks: c.blocks, Via: "chat.postEphemeral",
	})
	return reply{"channel": channel.ID, "message_ts": rec.TS}, nil
}

// own finds a message that the bot may change. Ephemeral ones can only be changed
// through a response URL.
func (s *Server) own(args Args, refused string) (*Record, *slackError) {
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

func (s *Server) chatUpdate(args Args) (reply, *slackError) {
	rec, fail := s.own(args, "cant_update_message")
	if fail != nil {
		return nil, fail
	}
	c, fail := args.content()
	if fail != nil {
		return nil, fail
	}
	s.change(rec, c)
	return reply{"channel": rec.Channel, "ts": rec.TS, "text": rec.Text, "message": messageJSON(rec)}, nil
}

func (s *Server) chatDelete(args Args) (reply, *slackError) {
	rec, fail := s.own(args, "cant_delete_message")
	if fail != nil {
		return nil, fail
	}
	rec.Deleted = true
	return reply{"channel": rec.Channel, "ts": rec.TS}, nil
}

func (s *Server) chatGetPermalink(args Args) (reply, *slackError) {
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

func (s *Server) conversationsOpen(args Args) (reply, *slackError) {
	id := args["channel"]
	if id == "" {
		id = args["users"]
	}
	if strings.Contains(id, ",") {
		return nil, failed("method_not_supported_for_channel_type") // no group messages here
	}
	if _, ok := s.world.users[id]; !ok && args["channel"] == "" {
		return nil, failed("user_not_found")
	}
	channel, ok := s.world.find(id)
	if !ok || channel.Kind != IM {
		return nil, failed("channel_not_found")
	}
	return reply{"channel": channelJSON(channel)}, nil
}

// channelScopes says which scope lets the bot look at a channel of each kind.
var channelScopes = map[Kind]string{Public: "channels:read", Private: "groups:read", IM: "im:read"}

func (s *Server) conversationsInfo(args Args) (reply, *slackError) {
	channel, ok := s.world.channels[args["channel"]]
	if !ok || (channel.Kind == Private && !channel.has(BotUserID)) {
		return nil, failed("channel_not_found")
	}
	if fail := s.needScope(channelScopes[channel.Kind]); fail != nil {
		return nil, fail
	}
	return reply{"channel": channelJSON(channel)}, nil
}

func channelJSON(c Channel) map[string]any {
	m := map[string]any{
		"id": c.ID, "name": c.Name, "name_normalized": c.Name,
		"is_channel": c.Kind == Public, "is_group": c.Kind == Private, "is_im": c.Kind == IM,
		"is_private": c.Kind != Public, "is_archived": c.Archived, "is_member": c.has(BotUserID),
		"is_shared": c.External, "is_ext_shared": c.External, "is_org_shared": false,
		"num_members": len(c.Members),
	}
	if c.Kind == IM {
		m["user"] = c.person()
	}
	return m
}

// person is whom an IM is with.
func (c Channel) person() string {
	i := slices.IndexFunc(c.Members, func(id string) bool { return id != BotUserID })
	if i < 0 {
		return ""
	}
	return c.Members[i]
}

func (s *Server) usersInfo(args Args) (reply, *slackError) {
	u, ok := s.world.users[args["user"]]
	if !ok {
		return nil, failed("user_not_found")
	}
	info := map[string]any{
		"id": u.ID, "team_id": u.team(), "name": u.Name, "real_name": u.Name, "tz": u.TZ,
		"is_bot": u.ID == BotUserID, "is_restricted": u.Guest, "deleted": false,
		"profile": map[string]any{"real_name": u.Name, "display_name": u.Name},
	}
	if u.Enterprise != "" {
		info["enterprise_user"] = map[string]any{"id": u.ID, "enterprise_id": u.Enterprise}
	}
	if u.team() != TeamID && u.Enterprise != s.opts.Enterprise {
		info["is_stranger"] = true
	}
	if args["include_locale"] == "true" || args["include_locale"] == "1" {
		info["locale"] = u.Locale
	}
	return reply{"user": info}, nil
}
