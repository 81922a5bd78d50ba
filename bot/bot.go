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
	"sync/atomic"
	"time"

	"precedent/bot/state"
	"precedent/bot/view"
	"precedent/corpus"
	"precedent/recommend"
)

// Bounds of the bot's work.
const (
	maxPending   = 1000             // deliveries taken on and not yet done
	maxComposing = 2                // of them searched and written at a time, on all cores: more would only hold up acknowledgements
	workTimeout  = 20 * time.Second // for one delivery, pauses that Slack asks for included
	tellTimeout  = 4 * time.Second  // to tell a person that something went wrong, after that
	seenFor      = time.Hour        // how long deliveries are remembered; Slack's last retry comes after five minutes
	maxSeen      = 50_000           // deliveries remembered
)

// LongestWork is how long a delivery can take that was taken on.
const LongestWork = workTimeout + tellTimeout

// PageSize is how many cases an answer in Slack shows at a time.
const PageSize = 5

// ErrBusy says that an event was not taken on. Over HTTP Slack is to be told
// so, over Socket Mode it is not to be acknowledged; either way it comes again.
var ErrBusy = errors.New("too much to do")

// Engine answers problems.
type Engine interface {
	Recommend(ctx context.Context, r recommend.Request, limit int) (recommend.Answer, error)
	Answer(ctx context.Context, q recommend.Query, offset, limit int) (recommend.Answer, error)
	FollowUp(before recommend.Before, text string) (recommend.Request, error)
	Turn(text string) recommend.Turn
	Library() *corpus.Library
	TopicCounts() map[string]int
	Vocabulary() *corpus.Vocabulary
}

// Options of a Bot. The zero value works.
type Options struct {
	ReportTo string // mail or web address for mistakes in cases, "" for none
	// AllowExternal lets the bot answer openly in channels that are shared with other
	// organisations. Otherwise it answers only who asked there.
	AllowExternal bool
	Memory        Memory           // where what people want kept is kept; nil for nowhere
	Now           func() time.Time // time.Now when nil
	Reference     func() string    // makes the reference of an error; random when nil
}

// Bot answers deliveries. It is safe for concurrent use.
type Bot struct {
	lg            *slog.Logger
	engine        Engine
	slack         *Client
	views         func(language string) *view.Renderer
	locales       *remembered[locale]      // by user
	channels      *remembered[channelFact] // by id
	saidExternal  *remembered[bool]        // by id of a channel that an event said is shared with others
	topics        map[string]int           // how many cases each has
	now           func() time.Time
	allMemory     Memory // for the bot's own work; see memoryOf
	keeps         bool   // memory keeps something
	allowExternal bool
	seen          *seen
	seal          state.Seal // of the states of windows
	reference     func() string
	noStatus      atomic.Bool     // Slack does not let the bot say that it is searching
	composing     chan struct{}   // a slot for each answer being searched and written
	unhurried     context.Context // ends when the bot is closed: nobody is kept waiting any more
	hurry         context.CancelFunc

	mu      sync.Mutex
	pending int // deliveries
	untold  []untold
	awaited map[untoldKey]bool // what untold holds
	telling int                // goroutines that tell those
	closed  bool
	done    chan struct{} // closed once closed, with nothing pending and nobody to be told
	ended   bool          // done is closed
}

// New makes a bot. It does nothing until deliveries arrive.
func New(lg *slog.Logger, engine Engine, client *Client, opts Options) *Bot {
	if opts.Now == nil {
		opts.Now = time.Now
	}
	if opts.Reference == nil {
		opts.Reference = randomReference
	}
	keeps := opts.Memory != nil
	if !keeps {
		opts.Memory = newNoMemory(opts.Now)
	}
	english := view.New(engine.Vocabulary(), opts.ReportTo, keeps)
	unhurried, hurry := context.WithCancel(context.Background())
	return &Bot{
		lg:            lg,
		engine:        engine,
		slack:         client,
		views:         view.Languages(english, func(err error) { lg.Error("bot: speaking English instead", "err", err) }),
		locales:       newRemembered[locale](opts.Now, localeFor, maxLocales),
		channels:      newRemembered[channelFact](opts.Now, channelFor, maxChannels),
		saidExternal:  newRemembered[bool](opts.Now, saidExternalFor, maxChannels),
		topics:        engine.TopicCounts(),
		now:           opts.Now,
		allMemory:     opts.Memory,
		allowExternal: opts.AllowExternal,
		keeps:         keeps,
		seal:          state.NewSeal(client.token),
		seen:          newSeen(opts.Now, seenFor, maxSeen),
		reference:     opts.Reference,
		composing:     make(chan struct{}, maxComposing),
		unhurried:     unhurried,
		hurry:         hurry,
		awaited:       map[untoldKey]bool{},
		done:          make(chan struct{}),
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
// ErrBusy says that an event cannot be taken on now. What a person typed or
// pressed is never refused like that, since Slack does not deliver it again: the
// person is told.
func (b *Bot) Accept(d Delivery) (ack any, start func(), err error) {
	nothing := func() {}
	keys := d.keys()
	if !b.seen.first(keys) {
		b.lg.Debug("bot: delivered again", "keys", keys)
		return b.ackOf(d), nothing, nil
	}
	b.noteExternal(d.Event)
	work, to := b.workFor(d)
	if work == nil {
		return b.ackOf(d), nothing, nil
	}
	if !b.take() {
		if ack := b.busyAck(d); ack != nil {
			return ack, nothing, nil
		}
		b.seen.drop(keys)
		if d.Interaction != nil {
			return nil, func() { b.tellLater(to.private(), sentence{text: view.TroubleBusy}, 0) }, nil
		}
		return nil, nothing, ErrBusy
	}
	return b.ackOf(d), func() { go b.run(work, to) }, nil
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
	b.finish()
}

// finish ends the bot once it is closed and has nothing to do. The caller holds mu.
func (b *Bot) finish() {
	if b.closed && !b.ended && b.pending == 0 && b.telling == 0 {
		b.ended = true
		close(b.done)
	}
}

// Close takes no more deliveries on and waits until what was taken on is done and
// whoever is to be told something is told, or until ctx ends, which is an error that
// says how much was left.
func (b *Bot) Close(ctx context.Context) error {
	b.mu.Lock()
	b.closed = true
	b.finish()
	b.mu.Unlock()
	b.hurry()
	select {
	case <-b.done:
		return nil
	case <-ctx.Done():
		b.mu.Lock()
		defer b.mu.Unlock()
		return fmt.Errorf("close the bot: %d deliveries left undone, %d people not told why: %w", b.pending, len(b.untold)+b.telling, ctx.Err())
	}
}

// run works on one delivery. Whatever goes wrong, a panic included, ends in a
// sentence for the person and never ends the bot.
func (b *Bot) run(work func(context.Context) error, to reply) {
	defer b.release()
	// Work that was taken on is finished even when the bot is told to stop.
	ctx, cancel := context.WithTimeout(context.Background(), workTimeout)
	defer cancel()
	if err := safely(ctx, work); err != nil {
		b.trouble(ctx, to, err)
	}
}

// safely does work. A panic in it is an error.
func safely(ctx context.Context, work func(context.Context) error) (err error) {
	defer recovered(&err)
	return work(ctx)
}

// recovered makes an error of a panic.
func recovered(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
	}
}
