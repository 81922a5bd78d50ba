package analysis

import (
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode"
)

// Number tells whether a word is a bare number, or one such as "50s", which says how
// many or how old and not what.
func Number(word string) bool {
	if !strings.ContainsFunc(word, func(r rune) bool { return !unicode.IsDigit(r) }) {
		return true
	}
	if !DigitAt(word, 0) {
		return false // most words: spares looking at their form
	}
	_, _, several := DecadeOf(word)
	return several
}

// Years that a text can speak of. A number outside is no year.
const (
	FirstYear = 1900
	LastYear  = 2100
)

// ParseYear reads a year of four digits.
func ParseYear(s string) (int, bool) {
	if len(s) != 4 {
		return 0, false
	}
	year, err := strconv.Atoi(s)
	return year, err == nil && year >= FirstYear && year <= LastYear
}

// DigitAt tells whether a digit stands at a place in a text.
func DigitAt(s string, i int) bool { return len(s) > i && s[i] >= '0' && s[i] <= '9' }

var decadeForm = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(19|20)?([0-9]0)(s|er|ern)?$`)
})

// DecadeOf returns the years of a decade such as "1990s", "90s" or "90er", and
// whether its form alone says that it is one; 0 for what is none.
func DecadeOf(word string) (first, last int, marked bool) {
	m := decadeForm().FindStringSubmatch(word)
	if m == nil {
		return 0, 0, false
	}
	tens, _ := strconv.Atoi(m[2])
	century := 1900
	switch {
	case m[1] == "20" || m[1] == "" && tens < 30: // nobody says the 20s of last century's
		century = 2000
	case m[1] == "" && tens == 0:
		return 0, 0, false
	}
	return century + tens, century + tens + 9, m[3] != ""
}
