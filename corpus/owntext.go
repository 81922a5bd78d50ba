package corpus

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Limits of what stands in a field of people's own records. What is longer is cut, not
// refused: a text at a word.
const (
	MaxOwnText = 10_000 // characters of a text
	MaxOwnList = 50     // items of a list
)

// asText reads a text, or a number as the text that it is written with; "" for anything
// else.
func asText(x any) string {
	switch x := x.(type) {
	case string:
		return x
	case float64:
		return strconv.FormatFloat(x, 'f', -1, 64)
	}
	return ""
}

// asList reads a list of texts, or one text with its items set apart by
// semicolons or bars, as spreadsheets have them.
func asList(x any) []string {
	items, isList := x.([]any)
	if !isList {
		for _, s := range strings.FieldsFunc(asText(x), func(r rune) bool { return r == ';' || r == '|' }) {
			items = append(items, s)
		}
	}
	var list []string
	for _, item := range items {
		if s := tidy(asText(item), MaxAskedAs); s != "" && len(list) < MaxOwnList {
			list = appendNew(list, s)
		}
	}
	return list
}

func asYear(x any) OptInt {
	n, err := strconv.ParseFloat(strings.TrimSpace(asText(x)), 64)
	if err != nil || n != math.Trunc(n) || n < firstYear || n > 2200 {
		return 0
	}
	return OptInt(n)
}

// tidy makes plain text of s: valid UTF-8, no control or invisible characters,
// single spaces, at most so many characters, cut at a word where there is one.
func tidy(s string, most int) string {
	s = strings.ToValidUTF8(s, "")
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r) || unicode.In(r, unicode.Cf):
			return -1
		}
		return r
	}, s)
	return Shorten(strings.Join(strings.Fields(s), " "), most)
}

// Shorten cuts text to so many characters, at a word where there is one, and marks it as
// cut.
func Shorten(s string, most int) string {
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	cut := string([]rune(s)[:most-1])
	if i := strings.LastIndexByte(cut, ' '); i > len(cut)/2 {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " ,;:.") + "…"
}
