// Package suggest lets people suggest cases for the library, and the curators in a channel of
// their own decide on them: accept, change, decline. What is accepted is a case from then on; the
// program serves it, and is told so. It ranks nothing, and writes no library file.
package suggest

import (
	"context"
	"errors"
	"strings"

	"precedent/bot/delivery"
	"precedent/bot/state"
	"precedent/bot/store"
	"precedent/bot/turn"
	"precedent/bot/view"
	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/understand"
)

// Store is what the feature uses of what is kept.
type Store interface {
	AddSuggestion(ctx context.Context, channel, by, record, remark string) (store.Suggestion, error)
	Suggestion(ctx context.Context, id int64) (*store.Suggestion, error)
	WaitingSuggestions(ctx context.Context) ([]store.Suggestion, error)
	PostedSuggestion(ctx context.Context, id int64, channel, ts string) error
	ChangeSuggestion(ctx context.Context, id, version int64, record, remark string) (mine bool, err error)
	AcceptSuggestion(ctx context.Context, id, version int64, by, caseID, record string) (mine bool, err error)
	DeclineSuggestion(ctx context.Context, id, version int64, by, reason string) (mine bool, err error)
}

// Feature takes suggestions and decisions on them.
type Feature struct {
	*turn.Host
	kept turn.Kept[Store]
}

// New makes the feature.
func New(h *turn.Host, kept Store) *Feature { return &Feature{h, turn.Keep(h, kept)} }

// Register says what the feature handles.
func (f *Feature) Register(r *turn.Router) {
	r.GlobalShortcut("suggest_case", func(ctx context.Context, t *turn.Turn, _ delivery.MessageUsed) error { return f.open(ctx, t) })
	r.Action(view.ActionSuggest, func(ctx context.Context, t *turn.Turn, _ turn.Press) error { return f.open(ctx, t) })
	r.Form(view.CallbackSuggest, f.read)
	r.Action(view.ActionAccept, f.accept)
	r.Action(view.ActionChange, f.openChange)
	r.Form(view.CallbackChange, f.readChange)
	r.Action(view.ActionDecline, f.openDecline)
	r.Form(view.CallbackDecline, f.readDecline)
	r.Job(f.showAll)
}

// open opens the form for a case.
func (f *Feature) open(ctx context.Context, t *turn.Turn) error {
	if _, err := f.kept.For(ctx, t); err != nil {
		return err
	}
	if f.Curators == "" {
		return t.SayWhy(ctx, "problem.no-curators")
	}
	say := t.Say(ctx)
	window := say.SuggestWindow(view.CallbackSuggest, corpus.Case{}, "", nil, t.Sealed(state.Suggestion{Origin: t.Origin()}))
	return t.OpenWindow(ctx, window, say.Sentence(view.ProblemNoWindow))
}

// read reads the form with a case, and hands the case to the curators.
func (f *Feature) read(w *turn.Submission) turn.Work {
	var opened state.Suggestion
	w.State(&opened, &opened.Origin) // a broken one answers in a direct message
	c, remark, faults := f.entered(w)
	return turn.Work{Faults: faults, Entered: w.Typed(), Do: func(ctx context.Context, say *view.Renderer) (turn.Outcome, error) {
		return f.suggest(ctx, w, say, c, remark)
	}}
}

