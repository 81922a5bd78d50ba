package slackfake

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
)

// Post is what a person writes in a channel.
type Post struct {
	User     string
	Channel  string // of the user's IM with the bot, where the user's id is given
	Text     string
	ThreadTS string // empty: not in a thread
	// Blocks are the message's own in place of those that the composer makes of its text.
	// Attachments are forwarded messages and previews, Files what Slack says of files. All
	// are lists in JSON.
	Blocks, Attachments, Files json.RawMessage
}

// Say writes a person's message without telling the bot about it, so that a
// shortcut has something to be used on.
func (s *Server) Say(p Post) (Record, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return addPost(s, p)
}

func addPost(s *Server, p Post) (Record, error) {
	channel, ok := s.world.find(p.Channel)
	if !ok {
		return Record{}, fmt.Errorf("slackfake: no channel %s", p.Channel)
	}
	if !channel.has(p.User) {
		return Record{}, fmt.Errorf("slackfake: %s is not in %s", p.User, channel.ID)
	}
	blocks := p.Blocks
	if blocks == nil && p.Text != "" {
		blocks = composed(p.Text)
	}
	return *addMessage(s, Record{
		ThreadTS: p.ThreadTS, Channel: channel.ID, User: p.User,
		Text: p.Text, Blocks: blocks, Attachments: p.Attachments, Shown: p.Files, Via: "person",
	}), nil
}

// Messages lists the messages that somebody can see, oldest first.
func (s *Server) Messages() []Record { return s.Snapshot().Messages }

// Message looks up a message that somebody can see by the two things that name it.
func (s *Server) Message(channel, ts string) (Record, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	rec, ok := s.records.find(channel, ts)
	if !ok || rec.Hidden {
		return Record{}, false
	}
	return *rec, true
}

// botMessage is a message of the bot's, as a call asks for it.
func botMessage(args Args, channel string, c content, via string) Record {
	return Record{
		ThreadTS: args["thread_ts"], Channel: channel, User: BotUserID, Text: c.text, Blocks: c.blocks, Via: via,
	}
}

// addMessage keeps a message and gives it what Slack gives it. The caller holds mu.
func addMessage(s *Server, rec Record) *Record {
	rec.TS = s.records.nextTS(s.opts.Clock())
	rec.Blocks = withIDs(s.nextID, rec.Blocks)
	rec.Hidden = rec.EphemeralTo != "" && rec.ThreadTS != "" && !s.records.replied(rec.Channel, rec.ThreadTS)
	s.records.add(&rec)
	s.touch()
	return &rec
}

// changeMessage edits a message. Without blocks the old ones stay, as with chat.update.
// The caller holds mu.
func changeMessage(s *Server, rec *Record, c content) {
	rec.Text = c.text
	if c.blocks != nil {
		rec.Blocks = withIDs(s.nextID, c.blocks)
	}
	rec.Edits++
	s.touch()
}

// marked matches what the composer makes an element of its own of: markup, and emoji.
var marked = regexp.MustCompile(`<([^<>|]+)(?:\|([^<>]*))?>|:([a-z0-9_+'-]*[a-z_+][a-z0-9_+'-]*):`)

// composed is a person's text as the message composer makes it: rich text, in which
// mentions, links and emoji are elements of their own.
func composed(text string) json.RawMessage {
	var leaves []any
	add := func(kind string, fields map[string]any) {
		fields["type"] = kind
		leaves = append(leaves, fields)
	}
	from := 0
	for _, m := range marked.FindAllStringSubmatchIndex(text, -1) {
		part := func(i int) string {
			if m[2*i] < 0 {
				return ""
			}
			return text[m[2*i]:m[2*i+1]]
		}
		if m[0] > from {
			add("text", map[string]any{"text": text[from:m[0]]})
		}
		from = m[1]
		switch target, label := part(1), part(2); {
		case target == "":
			add("emoji", map[string]any{"name": part(3)})
		case target[0] == '@':
			add("user", map[string]any{"user_id": target[1:]})
		case target[0] == '#':
			add("channel", map[string]any{"channel_id": target[1:]})
		case strings.HasPrefix(target, "!subteam^"):
			add("usergroup", map[string]any{"usergroup_id": strings.TrimPrefix(target, "!subteam^")})
		case strings.HasPrefix(target, "!date^"):
			add("date", map[string]any{"timestamp": 1, "format": "{date}", "fallback": label})
		case target[0] == '!':
			add("broadcast", map[string]any{"range": target[1:]})
		case label == "":
			add("link", map[string]any{"url": target})
		default:
			add("link", map[string]any{"url": target, "text": label})
		}
	}
	if from < len(text) {
		add("text", map[string]any{"text": text[from:]})
	}
	section := map[string]any{"type": "rich_text_section", "elements": leaves}
	return encode([]any{map[string]any{"type": "rich_text", "elements": []any{section}}})
}
