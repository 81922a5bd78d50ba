package scope

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"precedent/corpus"
	"precedent/recommend/understand/analysis"
)

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
	before *analysis.PhraseTable[timeWord]
	behind *analysis.PhraseTable[timeWord]
	and    *analysis.PhraseTable[bool]
	last   *analysis.PhraseTable[int] // with numberSign for the number -> years in one of it
	decade *analysis.PhraseTable[bool]
	names  *analysis.PhraseTable[int] // of decades -> the first year
	beside *analysis.PhraseTable[besideNumber]
	code   string
	number map[string]int
}

// besideNumber is what a word or phrase says of a number beside it.
type besideNumber uint8

// What is no time, and months, which may stand inside of one.
const (
	besideAge   besideNumber = iota // before an age: "over 50s"
	besideAged                      // behind one: "50s and older"
	besideNamed                     // has a number for a name: "Agenda 2030"
	besideSum                       // is counted: "2015 euros"
	besideDated                     // has a time that is not that of a case: "born before 1950"
	besideMonth                     // "since May 2015"
)

// numberSign stands for a number in the phrases of Times.Last.
const numberSign = "#"

func newPeriodReader(code string, t corpus.Times, year int) *periodReader {
	r := &periodReader{
		year: year, before: analysis.NewPhraseTable[timeWord](), behind: analysis.NewPhraseTable[timeWord](),
		and: analysis.PhrasesOf(code, t.And, true), decade: analysis.PhrasesOf(code, t.Decade, true), beside: analysis.NewPhraseTable[besideNumber](),
		last: analysis.NewPhraseTable[int](), names: analysis.NewPhraseTable[int](), number: map[string]int{}, code: code,
	}
	for kind, list := range [][]string{t.Ages, t.AgesBehind, t.Named, t.Amounts, t.Dated, t.Months} {
		analysis.AddPhrases(code, r.beside, list, besideNumber(kind))
	}
	for _, w := range []struct {
		kind timeWord
		list []string
	}{{timeAfter, t.After}, {timeBefore, t.Before}, {timeSince, t.Since}, {timeUntil, t.Until}, {timeDuring, t.During}, {timeBetween, t.Between}, {timeDecades, t.Decades}} {
		analysis.AddPhrases(code, r.before, w.list, w.kind) // in order: "desde" is a word of two kinds
	}
	analysis.AddPhrases(code, r.behind, t.Onwards, timeOnwards)
	analysis.AddPhrases(code, r.behind, t.Earlier, timeEarlier)
	addLast := func(list []string, years int) {
		for _, p := range list {
			var words []string
			for _, w := range strings.Fields(p) {
				if w != numberSign {
					w = analysis.Fold(w)
				}
				words = append(words, w)
			}
			r.last.Add(words, years)
		}
	}
	addLast(t.Last, 1)
	addLast(t.LastDecades, 10)
	for name, first := range t.DecadeNames {
		analysis.AddPhrases(code, r.names, []string{name}, first)
	}
	for word, n := range t.Numbers {
		r.number[analysis.Fold(word)] = n
	}
	return r
}

// maxSmall is how many small words may stand between a time word and its year:
// "during the 2020 lockdowns".
const maxSmall = 2

// periodText is a text in which times are being found.
type periodText struct {
	*periodReader
	text   string
	tokens []analysis.Token
	words  []string
	gaps   []bool
	before map[int][]analysis.Span[timeWord]     // time words by where they end
	beside map[int][]analysis.Span[besideNumber] // by where they begin, and by where they end with a minus
	small  func(int) bool
}

// find reads "since 2018", "2015 onwards", "between 2015 and 2018", "2015-2018",
// "during the 2020 lockdowns", "in the 1990s", "the last five years". A number
// without such a word is a year only at the end of a clause: there are "2000
// people" and "1950 flats".
func (r *periodReader) find(text string, tokens []analysis.Token, used []bool, small func(int) bool) []*item {
	t := periodText{periodReader: r, text: text, tokens: tokens, words: analysis.WordsOf(tokens), gaps: analysis.GapsOf(tokens), small: small}
	found := r.lastYears(t.words, t.gaps)
	for i := 0; i < len(tokens); i++ {
		if used[i] {
			continue
		}
		if c := t.words[i][0]; (c < '0' || c > '9') && t.names.LongestAt(t.words, t.gaps, i) == nil {
			continue // most texts have no number, and need no more looked up
		}
		t.lookUp()
		if p, ok := t.at(i); ok {
			found = append(found, p)
			i = p.to - 1
		}
	}
	return found
}

// lookUp finds the words that tell something of a number, once.
func (t *periodText) lookUp() {
	if t.before != nil {
		return
	}
	t.before, t.beside = map[int][]analysis.Span[timeWord]{}, map[int][]analysis.Span[besideNumber]{}
	for i := range t.words {
		for _, s := range t.periodReader.before.StartingAt(t.words, t.gaps, i) {
			longer := func(o analysis.Span[timeWord]) bool {
				return o.From < s.From && slices.ContainsFunc(o.Values, timeWord.bounds)
			}
			if slices.ContainsFunc(s.Values, timeWord.bounds) && slices.ContainsFunc(t.before[s.To], longer) {
				continue // "from before" is not "before"
			}
			t.before[s.To] = append(t.before[s.To], s)
		}
		for _, s := range t.periodReader.beside.StartingAt(t.words, nil, i) { // "law no. 1950" has a gap
			t.beside[i] = append(t.beside[i], s)
			t.beside[-s.To] = append(t.beside[-s.To], s)
		}
	}
}

