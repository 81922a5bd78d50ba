package slackfake

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
)

// Record is a message, as it is now.
type Record struct {
	Seq      int    // of the journal entry that last wrote it, 0 for a person's message
	TS       string // increases with every message
	ThreadTS string // of the thread's first message, empty outside threads
	Channel  string
	User     string // who wrote it
	// EphemeralTo is the only user who sees it; empty for everyone.
	EphemeralTo string
	Text        string
	// Blocks are as Slack keeps them: with block and action ids where the sender
	// gave none.
	Blocks json.RawMessage
	Files  []string // ids of those it shares
	// Attachments and Shown are what hangs below a person's message: forwarded messages
	// and previews, and files as Slack describes them. Both are lists in JSON.
	Attachments, Shown json.RawMessage
	// Hidden says that Slack took the message and shows it to nobody: a private one in
	// a thread that had no reply yet.
	Hidden  bool
	Via     string // "chat.postMessage", "response_url", "ack", "person" ...
	Edits   int    // how often it was changed since
	Deleted bool
}

type messageKey struct{ channel, ts string }

type records struct {
	limit int
	all   []*Record
	byKey map[messageKey]*Record
	clock int64 // last second used in a timestamp
	count int
}

func newRecords(limit int) records {
	return records{limit: limit, byKey: map[messageKey]*Record{}}
}

// nextTS gives a timestamp of the time now whose digits after the point count the
// messages, so that equal times and a clock set back keep their order.
func (r *records) nextTS(now time.Time) string {
	r.clock = max(r.clock, now.Unix())
	r.count++
	return fmt.Sprintf("%d.%06d", r.clock, r.count)
}

func (r *records) add(rec *Record) {
	r.all = append(r.all, rec)
	r.byKey[messageKey{rec.Channel, rec.TS}] = rec
	if len(r.all) > r.limit {
		delete(r.byKey, messageKey{r.all[0].Channel, r.all[0].TS})
		r.all = slices.Delete(r.all, 0, 1)
	}
}

// restore adds a message that has its timestamp already.
func (r *records) restore(rec Record) error {
	var second int64
	var count int
	if _, err := fmt.Sscanf(rec.TS, "%d.%d", &second, &count); err != nil {
		return fmt.Errorf("slackfake: the timestamp %q is none: %w", rec.TS, err)
	}
	r.clock, r.count = max(r.clock, second), max(r.count, count)
	r.add(&rec)
	return nil
}

// find looks up a message that has not been deleted.
func (r *records) find(channel, ts string) (*Record, bool) {
	rec, ok := r.byKey[messageKey{channel, ts}]
	return rec, ok && !rec.Deleted
}

// shown lists the messages that somebody can see, hidden those that nobody can.
func (r *records) shown() (shown, hidden []Record) {
	for _, rec := range r.all {
		switch {
		case rec.Deleted:
		case rec.Hidden:
			hidden = append(hidden, *rec)
		default:
			shown = append(shown, *rec)
		}
	}
	return shown, hidden
}

// replied tells whether a message has a reply that everybody sees, which makes a thread
// of it.
func (r *records) replied(channel, ts string) bool {
	return slices.ContainsFunc(r.all, func(rec *Record) bool {
		return rec.Channel == channel && rec.ThreadTS == ts && rec.TS != ts && rec.EphemeralTo == "" && !rec.Deleted
	})
}

// messageJSON is a message as Slack's payloads hold it.
func messageJSON(rec *Record) map[string]any {
	m := map[string]any{
		"type": "message", "user": rec.User, "text": rec.Text, "ts": rec.TS, "team": TeamID,
	}
	put(m, "blocks", rec.Blocks)
	put(m, "thread_ts", rec.ThreadTS)
	put(m, "attachments", rec.Attachments)
	if rec.Shown != nil {
		m["subtype"], m["files"] = "file_share", rec.Shown
	}
	if len(rec.Files) > 0 {
		var files []any
		for _, id := range rec.Files {
			files = append(files, map[string]any{"id": id})
		}
		m["subtype"], m["files"] = "file_share", files
	}
	if rec.User == BotUserID {
		m["bot_id"], m["app_id"] = BotID, AppID
	}
	if rec.Edits > 0 {
		m["edited"] = map[string]any{"user": rec.User, "ts": rec.TS}
	}
	return m
}

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
