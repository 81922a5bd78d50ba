package analysis

import (
	"slices"
	"strings"

	"precedent/corpus"
)

// EnglishWords are the words of [corpus.Dictionary], from minMended letters on.
var EnglishWords = WordList{corpus.Dictionary(), " "}

// RightEnglish tells whether a folded word is on the list of English words.
func RightEnglish(word string) bool {
	head, endings, ok := EnglishWords.upTo(word)
	ending, begins := strings.CutPrefix(word, head)
	return ok && begins && (ending == "" || slices.Contains(strings.Fields(endings), ending))
}
