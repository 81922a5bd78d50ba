package slackfake

import (
	"context"
	"encoding/json"
	"errors"
)

// deliverNew delivers what is put together with mu held. A nil delivery is none.
func deliverNew(ctx context.Context, s *Server, compose func() (*Delivery, error)) (*Delivery, error) {
	s.mu.Lock()
	d, err := compose()
	s.mu.Unlock()
	if d == nil || err != nil {
		return nil, err
	}
	return deliver(ctx, s, d)
}

// deliver sends a new delivery, with the fault planned for it if any. Through Socket
// Mode it waits for a connection first. The caller does not hold mu.
func deliver(ctx context.Context, s *Server, d *Delivery) (*Delivery, error) {
	d.apply = once(d.apply)
	var f DeliveryFault
	s.mu.Lock()
	s.register(d)
	f, s.planned = takeFirst(s.planned)
	s.mu.Unlock()
	err := sendOnce(ctx, s, d, f)
	switch f {
	case Twice:
		err = errors.Join(err, sendOnce(ctx, s, d, ""))
	case Anew:
		_, again := s.Repeat(ctx, d)
		err = errors.Join(err, again)
	}
	return d, err
}

func sendOnce(ctx context.Context, s *Server, d *Delivery, f DeliveryFault) error {
	s.mu.Lock()
	signed := s.requests != ""
	s.mu.Unlock()
	if signed {
		return startPost(s, d)
	}
	return sendEnvelope(ctx, s, d, f)
}

// Redeliver sends a delivery once more as Slack does when it was not acknowledged:
// the same envelope or event, with the number of the attempt and a reason such as
// "timeout" or "http_error".
func (s *Server) Redeliver(ctx context.Context, d *Delivery, reason string) error {
	s.mu.Lock()
	d.attempts++
	d.reason = reason
	s.mu.Unlock()
	return sendOnce(ctx, s, d, "")
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
	return again, sendOnce(ctx, s, again, "")
}

// DeliverEvent delivers any inner event, of a known type or not, as Slack wraps it.
func (s *Server) DeliverEvent(ctx context.Context, event map[string]any) (*Delivery, error) {
	return deliverNew(ctx, s, func() (*Delivery, error) {
		return newEvent(s, event), nil
	})
}

// DeliverPayload delivers any payload in an envelope of the type, or in the kind of
// request that goes with the type.
func (s *Server) DeliverPayload(ctx context.Context, envelopeType string, payload json.RawMessage) (*Delivery, error) {
	return deliver(ctx, s, &Delivery{Type: envelopeType, name: envelopeType, payload: payload})
}

// DeliverRaw delivers bytes as they are: a frame on a socket, or the body of a signed
// request. If they are an envelope, its id can be acknowledged.
func (s *Server) DeliverRaw(ctx context.Context, body []byte) (*Delivery, error) {
	var envelope struct {
		ID string `json:"envelope_id"`
	}
	_ = json.Unmarshal(body, &envelope) // what is no envelope has no id
	return deliver(ctx, s, &Delivery{ID: envelope.ID, Type: "raw", name: "raw", payload: body, raw: true})
}
