package language

import (
	"slices"

	"precedent/corpus"
	"precedent/recommend/understand/analysis"
)

// RightIn returns what tells whether a folded word is one of a language other than
// English, or English.
func RightIn(code string) func(word string) bool {
	place := slices.Index(corpus.Languages, code)
	return func(word string) bool {
		codes, _ := LanguageWords.Find(word)
		return ReadLanguages(codes).Has(place) || analysis.RightEnglish(word)
	}
}
