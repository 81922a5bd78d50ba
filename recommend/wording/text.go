package wording

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

func mapped[T any](list []T, f func(T) string) []string {
	out := make([]string, len(list))
	for i, x := range list {
		out[i] = f(x)
	}
	return out
}

func appendNew(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

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

// truncate cuts text to so many characters and tells whether it had more.
func truncate(text string, most int) (string, bool) {
	count := 0
	for i := range text {
		if count == most {
			return text[:i], true
		}
		count++
	}
	return text, false
}

// shortened cuts text to so many characters, between words, and marks it as cut.
func shortened(text string, most int) string {
	kept, cut := truncate(text, most)
	if !cut {
		return text
	}
	apart := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) }
	if next, _ := utf8.DecodeRuneInString(text[len(kept):]); !apart(next) {
		if end := strings.LastIndexFunc(kept, apart); end >= 0 {
			kept = kept[:end]
		}
	}
	return strings.TrimRight(kept, " ,;:.") + "…"
}
