package lists

import (
	"context"
	"strings"

	"precedent/bot/state"
	"precedent/bot/turn"
	"precedent/bot/view"
)

// openNote asks for the note of a saved case. The rest of the action is the page of the
// list that the button stands on.
func (f *Feature) openNote(ctx context.Context, t *turn.Turn, p turn.Press) error {
	saved, _, err := f.saved(ctx, t)
	if err != nil {
		return turn.StoreError(err)
	}
	say := t.Say(ctx)
	for _, s := range saved {
		if s.Case != p.Value {
			continue
		}
		opened := state.Note{Case: s.Case, Page: p.Rest, Origin: t.Origin()}
		return t.OpenWindow(ctx, say.NoteWindow(s.Title, s.Note, t.Sealed(opened)), say.Sentence(view.ProblemNoWindow))
	}
	return t.ReplyPrivately(ctx, say.Sentence(view.ProblemNotOnList))
}

// readNote reads the window for a note, keeps the note and says in the window that it did.
func (f *Feature) readNote(w *turn.Submission) turn.Work {
	var opened state.Note
	w.State(&opened, &opened.Origin) // a broken one leaves the case empty, which is on no list
	note := state.First(strings.TrimSpace(w.Input(view.BlockNote, view.InputNote).Value), view.MaxNote)
	work := turn.Work{Entered: note, Do: func(ctx context.Context, _ *view.Renderer) (turn.Outcome, error) {
		return f.annotate(ctx, w.Turn, opened, note)
	}}
	if _, own := w.List(); own {
		work.Then = func(ctx context.Context) { w.RefreshHome(ctx, "") }
	}
	return work
}

// annotate keeps the note of a saved case.
func (f *Feature) annotate(ctx context.Context, t *turn.Turn, opened state.Note, note string) (o turn.Outcome, err error) {
	place, _ := t.List()
	kept, err := f.kept.For(ctx, t)
	if err != nil {
		return o, err
	}
	found, err := kept.Annotate(ctx, place, opened.Case, t.User, note)
	switch {
	case err != nil:
		return o, turn.StoreError(err)
	case !found:
		return turn.Outcome{Message: turn.Message{Text: view.ProblemNotOnList}, Entered: note}, nil
	}
	if opened.Page != "" { // the list that it was opened from shows it too
		list := *t
		list.Replace = true
		if err := f.show(ctx, &list, readOffset(opened.Page), ""); err != nil {
			f.Log.Info("bot: list not brought up to date", "err", err)
		}
	}
	if note == "" {
		return turn.Outcome{Message: turn.Message{Text: "label.unnoted"}}, nil
	}
	return turn.Outcome{Message: turn.Message{Text: "label.noted"}}, nil
}
