package recommend

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"

	"precedent/corpus"
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
	// leastJoined is how many letters a part of a word has at least that is written
	// open without a hyphen, or that is taken off the end of a closed one.
	leastJoined = 3
	// leastClosed is how many letters a word has that may be a closed one.
	leastClosed = 6
	// leastTelling is how many letters both parts have of a word of the thesaurus that
	// no case has, for cases with the parts to be looked for.
	leastTelling = 4
	// Words stand side by side by chance. They are one word written open where they do
	// in one of so many of the cases that have it closed, and of those that have the
	// rarer part: one in five, one in forty.
	leastOfClosed, leastOfPart = 5, 40
)

// prefixes are too short for a part, but stand open before words.
var prefixes = setOfWords("e co re de bi m")

// joinedWord says that a token is one of two spellings of a word, or a part of it.
type joinedWord struct {
	closed string    // "" where nothing has it
	open   [2]string // its parts
	part   bool      // the token is a part
}

// joinSpellings reads open and closed words in a text as they are most often written.
// It returns the tokens anew, and which of them are used and which name a level.
func (u *understander) joinSpellings(t *tongue, text string, tokens []token, used, level []bool) ([]token, []bool, []bool) {
	for i := 0; i < len(tokens); i++ {
		if used[i] {
			continue
		}
		read, n := u.readJoined(t, text, tokens[i:], used[i:])
		if read == nil {
			continue
		}
		isLevel := make([]bool, len(read))
		for k := range isLevel {
			isLevel[k] = level[i]
		}
		tokens = slices.Concat(tokens[:i], read, tokens[i+n:])
		used = slices.Concat(used[:i], make([]bool, len(read)), used[i+n:])
		level = slices.Concat(level[:i], isLevel, level[i+n:])
		i += len(read) - 1
	}
	return tokens, used, level
}

// readJoined reads the word at the first of some tokens that has several spellings: as
// one token or as its parts, and how many tokens it took. It returns nil where none
// has.
func (u *understander) readJoined(t *tongue, text string, tokens []token, used []bool) (read []token, n int) {
	first := tokens[0]
	if len(tokens) > 1 && !used[1] && mayJoin(t, text, first, tokens[1]) && u.knowsClosed(t, first.word, tokens[1].word) {
		second := tokens[1]
		if j := u.joinedOf(t, first.word, second.word, first.word+second.word, !hyphened(text, first, second)); j != nil && j.closed != "" {
			if j.part {
				first.joined, second.joined = j, j
				return []token{first, second}, 2
			}
			end := second.start + len(second.raw)
			return []token{{raw: text[first.start:end], word: j.closed, start: first.start, gap: first.gap, joined: j}}, 2
		}
	}
	j := u.apart(t, first.word)
	if j == nil {
		return nil, 0
	}
	first.joined = j
	if !j.part {
		return []token{first}, 1
	}
	second := first
	first.word, second.word, second.gap = j.open[0], j.open[1], false
	first.raw, second.raw = first.word, second.word
	if cut := len(first.word); len(tokens[0].raw) == len(tokens[0].word) {
		first.raw, second.raw = tokens[0].raw[:cut], tokens[0].raw[cut:] // with its capitals
		second.start += cut
	}
	return []token{first, second}, 1
}

// mayJoin tells whether two neighbouring words may be one word written open.
func mayJoin(t *tongue, text string, a, b token) bool {
	if hyphened(text, a, b) {
		return true
	}
	if text[a.start+len(a.raw):b.start] != " " || number(a.word) || number(b.word) || t.stop[b.word] || t.asking[b.word] || len(b.word) < leastJoined {
		return false
	}
	return !t.stop[a.word] && !t.asking[a.word] && (prefixes[a.word] || len(a.word) >= leastJoined)
}

// hyphened tells whether a hyphen joins two neighbouring words.
func hyphened(text string, a, b token) bool {
	switch text[a.start+len(a.raw) : b.start] {
	case "-", "‐", "‑":
		return true
	}
	return false
}

// knowsClosed tells whether two words joined are one that is known, in the singular or
// the plural.
func (u *understander) knowsClosed(t *tongue, a, b string) bool {
	var room [64]byte
	joined := append(append(room[:0], a...), b...)
	if t.code != corpus.English {
		return t.known(string(joined)) != ""
	}
	if u.words.get(string(joined)) != nil || u.words.get(string(append(joined, 's'))) != nil {
		return true
	}
	last := len(joined) - 1
	return joined[last] == 's' && u.words.get(string(joined[:last])) != nil
}

