package rank

import (
	"cmp"
	"slices"

	"precedent/recommend"
)

// mainly returns the words that tell most of the problem, at most MainWords, and its
// topics that are named as surely as by one word. Of the words that some case has, none is
// main that weighs less than MainShare of the heaviest of them; one that no case has can
// be main too, and does not push those out. An approach is how a problem may be solved and
// not what it is about, so it is none of them.
func (s *scorer) mainly() mainly {
	w := &s.c.weights
	var m mainly
	heaviest := heaviest(s)
	for i := range s.words {
		m.words = append(m.words, i)
	}
	slices.SortStableFunc(m.words, func(a, b int) int { return cmp.Compare(s.words[b].weight, s.words[a].weight) })
	m.words = slices.DeleteFunc(m.words, func(i int) bool { return s.words[i].weight < w.MainShare*heaviest })
	m.words = m.words[:min(w.MainWords, len(m.words))]
	for i := range s.tags { // the surest first
		if t := &s.tags[i]; t.kind == recommend.PartTopic && t.Weight >= w.TagOneWord {
			m.tags = append(m.tags, i)
		}
	}
	return m
}

// howMet says where a case meets a word of the problem.
type howMet uint8

const (
	notMet      howMet = iota
	metHidden          // in how people ask for the case alone
	metInTag           // it named, by itself, a topic or approach that the case carries
	metInRecord        // one of its alternatives stands in the record
)

// howMet tells where a case meets a word, in the best place that it does.
func (s *scorer) howMet(d *analysedCase, word int) howMet {
	best := s.inText(d, word)
	if best < metInTag && s.namesTag(d, word) {
		best = metInTag
	}
	return best
}

// namesTag tells whether a word named, by itself, a topic or approach that a case carries.
func (s *scorer) namesTag(d *analysedCase, word int) bool {
	return s.carries(d, func(t *scoredTag) bool { return slices.Contains(t.alone, word) })
}

// carries tells whether a case carries one of those topics and approaches of the problem.
func (s *scorer) carries(d *analysedCase, those func(*scoredTag) bool) bool {
	for i := range s.tags {
		if t := &s.tags[i]; those(t) && slices.Contains(d.tags, t.number) {
			return true
		}
	}
	return false
}

// inText tells where a case meets a word by what it says or how people ask for it, tags
// left aside.
func (s *scorer) inText(d *analysedCase, word int) howMet {
	best := notMet
	w := &s.words[word]
	for i, alternative := range w.alternatives {
		if i < w.itself() && w.worth != nil && w.worth[i] < s.c.weights.RenderingMet {
			continue // hardly what the word was meant as
		}
		how := metInRecord
		for _, term := range alternative {
			e := d.entry(term)
			if e == nil && d.borrowed.count(term) == 0 {
				how = notMet
				break
			}
			if e == nil || !e.shown {
				how = metHidden
			}
		}
		best = max(best, how)
	}
	return best
}

// meetsTag tells whether a case carries a topic or approach of the problem, or one that
// contains it or that it contains.
func (s *scorer) meetsTag(d *analysedCase, tag int) bool {
	near := s.tags[tag].near
	return slices.ContainsFunc(d.tags, func(t int32) bool { return near[t] >= s.c.weights.Broader })
}

// unmetByAll are the main words and topics that none of the cases shown meets in any way.
func (s *scorer) unmetByAll(q recommend.Query, shown []group) (all recommend.Unmet) {
	if !saysProblem(q) {
		return recommend.Unmet{}
	}
	for i, g := range shown {
		u := s.unmet(g.number)
		u.Words = slices.DeleteFunc(u.Words, func(w recommend.UnmetWord) bool { return w.Hidden })
		u.Topics = slices.DeleteFunc(u.Topics, func(id string) bool {
			_, word := s.namedMostBy(id)
			return word >= 0 && s.howMet(s.c.doc(g.number), word) == metInRecord
		})
		if i == 0 {
			all = u
			continue
		}
		all.Words = slices.DeleteFunc(all.Words, func(w recommend.UnmetWord) bool { return !slices.Contains(u.Words, w) })
		all.Topics = slices.DeleteFunc(all.Topics, func(id string) bool { return !slices.Contains(u.Topics, id) })
	}
	return s.worthTelling(all, -1, nil)
}

// tellingShare is the share of a problem's weight from which on a main word, or the words
// that named a main topic, are told where they are not met: what is one of many in a long
// problem is seldom what it is about.
const tellingShare = 0.15

