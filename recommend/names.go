package recommend

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"precedent/corpus"
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
	// mostNamed is how many cases may have a word of a title, or all words of a
	// keyword, for it to be a name.
	mostNamed = 4
	// manyWords is how many words with a meaning make a name by their number.
	manyWords = 4
	// leastNameWord is how many letters a word of a title has that is a name by itself.
	leastNameWord = 4
	// mostNames is how many names are read in a problem.
	mostNames = 8
)

// Name is a name of cases that stands in a problem.
type Name struct {
	Asked string   `json:"a"` // as it was typed
	Cases []string `json:"c"` // ids of those that bear it
}

// nameKind is what a name was taken from, the surest first.
type nameKind uint8

const (
	ofTitle     nameKind = iota // the whole of it
	ofTitlePart                 // a part of several words, or apart by brackets, a colon or a dash
	ofTitleWord                 // one of its words
	ofKeyword
)

// caseName is a name and whose it is.
type caseName struct {
	key    string // its words, joined
	text   string // as the record has it
	number int32  // of the case
	kind   nameKind
}

// nameTable holds the names of the cases of a library in the order of the first letters
// of their keys, which most words of a problem do not share with any. It is read-only
// once made.
type nameTable []caseName

// nameStart is how many letters those are, and how many a name has at least.
const nameStart = 3

func newNameTable(cases []corpus.Case, words *lexicon, st *stats) nameTable {
	table := make(nameTable, 0, 5*len(cases))
	var joined []byte
	for n := range cases {
		c := &cases[n]
		add := func(kind nameKind, text string, tokens []token) {
			joined = joined[:0]
			for _, t := range withoutArticle(tokens) {
				if t.word != joining {
					joined = append(joined, t.word...)
				}
			}
			if len(joined) >= nameStart {
				key := string(joined)
				table = append(table, caseName{key, text, int32(n), kind})
			}
		}
		title := tokenize(c.Title)
		add(ofTitle, c.Title, title)
		for _, part := range titleParts(c.Title) {
			add(ofTitlePart, part, tokenize(part))
		}
		for i, t := range title {
			if e := words.get(t.word); e != nil && e.stem != "" && !e.small && len(t.word) >= leastNameWord && st.having(e.stem) <= mostNamed {
				add(ofTitleWord, t.raw, title[i:i+1])
			}
		}
		for _, k := range c.Keywords {
			switch {
			case isAcronym(k, c.Title):
				add(ofTitlePart, k, tokenize(k))
			case capital(k):
				add(ofKeyword, k, tokenize(k))
			}
		}
	}
	slices.SortStableFunc(table, func(a, b caseName) int { return strings.Compare(a.start(), b.start()) })
	return table
}

// start is what a name is found by.
func (n caseName) start() string { return n.key[:nameStart] }

// startingWith returns the names that are found by some first letters.
func (t nameTable) startingWith(start string) nameTable {
	by := func(n caseName, start string) int { return strings.Compare(n.start(), start) }
	from, ok := slices.BinarySearchFunc(t, start, by)
	if !ok {
		return nil
	}
	to := from
	for to < len(t) && t[to].start() == start {
		to++
	}
	return t[from:to]
}

// joining is left out of names, since "&" is.
const joining = "and"

var articles = []string{"the", "a", "an"}

func withoutArticle(tokens []token) []token {
	if len(tokens) > 1 && slices.Contains(articles, tokens[0].word) {
		return tokens[1:]
	}
	return tokens
}

