package rank

import (
	"math"
	"slices"
)

// guessTags tells by topic and approach how likely a problem with these words is about it: the
// posterior of naive Bayes, made gentler by GuessCalm, where a case's words are those that
// stand anywhere in it. A person need not name a topic for it to count, and words that
// stand under all topics alike, as those of asking and of officialdom do, say nothing here.
func guessTags(s *scorer) []float64 {
	w, st := &s.c.weights, s.c.stats
	if s.known == 0 || s.onlyTags || w.Guess == 0 {
		return nil
	}
	evidence := make([]float64, len(st.tags.ids))
	having := make([]float64, len(st.tags.ids)) // by tag: cases with the word at hand
	seen := make([]int32, len(s.c.docs))        // by case: the last word that it was counted for, from 1
	for i := range s.words {
		clear(having)
		var all float64
		if s.c.segment != nil {
			stored := s.c.segment.tagsWith(slices.Concat(s.words[i].alternatives...))
			all = stored.cases
			copy(having, stored.by)
		}
		for _, alternative := range s.words[i].alternatives {
			for _, term := range alternative {
				for _, n := range st.casesWith(term) {
					if seen[n] == int32(i+1) {
						continue
					}
					seen[n] = int32(i + 1)
					all++
					for _, tag := range s.c.docs[n].tags {
						having[tag]++
					}
				}
			}
		}
		if all == 0 {
			continue
		}
		usual := all / float64(st.cases)
		for tag := range evidence {
			share := (having[tag] + w.GuessPrior*usual) / (st.tags.cases[tag] + w.GuessPrior)
			evidence[tag] += s.words[i].weight * math.Log(share/usual)
		}
	}
	calm := w.GuessCalm * math.Sqrt(s.known)
	most := math.Inf(-1)
	for tag := range evidence {
		evidence[tag] /= calm
		most = max(most, evidence[tag])
	}
	var sum float64
	for tag := range evidence {
		evidence[tag] = math.Exp(evidence[tag] - most)
		sum += evidence[tag]
	}
	for tag := range evidence {
		evidence[tag] *= w.Guess * math.Sqrt(s.known) * st.tags.idfs[tag] / sum
	}
	for _, r := range s.refused {
		for _, tag := range r.tags {
			evidence[tag] = 0
		}
	}
	return evidence
}

// guessPart adds what the likely topics and approaches are worth of which a case has some.
func guessPart(s *scorer, d *analysedCase, r *scored) {
	if s.guessed == nil {
		return
	}
	if best, worth := tagsWorth(s.c, d, s.guessed); worth > 0 {
		r.parts = append(r.parts, part{kind: ofGuess, met: best, value: worth})
	}
}

// tagsWorth is what the tags of a case are worth together, each given by its number, and
// the one that is worth most; -1 where the case has none.
func tagsWorth(c *collection, d *analysedCase, each []float64) (most int32, worth float64) {
	most = -1
	best := 0.0
	for _, tag := range d.tags {
		value := each[tag]
		if d.proposed != 0 {
			value *= d.proposed.trust(c.stats.tags.kindOf(tag), &c.weights)
		}
		worth += value
		if most < 0 || value > best {
			most, best = tag, value
		}
	}
	return most, worth
}
