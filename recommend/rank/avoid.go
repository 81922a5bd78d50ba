package rank

import (
	"slices"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/understand/analysis"
)

// scoredRefusal is a refusal as cases are held against it.
type scoredRefusal struct {
	recommend.Refusal
	words []scoredWord // nil where a case cannot have them all
	tags  []int32      // numbers of its topics and approaches
}

func (e *Engine) scoredRefusals(list []recommend.Refusal, a *analysis.Analyzer) []scoredRefusal {
	var scored []scoredRefusal
	for _, refusal := range list {
		r := scoredRefusal{Refusal: refusal}
		for _, w := range refusal.Words {
			sw, ok := e.scoredWord(w, a)
			if ok && len(sw.alternatives) == 0 {
				r.words = nil
				break
			}
			if ok {
				r.words = append(r.words, sw)
			}
		}
		for _, id := range refusal.Concepts {
			if n, ok := e.stats.tags.number[id]; ok {
				r.tags = append(r.tags, n)
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
func (s *scorer) refusedParts(number int, r *scored) {
	for i := range s.refused {
		if worth := s.refusedWorth(number, &s.refused[i]); worth > 0 {
			r.parts = append(r.parts, part{kind: ofRefused, asked: int32(i), value: -s.e.weights.Refused * worth})
		}
	}
}

// refusedWorth is what the words and tags of a subject would add to the score of a
// case that is about it, 0 for one that is not. The words must stand together in the
// record itself.
func (s *scorer) refusedWorth(number int, f *scoredRefusal) (worth float64) {
	d := &s.e.docs[number]
	for _, tag := range f.tags {
		if slices.Contains(d.tags, tag) {
			worth += s.e.weights.Tag * s.e.stats.tags.idfs[tag]
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
	if len(f.words) > 1 && !s.together(&s.e.cases[number], f.words) {
		return worth
	}
	return worth + words
}

// ownStemmer is an analyzer for this scorer's goroutine, made when it is first needed.
func (s *scorer) ownStemmer() *analysis.Analyzer {
	if s.stemmer == nil {
		s.stemmer = analysis.NewAnalyzer(s.e.understander.Words)
	}
	return s.stemmer
}

// together tells whether the title, one keyword or one sentence of a case has each of
// the words, in any of its alternatives.
func (s *scorer) together(c *corpus.Case, words []scoredWord) bool {
	stemmer := s.ownStemmer()
	texts := append([]string{c.Title}, c.Keywords...)
	for _, text := range []string{c.Problem, c.Summary, c.Results} {
		texts = append(texts, sentences(text)...)
	}
	return slices.ContainsFunc(texts, func(text string) bool {
		stems := stemmer.StemsOf(text)
		has := func(term int32) bool { return slices.Contains(stems, s.e.stats.stems[term]) }
		all := func(terms []int32) bool { return !slices.ContainsFunc(terms, func(t int32) bool { return !has(t) }) }
		return !slices.ContainsFunc(words, func(w scoredWord) bool { return !slices.ContainsFunc(w.alternatives, all) })
	})
}

// refuses tells whether a case is about a subject that is not wanted.
func (s *scorer) refuses(number int) bool {
	return slices.ContainsFunc(s.refused, func(f scoredRefusal) bool { return s.refusedWorth(number, &f) > 0 })
}

// forgetRefused takes what is not wanted out of the words and tags that the best cases
// share.
func (s *scorer) forgetRefused(f *feedback) {
	for _, r := range s.refused {
		for _, tag := range r.tags {
			f.tags[tag] = 0
		}
		if len(r.words) == 1 { // the words of a phrase may be wanted apart
			for _, terms := range r.words[0].alternatives {
				for _, term := range terms {
					f.weights[term] = 0
				}
			}
		}
	}
}

// wantedFirst are the best of ranked that have nothing of what is not wanted.
func (s *scorer) wantedFirst(ranked []scored, most int) []scored {
	if len(s.refused) == 0 {
		return ranked[:min(most, len(ranked))]
	}
	var best []scored
	for _, r := range ranked {
		if len(best) < most && !r.isRefused() {
			best = append(best, r)
		}
	}
	return best
}
