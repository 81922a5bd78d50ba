package slackfake

import (
	"encoding/json"
	"maps"
)

// Canvas is a document that the bot made.
type Canvas struct {
	ID       string
	Title    string // empty: untitled
	Markdown string
	Tab      string // the channel it was made a tab of, empty for none
	Owner    string // the bot, until it makes somebody else the owner
	// Channels and Users are who else has access, by id: "read" or "write". The
	// members of a channel have what the channel has.
	Channels map[string]string
	Users    map[string]string
}

func (c *Canvas) clone() Canvas {
	d := *c
	d.Channels, d.Users = maps.Clone(c.Channels), maps.Clone(c.Users)
	return d
}

// File is a file that the bot uploaded, once it has completed the upload. Before that
// nobody sees it.
type File struct {
	ID       string
	Name     string
	Title    string // the name, where the bot gave no title
	Content  string // its bytes
	Channel  string // where it was shared, empty for nowhere: only the bot sees it
	ThreadTS string // of the thread's first message, empty outside threads
	Comment  string
	TS       string // of the message that shares it, empty for none
}

// upload is a file on its way.
type upload struct {
	name    string
	length  int // as announced
	content string
	arrived bool
}

// Execution is one run of a custom function as a step of somebody's workflow.
type Execution struct {
	ID         string
	CallbackID string
	Token      string // the run's own, which the event brings
	Done       bool
	// Outputs are what the bot completed the run with, a JSON object, and Error is
	// why it could not. Only one of them is set, and only when the run is done.
	Outputs json.RawMessage
	Error   string
}

// Unfurled is what the bot made of the links of a message, or of a text that is
// still being composed.
type Unfurled struct {
	UnfurlID string // of the delivery
	TS       string // of the message, empty for one being composed
	Channel  string
	Links    map[string]json.RawMessage // by address: the blocks
}

// Prompt is a question that the bot suggests to somebody who opens their IM with it.
type Prompt struct {
	Title   string `json:"title"`
	Message string `json:"message"`
}
