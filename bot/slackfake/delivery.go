package slackfake

import (
	"context"
	"encoding/json"
	"fmt"
	"time"
)

// The types of envelope.
const (
	typeEvents      = "events_api"
	typeCommands    = "slash_commands"
	typeInteractive = "interactive"
)

// maxDeliveries is how many deliveries can still be acknowledged; older ones are
// forgotten.
const maxDeliveries = 10_000

// Delivery is something sent to the bot.
type Delivery struct {
	ID          string // the envelope's; signed requests do not show it
	Type        string // "events_api", "slash_commands" or "interactive"
	EventID     string // of an event
	TriggerID   string // of a command or interaction
	ResponseURL string // of a command, or of an interaction with a message
	Channel     string // where it happened, if in a channel
	TS          string // of the message it is about, if any
	UnfurlID    string // of links that were shared
	ExecutionID string // of the run of a function

	srv     *Server
	name    string
	payload json.RawMessage
	raw     bool  // the payload goes as it is, without an envelope
	apply   apply // what the bot's answer does; nil for nothing

	// Guarded by Server.mu.
	attempts int
	reason   string
	ack      *Ack
	lost     bool // the last delivery's acknowledgement is not heard
	failure  string
}

// apply does what an answer says. It is called with Server.mu held.
type apply func(*Server, json.RawMessage)

// Ack is the bot's acknowledgement.
type Ack struct {
	Seq int // of the journal entry
	At  time.Time
	// Payload is the answer that came with it, nil if none. Plain text from a
	// request URL is {"text": ...}.
	Payload json.RawMessage
}

// once lets an answer have its effect a single time, even where the same payload is
// delivered in two envelopes and both are acknowledged.
func once(do apply) apply {
	done := do == nil
	return func(s *Server, answer json.RawMessage) {
		if !done {
			done = true
			do(s, answer)
		}
	}
}

type deliveries struct {
	byID  map[string]*Delivery
	order []string
}

// Wait waits for the first acknowledgement. It fails when a signed delivery was
// answered wrongly or too late, and when ctx ends.
func (d *Delivery) Wait(ctx context.Context) (Ack, error) {
	err := d.srv.await(ctx, func() bool { return d.ack != nil || d.failure != "" })
	if err != nil {
		return Ack{}, fmt.Errorf("slackfake: %s is not acknowledged: %w", d.name, err)
	}
	d.srv.mu.Lock()
	defer d.srv.mu.Unlock()
	if d.ack == nil {
		return Ack{}, fmt.Errorf("slackfake: %s is not acknowledged: %s", d.name, d.failure)
	}
	return *d.ack, nil
}

// register gives the delivery an id and makes it known. The caller holds mu.
func (s *Server) register(d *Delivery) {
	d.srv = s
	if d.ID == "" {
		d.ID = s.nextID("envelope-fake-")
	}
	s.delivered.byID[d.ID] = d
	s.delivered.order = append(s.delivered.order, d.ID)
	if len(s.delivered.order) > maxDeliveries {
		delete(s.delivered.byID, s.delivered.order[0])
		s.delivered.order = s.delivered.order[1:]
	}
}

// noteDelivered enters a delivery in the journal. The caller holds mu.
func (s *Server) noteDelivered(d *Delivery) {
	d.failure = ""
	s.note(Entry{Kind: Delivered, ID: d.ID, Name: d.name, Payload: d.payload, TS: d.TS, Retry: d.attempts})
}

// acknowledge takes an acknowledgement; the first one counts. The caller holds mu.
func (s *Server) acknowledge(d *Delivery, ack Ack) {
	first := d.ack == nil
	if first {
		d.ack = &ack
	}
	ack.At = s.opts.Clock()
	ack.Seq = s.note(Entry{Kind: Acked, ID: d.ID, Name: d.name, Payload: ack.Payload})
	if first {
		d.apply(s, ack.Payload)
		s.touch()
	}
}

// undelivered enters a failed delivery in the journal. The caller holds mu.
func (s *Server) undelivered(d *Delivery, why string) {
	d.failure = why
	s.note(Entry{Kind: Undelivered, ID: d.ID, Name: d.name, Error: why})
}
