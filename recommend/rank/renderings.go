package rank

import (
	"math"

	"precedent/corpus"
)

// A foreign word is searched as several English ones, and was seldom meant as all of them:
// it was a bank or a bench. Which it was, the other words of the problem tell. So each
// rendering is trusted by how well the other words are met in the cases that have it
// (Ballesteros and Croft 1998), and by its place in the glossary, where the commonest
// stands first. The surest counts as the word itself, any other one for less.

// weighRenderings gives the alternatives of the words of a foreign problem their worth, and
// the words the idf that follows from it.
func weighRenderings(s *scorer, language string) {
	if language == "" || language == corpus.English || s.c.weights.Rendering == 1 && s.c.weights.RenderingFocus == 0 {
		return
	}
	c := companions{s: s, total: make([]float64, s.c.stats.cases), own: make([]float64, s.c.stats.cases)}
	c.sum()
	for i := range s.words {
		if w := &s.words[i]; len(w.alternatives) > 1 {
			w.worth, w.own = c.trust(w), len(w.alternatives)
			for i, text := range w.texts {
				if s.c.readings.standsIn(language, text) { // no rendering: the word itself
					w.worth[i] = 1
				}
			}
			w.idf = idfOf(s.c, w)
			w.weigh()
		}
	}
}

// companions tells how well cases meet the other words of a problem.
type companions struct {
	s       *scorer
	total   []float64 // by case: what the words weigh that it has
	squares float64   // of total, together
	own     []float64 // the same of one word; all 0 between two words
	having  []int32   // the cases that have that word
}

// sum makes total.
func (c *companions) sum() {
	for i := range c.s.words {
		c.meet(&c.s.words[i])
		for _, n := range c.having {
			c.total[n] += c.own[n]
		}
		c.leave()
	}
	for _, t := range c.total {
		c.squares += t * t
	}
}

// meet fills own with what a word weighs in each case that has it.
func (c *companions) meet(w *scoredWord) {
	worth := w.weight
	for _, alternative := range w.alternatives {
		eachWith(c.s.c, alternative, func(n int32) {
			if c.own[n] == 0 {
				c.having = append(c.having, n)
			}
			c.own[n] = max(c.own[n], worth)
		})
		worth *= c.s.c.weights.Rendering
	}
}

// leave empties own.
func (c *companions) leave() {
	for _, n := range c.having {
		c.own[n] = 0
	}
	c.having = c.having[:0]
}

// others is what the words but the one that own holds weigh in a case, squared, so that a
// case with much of the problem says more than several with a little.
func (c *companions) others(n int32) float64 {
	o := c.total[n] - c.own[n]
	return o * o
}

// roundingShare is the share of a sum that is left of it by rounding, when all is taken away.
const roundingShare = 1e-9

// trust returns how far each alternative of a word is trusted, 1 for the surest. What few
// cases say is evened out by RenderingPrior cases of the usual kind.
func (c *companions) trust(w *scoredWord) []float64 {
	weights := &c.s.c.weights
	c.meet(w)
	all := c.squares
	for _, n := range c.having {
		all += c.others(n) - c.total[n]*c.total[n]
	}
	if all <= roundingShare*c.squares { // a problem of one word has no others
		all = 0
	}
	usual := all / float64(len(c.total))
	trust := make([]float64, len(w.alternatives))
	place, most := 1.0, 0.0
	for i, alternative := range w.alternatives {
		sum, cases := weights.RenderingPrior*usual, weights.RenderingPrior
		eachWith(c.s.c, alternative, func(n int32) {
			sum += c.others(n)
			cases++
		})
		trust[i] = place
		if usual > 0 {
			trust[i] *= sum / cases / usual
		}
		most = max(most, trust[i])
		place *= weights.Rendering
	}
	for i := range trust {
		trust[i] = math.Pow(trust[i]/most, weights.RenderingFocus)
	}
	c.leave()
	return trust
}

// eachWith tells the cases that have all terms of an alternative.
func eachWith(c *collection, alternative []int32, tell func(number int32)) {
	rarest := c.stats.rarest(alternative)
cases:
	for _, n := range c.stats.casesWith(rarest) {
		for _, term := range alternative {
			if term != rarest && c.docs[n].entry(term) == nil {
				continue cases
			}
		}
		tell(n)
	}
	if c.segment == nil {
		return
	}
	first := int32(len(c.docs))
stored:
	for _, place := range c.segment.postingsOf(rarest).places {
		for _, term := range alternative {
			if term != rarest && !c.segment.postingsOf(term).has(place) {
				continue stored
			}
		}
		tell(first + place)
	}
}