// titleParts are the parts of a title by which people may know a case: what stands
// before the first bracket, in brackets, and outside of them, and the parts of these.
func titleParts(title string) (parts []string) {
	add := func(s string) {
		s = strings.TrimSpace(s)
		remark := !capital(s) && strings.Contains(s, " ")
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
	names    []caseName // that have these letters
}

// find returns the names in a text from left to right, the longest at each place.
func (t nameTable) find(tokens []token) (found []foundName) {
	for i := 0; i < len(tokens); {
		best := foundName{from: i, to: i}
		for _, n := range t.startingWith(startOf(tokens[i:])) {
			end := i + n.standsAt(tokens[i:])
			if end < best.to || end == i {
				continue
			}
			if end > best.to {
				best.to, best.names = end, nil
			}
			best.names = append(best.names, n)
		}
		if best.to > i {
			found = append(found, best)
		}
		i = max(i+1, best.to)
	}
	return found
}

// startOf is what names that stand at the first of some words are found by.
func startOf(tokens []token) string {
	start := tokens[0].word
	for i := 1; len(start) < nameStart && i < len(tokens); i++ {
		start += tokens[i].word
	}
	return start[:min(nameStart, len(start))]
}

// standsAt tells how many of the first of some words make the name, 0 for none.
func (n caseName) standsAt(tokens []token) int {
	rest := n.key
	for i, t := range tokens {
		if t.word == joining && i > 0 {
			continue
		}
		var ok bool
		if rest, ok = strings.CutPrefix(rest, t.word); !ok {
			return 0
		}
		if rest == "" {
			if !joinable(tokens[:i+1], n.text) {
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
func joinable(typed []token, name string) bool {
	if len(typed) == 1 {
		return true
	}
	known := tokenize(name)
	if len(typed) == 2 && typed[1].gap && !(len(known) == 2 && known[1].gap) {
		return false
	}
	return len(typed) <= len(known) || !slices.ContainsFunc(typed, func(t token) bool { return stopWords()[t.word] })
}

// namesIn reads the names of cases in a text of a language. sure marks the tokens of
// those that cannot be meant otherwise; the words of others are words of the problem
// as well.
func (u *understander) namesIn(t *tongue, text string, tokens []token, used []bool) (names []Name, sure []bool) {
	sure = make([]bool, len(tokens))
	found := u.names.find(tokens)
	if len(found) == 0 {
		return nil, sure
	}
	inName := make([]bool, len(tokens))
	for _, f := range found {
		mark(inName, f.from, f.to)
	}
	alone := true // nothing is asked for but names
	for i, tok := range tokens {
		alone = alone && (inName[i] || used[i] || t.stop[tok.word] || t.asking[tok.word] || number(tok.word) || len(tok.word) == 1)
	}
	for _, f := range found {
		m := u.mentionOf(t, text, tokens, used, f, alone)
		var bearers []caseName
		for _, n := range f.names {
			if u.means(m, n) {
				bearers = append(bearers, n)
			}
		}
		if len(bearers) == 0 || len(names) == mostNames {
			continue
		}
		last := tokens[f.to-1]
		name := Name{Asked: text[tokens[f.from].start : last.start+len(last.raw)]}
		best := slices.MinFunc(bearers, func(a, b caseName) int { return cmp.Compare(a.kind, b.kind) }).kind
		for _, n := range bearers {
			if n.kind <= max(best, ofTitlePart) {
				name.Cases = appendNew(name.Cases, u.cases[n.number].ID)
			}
		}
		names = append(names, name)
		if m.strange || m.quoted || m.cased || m.owned && m.upper {
			mark(sure, f.from, f.to)
		}
	}
	return names, sure
}

// mention is how a name stands in a text.
type mention struct {
	words   int  // that have a meaning
	alone   bool // nothing is asked for but names
	quoted  bool // or in brackets
	strange bool // a word is no plain one
	owned   bool // the library writes all of its words with a capital
	cased   bool // each of several words has a capital
	capital bool // a word has capitals that no plain one has, such as CAHOOTS and iGOT
	upper   bool // the first word has a capital
	placed  bool // a small word stands before it that stands before places
	small   bool // it is nothing but small words of the language
	accents bool // it has accents, which people leave off, but do not add
}

func (u *understander) mentionOf(t *tongue, text string, tokens []token, used []bool, f foundName, alone bool) mention {
	typed := tokens[f.from:f.to]
	first, last := typed[0], typed[len(typed)-1]
	m := mention{alone: alone, owned: true, cased: true, small: len(tokens) > len(typed), upper: capital(first.raw), placed: f.from > 0 && placing[tokens[f.from-1].word]}
	for i, tok := range typed {
		m.small = m.small && (t.stop[tok.word] || t.asking[tok.word])
		m.accents = m.accents || accented(tok.raw)
		if stopWords()[tok.word] {
			continue
		}
		m.words++
		m.strange = m.strange || !used[f.from+i] && !u.plain(t, tok.word) || i == 0 && len(typed) > 1 && u.ownLetter(f.names[0].text)
		m.cased = m.cased && capital(tok.raw)
		e := u.words.get(tok.word)
		m.owned = m.owned && e != nil && !e.small
	}
	mixed := slices.ContainsFunc(tokens, func(tok token) bool { return !capital(tok.raw) && !stopWords()[tok.word] })
	m.cased = m.cased && m.words > 1 && (alone || mixed && t.code != "de") // German writes every noun with a capital
	m.capital = mixed && len(typed) == 1 && strings.ContainsFunc(first.raw[1:], unicode.IsUpper)
	before, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text[:first.start], " "))
	behind, _ := utf8.DecodeRuneInString(strings.TrimLeft(text[last.start+len(last.raw):], " .,?!"))
	m.quoted = strings.ContainsRune("\"“„«‹‘'([»", before) && strings.ContainsRune("\"”“»›’')]«", behind)
	return m
}

// means tells whether what stands in a text is meant as a name.
func (u *understander) means(m mention, n caseName) bool {
	if m.small && !m.quoted || m.accents && !accented(n.text) {
		return false // "über" is neither Uber nor any name
	}
	if n.kind == ofTitle {
		return m.alone || m.quoted || m.strange || m.cased || m.capital || m.words >= manyWords
	}
	c := &u.cases[n.number]
	begins := strings.HasPrefix(c.Title, n.text)
	if short := strings.ToUpper(n.text) == n.text || len(n.key) <= nameStart; short && m.words == 1 && !m.upper && !m.alone {
		return false // "in cahoots" is not CAHOOTS
	}
	if u.vocabulary.Places.ID(n.text) != "" || !m.strange && !(m.owned && begins) && u.meansTag(n.text) || m.placed && !begins {
		return false
	}
	switch n.kind {
	case ofTitlePart:
		return m.capital || m.words >= manyWords || (m.words > 1 || m.owned) && (m.alone || m.quoted) || begins && m.owned && m.upper ||
			(m.strange || m.cased) && (begins || !isPlace(u.cases[n.number:n.number+1], n.text))
	case ofTitleWord:
		return m.strange && (m.upper || m.alone) && !isPlace(u.cases, n.text) && !isBody(u.cases, n.text)
	default:
		special := m.words > 1 && properName(n.text) || strings.ContainsFunc(n.text[1:], unicode.IsUpper) && strings.ContainsFunc(n.text, unicode.IsLower)
		return u.rare(n.text) && !u.fromPlace(n.text) && (m.alone || m.quoted || m.strange && special && !isPlace(u.cases, n.text) && !isBody(u.cases, n.text))
	}
}

// plain tells whether a word is one of English, of the language of the text, or of
// the library, which writes it small.
func (u *understander) plain(t *tongue, word string) bool {
	if e := u.words.get(word); number(word) || t.stop[word] || rightEnglish(word) || e != nil && e.small {
		return true
	}
	codes, _ := languageWords.find(word)
	names, _ := placeWords.find(word)
	known := readLanguages(codes) | readLanguages(names)
	return known.has(0) || known.has(slices.Index(corpus.Languages, t.code))
}

// ownLetter tells whether a name begins with a letter and a hyphen, and the library never
// writes it small: X-Road, and not e-health. Such a letter is its own, whatever else
// begins with it.
func (u *understander) ownLetter(name string) bool {
	if len(name) < nameStart || name[1] != '-' {
		return false
	}
	small := strings.ToLower(name)
	in := func(texts ...string) bool {
		return slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(text, small) })
	}
	return !slices.ContainsFunc(u.cases, func(c corpus.Case) bool {
		return in(c.Title, c.Problem, c.Summary, c.Results) || in(c.Keywords...) || in(c.Also...) || in(c.AskedAs...) || in(c.Official...)
	})
}

// meansTag tells whether words are a phrase of the thesaurus or an abbreviation,
// which say what a problem is about.
func (u *understander) meansTag(text string) bool {
	words := u.withoutSmall(text)
	whole := func(s span[string]) bool { return s.from == 0 && s.to == len(words) }
	return u.english.abbreviations.values(wordsOf(tokenize(text))) != nil || slices.ContainsFunc(u.english.concepts.find(words), whole)
}

// rare tells whether few cases have all words of a name.
func (u *understander) rare(text string) bool {
	fewest := len(u.cases)
	for _, stem := range newAnalyzer(u.words).stemsOf(text) {
		fewest = min(fewest, u.having(stem))
	}
	return fewest <= mostNamed
}

// fromPlace tells whether all that has a capital in some words is places and peoples, as
// in "Syrian refugees".
func (u *understander) fromPlace(words string) bool {
	return !slices.ContainsFunc(tokenize(words), func(t token) bool { return capital(t.raw) && u.vocabulary.Places.ID(t.raw) == "" })
}

// properName tells whether each word of a name has a capital, but for small words.
func properName(name string) bool {
	return !slices.ContainsFunc(tokenize(name), func(t token) bool { return !capital(t.raw) && len(t.word) > 3 })
}

func capital(raw string) bool { return strings.ContainsFunc(raw, unicode.IsUpper) }

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
var placing = setOfWords("in near across around en em à a au aux dans nel nella nello na no w we bei te uit")

// isBody tells whether a body that ran one of the cases has a name in its own, which
// is that of its city more often than not.
func isBody(cases []corpus.Case, name string) bool {
	return slices.ContainsFunc(cases, func(c corpus.Case) bool { return strings.Contains(c.Organisation, name) })
}

func setOfWords(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[fold(w)] = true
	}
	return set
}