// says tells whether words of a kind begin at i, or end there with a minus.
func (t *periodText) says(i int, kind besideNumber) bool {
	return slices.ContainsFunc(t.beside[i], func(s analysis.Span[besideNumber]) bool { return analysis.Means(&s, kind) })
}

// endingAt and beginningAt tell whether words of a kind end before or begin at i.
func (t *periodText) endingAt(i int, kind besideNumber) bool { return i > 0 && t.says(-i, kind) }

func (t *periodText) beginningAt(i int, kind besideNumber) bool {
	return i < len(t.tokens) && !t.gaps[i] && t.says(i, kind)
}

// lead returns the time words before tokens[i], reaching back the farthest, and
// where they begin. Small words, the name of a month and its day may stand between.
func (t *periodText) lead(i int) (from int, kinds []timeWord) {
	from = i
	for k, end := i, i; k >= 0 && k >= end-maxSmall && !t.gaps[min(i, len(t.gaps)-1)]; k-- {
		if k < end && t.gaps[k+1] {
			break
		}
		if k < end && !t.small(k) {
			if month := t.endingAt(k+1, besideMonth); !month && !t.day(k) {
				break
			}
			end-- // does not count
		}
		if len(t.before[k]) == 0 {
			continue
		}
		for _, s := range t.before[k] {
			from = min(from, s.From)
			kinds = append(kinds, s.Values...)
		}
		if kinds[len(kinds)-1] != timeDecades {
			break
		}
		k, end = from+1, from // "desde los años 90": look on before "años"
		if from == 0 || t.gaps[from] {
			break
		}
	}
	return from, kinds
}

// day tells whether tokens[i] is a day before the name of a month.
func (t *periodText) day(i int) bool {
	n, err := strconv.Atoi(strings.TrimRight(t.words[i], "stndrh"))
	return err == nil && n >= 1 && n <= 31 && i+1 < len(t.tokens) && t.says(i+1, besideMonth)
}

// at reads the time whose first year stands at tokens[i].
func (t *periodText) at(i int) (*item, bool) {
	p := &item{from: i, to: i + 1, kind: itemTime}
	from, kinds := t.lead(i)
	led := len(kinds) > 0
	has := func(kind timeWord) bool { return slices.Contains(kinds, kind) }
	if led {
		p.from = from
	}
	if name := t.names.LongestAt(t.words, t.gaps, i); name != nil {
		p.to = i + len(name.Words)
		p.since, p.until = yearsOf(kinds, name.Values[0], name.Values[0]+9)
		return p, !t.ofPeople(i, p.to) && !t.dated(p)
	}
	if first, last, marked := analysis.DecadeOf(t.words[i]); first > 0 && (marked || led && has(timeDecades)) {
		p.since, p.until = yearsOf(kinds, first, last)
		whole := len(t.words[i]) > len("90ern") // with its century
		return p, (whole || t.decadeSaid(i, led)) && !t.ofPeople(i, p.to) && !t.dated(p)
	}
	year, ok := analysis.ParseYear(t.words[i])
	if !ok || t.noYear(i, from, kinds) {
		return p, false
	}
	if to, until := t.rangeEnd(t.words, t.gaps, i); to > 0 {
		p.since, p.until, p.to = year, until, to
		return p, !t.dated(p)
	}
	next := i + 1
	if next < len(t.words) && !t.gaps[next] {
		if behind := t.behind.LongestAt(t.words, t.gaps, next); behind != nil {
			p.to = next + len(behind.Words)
			if behind.Values[0] == timeOnwards {
				p.since = year
			} else {
				p.until = year
			}
			return p, !t.dated(p)
		}
	}
	ends := next == len(t.tokens) || t.gaps[next]
	round := year%50 == 0 && !ends && !t.small(next)
	switch {
	case !led && (!ends || i > 0 && !t.gaps[i] && t.small(i-1)):
		return p, false
	case !led:
		p.since, p.until = year, year
	case round && !has(timeSince), // "of 2000 euros", "after 2000 complaints"
		t.beginningAt(next, besideSum) && (!slices.ContainsFunc(kinds, timeWord.bounds) || has(timeUntil) || year%50 == 0):
		return p, false
	default:
		p.since, p.until = yearsOf(kinds, year, year)
	}
	return p, !t.dated(p)
}

// decadeSaid tells whether a decade of two digits at tokens[i] is said as one: with
// a time word, a small word or an apostrophe before it.
func (t *periodText) decadeSaid(i int, led bool) bool {
	return led || i > 0 && !t.gaps[i] && t.small(i-1) || strings.HasSuffix(t.text[:t.tokens[i].Start], "'") || strings.HasSuffix(t.text[:t.tokens[i].Start], "’")
}

