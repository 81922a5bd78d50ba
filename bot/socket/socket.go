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
	"errors"
	"fmt"
	"log/slog"
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
