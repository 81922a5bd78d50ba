package rank

import (
	"precedent/recommend"
)

// meet looks for a word in a case. An alternative of several words counts as
// often as they do on average, less by the share of them that is missing.
func (s *scorer) meet(d *analysedCase, w *scoredWord, norm *[recommend.NumFields]float64) (m metTerm) {
	most := 0.0
	for i, alternative := range w.alternatives {
		var sum, found float64
		var shown, own bool
		rarest, asked := int32(-1), ^uint64(0)
		for _, term := range alternative {
			e, borrowed := d.entry(term), s.c.weights.Borrowed*d.borrowed.count(term)
			if e == nil && borrowed == 0 {
				asked = 0
				continue
			}
			found++
			sum += borrowed
			if e != nil {
				sum += frequency(e, norm)
				shown, own = shown || e.shown, true
				asked &= e.asked
			} else {
				asked = 0
			}
			if rarest < 0 || s.c.stats.caseCnt[term] < s.c.stats.caseCnt[rarest] {
				rarest = term
			}
		}
		if found == 0 {
			continue
		}
		words := float64(len(alternative))
		tf := sum / words * (found / words)
		if w.worth != nil {
			tf *= w.worth[i]
		}
		if i < w.itself() {
			m.asked |= asked
		} else if found < words {
			continue
		} else {
			m.like |= asked
			if m.tf > 0 && !m.other { // the word itself says where it is met
				m.tf += tf
				continue
			}
			m.other = true
		}
		m.tf += tf
		m.shown, m.own = m.shown || shown, m.own || own
		if tf > most {
			most, m.term = tf, rarest
		}
	}
	return m
}

// fieldWeights is what a word counts in each field of a case, before
// saturation.
func (s *scorer) fieldWeights(d *analysedCase) (norm [recommend.NumFields]float64) {
	w := &s.c.weights
	for f := range recommend.NumFields {
		norm[f] = w.Field[f] / (1 - w.Length[f] + w.Length[f]*float64(d.lengths[f])/s.c.stats.mean[f])
	}
	return norm
}

// frequency is how often a term stands in a case, weighted by field.
func frequency(e *entry, norm *[recommend.NumFields]float64) (tf float64) {
	for f, n := range e.count {
		if n > 0 {
			tf += norm[f] * float64(n)
		}
	}
	return tf
}

// saturated is BM25F's share of a word's weight that so many of it earn.
func (s *scorer) saturated(tf float64) float64 {
	k1 := s.c.weights.K1
	return tf * (k1 + 1) / (k1 + tf)
}
