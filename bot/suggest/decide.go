package suggest

import (
	"context"
	"strings"

	"precedent/bot/state"
	"precedent/bot/store"
	"precedent/bot/turn"
	"precedent/bot/view"
)

// The buttons stand in the channel of the curators, which decides who can press them. So they are
// taken from there alone, and the first who decides on a suggestion as it stands does.

// pressed is the suggestion that a button stands below. It is nil where nothing can be decided,
// which the person is told.
func (f *Feature) pressed(ctx context.Context, t *turn.Turn, value string) (kept Store, s *store.Suggestion, err error) {
	button, err := state.DecodeSuggestion(value)
	if err != nil {
		return nil, nil, t.OldButton(ctx, err)
	}
	if f.Curators == "" || t.Channel != f.Curators {
		return nil, nil, t.SayWhy(ctx, "problem.not-curators")
	}
	kept, err = f.kept.For(ctx, t)
	if err != nil {
		return nil, nil, err
	}
	s, err = kept.Suggestion(ctx, button.ID)
	if err != nil {
		return nil, nil, turn.StoreError(err)
	}
	if s == nil || s.State != store.Waiting || s.Version != button.Version {
		return kept, nil, f.sayLate(ctx, t, s)
	}
	return kept, s, nil
}

// sayLate says why nothing can be decided on a suggestion any more, nil for one that is gone, and
// brings its message up to date.
func (f *Feature) sayLate(ctx context.Context, t *turn.Turn, s *store.Suggestion) error {
	if s == nil {
		return t.ReplyPrivately(ctx, t.Say(ctx).Sentence("problem.suggest-gone"))
	}
	say := t.Say(ctx)
	f.refresh(ctx, say, *s)
	if d := decision(*s); d != nil {
		return t.ReplyPrivately(ctx, say.Decided(d))
	}
	return t.ReplyPrivately(ctx, say.Sentence("problem.suggest-other"))
}

// decision is what was decided on a suggestion, nil for nothing yet.
func decision(s store.Suggestion) *view.Decision {
	if s.State == store.Waiting {
		return nil
	}
	return &view.Decision{By: view.By{User: s.DecidedBy, At: s.DecidedAt}, Accepted: s.State == store.Accepted, Reason: s.Reason}
}

// accept makes a case of a suggestion.
func (f *Feature) accept(ctx context.Context, t *turn.Turn, p turn.Press) error {
	kept, s, err := f.pressed(ctx, t, p.Value)
	if s == nil {
		return err
	}
	c := f.recorded(s.Record)
	if c.Title == "" {
		return turn.StoreError(state.ErrUnreadable)
	}
	c.ID = caseID(c, s.ID)
	mine, err := kept.AcceptSuggestion(ctx, s.ID, s.Version, t.User, c.ID, encode(c))
	if err != nil {
		return turn.StoreError(err)
	}
	now, err := kept.Suggestion(ctx, s.ID)
	if err != nil {
		return turn.StoreError(err)
	}
	if !mine || now == nil {
		return f.sayLate(ctx, t, now)
	}
	f.Log.Info("bot: a suggestion is accepted", "suggestion", s.ID, "case", c.ID)
	if f.Accepted != nil {
		f.Accepted()
	}
	say := t.Say(ctx)
	shown := f.refresh(ctx, say, *now)
	f.tell(ctx, t, *now)
	if !shown { // the message still looks as if nothing had been decided
		return t.ReplyPrivately(ctx, say.Decided(decision(*now)))
	}
	return nil
}

// tell tells who suggested a case what was decided on it, unless they did so themselves.
func (f *Feature) tell(ctx context.Context, t *turn.Turn, s store.Suggestion) {
	if s.By == t.User {
		return
	}
	post := f.Speak(ctx, s.By).ToldOf(f.recorded(s.Record).Title, decision(s))
	if err := f.Deliver(ctx, turn.Target{Channel: s.By}, post); err != nil {
		f.Log.Info("bot: not told what was decided on a suggestion", "suggestion", s.ID, "user", s.By, "err", err)
	}
}

