package rank

import (
	"cmp"
	"math"
	"math/bits"
	"slices"
	"strconv"

	"precedent/recommend"
)

// score adds up the parts of a case.
func (s *scorer) score(number int) scored {
	d := s.c.doc(number)
	r := scored{number: number, parts: s.parts[:0]}
	s.wordParts(d, &r)
	s.tagParts(d, &r)
	s.contextParts(d, s.c.facts(number), &r)
	s.nameParts(&r)
	refusedParts(s, number, &r)
	if !r.isRefused() { // a case about what is not wanted gets nothing for its likely topics
		guessPart(s, d, &r)
	}
	s.parts = r.parts
	r.parts = append(make([]part, 0, len(r.parts)+maxFeedback), r.parts...)
	r.sum()
	r.queryScore = s.queryScore(r.parts, s.c.fitScales.of(d))
	r.relevance = r.queryScore
	return r
}

// queryScore makes one yardstick for short and long problems out of the parts:
//
//	queryScore = (words + tags - refused) / sqrt(known) * max(share, min(1, (words met + tags met) / min(FullWords, words asked)))
//
// Scores grow with the number of words asked that the library knows, about
// with the root of their summed weight (known). The last factor keeps one rare
// word from standing in for a problem of many: share is how much of the asked
// weight was met. Words that no case has count half there. Words met are counted by
// weight, (sum w)^2 / sum w^2, so that a small word beside a rare one hardly
// counts; tags met are the topics and approaches asked for that the case
// carries, half for those that only repeat words met. A word weighs at least LeastIDF
// here. scale brings it to one scale for all libraries.
func (s *scorer) queryScore(parts []part, scale float64) float64 {
	var about, met, squares, count float64
	for _, p := range parts {
		switch p.kind {
		case ofWord:
			idf := s.words[p.asked].idf
			w := max(idf, s.leastIDF)
			met += w
			squares += w * w
			about += p.value * w / idf
		case ofRefused:
			about += p.value
		case ofTag:
			t := &s.tags[p.asked]
			about += p.value * max(t.idf, s.leastIDF) / t.idf
			switch exact := p.met == t.number; {
			case exact && s.repeats(t):
				count += 0.5
			case exact:
				count++
			}
		}
	}
	switch {
	case s.fitKnown == 0:
		return 0
	case s.onlyTags: // all of what was asked for is as good as can be
		return s.c.weights.OnlyTags * about / s.known
	}
	about *= scale
	if squares > 0 {
		count += met * met / squares
	}
	return about / math.Sqrt(s.fitKnown) * max(met/(s.fitKnown+s.unknown/2), min(1, count/min(s.c.weights.FullWords, max(1, s.wordsAsked()))))
}

// wordsAsked is how many words the problem has, those that no case has counting half:
// they may be what it is about, or a name, or a slip.
func (s *scorer) wordsAsked() (n float64) {
	for i := range s.words {
		if len(s.words[i].alternatives) > 0 {
			n++
		} else {
			n += 0.5
		}
	}
	return n
}

// repeats tells whether the case at hand meets all words that named a topic or
// approach.
func (s *scorer) repeats(t *scoredTag) bool {
	return len(t.named) > 0 && !slices.ContainsFunc(t.named, func(i int) bool { return s.met[i].tf == 0 })
}

// wordParts adds BM25F for each word, and what the best of the asked-as
// sentences add for the words they share with the problem.
func (s *scorer) wordParts(d *analysedCase, r *scored) {
	w := &s.c.weights
	norm := s.fieldWeights(d)
	met := s.met[:0]
	for i := range s.words {
		met = append(met, s.meet(d, &s.words[i], &norm))
	}
	s.met = met
	best := s.bestSentences(met)
	for i, m := range met {
		if m.tf == 0 || s.metAgain(met, i) {
			continue
		}
		word := &s.words[i]
		value := word.weight * s.saturated(m.tf)
		if shared := m.inSentences(best, w.Equivalent); shared > 0 {
			value += word.weight * w.Asked * shared / float64(bits.OnesCount64(best))
		}
		r.parts = append(r.parts, part{kind: ofWord, asked: int32(i), met: m.term, value: value, borrowed: !m.own})
	}
}

