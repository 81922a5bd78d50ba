package bot

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"

	"precedent/bot/view"
	"precedent/corpus"
	"precedent/recommend"
)

// Bounds of the bot's work.
const (
	maxPending  = 1000             // deliveries taken on and not yet done
	maxRunning  = 8                // of them worked on at a time, pauses that Slack asks for not counted
	workTimeout = 20 * time.Second // for one delivery, pauses that Slack asks for included
	seenFor     = time.Hour        // how long deliveries are remembered; Slack's last retry comes after five minutes
	maxSeen     = 50_000           // deliveries remembered
)

// PageSize is how many cases an answer in Slack shows at a time.
const PageSize = 5

// ErrBusy says that a delivery was not taken on. Over HTTP Slack is to be told
// so, over Socket Mode it is not to be acknowledged; either way it comes again.
var ErrBusy = errors.New("too much to do")

// Engine answers problems.
type Engine interface {
	Recommend(ctx context.Context, r recommend.Request, limit int) (recommend.Answer, error)
	Answer(ctx context.Context, q recommend.Query, offset, limit int) (recommend.Answer, error)
	Library() *corpus.Library
	Vocabulary() *corpus.Vocabulary
}

// Options of a Bot. The zero value works.
type Options struct {
	ReportTo  string           // mail or web address for mistakes in cases, "" for none
	Now       func() time.Time // time.Now when nil
	Reference func() string    // makes the reference of an error; random when nil
}

// Bot answers deliveries. It is safe for concurrent use.
type Bot struct {
	lg        *slog.Logger
	engine    Engine
	slack     *Client
	view      *view.Renderer
	seen      *seen
	reference func() string
	running   chan struct{} // a slot for each delivery being worked on

	mu      sync.Mutex
	pending int
	closed  bool
	done    chan struct{} // closed once closed and nothing is pending
}

// New makes a bot, which has the client to itself. It does nothing until
// deliveries arrive.
func New(lg *slog.Logger, engine Engine, client *Client, opts Options) *Bot {
	if opts.Now == nil {
		opts.Now = time.Now
	}
	if opts.Reference == nil {
		opts.Reference = randomReference
	}
	running := make(chan struct{}, maxRunning)
	client.slots = running
	return &Bot{
		lg:        lg,
		engine:    engine,
		slack:     client,
		view:      &view.Renderer{Vocabulary: engine.Vocabulary(), ReportTo: opts.ReportTo},
		seen:      newSeen(opts.Now, seenFor, maxSeen),
		reference: opts.Reference,
		running:   running,
		done:      make(chan struct{}),
	}
}

func randomReference() string {
	var b [4]byte
	rand.Read(b[:]) // never fails, says its documentation
	return hex.EncodeToString(b[:])
}

// Accept takes a delivery on. ack is what to acknowledge it with, nil for an
// empty acknowledgement. The transport sends it and then calls start, which
// returns at once; only then does the work begin. start is never nil.
//
// ErrBusy says that the delivery cannot be taken on now. A command or a
// submitted window is never refused like that: its acknowledgement tells the
// person.
func (b *Bot) Accept(d Delivery) (ack any, start func(), err error) {
	nothing := func() {}
	keys := d.keys()
	if !b.seen.first(keys) {
		b.lg.Debug("bot: delivered again", "keys", keys)
		return ackOf(d), nothing, nil
	}
	work, to := b.workFor(d)
	if work == nil {
		return nil, nothing, nil
	}
	if !b.take() {
		if ack := busyAck(d); ack != nil {
			return ack, nothing, nil
		}
		b.seen.drop(keys)
		return nil, nothing, ErrBusy
	}
	return ackOf(d), func() { go b.run(work, to) }, nil
}

func (b *Bot) take() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.closed || b.pending == maxPending {
		return false
	}
	b.pending++
	return true
}

func (b *Bot) release() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.pending--
	if b.closed && b.pending == 0 {
		close(b.done)
	}
}

// Close takes no more deliveries on and waits until what was taken on is done,
// or until ctx ends, which is an error that says how much was left.
func (b *Bot) Close(ctx context.Context) error {
	b.mu.Lock()
	if !b.closed {
		b.closed = true
		if b.pending == 0 {
			close(b.done)
		}
	}
	b.mu.Unlock()
	select {
	case <-b.done:
		return nil
	case <-ctx.Done():
		b.mu.Lock()
		defer b.mu.Unlock()
		return fmt.Errorf("close the bot: %d deliveries left undone: %w", b.pending, ctx.Err())
	}
}

// run works on one delivery. Whatever goes wrong, a panic included, ends in a
// sentence for the person and never ends the bot.
func (b *Bot) run(work func(context.Context) error, to reply) {
	defer b.release()
	b.running <- struct{}{}
	defer func() { <-b.running }()
	// Work that was taken on is finished even when the bot is told to stop.
	ctx, cancel := context.WithTimeout(context.Background(), workTimeout)
	defer cancel()
	defer func() {
		if p := recover(); p != nil {
			b.trouble(ctx, to, fmt.Errorf("panic: %v\n%s", p, debug.Stack()))
		}
	}()
	if err := work(ctx); err != nil {
		b.trouble(ctx, to, err)
	}
}