// apart returns the two words that a closed one is written as, nil where it is not. It
// remembers what it found for the words of the library.
func (u *understander) apart(t *tongue, word string) *joinedWord {
	if len(word) < leastClosed || t.stop[word] || t.asking[word] {
		return nil
	}
	if t.code != corpus.English || u.words.get(word) == nil {
		return u.takeApart(t, word)
	}
	if found, ok := u.closed.Load(word); ok {
		return found.(*joinedWord)
	}
	j := u.takeApart(t, word)
	u.closed.Store(word, j)
	return j
}

func (u *understander) takeApart(t *tongue, word string) *joinedWord {
	for i := 1; i <= len(word)-leastJoined; i++ {
		a, b := word[:i], word[i:]
		if len(a) < leastJoined && !prefixes[a] || !u.mayBegin(t, a) || !u.mayEnd(t, b) {
			continue
		}
		if j := u.joinedOf(t, a, b, word, false); j != nil && j.written() {
			return j
		}
	}
	return nil
}

// mayBegin tells whether something may be the first part of a word. A small word may,
// as in "one-stop"; sideBySide then looks for it with a hyphen.
func (u *understander) mayBegin(t *tongue, part string) bool {
	if t.code != corpus.English {
		return t.known(part) != ""
	}
	return u.words.get(part) != nil
}

// mayEnd tells the same for the last part, in whatever form.
func (u *understander) mayEnd(t *tongue, part string) bool {
	if t.code != corpus.English {
		return t.known(part) != ""
	}
	if e := u.words.get(part); e != nil {
		return e.stem != ""
	}
	return u.having(newAnalyzer(u.words).stem(part)) > 0
}

// written tells whether the open form is known.
func (j *joinedWord) written() bool { return j.open[0] != "" }

// joinedOf says how a word of two parts is written, nil where neither way is known.
// spaced says that it was typed as two words, which may merely stand side by side.
func (u *understander) joinedOf(t *tongue, a, b, closed string, spaced bool) *joinedWord {
	if t.code != corpus.English {
		return joinedIn(t, a, b, closed)
	}
	an := newAnalyzer(u.words)
	first, second, whole := an.stem(a), an.stem(b), an.stem(closed)
	j := &joinedWord{}
	cases := u.having(whole)
	if cases > 0 || u.inThesaurus()[whole] {
		j.closed = closed
	}
	side, fewer := u.sideBySide(a, b, an), u.having(second)
	if n := u.having(first); n > 0 {
		fewer = min(fewer, n)
	}
	written := side > 0 && leastOfClosed*side >= cases && leastOfPart*side >= fewer
	telling := len(a) >= leastTelling && len(b) >= leastTelling && first != ""
	if written || u.english.concepts.phrases.begins(first, second) || cases == 0 && j.closed != "" && telling {
		j.open = [2]string{a, b}
	}
	if j.closed == "" && !j.written() {
		return nil
	}
	// What no case has closed would be looked for in vain; what stands side by side by
	// chance is not joined.
	j.part = cases == 0 || written && side > cases || spaced && side > 0 && !written
	return j
}

// joinedIn is joinedOf in another language, whose words and phrases are those of its
// glossary and thesaurus.
func joinedIn(t *tongue, a, b, closed string) *joinedWord {
	j := &joinedWord{}
	stem, first, second := t.known(closed), t.known(a), t.known(b)
	if stem != "" {
		j.closed = closed
	}
	if first != "" && second != "" && (t.glossary.begins(first, second) || t.concepts.phrases.begins(first, second)) {
		j.open = [2]string{a, b}
		j.part = t.glossary.begins(first, second) || t.glossary.values([]string{stem}) == nil // as it can be translated
	}
	if j.closed == "" && !j.written() {
		return nil
	}
	return j
}

// begins tells whether a phrase begins with two words.
func (t *phraseTable[V]) begins(a, b string) bool {
	return slices.ContainsFunc(t.byFirst[a], func(p phrase[V]) bool { return len(p.words) > 1 && p.words[1] == b })
}

// words returns every word that stands in a phrase.
func (t *phraseTable[V]) words() map[string]bool {
	all := map[string]bool{}
	for _, list := range t.byFirst {
		for _, p := range list {
			for _, w := range p.words {
				all[w] = true
			}
		}
	}
	return all
}

