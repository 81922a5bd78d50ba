package recommend

import (
	"slices"
	"strings"
)

// inflected tells whether a folded English word is another one in some regular form of
// it, and not a word of its own with the same stem, as reserves are no reservation and
// age is not ageing. It is told either way round for singular and plural.
func inflected(word, typed string) bool {
	return word == typed || slices.Contains(plurals(word), typed) || slices.Contains(plurals(typed), word) || slices.Contains(verbForms(word), typed)
}

// plurals are the forms in -s that a noun or verb may have.
func plurals(word string) []string {
	forms := []string{word + "s", word + "es"}
	if stem, ok := strings.CutSuffix(word, "y"); ok {
		forms = append(forms, stem+"ies")
	}
	return forms
}

// verbForms are the forms in -ed and -ing that a verb may have.
func verbForms(word string) []string {
	forms := []string{word + "ed", word + "ing"}
	if stem, ok := strings.CutSuffix(word, "e"); ok {
		forms = append(forms, stem+"ed", stem+"ing")
	}
	if stem, ok := strings.CutSuffix(word, "y"); ok {
		forms = append(forms, stem+"ied")
	}
	if word != "" {
		doubled := word + word[len(word)-1:]
		forms = append(forms, doubled+"ed", doubled+"ing")
	}
	return forms
}
