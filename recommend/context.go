package recommend

import (
	"slices"
	"strconv"
	"strings"

	"precedent/corpus"
)

// Years that a text can speak of. A number outside is no year.
const (
	firstYear = 1900
	lastYear  = 2100
)

// parseYear reads a year of four digits.
func parseYear(s string) (int, bool) {
	if len(s) != 4 {
		return 0, false
	}
	year, err := strconv.Atoi(s)
	return year, err == nil && year >= firstYear && year <= lastYear
}

// placeName is one way to name a place in running text.
type placeName struct {
	id    string
	cased string // the name as it must be typed, "" where capitals do not matter
}

// contextReader finds places, levels of government and times in a text.
type contextReader struct {
	places   *phraseTable[placeName]
	levels   *phraseTable[string]
	levelIDs map[string]bool // "only local" limits, though "local" alone says little
	only     map[string]bool
	not      map[string]bool
	examples map[string]bool
}

func newContextReader(v *corpus.Vocabulary) *contextReader {
	r := &contextReader{
		places: newPhraseTable[placeName](), levels: newPhraseTable[string](), levelIDs: map[string]bool{},
		only: folded(v.Words.Only), not: folded(v.Words.Not), examples: folded(v.Words.Examples),
	}
	ambiguous := map[string]bool{} // "us", however it is written: US, U.S.
	v.Places.EachName(func(name, _ string, cased bool) {
		if cased {
			ambiguous[foldAll(name)] = true
		}
	})
	v.Places.EachName(func(name, id string, cased bool) {
		n := placeName{id: id}
		if cased || ambiguous[foldAll(name)] {
			n.cased = name
		}
		r.places.add(wordsOf(tokenize(name)), n)
	})
	for _, level := range v.Taxonomy.Levels {
		r.levelIDs[level.ID] = true
		for _, name := range v.Words.Levels[level.ID] {
			r.levels.add(wordsOf(tokenize(name)), level.ID)
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

func foldAll(name string) string { return strings.Join(wordsOf(tokenize(name)), " ") }

func wordsOf(tokens []token) []string {
	return mapped(tokens, func(t token) string { return t.word })
}

// read finds the context named in a text. Places and times are used up: they
// are marked in used and not searched for as words. Names of levels stay,
// since "city" or "ministry" is a word of the problem too.
func (r *contextReader) read(tokens []token, used []bool) (limits, wishes Filter) {
	words := wordsOf(tokens)
	gaps := make([]bool, len(tokens))
	context := make([]bool, len(tokens)) // words of places and levels
	for i, t := range tokens {
		gaps[i] = t.gap
	}
	levels := r.levels.find(words, gaps)
	for _, s := range levels {
		mark(context, s.from, s.to)
	}
	places := r.places.find(words, gaps)
	for _, s := range places {
		mark(context, s.from, s.to)
	}
	for _, s := range places {
		id := ""
		for _, n := range s.values {
			if n.cased == "" || typedAs(n.cased, tokens[s.from:s.to]) {
				id = n.id
			}
		}
		if id == "" {
			continue
		}
		mark(used, s.from, s.to)
		switch r.said(tokens, context, s.from, s.to) {
		case saidOnly:
			limits.Places = appendNew(limits.Places, id)
		case saidPlain:
			wishes.Places = appendNew(wishes.Places, id)
		}
	}
	for _, s := range levels {
		switch r.said(tokens, context, s.from, s.to) {
		case saidOnly:
			limits.Levels = appendNew(limits.Levels, s.values[0])
		case saidPlain:
			wishes.Levels = appendNew(wishes.Levels, s.values[0])
		}
	}
	for i, w := range words {
		if r.levelIDs[w] && !context[i] && r.said(tokens, context, i, i+1) == saidOnly {
			limits.Levels = appendNew(limits.Levels, w)
		}
	}
	r.readPeriod(tokens, context, used, &limits, &wishes)
	if len(limits.Places) > 0 {
		wishes.Places = nil // "only in Chile, as in Peru": the limit rules
	}
	if len(limits.Levels) > 0 {
		wishes.Levels = nil
	}
	return limits, wishes
}

func mark(words []bool, from, to int) {
	for i := from; i < to; i++ {
		words[i] = true
	}
}

// How a place, a level or a time is said.
type manner int

const (
	saidPlain manner = iota // in Poland
	saidOnly                // only in Poland; in Poland only
	saidNot                 // not in Poland; not only in Poland
)

// said tells how tokens[from:to] are said. Only small words and other names of
// places and levels may stand between them and an "only" or "not" before them:
// "only in cities of Chile" limits, "the only hospital in Peru" does not.
func (r *contextReader) said(tokens []token, context []bool, from, to int) manner {
	for i := from - 1; i >= 0 && !tokens[i+1].gap; i-- {
		w := tokens[i].word
		switch {
		case r.not[w]:
			return saidNot
		case r.only[w] && i > 0 && !tokens[i].gap && r.not[tokens[i-1].word]:
			return saidNot
		case r.only[w]:
			return saidOnly
		}
		if !stopWords()[w] && !context[i] {
			break
		}
	}
	if to < len(tokens) && !tokens[to].gap && r.only[tokens[to].word] && (to+1 == len(tokens) || tokens[to+1].gap) {
		return saidOnly
	}
	return saidPlain
}

// typedAs tells whether the tokens stand in the text with a name's own
// capitals. In a text all in capitals they prove nothing, so a name of mixed
// case does not count there.
func typedAs(name string, tokens []token) bool {
	for i, t := range tokenize(name) {
		if tokens[i].raw != t.raw {
			return false
		}
	}
	return true
}

// Words that open a period and what they say about the year after them.
var periodWords = map[string]func(f *Filter, year int){
	"since":  func(f *Filter, y int) { f.Since = y },
	"from":   func(f *Filter, y int) { f.Since = y },
	"after":  func(f *Filter, y int) { f.Since = y + 1 },
	"before": func(f *Filter, y int) { f.Until = y - 1 },
	"until":  func(f *Filter, y int) { f.Until = y },
	"till":   func(f *Filter, y int) { f.Until = y },
	"in":     func(f *Filter, y int) { f.Since, f.Until = y, y },
	"during": func(f *Filter, y int) { f.Since, f.Until = y, y },

	"between": func(f *Filter, y int) {}, // a range follows, or nothing is meant
}

// readPeriod reads "since 2018", "between 2015 and 2018", "2015-2018",
// "during the 2020 lockdowns". A number without such a word is a year only at
// the end of a clause: there are "2000 people" and "1950 flats". A period is a
// limit after "only" and with a word for cases ("examples since 2018").
func (r *contextReader) readPeriod(tokens []token, context, used []bool, limits, wishes *Filter) {
	for i := 0; i < len(tokens); i++ {
		year, ok := parseYear(tokens[i].word)
		if !ok || used[i] {
			continue
		}
		var f Filter
		start, end := i, i+1
		if j, until := r.rangeEnd(tokens, i); j > 0 {
			f.Since, f.Until, end = year, until, j+1
		}
		for k := i - 1; k >= 0 && k >= i-2 && stopWords()[tokens[k].word] || k >= 0 && k == i-1; k-- {
			if set := periodWords[tokens[k].word]; set != nil {
				start = k
				if f.Since == 0 {
					set(&f, year)
				}
				break
			}
		}
		if f.Since == 0 && f.Until == 0 {
			if start != i || end < len(tokens) && !tokens[end].gap || i > 0 && !tokens[i].gap && stopWords()[tokens[i-1].word] {
				continue
			}
			f.Since, f.Until = year, year
		}
		mark(used, start, end)
		into := wishes
		switch r.said(tokens, context, start, end) {
		case saidOnly:
			into = limits
		case saidNot:
			continue
		default:
			if start > 0 && start != i && r.examples[tokens[start-1].word] {
				into = limits
			}
		}
		into.Since, into.Until = max(into.Since, f.Since), max(into.Until, f.Until)
		i = end - 1
	}
}

// rangeEnd returns where a second year ends the period that begins at token i
// ("2015 and 2018", "2015-2018"), and that year; 0 where there is none.
func (r *contextReader) rangeEnd(tokens []token, i int) (at, year int) {
	for _, j := range []int{i + 1, i + 2} {
		if j >= len(tokens) {
			break
		}
		first, _ := parseYear(tokens[i].word)
		if y, ok := parseYear(tokens[j].word); ok && y >= first {
			return j, y
		}
		if w := tokens[j].word; w != "and" && w != "to" && w != "until" {
			break
		}
	}
	return 0, 0
}

// meets tells whether a case lies inside every limit of the filter. places are
// the country codes of f.Places. A case without a year meets no period.
func (f Filter) meets(c *corpus.Case, places []string) bool {
	if len(f.Places) > 0 && !shares(places, c.Countries) ||
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

func shares(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}
