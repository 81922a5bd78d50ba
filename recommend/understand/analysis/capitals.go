package analysis

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Accented tells whether a word has letters that English has not.
func Accented(raw string) bool {
	return strings.ContainsFunc(raw, func(r rune) bool { return r >= utf8.RuneSelf && unicode.IsLetter(r) })
}

// Capital tells whether a word has a capital.
func Capital(raw string) bool { return strings.ContainsFunc(raw, unicode.IsUpper) }

// Proper tells whether a token looks like a name, whose spelling is its own: a
// capital inside a sentence that is not all in capitals.
func Proper(tokens []Token, t Token) bool {
	first, _ := utf8.DecodeRuneInString(t.Raw)
	if t.Start == tokens[0].Start || t.Gap || t.Raw == strings.ToUpper(t.Raw) || !unicode.IsUpper(first) {
		return false
	}
	// In a title every word has one.
	return slices.ContainsFunc(tokens, func(t Token) bool {
		first, _ := utf8.DecodeRuneInString(t.Raw)
		return unicode.IsLower(first) && !StopWords()[t.Word]
	})
}

// Acronym tells whether a token looks like an acronym: all in capitals in a text that
// is not.
func Acronym(tokens []Token, t Token) bool {
	return t.Raw == strings.ToUpper(t.Raw) && slices.ContainsFunc(tokens, func(t Token) bool { return t.Raw != strings.ToUpper(t.Raw) })
}
