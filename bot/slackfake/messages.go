package slackfake

import (
	"encoding/json"
	"fmt"
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
