package main

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"

	"precedent/corpus"
)

// plain makes text safe to print on a terminal: valid UTF-8, nothing that a
// terminal obeys or that turns the direction of writing, single spaces. Joiners
// stay, since some scripts cannot be written without them.
func plain(s string) string {
	s = strings.ToValidUTF8(s, string(utf8.RuneError))
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r):
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// counting says how many of something there are: "1 file", "2 files".
func counting(n int, one, more string) string {
	if n == 1 {
		more = one
	}
	return strconv.Itoa(n) + " " + more
}

// columns is how many columns of a terminal a character takes.
func columns(r rune) int {
	if unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

func textColumns(s string) int {
	n := 0
	for _, r := range s {
		n += columns(r)
	}
	return n
}

// wrap breaks text into lines of at most so many columns, between words where
// it can. The text comes back plain. A width too small for one character holds
// one.
func wrap(s string, most int) []string {
	var lines []string
	used := 0 // columns of the last line
	for _, word := range unbroken(strings.Fields(plain(s))) {
		n := textColumns(word)
		if used > 0 && used+1+n <= most {
			lines[len(lines)-1] += " " + word
			used += 1 + n
			continue
		}
		for n > most { // no line holds the word
			head := fitting(word, most)
			if head == len(word) {
				break
			}
			lines = append(lines, word[:head])
			n -= textColumns(word[:head])
			word = word[head:]
		}
		lines, used = append(lines, word), n
	}
	return lines
}

// unbroken keeps the signs that French sets apart on the line of the word that they belong to:
// « these » ; and those : but no others.
func unbroken(words []string) []string {
	var list []string
	for i, word := range words {
		if i > 0 && (words[i-1] == "«" || strings.ContainsAny(word[:1], ":;?!") && strings.Trim(word, ":;?!.,)") == "" || strings.HasPrefix(word, "»")) {
			list[len(list)-1] += " " + word
			continue
		}
		list = append(list, word)
	}
	return list
}

// fitting returns how many bytes of a word fit into so many columns, at least
// one character with the marks that belong to it.
func fitting(word string, most int) int {
	used := 0
	for i, r := range word {
		n := columns(r)
		if used > 0 && n > 0 && used+n > most {
			return i
		}
		used += n
	}
	return len(word)
}

// shorten cuts text to so many characters, at a word where there is one, and makes it plain.
func shorten(s string, most int) string { return corpus.Shorten(plain(s), most) }

// mapped is a list of what a function makes of each item.
func mapped[T, U any](list []T, f func(T) U) []U {
	out := make([]U, len(list))
	for i, s := range list {
		out[i] = f(s)
	}
	return out
}
