// Package language tells which language a text is written in, by the words that each of
// [corpus.Vocabulary.Languages] is known by. It translates nothing.
package language

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"
	"sync"
	"unicode"

	"precedent/corpus"
	"precedent/recommend/understand/analysis"
)

// How a language is told.
const (
	clearlyEnglish = 0.8 // share of English words in a text from which on nothing else is tried
	shortText      = 4   // words of a text that is told by whole words first
	longText       = 12  // words of a text that is told without a look at names first
	fewWords       = 2   // words of a text that may all be misspelt
	minLead        = 2   // function words by which a language must lead the others to need no closer look
)

// Detector says in which language a text is written, by the words that are known. It is
// read-only and safe for concurrent use.
type Detector struct {
	Languages *Index
	Words     *analysis.KnownWords   // that are English
	Asking    map[string]bool        // English words that only ask
	Foreign   func(word string) bool // tells whether a word stands in records of other languages alone
	Speller   *analysis.Speller      // over the English words
}

// Detect says in which of the languages a text is written. A text of a few words is
// told by those that a language knows just as they stand, a longer one by English
// words and small words, and where these do not settle it, by what the languages know
// of its words. Names of places say little about it where there are other words.
func (d *Detector) Detect(text string, tokens []analysis.Token) string {
	parts, tokens := apart(text, tokens), telling(tokens)
	if language := d.surely(parts, tokens); language != "" {
		return language
	}
	rest, named := d.Languages.withoutPlaces(parts)
	if !slices.ContainsFunc(rest, func(t analysis.Token) bool { return Tells(t.Word) }) {
		return d.Languages.first(named)
	}
	if len(rest) < len(parts) {
		kept := map[int]bool{} // by where a word starts
		for _, t := range rest {
			kept[t.Start] = true
		}
		tokens = slices.DeleteFunc(tokens, func(t analysis.Token) bool { return !kept[t.Start] })
	}
	if len(rest) <= shortText {
		if language := d.shortLanguage(text, rest, named); language != "" {
			return language
		}
	}
	if named.has(0) {
		if language := d.plainLanguage(rest, tokens); language != "" {
			return language
		}
	}
	return d.closestLanguage(text, rest, tokens, named)
}

// Surely says in which of the languages a text of more than a few words is written, where it is
// plainly in one of them, and "" otherwise.
func (d *Detector) Surely(text string, tokens []analysis.Token) string {
	return d.surely(apart(text, tokens), telling(tokens))
}

// surely is Surely of a text by its parts and its telling words.
func (d *Detector) surely(parts, tokens []analysis.Token) string {
	if len(parts) <= longText { // a name more or less hardly counts in a longer one
		return ""
	}
	return d.plainLanguage(parts, tokens)
}

// telling are the words of a text that can tell a language.
func telling(tokens []analysis.Token) []analysis.Token {
	return slices.DeleteFunc(slices.Clone(tokens), func(t analysis.Token) bool { return !Tells(t.Word) })
}

// apart are the words of a text with those that an apostrophe joins taken apart, which does no
// harm in any language here.
func apart(text string, tokens []analysis.Token) []analysis.Token {
	if strings.ContainsAny(text, "'’") {
		return analysis.TokenizeIn("fr", text)
	}
	return tokens
}

// plainLanguage tells the language of a text by English words known to the library,
// when they make up most of it, and then by the small words of each language, when
// one leads clearly; "" when neither settles it. parts are the words of the text,
// those joined by an apostrophe apart, tokens those that can tell, not apart.
func (d *Detector) plainLanguage(parts, tokens []analysis.Token) string {
	understood, small := d.englishWords(tokens)
	if float64(understood) >= clearlyEnglish*float64(len(tokens)) {
		return corpus.English
	}
	count := d.countSmall(parts, small)
	best := slices.Index(count, slices.Max(count))
	leads := true
	for i, n := range count {
		leads = leads && (i == best || count[best]-n >= minLead)
	}
	english := 2*understood >= len(tokens) && !slices.ContainsFunc(parts, func(t analysis.Token) bool { return analysis.Accented(t.Raw) })
	if leads && (best > 0 || english) {
		return d.Languages.codes[best]
	}
	return ""
}

// countSmall counts the small words of a text by language. english is how many are
// English.
func (d *Detector) countSmall(parts []analysis.Token, english int) []int {
	count := make([]int, len(d.Languages.codes))
	count[0] = english
	for _, t := range parts {
		for _, place := range d.Languages.functionWords()[t.Word] {
			count[place]++
		}
	}
	return count
}

// englishWords counts the words of a text that are understood as English, and those
// of them that are stop words.
func (d *Detector) englishWords(tokens []analysis.Token) (understood, small int) {
	for _, t := range tokens {
		switch {
		case analysis.StopWords()[t.Word]:
			small++
			understood++
		case d.Asking[t.Word]:
			understood++
		case d.inEnglish(t.Word) && !analysis.Accented(t.Raw) && len(d.Languages.functionWords()[t.Word]) == 0:
			understood++
		}
	}
	return understood, small
}

