package rank

import (
	"slices"
	"testing"

	"precedent/recommend"
	"precedent/recommend/eval"
)

// TestExplain_NamesOnlyWhatWasAsked holds the tags shown as reasons against
// those that were understood, over every judged problem.
func TestExplain_NamesOnlyWhatWasAsked(t *testing.T) {
	e := sharedEngine(t)
	dev, err := eval.BuiltinSet(eval.SetDev)
	if err != nil {
		t.Fatal(err)
	}
	for _, query := range dev.Queries {
		q, err := e.Understand(recommend.Request{Problem: query.Text})
		if err != nil {
			t.Fatal(err)
		}
		a, err := e.Answer(t.Context(), q, 0, 10)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range a.Cases {
			for _, id := range slices.Concat(m.Why.Topics, m.Why.Approaches) {
				asked := slices.ContainsFunc(q.Concepts, func(c recommend.Concept) bool { return c.ID == id })
				if !asked || !slices.Contains(slices.Concat(m.Case.Topics, m.Case.Approaches), id) {
					t.Errorf("%s: %s is shown as shared with %s", query.ID, id, m.Case.ID)
				}
			}
			if slices.ContainsFunc(m.Why.Topics, e.vocabulary.Taxonomy.IsApproach) || slices.ContainsFunc(m.Why.Approaches, e.vocabulary.Taxonomy.IsTopic) {
				t.Errorf("%s: %s: topics and approaches are mixed up: %v, %v", query.ID, m.Case.ID, m.Why.Topics, m.Why.Approaches)
			}
		}
	}
}

// TestExplain_EveryCaseHasAReason: no case is shown without saying why, however little of a
// problem it meets.
func TestExplain_EveryCaseHasAReason(t *testing.T) {
	e := sharedEngine(t)
	ask := []string{"rebusque", "narcomenudeo"} // searched as phrases, which cases have in parts
	for _, name := range eval.SetNames() {
		s, err := eval.BuiltinSet(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, q := range s.Queries {
			ask = append(ask, q.Text)
		}
	}
	shown := 0
	for _, text := range ask {
		a, err := e.Recommend(t.Context(), recommend.Request{Problem: text}, recommend.DefaultLimit)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range a.Cases {
			shown++
			why := m.Why
			if len(why.Words)+len(why.Topics)+len(why.Approaches)+len(why.Near)+len(why.Context)+len(why.LikeCasesOn) == 0 && why.Name == "" && why.Guessed == "" {
				t.Errorf("%q: %s is shown without a reason", text, m.Case.ID)
			}
		}
	}
	if shown < len(ask) {
		t.Errorf("%d cases for %d problems, too few to tell", shown, len(ask))
	}
}
