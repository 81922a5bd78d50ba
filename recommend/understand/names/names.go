// Package names finds the names of cases in a text and decides whether they are meant as
// names, since most of them are plain words too.
package names

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/understand/analysis"
	"precedent/recommend/understand/language"
	"precedent/recommend/understand/lexicon"
)

// People who know a case ask for it by its name. A case has these names: its title,
// the parts of that outside and inside brackets, before a colon, a comma or a dash
// and behind a colon or a dash, but for remarks of several words without a capital
// ("closed early"); its keywords that have a capital other than that of a place or a
// people ("Syrian refugees"); and the rare words of its title that the library never
// writes small, such as "Irembo".
//
// Most names are made of plain words, which people also use to tell a problem:
// "Night Bus", "Open Contracting". So a name that stands in a problem counts only
//
//   - where it is all that is asked for: the rest is words that ask, small words,
//     places and times;
//   - in quotes or brackets;
//   - with a word that is not plain, where the record does not use it as a place;
//   - as a title or a part of one, with a capital at each word, in a text that has
//     not a capital everywhere;
//   - as a title or a part of one that has manyWords words with a meaning: nobody
//     puts so many in the same order by chance.
//
// Words are compared without the spaces between them, so that Xroad, X-Road and
// "x road" are one name.

const (
	// maxNamed is how many cases may have a word of a title, or all words of a
	// keyword, for it to be a name.
	maxNamed = 4
	// manyWords is how many words with a meaning make a name by their number.
	manyWords = 4
	// minNameWord is how many letters a word of a title has that is a name by itself.
	minNameWord = 4
	// maxNames is how many names are read in a problem.
	maxNames = 8
)

// nameKind is what a name was taken from, the surest first.
type nameKind uint8

const (
	ofTitle     nameKind = iota // the whole of it
	ofTitlePart                 // a part of several words, or apart by brackets, a colon or a dash
	ofTitleWord                 // one of its words
	ofKeyword
)

// CaseName is a name and whose it is.
type CaseName struct {
	Key    string // its words, joined
	Text   string // as the record has it
	Number int32  // of the case
	Kind   nameKind
	Begins bool // the title begins with it
}

// Table holds the names of the cases of a library in the order of the first letters
// of their keys, which most words of a problem do not share with any. It is read-only
// once made.
type Table []CaseName

// nameStart is how many letters those are, and how many a name has at least.
const nameStart = 3

// NewTable makes the table of the names of cases. words are those of the library, having
// tells how many cases have a word with a stem.
func NewTable(cases []corpus.Case, words *analysis.Dictionary, having func(stem string) int) Table {
	table := make(Table, 0, 5*len(cases))
	var joined []byte
	for n := range cases {
		c := &cases[n]
		add := func(kind nameKind, text string, tokens []analysis.Token) {
			joined = joined[:0]
			for _, t := range withoutArticle(tokens) {
				if t.Word != joining {
					joined = append(joined, t.Word...)
				}
			}
			if len(joined) >= nameStart {
				key := string(joined)
				table = append(table, CaseName{key, text, int32(n), kind, strings.HasPrefix(c.Title, text)})
			}
		}
		title := analysis.Tokenize(c.Title)
		add(ofTitle, c.Title, title)
		for _, part := range titleParts(c.Title) {
			add(ofTitlePart, part, analysis.Tokenize(part))
		}
		for i, t := range title {
			if e := words.Get(t.Word); e != nil && e.Stem != "" && !e.Small && len(t.Word) >= minNameWord && having(e.Stem) <= maxNamed {
				add(ofTitleWord, t.Raw, title[i:i+1])
			}
		}
		for _, k := range c.Keywords {
			switch {
			case isAcronym(k, c.Title):
				add(ofTitlePart, k, analysis.Tokenize(k))
			case analysis.Capital(k):
				add(ofKeyword, k, analysis.Tokenize(k))
			}
		}
	}
	slices.SortStableFunc(table, func(a, b CaseName) int { return strings.Compare(a.Start(), b.Start()) })
	return table
}

// Start is what a name is found by.
func (n CaseName) Start() string { return n.Key[:nameStart] }

