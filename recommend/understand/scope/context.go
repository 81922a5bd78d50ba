package scope

import (
	"slices"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/understand/analysis"
	"precedent/recommend/understand/language"
)

// PlaceName is one way to name a place in running text.
type PlaceName struct {
	Id     string
	Cased  string // the name as it must be typed, "" where capitals do not matter
	People bool   // an adjective, or the name of a people
}

// Reader finds places, levels of government and times in a text of one
// language.
type Reader struct {
	Places *analysis.PhraseTable[PlaceName]
	levels *analysis.PhraseTable[string]
	// levelIDs are the levels in the order of the taxonomy: "only local" limits, though
	// "local" alone says little. levelWords are such as "level", with which one can be left out.
	levelIDs   []string
	levelWords map[string]bool
	code       string
	known      *corpus.Places
	names      languageNames
	Roles      *analysis.PhraseTable[Role]
	everywhere *analysis.PhraseTable[bool]
	examples   map[string]bool
	frames     map[string]bool
	stop       map[string]bool // words that carry no topic
	asking     map[string]bool // words that only ask
	periods    *periodReader
	origin     originWords
}

// NewReader makes a reader of a language. places are the names that placeNames
// makes, stop its words without a topic, asking those that only ask, year is the present
// one.
func NewReader(v *corpus.Vocabulary, code string, words *corpus.Words, places *analysis.PhraseTable[PlaceName], stop, asking map[string]bool, year int) *Reader {
	r := &Reader{
		code: code, known: v.Places, stop: stop, asking: asking, Places: places,
		levels: analysis.NewPhraseTable[string](), levelWords: analysis.Folded(words.LevelWords),
		Roles: newRoles(code, words), everywhere: analysis.PhrasesOf(code, words.Scope.Everywhere, true),
		examples: analysis.Folded(words.Examples), frames: analysis.Folded(words.Scope.Frames),
		origin: newOriginWords(words.Origin),
		names:  newLanguageNames(code, words.LanguageNames), periods: newPeriodReader(code, words.Times, year),
	}
	for _, level := range v.Taxonomy.Levels {
		r.levelIDs = append(r.levelIDs, level.ID)
		analysis.AddPhrases(code, r.levels, words.Levels[level.ID], level.ID)
	}
	return r
}

// PlaceNames makes the table of what places are called in a language.
func PlaceNames(v *corpus.Vocabulary, l *corpus.Language) *analysis.PhraseTable[PlaceName] {
	places := analysis.NewPhraseTable[PlaceName]()
	ambiguous := map[string]bool{} // "us", however it is written: US, U.S.
	language.EachPlaceName(v, l, func(name, _ string, cased bool) {
		if cased {
			ambiguous[analysis.FoldAll(l.Code, name)] = true
		}
	})
	people := peopleNames{code: l.Code}
	language.EachPlaceName(v, l, func(name, id string, cased bool) {
		n := PlaceName{Id: id, People: people.next(name, id)}
		if cased || ambiguous[analysis.FoldAll(l.Code, name)] {
			n.Cased = name
		}
		places.Add(analysis.WordsOf(analysis.TokenizeIn(l.Code, name)), n)
	})
	return places
}

// Context is what a text says of where, when and at which level.
type Context struct {
	Limits, Wishes recommend.Filter
	Unread         []string // limits in words that are not understood, as they were typed
	Origins        []Origin // where people come from whom the problem is about
	*Scoped
}

