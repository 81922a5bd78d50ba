package home

import (
	"context"

	"precedent/bot/store"
	"precedent/bot/turn"
	"precedent/bot/view"
)

// openWorkplace asks a person where they work.
func (f *Feature) openWorkplace(ctx context.Context, t *turn.Turn, _ turn.Press) error {
	var p store.Person
	if kept, err := f.kept.For(ctx, t); err == nil {
		if p, err = kept.Person(ctx, t.User); err != nil {
			return turn.StoreError(err)
		}
	}
	say := t.Say(ctx)
	return t.OpenWindow(ctx, say.WorkplaceWindow(view.Workplace(p)), say.Sentence(view.ProblemNoWindow))
}

// readWorkplace reads the window that asks where a person works, keeps it, and says in the
// window what that does. What the vocabulary does not know says nothing.
func (f *Feature) readWorkplace(w *turn.Submission) turn.Work {
	var person store.Person
	if code := w.Field(view.BlockCountry).Selected.Value; f.Engine.Vocabulary().Places.Country(code) != nil {
		person.Country = code
	}
	if level := w.Field(view.BlockLevel).Selected.Value; f.Engine.Vocabulary().Taxonomy.Level(level) != nil {
		person.Level = level
	}
	return turn.Work{Do: func(ctx context.Context, _ *view.Renderer) (turn.Outcome, error) {
		defer w.RefreshHome(ctx, "")
		kept, err := f.kept.For(ctx, w.Turn)
		if err == nil {
			err = kept.SetPerson(ctx, w.User, person)
		}
		if person == (store.Person{}) {
			return turn.Outcome{Message: turn.Message{Text: view.LabelWorkplaceGone}}, turn.StoreError(err)
		}
		return turn.Outcome{Message: turn.Message{Text: view.LabelWorkplaceKept}}, turn.StoreError(err)
	}}
}
