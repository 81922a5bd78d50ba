package recommend

import (
	"slices"
	"strings"

	"precedent/corpus"
)

// placeName is one way to name a place in running text.
type placeName struct {
	id    string
	cased string // the name as it must be typed, "" where capitals do not matter
}

// contextReader finds places, levels of government and times in a text of one
// language.
type contextReader struct {
	places   *phraseTable[placeName]
	levels   *phraseTable[string]
	levelIDs map[string]bool // "only local" limits, though "local" alone says little
	// levelOrder are the levels in the order of the taxonomy, levelWords such as
	// "level", with which one can be left out.
	levelOrder []string
	levelWords map[string]bool
	none       map[string]bool
	code       string
	only       *phraseTable[bool]
	not        *phraseTable[bool]
	examples   map[string]bool
	small      map[string]bool // words that may stand between "only" and what it limits
	periods    *periodReader
}

// newContextReader makes a reader of a language. small are its words without a
// topic of their own, year is the present one.
func newContextReader(v *corpus.Vocabulary, l *corpus.Language, small map[string]bool, year int) *contextReader {
	r := &contextReader{
		places: newPhraseTable[placeName](), levels: newPhraseTable[string](), levelIDs: map[string]bool{},
		only: newPhraseTable[bool](), not: newPhraseTable[bool](), examples: folded(l.Words.Examples),
		levelWords: folded(l.Words.LevelWords), none: folded(l.Words.None),
		code: l.Code, small: small, periods: newPeriodReader(l.Code, l.Words.Times, year),
	}
	addPhrases(l.Code, r.only, l.Words.Only, true)
	addPhrases(l.Code, r.not, l.Words.Not, true)
	for _, none := range l.Words.None {
		for _, example := range l.Words.Examples {
			addPhrases(l.Code, r.not, []string{none + " " + example}, true)
		}
	}
	each := func(do func(name, id string, cased bool)) {
		if l.Code == corpus.English {
			v.Places.EachName(do)
			return
		}
		for _, id := range sortedKeys(l.Names.Names) {
			for _, name := range l.Names.Names[id] {
				do(name, id, slices.Contains(l.Names.Cased, name))
			}
		}
	}
	ambiguous := map[string]bool{} // "us", however it is written: US, U.S.
	each(func(name, _ string, cased bool) {
		if cased {
			ambiguous[foldAll(l.Code, name)] = true
		}
	})
	each(func(name, id string, cased bool) {
		n := placeName{id: id}
		if cased || ambiguous[foldAll(l.Code, name)] {
			n.cased = name
		}
		r.places.add(wordsOf(tokenizeIn(l.Code, name)), n)
	})
	for _, level := range v.Taxonomy.Levels {
		r.levelIDs[level.ID] = true
		r.levelOrder = append(r.levelOrder, level.ID)
		for _, name := range l.Words.Levels[level.ID] {
			r.levels.add(wordsOf(tokenizeIn(l.Code, name)), level.ID)
		}
	}
	return r
}

func folded(words []string) map[string]bool {
	set := map[string]bool{}
	for _, w := range words {
		set[fold(w)] = true
	}
	return set
}

func foldAll(code, name string) string { return strings.Join(wordsOf(tokenizeIn(code, name)), " ") }

func wordsOf(tokens []token) []string {
	words := make([]string, len(tokens))
	for i, t := range tokens {
		words[i] = t.word
	}
	return words
}

func gapsOf(tokens []token) []bool {
	gaps := make([]bool, len(tokens))
	for i, t := range tokens {
		gaps[i] = t.gap
	}
	return gaps
}

// reading is a text in which context is being found.
type reading struct {
	r         *contextReader
	tokens    []token
	only, not []int  // by word: how many words an "only" or a "not" has that ends here, 0 for none
	context   []bool // words of places and levels
	used      []bool // words of which nothing is left to search for
}

