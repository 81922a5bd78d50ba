package recommend

import (
	"cmp"
	"slices"

	"precedent/corpus"
)

// Missing is what a problem asks for and the answer does not have. It is told, so that
// nobody takes what is shown for all that there is, or for more than it is.
type Missing struct {
	Places []MissingPlace // wished for, or limited to, without a case in the answer
	Levels []string       // ids, the same
	Period bool           // no case in the answer began when it was wished for
	Beyond []Beyond       // how many similar cases one limit alone leaves out
	Words  []MissingWord  // that no record has, in the order of the problem
	Unmet  Unmet          // main words and topics of the problem that no case in the answer meets
}

// Empty tells whether nothing is missing.
func (m Missing) Empty() bool {
	return len(m.Places)+len(m.Levels)+len(m.Beyond)+len(m.Words) == 0 && !m.Period && m.Unmet.Empty()
}

// Tells tells whether it is told that no case has a word.
func (m Missing) Tells(asked string) bool {
	return slices.ContainsFunc(m.Words, func(w MissingWord) bool { return w.Telling && w.Asked == asked }) ||
		slices.ContainsFunc(m.Unmet.Words, func(w UnmetWord) bool { return w.Asked == asked })
}

// UnknownWords are the words of the problem that no record has.
func (a Answer) UnknownWords() []string {
	return mapped(a.Missing.Words, func(m MissingWord) string { return m.Asked })
}

// MissingPlace is a country or region of the world that no case in the answer is from.
type MissingPlace struct {
	ID        string
	InLibrary int      // cases of the library that are from there, similar or not
	Nearest   []string // codes of countries near it that the best cases are from, at most three
}

// MissingWord is a word of the problem that no record has.
type MissingWord struct {
	Asked   string
	Hidden  bool // it stands in how people ask for some case, though in no record
	Foreign bool // it is of another language than English, and not in the glossary
	Telling bool // it is enough of the problem to be told to a person
}

// LimitKind is one of the things that cases can be limited by, a bit each. A period has
// two sides.
type LimitKind uint8

// The kinds of limit.
const (
	LimitBefore LimitKind = 1 << iota // the first year
	LimitAfter                        // the last year
	LimitPlace
	LimitLevel
	LimitTag // topics and approaches
)

// Beyond counts the cases, strong or fair, that are outside one limit and inside all
// others.
type Beyond struct {
	Kind  LimitKind
	Cases int
}

// How much is told.
const (
	nearestPlaces = 3
	// tellingUnknown is the share of the problem's weight from which on a word that no
	// case has is told to a person, tellingHidden the same for one that stands in how
	// people ask for cases: in a long problem such a word is seldom what it is about.
	tellingUnknown = 0.08
	tellingHidden  = 0.25
)

// missing compares what was asked for with what is shown.
func (e *Engine) missing(q Query, s *scorer, shown []group) Missing {
	m := Missing{Words: e.missingWords(q, s)}
	m.Unmet = s.unmetByAll(q, shown)
	m.Unmet.Words = slices.DeleteFunc(s.withoutFillers(m.Unmet.Words), func(w UnmetWord) bool {
		return slices.ContainsFunc(m.Words, func(known MissingWord) bool { return known.Asked == w.Asked })
	})
	m.Places = e.missingPlaces(slices.Concat(q.Wishes.Places, q.Limits.Places), shown)
	has := func(fits func(c *corpus.Case) bool) bool {
		return slices.ContainsFunc(shown, func(g group) bool {
			return fits(&e.cases[g.number]) || slices.ContainsFunc(g.also, func(n int) bool { return fits(&e.cases[n]) })
		})
	}
	for _, level := range slices.Concat(q.Wishes.Levels, q.Limits.Levels) {
		if !has(func(c *corpus.Case) bool { return c.Level == level }) && len(q.Limits.Levels) <= 1 {
			m.Levels = append(m.Levels, level)
		}
	}
	m.Period = (q.Wishes.Since != 0 || q.Wishes.Until != 0) && !has(func(c *corpus.Case) bool { return q.Wishes.inPeriod(int(c.Year)) })
	return m
}

// missingPlaces are those of the places that no case shown is from.
func (e *Engine) missingPlaces(places []string, shown []group) (list []MissingPlace) {
	for _, id := range places {
		codes := e.vocabulary.Places.Codes([]string{id})
		if slices.ContainsFunc(shown, func(g group) bool { return e.fromAny(g, codes) }) {
			continue
		}
		p := MissingPlace{ID: id}
		for i := range e.cases {
			if !e.teaches(i) && shares(codes, e.cases[i].Countries) {
				p.InLibrary++
			}
		}
		if len(codes) == 1 {
			p.Nearest = e.nearestPlaces(codes[0], shown)
		}
		list = append(list, p)
	}
	return list
}

func (e *Engine) fromAny(g group, codes []string) bool {
	return shares(codes, e.cases[g.number].Countries) ||
		slices.ContainsFunc(g.also, func(n int) bool { return shares(codes, e.cases[n].Countries) })
}

// nearestPlaces are the countries of the cases shown that share the smallest regions of
// the world with a country, the better case first among equals.
func (e *Engine) nearestPlaces(country string, shown []group) []string {
	type near struct {
		code   string
		region int32
	}
	h := newHomeReader(e.vocabulary.Places, Home{Country: country})
	var found []near
	for _, g := range shown {
		for _, code := range e.cases[g.number].Countries {
			region, ok := h.near[code]
			if ok && !slices.ContainsFunc(found, func(n near) bool { return n.code == code }) {
				found = append(found, near{code, region})
			}
		}
	}
	slices.SortStableFunc(found, func(a, b near) int { return cmp.Compare(a.region, b.region) })
	return mapped(found[:min(nearestPlaces, len(found))], func(n near) string { return n.code })
}

// missingWords are the words of the problem that stand in no record, in no form and as
// nothing that they are translated by; what else they may be called may stand there.
func (e *Engine) missingWords(q Query, s *scorer) (list []MissingWord) {
	total := s.known + s.unknown
	for i := range s.words {
		w := &s.words[i]
		told := slices.ContainsFunc(w.alternatives[:w.itself()], func(terms []int32) bool {
			return !slices.ContainsFunc(terms, func(term int32) bool { return !e.stats.told[term] })
		})
		if told {
			continue
		}
		m := MissingWord{Asked: w.Asked, Hidden: w.itself() > 0}
		m.Foreign = !m.Hidden && q.Language != corpus.English && w.Word.weight() == e.weights.Untranslated
		least := tellingUnknown
		if m.Hidden {
			least = tellingHidden
		}
		m.Telling = w.weight >= least*total
		list = append(list, m)
	}
	for _, name := range q.Names {
		list = append(list, MissingWord{Asked: name, Telling: true})
	}
	return list
}

// outside is what limits leave out.
type outside struct {
	beyond  []Beyond
	cases   int // that are worth showing
	similar int // of them that are strong or fair
}

// beyond counts, of all that is worth showing inside the limits and outside, what they
// leave out.
func (e *Engine) beyond(q Query, s *scorer, worth []scored) (out outside) {
	if q.Limits.Empty() {
		return outside{}
	}
	limits := q.Limits.spelledOut(e.vocabulary.Places)
	count := map[LimitKind]int{}
	for _, g := range s.fold(worth) {
		kinds, similar := e.outside(limits, g.number), g.strength != Weak
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
	for kind := LimitBefore; kind <= LimitTag; kind <<= 1 {
		if count[kind] > 0 { // outside of it alone
			out.beyond = append(out.beyond, Beyond{kind, count[kind]})
		}
	}
	return out
}
