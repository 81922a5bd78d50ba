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
	code       string
	known      *corpus.Places
	tongues    tongueReader
	roles      *phraseTable[role]
	everywhere *phraseTable[bool]
	examples   map[string]bool
	frames     map[string]bool
	stop       map[string]bool // words that carry no topic
	asking     map[string]bool // words that only ask
	periods    *periodReader
}

// newContextReader makes a reader of a language. places are the names that placeNames
// makes, stop its words without a topic, asking those that only ask, year is the present
// one.
func newContextReader(v *corpus.Vocabulary, code string, words *corpus.Words, places *phraseTable[placeName], stop, asking map[string]bool, year int) *contextReader {
	r := &contextReader{
		places: places, levels: newPhraseTable[string](), levelIDs: map[string]bool{},
		roles: newRoles(code, words), everywhere: newPhraseTable[bool](), examples: folded(words.Examples), frames: folded(words.Scope.Frames), stop: stop, asking: asking,
		levelWords: folded(words.LevelWords),
		code:       code, known: v.Places, tongues: newTongueReader(code, words.Tongues), periods: newPeriodReader(code, words.Times, year),
	}
	addPhrases(code, r.everywhere, words.Scope.Everywhere, true)
	for _, level := range v.Taxonomy.Levels {
		r.levelIDs[level.ID] = true
		r.levelOrder = append(r.levelOrder, level.ID)
		for _, name := range words.Levels[level.ID] {
			r.levels.add(wordsOf(tokenizeIn(code, name)), level.ID)
		}
	}
	return r
}