// startingWith returns the names that are found by some first letters.
func (t Table) startingWith(start string) Table {
	by := func(n CaseName, start string) int { return strings.Compare(n.Start(), start) }
	from, ok := slices.BinarySearchFunc(t, start, by)
	if !ok {
		return nil
	}
	to := from
	for to < len(t) && t[to].Start() == start {
		to++
	}
	return t[from:to]
}

// joining is left out of names, since "&" is.
const joining = "and"

var articles = []string{"the", "a", "an"}

func withoutArticle(tokens []analysis.Token) []analysis.Token {
	if len(tokens) > 1 && slices.Contains(articles, tokens[0].Word) {
		return tokens[1:]
	}
	return tokens
}

// titleParts are the parts of a title by which people may know a case: what stands
// before the first bracket, in brackets, and outside of them, and the parts of these.
func titleParts(title string) (parts []string) {
	add := func(s string) {
		s = strings.TrimSpace(s)
		remark := !analysis.Capital(s) && strings.Contains(s, " ")
		if s != "" && s != title && !remark && !slices.Contains(parts, s) {
			parts = append(parts, s)
		}
	}
	rest, outside := title, ""
	for {
		before, behind, open := strings.Cut(rest, "(")
		if outside += before; outside == before {
			cutTitle(before, add)
		}
		if !open {
			break
		}
		inside, after, _ := strings.Cut(behind, ")")
		cutTitle(inside, add)
		rest = after
	}
	add(strings.Join(strings.Fields(outside), " "))
	return parts
}

// titleJoints part a title where what stands on either side may be a name.
var titleJoints = []string{": ", " – ", " — ", " - ", " / ", "/"}

// cutTitle gives out a text without brackets and its parts. Of what a comma parts,
// only the first may be a name.
func cutTitle(text string, add func(string)) {
	add(text)
	for _, joint := range titleJoints {
		if before, behind, cut := strings.Cut(text, joint); cut {
			add(before)
			add(behind)
		}
	}
	if before, _, cut := strings.Cut(text, ","); cut {
		add(before)
	}
}

// isAcronym tells whether a keyword is made of capitals that stand one behind the
// other in a title: VRU of "Scottish Violence Reduction Unit".
func isAcronym(keyword, title string) bool {
	if len(keyword) < nameStart || strings.ToUpper(keyword) != keyword {
		return false
	}
	capitals := strings.Map(func(r rune) rune {
		if unicode.IsUpper(r) {
			return r
		}
		return -1
	}, title)
	return strings.Contains(capitals, keyword)
}

// foundName is a name in a text.
type foundName struct {
	from, to int        // its tokens
	names    []CaseName // that have these letters
}

// find returns the names in a text from left to right, the longest at each place.
func (f *Finder) find(tokens []analysis.Token) (found []foundName) {
	for i := 0; i < len(tokens); {
		best := foundName{from: i, to: i}
		start := startOf(tokens[i:])
		best.look(f.Table.startingWith(start), tokens)
		if f.More != nil {
			best.look(f.More(start), tokens)
		}
		if best.to > i {
			found = append(found, best)
		}
		i = max(i+1, best.to)
	}
	return found
}

// look takes in those of some names that stand longest from the first token on.
func (f *foundName) look(names Table, tokens []analysis.Token) {
	for k := range names {
		end := f.from + names[k].standsAt(tokens[f.from:])
		if end < f.to || end == f.from {
			continue
		}
		if end > f.to {
			f.to, f.names = end, nil
		}
		f.names = append(f.names, names[k])
	}
}

// startOf is what names that stand at the first of some words are found by.
func startOf(tokens []analysis.Token) string {
	start := tokens[0].Word
	for i := 1; len(start) < nameStart && i < len(tokens); i++ {
		start += tokens[i].Word
	}
	return start[:min(nameStart, len(start))]
}

// standsAt tells how many of the first of some words make the name, 0 for none.
func (n *CaseName) standsAt(tokens []analysis.Token) int {
	rest := n.Key
	for i, t := range tokens {
		if t.Word == joining && i > 0 {
			continue
		}
		var ok bool
		if rest, ok = strings.CutPrefix(rest, t.Word); !ok {
			return 0
		}
		if rest == "" {
			if !joinable(tokens[:i+1], n.Text) {
				return 0
			}
			return i + 1
		}
	}
	return 0
}

