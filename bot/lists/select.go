package lists

import (
	"context"
	"errors"
	"slices"

	"precedent/bot/state"
	"precedent/bot/turn"
	"precedent/bot/view"
	"precedent/corpus"
	"precedent/recommend"
)

// opened reads the value of a button that compares cases or makes a brief of them, and
// finds the cases that can be chosen with it.
func (f *Feature) opened(ctx context.Context, t *turn.Turn, value string) (s state.Selection, entries []view.Entry, err error) {
	if s.List = value == view.SelectFromList; !s.List {
		if err := state.Decode(value, &s); err != nil {
			return s, nil, err
		}
	}
	s.Origin = t.Origin()
	entries, err = f.choices(ctx, t, s)
	return s, entries, err
}

// selection is a submitted window where cases were chosen.
type selection struct {
	*turn.Submission
	opened state.Selection
	values []string // of the cases chosen
}

func readSelection(w *turn.Submission) selection {
	s := selection{Submission: w, values: w.Field(view.BlockCases).Chosen()}
	w.State(&s.opened, &s.opened.Origin) // a broken one has no cases to choose from, which is answered
	w.Public = turn.Direct(w.Channel)
	return s
}

// choices are the cases that can be chosen: those of an answer or a comparison with what
// the team noted on them, or those of the list of the conversation.
func (f *Feature) choices(ctx context.Context, t *turn.Turn, s state.Selection) ([]view.Entry, error) {
	var listed []view.Entry
	if f.Keeps || s.List {
		saved, _, err := f.saved(ctx, t)
		switch {
		case err == nil:
			listed = Entries(f.Engine.Library(), saved)
		case s.List:
			return nil, turn.StoreError(err)
		case errors.Is(err, turn.ErrOutsider):
		default:
			f.Log.Error("bot: chosen from without the notes", "err", err)
		}
	}
	if s.List {
		return listed, nil
	}
	notes := make(map[string]view.Entry, len(listed))
	for _, e := range listed {
		notes[e.ID] = e
	}
	var entries []view.Entry
	for i, id := range s.Cases {
		e, saved := notes[id]
		if c := f.Engine.Library().Case(id); !saved && c != nil {
			e = view.Entry{Case: c, ID: id, Title: c.Title, URL: c.URL}
		} else if !saved {
			continue
		}
		e.Found = s.Strength(i)
		entries = append(entries, e)
	}
	return entries, nil
}

// preselected is how many of the first cases are chosen before a person chooses: those
// that are similar, which come before those that only touch on the problem; all, where
// there are not so many of them as are needed.
func preselected(entries []view.Entry, needed int) int {
	similar := 0
	for _, e := range entries {
		if e.Found != recommend.Weak {
			similar++
		}
	}
	if similar < needed {
		return len(entries)
	}
	return similar
}

// chosen are the entries that a window's values name.
func chosen(entries []view.Entry, values []string) []view.Entry {
	wanted := make(map[string]bool, len(values))
	for _, v := range values {
		wanted[v] = true
	}
	var list []view.Entry
	for _, e := range entries {
		if wanted[view.OptionValue(e.ID)] {
			list = append(list, e)
		}
	}
	return list
}

// stillThere are the entries whose cases the library still has.
func stillThere(entries []view.Entry) []view.Entry {
	return slices.DeleteFunc(slices.Clone(entries), func(e view.Entry) bool { return e.Case == nil })
}

// casesOf are the cases of entries, and how similar each was found.
func casesOf(entries []view.Entry) (cases []*corpus.Case, found []recommend.Match) {
	for _, e := range entries {
		cases = append(cases, e.Case)
		found = append(found, recommend.Match{Case: e.Case, Strength: e.Found})
	}
	return cases, found
}

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
		faults = map[string]turn.Message{view.BlockCases: {Text: "label.compare-few", Args: []any{view.MaxCompared}}}
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
