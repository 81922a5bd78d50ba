package analysis

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// Spelling is corrected only where a slip of the fingers is likely. Most words that
// the library does not know are right all the same, and near another word that
// it does know: beaches and benches, dental and denial. So a letter is never
// taken for another one, but for a vowel in a long word.
const (
	MinCorrected = 5 // letters of the shortest word that is corrected
	vowelsFrom   = 8 // letters of a word in which a vowel may stand for another
	TwoSlips     = 9 // letters of a word in which two slips are corrected
	MinCount     = 2 // times that a word must stand in the library to be meant
)

// Speller corrects words against the words that the library knows.
type Speller struct {
	Words *Dictionary
	Right func(word string) bool // tells whether a word that the library does not know is right
}

// Correct returns the known word with the fewest slips from an unknown one, the
// more common first among equals, or "" when none is near enough to be meant or the
// word is right as it is.
func (s *Speller) Correct(word string) string {
	typed := []rune(word)
	if len(typed) < MinCorrected || strings.ContainsAny(word, "0123456789&") || s.Right(word) {
		return ""
	}
	most := 1
	if len(typed) >= TwoSlips {
		most = 2
	}
	best, fewest, often := "", most+1, int32(0)
	for known, e := range s.Words.Beginning(word[:1]) {
		if e.Stem == "" || e.Count < MinCount {
			continue
		}
		n := slips(typed, []rune(known), most, len(typed) >= vowelsFrom)
		if n < fewest || n == fewest && n <= most && e.Count > often {
			best, fewest, often = known, n, e.Count
		}
	}
	return best
}

// slips counts the slips of the fingers that make typed of known: a letter left
// out, one doubled, two neighbours swapped and, with vowels, one vowel for
// another. It gives up with most+1.
func slips(typed, known []rune, most int, vowels bool) int {
	for len(typed) > 0 && len(known) > 0 && typed[0] == known[0] {
		if len(typed) > 1 && typed[1] == typed[0] && (len(known) < 2 || known[1] != typed[0]) {
			break // doubled; below
		}
		typed, known = typed[1:], known[1:]
	}
	if len(typed) == 0 && len(known) == 0 {
		return 0
	}
	least := most + 1
	try := func(t, k []rune) { least = min(least, 1+slips(t, k, most-1, vowels)) }
	if most == 0 || len(known)-len(typed) > most || len(typed)-len(known) > most {
		return least
	}
	if len(known) > 0 {
		try(typed, known[1:])
	}
	if len(typed) > 1 && typed[0] == typed[1] {
		try(typed[1:], known)
	}
	if len(typed) > 1 && len(known) > 1 && typed[0] == known[1] && typed[1] == known[0] {
		try(typed[2:], known[2:])
	}
	if vowels && len(typed) > 0 && len(known) > 0 && isVowel(typed[0]) && isVowel(known[0]) {
		try(typed[1:], known[1:])
	}
	return least
}

func isVowel(r rune) bool { return strings.ContainsRune("aeiouy", r) }

// Distance is the number of letters to insert, drop, replace, or swap with
// their neighbour to make b of a (the restricted Damerau-Levenshtein
// distance). It gives up with most+1 once the distance must be above most.
func Distance(a, b []rune, most int) int {
	if len(a)-len(b) > most || len(b)-len(a) > most {
		return most + 1
	}
	before, row, next := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		next[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			change := 1
			if a[i-1] == b[j-1] {
				change = 0
			}
			d := min(row[j]+1, next[j-1]+1, row[j-1]+change)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d = min(d, before[j-2]+1)
			}
			next[j] = d
			least = min(least, d)
		}
		if least > most {
			return most + 1
		}
		before, row, next = row, next, before
	}
	return row[len(b)]
}

// How like a known value is to one that is not known, to be meant by it.
const (
	mostUnlike = 0.3 // share of the letters that may differ
	minBegun   = 3   // letters of the shortest word that stands for a longer one
)

// Nearest returns at most n of the known values that may be meant by one that is not known, those
// most like it first: those that differ in few letters, then those of which it is one word, or the
// beginning of one, or nearly so. Capitals and accents do not matter. Of values that are only a
// little like it none is named, since nobody meant them.
func Nearest(value string, known []string, n int) []string {
	type scored struct {
		value string
		cost  float64
	}
	typed := compared(value)
	var list []scored
	for _, k := range known {
		name := compared(k)
		if cost := unlike(typed, name); cost <= mostUnlike {
			list = append(list, scored{k, cost})
		} else if cost := unlikeWord(typed, name); cost <= mostUnlike {
			list = append(list, scored{k, 1 + cost}) // behind all that are like it as a whole
		}
	}
	slices.SortFunc(list, func(a, b scored) int {
		return cmp.Or(cmp.Compare(a.cost, b.cost), strings.Compare(a.value, b.value))
	})
	return Mapped(list[:min(n, len(list))], func(s scored) string { return s.value })
}

// compared is a name as it is held against another: its words, folded.
func compared(name string) string {
	return strings.Join(Mapped(strings.FieldsFunc(name, func(r rune) bool { return r == '-' || unicode.IsSpace(r) }), Fold), " ")
}

// unlike is the share of the letters in which two texts differ, 1 for nothing in common.
func unlike(a, b string) float64 {
	from, to := []rune(a), []rune(b)
	longer := max(len(from), len(to))
	if longer == 0 {
		return 1
	}
	return float64(Distance(from, to, longer)) / float64(longer)
}

// unlikeWord is the same for the word of a name that is most like what was typed, which may be
// its beginning.
func unlikeWord(typed, name string) float64 {
	letters, least := len([]rune(typed)), 1.0
	for at := range name {
		switch rest := name[at:]; {
		case at > 0 && name[at-1] != ' ':
		case letters >= minBegun && strings.HasPrefix(rest, typed):
			return 0
		case letters >= MinCorrected:
			word, _, _ := strings.Cut(rest, " ")
			least = min(least, unlike(typed, word))
		}
	}
	return least
}

// NearestShown is how many known values an unknown one is answered with.
const NearestShown = 3