// joinable tells whether typed words may be a name that is written in fewer words:
// "x road" for Xroad, but not "us aid" for USAID, where one of them is a small word;
// and whether no sentence ends inside a name of two, but where the name has it so.
func joinable(typed []analysis.Token, name string) bool {
	if len(typed) == 1 {
		return true
	}
	known := analysis.Tokenize(name)
	if len(typed) == 2 && typed[1].Gap && !(len(known) == 2 && known[1].Gap) {
		return false
	}
	return len(typed) <= len(known) || !slices.ContainsFunc(typed, func(t analysis.Token) bool { return analysis.StopWords()[t.Word] })
}

// Finder reads the names of the cases of a library in texts. It is read-only and safe
// for concurrent use.
type Finder struct {
	Table   Table
	Cases   []corpus.Case                 // those with a name in Table; what all say of places is read of them
	More    func(start string) Table      // names of other cases that are found by a start, nil for none
	Case    func(number int) *corpus.Case // any case, by the number that its names have
	Count   int                           // cases
	Places  *corpus.Places
	Words   *analysis.KnownWords
	Having  func(stem string) int // how many cases have it
	English *lexicon.Lexicon
	Index   *language.Index
}

// Find reads the names of cases in a text of a language. sure marks the tokens of
// those that cannot be meant otherwise; the words of others are words of the problem
// as well.
func (f *Finder) Find(t *lexicon.Lexicon, text string, tokens []analysis.Token, used []bool) (names []recommend.Name, sure []bool) {
	sure = make([]bool, len(tokens))
	found := f.find(tokens)
	if len(found) == 0 {
		return nil, sure
	}
	inName := make([]bool, len(tokens))
	for _, at := range found {
		analysis.Mark(inName, at.from, at.to)
	}
	alone := true // nothing is asked for but names
	for i, tok := range tokens {
		alone = alone && (inName[i] || used[i] || t.Stop[tok.Word] || t.Asking[tok.Word] || analysis.Number(tok.Word) || len(tok.Word) == 1)
	}
	for _, at := range found {
		m := f.mentionOf(t, text, tokens, used, at, alone)
		bearers := slices.DeleteFunc(at.names, func(n CaseName) bool { return !f.means(m, n) })
		if len(bearers) == 0 || len(names) == maxNames {
			continue
		}
		name := recommend.Name{Asked: analysis.AsTyped(text, tokens, at.from, at.to)}
		best := slices.MinFunc(bearers, func(a, b CaseName) int { return cmp.Compare(a.Kind, b.Kind) }).Kind
		for _, bearer := range bearers {
			if bearer.Kind <= max(best, ofTitlePart) {
				name.Cases = analysis.AppendNew(name.Cases, f.Case(int(bearer.Number)).ID)
			}
		}
		names = append(names, name)
		if m.strange || m.quoted || m.cased || m.owned && m.upper {
			analysis.Mark(sure, at.from, at.to)
		}
	}
	return names, sure
}

// elided tells whether what stands behind a word is joined to it by an apostrophe: what looks like
// the end of "DGS&D" in "DGS d'une commune" is the beginning of a word.
func elided(behind string) bool {
	for _, apostrophe := range []string{"'", "’"} {
		if rest, ok := strings.CutPrefix(behind, apostrophe); ok {
			next, _ := utf8.DecodeRuneInString(rest)
			return unicode.IsLetter(next)
		}
	}
	return false
}

// mention is how a name stands in a text.
type mention struct {
	elided  bool // the last word is a part of one, "d" of "d'une"
	words   int  // that have a meaning
	alone   bool // nothing is asked for but names
	quoted  bool // or in brackets
	strange bool // a word is no plain one
	owned   bool // the library writes all of its words with a capital
	cased   bool // each of several words has a capital
	capital bool // a word has capitals that no plain one has, such as CAHOOTS and iGOT
	upper   bool // the first word has a capital
	placed  bool // a small word stands before it that stands before places
	whole   bool // it is the whole text
	small   bool // it is nothing but small words of the language
	accents bool // it has accents, which people leave off, but do not add
	short   bool // it stands for something else in the language of the text
}

