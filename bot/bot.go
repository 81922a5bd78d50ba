// Package bot is what Precedent does for people in Slack. It takes deliveries on from a
// transport, within bounds and each once, lets a feature work on each, and tells people in
// plain words what went wrong.
//
// What it does for people is in its features, each a folder of its own that can be read
// alone:
//
//	answer  a problem in, similar cases out, behind every way in; feedback, workflows, links
//	lists   shortlists with notes, comparisons, briefs
//	share   cases into a channel
//	watch   what is looked for among new cases
//	suggest cases that people suggest for the library, and what curators decide on them
//	home    the Home tab, and where a person works
//
// A feature registers what it handles with the router of package turn, is given a turn that
// knows who, where and how to answer, and declares the few methods that it uses of the
// store. features.go lists them; nothing else knows them all. What things look like is
// view's, what Slack takes blockkit's, what travels in buttons and windows state's, calls to
// Slack slackapi's, and decoding and acknowledging are the transports' (socket, web).
//
// The order of work is fixed: a transport asks Accept, acknowledges with what that returns,
// and then lets the work start. Slack delivers at least once; the bot answers each delivery
// once, by remembering what it has taken on. What people ask is never logged above debug
// level.
package bot

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"log/slog"
	"time"

	"github.com/slack-go/slack"

	"precedent/bot/delivery"
	"precedent/bot/slackapi"
	"precedent/bot/turn"
	"precedent/bot/view"
)

// Options of a Bot. The zero value works.
type Options struct {
	ReportTo string // mail or web address for mistakes in cases, "" for none
	// AllowExternal lets the bot answer openly in channels that are shared with other
	// organisations. Otherwise it answers only who asked there.
	AllowExternal bool
	Curation      turn.Curation    // how the library grows by what people suggest
	Memory        Memory           // where what people want kept is kept; nil for nowhere
	Now           func() time.Time // time.Now when nil
	Reference     func() string    // makes the reference of an error; random when nil
}

// Bot answers deliveries. It is safe for concurrent use.
type Bot struct {
	lg     *slog.Logger
	host   *turn.Host
	router *turn.Router
	dedup  *dedup
	load   *load
	notify *notifier
}

// New makes a bot. It does nothing until deliveries arrive.
func New(lg *slog.Logger, engine turn.Engine, client *slackapi.Client, opts Options) *Bot {
	if opts.Now == nil {
		opts.Now = time.Now
	}
	if opts.Reference == nil {
		opts.Reference = randomReference
	}
	english := view.New(engine.Vocabulary(), opts.ReportTo, opts.Memory != nil)
	host := turn.NewHost(turn.Options{
		Log: lg, Slack: client, Engine: engine, Now: opts.Now, Reference: opts.Reference,
		Views:         view.Languages(english, func(err error) { lg.Error("bot: speaking English instead", "err", err) }),
		AllowExternal: opts.AllowExternal, Keeps: opts.Memory != nil, Curation: opts.Curation,
	})
	load, router := newLoad(), routes(host, opts.Memory)
	english.CaseButtons = router.CaseButtons()
	return &Bot{
		lg: lg, host: host, router: router, load: load,
		dedup: newDedup(opts.Now, dedupFor, maxKeys), notify: newNotifier(host, load),
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
// [delivery.ErrBusy] says that an event cannot be taken on now. What a person typed or
// pressed is never refused like that, since Slack does not deliver it again: the
// person is told.
func (b *Bot) Accept(d delivery.Delivery) (ack any, start func(), err error) {
	nothing := func() {}
	task := b.router.Route(b.host, d)
	keys := d.Keys()
	if !b.dedup.first(keys) {
		b.lg.Debug("bot: delivered again", "keys", keys)
		return b.ackOf(task), nothing, nil
	}
	b.host.Note(d.Event)
	if task.Do == nil {
		return b.ackOf(task), nothing, nil
	}
	if !b.load.take() {
		if ack := b.busyAck(d, task); ack != nil {
			return ack, nothing, nil
		}
		b.dedup.drop(keys)
		if d.Interaction != nil {
			return nil, func() { b.notify.later(task.To.Private(), turn.Message{Text: view.ProblemBusy}, 0) }, nil
		}
		return nil, nothing, delivery.ErrBusy
	}
	return b.ackOf(task), func() { go b.run(task) }, nil
}

// run works on one delivery. Whatever goes wrong, a panic included, ends in a
// sentence for the person and never ends the bot.
func (b *Bot) run(task turn.Task) {
	defer b.load.release()
	// Work that was taken on is finished even when the bot is told to stop.
	ctx, cancel := context.WithTimeout(context.Background(), workTimeout)
	defer cancel()
	if err := turn.Safely(ctx, task.Do); err != nil {
		b.notify.failed(ctx, task.To, err)
	}
}

// RunJobs does what the features do from time to time without being asked, such as
// telling of new cases. What is under way is finished when ctx ends.
func (b *Bot) RunJobs(ctx context.Context) {
	for _, job := range b.router.Jobs() {
		if err := turn.Safely(ctx, func(ctx context.Context) error { job(ctx); return nil }); err != nil {
			b.lg.Error("bot: a job failed", "err", err)
		}
	}
}

// Close takes no more deliveries on and waits until what was taken on is done and
// whoever is to be told something is told, or until ctx ends, which is an error that
// says how much was left.
func (b *Bot) Close(ctx context.Context) error {
	b.load.close()
	b.notify.hurry()
	return b.load.wait(ctx, b.notify.waiting)
}

// ackOf is what a delivery is acknowledged with: a submitted window stays open
// and says that work goes on, or what is wrong with it; everything else gets an empty
// acknowledgement.
func (b *Bot) ackOf(task turn.Task) any {
	if task.Window == nil {
		return nil
	}
	say := b.host.SpeakKnown(task.Window.User)
	if len(task.Faults) > 0 {
		texts := map[string]string{}
		for block, fault := range task.Faults {
			texts[block] = fault.In(say)
		}
		return slack.NewErrorsViewSubmissionResponse(texts)
	}
	w := say.Working(task.Window.Callback())
	return slack.NewUpdateViewSubmissionResponse(&w)
}

// busyAck tells the person in the acknowledgement itself that the bot is too
// busy; nil where an acknowledgement cannot say anything.
func (b *Bot) busyAck(d delivery.Delivery, task turn.Task) any {
	switch {
	case d.Command != nil:
		return map[string]string{"response_type": "ephemeral", "text": b.host.SpeakKnown(d.Command.User).Text(view.ProblemBusy)}
	case task.Window != nil:
		say := b.host.SpeakKnown(task.Window.User)
		w := say.Outcome(task.Window.Callback(), say.Text(view.ProblemBusy), task.Window.Typed())
		return slack.NewUpdateViewSubmissionResponse(&w)
	}
	return nil
}
