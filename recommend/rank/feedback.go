package rank

import (
	"math"
	"slices"

	"precedent/recommend"
)

// feedback is what the best cases for a problem have in common: their most
// telling words and their tags. Cases that share it are likely to treat the
// same problem in words that the person did not think of. The method is RM3
// (Abdul-Jaleel and others 2004), with tags beside words; it asks nobody.
type feedback struct {
	terms   []int32   // the most telling ones
	weights []float64 // by term; 0 for most
	tags    []float64 // by tag
}

// feedbackFrom reads the best cases, the better ones counting more.
func feedbackFrom(s *scorer, best []scored) *feedback {
	w := &s.c.weights
	f := &feedback{weights: make([]float64, len(s.c.stats.stems)), tags: make([]float64, len(s.c.stats.tags.ids))}
	share := make([]float64, len(best))
	var total float64
	for i, r := range best {
		share[i] = math.Pow(r.score-r.names, w.FeedbackFocus)
		total += share[i]
	}
	var terms []int32
	for i, r := range best {
		share[i] /= total
		d := s.c.doc(r.number)
		var length float64
		for field := range recommend.NumFields {
			length += w.Field[field] * float64(d.lengths[field])
		}
		for _, count := range d.borrowed.counts {
			length += w.Borrowed * float64(count)
		}
		add := func(term int32, count float64) {
			if count == 0 { // a field without weight has it
				return
			}
			if f.weights[term] == 0 {
				terms = append(terms, term)
			}
			f.weights[term] += share[i] * count / length
		}
		for k := range d.entries {
			var count float64
			for field, n := range d.entries[k].count {
				count += w.Field[field] * float64(n)
			}
			add(d.entries[k].term, count)
		}
		for k, term := range d.borrowed.terms {
			add(term, w.Borrowed*float64(d.borrowed.counts[k]))
		}
		for _, tag := range d.tags {
			f.tags[tag] += w.FeedbackTags * share[i] * s.c.stats.tags.idfs[tag] * math.Sqrt(s.known)
		}
	}
	for _, term := range terms {
		f.weights[term] *= s.c.stats.idfs[term]
	}
	slices.SortFunc(terms, byWorth(func(term int32) float64 { return f.weights[term] }))
	kept := min(w.FeedbackTerms, len(terms))
	for _, term := range terms[kept:] {
		f.weights[term] = 0
	}
	var sum float64
	for _, term := range terms[:kept] {
		sum += f.weights[term]
	}
	for _, term := range terms[:kept] { // together they weigh as much as the words asked
		f.weights[term] *= w.Feedback * s.known / sum
	}
	f.terms = terms[:kept]
	forgetRefused(s, f)
	return f
}

// feedbackParts adds what a case shares with the best cases.
func feedbackParts(s *scorer, f *feedback, r *scored) {
	d := s.c.doc(r.number)
	norm := s.fieldWeights(d)
	var words, strongest float64
	var met int32
	for i := range d.entries { // one pass is quicker than a search for each term
		e := &d.entries[i]
		weight := f.weights[e.term]
		if weight == 0 {
			continue
		}
		value := weight * s.saturated(frequency(e, &norm))
		words += value
		if value > strongest {
			strongest, met = value, e.term
		}
	}
	for i, term := range d.borrowed.terms {
		weight := f.weights[term]
		if weight == 0 {
			continue
		}
		var tf float64
		if e := d.entry(term); e != nil {
			tf = frequency(e, &norm)
		}
		words += weight * (s.saturated(tf+s.c.weights.Borrowed*float64(d.borrowed.counts[i])) - s.saturated(tf))
	}
	if words > 0 {
		r.parts = append(r.parts, part{kind: ofLikeWords, met: met, value: words})
	}
	if best, tags := tagsWorth(s.c, d, f.tags); tags > 0 {
		r.parts = append(r.parts, part{kind: ofLikeTags, met: best, value: tags})
	}
}

// takeFeedback learns from the best of ranked; nil where there is nothing to learn. What the words and
// tags of the problem gave a case stays.
func takeFeedback(s *scorer, ranked []scored) *feedback {
	w := &s.c.weights
	if w.FeedbackCases == 0 || len(ranked) == 0 || s.known == 0 {
		return nil
	}
	return feedbackFrom(s, wantedFirst(s, ranked, w.FeedbackCases))
}

// addTo adds what cases share with the best ones to their scores.
func (f *feedback) addTo(s *scorer, list []scored) {
	w := &s.c.weights
	eachOnAllCores(len(list), func(i int) {
		r := &list[i]
		own := len(r.parts)
		feedbackParts(s, f, r)
		r.sum()
		var like float64
		for _, p := range r.parts[own:] {
			like += p.value
		}
		r.relevance += w.FeedbackFit * s.c.fitScales.of(s.c.doc(r.number)) * like / math.Sqrt(s.known)
	})
}

// forgetRefused takes what is not wanted out of the words and tags that the best cases
// share.
func forgetRefused(s *scorer, f *feedback) {
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
func wantedFirst(s *scorer, ranked []scored, most int) []scored {
	if len(s.refused) > 0 {
		ranked = kept(ranked, func(r scored) bool { return !r.isRefused() })
	}
	return ranked[:min(most, len(ranked))]
}