// worthTelling keeps what of the unmet is enough of the problem to be told: words that
// tell something, and topics of which the weightiest word that named them is no reason.
// number is the case, -1 where it is told of all cases.
func (s *scorer) worthTelling(u recommend.Unmet, number int, reasons []recommend.WordReason) (told recommend.Unmet) {
	least := tellingShare * (s.known + s.unknown)
	for _, w := range u.Words {
		if slices.ContainsFunc(s.words, func(sw scoredWord) bool { return sw.Asked == w.Asked && sw.weight >= least && s.tellsAnything(&sw) }) {
			told.Words = append(told.Words, w)
		}
	}
	if number >= 0 {
		for _, w := range s.unsurelyMet(number, least) {
			told.Words = addUnmet(told.Words, w)
		}
	}
	for _, id := range u.Topics {
		sum, word := s.namedMostBy(id)
		if sum >= least && !slices.ContainsFunc(reasons, func(r recommend.WordReason) bool { return r.Asked == s.words[word].Asked }) {
			told.Topics = append(told.Topics, id)
		}
	}
	return told
}

// unsurelyMet are the main words of at least that weight that a case has in no way but by a
// topic which they name unsurely: a case on children need not be about child marriage.
func (s *scorer) unsurelyMet(number int, least float64) (words []recommend.UnmetWord) {
	d := s.c.doc(number)
	for _, i := range s.main.words {
		word := &s.words[i]
		surely := s.carries(d, func(t *scoredTag) bool {
			return t.Weight >= s.c.weights.TagOneWord && slices.Contains(t.named, i)
		})
		if word.weight >= least && !surely && s.howMet(d, i) == metInTag && s.meetsNowhere(d, word) && s.tellsAnything(word) {
			words = append(words, recommend.UnmetWord{Asked: word.Asked})
		}
	}
	return words
}

// meetsNowhere tells whether a case has none of the alternatives of a word, neither in its
// record nor in how people ask for it.
func (s *scorer) meetsNowhere(d *analysedCase, w *scoredWord) bool {
	return !anyWhole(w.alternatives, func(term int32) bool { return d.entry(term) != nil })
}

// namedMostBy is what the words weigh that named a topic, and the place of the heaviest
// of them.
func (s *scorer) namedMostBy(id string) (sum float64, heaviest int) {
	t := &s.tags[slices.IndexFunc(s.tags, func(t scoredTag) bool { return t.ID == id })]
	heaviest = -1
	for _, i := range t.named {
		sum += s.words[i].weight
		if heaviest < 0 || s.words[i].weight > s.words[heaviest].weight {
			heaviest = i
		}
	}
	return sum, heaviest
}

// tellsAnything tells whether a word that was searched for tells something by itself, and
// names what cases are about. One that no case has may.
func (s *scorer) tellsAnything(w *scoredWord) bool {
	return len(w.alternatives) == 0 || anyTerm(w.alternatives, func(term int32) bool {
		return isTelling(s.c, s.c.stats.stems[term], false) && namesCases(s.c, term)
	})
}

// saysProblem tells whether a query has words of a problem, and not only those of a case
// that is named or compared with.
func saysProblem(q recommend.Query) bool { return q.Like == "" && !q.AsksByName() }

// meetsNamer tells whether a word that named a topic or approach stands in the record of a
// case.
func (s *scorer) meetsNamer(d *analysedCase, tag int) bool {
	return slices.ContainsFunc(s.tags[tag].named, func(i int) bool { return s.howMet(d, i) == metInRecord })
}

// mainMet is the share of the main words' weight that a case meets in at least so good a
// place; 1 where there are none.
func (s *scorer) mainMet(number int, least howMet) float64 {
	var all, met float64
	for _, i := range s.main.words {
		all += s.words[i].weight
		if s.howMet(s.c.doc(number), i) >= least {
			met += s.words[i].weight
		}
	}
	if all == 0 {
		return 1
	}
	return met / all
}

// addUnmet adds a word that is not met. Of two parts of a compound, which are one word as it was
// typed, the one that is met worse counts.
func addUnmet(words []recommend.UnmetWord, w recommend.UnmetWord) []recommend.UnmetWord {
	for i := range words {
		if words[i].Asked == w.Asked {
			words[i].Hidden = words[i].Hidden && w.Hidden
			return words
		}
	}
	return append(words, w)
}

// unmet is what of the main words and topics a case does not meet.
func (s *scorer) unmet(number int) (u recommend.Unmet) {
	d := s.c.doc(number)
	for _, i := range s.main.words {
		if how := s.howMet(d, i); how < metInTag {
			u.Words = addUnmet(u.Words, recommend.UnmetWord{Asked: s.words[i].Asked, Hidden: how == metHidden})
		}
	}
	for _, i := range s.main.tags {
		if !s.meetsTag(d, i) {
			u.Topics = append(u.Topics, s.tags[i].ID)
		}
	}
	return u
}