// metAgain tells whether what a word of the problem meets in a case is a word of that which a
// heavier one has met: words of other languages are searched as several English ones, and a case
// about animals has not said so three times where wolves, flocks and their breeders are read as
// animals too.
func (s *scorer) metAgain(met []metTerm, word int) bool {
	m, weight := &met[word], s.words[word].weight
	for i := range met {
		if other := &met[i]; i != word && other.term == m.term && other.tf > 0 && !other.other && !m.other {
			if heavier := s.words[i].weight; heavier > weight || heavier == weight && i < word {
				return true
			}
		}
	}
	return false
}

// waysIn returns the alternatives of a word that a case has whole.
func (s *scorer) waysIn(d *analysedCase, w *scoredWord) (ways []way) {
	for i, alternative := range w.alternatives {
		if slices.ContainsFunc(alternative, func(term int32) bool { return d.entry(term) == nil }) {
			continue
		}
		stems := make([]string, len(alternative))
		for k, term := range alternative {
			stems[k] = s.c.stats.stems[term]
		}
		is := way{stems: stems, other: len(w.Terms) > 0 || i >= w.typed}
		switch {
		case i < w.itself():
			is.rank = i
		case len(stems) == 1:
			is.equivalent = w.texts[i]
		}
		ways = append(ways, is)
	}
	return ways
}

// bestSentences returns a bit for each of the asked-as sentences that share
// most with the problem, at most BestAsked, the earlier first among equals.
func (s *scorer) bestSentences(met []metTerm) (best uint64) {
	var value [maxSentences]float64
	var all uint64
	for i, e := range met {
		all |= e.asked | e.like
		for set := e.asked; set != 0; set &= set - 1 {
			value[bits.TrailingZeros64(set)] += s.words[i].weight
		}
		for set := e.like &^ e.asked; set != 0; set &= set - 1 {
			value[bits.TrailingZeros64(set)] += s.words[i].weight * s.c.weights.Equivalent
		}
	}
	for range s.c.weights.BestAsked {
		first := -1
		for set := all &^ best; set != 0; set &= set - 1 {
			if k := bits.TrailingZeros64(set); first < 0 || value[k] > value[first] {
				first = k
			}
		}
		if first < 0 {
			break
		}
		best |= 1 << first
	}
	return best
}

// tagParts adds each topic and approach asked for that the case carries, or a
// share of it for the closest tag that it carries instead.
func (s *scorer) tagParts(d *analysedCase, r *scored) {
	for i := range s.tags {
		asked := &s.tags[i]
		met, share := int32(-1), 0.0
		for _, tag := range d.tags {
			near := asked.near[tag]
			if near > 0 && d.proposed != 0 {
				near *= d.proposed.trust(s.c.stats.tags.kindOf(tag), &s.c.weights)
			}
			if near > share {
				met, share = tag, near
			}
		}
		if share > 0 {
			r.parts = append(r.parts, part{kind: ofTag, asked: int32(i), met: met, value: share * asked.weight})
		}
	}
}

// contextParts adds the wishes that the case meets.
func (s *scorer) contextParts(d *analysedCase, c facts, r *scored) {
	w := &s.c.weights
	if len(s.wished) > 0 && s.wishedCountry(c) != "" {
		r.parts = append(r.parts, part{kind: ofCountry, value: w.Country * c.proposed.trust(ofCountries, w)})
	}
	if slices.Contains(s.wishes.Levels, c.level) {
		r.parts = append(r.parts, part{kind: ofLevel, value: w.Level * c.proposed.trust(ofLevels, w)})
	}
	if (s.wishes.Since != 0 || s.wishes.Until != 0) && inPeriod(s.wishes, c.year) {
		r.parts = append(r.parts, part{kind: ofPeriod, value: w.Period * c.proposed.trust(ofYears, w)})
	}
	for i := range s.origins {
		if anyWhole(s.origins[i].alternatives, func(term int32) bool { e := d.entry(term); return e != nil && e.shown }) {
			r.parts = append(r.parts, part{kind: ofOrigin, asked: int32(i), value: w.Origin})
		}
	}
}

// nameParts adds each name in the problem that the case bears.
func (s *scorer) nameParts(r *scored) {
	for i, n := range s.names {
		if slices.Contains(n.cases, r.number) {
			r.parts = append(r.parts, part{kind: ofName, asked: int32(i), value: s.c.weights.CaseName})
			r.names += s.c.weights.CaseName
		}
	}
}

