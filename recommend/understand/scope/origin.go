package scope

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"precedent/corpus"
	"precedent/recommend/understand/analysis"
)

// Where people come from whom a problem is about is not where cases are wanted from: "Syrian
// refugees", "migrants from Libya", "Ukrainians in Poland". A place is an origin
//
//   - behind "from", and what has its meaning, where that stands behind a word for people;
//   - as an adjective beside a word for people who have moved;
//   - as an adjective beside another word for people, where another place is named that is no
//     origin: "Ukrainian workers in Poland";
//   - as an adjective before a small word such as "in" and another place;
//   - where it is joined to another origin: "from Syria and Iraq".

// Origin is where the people come from whom a problem is about. Its name stands at
// tokens[From:To].
type Origin struct {
	From, To int
	ID       string // of the place
}

// originWords are those of [corpus.Origin], folded.
type originWords struct{ movers, people, from, of, left map[string]bool }

func newOriginWords(o corpus.Origin) originWords {
	return originWords{analysis.Folded(o.Movers), analysis.Folded(o.People), analysis.Folded(o.From), analysis.Folded(o.Of), analysis.Folded(o.Left)}
}

// maxSmallWords is how many small words stand between people and the place they come from:
// "Menschen, die aus der Ukraine".
const maxSmallWords = 3

// parted takes out of the places in a text those that people come from.
func (r *Reader) parted(found []*item, tokens []analysis.Token, words []string) (places []*item, origins []Origin) {
	if len(found) == 0 {
		return found, nil
	}
	o := originReader{r, tokens, words}
	is := analysis.Mapped(found, o.sure)
	beside := func(i int) bool {
		return found[i].people && o.beside(found[i], func(word string) bool { return r.origin.people[word] })
	}
	for i, p := range found {
		other := slices.ContainsFunc(found, func(q *item) bool { return q != p && !q.people && !is[slices.Index(found, q)] })
		is[i] = is[i] || other && beside(i) || i+1 < len(found) && o.within(p, found[i+1])
	}
	joined := func(i int) bool { return found[i].people == found[i+1].people && o.joined(found[i], found[i+1]) }
	for i := range len(found) - 1 {
		is[i+1] = is[i+1] || is[i] && joined(i)
	}
	for i := len(found) - 2; i >= 0; i-- {
		is[i] = is[i] || is[i+1] && joined(i)
	}
	for i, p := range found {
		if is[i] {
			origins = append(origins, Origin{p.from, p.to, p.id})
		} else {
			places = append(places, p)
		}
	}
	return places, origins
}

// originReader tells origins from other places in a text.
type originReader struct {
	*Reader
	tokens []analysis.Token
	words  []string
}

// sure tells whether a place is an origin by what stands beside it, whatever other places there
// are.
func (o originReader) sure(p *item) bool {
	return o.behindFrom(p) || p.people && o.beside(p, o.moved)
}

// behindFrom tells whether a place stands behind a word for people and "from".
func (o originReader) behindFrom(p *item) bool {
	if p.from == 0 || o.tokens[p.from].Gap {
		return false
	}
	if o.origin.left[o.words[p.from-1]] {
		return true
	}
	from, of := false, false
	for i := p.from - 1; i >= 0 && i >= p.from-1-maxSmallWords; i-- {
		word := o.words[i]
		switch {
		case o.moved(word):
			return (from || of) && !(i > 0 && o.examples[o.words[i-1]]) // "cases coming from Poland"
		case o.origin.people[word]:
			return from
		}
		from, of = from || o.origin.from[word], of || o.origin.of[word]
		if !o.stop[word] && !o.origin.from[word] {
			return false
		}
	}
	return false
}

// beside tells whether a word for certain people stands beside a place, or behind one more
// word: "Ukrainian war refugees", "demandeurs d'asile syriens".
func (o originReader) beside(p *item, people func(word string) bool) bool {
	for i := p.to; i < len(o.words) && i <= p.to+1 && !o.tokens[i].Gap && !o.stop[o.words[i]]; i++ {
		if people(o.words[i]) {
			return true
		}
	}
	between := 0
	for i := p.from - 1; i >= 0 && !o.tokens[i+1].Gap; i-- {
		switch {
		case people(o.words[i]):
			return true
		case o.origin.of[o.words[i]] && between > 0:
		case between > 0 || o.stop[o.words[i]]:
			return false
		default:
			between++
		}
	}
	return false
}

// moved tells whether a word is one for people who have moved, or a compound with one.
func (o originReader) moved(word string) bool {
	if o.origin.movers[word] {
		return true
	}
	if analysis.GrammarOf(o.code).Joints == nil {
		return false
	}
	for i := range word {
		if i > 0 && len(word)-i >= minMoverInCompound && o.origin.movers[word[i:]] {
			return true
		}
	}
	return false
}

// minMoverInCompound is how many letters a word for people who have moved has in a compound at
// least: "Kriegsflüchtlinge".
const minMoverInCompound = 8

// within tells whether an adjective or a people stands before a small word and another place:
// "Ukrainians in Poland".
func (o originReader) within(p, next *item) bool {
	if !p.people || next.people || next.from == p.to || next.from > p.to+maxSmallWords-1 {
		return false
	}
	for i := p.to; i < next.from; i++ {
		if word := o.words[i]; o.tokens[i].Gap || !o.stop[word] || o.Joins(word) || o.origin.from[word] || o.origin.of[word] {
			return false
		}
	}
	return !o.tokens[next.from].Gap
}

// joined tells whether a list goes on from one place to the next: by a comma, or "and".
func (o originReader) joined(p, next *item) bool {
	for i := p.to; i < next.from; i++ {
		if word := o.words[i]; !o.Joins(word) && !o.origin.from[word] && !o.origin.of[word] && (i == p.to || !o.stop[word]) {
			return false
		}
	}
	return next.from > p.to || o.tokens[next.from].Gap
}

// peopleNames tells the adjectives and peoples among the names of places, which come in their
// order. The first name of a place is its own. Adjectives have no capital in most languages, and
// the names of peoples are listed behind them.
type peopleNames struct {
	code, id  string
	adjective bool // of the same place has come
}

// next tells it of the next name.
func (n *peopleNames) next(name, id string) bool {
	first := n.id != id
	if first {
		n.id, n.adjective = id, false
	}
	initial, _ := utf8.DecodeRuneInString(name)
	small := unicode.IsLower(initial)
	n.adjective = n.adjective || small || !first && analysis.GrammarOf(n.code).CapitalAdjectives
	return n.adjective && !strings.Contains(name, " ") && (small || name != strings.ToUpper(name))
}
