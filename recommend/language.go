package recommend

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"precedent/corpus"
)

// functionWords are the small words that give a language away, by word. They
// are read when a text first looks foreign.
var functionWords = sync.OnceValue(func() map[string][]string {
	return stopWordLanguages(func(w string) bool { return len(w) > 1 && (!stopWords()[w] || len(w) > 2) })
})

// smallWords are the stop words of two letters of each language, those that are
// English too included.
var smallWords = sync.OnceValue(func() map[string][]string {
	return stopWordLanguages(func(w string) bool { return len(w) == 2 })
})

// stopWordLanguages are the languages of each stop word that is kept.
func stopWordLanguages(keep func(word string) bool) map[string][]string {
	languages := map[string][]string{}
	for lang, list := range foreignStopWords {
		for _, w := range bleveStopWords(list) {
			if keep(w) {
				languages[w] = append(languages[w], lang)
			}
		}
	}
	return languages
}

// ownLetters are letters that only one of the languages has.
var ownLetters = map[string]string{"de": "ß", "es": "ñ¿¡", "pl": "łąęśżźćń", "pt": "ãõ"}

// How a language is told.
const (
	clearlyEnglish = 0.8 // share of English words in a text from which on nothing else is tried
	shortText      = 4   // words of a text that is told by whole words first
	longText       = 12  // words of a text that is told without a look at names first
	fewWords       = 2   // words of a text that may all be misspelt
	leastLead      = 2   // function words by which a language must lead the others to need no closer look
)

// detect says in which of the languages a text is written. A text of a few words is
// told by those that a language knows just as they stand, a longer one by English
// words and small words, and where these do not settle it, by what the languages know
// of its words. Names of places say little about it where there are other words.
func (u *understander) detect(text string, tokens []token) string {
	parts := tokens
	if strings.ContainsAny(text, "'’") {
		parts = tokenizeIn("fr", text) // apart at apostrophes, which does no harm here
	}
	tokens = slices.DeleteFunc(slices.Clone(tokens), func(t token) bool { return !telling(t.word) })
	if len(parts) > longText { // a name more or less hardly counts there
		if language := u.plainLanguage(parts, tokens); language != "" {
			return language
		}
	}
	rest, named := withoutPlaces(parts)
	if !slices.ContainsFunc(rest, func(t token) bool { return telling(t.word) }) {
		return named.first()
	}
	if len(rest) < len(parts) {
		kept := map[int]bool{} // by where a word starts
		for _, t := range rest {
			kept[t.start] = true
		}
		tokens = slices.DeleteFunc(tokens, func(t token) bool { return !kept[t.start] })
	}
	if len(rest) <= shortText {
		if language := shortLanguage(rest, named); language != "" {
			return language
		}
	}
	if named.has(0) {
		if language := u.plainLanguage(rest, tokens); language != "" {
			return language
		}
	}
	return u.closestLanguage(rest, tokens, named)
}

// plainLanguage tells the language of a text by English words known to the library,
// when they make up most of it, and then by the small words of each language, when
// one leads clearly; "" when neither settles it. parts are the words of the text,
// those joined by an apostrophe apart, tokens those that can tell, not apart.
func (u *understander) plainLanguage(parts, tokens []token) string {
	understood, small := u.englishWords(tokens)
	if float64(understood) >= clearlyEnglish*float64(len(tokens)) {
		return corpus.English
	}
	count := countSmall(parts, small)
	best, second := corpus.English, ""
	for _, lang := range corpus.Languages[1:] {
		switch {
		case count[lang] > count[best]:
			best, second = lang, best
		case second == "" || count[lang] > count[second]:
			second = lang
		}
	}
	leads := count[best]-count[second] >= leastLead
	english := 2*understood >= len(tokens) && !slices.ContainsFunc(parts, func(t token) bool { return accented(t.raw) })
	if leads && (best != corpus.English || english) {
		return best
	}
	return ""
}

// countSmall counts the small words of a text by language. english is how many are
// English.
func countSmall(parts []token, english int) map[string]int {
	count := map[string]int{corpus.English: english}
	for _, t := range parts {
		for _, lang := range functionWords()[t.word] {
			count[lang]++
		}
	}
	return count
}

// englishWords counts the words of a text that are understood as English, and those
// of them that are stop words.
func (u *understander) englishWords(tokens []token) (understood, small int) {
	for _, t := range tokens {
		e := u.words.get(t.word)
		switch {
		case stopWords()[t.word]:
			small++
			understood++
		case u.english.asking[t.word]:
			understood++
		case e != nil && e.stem != "" && !u.own.isForeign(t.word) && !accented(t.raw) && len(functionWords()[t.word]) == 0:
			understood++
		}
	}
	return understood, small
}