func (f *Finder) mentionOf(t *lexicon.Lexicon, text string, tokens []analysis.Token, used []bool, at foundName, alone bool) mention {
	typed := tokens[at.from:at.to]
	first, last := typed[0], typed[len(typed)-1]
	m := mention{alone: alone, elided: elided(text[last.Start+len(last.Raw):]), owned: true, cased: true, small: true, whole: len(tokens) == len(typed), upper: analysis.Capital(first.Raw), placed: at.from > 0 && placing[tokens[at.from-1].Word]}
	m.short = t != f.English && t.Abbreviations.Values(analysis.WordsOf(typed)) != nil
	for i, tok := range typed {
		m.small = m.small && (t.Stop[tok.Word] || t.Asking[tok.Word])
		m.accents = m.accents || analysis.Accented(tok.Raw)
		if analysis.StopWords()[tok.Word] {
			continue
		}
		m.words++
		m.strange = m.strange || !used[at.from+i] && !f.plain(t, tok.Word) || i == 0 && len(typed) > 1 && f.ownLetter(at.names[0].Text)
		m.cased = m.cased && analysis.Capital(tok.Raw)
		e := f.Words.Get(tok.Word)
		m.owned = m.owned && e != nil && !e.Small
	}
	mixed := slices.ContainsFunc(tokens, func(tok analysis.Token) bool { return !analysis.Capital(tok.Raw) && !analysis.StopWords()[tok.Word] })
	m.cased = m.cased && m.words > 1 && (alone || mixed && !analysis.GrammarOf(t.Code).CapitalNouns)
	m.capital = mixed && len(typed) == 1 && strings.ContainsFunc(first.Raw[1:], unicode.IsUpper)
	before, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text[:first.Start], " "))
	behind, _ := utf8.DecodeRuneInString(strings.TrimLeft(text[last.Start+len(last.Raw):], " .,?!"))
	m.quoted = strings.ContainsRune("\"“„«‹‘'([»", before) && strings.ContainsRune("\"”“»›’')]«", behind)
	return m
}

// means tells whether what stands in a text is meant as a name.
func (f *Finder) means(m mention, n CaseName) bool {
	if m.elided || (m.small && !m.whole || m.short) && !m.quoted || m.accents && !analysis.Accented(n.Text) {
		return false // "über" is neither Uber nor any name, and SDF are homeless people in French
	}
	if n.Kind == ofTitle {
		return m.alone || m.quoted || m.strange || m.cased || m.capital || m.words >= manyWords
	}
	begins := n.Begins
	if short := strings.ToUpper(n.Text) == n.Text || len(n.Key) <= nameStart; short && m.words == 1 && !m.upper && (!m.alone || m.small) {
		return false // "in cahoots" is not CAHOOTS, nor "casi", cases in Italian, CASI
	}
	if f.Places.ID(n.Text) != "" || f.Index.IsPlace(n.Text) || !m.strange && !(m.owned && begins) && f.meansTag(n.Text) || m.placed && !begins {
		return false
	}
	switch n.Kind {
	case ofTitlePart:
		return m.capital || m.words >= manyWords || (m.words > 1 || m.owned) && (m.alone || m.quoted) || begins && m.owned && m.upper ||
			(m.strange || m.cased) && (begins || !isPlace([]corpus.Case{*f.Case(int(n.Number))}, n.Text))
	case ofTitleWord:
		return m.strange && (m.upper || m.alone) && !isPlace(f.Cases, n.Text) && !isBody(f.Cases, n.Text)
	default:
		special := m.words > 1 && properName(n.Text) || strings.ContainsFunc(n.Text[1:], unicode.IsUpper) && strings.ContainsFunc(n.Text, unicode.IsLower)
		return f.rare(n.Text) && !f.fromPlace(n.Text) && (m.alone || m.quoted || m.strange && special && !isPlace(f.Cases, n.Text) && !isBody(f.Cases, n.Text)) && !f.beside(f.Case(int(n.Number)), n.Text)
	}
}

// plain tells whether a word is one of English, of the language of the text, or of
// the library, which writes it small.
func (f *Finder) plain(t *lexicon.Lexicon, word string) bool {
	if e := f.Words.Get(word); analysis.Number(word) || t.Stop[word] || analysis.RightEnglish(word) || e != nil && e.Small {
		return true
	}
	return f.Index.KnownIn(t.Code, word)
}

