package rank

import "slices"

// stemList is the stems of a library in the order of the alphabet. The place of a stem is
// its number as a term, so that the same library has the same numbers however it was
// analysed.
type stemList []string

// find returns the number of a stem, and whether the library has it.
func (l stemList) find(stem string) (int32, bool) {
	n, ok := slices.BinarySearch(l, stem)
	return int32(n), ok
}

// findAll returns the numbers of some stems, none where the library lacks one of them.
func (l stemList) findAll(stems []string) (terms []int32) {
	for _, stem := range stems {
		term, has := l.find(stem)
		if !has {
			return nil
		}
		terms = append(terms, term)
	}
	return terms
}

// numbersIn returns by number what number each stem has in a longer list with all of them.
func (l stemList) numbersIn(longer stemList) []int32 {
	numbers := make([]int32, len(l))
	at := 0
	for n, stem := range l {
		for longer[at] != stem {
			at++
		}
		numbers[n] = int32(at)
	}
	return numbers
}