// closestLanguage returns the language that knows most words of a text by their
// beginnings, and half of them at least. named are the languages that have the
// names of places beside them, which decide between languages that know as many.
func (u *understander) closestLanguage(parts, tokens []token, named languageSet) string {
	understood, small := u.englishWords(tokens)
	count := countSmall(parts, small)
	known := make([]int, len(corpus.Languages))
	for _, tok := range parts {
		if !telling(tok.word) {
			continue
		}
		// In a word or two a slip of the fingers in English looks foreign, and so does an
		// English word that the library lacks.
		if len(tokens) <= fewWords && u.words.get(tok.word) == nil && !accented(tok.raw) && (rightEnglish(tok.word) || u.speller.mend(tok.word) != "") {
			understood++
		}
		begin := languagesBeginning(tok.word)
		for i, lang := range corpus.Languages {
			if begin.has(i) {
				known[i]++
			}
			if letters := ownLetters[lang]; letters != "" && strings.ContainsAny(strings.ToLower(tok.raw), letters) {
				known[i]++
			}
		}
		if len(tokens) > fewWords && len(tok.word) == 2 { // too short for a beginning, but many are small words
			for _, lang := range smallWords()[tok.word] {
				known[slices.Index(corpus.Languages, lang)]++
			}
		}
	}
	known[0] = understood
	best := 0
	for i, lang := range corpus.Languages {
		more := cmp.Or(known[i]-known[best], named.count(i)-named.count(best))
		if more > 0 || more == 0 && best > 0 && count[lang] > count[corpus.Languages[best]] {
			best = i
		}
	}
	if known[best] == 0 {
		return named.first()
	}
	if best == 0 || 2*known[best] < len(tokens) { // or else it is chance
		return corpus.English
	}
	// Words that begin alike are told apart by their ends.
	whole, like := wholeWords(parts), likeness(parts)
	for i, lang := range corpus.Languages {
		if known[i] == known[best] && named.count(i) == named.count(best) && count[lang] == count[corpus.Languages[best]] && cmp.Or(whole[i]-whole[best], like[i]-like[best]) > 0 {
			best = i
		}
	}
	return corpus.Languages[best]
}

// likeness sums up by language how like its words those of a text are.
func likeness(parts []token) []int {
	sum := make([]int, len(corpus.Languages))
	for _, tok := range parts {
		for i, n := range wordLikeness(tok.word) {
			sum[i] += n
		}
	}
	return sum
}

// wholeWords counts by language the words of a text that it knows just as they
// stand.
func wholeWords(parts []token) []int {
	known := make([]int, len(corpus.Languages))
	for _, tok := range parts {
		set := languagesOf(tok)
		for i := range corpus.Languages {
			if set.has(i) {
				known[i]++
			}
		}
	}
	return known
}

// shortLanguage tells the language of a text of a few words by those that each
// language knows just as they stand, "" where no language knows more than half. Of
// languages that know as many, one comes first that has the names of places beside
// them, then English, then the one with more small words, then the one whose words
// are more like these.
func shortLanguage(parts []token, named languageSet) string {
	parts = slices.DeleteFunc(slices.Clone(parts), func(t token) bool { return !telling(t.word) })
	known, best := wholeWords(parts), 0
	small := func(i int) (n int) {
		for _, tok := range parts {
			if slices.Contains(functionWords()[tok.word], corpus.Languages[i]) {
				n++
			}
		}
		return n
	}
	like := sync.OnceValue(func() []int { return likeness(parts) })
	better := func(i, best int) bool {
		if more := cmp.Or(known[i]-known[best], named.count(i)-named.count(best)); more != 0 || best == 0 {
			return more > 0
		}
		if more := small(i) - small(best); more != 0 {
			return more > 0
		}
		return like()[i] > like()[best]
	}
	for i := range known {
		if better(i, best) {
			best = i
		}
	}
	if 2*known[best] <= len(parts) {
		return ""
	}
	return corpus.Languages[best]
}

// telling tells whether a word can say which language a text is in: numbers and
// single letters cannot.
func telling(word string) bool {
	return len(word) > 1 && strings.ContainsFunc(word, unicode.IsLetter)
}

// accented tells whether a word has letters that English has not.
func accented(raw string) bool {
	return strings.ContainsFunc(raw, func(r rune) bool { return r >= utf8.RuneSelf && unicode.IsLetter(r) })
}
