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
	only     map[string]bool
	examples map[string]bool
}

func newContextReader(v *corpus.Vocabulary) *contextReader {
	r := &contextReader{newPhraseTable[placeName](), newPhraseTable[string](), map[string]bool{}, map[string]bool{}}
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
		for _, name := range v.Words.Levels[level.ID] {
			r.levels.add(wordsOf(tokenize(name)), level.ID)
		}
	}
	for _, w := range v.Words.Only {
		r.only[fold(w)] = true
	}
	for _, w := range v.Words.Examples {
		r.examples[fold(w)] = true
	}
	return r
}

func foldAll(name string) string { return strings.Join(wordsOf(tokenize(name)), " ") }

func wordsOf(tokens []token) []string {
	return mapped(tokens, func(t token) string { return t.word })
}

// limitReach is how many words may stand between "only" and what it limits:
// "only in the", "only from cities of".
const limitReach = 3

// read finds the context named in a text. Places and times are used up: they
// are marked in used and not searched for as words. Names of levels stay,
// since "city" or "ministry" is a word of the problem too.
func (r *contextReader) read(tokens []token, used []bool) (limits, wishes Filter) {
	words := wordsOf(tokens)
	var gaps []bool
	for _, t := range tokens {
		gaps = append(gaps, t.gap)
	}
	for _, s := range r.places.find(words, gaps) {
		id := ""
		for _, n := range s.values {
			if n.cased == "" || typedAs(n.cased, tokens[s.from:s.to]) {
				id = n.id
			}
		}
		if id == "" {
			continue
		}
		for i := s.from; i < s.to; i++ {
			used[i] = true
		}
		if r.limited(tokens, s.from, s.to) {
			limits.Places = appendNew(limits.Places, id)
		} else {
			wishes.Places = appendNew(wishes.Places, id)
		}
	}
	for _, s := range r.levels.find(words, gaps) {
		if r.limited(tokens, s.from, s.to) {
			limits.Levels = appendNew(limits.Levels, s.values[0])
		} else {
			wishes.Levels = appendNew(wishes.Levels, s.values[0])
		}
	}
	r.readPeriod(tokens, used, &limits, &wishes)
	if len(limits.Places) > 0 {
		wishes.Places = nil // "only in Chile, as in Peru": the limit rules
	}
	if len(limits.Levels) > 0 {
		wishes.Levels = nil
	}
	return limits, wishes
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

// limited tells whether "only" stands shortly before tokens[from:to] or right
// after, in the same clause.
func (r *contextReader) limited(tokens []token, from, to int) bool {
	for i := from - 1; i >= 0 && i >= from-1-limitReach && !tokens[i+1].gap; i-- {
		if r.only[tokens[i].word] {
			return true
		}
	}
	return to < len(tokens) && !tokens[to].gap && r.only[tokens[to].word]
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
}

// readPeriod reads "since 2018", "between 2015 and 2018", "2015-2018",
// "during the 2020 lockdowns". A lone year is the year meant. It is a limit
// after "only" and with a word for cases ("examples since 2018").
func (r *contextReader) readPeriod(tokens []token, used []bool, limits, wishes *Filter) {
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
		for k := i - 1; k >= 0 && k >= i-2; k-- {
			if set := periodWords[tokens[k].word]; set != nil {
				start = k
				if f.Since == 0 {
					set(&f, year)
				}
				break
			}
		}
		if f.Since == 0 && f.Until == 0 {
			f.Since, f.Until = year, year
		}
		for k := i; k < end; k++ {
			used[k] = true
		}
		into := wishes
		if r.limited(tokens, start, end) || start > 0 && start != i && r.examples[tokens[start-1].word] {
			into = limits
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
