package rank

import (
	"slices"
	"testing"

	"precedent/recommend"
)

// mainOf returns the main words, as typed, and topics of a problem.
func mainOf(t *testing.T, e *Engine, problem string) (words, topics []string) {
	t.Helper()
	q, err := e.Understand(recommend.Request{Problem: problem})
	if err != nil {
		t.Fatal(err)
	}
	s := newScorer(e.collection, q)
	m := s.mainly()
	for _, i := range m.words {
		words = append(words, s.words[i].Asked)
	}
	for _, i := range m.tags {
		topics = append(topics, s.tags[i].ID)
	}
	return words, topics
}

func TestMainWords(t *testing.T) {
	e := sharedEngine(t)
	for problem, want := range map[string]struct{ word, topic, not string }{
		"public transport in rural areas":                {"transport", "transport-mobility", "public"},
		"bullying in schools":                            {"bullying", "education", ""},
		"child marriage":                                 {"marriage", "", ""},
		"transport publiczny na wsi":                     {"transport publiczny", "transport-mobility", ""},
		"how to reduce school dropout":                   {"dropout", "education", "school"},
		"The wait for a knee operation is much too long": {"knee", "", "long"},
	} {
		words, topics := mainOf(t, e, problem)
		if !slices.Contains(words, want.word) || want.topic != "" && !slices.Contains(topics, want.topic) || slices.Contains(words, want.not) {
			t.Errorf("%q is mainly about %q and %q, want among them %q and %q, and not %q", problem, words, topics, want.word, want.topic, want.not)
		}
	}
}

// TestUnmet_ToldOfEveryMatch asks for what no case, or not every case, has: each case
// shown either meets a main word or says that it does not.
func TestUnmet_ToldOfEveryMatch(t *testing.T) {
	e := sharedEngine(t)
	for _, problem := range []string{"bullying in schools", "public transport in rural areas", "child marriage"} {
		words, topics := mainOf(t, e, problem)
		q, err := e.Understand(recommend.Request{Problem: problem})
		if err != nil {
			t.Fatal(err)
		}
		naming := map[string]map[string]bool{} // by topic: words that named it, which may be the reason instead
		for _, c := range q.Concepts {
			naming[c.ID] = map[string]bool{}
			for _, word := range c.Words() {
				naming[c.ID][word] = true
			}
		}
		a, err := e.Recommend(t.Context(), recommend.Request{Problem: problem}, recommend.MaxLimit)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range a.Cases {
			said := m.Why.Unmet
			for _, w := range said.Words {
				if !slices.Contains(words, w.Asked) {
					t.Errorf("%q, %s: %q is unmet and no main word", problem, m.Case.ID, w.Asked)
				}
			}
			for _, id := range said.Topics {
				if !slices.Contains(topics, id) || slices.Contains(m.Case.Topics, id) {
					t.Errorf("%q, %s: %s is unmet; main are %q, the case has %q", problem, m.Case.ID, id, topics, m.Case.Topics)
				}
			}
			for _, id := range topics {
				if !slices.Contains(m.Case.Topics, id) && !slices.Contains(said.Topics, id) && !slices.ContainsFunc(m.Case.Topics, func(has string) bool {
					return slices.Contains(e.vocabulary.Taxonomy.Concept(id).Broader, has) || slices.Contains(e.vocabulary.Taxonomy.Concept(has).Broader, id)
				}) && !slices.ContainsFunc(m.Why.Words, func(w recommend.WordReason) bool { return naming[id][w.Asked] }) {
					t.Errorf("%q, %s: nothing is said of %s; the case has %q", problem, m.Case.ID, id, m.Case.Topics)
				}
			}
		}
	}
	for _, r := range []recommend.Request{{Like: e.cases[0].ID}, {Problem: "what is X-Road?"}} {
		a, err := e.Recommend(t.Context(), r, 0)
		if err != nil || len(a.Cases) == 0 {
			t.Fatalf("%+v: %d cases, %v", r, len(a.Cases), err)
		}
		for _, m := range a.Cases {
			if len(m.Why.Unmet.List()) > 0 {
				t.Errorf("%+v, %s: %+v is unmet, but those are no words of the problem", r, m.Case.ID, m.Why.Unmet)
			}
		}
	}
}