// read finds the context named in a text. Places and times are used up: they
// are marked in used and not searched for as words. Names of levels stay,
// since "city" or "ministry" is a word of the problem too; they are marked in
// levels.
func (r *contextReader) read(tokens []token, used, levels []bool) (limits, wishes Filter) {
	words, gaps := wordsOf(tokens), gapsOf(tokens)
	t := reading{r: r, tokens: tokens, only: endsOf(r.only, words, gaps), not: endsOf(r.not, words, gaps), context: make([]bool, len(tokens)), used: used}
	foundLevels := r.levels.find(words, gaps)
	for _, s := range foundLevels {
		mark(t.context, s.from, s.to)
		mark(levels, s.from, s.to)
	}
	foundPlaces := r.places.find(words, gaps)
	for _, s := range foundPlaces {
		mark(t.context, s.from, s.to)
	}
	for _, s := range foundPlaces {
		id := ""
		for _, n := range s.values {
			if n.cased == "" || typedAs(r.code, n.cased, tokens[s.from:s.to]) {
				id = n.id
			}
		}
		if id == "" {
			continue
		}
		mark(used, s.from, s.to)
		switch t.said(s.from, s.to) {
		case saidOnly:
			limits.Places = appendNew(limits.Places, id)
		case saidNot:
			limits.Except = appendNew(limits.Except, id)
		case saidPlain:
			wishes.Places = appendNew(wishes.Places, id)
		}
	}
	var except []string // levels
	for _, s := range foundLevels {
		switch t.said(s.from, s.to) {
		case saidOnly:
			limits.Levels = appendNew(limits.Levels, s.values[0])
		case saidPlain:
			wishes.Levels = appendNew(wishes.Levels, s.values[0])
		case saidNot: // "not the council's fault" leaves nothing out
			if from, to, ok := t.withLevelWord(s.from, s.to); ok {
				except = appendNew(except, s.values[0])
				mark(used, from, to)
			}
		}
	}
	for i, w := range words {
		if !r.levelIDs[w] || t.context[i] {
			continue
		}
		switch t.said(i, i+1) {
		case saidOnly:
			limits.Levels = appendNew(limits.Levels, w)
			mark(levels, i, i+1)
		case saidNot:
			if from, to, ok := t.withLevelWord(i, i+1); ok {
				except = appendNew(except, w)
				mark(used, from, to)
			}
		}
	}
	if len(except) > 0 && len(limits.Levels) == 0 {
		for _, level := range r.levelOrder {
			if !slices.Contains(except, level) {
				limits.Levels = append(limits.Levels, level)
			}
		}
	}
	t.readPeriods(used, &limits, &wishes)
	if len(limits.Places) > 0 {
		wishes.Places = nil // "only in Chile, as in Peru": the limit rules
	}
	if len(limits.Levels) > 0 {
		wishes.Levels = nil
	}
	return limits, wishes
}

// withLevelWord tells whether the name of a level at tokens[from:to] stands with a
// word such as "level", and returns where both stand.
func (t *reading) withLevelWord(from, to int) (int, int, bool) {
	is := func(i int) bool { return i >= 0 && i < len(t.tokens) && t.r.levelWords[t.tokens[i].word] }
	for i := from; i < to; i++ {
		if is(i) {
			return from, to, true
		}
	}
	switch {
	case is(to) && !t.tokens[to].gap:
		return from, to + 1, true
	case is(from-1) && !t.tokens[from].gap:
		return from - 1, to, true
	}
	return from, to, false
}

func mark(words []bool, from, to int) {
	for i := from; i < to; i++ {
		words[i] = true
	}
}

// endsOf returns, at the last word of each phrase found, how many words it has.
func endsOf(table *phraseTable[bool], words []string, gaps []bool) []int {
	ends := make([]int, len(words))
	for _, s := range table.find(words, gaps) {
		ends[s.to-1] = s.to - s.from
	}
	return ends
}

// How a place, a level or a time is said.
type manner int

const (
	saidPlain   manner = iota // in Poland
	saidOnly                  // only in Poland; in Poland only
	saidNot                   // not in Poland; outside Poland
	saidNotOnly               // not only in Poland
)

