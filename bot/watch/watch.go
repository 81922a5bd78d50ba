// Package watch looks for something among the cases that come into the library, and tells of
// them where it is watched for: in a channel, or to one person. It finds cases by the engine,
// and says nothing of those that were there before.
package watch

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"precedent/bot/slackapi"
	"precedent/bot/state"
	"precedent/bot/store"
	"precedent/bot/turn"
	"precedent/bot/view"
	"precedent/recommend"
	"precedent/recommend/understand"
)

// Store is what the feature uses of what is kept.
type Store interface {
	AddWatch(ctx context.Context, place, by, asked string) (w store.Watch, known bool, err error)
	StopWatch(ctx context.Context, place, by string, id int64) (stopped *store.Watch, err error)
	Watches(ctx context.Context, place string) ([]store.Watch, error)
	Added(ctx context.Context, from, to int64) (cases []string, last int64, err error)
	Advance(ctx context.Context, w store.Watch, until int64) (mine bool, err error)
	Rewind(ctx context.Context, w store.Watch, until int64) error
}

// Feature keeps watches.
type Feature struct {
	*turn.Host
	kept turn.Kept[Store]
}

// New makes the feature.
func New(h *turn.Host, kept Store) *Feature { return &Feature{h, turn.Keep(h, kept)} }

// Register says what the feature handles.
func (f *Feature) Register(r *turn.Router) {
	r.Keyword(asksToWatch, f.offer)
	r.Action(view.ActionWatch, f.watch)
	r.Action(view.ActionUnwatch, f.unwatch)
	r.Action(view.ActionNews, f.moreNews)
	r.Job(f.tellAll)
}

// asksToWatch tells whether a text is about watches, and what is to be watched: "" to see
// what is watched already. In a sentence such as "watch out, prices rise" the word is none
// of ours: what is watched begins like a subject, or stands behind a colon.
func asksToWatch(text string) (asked string, is bool) {
	fields := strings.Fields(text)
	if len(fields) == 0 {
		return "", false
	}
	first, called := strings.CutSuffix(fields[0], ":")
	if len(fields) == 1 {
		first = strings.TrimRight(first, ".!?")
	}
	if !strings.EqualFold(first, "watch") || len(fields) > 1 && !called && !understand.BeginsSubject(fields[1]) {
		return "", false
	}
	asked = state.First(strings.Join(fields[1:], " "), state.MaxWatched)
	if view.Typed(view.TypedWatches, asked) {
		asked = "" // what is watched, with buttons to stop it, and how to watch for more
	}
	return asked, true
}

// offer shows what would be watched for, in a channel with a button to do so, since
// everybody there will be told; and without anything to watch for, what is watched
// already.
func (f *Feature) offer(ctx context.Context, t *turn.Turn, asked string) error {
	switch {
	case asked == "":
		return f.show(ctx, t, "")
	case !f.Keeps:
		return turn.ErrNotKept
	}
	say := t.Say(ctx)
	if !say.Keeps {
		return turn.ErrOutsider
	}
	place, own := t.List()
	if refused, err := f.refuse(ctx, t, say, place, own); refused || err != nil {
		return err
	}
	a, err := f.understood(ctx, asked, say.Language)
	if errors.Is(err, recommend.ErrEmptyRequest) {
		return t.ReplyPrivately(ctx, say.NothingAsked())
	}
	if err != nil {
		return err
	}
	return t.ReplyPrivately(ctx, say.OfferWatch(asked, a, own))
}

// refuse says so where people of another organisation would read the news of a
// watch, and tells whether it did.
func (f *Feature) refuse(ctx context.Context, t *turn.Turn, say *view.Renderer, place string, own bool) (refused bool, err error) {
	if own {
		return false, nil
	}
	outside, err := f.OutsidersRead(ctx, place)
	if err != nil || !outside {
		return false, err
	}
	return true, t.ReplyPrivately(ctx, say.Sentence("problem.watch-open"))
}

