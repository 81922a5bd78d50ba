package rank

import (
	"slices"

	"precedent/recommend"
	"precedent/recommend/understand/analysis"
)

// suggestionsShown is how many topics are named when no case is similar.
const suggestionsShown = 3

// worthShowing keeps the cases that have a strength.
func worthShowing(ranked []scored) []scored {
	var kept []scored
	for _, r := range ranked {
		if r.strength != "" {
			kept = append(kept, r)
		}
	}
	return kept
}

// strongFirst puts the strong cases before the fair ones and those before the weak
// ones, each in their order: whoever reads from the top should meet no label twice. What
// is not wanted comes last.
func strongFirst(shown []scored) []scored {
	slices.SortStableFunc(shown, byStrength)
	return shown
}

// similarAmong is how many of the cases shown are strong or fair.
func similarAmong(shown []group) (n int) {
	for _, g := range shown {
		if g.strength != recommend.Weak {
			n++
		}
	}
	return n
}

// suggest names the topics that a query which no case answers speaks of. strange tells
// that it speaks of none and that no case has most of its words. What comes closest by
// chance is no topic of the problem, so it is not named.
func suggest(c *collection, s *scorer, q recommend.Query) (topics []string, strange bool) {
	for _, concept := range q.Concepts {
		if c.vocabulary.Taxonomy.IsTopic(concept.ID) {
			topics = analysis.AppendNew(topics, concept.ID)
		}
	}
	unknown := 0
	for _, w := range s.words {
		if w.itself() == 0 {
			unknown++
		}
	}
	return topics[:min(len(topics), suggestionsShown)], unknown > len(s.words)/2 && len(topics) == 0
}

// newMatch explains a scored case.
func newMatch(c *collection, s *scorer, q recommend.Query, rank int, r group) recommend.Match {
	m := recommend.Match{Rank: rank, Case: &c.cases[r.number], Proposed: proposed(c, r.number), Score: r.score, Strength: r.strength, Likely: r.likely}
	parts := s.named(&r.scored)
	for _, p := range parts {
		m.Parts = append(m.Parts, p.Part)
	}
	for _, n := range r.duplicates {
		m.Duplicates = append(m.Duplicates, &c.cases[n])
	}
	m.Why = explain(c, q, m.Case, parts)
	m.Why.Akin = m.Why.Akin && rank > 1 // the first is the best match itself
	if r.names == 0 && saysProblem(q) {
		m.Why.Unmet = s.worthTelling(s.unmet(r.number), r.number, m.Why.Words)
		m.Why.Unmet.Words = withoutFillers(s, m.Why.Unmet.Words)
	}
	return m
}
