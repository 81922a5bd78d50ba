package wording

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"precedent/recommend/understand/analysis"
)

// lowerFirst makes a label fit for the middle of a sentence, unless it begins
// with an abbreviation or is a name, which has a capital on a later word too.
func lowerFirst(s string) string {
	words := strings.Fields(s)
	if len(words) == 0 || abbreviated(words[0]) || slices.ContainsFunc(words[1:], capitalised) {
		return s
	}
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(r)) + s[size:]
}

// abbreviated tells whether a word begins with two capitals: "SMEs".
func abbreviated(word string) bool {
	first, size := utf8.DecodeRuneInString(word)
	next, _ := utf8.DecodeRuneInString(word[size:])
	return unicode.IsUpper(first) && unicode.IsUpper(next)
}

// capitalised tells whether a word has a capital and is no abbreviation.
func capitalised(word string) bool {
	first, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(first) && !abbreviated(word)
}

// asSentence makes a sentence of what is said. closing ends a quotation in its language.
func asSentence(said, closing string) string {
	first, size := utf8.DecodeRuneInString(said)
	said = string(unicode.ToUpper(first)) + said[size:]
	if end := strings.TrimRight(said, closing+"\"» \u00a0\u202f"); strings.HasSuffix(end, "?") || strings.HasSuffix(end, "!") || strings.HasSuffix(end, ".") {
		return said
	}
	return said + "."
}

// CompareNames orders names for people: whatever their capitals and accents, so that "Österreich"
// stands by the letter O.
func CompareNames(a, b string) int {
	return cmp.Or(cmp.Compare(analysis.Fold(a), analysis.Fold(b)), cmp.Compare(a, b))
}

// first are at most so many of a list.
func first[T any](list []T, most int) []T { return list[:min(most, len(list))] }

// shortened cuts text to so many characters, between words, and marks it as cut.
func shortened(text string, most int) string {
	kept, cut := analysis.TruncateWords(text, most)
	if !cut {
		return text
	}
	return strings.TrimRight(kept, " ,;:.") + "…"
}
