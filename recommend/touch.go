package recommend

import (
	"slices"

	"precedent/corpus"
)

// touchWhole calls weak what else of people's own cases has every word of a problem of few
// words in its record, however unlikely it is to be on the point: who asks for a word that
// stands in two of their own records wants to see both, also where one is far better. A
// record in another language than the problem has other words, so there the topics count
// that the words name. Of cases with sentences of how people ask for them, the estimate
// knows more than the word. language is that of the problem.
func (s *scorer) touchWhole(language string, lists ...[]scored) {
	if s.like || len(s.words) == 0 || len(s.words) > s.e.weights.FewWords {
		return
	}
	for _, list := range lists {
		for i := range list {
			r := &list[i]
			d := &s.e.docs[r.number]
			if r.strength != "" || d.sentenceWords() > 0 {
				continue
			}
			its := s.e.languages[r.number]
			if s.hasWhole(d) || its != language && its != corpus.English && s.isAboutWhole(d) {
				r.strength = Weak
			}
		}
	}
}

// hasWhole tells whether a case has every word of the problem in its record, and not only
// what it may be called too.
func (s *scorer) hasWhole(d *analysedCase) bool {
	return !slices.ContainsFunc(s.words, func(w scoredWord) bool {
		return !slices.ContainsFunc(w.alternatives[:w.itself()], func(terms []int32) bool {
			return !slices.ContainsFunc(terms, func(term int32) bool {
				e := d.entry(term)
				return e == nil || !e.shown
			})
		})
	})
}

// isAboutWhole tells whether a case has every word of the problem in its record or among
// what names a topic or approach that it carries.
func (s *scorer) isAboutWhole(d *analysedCase) bool {
	for word := range s.words {
		if s.howMet(d, word) < metInTag {
			return false
		}
	}
	return true
}