// understood reads what somebody who is spoken to in a language wants watched for, ErrEmptyRequest where that is nothing.
func (f *Feature) understood(ctx context.Context, asked, spoken string) (recommend.Answer, error) {
	req, err := understand.ParseRequest(f.Engine.Vocabulary(), asked)
	if err != nil {
		return recommend.Answer{}, err
	}
	req.Spoken = spoken
	done, err := f.Compute(ctx)
	if err != nil {
		return recommend.Answer{}, err
	}
	defer done()
	a, err := f.Engine.Recommend(ctx, req, 1)
	if err == nil && a.Query.AsksNothing() {
		err = recommend.ErrEmptyRequest
	}
	return a, err
}

// watch looks from now on for something among new cases. In a channel that is said
// openly, which also shows that the bot can tell of them there.
func (f *Feature) watch(ctx context.Context, t *turn.Turn, p turn.Press) error {
	asked := state.First(p.Value, state.MaxWatched)
	say := t.Say(ctx)
	place, own := t.List()
	if refused, err := f.refuse(ctx, t, say, place, own); refused || err != nil {
		return err
	}
	a, err := f.understood(ctx, asked, say.Language)
	if err != nil {
		return err
	}
	kept, err := f.kept.For(ctx, t)
	if err != nil {
		return err
	}
	w, known, err := kept.AddWatch(ctx, place, t.User, asked)
	switch {
	case errors.Is(err, store.ErrManyWatches):
		return t.ReplyPrivately(ctx, say.Sentence("problem.many-watches", store.MaxWatches))
	case err != nil:
		return turn.StoreError(err)
	case known:
		return t.ReplyPrivately(ctx, say.Sentence("label.watched-known"))
	}
	f.Log.Info("bot: watching", "watch", w.ID, "place", place)
	post := say.Watching(shownWatch(w), a, own)
	if own {
		return t.Reply(ctx, post)
	}
	_, err = f.PostFor(ctx, turn.Target{Channel: place, ThreadTS: t.ThreadTS}, post)
	if err != nil && !errors.Is(err, slackapi.ErrUnsure) {
		_, stopErr := kept.StopWatch(ctx, place, t.User, w.ID) // it could not tell of anything
		err = errors.Join(err, turn.StoreError(stopErr))
	}
	return err
}

func shownWatch(w store.Watch) view.Watch {
	return view.Watch{ID: w.ID, Asked: w.Asked, Made: view.By{User: w.By, At: w.At}}
}

// show shows what is watched where the person is, privately.
func (f *Feature) show(ctx context.Context, t *turn.Turn, happened string) error {
	place, own := t.List()
	kept, err := f.kept.For(ctx, t)
	if err != nil {
		return err
	}
	watches, err := kept.Watches(ctx, place)
	if err != nil {
		return turn.StoreError(err)
	}
	list := make([]view.Watch, len(watches))
	for i, w := range watches {
		list[i] = shownWatch(w)
	}
	return t.ReplyPrivately(ctx, t.Say(ctx).Watches(list, own, happened))
}

// unwatch stops a watch and shows what is left. In a channel the others are told too.
func (f *Feature) unwatch(ctx context.Context, t *turn.Turn, p turn.Press) error {
	t.Replace = view.InList(p.Rest)
	say := t.Say(ctx)
	id, err := strconv.ParseInt(p.Value, 10, 64)
	if err != nil {
		return t.OldButton(ctx, err)
	}
	place, _ := t.List()
	kept, err := f.kept.For(ctx, t)
	if err != nil {
		return err
	}
	stopped, err := kept.StopWatch(ctx, place, t.User, id)
	if err != nil {
		return turn.StoreError(err)
	}
	if stopped == nil {
		return f.show(ctx, t, say.Text("problem.no-watch"))
	}
	f.Log.Info("bot: no longer watching", "watch", id, "place", stopped.Place)
	if stopped.Place != stopped.By && !f.External(ctx, stopped.Place) {
		if err := f.Deliver(ctx, turn.Target{Channel: stopped.Place}, say.Unwatched(t.User, stopped.Asked)); err != nil {
			f.Log.Info("bot: not told that a watch was stopped", "watch", id, "err", err)
		}
	}
	return f.show(ctx, t, say.Text("label.unwatched", stopped.Asked))
}
