package recommend

import (
	"sync"

	"precedent/corpus"
)

// functionWords are the small words that give a language away, by word. They
// are read when a text first looks foreign.
var functionWords = sync.OnceValue(func() map[string][]string {
	languages := map[string][]string{}
	for lang, list := range foreignStopWords {
		for _, w := range bleveStopWords(list) {
			if len(w) > 1 && (!stopWords()[w] || len(w) > 2) {
				languages[w] = append(languages[w], lang)
			}
		}
	}
	return languages
})

// How a language is told.
const (
	clearlyEnglish = 0.8 // share of English words in a text from which on nothing else is tried
	leastLead      = 2   // function words by which a language must lead the others to need no closer look
)

// detect says in which of the languages a text is written. English words known
// to the library, when they make up most of it, settle it; then the small words
// of each language, when one leads clearly; and otherwise what the languages
// know of the text. English wins ties.
func (u *understander) detect(text string, tokens []token) string {
	small, understood := 0, 0 // of English
	for _, t := range tokens {
		e := u.words[t.word]
		switch {
		case stopWords()[t.word]:
			small++
			understood++
		case e != nil && e.stem != "":
			understood++
		}
	}
	if float64(understood) >= clearlyEnglish*float64(len(tokens)) {
		return corpus.English
	}
	count := map[string]int{corpus.English: small}
	for _, t := range tokenizeIn("fr", text) { // apart at apostrophes, which does no harm here
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
	if count[best]-count[second] >= leastLead {
		return best
	}
	return u.closestLanguage(text, len(tokens), understood, count)
}

// closestLanguage returns the language that knows most of a text, and half of it
// at least. count holds
// the small words already found, understood the words that are English.
func (u *understander) closestLanguage(text string, tokens, understood int, count map[string]int) string {
	known := make([]int, len(corpus.Languages))
	var reading sync.WaitGroup
	for i, lang := range corpus.Languages {
		if lang == corpus.English {
			known[i] = understood
			continue
		}
		reading.Go(func() {
			t, err := u.foreign[lang]()
			if err != nil {
				return // knows nothing; understand reports it if it comes to that
			}
			stems, err := t.newStems()
			if err != nil {
				return
			}
			for _, tok := range t.tokenize(text) {
				if t.knows(tok, stems(tok)) {
					known[i]++
				}
			}
		})
	}
	reading.Wait()
	best := 0
	for i, lang := range corpus.Languages {
		if known[i] > known[best] || i > 0 && known[i] == known[best] && count[lang] > count[corpus.Languages[best]] && best > 0 {
			best = i
		}
	}
	if 2*known[best] < tokens {
		return corpus.English // chance
	}
	return corpus.Languages[best]
}

// knows tells whether a word is one of the language's.
func (t *tongue) knows(tok token, stem string) bool {
	return stem == "" || t.glossary.byFirst[stem] != nil || t.concepts.byFirst[stem] != nil ||
		t.abbreviations.byFirst[tok.word] != nil || t.context.places.byFirst[tok.word] != nil
}
