package rank

import (
	"slices"

	"precedent/corpus"
	"precedent/recommend"
)

// A case that only touches on a problem is called weak without being likely: whoever reads
// the answer can see what was met.

// touchOnly makes weak, where nothing is worth showing, the best of those whose record has
// every word of a problem of few words, and of those without sentences of how people ask
// for them whose record has much of the problem. The estimate is learned from long problems
// and from cases with sentences, and hardly tells these two from chance.
func touchOnly(s *scorer, lists ...[]scored) {
	for r := range each(lists...) {
		if r.strength != "" {
			return
		}
	}
	left := recommend.MaxTouching
	for r := range each(lists...) {
		if left > 0 && touches(s, r.number) {
			r.strength = recommend.Weak
			left--
		}
	}
}

// touches tells whether a case is called weak where nothing else is worth showing.
func touches(s *scorer, number int) bool {
	return !s.like && (ofFewWords(s) && hasWhole(s, s.c.doc(number)) || tellsMuch(s, number))
}

// ofFewWords tells whether a problem is of so few words that each of them counts.
func ofFewWords(s *scorer) bool { return len(s.words) > 0 && len(s.words) <= s.c.weights.FewWords }

// muchTold is the share of a problem's words, by weight, that is much of it.
const muchTold = 0.4

// tellsMuch tells whether the record of a case without sentences has much of a problem.
func tellsMuch(s *scorer, number int) bool {
	d := s.c.doc(number)
	if d.sentenceWords() > 0 {
		return false
	}
	var told float64
	for word := range s.words {
		if s.inText(d, word) == metInRecord {
			told += fitWeight(s, word)
		}
	}
	return told > 0 && told >= muchTold*(s.fitKnown+s.unknown)
}

// touchWhole calls weak what else of people's own cases has every word of a problem of few
// words in its record, or much of a longer one, however unlikely it is to be on the point:
// who asks for a word that stands in two of their own records wants to see both, also where
// one is far better. One that says the words as the problem does, one behind the other, is
// fair: how likely that is, cases of other subjects cannot teach. A record in another
// language than the problem has other words, so there the topics count that the words name.
// Of cases with sentences of how people ask for them, the estimate knows more than the word.
// language is that of the problem.
func touchWhole(s *scorer, language string, lists ...[]scored) {
	if s.like {
		return
	}
	short := ofFewWords(s)
	for r := range each(lists...) {
		d := s.c.doc(r.number)
		its := s.c.languageOf(r.number)
		r.asTyped = short && its == language && its != corpus.English && hasAsTyped(s, d)
		switch {
		case r.strength == recommend.Strong || r.strength == recommend.Fair || d.sentenceWords() > 0:
		case short && hasWhole(s, d) && saysWhole(s, language, r.number):
			r.strength = recommend.Fair
		case r.strength == recommend.Weak:
		case short && (hasWhole(s, d) || its != language && its != corpus.English && isAboutWhole(s, d)), tellsMuch(s, r.number):
			r.strength = recommend.Weak
		}
	}
}

// saysWhole tells whether a case says all words of a problem side by side in its record, as the
// problem does, or as that is said in its language; a single one as it was typed in its title or
// keywords, if it is in the language of the problem.
func saysWhole(s *scorer, language string, number int) bool {
	its := s.c.languageOf(number)
	if len(s.words) == 1 && its != language {
		return false
	}
	var words []*metWord
	for i := range s.words {
		w := &metWord{ways: s.waysIn(s.c.doc(number), &s.words[i]), position: i}
		w.ways = slices.DeleteFunc(w.ways, func(way way) bool {
			return way.equivalent != "" || len(s.words) == 1 && way.rank >= s.words[i].typed
		})
		words = append(words, w)
	}
	by := byFirstStem(words)
	for i, text := range stemAll(s.ownStemmer(), its, recordTexts(s.c.record(number))) {
		if (len(words) > 1 || namesCase(i)) && by.sayAll(text, len(words)) {
			return true
		}
	}
	return false
}

// sayAll tells whether a text has so many of the words, each by something else, side by side.
func (by metWords) sayAll(t stemmed, all int) bool {
	var run []metAt
	said := map[*metWord]bool{}
	for at := 0; at < len(t.tokens); {
		m, found := by.longestAt(t, at)
		if !found {
			at++
			continue
		}
		if len(run) > 0 && !t.follows(run[len(run)-1], m) {
			run = nil
			clear(said)
		}
		for _, w := range m.all() {
			said[w] = true
		}
		if len(said) == all {
			return true
		}
		run = append(run, m)
		at = m.to
	}
	return false
}

// hasWhole tells whether a case has every word of the problem in its record, and not only
// what it may be called too.
func hasWhole(s *scorer, d *analysedCase) bool {
	return !slices.ContainsFunc(s.words, func(w scoredWord) bool {
		return !anyWhole(w.alternatives[:w.itself()], func(term int32) bool {
			e := d.entry(term)
			return e != nil && e.shown
		})
	})
}

// hasAsTyped tells whether a case in another language than English has every word of the problem
// in its record itself, and not only words that are read as the same.
func hasAsTyped(s *scorer, d *analysedCase) bool {
	return !slices.ContainsFunc(s.words, func(w scoredWord) bool {
		return !anyWhole(w.alternatives[:w.typed], func(term int32) bool {
			e := d.entry(term)
			return e != nil && e.shown && e.standsItself()
		})
	})
}

// isAboutWhole tells whether a case has every word of the problem in its record or among
// what names a topic or approach that it carries.
func isAboutWhole(s *scorer, d *analysedCase) bool {
	for word := range s.words {
		names := func(t *scoredTag) bool { return slices.Contains(t.named, word) }
		if s.howMet(d, word) < metInTag && !s.carries(d, names) {
			return false
		}
	}
	return true
}
