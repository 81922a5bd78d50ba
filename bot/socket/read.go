package socket

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"github.com/gorilla/websocket"

	"precedent/bot/delivery"
)

// Bounds of what goes over a socket.
const (
	readLimit  = 4 << 20         // bytes of a delivery
	ackLimit   = 20 * 1024       // bytes of an acknowledgement, from which on Slack drops it without a word
	ackTimeout = 3 * time.Second // Slack gives up on an acknowledgement after that
)

// envelope is what Slack sends. Its kinds are hello, disconnect, and those of
// the deliveries.
type envelope struct {
	Type    string          `json:"type"`
	ID      string          `json:"envelope_id"`
	Payload json.RawMessage `json:"payload"`
	Reason  string          `json:"reason"` // of a disconnect
}

// read reads a socket until it breaks or ctx ends. next is called, once or any
// number of times, when another socket is wanted: whenever Slack announces that
// it will close this one, and when it is gone. Its error says that no other can
// be had. Only this goroutine writes to the socket, the answers to pings included.
func (r *receiver) read(ctx context.Context, conn *websocket.Conn, next func(error)) {
	defer next(nil)
	defer conn.Close()
	// What is being taken on when ctx ends is still acknowledged.
	stop := context.AfterFunc(ctx, func() { conn.SetReadDeadline(time.Now()) })
	defer stop()
	conn.SetReadLimit(readLimit)
	stands, old := false, false
	wait := func(d time.Duration) {
		conn.SetReadDeadline(time.Now().Add(d))
		if ctx.Err() != nil { // it may have ended just before, and is not to be outlived
			conn.SetReadDeadline(time.Now())
		}
	}
	alive := func() {
		if !old { // an old one has its own end
			wait(silence)
		}
	}
	alive()
	conn.SetPingHandler(func(data string) error {
		alive()
		err := conn.WriteControl(websocket.PongMessage, []byte(data), time.Now().Add(ackTimeout))
		if err != nil {
			r.lg.Warn("socket: ping not answered", "err", err)
		}
		return nil // a broken socket shows when it is read
	})
	defer func() {
		if stands {
			r.stands(-1)
		}
	}()
	for {
		_, data, err := conn.ReadMessage()
		if err != nil {
			if ctx.Err() == nil && !old {
				r.lg.Info("socket: broken", "err", err)
			}
			return
		}
		alive()
		if ctx.Err() != nil {
			return // what came last was not taken on, and comes again
		}
		var e envelope
		if err := json.Unmarshal(data, &e); err != nil {
			r.lg.Warn("socket: message not understood", "bytes", len(data))
			continue
		}
		switch e.Type {
		case "hello":
			if !stands {
				stands = true
				r.stands(1)
			}
			r.lg.Info("socket: connected")
		case "disconnect":
			if e.Reason == "link_disabled" {
				next(ErrTurnedOff)
				return
			}
			if !old { // said again, it does not make the socket last longer
				r.lg.Info("socket: Slack renews the socket", "reason", e.Reason)
				old = true
				wait(oldSocket)
			}
			next(nil)
		default:
			r.receive(conn, e)
		}
	}
}

// receive acknowledges a delivery and then lets the work on it start. Work that
// was taken on starts even when the acknowledgement could not be sent: Slack
// will deliver again, and the bot knows it by then.
func (r *receiver) receive(conn *websocket.Conn, e envelope) {
	if e.ID == "" {
		r.lg.Warn("socket: message without an envelope", "type", e.Type)
		return
	}
	ack, start, err := r.takeOn(e)
	if err != nil {
		r.lg.Warn("socket: delivery not taken on", "err", err)
		return // not acknowledged, so Slack delivers it again
	}
	if err := acknowledge(conn, e.ID, ack); err != nil {
		r.lg.Warn("socket: not acknowledged", "err", err)
	}
	start()
}

// takeOn decodes a delivery and hands it over. What cannot be decoded, and what
// makes the bot panic, is acknowledged and left: sent again it would do no
// better.
func (r *receiver) takeOn(e envelope) (ack any, start func(), err error) {
	defer func() {
		if p := recover(); p != nil {
			r.lg.Error("socket: panic, delivery left", "type", e.Type, "panic", p, "stack", string(debug.Stack()))
			ack, start, err = nil, func() {}, nil
		}
	}()
	d, err := decode(e)
	if err != nil {
		r.lg.Info("socket: delivery of a kind not known, left", "type", e.Type, "err", err)
		return nil, func() {}, nil
	}
	return r.bot.Accept(d)
}

func decode(e envelope) (d delivery.Delivery, err error) {
	d.EnvelopeID = e.ID
	switch e.Type {
	case "slash_commands":
		d.Command, err = delivery.DecodeCommand(e.Payload)
	case "interactive":
		d.Interaction, err = delivery.DecodeInteraction(e.Payload)
	case "events_api":
		d.Event, _, err = delivery.DecodeEvent(e.Payload)
	default:
		err = errors.New("unknown kind of envelope")
	}
	return d, err
}

// acknowledge writes an acknowledgement and returns once it is on its way.
func acknowledge(conn *websocket.Conn, envelopeID string, payload any) error {
	answer := struct {
		ID      string `json:"envelope_id"`
		Payload any    `json:"payload,omitempty"`
	}{envelopeID, payload}
	data, err := json.Marshal(answer)
	if err != nil {
		return err
	}
	if len(data) >= ackLimit {
		return fmt.Errorf("%d bytes, of which Slack would take less than %d", len(data), ackLimit)
	}
	if err := conn.SetWriteDeadline(time.Now().Add(ackTimeout)); err != nil {
		return err
	}
	return conn.WriteMessage(websocket.TextMessage, data)
}
