package understand

import (
	"math/bits"
	"slices"
	"strings"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/understand/analysis"
	"precedent/recommend/understand/lexicon"
)

// Many words are written open, closed and with a hyphen: health care, healthcare,
// health-care. They are one word here. Which of them a library, its thesaurus or a
// glossary has is known; a text is read as if it had been written in the way that
// more cases have, and the other way counts as well. So all spellings of a word find
// the same.
//
// Nothing is joined that merely stands side by side: the closed form must be known as
// a word, and without a hyphen both parts must have a meaning, or the first be one of
// the prefixes. Nothing is taken apart that is not known to be written open.

const (
	// minJoined is how many letters a part of a word has at least that is written
	// open without a hyphen, or that is taken off the end of a closed one.
	minJoined = 3
	// minClosed is how many letters a word has that may be a closed one.
	minClosed = 6
	// minTelling is how many letters both parts have of a word of the thesaurus that
	// no case has, for cases with the parts to be looked for.
	minTelling = 4
	// Words stand side by side by chance. They are one word written open where they do
	// in one of so many of the cases that have it closed, and of those that have the
	// rarer part: one in five, one in forty.
	minOfClosed, minOfPart = 5, 40
)

// prefixes are too short for a part, but stand open before words.
var prefixes = analysis.Folded([]string{"e", "co", "re", "de", "bi", "m"})

// JoinSpellings reads open and closed words in a text as they are most often written.
// It returns the tokens anew, and which of them are used and which name a level.
func JoinSpellings(u *Understander, t *lexicon.Lexicon, text string, tokens []analysis.Token, used, level []bool) ([]analysis.Token, []bool, []bool) {
	for i := 0; i < len(tokens); i++ {
		if used[i] {
			continue
		}
		read, n := readJoined(u, t, text, tokens[i:], used[i:])
		if read == nil {
			continue
		}
		tokens = slices.Concat(tokens[:i], read, tokens[i+n:])
		used = slices.Concat(used[:i], make([]bool, len(read)), used[i+n:])
		level = slices.Concat(level[:i], slices.Repeat(level[i:i+1], len(read)), level[i+n:])
		i += len(read) - 1
	}
	return tokens, used, level
}

// readJoined reads the word at the first of some tokens that has several spellings: as
// one token or as its parts, and how many tokens it took. It returns nil where none
// has.
func readJoined(u *Understander, t *lexicon.Lexicon, text string, tokens []analysis.Token, used []bool) (read []analysis.Token, n int) {
	first := tokens[0]
	if len(tokens) > 1 && !used[1] && mayJoin(t, text, first, tokens[1]) && knowsClosed(u, t, first.Word, tokens[1].Word) {
		second := tokens[1]
		if j := joinedOf(u, t, first.Word, second.Word, first.Word+second.Word, !hyphened(text, first, second)); j != nil && j.Closed != "" {
			if j.Part {
				first.Joined, second.Joined = j, j
				return []analysis.Token{first, second}, 2
			}
			end := second.Start + len(second.Raw)
			return []analysis.Token{{Raw: text[first.Start:end], Word: j.Closed, Start: first.Start, Gap: first.Gap, Joined: j}}, 2
		}
	}
	j := apart(u, t, first.Word)
	if j == nil {
		return nil, 0
	}
	first.Joined = j
	if !j.Part {
		return []analysis.Token{first}, 1
	}
	second := first
	first.Word, second.Word, second.Gap = j.Open[0], j.Open[1], false
	first.Raw, second.Raw = first.Word, second.Word
	if cut := len(first.Word); len(tokens[0].Raw) == len(tokens[0].Word) {
		first.Raw, second.Raw = tokens[0].Raw[:cut], tokens[0].Raw[cut:] // with its capitals
		second.Start += cut
	}
	return []analysis.Token{first, second}, 1
}

