package lists

import (
	"context"

	"precedent/bot/state"
	"precedent/bot/turn"
	"precedent/bot/view"
)

// openCompare asks which cases to compare.
func (f *Feature) openCompare(ctx context.Context, t *turn.Turn, p turn.Press) error {
	s, entries, err := f.opened(ctx, t, p.Value)
	if err != nil {
		return err
	}
	say, entries := t.Say(ctx), stillThere(entries)
	if len(entries) < 2 {
		return t.SayWhy(ctx, view.LabelCompareTwo)
	}
	w := say.CompareWindow(view.Listed(entries), preselected(entries, 2), t.Sealed(s))
	return t.OpenWindow(ctx, w, say.Sentence(view.ProblemNoWindow))
}

// readCompare reads the window where cases to compare are chosen, and shows those side by
// side to who chose them.
func (f *Feature) readCompare(w *turn.Submission) turn.Work {
	s := readSelection(w)
	var faults map[string]turn.Message
	if n := len(s.values); n < 2 || n > view.MaxCompared {
		faults = map[string]turn.Message{view.BlockCases: {Text: view.LabelCompareFew, Args: []any{view.MaxCompared}}}
	}
	return turn.Work{Faults: faults, Do: func(ctx context.Context, say *view.Renderer) (turn.Outcome, error) { return f.compare(ctx, say, s) }}
}

func (f *Feature) compare(ctx context.Context, say *view.Renderer, s selection) (o turn.Outcome, err error) {
	entries, err := f.choices(ctx, s.Turn, s.opened)
	if err != nil {
		return o, err
	}
	cases, found := casesOf(stillThere(chosen(entries, s.values)))
	if len(cases) < 2 {
		return turn.Outcome{Message: turn.Message{Text: view.LabelCompareTwo}}, nil
	}
	s.ViaDM = new(bool)
	if err := s.Reply(ctx, say.Comparison(cases, state.EncodeSelection(state.First(s.opened.Question, view.MaxQuestion), found))); err != nil {
		return o, err
	}
	f.Log.Info("bot: compared", "cases", turn.IDs(cases), "channel", s.Channel)
	return turn.Outcome{Message: s.Answered()}, nil
}
