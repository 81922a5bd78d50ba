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
	fewWords       = 2   // words of a text that may all be misspelt
	leastLead      = 2   // function words by which a language must lead the others to need no closer look
)

// detect says in which of the languages a text is written. English words known
// to the library, when they make up most of it, settle it; then the small words
// of each language, when one leads clearly; and otherwise what the languages
// know of the text. English wins ties.
func (u *understander) detect(text string, tokens []token) string {
	if parts := tokenizeIn("fr", text); len(parts) <= shortText {
		if language := shortLanguage(parts); language != "" {
			return language
		}
	}
	small, understood := 0, 0 // of English
	tokens = slices.DeleteFunc(slices.Clone(tokens), func(t token) bool { return !telling(t.word) })
	for _, t := range tokens {
		e := u.words[t.word]
		switch {
		case stopWords()[t.word]:
			small++
			understood++
		case u.english.asking[t.word]:
			understood++
		case e != nil && e.stem != "" && !accented(t.raw) && len(functionWords()[t.word]) == 0:
			understood++
		}
	}
	if float64(understood) >= clearlyEnglish*float64(len(tokens)) {
		return corpus.English
	}
	count := map[string]int{corpus.English: small}
	parts := tokenizeIn("fr", text) // apart at apostrophes, which does no harm here
	for _, t := range parts {
		for _, lang := range functionWords()[t.word] {
			count[lang]++
		}
	}
	best, second := corpus.English, ""
	for _, lang := range corpus.Languages[1:] {
		switch {
		case count[lang] > count[best]:
			best, second = lang, best
		case second == "" || count[lang] > count[second]:
			second = lang
		}
	}
	if count[best]-count[second] >= leastLead && (best != corpus.English || 2*understood >= len(tokens) && !accented(text)) {
		return best
	}
	return u.closestLanguage(parts, len(tokens), understood, count)
}

// closestLanguage returns the language that knows most words of a text by their
// beginnings, and half of them at least. count holds the small words already
// found, understood the words that are English.
func (u *understander) closestLanguage(parts []token, tokens, understood int, count map[string]int) string {
	known := make([]int, len(corpus.Languages))
	for _, tok := range parts {
		if !telling(tok.word) {
			continue
		}
		// In a word or two a slip of the fingers in English looks foreign.
		if tokens <= fewWords && u.words[tok.word] == nil && !accented(tok.raw) && u.speller.mend(tok.word) != "" {
			understood++
		}
		begin := wordsOfLanguages().beginnings[beginning(tok.word)]
		for i, lang := range corpus.Languages {
			if begin.has(i) {
				known[i]++
			}
			if letters := ownLetters[lang]; letters != "" && strings.ContainsAny(strings.ToLower(tok.raw), letters) {
				known[i]++
			}
		}
		if tokens > fewWords && len(tok.word) == 2 { // too short for a beginning, but many are small words
			for _, lang := range smallWords()[tok.word] {
				known[slices.Index(corpus.Languages, lang)]++
			}
		}
	}
	known[0] = understood
	best := 0
	for i, lang := range corpus.Languages {
		if known[i] > known[best] || known[i] == known[best] && best > 0 && count[lang] > count[corpus.Languages[best]] {
			best = i
		}
	}
	if best == 0 || 2*known[best] < tokens { // or else it is chance
		return corpus.English
	}
	// Words that begin alike are told apart by their ends.
	whole, like := wholeWords(parts), likeness(parts)
	for i, lang := range corpus.Languages {
		if known[i] == known[best] && count[lang] == count[corpus.Languages[best]] && cmp.Or(whole[i]-whole[best], like[i]-like[best]) > 0 {
			best = i
		}
	}
	return corpus.Languages[best]
}

// likeness sums up by language how like its words those of a text are.
func likeness(parts []token) []int {
	sum := make([]int, len(corpus.Languages))
	for _, tok := range parts {
		for i, n := range wordsOfLanguages().likeness(tok.word) {
			sum[i] += n
		}
	}
	return sum
}

// wholeWords counts by language the words of a text that it knows just as they
// stand. A word with an accent is not English.
func wholeWords(parts []token) []int {
	known := make([]int, len(corpus.Languages))
	for _, tok := range parts {
		set := wordsOfLanguages().whole[tok.word]
		for i := range corpus.Languages {
			if set.has(i) && (i > 0 || !accented(tok.raw)) {
				known[i]++
			}
		}
	}
	return known
}

// shortLanguage tells the language of a text of a few words by those that each
// language knows just as they stand, "" where no language knows more than half.
// English wins ties, then the language with more small words, then the one
// whose words are more like these.
func shortLanguage(parts []token) string {
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
	like := likeness(parts)
	for i := range known {
		if known[i] > known[best] || known[i] == known[best] && best > 0 && cmp.Or(small(i)-small(best), like[i]-like[best]) > 0 {
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
