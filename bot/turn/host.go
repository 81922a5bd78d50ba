// Package turn is what a feature of the bot is written against: a Turn knows who did
// something, where, and how to answer; the Router says which feature handles what; a Form is
// a window that people submit. Around them stand what the features share: sending, people
// and channels as Slack knows them, and errors in plain words.
//
// It knows no feature, and takes no deliveries on: that is the bot's.
package turn

import (
	"context"
	"fmt"
	"log/slog"
	"runtime/debug"
	"time"

	"golang.org/x/sync/semaphore"

	"precedent/bot/slackapi"
	"precedent/bot/state"
	"precedent/bot/view"
	"precedent/corpus"
	"precedent/recommend"
)

// PageSize is how many cases an answer in Slack shows at a time.
const PageSize = 5

// maxComposing is how many answers are searched and written at a time, on all cores: more
// would only hold up acknowledgements.
const maxComposing = 2

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

// Host is what all features share. It is safe for concurrent use.
type Host struct {
	*Sender
	*People
	*Channels
	*Problems
	Log    *slog.Logger
	Slack  *slackapi.Client
	Engine Engine
	Now    func() time.Time
	Keeps  bool // there is a store
	Curation

	seal      state.Seal // of the states of windows
	composing *semaphore.Weighted
	home      func(ctx context.Context, t *Turn, happened string) error // shows the Home tab
}

// Options of a Host.
type Options struct {
	Log       *slog.Logger
	Slack     *slackapi.Client
	Engine    Engine
	Views     func(locale string) *view.Renderer
	Now       func() time.Time
	Reference func() string // makes the reference of an error
	// AllowExternal lets the bot answer openly in channels that are shared with other
	// organisations.
	AllowExternal bool
	Keeps         bool // there is a store
	Curation      Curation
}

// Curation is how the library grows by what people suggest. The zero value is not at all.
type Curation struct {
	Curators string // the channel of those who decide on suggested cases, "" for none
	Accepted func() // told that there is another accepted case to serve; nil for nobody
}

// NewHost makes a Host. It calls nobody.
func NewHost(o Options) *Host {
	return &Host{
		Sender: &Sender{o.Log, o.Slack},
		People: &People{o.Log, o.Slack, o.Views, NewTTLCache[slackapi.Person](o.Now, personFor, maxPeople)},
		Channels: &Channels{
			o.Log, o.Slack, NewTTLCache[channelFact](o.Now, channelFor, maxChannels),
			NewTTLCache[bool](o.Now, saidExternalFor, maxChannels), o.AllowExternal,
		},
		Problems:  &Problems{o.Log, o.Reference},
		Log:       o.Log,
		Slack:     o.Slack,
		Engine:    o.Engine,
		Now:       o.Now,
		Keeps:     o.Keeps,
		Curation:  o.Curation,
		seal:      state.NewSeal(o.Slack.Token()),
		composing: semaphore.NewWeighted(maxComposing),
	}
}

// Compute waits for a slot to search and write in. done gives it back.
func (h *Host) Compute(ctx context.Context) (done func(), err error) {
	if err := h.composing.Acquire(ctx, 1); err != nil {
		return nil, fmt.Errorf("wait to be answered: %w", err)
	}
	return func() { h.composing.Release(1) }, nil
}

// OnHome says what shows a person their Home tab, with what happened first.
func (h *Host) OnHome(show func(ctx context.Context, t *Turn, happened string) error) { h.home = show }

// For is a turn whose answer goes to a target.
func (h *Host) For(to Target) *Turn { return &Turn{Host: h, Target: to} }

// AfterTimeout bounds what follows upon work whose own time may be over, pauses that Slack
// asks for included.
const AfterTimeout = 4 * time.Second

// After is the time for what follows upon work: taking back what was begun, telling that it
// failed. A handler takes it at most once, see [precedent/bot.LongestWork].
func After(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.WithoutCancel(ctx), AfterTimeout)
}

// Safely does work. A panic in it is an error.
func Safely(ctx context.Context, work func(context.Context) error) (err error) {
	defer Recovered(&err)
	return work(ctx)
}

// Recovered, deferred, makes an error of a panic.
func Recovered(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
	}
}

// Kept is what is kept, as a feature declares the methods that it uses of it. It is the
// only way to the store for what people ask and press.
type Kept[Store any] struct {
	host  *Host
	store Store
}

// Keep makes a Kept. Where the host keeps nothing, the store is never used.
func Keep[Store any](h *Host, s Store) Kept[Store] { return Kept[Store]{h, s} }

// For is the store as far as it is for the person of a turn: ErrNotKept where there is
// none, ErrOutsider for people of another organisation. Its errors are marked as those of
// a store, see StoreError.
func (k Kept[Store]) For(ctx context.Context, t *Turn) (store Store, err error) {
	if !k.host.Keeps {
		return store, ErrNotKept
	}
	switch outside, err := t.Outsider(ctx, t.User, t.From); {
	case err != nil:
		return store, StoreError(err)
	case outside:
		return store, ErrOutsider
	}
	return k.store, nil
}

// All is the whole store, for what the bot does of its own accord. ok is false where
// there is none.
func (k Kept[Store]) All() (store Store, ok bool) { return k.store, k.host.Keeps }