// ownLetter tells whether a name begins with a letter and a hyphen, and the library never
// writes it small: X-Road, and not e-health. Such a letter is its own, whatever else
// begins with it.
func (f *Finder) ownLetter(name string) bool {
	if len(name) < nameStart || name[1] != '-' {
		return false
	}
	small := strings.ToLower(name)
	in := func(texts ...string) bool {
		return slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(text, small) })
	}
	return !slices.ContainsFunc(f.Cases, func(c corpus.Case) bool {
		return in(c.Title, c.Problem, c.Summary, c.Results) || in(c.Keywords...) || in(c.Also...) || in(c.AskedAs...) || in(c.Official...)
	})
}

// meansTag tells whether words are a phrase of the thesaurus or an abbreviation,
// which say what a problem is about.
func (f *Finder) meansTag(text string) bool {
	a := analysis.NewAnalyzer(f.Words)
	words := f.English.WithoutSmall(text, a.StemToken)
	whole := func(s analysis.Span[string]) bool { return s.From == 0 && s.To == len(words) }
	return f.English.Abbreviations.Values(analysis.WordsOf(analysis.Tokenize(text))) != nil || slices.ContainsFunc(f.English.Concepts.Find(words), whole)
}

// rare tells whether few cases have all words of a name.
func (f *Finder) rare(text string) bool {
	fewest := f.Count
	for _, stem := range analysis.NewAnalyzer(f.Words).StemsOf(text) {
		fewest = min(fewest, f.Having(stem))
	}
	return fewest <= maxNamed
}

// fromPlace tells whether all that has a capital in some words is places and peoples, as
// in "Syrian refugees".
func (f *Finder) fromPlace(words string) bool {
	return !slices.ContainsFunc(analysis.Tokenize(words), func(t analysis.Token) bool { return analysis.Capital(t.Raw) && f.Places.ID(t.Raw) == "" })
}

// beside tells whether a keyword names what is beside the matter of its case, such as the region it
// lies in or a firm that took part, and not the case: it is one word with no other capital than its
// first, and the record says nothing of it, or some record uses it as a place.
func (f *Finder) beside(c *corpus.Case, keyword string) bool {
	plain := !strings.ContainsFunc(keyword, unicode.IsSpace) && !strings.ContainsFunc(keyword, unicode.IsDigit)
	for _, part := range strings.Split(keyword, "-") {
		plain = plain && len(part) > 1 && !analysis.Capital(part[1:])
	}
	return isPlace(f.Cases, keyword) || plain && !slices.ContainsFunc(slices.Concat([]string{c.Title, c.Problem, c.Summary, c.Results}, c.Also), func(text string) bool {
		return strings.Contains(text, keyword)
	})
}

// properName tells whether each word of a name has a capital, but for small words.
func properName(name string) bool {
	return !slices.ContainsFunc(analysis.Tokenize(name), func(t analysis.Token) bool { return !analysis.Capital(t.Raw) && len(t.Word) > 3 })
}

// isPlace tells whether one of the records uses a name as that of a place.
func isPlace(cases []corpus.Case, name string) bool {
	return slices.ContainsFunc(cases, func(c corpus.Case) bool {
		return slices.ContainsFunc(placedBy, func(before string) bool {
			said := before + name
			return strings.Contains(c.Title, said) || strings.Contains(c.Problem, said) || strings.Contains(c.Summary, said) || strings.Contains(c.Results, said)
		})
	})
}

// placedBy stand before places in records.
var placedBy = []string{" in ", " near ", " from "}

// placing are the small words of all languages that stand before places, and hardly
// before the name of a programme.
var placing = analysis.Folded(strings.Fields("in near across around en em à a au aux dans nel nella nello na no w we bei te uit"))

// isBody tells whether a body that ran one of the cases has a name in its own, which
// is that of its city more often than not.
func isBody(cases []corpus.Case, name string) bool {
	return slices.ContainsFunc(cases, func(c corpus.Case) bool { return strings.Contains(c.Organisation, name) })
}
