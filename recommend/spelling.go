package recommend

import (
	"cmp"
	"slices"
	"strings"
)

// Spelling is mended only where a mistake is likely and the mend is near.
const (
	minMended  = 5 // letters of the shortest word that is mended
	swapsOnly  = 5 // up to so many letters only a swap of neighbours is mended
	twoChanges = 8 // from so many letters on two changes are allowed
)

// speller mends words against the words that the index and the thesaurus know.
type speller struct {
	byLength map[int][]string // sorted
	counts   map[string]int   // how often a word stands in the library
}

func newSpeller(counts map[string]int) *speller {
	s := &speller{byLength: map[int][]string{}, counts: counts}
	for w := range counts {
		n := len([]rune(w))
		s.byLength[n] = append(s.byLength[n], w)
	}
	for _, list := range s.byLength {
		slices.Sort(list)
	}
	return s
}

// mend returns the known word nearest to an unknown one, the more common first
// among equals, or "" when none is near enough to be meant.
func (s *speller) mend(word string) string {
	letters := []rune(word)
	n := len(letters)
	if n < minMended || strings.ContainsAny(word, "0123456789&") {
		return ""
	}
	most := 1
	if n >= twoChanges {
		most = 2
	}
	best, bestDistance := "", most+1
	for length := n - most; length <= n+most; length++ {
		for _, known := range s.byLength[length] {
			if known[0] != word[0] {
				continue
			}
			d := distance(letters, []rune(known), most)
			if d > most || n <= swapsOnly && length != n || n <= swapsOnly && !swapped(word, known) {
				continue
			}
			if d < bestDistance || d == bestDistance && s.counts[known] > s.counts[best] {
				best, bestDistance = known, d
			}
		}
	}
	return best
}

// swapped tells whether a and b differ by two neighbours that changed places.
func swapped(a, b string) bool {
	x, y := []rune(a), []rune(b)
	slices.Sort(x)
	slices.Sort(y)
	return slices.Equal(x, y)
}

// distance is the number of letters to insert, drop, replace, or swap with
// their neighbour to make b of a (the restricted Damerau-Levenshtein
// distance). It gives up with most+1 once the distance must be above most.
func distance(a, b []rune, most int) int {
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

// nearest returns at most n of the known values, those most like value first:
// values that begin with it or contain it, then those with the fewest changed
// letters for their length. Values with nothing in common are left out.
func nearest(value string, known []string, n int) []string {
	type scored struct {
		value string
		cost  float64
	}
	v := strings.ToLower(strings.TrimSpace(value))
	var list []scored
	for _, k := range known {
		low := strings.ToLower(k)
		d := distance([]rune(v), []rune(low), max(len(v), len(low)))
		cost := float64(d) / float64(max(len(v), len(low), 1))
		if v != "" && strings.Contains(low, v) {
			cost /= 4
		}
		if cost < 0.7 {
			list = append(list, scored{k, cost})
		}
	}
	slices.SortFunc(list, func(a, b scored) int {
		return cmp.Or(cmp.Compare(a.cost, b.cost), strings.Compare(a.value, b.value))
	})
	var out []string
	for _, s := range list[:min(n, len(list))] {
		out = append(out, s.value)
	}
	return out
}