// bears tells whether a case bears each of the names in the problem that another one
// bears.
func (s *scorer) bears(number, other int) bool {
	return !slices.ContainsFunc(s.names, func(n scoredName) bool {
		return slices.Contains(n.cases, other) && !slices.Contains(n.cases, number)
	})
}

// wishedCountry is the first country of a case that was wished for, "" where
// none was.
func (s *scorer) wishedCountry(c facts) string {
	for _, code := range c.countries {
		if slices.Contains(s.wished, code) {
			return code
		}
	}
	return ""
}

// named makes the parts of a scored case, the largest first.
func (s *scorer) named(r *scored) []namedPart {
	c, st := s.c.facts(r.number), s.c.stats
	slices.SortStableFunc(r.parts, func(a, b part) int { return cmp.Compare(b.value, a.value) })
	list := make([]namedPart, len(r.parts))
	for i, p := range r.parts {
		n := namedPart{Part: recommend.Part{Value: p.value}}
		switch p.kind {
		case ofWord:
			n.Kind, n.Asked, n.Met = recommend.PartWord, s.words[p.asked].Asked, st.stems[p.met]
			n.borrowed = p.borrowed
			n.ways = s.waysIn(s.c.doc(r.number), &s.words[p.asked])
			if n.position = int(p.asked); s.like {
				n.position = -1
			}
		case ofTag:
			t := &s.tags[p.asked]
			n.Kind, n.Asked, n.Met, n.Exact = t.kind, t.ID, st.tags.ids[p.met], p.met == t.number
		case ofCountry:
			n.Kind, n.Met = recommend.PartContext, s.wishedCountry(c)
		case ofOrigin:
			word := &s.origins[p.asked]
			n.Kind, n.Asked, n.ways, n.position = recommend.PartWord, word.Asked, s.waysIn(s.c.doc(r.number), word), -1
			n.Met = n.ways[0].stems[0]
		case ofLevel:
			n.Kind, n.Met = recommend.PartContext, c.level
		case ofPeriod:
			n.Kind, n.Met = recommend.PartContext, strconv.Itoa(c.year)
		case ofRefused:
			n.Kind, n.Asked, n.Met = recommend.PartRefused, s.refused[p.asked].Asked, s.refused[p.asked].Asked
		case ofGuess:
			n.Kind, n.Met = recommend.PartGuess, st.tags.ids[p.met]
		case ofLikeWords:
			n.Kind, n.Met = recommend.PartFeedback, st.stems[p.met]
		case ofLikeTags:
			n.Kind, n.Met = recommend.PartFeedback, st.tags.ids[p.met]
		case ofAlike:
			n.Kind, n.Met = recommend.PartAlike, s.c.idOf(int(p.met))
		case ofName:
			n.Kind, n.Asked, n.Met = recommend.PartName, s.names[p.asked].asked, s.c.record(r.number).Title
		case ofWorkplaceCountry:
			n.Kind, n.Met = recommend.PartWorkplace, s.workplace.Country
		case ofWorkplaceRegion:
			n.Kind, n.Met = recommend.PartWorkplace, s.workplace.regions[p.met]
		case ofWorkplaceLevel:
			n.Kind, n.Met = recommend.PartWorkplace, s.workplace.Level
		}
		if n.Kind == recommend.PartContext || n.Kind == recommend.PartWorkplace {
			n.Asked = n.Met
		}
		list[i] = n
	}
	return list
}

// scoreAll scores cases on all cores and keeps those that have a score.
func (s *scorer) scoreAll(numbers []int) []scored {
	list := make([]scored, len(numbers))
	onAllCores(len(numbers), func(from, to int) {
		mine := *s // has room for one goroutine
		mine.met, mine.parts, mine.stemmer = nil, nil, nil
		for i := from; i < to; i++ {
			list[i] = mine.score(numbers[i])
		}
	})
	return slices.DeleteFunc(list, func(r scored) bool { return r.score <= 0 })
}

// sharesAny tells whether a case shares a word or a tag with the query, which
// makes it a candidate.
func (s *scorer) sharesAny(r scored) bool {
	return slices.ContainsFunc(r.parts, func(p part) bool {
		return p.kind == ofWord || p.kind == ofName || p.kind == ofTag && p.met == s.tags[p.asked].number
	})
}