// closestLanguage returns the language that knows most words of a text by their
// beginnings, and half of them at least. named are the languages that have the
// names of places beside them, which decide between languages that know as many.
func (d *Detector) closestLanguage(text string, parts, tokens []analysis.Token, named languages) string {
	understood, small := d.englishWords(tokens)
	count := d.countSmall(parts, small)
	known := make([]int, len(d.Languages.codes))
	for _, tok := range parts {
		if !Tells(tok.Word) {
			continue
		}
		// In a word or two a slip of the fingers in English looks foreign, unless it is a form of
		// a long foreign word, and so does an English word that the library lacks.
		begin, form := d.Languages.languagesBeginning(tok.Word), d.Languages.languagesWithForm(tok.Word)
		if len(tokens) <= fewWords && d.Words.Get(tok.Word) == nil && !analysis.Accented(tok.Raw) &&
			(analysis.RightEnglish(tok.Word) || d.Speller.Correct(tok.Word) != "" && (form == 0 || len(tok.Word) <= beginningLetters)) {
			understood++
		}
		begin |= form
		for i, lang := range d.Languages.codes {
			known[i] += begin.count(i)
			if letters := analysis.GrammarOf(lang).Letters; letters != "" && strings.ContainsAny(strings.ToLower(tok.Raw), letters) {
				known[i]++
			}
		}
		if len(tokens) > fewWords && len(tok.Word) == 2 { // too short for a beginning, but many are small words
			for _, place := range d.Languages.smallWords()[tok.Word] {
				known[place] += 1 - begin.count(place)
			}
		}
	}
	known[0] = understood
	best, told := 0, evidence{known, d.ownWords(parts), d.Languages.letters(text, parts), named}
	for i := range known {
		more := told.more(i, best)
		if more > 0 || more == 0 && best > 0 && count[i] > count[best] {
			best = i
		}
	}
	if known[best] == 0 {
		return d.Languages.first(named)
	}
	if best == 0 || 2*known[best] < len(tokens) { // or else it is chance
		return corpus.English
	}
	// Words that begin alike are told apart by their ends.
	whole, like := d.Languages.wholeWords(parts), d.Languages.likeness(parts)
	for i := range known {
		if known[i] == known[best] && named.count(i) == named.count(best) && count[i] == count[best] && cmp.Or(whole[i]-whole[best], like[i]-like[best]) > 0 {
			best = i
		}
	}
	return d.Languages.codes[best]
}

// shortLanguage tells the language of a text of a few words by those that each
// language knows just as they stand, "" where no language knows more than half. Of
// languages that know as many, one comes first of which more tells otherwise, see
// evidence.more, then English, then the one with more small words, then the one whose
// words are more like these.
func (d *Detector) shortLanguage(text string, parts []analysis.Token, named languages) string {
	told := evidence{named: named, letters: d.Languages.letters(text, parts)}
	parts = telling(parts)
	told.known, told.own = d.Languages.wholeWords(parts), d.ownWords(parts)
	best := 0
	small := func(i int) (n int) {
		for _, tok := range parts {
			if slices.Contains(d.Languages.functionWords()[tok.Word], i) {
				n++
			}
		}
		return n
	}
	like := sync.OnceValue(func() []int { return d.Languages.likeness(parts) })
	better := func(i, best int) bool {
		if more := told.more(i, best); more != 0 || best == 0 {
			return more > 0
		}
		if more := small(i) - small(best); more != 0 {
			return more > 0
		}
		return like()[i] > like()[best]
	}
	for i := range told.known {
		if better(i, best) {
			best = i
		}
	}
	if 2*told.known[best] <= len(parts) {
		return ""
	}
	return d.Languages.codes[best]
}

// evidence is by language what tells that a text is in it.
type evidence struct {
	known   []int     // how many of its words the language knows
	own     []int     // how much these are its own, see ownWords
	letters []int     // how many are small words of one letter there
	named   languages // those that have the names of places beside the words
}

// more is above 0 where more tells of a language than of another, below where less does: first
// the words that it knows, then the names beside them, then whose these words are, then the small
// words of one letter.
func (e *evidence) more(i, other int) int {
	return cmp.Or(e.known[i]-e.known[other], e.named.count(i)-e.named.count(other), e.own[i]-e.own[other], e.letters[i]-e.letters[other])
}

// ownWords sums up by language how much its own the words of a text are that it knows just as
// they stand: a word that several languages know counts for each of them by so much less.
func (d *Detector) ownWords(parts []analysis.Token) []int {
	own := make([]int, len(d.Languages.codes))
	for _, tok := range parts {
		set := d.Languages.languagesOf(tok)
		if !analysis.Accented(tok.Raw) && d.inEnglish(tok.Word) {
			set |= 1
		}
		for i := range own {
			own[i] += set.count(i) * wholeWord / max(1, bits.OnesCount64(uint64(set)))
		}
	}
	return own
}

// wholeWord is what a word counts for that one language alone knows: a number that those of
// up to eight languages divide.
const wholeWord = 840

// inEnglish tells whether a word is one of the library or of its thesaurus, and of no records
// in other languages alone.
func (d *Detector) inEnglish(word string) bool {
	e := d.Words.Get(word)
	return e != nil && e.Stem != "" && !d.Foreign(word)
}

// Short tells whether a text has so few words that they may be of several languages.
func Short(tokens []analysis.Token) bool {
	words := 0
	for _, t := range tokens {
		if Tells(t.Word) {
			words++
		}
	}
	return words <= shortText
}

// Tells tells whether a word can say which language a text is in: numbers and single letters
// cannot.
func Tells(word string) bool {
	return len(word) > 1 && strings.ContainsFunc(word, unicode.IsLetter)
}
