// Package socket receives deliveries over Socket Mode: a WebSocket that the
// bot opens to Slack, so that nothing has to be reachable from outside. It
// keeps a socket standing, decodes, acknowledges and hands over; what a
// delivery means is the bot's.
//
// slack-go has a client for Socket Mode, but it sends acknowledgements some
// time later from a queue, so that work could overtake its own
// acknowledgement; it leaves what it cannot parse without one; and when Slack
// renews a socket it drops the old one before the new one stands. Here an
// acknowledgement is written before the work starts, everything that has an
// envelope is acknowledged, and an old socket is read until Slack closes it.
package socket

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"

	"github.com/gorilla/websocket"
	"github.com/slack-go/slack"

	"precedent/bot/delivery"
	"precedent/bot/slackapi"
)

// How a socket is kept.
const (
	openTimeout = 15 * time.Second // for Slack to name an address, and for the socket to stand
	silence     = time.Minute      // without a ping or a message, after which a socket counts as dead; Slack pings more often
	oldSocket   = 30 * time.Second // how long a socket that Slack is about to close is still read
	firstPause  = time.Second      // before another try to open a socket, doubled with each
	lastPause   = time.Minute      // and never longer
	lasting     = 10 * time.Second // that a socket must last not to count as one more failure
)

// Bot takes deliveries on, as *bot.Bot does.
type Bot interface {
	Accept(delivery.Delivery) (ack any, start func(), err error)
}

// Options of Run. The zero value works.
type Options struct {
	// Connected is told when a socket stands and when none is left.
	Connected func(bool)
	// Pause waits, or returns early with the context's error. Real time when nil.
	Pause func(context.Context, time.Duration) error
}

// ErrTurnedOff says that Socket Mode was turned off for the app.
var ErrTurnedOff = errors.New("socket mode was turned off for the app")

// Run receives until ctx ends, which is no error. It opens a new socket when
// Slack renews one and when one breaks. It returns an error when Slack will
// not have the bot, such as for a revoked token; trying again would not help.
func Run(ctx context.Context, lg *slog.Logger, api *slack.Client, b Bot, opts Options) error {
	if opts.Connected == nil {
		opts.Connected = func(bool) {}
	}
	if opts.Pause == nil {
		opts.Pause = slackapi.Sleep
	}
	r := &receiver{lg: lg, api: api, bot: b, opts: opts}
	ctx, cancel := context.WithCancel(ctx)
	defer r.reading.Wait()
	defer cancel()
	for failed := 0; ; {
		started := time.Now()
		err := r.once(ctx)
		switch {
		case ctx.Err() != nil:
			return nil
		case slackapi.Means(err, slackapi.Permanent), errors.Is(err, ErrTurnedOff):
			return fmt.Errorf("open a socket to Slack: %w", err)
		case err != nil:
			lg.Warn("socket: not opened, trying again", "err", withoutAddress(err))
		}
		if failed++; err == nil && time.Since(started) > lasting {
			failed = 0
		}
		if wait := pauseAfter(failed, err); wait > 0 && opts.Pause(ctx, wait) != nil {
			return nil // ctx has ended
		}
	}
}

// pauseAfter is how long to wait after so many failures in a row, the last of
// which is err: not at all after the first, which may be chance; then twice as
// long each time; and as long as Slack asks.
func pauseAfter(failed int, err error) time.Duration {
	var wait time.Duration
	if failed > 1 {
		wait = min(firstPause<<min(failed-2, 10), lastPause)
	}
	asked, _ := slackapi.Pause(err)
	return max(wait, asked)
}

// withoutAddress is the innermost cause of an error: the address of a socket,
// which others would name, is a secret.
func withoutAddress(err error) error {
	for next := errors.Unwrap(err); next != nil; next = errors.Unwrap(err) {
		err = next
	}
	return err
}

// receiver keeps sockets standing. In passing there may be two.
type receiver struct {
	lg      *slog.Logger
	api     *slack.Client
	bot     Bot
	opts    Options
	reading sync.WaitGroup

	mu       sync.Mutex
	standing int
}

// once opens a socket and returns when the next one is wanted: when this one is
// gone, or about to be closed and read on beside the next.
func (r *receiver) once(ctx context.Context) error {
	conn, err := r.open(ctx)
	if err != nil {
		return err
	}
	next := make(chan error, 1)
	tell := func(err error) {
		select {
		case next <- err:
		default: // the next one is wanted already
		}
	}
	r.reading.Go(func() { r.read(ctx, conn, tell) })
	return <-next // read ends with ctx
}

// open asks Slack for an address and opens a socket there.
func (r *receiver) open(ctx context.Context) (*websocket.Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, openTimeout)
	defer cancel()
	_, address, err := r.api.StartSocketModeContext(ctx)
	if err != nil {
		return nil, err
	}
	conn, resp, err := websocket.DefaultDialer.DialContext(ctx, address, nil)
	if resp != nil && resp.Body != nil {
		resp.Body.Close()
	}
	return conn, err
}

// stands counts the sockets that stand and tells when there is one or none.
func (r *receiver) stands(change int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	before := r.standing
	r.standing += change
	if (before > 0) != (r.standing > 0) {
		r.opts.Connected(r.standing > 0)
	}
}

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
