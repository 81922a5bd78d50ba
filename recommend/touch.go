package recommend

import "slices"

// touchWhole calls weak what else of people's own cases has every word of a problem of few
// words in its record, however unlikely it is to be on the point: who asks for a word that
// stands in two of their own records wants to see both, also where one is far better. Of
// cases with sentences of how people ask for them, the estimate knows more than the word.
func (s *scorer) touchWhole(lists ...[]scored) {
	if s.like || len(s.words) == 0 || len(s.words) > s.e.weights.FewWords {
		return
	}
	for _, list := range lists {
		for i := range list {
			if r := &list[i]; r.strength == "" && s.hasWhole(&s.e.docs[r.number]) {
				r.strength = Weak
			}
		}
	}
}

// hasWhole tells whether a case without sentences has every word of the problem in its
// record, and not only what it may be called too.
func (s *scorer) hasWhole(d *analysedCase) bool {
	return d.sentenceWords() == 0 && !slices.ContainsFunc(s.words, func(w scoredWord) bool {
		return !slices.ContainsFunc(w.alternatives[:w.itself()], func(terms []int32) bool {
			return !slices.ContainsFunc(terms, func(term int32) bool {
				e := d.entry(term)
				return e == nil || !e.shown
			})
		})
	})
}
