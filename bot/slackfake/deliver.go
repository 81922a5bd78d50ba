package slackfake

import (
	"context"
	"encoding/json"
	"errors"
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

// deliver sends a new delivery, with the fault planned for it if any. Through Socket
// Mode it waits for a connection first. The caller does not hold mu.
func (s *Server) deliver(ctx context.Context, d *Delivery) (*Delivery, error) {
	d.apply = once(d.apply)
	s.mu.Lock()
	s.register(d)
	f := s.deliveryFault()
	s.mu.Unlock()
	err := s.send(ctx, d, f)
	switch f {
	case Twice:
		err = errors.Join(err, s.send(ctx, d, ""))
	case Anew:
		_, again := s.Repeat(ctx, d)
		err = errors.Join(err, again)
	}
	return d, err
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

func (s *Server) send(ctx context.Context, d *Delivery, f DeliveryFault) error {
	s.mu.Lock()
	signed := s.requests != ""
	s.mu.Unlock()
	if signed {
		return s.startPost(d)
	}
	return s.sendEnvelope(ctx, d, f)
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

// Redeliver sends a delivery once more as Slack does when it was not acknowledged:
// the same envelope or event, with the number of the attempt and a reason such as
// "timeout" or "http_error".
func (s *Server) Redeliver(ctx context.Context, d *Delivery, reason string) error {
	s.mu.Lock()
	d.attempts++
	d.reason = reason
	s.mu.Unlock()
	return s.send(ctx, d, "")
}

// RedeliverUnacked sends everything that has not been acknowledged once more, oldest
// first, and says how much it was.
func (s *Server) RedeliverUnacked(ctx context.Context) (int, error) {
	s.mu.Lock()
	var open []*Delivery
	for _, id := range s.delivered.order {
		if d := s.delivered.byID[id]; d.ack == nil {
			open = append(open, d)
		}
	}
	s.mu.Unlock()
	for _, d := range open {
		if err := s.Redeliver(ctx, d, "timeout"); err != nil {
			return 0, err
		}
	}
	return len(open), nil
}

// Repeat sends the payload of a delivery again in a new envelope, so that only the
// event_id, or the trigger_id of a command, tells that it is the same.
func (s *Server) Repeat(ctx context.Context, d *Delivery) (*Delivery, error) {
	again := &Delivery{
		Type: d.Type, EventID: d.EventID, TriggerID: d.TriggerID, ResponseURL: d.ResponseURL,
		Channel: d.Channel, TS: d.TS, UnfurlID: d.UnfurlID, ExecutionID: d.ExecutionID,
		name: d.name, payload: d.payload, raw: d.raw, apply: d.apply,
	}
	s.mu.Lock()
	s.register(again)
	s.mu.Unlock()
	return again, s.send(ctx, again, "")
}

// DeliverEvent delivers any inner event, of a known type or not, as Slack wraps it.
func (s *Server) DeliverEvent(ctx context.Context, event map[string]any) (*Delivery, error) {
	s.mu.Lock()
	d := s.event(event)
	s.mu.Unlock()
	return s.deliver(ctx, d)
}

// DeliverPayload delivers any payload in an envelope of the type, or in the kind of
// request that goes with the type.
func (s *Server) DeliverPayload(ctx context.Context, envelopeType string, payload json.RawMessage) (*Delivery, error) {
	return s.deliver(ctx, &Delivery{Type: envelopeType, name: envelopeType, payload: payload})
}

// DeliverRaw delivers bytes as they are: a frame on a socket, or the body of a signed
// request. If they are an envelope, its id can be acknowledged.
func (s *Server) DeliverRaw(ctx context.Context, body []byte) (*Delivery, error) {
	var envelope struct {
		ID string `json:"envelope_id"`
	}
	_ = json.Unmarshal(body, &envelope) // what is no envelope has no id
	return s.deliver(ctx, &Delivery{ID: envelope.ID, Type: "raw", name: "raw", payload: body, raw: true})
}

// event wraps an inner event. The caller holds mu.
func (s *Server) event(inner map[string]any) *Delivery {
	id, now := s.nextID("Ev"), s.opts.Clock()
	channel, _ := s.world.find(str(inner["channel"]))
	payload := encode(map[string]any{
		"token": fakeToken("verification"), "team_id": TeamID, "api_app_id": AppID,
		"type": "event_callback", "event": inner, "event_id": id, "event_time": now.Unix(),
		"event_context": "context-fake", "is_ext_shared_channel": channel.External,
		"authorizations": []any{map[string]any{
			"enterprise_id": nil, "team_id": TeamID, "user_id": BotUserID,
			"is_bot": true, "is_enterprise_install": false,
		}},
	})
	return &Delivery{
		Type: typeEvents, EventID: id, Channel: channel.ID, TS: str(inner["ts"]),
		name: typeEvents + ":" + str(inner["type"]), payload: payload,
	}
}