// mayJoin tells whether two neighbouring words may be one word written open.
func mayJoin(t *lexicon.Lexicon, text string, a, b analysis.Token) bool {
	if hyphened(text, a, b) {
		return true
	}
	if text[a.Start+len(a.Raw):b.Start] != " " || analysis.Number(a.Word) || analysis.Number(b.Word) || t.Stop[b.Word] || t.Asking[b.Word] || len(b.Word) < minJoined {
		return false
	}
	return !t.Stop[a.Word] && !t.Asking[a.Word] && (prefixes[a.Word] || len(a.Word) >= minJoined)
}

// hyphened tells whether a hyphen joins two neighbouring words.
func hyphened(text string, a, b analysis.Token) bool {
	return slices.Contains([]string{"-", "‐", "‑"}, text[a.Start+len(a.Raw):b.Start])
}

// knowsClosed tells whether two words joined are one that is known, in the singular or
// the plural.
func knowsClosed(u *Understander, t *lexicon.Lexicon, a, b string) bool {
	var room [64]byte
	joined := append(append(room[:0], a...), b...)
	if t.Code != corpus.English {
		return t.Known(string(joined)) != ""
	}
	if u.Words.Get(string(joined)) != nil || u.Words.Get(string(append(joined, 's'))) != nil {
		return true
	}
	last := len(joined) - 1
	return joined[last] == 's' && u.Words.Get(string(joined[:last])) != nil
}

// apart returns the two words that a closed one is written as, nil where it is not. It
// remembers what it found for the words of the library.
func apart(u *Understander, t *lexicon.Lexicon, word string) *analysis.JoinedWord {
	if len(word) < minClosed || t.Stop[word] || t.Asking[word] {
		return nil
	}
	if t.Code != corpus.English || u.Words.Get(word) == nil {
		return takeApart(u, t, word)
	}
	if found, ok := u.closed.Load(word); ok {
		return found.(*analysis.JoinedWord)
	}
	j := takeApart(u, t, word)
	u.closed.Store(word, j)
	return j
}

func takeApart(u *Understander, t *lexicon.Lexicon, word string) *analysis.JoinedWord {
	for i := 1; i <= len(word)-minJoined; i++ {
		a, b := word[:i], word[i:]
		if len(a) < minJoined && !prefixes[a] || !mayBegin(u, t, a) || !mayEnd(u, t, b) {
			continue
		}
		if j := joinedOf(u, t, a, b, word, false); j != nil && j.Written() {
			return j
		}
	}
	return nil
}

// mayBegin tells whether something may be the first part of a word. A small word may,
// as in "one-stop"; sideBySide then looks for it with a hyphen.
func mayBegin(u *Understander, t *lexicon.Lexicon, part string) bool {
	if t.Code != corpus.English {
		return t.Known(part) != ""
	}
	return u.Words.Get(part) != nil
}

// mayEnd tells the same for the last part, in whatever form.
func mayEnd(u *Understander, t *lexicon.Lexicon, part string) bool {
	if t.Code != corpus.English {
		return t.Known(part) != ""
	}
	if e := u.Words.Get(part); e != nil {
		return e.Stem != ""
	}
	return u.having(analysis.NewAnalyzer(u.Words).Stem(part)) > 0
}

// joinedOf says how a word of two parts is written, nil where neither way is known.
// spaced says that it was typed as two words, which may merely stand side by side.
func joinedOf(u *Understander, t *lexicon.Lexicon, a, b, closed string, spaced bool) *analysis.JoinedWord {
	if t.Code != corpus.English {
		return joinedIn(t, a, b, closed)
	}
	an := analysis.NewAnalyzer(u.Words)
	first, second, whole := an.Stem(a), an.Stem(b), an.Stem(closed)
	j := &analysis.JoinedWord{}
	cases := u.having(whole)
	if cases > 0 || u.inThesaurus()[whole] {
		j.Closed = closed
	}
	side, fewer := sideBySide(u, a, b, an), u.having(second)
	if n := u.having(first); n > 0 {
		fewer = min(fewer, n)
	}
	written := side > 0 && minOfClosed*side >= cases && minOfPart*side >= fewer
	telling := len(a) >= minTelling && len(b) >= minTelling && first != ""
	if written || u.English.Concepts.Phrases.Begins(first, second) || cases == 0 && j.Closed != "" && telling {
		j.Open = [2]string{a, b}
	}
	if j.Closed == "" && !j.Written() {
		return nil
	}
	// What no case has closed would be looked for in vain; what stands side by side by
	// chance is not joined.
	j.Part = cases == 0 || written && side > cases || spaced && side > 0 && !written
	return j
}