// Read finds the context named in a text. Places and times are used up: they
// are marked in used and not searched for as words. Names of levels stay,
// since "city" or "ministry" is a word of the problem too, and so do some regions
// ("small islands"); they are marked in levels. isName tells whether tokens[from:to] look
// like a name, of whatever that may be.
func (r *Reader) Read(text string, tokens []analysis.Token, used, levels []bool, isName func(from, to int) bool) Context {
	words, gaps := analysis.WordsOf(tokens), analysis.GapsOf(tokens)
	small := func(i int) bool { return r.stop[words[i]] || r.asking[words[i]] }
	foundPlaces, origins := r.parted(r.findPlaces(text, tokens, words, gaps, used), tokens, words)
	for _, o := range origins {
		analysis.Mark(used, o.From, o.To)
	}
	for _, p := range foundPlaces {
		if region := r.known.Region(p.id); region != nil && region.Subject {
			analysis.Mark(levels, p.from, p.to)
		} else {
			analysis.Mark(used, p.from, p.to)
		}
	}
	foundLevels := r.findLevels(words, gaps, used, levels)
	foundTimes := r.periods.find(text, tokens, used, small)
	items := slices.Concat(foundPlaces, foundLevels, foundTimes)
	c := Context{Origins: origins, Scoped: r.newScoped(text, tokens, words, gaps, items, small)}
	everywhere := len(r.everywhere.Find(words, gaps)) > 0
	for _, p := range foundPlaces {
		switch {
		case p.said == saidOnly:
			c.Limits.Places = analysis.AppendNew(c.Limits.Places, p.id)
		case p.said == saidNot:
			c.Limits.Except = analysis.AppendNew(c.Limits.Except, p.id)
		case p.said == saidNotOnly && everywhere:
		default:
			c.Wishes.Places = analysis.AppendNew(c.Wishes.Places, p.id)
		}
	}
	unread := c.readNames(isName)
	for _, name := range unread {
		c.Unread = append(c.Unread, analysis.AsTyped(text, tokens, name.from, name.to))
	}
	foundLevels = slices.DeleteFunc(foundLevels, func(l *item) bool { // "only in Gotham City"
		within := slices.ContainsFunc(unread, func(name item) bool { return l.from >= name.from && l.to <= name.to })
		if within {
			analysis.Mark(used, l.from, l.to)
		}
		return within
	})
	c.readLevels(foundLevels, used, levels)
	c.readTimes(text, foundTimes, used)
	for i, governs := range c.governed {
		used[i] = used[i] || governs
		if c.is(i, rolePrefer) {
			analysis.Mark(used, i, c.Roles[i].To)
		}
	}
	if len(c.Limits.Places) > 0 {
		c.Wishes.Places = nil // "only in Chile, as in Peru": the limit rules
	}
	if len(c.Limits.Levels) > 0 {
		c.Wishes.Levels = nil
	}
	return c
}

// Dates tells whether a folded word is the name of a month or a season, or stands before one.
func (r *Reader) Dates(word string) bool {
	return slices.Contains(r.periods.beside.Values([]string{word}), besideMonth)
}

func (r *Reader) findLevels(words []string, gaps, used, levels []bool) (found []*item) {
	for i := 0; i < len(words); {
		p := r.levels.LongestAt(words, gaps, i)
		switch {
		case p != nil && !slices.Contains(used[i:i+len(p.Words)], true) && !levels[i]:
			found = append(found, &item{from: i, to: i + len(p.Words), kind: itemLevel, id: p.Values[0]})
			analysis.Mark(levels, i, i+len(p.Words))
			i += len(p.Words)
			continue
		case p == nil && slices.Contains(r.levelIDs, words[i]) && !used[i]:
			found = append(found, &item{from: i, to: i + 1, kind: itemLevel, id: words[i], alone: true})
		}
		i++
	}
	return found
}

func (c *Context) readLevels(found []*item, used, levels []bool) {
	var except []string
	for _, l := range found {
		from, to, levelWord := c.withLevelWord(l)
		if levelWord { // "local" may be a word of the problem, "at local level" is none
			analysis.Mark(used, from, to)
		}
		switch {
		case l.said == saidOnly:
			c.Limits.Levels = analysis.AppendNew(c.Limits.Levels, l.id)
			analysis.Mark(levels, l.from, l.to)
		case l.said == saidNot:
			if levelWord { // "not the council's fault" leaves nothing out
				except = analysis.AppendNew(except, l.id)
			}
		case !l.alone:
			c.Wishes.Levels = analysis.AppendNew(c.Wishes.Levels, l.id)
		}
	}
	if len(except) > 0 && len(c.Limits.Levels) == 0 {
		for _, level := range c.reader.levelIDs {
			if !slices.Contains(except, level) {
				c.Limits.Levels = append(c.Limits.Levels, level)
			}
		}
	}
}

