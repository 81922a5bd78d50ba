package recommend

import (
	"slices"
	"strings"

	"precedent/corpus"
)

// englishWords are the words of [corpus.Dictionary], from minMended letters on.
var englishWords = wordList{corpus.Dictionary(), " "}

// rightEnglish tells whether a folded word is on the list of English words.
func rightEnglish(word string) bool {
	head, endings, ok := englishWords.upTo(word)
	ending, begins := strings.CutPrefix(word, head)
	return ok && begins && (ending == "" || slices.Contains(strings.Fields(endings), ending))
}

// rightIn returns what tells whether a folded word is one of a language other than
// English, or English.
func rightIn(code string) func(word string) bool {
	place := slices.Index(corpus.Languages, code)
	return func(word string) bool {
		codes, _ := languageWords.find(word)
		return readLanguages(codes).has(place) || rightEnglish(word)
	}
}
