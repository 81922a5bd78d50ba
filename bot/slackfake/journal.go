package slackfake

import (
	"encoding/json"
	"fmt"
	"time"
)

// EntryKind says what sort of thing happened.
type EntryKind string

// What the journal records.
const (
	Delivered    EntryKind = "delivered"     // something was sent to the bot
	Acked        EntryKind = "acked"         // the bot acknowledged it
	AckRefused   EntryKind = "ack_refused"   // an acknowledgement Slack would drop without a word
	Undelivered  EntryKind = "undelivered"   // a signed delivery failed or timed out
	APICall      EntryKind = "api"           // the bot called a Web API method
	Responded    EntryKind = "response_url"  // the bot used a response URL
	Uploaded     EntryKind = "upload_url"    // the bot sent the bytes of a file
	Held         EntryKind = "held"          // a call waits for a fault to let it go
	SocketOpened EntryKind = "socket_opened" // a Socket Mode connection was made
	SocketClosed EntryKind = "socket_closed" // it is gone
)

// Entry is one thing that happened.
type Entry struct {
	Seq  int // 1, 2, 3 ... over everything
	At   time.Time
	Kind EntryKind
	// ID is the delivery's id, the file's, or the socket's number.
	ID string
	// Name is the Web API method, "response_url", "upload_url", or what was delivered,
	// as in "slash_commands" or "events_api:app_mention".
	Name string
	// Args are the arguments of a call, without the token.
	Args Args
	// Error is what the call was answered with, empty for ok; or why a delivery
	// or an acknowledgement failed.
	Error string
	// TS is the message that the call wrote.
	TS string
	// Payload is what was delivered or what came with the acknowledgement.
	Payload json.RawMessage
	// Retry is the number of the redelivery, 0 the first time.
	Retry int
}

// String is the entry in one line.
func (e Entry) String() string {
	line := fmt.Sprintf("%d %s %s %s", e.Seq, e.Kind, e.Name, e.ID)
	if e.Error != "" {
		line += " error=" + e.Error
	}
	return line
}

// Snapshot is the state of a server at one moment.
type Snapshot struct {
	Journal  []Entry
	Messages []Record // those that somebody can see, oldest first
	Hidden   []Record // those that Slack took and shows to nobody, oldest first
	Views    []View   // open modals and published App Homes
	Sockets  int      // open Socket Mode connections
}

// Count is how many journal entries are of the kind and have the name; an empty
// name stands for any.
func (s Snapshot) Count(kind EntryKind, name string) int {
	n := 0
	for _, e := range s.Journal {
		if e.Kind == kind && (name == "" || e.Name == name) {
			n++
		}
	}
	return n
}
