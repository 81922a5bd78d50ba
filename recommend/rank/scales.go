package rank

import "math"

// fewEarned is how many words weigh as much, where the scale of cases without sentences is
// found, as that of cases with them: of six cases it would be chance.
const fewEarned = 200

// scalesOfFit are those of the library. Weights of words grow with the number of cases,
// and fit with their root; what a word can earn grows with the number of fields that the
// records have, and with what they borrow.
func scalesOfFit(c *collection) fitScales {
	// earned sums up what each word that several such cases have earns in the one that has
	// most of it.
	earned := func(without bool) (sum, words float64) {
		best, having := make([]float64, len(c.stats.stems)), make([]int32, len(c.stats.stems))
		s := scorer{c: c}
		for i := range c.docs {
			d := &c.docs[i]
			if (d.sentenceWords() == 0) != without {
				continue
			}
			norm := s.fieldWeights(d)
			for k := range d.entries {
				entry := &d.entries[k]
				tf := frequency(entry, &norm) + c.weights.Borrowed*d.borrowed.count(entry.term)
				best[entry.term] = max(best[entry.term], s.saturated(tf))
				having[entry.term]++
			}
		}
		for term, n := range having {
			if n > 1 { // a word of one case only says little
				sum += best[term]
				words++
			}
		}
		return sum, words
	}
	scale := math.Sqrt(idf(c.weights.FitCases, 1) / idf(len(c.cases), 1))
	usual := c.weights.FitBest
	if sum, words := earned(false); words > 0 {
		usual = sum / words
	}
	sum, words := earned(true)
	without := (sum + fewEarned*usual) / (words + fewEarned)
	return fitScales{scale * c.weights.FitBest / usual, scale * c.weights.FitBest / without}
}