// said tells how tokens[from:to] are said. Only small words and other names of
// places and levels may stand between them and an "only" or "not" before them:
// "only in cities of Chile" limits, "the only hospital in Peru" does not.
func (t *reading) said(from, to int) manner {
	for i := from - 1; i >= 0 && !t.tokens[i+1].gap; i-- {
		switch {
		case t.only[i] > 0 && i >= t.only[i] && !t.tokens[i-t.only[i]+1].gap && t.not[i-t.only[i]] > 0:
			return saidNotOnly
		case t.only[i] > 0:
			mark(t.used, i-t.only[i]+1, i+1)
			return saidOnly
		case t.not[i] > 0:
			mark(t.used, i-t.not[i]+1, i+1)
			return saidNot
		case t.r.none[t.tokens[i].word] && to < len(t.tokens) && !t.tokens[to].gap && t.r.examples[t.tokens[to].word]:
			return saidNot // "no European cases"
		}
		if !t.small(i) && !t.context[i] {
			break
		}
	}
	// "in Germany and France only": other names and small words may come between.
	for i := to; i < len(t.tokens) && !t.tokens[i].gap; i++ {
		if t.only[i] > 0 && (i+1 == len(t.tokens) || t.tokens[i+1].gap) {
			mark(t.used, i-t.only[i]+1, i+1)
			return saidOnly
		}
		if !t.small(i) && !t.context[i] {
			break
		}
	}
	return saidPlain
}

func (t *reading) small(i int) bool { return t.r.small[t.tokens[i].word] }

// typedAs tells whether the tokens stand in the text with a name's own
// capitals. In a text all in capitals they prove nothing, so a name of mixed
// case does not count there.
func typedAs(code, name string, tokens []token) bool {
	for i, t := range tokenizeIn(code, name) {
		if tokens[i].raw != t.raw {
			return false
		}
	}
	return true
}

// readPeriods reads the times in a text. One is a limit after "only" and with a
// word for cases ("examples since 2018").
func (t *reading) readPeriods(used []bool, limits, wishes *Filter) {
	for _, p := range t.r.periods.find(t.tokens, used, t.small) {
		mark(used, p.from, p.to)
		into := wishes
		switch t.said(p.from, p.to) {
		case saidOnly:
			into = limits
		case saidNotOnly:
			continue
		case saidNot: // "but not from before 2015"
			switch {
			case p.since == 0:
				p.since, p.until = p.until+1, 0
			case p.until == 0:
				p.since, p.until = 0, p.since-1
			default:
				continue // what is left would be two periods
			}
			into = limits
		default:
			if p.from > 0 && t.r.examples[t.tokens[p.from-1].word] {
				into = limits
			}
		}
		into.Since, into.Until = max(into.Since, p.since), max(into.Until, p.until)
	}
}

// limits is a filter with its places spelled out as country codes.
type limits struct {
	Filter
	places, except []string
}

func (f Filter) spelledOut(p *corpus.Places) limits {
	return limits{Filter: f, places: p.Codes(f.Places), except: p.Codes(f.Except)}
}

// meet tells whether a case lies inside every limit. A case without a year meets
// no period; one of several countries is left out only when all of them are.
func (f limits) meet(c *corpus.Case) bool {
	elsewhere := func(code string) bool { return !slices.Contains(f.except, code) }
	if len(f.except) > 0 && len(c.Countries) > 0 && !slices.ContainsFunc(c.Countries, elsewhere) {
		return false
	}
	if len(f.Places) > 0 && !shares(f.places, c.Countries) ||
		len(f.Levels) > 0 && !slices.Contains(f.Levels, c.Level) ||
		len(f.Topics) > 0 && !shares(f.Topics, c.Topics) ||
		len(f.Approaches) > 0 && !shares(f.Approaches, c.Approaches) {
		return false
	}
	return f.inPeriod(int(c.Year))
}

func (f Filter) inPeriod(year int) bool {
	if f.Since == 0 && f.Until == 0 {
		return true
	}
	return year != 0 && year >= f.Since && (f.Until == 0 || year <= f.Until)
}

func shares[T comparable](a, b []T) bool {
	return slices.ContainsFunc(a, func(s T) bool { return slices.Contains(b, s) })
}
