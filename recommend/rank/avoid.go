package rank

import (
	"slices"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/understand/analysis"
)

func scoredRefusals(c *collection, list []recommend.Refusal, a *analysis.Analyzer) []scoredRefusal {
	var scored []scoredRefusal
	for _, refusal := range list {
		r := scoredRefusal{Refusal: refusal, tags: c.stats.tags.numbers(refusal.Concepts)}
		for _, w := range refusal.Words {
			sw, ok := newScoredWord(c, w, a)
			if ok && len(sw.alternatives) == 0 {
				r.words = nil
				break
			}
			if ok {
				r.words = append(r.words, sw)
			}
		}
		if len(r.words)+len(r.tags) > 0 {
			scored = append(scored, r)
		}
	}
	return scored
}

// refusedParts takes off the score what a case has of a subject that is not wanted:
// as much again as its words and tags would have added, times Refused.
func refusedParts(s *scorer, number int, r *scored) {
	for i := range s.refused {
		if worth := refusedWorth(s, number, &s.refused[i]); worth > 0 {
			r.parts = append(r.parts, part{kind: ofRefused, asked: int32(i), value: -s.c.weights.Refused * worth})
		}
	}
}

// refusedWorth is what the words and tags of a subject would add to the score of a
// case that is about it, 0 for one that is not. The words must stand together in the
// record itself.
func refusedWorth(s *scorer, number int, f *scoredRefusal) (worth float64) {
	d := s.c.doc(number)
	for _, tag := range f.tags {
		if slices.Contains(d.tags, tag) {
			worth += s.c.weights.Tag * s.c.stats.tags.idfs[tag]
		}
	}
	if len(f.words) == 0 {
		return worth
	}
	var words float64
	norm := s.fieldWeights(d)
	for i := range f.words {
		m := s.meet(d, &f.words[i], &norm)
		if m.tf == 0 || !m.shown {
			return worth
		}
		words += f.words[i].weight * s.saturated(m.tf)
	}
	if len(f.words) > 1 && !together(s, s.c.record(number), f.words) {
		return worth
	}
	return worth + words
}

// together tells whether the title, one keyword or one sentence of a case has each of
// the words, in any of its alternatives.
func together(s *scorer, c *corpus.Case, words []scoredWord) bool {
	stemmer := s.ownStemmer()
	texts := append([]string{c.Title}, c.Keywords...)
	for _, text := range []string{c.Problem, c.Summary, c.Results} {
		texts = append(texts, sentences(text)...)
	}
	return slices.ContainsFunc(texts, func(text string) bool {
		stems := stemmer.StemsOf(text)
		has := func(term int32) bool { return slices.Contains(stems, s.c.stats.stems[term]) }
		return !slices.ContainsFunc(words, func(w scoredWord) bool { return !anyWhole(w.alternatives, has) })
	})
}

// refuses tells whether a case is about a subject that is not wanted.
func refuses(s *scorer, number int) bool {
	return slices.ContainsFunc(s.refused, func(f scoredRefusal) bool { return refusedWorth(s, number, &f) > 0 })
}