// withLevelWord tells whether the name of a level stands with a word such as "level"
// or for cases, also with others ("not at local or regional level"), and returns
// where what is left out stands.
func (c *Context) withLevelWord(l *item) (from, to int, ok bool) {
	word := func(t analysis.Token) bool { return c.reader.levelWords[t.Word] }
	switch {
	case slices.ContainsFunc(c.Tokens[l.from:l.to], word):
		return l.from, l.to, true
	case l.from > 0 && word(c.Tokens[l.from-1]) && !c.Tokens[l.from].Gap:
		return l.from - 1, l.to, true
	}
	for i := l.to; i < len(c.Tokens) && !c.Tokens[i].Gap; {
		switch next := c.items[i]; {
		case word(c.Tokens[i]):
			return l.from, i + 1, true
		case c.reader.examples[c.Tokens[i].Word]:
			return l.from, l.to, true
		case next != nil && next.kind == itemLevel:
			if slices.ContainsFunc(c.Tokens[next.from:next.to], word) {
				return l.from, l.to, true
			}
			i = next.to
		case c.is(i, RoleOr):
			i = c.Roles[i].To
		default:
			return 0, 0, false
		}
	}
	return 0, 0, false
}

// mostInName is how many words the name of a place has at most.
const mostInName = 4

// readNames finds the names that stand behind "only in", "outside" and their like and
// are no place that is known: "only in Narnia". A limit that is not understood must
// not be dropped in silence.
func (c *Context) readNames(isName func(from, to int) bool) (unread []item) {
	c.idle = slices.DeleteFunc(c.idle, func(op idle) bool {
		if op.said != saidOnly && op.said != saidNot {
			return false
		}
		from := op.behind
		for from < len(c.Tokens) && (from == op.from || !c.Tokens[from].Gap) && c.small(from) && !c.asks(from) {
			from++ // "in"
		}
		if from == op.behind && op.by != roleExcept || from >= len(c.Tokens) || c.Tokens[from].Gap {
			return false
		}
		to := from
		for to < len(c.Tokens) && to < from+mostInName && (to == from || !c.Tokens[to].Gap) && !c.small(to) && isName(to, to+1) {
			to++
		}
		if to == from || c.items[from] != nil {
			return false
		}
		analysis.Mark(c.governed, op.from, op.behind)
		unread = append(unread, item{from: op.from, to: to})
		return true
	})
	return unread
}

// readTimes reads the times in a text. One is a limit after "only" or "not", with a
// word for cases ("examples since 2018") and in a clause of limits; where one is,
// they all are: "since 2015, but not after 2020".
func (c *Context) readTimes(text string, found []*item, used []bool) {
	into := &c.Wishes
	for _, t := range found {
		if t.said == saidOnly || t.said == saidNot || c.ofExamples(t) || c.Scoped.limits(t) {
			into = &c.Limits
		}
	}
	for _, t := range found {
		analysis.Mark(used, t.from, t.to)
		since, until := t.since, t.until
		if t.said == saidNot { // "but not from before 2015"
			switch {
			case since == 0:
				since, until = until+1, 0
			case until == 0:
				since, until = 0, since-1
			default: // what is left would be two periods
				c.Unread = append(c.Unread, analysis.AsTyped(text, c.Tokens, t.from, t.to))
				continue
			}
		}
		into.Since, into.Until = max(into.Since, since), max(into.Until, until)
	}
}
