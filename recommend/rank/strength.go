package rank

import (
	"math"
	"slices"

	"precedent/recommend"
)

// bestCases is how many of the best cases the features of a problem are read from, and
// aheadOf the place of the case that others are measured against.
const (
	bestCases = 3
	aheadOf   = 10
)

// assess estimates how likely each case is to be on the point, once feedback has settled
// the order of ranked and the features of the problem are known.
func assess(s *scorer, ranked, more []scored) {
	treated := 1.0 // whoever compares with a case asks for what the library treats
	if !s.like {
		treated = s.c.weights.LikelyTreated(&s.problem)
	}
	for _, list := range [][]scored{ranked, more} {
		eachOnAllCores(len(list), func(i int) {
			r := &list[i]
			features := caseFeatures(s, r)
			r.likely = treated * s.c.weights.LikelyFits(&features)
			r.strength = s.c.weights.Called(r.likely, false)
			switch {
			case r.names > 0: // whoever gives a name looks for that case
				r.strength = recommend.Strong
			case r.strength != "" && r.isRefused():
				r.strength = recommend.Weak
			}
		})
	}
	for r := range each(ranked, more) { // one by one, since few come to it
		if r.strength == recommend.Strong && r.names == 0 && lacks(s, r.number) {
			r.strength = s.c.weights.Called(r.likely, true)
		}
	}
	touchOnly(s, ranked, more)
}

// survey learns from all cases, in order, what no case tells by itself.
func survey(s *scorer, ranked []scored) {
	s.problem = problemFeatures(s, ranked)
	if len(ranked) > 0 {
		r := ranked[min(aheadOf, len(ranked))-1]
		s.tenth = r.score - r.names
	}
}

func problemFeatures(s *scorer, ranked []scored) (p recommend.ProblemFeatures) {
	p[recommend.ProblemConstant] = 1
	var own, relevance float64
	for _, r := range ranked {
		own = max(own, r.queryScore)
	}
	best := ranked[:min(bestCases, len(ranked))]
	for _, r := range best {
		relevance += max(0, r.relevance) / float64(len(best))
		p[recommend.ProblemMain] = max(p[recommend.ProblemMain], s.mainMet(r.number, metHidden))
	}
	p[recommend.ProblemOwn] = dampened(own)
	p[recommend.ProblemFit] = dampened(relevance)
	return p
}

// dampened makes equal ratios of a fit count alike.
func dampened(fit float64) float64 { return math.Log(0.5 + max(0, fit)) }

func caseFeatures(s *scorer, r *scored) (c recommend.CaseFeatures) {
	d := s.c.doc(r.number)
	c[recommend.CaseConstant] = 1
	c[recommend.CaseFit] = dampened(r.relevance)
	var record float64
	var worth [numPartKinds]float64
	for _, p := range r.parts {
		worth[p.kind] += p.value
		if p.kind == ofWord && s.howMet(d, int(p.asked)) == metInRecord {
			record += fitWeight(s, int(p.asked))
		}
	}
	if all := s.fitKnown + s.unknown; all > 0 && !s.onlyTags {
		c[recommend.CaseRecord] = record / all * record / all
	}
	known := max(s.known, lightest)
	c[recommend.CaseLike] = math.Log(0.1 + worth[ofLikeWords]/known)
	c[recommend.CaseLikeTags] = worth[ofLikeTags] / math.Sqrt(known)
	c[recommend.CaseAlike] = math.Log(0.1 + worth[ofAlike]/math.Sqrt(known))
	if score := r.score - r.names; score > 0 && s.tenth > 0 {
		c[recommend.CaseAhead] = math.Log(score / s.tenth)
	}
	for _, t := range s.main.tags {
		c[recommend.CaseTopics] = min(1, c[recommend.CaseTopics]+s.tags[t].Weight)
	}
	return c
}

// lightest is what a problem weighs at least where something is divided by it.
const lightest = 0.3

// minMain is the share of the main words, by weight, that the record or the topics of a strong
// case have at least. With less, nobody sees why it is strong; and of the problems that no
// case treats, half as many have a strong case with this bound as without.
const minMain = 0.25

// lacks tells whether a case lacks what a strong one must meet, however likely it is: minMain
// of the main words; and where a problem is of few words, each main word, in its record or by
// a tag, each topic, by tag or by the word that names it, and the words together.
func lacks(s *scorer, number int) bool {
	switch {
	case s.like:
		return false
	case s.mainMet(number, metInTag) < minMain:
		return true
	case len(s.words) > s.c.weights.FewWords:
		return false
	}
	d := s.c.doc(number)
	unmet := func(topic int) bool { return !s.meetsTag(d, topic) && !s.meetsNamer(d, topic) }
	return len(s.unmet(number).Words) > 0 || slices.ContainsFunc(s.main.tags, unmet) || apart(s, number)
}

// apart tells whether a case has the main words of a problem, but in no sentence together: a
// record of tenants and of a controlled trial is not about the control of rents. What names a
// topic or approach of the case by itself may stand anywhere.
func apart(s *scorer, number int) bool {
	d := s.c.doc(number)
	var words []scoredWord
	lines := ^uint64(0) // a bit for each sentence that has all of them
	for _, i := range s.main.words {
		if s.namesTag(d, i) {
			continue
		}
		words = append(words, s.words[i])
		lines &= linesWith(d, &s.words[i])
	}
	return len(words) > 1 && lines == 0 && !together(s, s.c.record(number), words)
}

// linesWith returns a bit for each sentence of how people ask for a case that has a word
// in any of its alternatives.
func linesWith(d *analysedCase, w *scoredWord) (lines uint64) {
	for _, alternative := range w.alternatives {
		all := ^uint64(0)
		for _, term := range alternative {
			if e := d.entry(term); e != nil {
				all &= e.asked
			} else {
				all = 0
			}
		}
		lines |= all
	}
	return lines
}

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
			d := c.doc(i)
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
	scale := math.Sqrt(idf(c.weights.FitCases, 1) / idf(c.count(), 1))
	usual := c.weights.FitBest
	if sum, words := earned(false); words > 0 {
		usual = sum / words
	}
	sum, words := earned(true)
	without := (sum + fewEarned*usual) / (words + fewEarned)
	return fitScales{scale * c.weights.FitBest / usual, scale * c.weights.FitBest / without}
}