// joinedIn is joinedOf in another language, whose words and phrases are those of its
// glossary and thesaurus.
func joinedIn(t *lexicon.Lexicon, a, b, closed string) *analysis.JoinedWord {
	j := &analysis.JoinedWord{}
	stem, first, second := t.Known(closed), t.Known(a), t.Known(b)
	if stem != "" {
		j.Closed = closed
	}
	if first != "" && second != "" && (t.Glossary.Begins(first, second) || t.Concepts.Phrases.Begins(first, second)) {
		j.Open = [2]string{a, b}
		j.Part = t.Glossary.Begins(first, second) || t.Glossary.Values([]string{stem}) == nil // as it can be translated
	}
	if j.Closed == "" && !j.Written() {
		return nil
	}
	return j
}

// sideBySide counts the cases in which two words stand one behind the other.
func sideBySide(u *Understander, a, b string, an *analysis.Analyzer) (count int) {
	first, second := u.standing(an.Stem(a)), u.standing(an.Stem(b))
	telling := first != nil
	if second == nil || !telling && an.Stem(a) != "" {
		return 0
	}
	b = b[:analysis.Shared(b, an.Stem(b))] // in whatever form
	phrases := []string{a + "-" + b, a + " " + b}
	if !telling {
		phrases = phrases[:1] // "one-stop": side by side small words stand by chance
	}
	for i := range u.cases {
		here, has := second(i)
		if !has {
			continue
		}
		if telling {
			before, has := first(i)
			if !has {
				continue
			}
			here = here.with(before)
		}
		if !speaksOf(&u.cases[i], here, phrases) {
			continue
		}
		count++
	}
	return count
}

// speaksOf tells whether one of some phrases stands in the record of a case or in its
// asked-as sentences, where its words do, at the beginning of a word.
func speaksOf(c *corpus.Case, words Standing, phrases []string) bool {
	in := func(texts ...string) bool {
		return slices.ContainsFunc(texts, func(text string) bool {
			return slices.ContainsFunc(phrases, func(p string) bool { return standsIn(text, p) })
		})
	}
	if words.Shown && (in(c.Title, c.Problem, c.Summary, c.Results) || in(c.Keywords...)) {
		return true
	}
	if words.Asked == 0 {
		return false
	}
	sentences := c.Asked()
	for asked := words.Asked; asked != 0; asked &= asked - 1 {
		if k := bits.TrailingZeros64(asked); k < len(sentences) && in(sentences[k]) {
			return true
		}
	}
	return false
}

func standsIn(text, phrase string) bool {
	for {
		at := strings.Index(text, phrase)
		if at < 0 {
			return false
		}
		if at == 0 || strings.IndexByte(" -(\"'/", text[at-1]) >= 0 {
			return true
		}
		text = text[at+1:]
	}
}

// joinConcepts puts the topics and approaches of two readings of a text together.
func joinConcepts(list, more []recommend.Concept) []recommend.Concept {
	for _, c := range more {
		i := slices.IndexFunc(list, func(have recommend.Concept) bool { return have.ID == c.ID })
		switch {
		case i < 0:
			list = append(list, c)
		case c.Weight > list[i].Weight:
			list[i] = c
		}
	}
	return list
}

// stemmerOf stems known words of a language.
func stemmerOf(u *Understander, t *lexicon.Lexicon) func(word string) string {
	if t.Code == corpus.English {
		return analysis.NewAnalyzer(u.Words).Stem
	}
	return t.Known
}

// englishSpellings are what a word of another language is searched as that may be the
// same in English: "opendata" as open data too.
func englishSpellings(u *Understander, word string) []string {
	terms := []string{word}
	if j := apart(u, u.English, word); j != nil {
		terms = append(terms, strings.Join(j.Open[:], " "))
	}
	return terms
}
