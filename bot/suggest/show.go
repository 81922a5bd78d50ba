package suggest

import (
	"context"
	"time"

	"precedent/bot/state"
	"precedent/bot/store"
	"precedent/bot/turn"
	"precedent/bot/view"
)

// How suggestions are shown that could not be shown at once.
const (
	showLater   = time.Minute // after it was kept: until then whoever took it may be about to show it
	showTimeout = 20 * time.Second
)

// shown is a suggestion as curators see it.
func (f *Feature) shown(ctx context.Context, s store.Suggestion) view.Suggestion {
	c := f.recorded(s.Record)
	v := view.Suggestion{
		Case: &c, Remark: s.Remark, By: view.By{User: s.By, At: s.At}, Decision: decision(s),
		Value: state.Encode(state.Suggestion{ID: s.ID, Version: s.Version}),
	}
	if v.Decision == nil {
		like, err := f.alike(ctx, &c)
		if err != nil {
			f.Log.Error("bot: a suggestion is shown without cases like it", "suggestion", s.ID, "err", err)
		}
		v.Like = like
	}
	return v
}

// show shows a suggestion to the curators.
func (f *Feature) show(ctx context.Context, say *view.Renderer, kept Store, s store.Suggestion) error {
	at, err := f.Post(ctx, turn.Target{Channel: f.Curators}, say.Suggested(f.shown(ctx, s)))
	if err != nil {
		return err
	}
	return kept.PostedSuggestion(ctx, s.ID, at.Channel, at.TS)
}

// refresh brings the message with a suggestion up to date, and tells whether it is.
func (f *Feature) refresh(ctx context.Context, say *view.Renderer, s store.Suggestion) bool {
	if s.TS == "" {
		return false
	}
	if err := f.Change(ctx, turn.Posted{Channel: s.Channel, TS: s.TS}, say.Suggested(f.shown(ctx, s))); err != nil {
		f.Log.Error("bot: the message with a suggestion is not up to date", "suggestion", s.ID, "err", err)
		return false
	}
	return true
}

// showAll shows the curators what they have not seen: what could not be shown when it was
// suggested, and what was shown in another channel than theirs is now. What may have been shown
// already is shown again, since twice is better than not at all, and one decision counts for both.
func (f *Feature) showAll(ctx context.Context) {
	kept, ok := f.kept.All()
	if !ok || f.Curators == "" {
		return
	}
	waiting, err := kept.WaitingSuggestions(ctx)
	if err != nil {
		f.Log.Error("bot: suggestions not read", "err", err)
	}
	for _, s := range waiting {
		if ctx.Err() != nil {
			return
		}
		if s.TS != "" && s.Channel == f.Curators || f.Now().Sub(s.At) < showLater {
			continue
		}
		showing, cancel := context.WithTimeout(context.WithoutCancel(ctx), showTimeout)
		err := turn.Safely(showing, func(ctx context.Context) error { return f.showWaiting(ctx, kept, s) })
		cancel()
		if err != nil {
			f.Log.Error("bot: a suggestion is not shown to the curators; is Precedent a member of PRECEDENT_CURATORS?", "suggestion", s.ID, "channel", f.Curators, "err", err)
		}
	}
}

// showWaiting shows a suggestion that was kept before, where no other organisation reads along.
func (f *Feature) showWaiting(ctx context.Context, kept Store, s store.Suggestion) error {
	outside, err := f.OutsidersRead(ctx, f.Curators)
	if err != nil || outside {
		return err
	}
	return f.show(ctx, f.Speak(ctx, s.By), kept, s)
}
