package letter

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// wrapped is how many characters a line has at least that was broken at a width, by a
// mail program, and not by its writer.
const wrapped = 50

// Unwrap undoes what a mail program or a document did to the ends of lines: a word
// broken by a hyphen is whole again, and a sentence that was broken at a width stands
// in one line. Line breaks that end something stay. known tells whether something, in
// lower case, is a word.
func Unwrap(text string, known func(word string) bool) string {
	if !strings.Contains(text, "\n") {
		return text
	}
	out := make([]byte, 0, len(text))
	before := ""
	for i, line := range strings.Split(text, "\n") {
		line = strings.TrimRight(line, " ")
		next := strings.TrimLeft(line, " ")
		if i > 0 {
			left, right := brokenWord(before, next)
			switch {
			case left != "" && (known(left+right) || !known(right)): // "ten-" "ders"
				out = out[:len(out)-len("-")]
			case left != "": // "long-" "term"
			case goesOn(before, next):
				out = append(out, ' ')
			default:
				out = append(out, '\n')
				next = line
			}
		}
		out = append(out, next...)
		before = line
	}
	return string(out)
}

// brokenWord returns the two halves of a word that a line ends with and the next one
// begins with, in lower case; "" where there is none. What has a single letter before
// its hyphen ("e-mail") was not broken, but joined.
func brokenWord(line, next string) (left, right string) {
	line, hyphened := strings.CutSuffix(line, "-")
	first, _ := utf8.DecodeRuneInString(next)
	if !hyphened || !unicode.IsLower(first) {
		return "", ""
	}
	other := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }
	left = line[lastIndexAfter(line, other):]
	if end := strings.IndexFunc(next, other); end >= 0 {
		next = next[:end]
	}
	if utf8.RuneCountInString(left) < 2 {
		return "", ""
	}
	return strings.ToLower(left), strings.ToLower(next)
}

// lastIndexAfter returns where the last part of s begins that has no such character.
func lastIndexAfter(s string, is func(rune) bool) int {
	i := strings.LastIndexFunc(s, is)
	if i < 0 {
		return 0
	}
	_, size := utf8.DecodeRuneInString(s[i:])
	return i + size
}

// goesOn tells whether a sentence of a line goes on in the next.
func goesOn(line, next string) bool {
	last, _ := utf8.DecodeLastRuneInString(line)
	first, _ := utf8.DecodeRuneInString(next)
	return utf8.RuneCountInString(line) >= wrapped && !strings.ContainsRune(".!?:;", last) &&
		(unicode.IsLower(first) || last == ',' && unicode.IsLetter(first))
}
