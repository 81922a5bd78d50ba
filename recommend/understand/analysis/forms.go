package analysis

import "strings"

// MaxEnding is how many letters more than what it shares with another a form of it has at most.
const MaxEnding = 3

// Alike tells whether two folded words begin with more than half of the shorter one alike.
func Alike(word, other string) bool { return 2*Shared(word, other) > min(len(word), len(other)) }

// Unshared is how many letters two folded words do not begin with alike.
func Unshared(a, b string) int { return len(a) + len(b) - 2*Shared(a, b) }

// Shared is how many letters two folded words begin with alike.
func Shared(a, b string) int {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n
}

// Inflected tells whether a folded English word is another one in some regular form of
// it, and not a word of its own with the same stem, as reserves are no reservation and
// age is not ageing. It is told either way round for singular and plural.
func Inflected(word, typed string) bool {
	return word == typed || pluralOf(word, typed) || pluralOf(typed, word) || verbFormOf(word, typed)
}

// pluralOf tells whether form is what a noun or verb becomes with an -s.
func pluralOf(word, form string) bool {
	if joins(form, word, "s") || joins(form, word, "es") {
		return true
	}
	stem, ok := strings.CutSuffix(word, "y")
	return ok && joins(form, stem, "ies")
}

// verbFormOf tells whether form is what a verb becomes with -ed or -ing.
func verbFormOf(word, form string) bool {
	for _, ending := range [...]string{"ed", "ing"} {
		begin, ok := strings.CutSuffix(form, ending)
		if !ok || word == "" {
			continue
		}
		doubled := word[len(word)-1:]
		stem, e := strings.CutSuffix(word, "e")
		if begin == word || e && begin == stem || joins(begin, word, doubled) {
			return true
		}
	}
	stem, y := strings.CutSuffix(word, "y")
	return y && joins(form, stem, "ied")
}

// joins tells whether a word is a beginning and an ending, without making it of them.
func joins(word, begin, ending string) bool {
	return len(word) == len(begin)+len(ending) && strings.HasPrefix(word, begin) && strings.HasSuffix(word, ending)
}
