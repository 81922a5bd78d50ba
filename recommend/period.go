package recommend

import (
	"regexp"
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

// timeWord is what a word or phrase beside a year says about it.
type timeWord int

// The words before a year, in the order in which the meanings of a word that
// has several are tried, and those behind it.
const (
	timeAfter timeWord = iota
	timeBefore
	timeSince
	timeUntil
	timeDuring
	timeBetween
	timeDecades
	timeOnwards
	timeEarlier
)

// periodReader finds times in a text of one language.
type periodReader struct {
	year   int // the present one
	before *phraseTable[timeWord]
	behind *phraseTable[timeWord]
	and    *phraseTable[bool]
	last   *phraseTable[int] // with numberSign for the number -> years in one of it
	decade *phraseTable[bool]
	names  *phraseTable[int] // of decades -> the first year
	number map[string]int
}

// numberSign stands for a number in the phrases of Times.Last.
const numberSign = "#"

func newPeriodReader(code string, t corpus.Times, year int) *periodReader {
	r := &periodReader{
		year: year, before: newPhraseTable[timeWord](), behind: newPhraseTable[timeWord](),
		and: newPhraseTable[bool](), last: newPhraseTable[int](), decade: newPhraseTable[bool](), names: newPhraseTable[int](), number: map[string]int{},
	}
	for kind, list := range map[timeWord][]string{timeAfter: t.After, timeBefore: t.Before, timeSince: t.Since, timeUntil: t.Until,
		timeDuring: t.During, timeBetween: t.Between, timeDecades: t.Decades} {
		addPhrases(code, r.before, list, kind)
	}
	addPhrases(code, r.behind, t.Onwards, timeOnwards)
	addPhrases(code, r.behind, t.Earlier, timeEarlier)
	addPhrases(code, r.and, t.And, true)
	addPhrases(code, r.decade, t.Decade, true)
	for years, list := range map[int][]string{1: t.Last, 10: t.LastDecades} {
		for _, p := range list {
			var words []string
			for _, w := range strings.Fields(p) {
				if w != numberSign {
					w = fold(w)
				}
				words = append(words, w)
			}
			r.last.add(words, years)
		}
	}
	for name, first := range t.DecadeNames {
		addPhrases(code, r.names, []string{name}, first)
	}
	for word, n := range t.Numbers {
		r.number[fold(word)] = n
	}
	return r
}

func addPhrases[V any](code string, table *phraseTable[V], phrases []string, value V) {
	for _, p := range phrases {
		table.add(wordsOf(tokenizeIn(code, p)), value)
	}
}

// period is a time found in a text, at tokens[from:to].
type period struct {
	from, to     int
	since, until int
}

// mostSmall is how many small words may stand between a time word and its year:
// "during the 2020 lockdowns".
const mostSmall = 2

// find reads "since 2018", "2015 onwards", "between 2015 and 2018", "2015-2018",
// "during the 2020 lockdowns", "in the 1990s", "the last five years". A number
// without such a word is a year only at the end of a clause: there are "2000
// people" and "1950 flats".
func (r *periodReader) find(tokens []token, used []bool, small func(int) bool) []period {
	words, gaps := wordsOf(tokens), gapsOf(tokens)
	found := r.lastYears(words, gaps)
	before := map[int][]span[timeWord]{} // by where they end
	for i := range words {
		for _, s := range r.before.startingAt(words, gaps, i) {
			longer := func(o span[timeWord]) bool { return o.from < s.from && slices.ContainsFunc(o.values, timeWord.bounds) }
			if slices.ContainsFunc(s.values, timeWord.bounds) && slices.ContainsFunc(before[s.to], longer) {
				continue // "not before" is not "before"
			}
			before[s.to] = append(before[s.to], s)
		}
	}
	for i := 0; i < len(tokens); i++ {
		if used[i] {
			continue
		}
		p, ok := r.at(tokens, words, gaps, i, before, small)
		if !ok {
			continue
		}
		found = append(found, p)
		i = p.to - 1
	}
	return found
}

// at reads the time whose first year stands at tokens[i].
func (r *periodReader) at(tokens []token, words []string, gaps []bool, i int, before map[int][]span[timeWord], small func(int) bool) (period, bool) {
	p := period{from: i, to: i + 1}
	lead := func() (from int, kinds []timeWord) { // the time words before it, reaching back the farthest
		from = i
		for k, end := i, i; k >= 0 && k >= end-mostSmall && !tokens[i].gap; k-- {
			if k < end && (!small(k) || tokens[k+1].gap) {
				break
			}
			if len(before[k]) == 0 {
				continue
			}
			for _, s := range before[k] {
				from = min(from, s.from)
				kinds = append(kinds, s.values...)
			}
			if kinds[len(kinds)-1] != timeDecades {
				break
			}
			k, end = from+1, from // "desde los años 90": look on before "años"
			if from == 0 || tokens[from].gap {
				break
			}
		}
		return from, kinds
	}
	from, kinds := lead()
	led := len(kinds) > 0
	has := func(kind timeWord) bool { return slices.Contains(kinds, kind) }
	if led {
		p.from = from
	}
	if name := r.names.longestAt(words, gaps, i); name != nil {
		p.to = i + len(name.words)
		p.since, p.until = yearsOf(kinds, name.values[0], name.values[0]+9)
		return p, true
	}
	if first, last, marked := decadeOf(tokens[i].word); first > 0 && (marked || led && has(timeDecades)) {
		p.since, p.until = yearsOf(kinds, first, last)
		return p, true
	}
	year, ok := parseYear(tokens[i].word)
	if !ok {
		return p, false
	}
	if to, until := r.rangeEnd(words, gaps, i); to > 0 {
		p.since, p.until, p.to = year, until, to
		return p, true
	}
	if next := r.behind.longestAt(words, gaps, min(i+1, len(words)-1)); next != nil && i+1 < len(words) && !gaps[i+1] {
		p.to = i + 1 + len(next.words)
		if next.values[0] == timeOnwards {
			p.since = year
		} else {
			p.until = year
		}
		return p, true
	}
	ends := i+1 == len(tokens) || tokens[i+1].gap
	switch {
	case !led && (!ends || i > 0 && !tokens[i].gap && small(i-1)):
		return p, false
	case !led:
		p.since, p.until = year, year
	case year%50 == 0 && !ends && !slices.ContainsFunc(kinds, timeWord.bounds): // "of 2000 euros"
		return p, false
	default:
		p.since, p.until = yearsOf(kinds, year, year)
	}
	return p, true
}

// bounds tells whether a word makes its year the end of a period.
func (w timeWord) bounds() bool { return w <= timeUntil }

// yearsOf returns the period that time words before the years first to last
// speak of.
func yearsOf(kinds []timeWord, first, last int) (since, until int) {
	bound := timeDuring // the earliest of them
	for _, k := range kinds {
		bound = min(bound, k)
	}
	switch bound {
	case timeAfter:
		return last + 1, 0
	case timeBefore:
		return 0, first - 1
	case timeSince:
		return first, 0
	case timeUntil:
		return 0, last
	}
	return first, last
}

// rangeEnd returns where the period ends that begins with the year at token i
// ("2015 and 2018", "2015-2018") and its last year; 0 where there is none.
func (r *periodReader) rangeEnd(words []string, gaps []bool, i int) (to, until int) {
	first, _ := parseYear(words[i])
	j := i + 1
	if j < len(words) {
		if and := r.and.longestAt(words, gaps, j); and != nil && !gaps[j] {
			j += len(and.words)
		}
	}
	if j >= len(words) || gaps[j] {
		return 0, 0
	}
	if last, ok := parseYear(words[j]); ok && last >= first {
		return j + 1, last
	}
	return 0, 0
}

// lastYears finds "the last five years" and "the past decade".
func (r *periodReader) lastYears(words []string, gaps []bool) []period {
	var found []period
	signs := make([]string, len(words))
	for i, w := range words {
		signs[i] = w
		if r.countOf(w) > 0 {
			signs[i] = numberSign
		}
	}
	for _, s := range r.last.find(signs, gaps) {
		for i := s.from; i < s.to; i++ {
			if signs[i] == numberSign {
				found = append(found, period{from: s.from, to: s.to, since: r.year - s.values[0]*r.countOf(words[i])})
			}
		}
	}
	for _, s := range r.decade.find(words, gaps) {
		found = append(found, period{from: s.from, to: s.to, since: r.year - 10})
	}
	return found
}

func (r *periodReader) countOf(word string) int {
	if n := r.number[word]; n > 0 {
		return n
	}
	if n, err := strconv.Atoi(word); err == nil && len(word) <= 2 && n > 0 {
		return n
	}
	return 0
}

var decadeForm = regexp.MustCompile(`^(19|20)?([0-9]0)(s|er|ern)?$`)

// decadeOf returns the years of a decade such as "1990s", "90s" or "90er", and
// whether its form alone says that it is one; 0 for what is none.
func decadeOf(word string) (first, last int, marked bool) {
	m := decadeForm.FindStringSubmatch(word)
	if m == nil {
		return 0, 0, false
	}
	tens, _ := strconv.Atoi(m[2])
	century := 1900
	switch {
	case m[1] == "20" || m[1] == "" && tens < 30: // nobody says the 20s of last century's
		century = 2000
	case m[1] == "" && tens == 0:
		return 0, 0, false
	}
	return century + tens, century + tens + 9, m[3] != ""
}