// ofPeople tells whether what looks like a decade at tokens[from:to] is an age: "over
// 50s", "in their 30s", "the 50s and older".
func (t *periodText) ofPeople(from, to int) bool {
	for from > 0 && !t.gaps[from] && t.endingAt(from, besideMonth) {
		from-- // "in her late 50s"
	}
	return t.endingAt(from, besideAge) || t.beginningAt(to, besideAged)
}

// dated tells whether a time belongs to a word beside it, and not to cases: "born
// before 1950", "vor 1950 gebaute Häuser".
func (t *periodText) dated(p *item) bool {
	for i := p.from; i > 0 && !t.gaps[i] && i > p.from-maxSmall-1; i-- {
		if t.endingAt(i, besideDated) {
			return true
		}
		if !t.small(i - 1) {
			break
		}
	}
	return t.beginningAt(p.to, besideDated)
}

// noYear tells whether the number at tokens[i], with time words before it from
// tokens[from] on, is part of something else than a time: a sum of money, a law, a
// standard, a programme's name, a date.
func (t *periodText) noYear(i, from int, kinds []timeWord) bool {
	tok := t.tokens[i]
	left, right := t.text[:tok.Start], t.text[tok.Start+len(tok.Raw):]
	money := func(r rune) bool { return unicode.Is(unicode.Sc, r) }
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(left, " \u00a0"))
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(right, " \u00a0"))
	if money(last) || money(first) {
		return true
	}
	bounds := slices.ContainsFunc(kinds, timeWord.bounds)
	if analysis.DigitAt(right, 1) && strings.ContainsRune(".,/", rune(right[0])) && !bounds {
		next, ok := analysis.ParseYear(t.words[i+1])
		return !ok || next < analysis.FirstYear // "2014/24", "2015,50"
	}
	if len(left) > 1 && left[len(left)-2] >= '0' && left[len(left)-2] <= '9' && strings.ContainsRune(".:/-", rune(left[len(left)-1])) && !bounds {
		return true // "ISO 9001:2015", "12.05.2015"
	}
	if bounds {
		return false
	}
	if t.beginningAt(i+1, besideSum) && len(kinds) == 0 {
		return true
	}
	k := from
	for k > 0 && (analysis.Number(t.words[k-1]) || k < from && t.endingAt(k, besideNamed)) {
		k-- // "ISO 9001 2015"
	}
	if t.endingAt(k, besideNamed) && (!t.gaps[k] || len(t.words[k-1]) <= len("art")) { // "law no. 1950"
		return true
	}
	if len(kinds) > 0 || i == 0 || t.gaps[i] {
		return false
	}
	if t.endingAt(i, besideMonth) {
		return i > 1 && t.day(i-2) || i > 1 && analysis.Number(t.words[i-2]) // "On 12 May 2015, somebody wrote"
	}
	return t.partOfName(i)
}

// partOfName tells whether the number at tokens[i] follows a name in a sentence:
// "Horizon 2020". German writes every noun with a capital, so only one that is all
// in capitals is a name there.
func (t *periodText) partOfName(i int) bool {
	name := t.tokens[i-1]
	capitals := analysis.AllCapitals(name.Raw)
	if analysis.GrammarOf(t.code).CapitalNouns {
		return capitals
	}
	return analysis.Proper(t.tokens, name) || capitals && analysis.Acronym(t.tokens, name)
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
	first, _ := analysis.ParseYear(words[i])
	j := i + 1
	if j < len(words) {
		if and := r.and.LongestAt(words, gaps, j); and != nil && !gaps[j] {
			j += len(and.Words)
		}
	}
	if j >= len(words) || gaps[j] {
		return 0, 0
	}
	if last, ok := analysis.ParseYear(words[j]); ok && last >= first {
		return j + 1, last
	}
	return 0, 0
}

// lastYears finds "the last five years" and "the past decade".
func (r *periodReader) lastYears(words []string, gaps []bool) (found []*item) {
	signs := make([]string, len(words))
	for i, w := range words {
		signs[i] = w
		if r.countOf(w) > 0 {
			signs[i] = numberSign
		}
	}
	for _, s := range r.last.Find(signs, gaps) {
		for i := s.From; i < s.To; i++ {
			if signs[i] == numberSign {
				found = append(found, &item{from: s.From, to: s.To, kind: itemTime, since: r.year - s.Values[0]*r.countOf(words[i])})
			}
		}
	}
	for _, s := range r.decade.Find(words, gaps) {
		found = append(found, &item{from: s.From, to: s.To, kind: itemTime, since: r.year - 10})
	}
	return found
}

func (r *periodReader) countOf(word string) int {
	if n := r.number[word]; n > 0 {
		return n
	}
	if c := word[0]; c < '0' || c > '9' || len(word) > 2 {
		return 0 // an error of Atoi's costs more than all else here
	}
	if n, err := strconv.Atoi(word); err == nil && len(word) <= 2 && n > 0 {
		return n
	}
	return 0
}