// placeNames makes the table of what places are called in a language.
func placeNames(v *corpus.Vocabulary, l *corpus.Language) *phraseTable[placeName] {
	places := newPhraseTable[placeName]()
	ambiguous := map[string]bool{} // "us", however it is written: US, U.S.
	eachPlaceName(v, l, func(name, _ string, cased bool) {
		if cased {
			ambiguous[foldAll(l.Code, name)] = true
		}
	})
	eachPlaceName(v, l, func(name, id string, cased bool) {
		n := placeName{id: id}
		if cased || ambiguous[foldAll(l.Code, name)] {
			n.cased = name
		}
		places.add(wordsOf(tokenizeIn(l.Code, name)), n)
	})
	return places
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

// namedPlace and namedLevel are items with what they name.
type namedPlace struct {
	item
	id string
}

type namedLevel struct {
	item
	id    string
	alone bool // the id of a level, which says little alone
}

type namedTime struct {
	item
	period
}

// whereabouts is what a text says of where, when and at which level.
type whereabouts struct {
	limits, wishes Filter
	unread         []string // limits in words that are not understood, as they were typed
	*scoped
}

// read finds the context named in a text. Places and times are used up: they
// are marked in used and not searched for as words. Names of levels stay,
// since "city" or "ministry" is a word of the problem too, and so do some regions
// ("small islands"); they are marked in levels. isName tells whether tokens[from:to] look like a name, of whatever that
// may be.
func (r *contextReader) read(text string, tokens []token, used, levels []bool, isName func(from, to int) bool) whereabouts {
	words, gaps := wordsOf(tokens), gapsOf(tokens)
	small := func(i int) bool { return r.stop[words[i]] || r.asking[words[i]] }
	var items []*item
	foundPlaces := r.findPlaces(text, tokens, words, gaps, used)
	for i := range foundPlaces {
		p := &foundPlaces[i]
		if region := r.known.Region(p.id); region != nil && region.Subject {
			mark(levels, p.from, p.to)
		} else {
			mark(used, p.from, p.to)
		}
		items = append(items, &p.item)
	}
	foundLevels := r.findLevels(words, gaps, used, levels)
	for i := range foundLevels {
		items = append(items, &foundLevels[i].item)
	}
	var foundTimes []*namedTime
	for _, p := range r.periods.find(text, tokens, used, small) {
		t := &namedTime{item: item{from: p.from, to: p.to, kind: itemTime}, period: p}
		foundTimes = append(foundTimes, t)
		items = append(items, &t.item)
	}
	c := whereabouts{scoped: r.newScoped(text, tokens, words, gaps, items, small)}
	everywhere := len(r.everywhere.find(words, gaps)) > 0
	for _, p := range foundPlaces {
		switch {
		case p.said == saidOnly:
			c.limits.Places = appendNew(c.limits.Places, p.id)
		case p.said == saidNot:
			c.limits.Except = appendNew(c.limits.Except, p.id)
		case p.said == saidNotOnly && everywhere:
		default:
			c.wishes.Places = appendNew(c.wishes.Places, p.id)
		}
	}
	unread := c.readNames(isName)
	for _, name := range unread {
		c.unread = append(c.unread, asTyped(text, tokens, name.from, name.to))
	}
	foundLevels = slices.DeleteFunc(foundLevels, func(l namedLevel) bool { // "only in Gotham City"
		within := slices.ContainsFunc(unread, func(name item) bool { return l.from >= name.from && l.to <= name.to })
		if within {
			mark(used, l.from, l.to)
		}
		return within
	})
	c.readLevels(r, foundLevels, used, levels)
	c.readTimes(text, foundTimes, used)
	for i, governs := range c.governed {
		used[i] = used[i] || governs
	}
	if len(c.limits.Places) > 0 {
		c.wishes.Places = nil // "only in Chile, as in Peru": the limit rules
	}
	if len(c.limits.Levels) > 0 {
		c.wishes.Levels = nil
	}
	return c
}

func (r *contextReader) findLevels(words []string, gaps, used, levels []bool) (found []namedLevel) {
	for i := 0; i < len(words); {
		p := r.levels.longestAt(words, gaps, i)
		switch {
		case p != nil && !slices.Contains(used[i:i+len(p.words)], true) && !levels[i]:
			found = append(found, namedLevel{item{from: i, to: i + len(p.words), kind: itemLevel}, p.values[0], false})
			mark(levels, i, i+len(p.words))
			i += len(p.words)
			continue
		case p == nil && r.levelIDs[words[i]] && !used[i]:
			found = append(found, namedLevel{item{from: i, to: i + 1, kind: itemLevel}, words[i], true})
		}
		i++
	}
	return found
}

func (c *whereabouts) readLevels(r *contextReader, found []namedLevel, used, levels []bool) {
	var except []string
	for _, l := range found {
		switch {
		case l.said == saidOnly:
			c.limits.Levels = appendNew(c.limits.Levels, l.id)
			mark(levels, l.from, l.to)
		case l.said == saidNot: // "not the council's fault" leaves nothing out
			if from, to, ok := c.withLevelWord(r, l.item); ok {
				except = appendNew(except, l.id)
				mark(used, from, to)
			}
		case !l.alone:
			c.wishes.Levels = appendNew(c.wishes.Levels, l.id)
		}
	}
	if len(except) > 0 && len(c.limits.Levels) == 0 {
		for _, level := range r.levelOrder {
			if !slices.Contains(except, level) {
				c.limits.Levels = append(c.limits.Levels, level)
			}
		}
	}
}

// withLevelWord tells whether the name of a level stands with a word such as "level"
// or for cases, also with others ("not at local or regional level"), and returns
// where what is left out stands.
func (c *whereabouts) withLevelWord(r *contextReader, l item) (int, int, bool) {
	is := func(i int) bool { return i >= 0 && i < len(c.tokens) && r.levelWords[c.tokens[i].word] }
	for i := l.from; i < l.to; i++ {
		if is(i) {
			return l.from, l.to, true
		}
	}
	if is(l.from-1) && !c.tokens[l.from].gap {
		return l.from - 1, l.to, true
	}
	for i := l.to; i < len(c.tokens) && !c.tokens[i].gap; {
		switch op, next := c.roles[i], c.items[i]; {
		case is(i):
			return l.from, i + 1, true
		case r.examples[c.tokens[i].word]:
			return l.from, l.to, true
		case next != nil && next.kind == itemLevel:
			if slices.ContainsFunc(c.tokens[next.from:next.to], func(t token) bool { return r.levelWords[t.word] }) {
				return l.from, l.to, true
			}
			i = next.to
		case op != nil && means(op, roleOr):
			i = op.to
		default:
			return l.from, l.to, false
		}
	}
	return l.from, l.to, false
}

// mostInName is how many words the name of a place has at most.
const mostInName = 4

// readNames finds the names that stand behind "only in", "outside" and their like and
// are no place that is known: "only in Narnia". A limit that is not understood must
// not be dropped in silence.
func (c *whereabouts) readNames(isName func(from, to int) bool) (unread []item) {
	c.idle = slices.DeleteFunc(c.idle, func(op idle) bool {
		if op.said != saidOnly && op.said != saidNot {
			return false
		}
		from := op.behind
		for from < len(c.tokens) && (from == op.from || !c.tokens[from].gap) && c.small(from) && !c.asks(from) {
			from++ // "in"
		}
		if from == op.behind && op.by != roleExcept || from >= len(c.tokens) || c.tokens[from].gap {
			return false
		}
		to := from
		for to < len(c.tokens) && to < from+mostInName && (to == from || !c.tokens[to].gap) && !c.small(to) && isName(to, to+1) {
			to++
		}
		if to == from || c.items[from] != nil {
			return false
		}
		mark(c.governed, op.from, op.behind)
		unread = append(unread, item{from: op.from, to: to})
		return true
	})
	return unread
}

// readTimes reads the times in a text. One is a limit after "only" or "not", with a
// word for cases ("examples since 2018") and in a clause of limits; where one is,
// they all are: "since 2015, but not after 2020".
func (c *whereabouts) readTimes(text string, found []*namedTime, used []bool) {
	into := &c.wishes
	for _, t := range found {
		if t.said == saidOnly || t.said == saidNot || c.ofExamples(&t.item) || c.scoped.limits(&t.item) {
			into = &c.limits
		}
	}
	for _, t := range found {
		mark(used, t.period.from, t.period.to)
		since, until := t.since, t.until
		if t.said == saidNot { // "but not from before 2015"
			switch {
			case since == 0:
				since, until = until+1, 0
			case until == 0:
				since, until = 0, since-1
			default: // what is left would be two periods
				c.unread = append(c.unread, asTyped(text, c.tokens, t.period.from, t.period.to))
				continue
			}
		}
		into.Since, into.Until = max(into.Since, since), max(into.Until, until)
	}
}

// asTyped is the text of tokens[from:to].
func asTyped(text string, tokens []token, from, to int) string {
	last := tokens[to-1]
	return text[tokens[from].start : last.start+len(last.raw)]
}

func mark(words []bool, from, to int) {
	for i := from; i < to; i++ {
		words[i] = true
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

// outside tells which limits a case is outside of. carries tells whether it has one of
// some topics or approaches. A case without a year meets no period,
// and is on neither side of it; one of several countries is left out only when all of
// them are.
func (f limits) outside(c *corpus.Case, carries func(ids []string) bool) (kinds LimitKind) {
	elsewhere := func(code string) bool { return !slices.Contains(f.except, code) }
	if len(f.Places) > 0 && !shares(f.places, c.Countries) ||
		len(f.except) > 0 && len(c.Countries) > 0 && !slices.ContainsFunc(c.Countries, elsewhere) {
		kinds |= LimitPlace
	}
	if len(f.Levels) > 0 && !slices.Contains(f.Levels, c.Level) {
		kinds |= LimitLevel
	}
	if len(f.Topics) > 0 && !carries(f.Topics) || len(f.Approaches) > 0 && !carries(f.Approaches) {
		kinds |= LimitTag
	}
	switch year := int(c.Year); {
	case f.inPeriod(year):
	case year == 0:
		kinds |= LimitBefore | LimitAfter
	case year < f.Since:
		kinds |= LimitBefore
	default:
		kinds |= LimitAfter
	}
	return kinds
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