// suggest keeps a suggestion and shows it to the curators. What the library has already is told
// instead, above the form as it was filled in.
func (f *Feature) suggest(ctx context.Context, w *turn.Submission, say *view.Renderer, c corpus.Case, remark string) (o turn.Outcome, err error) {
	kept, err := f.kept.For(ctx, w.Turn)
	if err != nil {
		return o, err
	}
	if f.Curators == "" {
		return failed(w, "problem.no-curators"), nil
	}
	switch outside, err := f.OutsidersRead(ctx, f.Curators); {
	case err != nil:
		return o, err
	case outside:
		return failed(w, "problem.curators-open"), nil
	}
	known, err := f.known(ctx, c)
	if err != nil {
		return o, err
	}
	if known != nil {
		window := say.SuggestWindow(view.CallbackSuggest, c, remark, known, w.Sealed(state.Suggestion{Origin: w.Origin()}))
		return turn.Outcome{Message: turn.Message{Text: known.Sentence(), Args: []any{known.Case.Title}}, Entered: w.Typed(), Window: &window}, nil
	}
	waiting, err := kept.WaitingSuggestions(ctx)
	if err != nil {
		return o, turn.StoreError(err)
	}
	for _, s := range waiting {
		if samePage(f.recorded(s.Record).URL, c.URL) {
			return failed(w, "label.suggested-again"), nil
		}
	}
	s, err := kept.AddSuggestion(ctx, f.Curators, w.User, encode(c), remark)
	switch {
	case errors.Is(err, store.ErrManySuggestions):
		return failed(w, "problem.many-suggest"), nil
	case err != nil:
		return o, turn.StoreError(err)
	}
	f.Log.Info("bot: suggested", "suggestion", s.ID)
	if err := f.show(ctx, say, kept, s); err != nil {
		f.Log.Error("bot: a suggestion is not shown to the curators yet; is Precedent a member of PRECEDENT_CURATORS?", "suggestion", s.ID, "channel", f.Curators, "err", err)
		return turn.Outcome{Message: turn.Message{Text: "label.suggested-later"}}, nil
	}
	return turn.Outcome{Message: turn.Message{Text: "label.suggested"}}, nil
}

// failed says why nothing came of a form, and hands back what was typed.
func failed(w *turn.Submission, why string) turn.Outcome {
	return turn.Outcome{Message: turn.Message{Text: why}, Entered: w.Typed()}
}

// known is the case of the library that has the page or the title of another, nil for none.
func (f *Feature) known(ctx context.Context, c corpus.Case) (*view.InLibrary, error) {
	library := f.Engine.Library()
	if same := library.ByURL(c.URL); same != nil {
		return &view.InLibrary{Case: same}, nil
	}
	cases := library.Cases()
	for i := range cases {
		if sameTitle(&cases[i], &c) {
			return &view.InLibrary{Case: &cases[i], Title: true}, nil
		}
	}
	if library.Len() == len(cases) {
		return nil, nil
	}
	found, err := f.similar(ctx, c.Title) // the others are kept in an index
	for _, m := range found {
		if sameTitle(m.Case, &c) {
			return &view.InLibrary{Case: m.Case, Title: true}, err
		}
	}
	return nil, err
}

// sameTitle tells whether cases have one title, whatever its capitals and accents.
func sameTitle(a, b *corpus.Case) bool {
	return a.Title != "" && corpus.PlainLetters(a.Title) == corpus.PlainLetters(b.Title)
}

// samePage tells whether two addresses lead to one page.
func samePage(a, b string) bool {
	one, _, is := corpus.AddressKeys(a)
	other, _, too := corpus.AddressKeys(b)
	return is && too && one == other
}

// How many cases of the library a suggestion is shown with, and how much of its text they are
// looked for by.
const (
	maxAlike   = 3
	alikeChars = 1500
)

// alike are the cases of the library that are most like a suggestion.
func (f *Feature) alike(ctx context.Context, c *corpus.Case) (cases []*corpus.Case, err error) {
	found, err := f.similar(ctx, state.First(strings.Join([]string{c.Title, c.Problem, c.Summary}, ". "), alikeChars))
	for _, m := range found {
		if m.Strength == recommend.Weak || len(cases) == maxAlike {
			break
		}
		cases = append(cases, m.Case)
	}
	return cases, err
}

// similar finds cases for a text in which nothing is a limit.
func (f *Feature) similar(ctx context.Context, text string) ([]recommend.Match, error) {
	req, err := understand.ReadProblem(f.Engine.Vocabulary(), text)
	if err != nil {
		return nil, err
	}
	req.LimitsRule = true
	done, err := f.Compute(ctx)
	if err != nil {
		return nil, err
	}
	defer done()
	a, err := f.Engine.Recommend(ctx, req, 2*maxAlike)
	if errors.Is(err, recommend.ErrEmptyRequest) {
		return nil, nil
	}
	return a.Cases, err
}