// sideBySide counts the cases in which two words stand one behind the other.
func (u *understander) sideBySide(a, b string, an *analyzer) (count int) {
	first, telling := u.stems.find(an.stem(a))
	second, has := u.stems.find(an.stem(b))
	if !has || !telling && an.stem(a) != "" {
		return 0
	}
	b = b[:shared(b, an.stem(b))] // in whatever form
	phrases := []string{a + "-" + b, a + " " + b}
	if !telling {
		phrases = phrases[:1] // "one-stop": side by side small words stand by chance
	}
	for i := range u.cases {
		d := &u.docs[i]
		here := d.entry(second)
		if here == nil {
			continue
		}
		shown, asked := here.shown, here.asked
		if telling {
			before := d.entry(first)
			if before == nil {
				continue
			}
			shown, asked = shown && before.shown, asked&before.asked
		}
		if !speaksOf(&u.cases[i], shown, asked, phrases) {
			continue
		}
		count++
	}
	return count
}

// speaksOf tells whether one of some phrases stands in the record of a case, where
// shown says that its words do, or in the asked-as sentences that have a bit in asked,
// at the beginning of a word.
func speaksOf(c *corpus.Case, shown bool, asked uint64, phrases []string) bool {
	in := func(texts ...string) bool {
		return slices.ContainsFunc(texts, func(text string) bool {
			return slices.ContainsFunc(phrases, func(p string) bool { return standsIn(text, p) })
		})
	}
	if shown && (in(c.Title, c.Problem, c.Summary, c.Results) || in(c.Keywords...)) {
		return true
	}
	if asked == 0 {
		return false
	}
	sentences := c.Asked()
	for ; asked != 0; asked &= asked - 1 {
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

// spellings are what a token is searched as, nil for its word alone.
func (t token) spellings() []string {
	j := t.joined
	switch {
	case j == nil || j.part && j.closed == "":
		return nil
	case j.part && j.closed != "":
		return []string{t.word, j.closed}
	case !j.part && j.written():
		return []string{t.word, strings.Join(j.open[:], " ")}
	}
	return []string{t.word}
}

// otherSpelling returns the words of a text with those that are written in two ways in
// the other one, for finding phrases; nil where there are none. stem stems a word, phrase
// tells whether two stems begin one.
func otherSpelling(words []problemWord, stem func(word string) string, phrase func(a, b string) bool) []problemWord {
	var out []problemWord
	changed := false
	for i := 0; i < len(words); i++ {
		w := words[i]
		switch j := w.joined; {
		case j == nil || j.part && j.closed == "" || !j.part && !j.written():
			out = append(out, w)
		case !j.part:
			if !phrase(stem(j.open[0]), stem(j.open[1])) {
				out = append(out, w) // a part by itself would be another word
				continue
			}
			changed = true
			for k, part := range j.open {
				w.word, w.stem, w.gap = part, stem(part), w.gap && k == 0
				out = append(out, w)
			}
		default:
			changed = true
			w.word, w.stem = j.closed, stem(j.closed)
			if i+1 < len(words) && words[i+1].joined == j {
				i++
				w.behind = words[i].behind
			}
			out = append(out, w)
		}
	}
	if !changed {
		return nil
	}
	return out
}

// joinConcepts puts the topics and approaches of two readings of a text together.
func joinConcepts(list, more []Concept) []Concept {
	for _, c := range more {
		i := slices.IndexFunc(list, func(have Concept) bool { return have.ID == c.ID })
		switch {
		case i < 0:
			list = append(list, c)
		case c.Weight > list[i].Weight:
			list[i] = c
		}
	}
	slices.SortFunc(list, func(a, b Concept) int {
		return cmp.Or(cmp.Compare(b.Weight, a.Weight), cmp.Compare(a.ID, b.ID))
	})
	return list
}

// stemmerOf stems known words of a language.
func (u *understander) stemmerOf(t *tongue) func(word string) string {
	if t.code == corpus.English {
		return newAnalyzer(u.words).stem
	}
	return func(word string) string { return t.known(word) }
}

// englishSpellings are what a word of another language is searched as that may be the
// same in English: "opendata" as open data too.
func (u *understander) englishSpellings(word string) []string {
	terms := []string{word}
	if j := u.apart(u.english, word); j != nil {
		terms = append(terms, strings.Join(j.open[:], " "))
	}
	return terms
}
