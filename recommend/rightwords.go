package recommend

import (
	_ "embed"
	"slices"
	"strings"

	"precedent/corpus"
)

// The common words of English in all their forms, British and American, with common
// names: folded, from minMended letters on, one a line, with the endings of words that
// begin with it behind it. englishwords-copyright.txt says whose list it is.
//
//go:embed englishwords.txt
var englishWordsFile string

// englishWords are the words of englishWordsFile.
var englishWords = wordList{englishWordsFile, " "}

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