// openDecline asks why a suggestion is declined.
func (f *Feature) openDecline(ctx context.Context, t *turn.Turn, p turn.Press) error {
	_, s, err := f.pressed(ctx, t, p.Value)
	if s == nil {
		return err
	}
	say := t.Say(ctx)
	window := say.DeclineWindow(f.recorded(s.Record).Title, t.Sealed(state.Suggestion{ID: s.ID, Version: s.Version, Origin: t.Origin()}))
	return t.OpenWindow(ctx, window, say.Sentence(view.ProblemNoWindow))
}

// readDecline reads the window that asks why, and declines the suggestion.
func (f *Feature) readDecline(w *turn.Submission) turn.Work {
	var opened state.Suggestion
	w.State(&opened, &opened.Origin)
	reason := state.First(strings.TrimSpace(w.Input(view.BlockReason, view.InputReason).Value), view.MaxNote)
	return turn.Work{Entered: reason, Do: func(ctx context.Context, say *view.Renderer) (turn.Outcome, error) {
		done := func(ctx context.Context, kept Store) (bool, error) {
			return kept.DeclineSuggestion(ctx, opened.ID, opened.Version, w.User, reason)
		}
		o, s, err := f.submitted(ctx, w, say, opened, done)
		if s == nil {
			return o, err
		}
		f.Log.Info("bot: a suggestion is declined", "suggestion", s.ID)
		f.tell(ctx, w.Turn, *s)
		return turn.Outcome{Message: turn.Message{Text: "label.declined"}}, nil
	}}
}

// openChange opens the form with a suggestion.
func (f *Feature) openChange(ctx context.Context, t *turn.Turn, p turn.Press) error {
	_, s, err := f.pressed(ctx, t, p.Value)
	if s == nil {
		return err
	}
	say := t.Say(ctx)
	window := say.SuggestWindow(view.CallbackChange, f.recorded(s.Record), s.Remark, nil, t.Sealed(state.Suggestion{ID: s.ID, Version: s.Version, Origin: t.Origin()}))
	return t.OpenWindow(ctx, window, say.Sentence(view.ProblemNoWindow))
}

// readChange reads the form with a suggestion, and changes it.
func (f *Feature) readChange(w *turn.Submission) turn.Work {
	var opened state.Suggestion
	w.State(&opened, &opened.Origin)
	c, remark, faults := f.entered(w)
	return turn.Work{Faults: faults, Entered: w.Typed(), Do: func(ctx context.Context, say *view.Renderer) (turn.Outcome, error) {
		done := func(ctx context.Context, kept Store) (bool, error) {
			return kept.ChangeSuggestion(ctx, opened.ID, opened.Version, encode(c), remark)
		}
		o, s, err := f.submitted(ctx, w, say, opened, done)
		if s == nil {
			return o, err
		}
		f.Log.Info("bot: a suggestion is changed", "suggestion", s.ID)
		return turn.Outcome{Message: turn.Message{Text: "label.changed"}}, nil
	}}
}

// submitted does what a window of a curator's asks for, and brings the message up to date. The
// suggestion is nil where nothing was done, and the outcome says why.
func (f *Feature) submitted(ctx context.Context, w *turn.Submission, say *view.Renderer, opened state.Suggestion, do func(context.Context, Store) (bool, error)) (o turn.Outcome, s *store.Suggestion, err error) {
	if f.Curators == "" || w.Channel != f.Curators {
		return failed(w, "problem.not-curators"), nil, nil
	}
	kept, err := f.kept.For(ctx, w.Turn)
	if err != nil {
		return o, nil, err
	}
	mine, err := do(ctx, kept)
	if err == nil {
		s, err = kept.Suggestion(ctx, opened.ID)
	}
	switch {
	case err != nil:
		return o, nil, turn.StoreError(err)
	case s == nil:
		return failed(w, "problem.suggest-gone"), nil, nil
	}
	f.refresh(ctx, say, *s)
	if mine {
		return o, s, nil
	}
	o = failed(w, "problem.suggest-other")
	if d := decision(*s); d != nil {
		window := say.DecidedWindow(w.Callback(), d)
		o.Window = &window
	}
	return o, nil, nil
}
