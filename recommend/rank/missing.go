package rank

import (
	"cmp"
	"slices"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/understand/analysis"
)

// How much is told.
const (
	nearestPlaces = 3
	// tellingUnknown is the share of the problem's weight from which on a word that no
	// case has is told to a person, tellingHidden the same for one that stands in how
	// people ask for cases: in a long problem such a word is seldom what it is about.
	tellingUnknown = 0.08
	tellingHidden  = 0.25
)

// missingFrom compares what was asked for with what is shown.
func missingFrom(s *scorer, q recommend.Query, shown []group) recommend.Missing {
	c := s.c
	m := recommend.Missing{Words: missingWords(s, q)}
	m.Unmet = s.unmetByAll(q, shown)
	m.Unmet.Words = slices.DeleteFunc(withoutFillers(s, m.Unmet.Words), func(w recommend.UnmetWord) bool {
		return slices.ContainsFunc(m.Words, func(known recommend.MissingWord) bool { return known.Asked == w.Asked })
	})
	m.Places = missingPlaces(c, slices.Concat(q.Wishes.Places, q.Limits.Places), shown)
	for _, level := range slices.Concat(q.Wishes.Levels, q.Limits.Levels) {
		if !anyShown(c, shown, func(cs facts) bool { return cs.level == level }) && len(q.Limits.Levels) <= 1 {
			m.Levels = append(m.Levels, level)
		}
	}
	m.Period = (q.Wishes.Since != 0 || q.Wishes.Until != 0) && !anyShown(c, shown, func(cs facts) bool { return inPeriod(q.Wishes, cs.year) })
	return m
}

// missingPlaces are those of the places that no case shown is from.
func missingPlaces(c *collection, places []string, shown []group) (list []recommend.MissingPlace) {
	for _, id := range places {
		codes := c.vocabulary.Places.Codes([]string{id})
		if anyShown(c, shown, func(cs facts) bool { return analysis.Shares(codes, cs.countries) }) {
			continue
		}
		p := recommend.MissingPlace{ID: id}
		for i := range c.count() {
			if !c.teaches(i) && analysis.Shares(codes, c.facts(i).countries) {
				p.InLibrary++
			}
		}
		if len(codes) == 1 {
			p.Nearest = nearestPlacesTo(c, codes[0], shown)
		}
		list = append(list, p)
	}
	return list
}

// anyShown tells whether one of the cases shown fits, those that are folded into others too.
func anyShown(c *collection, shown []group, fits func(facts) bool) bool {
	return slices.ContainsFunc(shown, func(g group) bool {
		return fits(c.facts(g.number)) || slices.ContainsFunc(g.duplicates, func(n int) bool { return fits(c.facts(n)) })
	})
}

// nearestPlacesTo are the countries of the cases shown that share the smallest regions of
// the world with a country, the better case first among equals.
func nearestPlacesTo(c *collection, country string, shown []group) []string {
	type near struct {
		code   string
		region int32
	}
	h := newWorkplaceReader(c.vocabulary.Places, recommend.Workplace{Country: country})
	var found []near
	for _, g := range shown {
		for _, code := range c.facts(g.number).countries {
			region, ok := h.near[code]
			if ok && !slices.ContainsFunc(found, func(n near) bool { return n.code == code }) {
				found = append(found, near{code, region})
			}
		}
	}
	slices.SortStableFunc(found, func(a, b near) int { return cmp.Compare(a.region, b.region) })
	return analysis.Mapped(found[:min(nearestPlaces, len(found))], func(n near) string { return n.code })
}

// missingWords are the words of the problem that stand in no record, in no form, as nothing that
// they are translated by and as nothing that words of a record are read as; what else they may be
// called may stand there.
func missingWords(s *scorer, q recommend.Query) (list []recommend.MissingWord) {
	total := s.known + s.unknown
	for i := range s.words {
		w := &s.words[i]
		same := func(other scoredWord) bool { return other.Asked == w.Asked } // of a compound the other part too
		if slices.ContainsFunc(s.words, func(other scoredWord) bool {
			return same(other) && anyWhole(other.alternatives[:other.itself()], func(term int32) bool { return s.c.stats.told[term] })
		}) || slices.ContainsFunc(s.words[:i], same) {
			continue
		}
		m := recommend.MissingWord{Asked: w.Asked, Hidden: w.itself() > 0}
		m.Foreign = !m.Hidden && q.Language != corpus.English && trustOf(w.Word) == s.c.weights.Untranslated
		least := tellingUnknown
		if m.Hidden {
			least = tellingHidden
		}
		// What a word of another language is searched as may not stand in any record, and the
		// record say the same by another English word, where people ask for its case by that.
		m.Telling = w.weight >= least*total && !(m.Hidden && q.Language != corpus.English)
		list = append(list, m)
	}
	for _, name := range q.Names {
		list = append(list, recommend.MissingWord{Asked: name, Telling: true})
	}
	return list
}

// outside is what limits leave out.
type outside struct {
	beyond  []recommend.Beyond
	cases   int // that are worth showing
	similar int // of them that are strong or fair
}

// beyondLimits counts, of all that is worth showing inside the limits and outside, what they
// leave out.
func beyondLimits(s *scorer, q recommend.Query, worth []scored) (out outside) {
	if q.Limits.Empty() {
		return outside{}
	}
	limits := spelledOut(q.Limits, s.c.vocabulary.Places)
	count := map[recommend.LimitKind]int{}
	for _, g := range collapse(s, worth) {
		kinds, similar := outsideOf(s.c, limits, g.number), g.strength != recommend.Weak
		if kinds != 0 {
			out.cases++
			if similar {
				out.similar++
			}
		}
		if similar {
			count[kinds]++
		}
	}
	for kind := recommend.LimitBefore; kind <= recommend.LimitLibrary; kind <<= 1 {
		if count[kind] > 0 { // outside of it alone
			out.beyond = append(out.beyond, recommend.Beyond{Kind: kind, Cases: count[kind]})
		}
	}
	return out
}

// suggestionsShown is how many topics are named when no case is similar.
const suggestionsShown = 3

// suggest names the topics that a query which no case answers speaks of. strange tells
// that it speaks of none and that no case has most of its words. What comes closest by
// chance is no topic of the problem, so it is not named.
func suggest(s *scorer, q recommend.Query) (topics []string, strange bool) {
	for _, concept := range q.Concepts {
		if s.c.vocabulary.Taxonomy.IsTopic(concept.ID) {
			topics = analysis.AppendNew(topics, concept.ID)
		}
	}
	unknown := 0
	for _, w := range s.words {
		if w.itself() == 0 {
			unknown++
		}
	}
	return topics[:min(len(topics), suggestionsShown)], unknown > len(s.words)/2 && len(topics) == 0
}
