package watch

import (
	"context"
	"errors"
	"time"

	"precedent/bot/slackapi"
	"precedent/bot/state"
	"precedent/bot/store"
	"precedent/bot/turn"
	"precedent/bot/view"
	"precedent/recommend"
)

// tellTimeout bounds telling of the new cases of one watch.
const tellTimeout = 20 * time.Second

// tellAll tells of the cases that came into the library since the watches last
// looked, in one message for each watch that any is for. A watch notes that it has looked
// before it tells, and takes that back only where the message surely did not arrive, so
// that no case is told of twice; news may be lost when the process is killed in between.
// A watch under way is finished when ctx ends. What goes wrong with one is logged and
// tried again the next time.
func (f *Feature) tellAll(ctx context.Context) {
	kept, ok := f.kept.All()
	if !ok {
		return
	}
	watches, err := kept.Watches(ctx, "")
	if err != nil {
		f.Log.Error("bot: watches not read", "err", err)
	}
	for _, w := range watches {
		if ctx.Err() != nil {
			return
		}
		telling, cancel := context.WithTimeout(context.WithoutCancel(ctx), tellTimeout)
		err := turn.Safely(telling, func(ctx context.Context) error { return f.tell(ctx, kept, w) })
		cancel()
		if err != nil {
			f.Log.Error("bot: new cases not told of", "watch", w.ID, "err", err)
		}
	}
}

// tell tells of the new cases of one watch.
func (f *Feature) tell(ctx context.Context, kept Store, w store.Watch) error {
	cases, until, err := kept.Added(ctx, w.Cursor, 0)
	if err != nil || len(cases) == 0 {
		return err
	}
	matches, err := f.among(ctx, w.Asked, f.Speak(ctx, w.By).Language, cases)
	broken := errors.As(err, new(*recommend.FilterError)) // the vocabulary has changed
	if err != nil && !broken {
		return err
	}
	if mine, err := kept.Advance(ctx, w, until); err != nil || !mine {
		return err
	}
	switch {
	case broken:
		err = f.Deliver(ctx, turn.Target{Channel: w.By}, f.Speak(ctx, w.By).Sentence("label.watch-broken", w.Asked))
	case len(matches) == 0:
		return nil
	default:
		err = f.postNews(ctx, w, matches, until)
	}
	switch {
	case err == nil:
		f.Log.Info("bot: told of new cases", "watch", w.ID, "many", len(matches))
	case channelGone(err):
		f.Log.Info("bot: nobody left to tell of new cases", "watch", w.ID, "err", err)
		return nil
	case !errors.Is(err, slackapi.ErrUnsure):
		err = errors.Join(err, kept.Rewind(ctx, w, until))
	}
	return err
}

// channelGone tells whether Slack will not take a message where it was to go, however often
// it is asked.
func channelGone(err error) bool {
	return slackapi.Means(err, slackapi.NotMember|slackapi.NoChannel|slackapi.Archived|slackapi.NotAllowed|slackapi.NoPerson)
}

// postNews tells of new cases where they are watched for. Where that cannot be, or people
// of another organisation would read it, who asked for it is told instead.
func (f *Feature) postNews(ctx context.Context, w store.Watch, matches []recommend.Match, until int64) error {
	say := f.Speak(ctx, w.By)
	shown := shownWatch(w)
	if w.Place != w.By { // a mention would ping them for everybody's news
		shown.Name = f.NameOf(ctx, w.By)
	}
	p := say.News(shown, matches, newsValue(state.News{Asked: w.Asked, Spoken: say.Language, From: w.Cursor, To: until}), len(matches) == maxNews)
	why := "label.news-outside"
	outside := false
	if w.Place != w.By {
		var err error
		if outside, err = f.OutsidersRead(ctx, w.Place); err != nil {
			return err // told at the next start
		}
	}
	if !outside {
		err := f.Deliver(ctx, turn.Target{Channel: w.Place}, p)
		if w.Place == w.By || !channelGone(err) {
			return err
		}
		f.Log.Info("bot: cannot post in a watched channel", "watch", w.ID, "err", err)
		why = "label.news-moved"
	}
	return f.Deliver(ctx, turn.Target{Channel: w.By}, say.WithNote(p, why))
}

// newsValue returns the function that makes the value of that button when so many of the
// cases have been shown.
func newsValue(s state.News) func(shown int) string {
	return func(shown int) string {
		s.Offset = shown
		return state.Encode(s)
	}
}

// moreNews shows further cases of a message with news.
func (f *Feature) moreNews(ctx context.Context, t *turn.Turn, p turn.Press) error {
	say := t.Say(ctx)
	var s state.News
	if err := state.Decode(p.Value, &s); err != nil || s.Offset < 0 {
		return t.OldButton(ctx, err)
	}
	kept, err := f.kept.For(ctx, t)
	if err != nil {
		return err
	}
	cases, _, err := kept.Added(ctx, s.From, s.To)
	if err != nil {
		return turn.StoreError(err)
	}
	matches, err := f.among(ctx, state.First(s.Asked, state.MaxWatched), s.Spoken, cases)
	if err != nil {
		return err
	}
	if s.Offset >= len(matches) { // the library has changed since
		return t.ReplyPrivately(ctx, say.Sentence(view.ProblemNoMore))
	}
	return t.Reply(ctx, say.MoreNews(matches, s.Offset, newsValue(s)))
}
