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
