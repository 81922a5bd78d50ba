package understand

import (
	"precedent/corpus"
	"precedent/recommend/understand/analysis"
	"precedent/recommend/understand/names"
)

// Standing says where in a case a word stands.
type Standing struct {
	Shown bool   // in the record itself, and not only in what it is matched by
	Asked uint64 // a bit for each asked-as sentence with it
}

// with is where two words stand both.
func (s Standing) with(other Standing) Standing {
	return Standing{s.Shown && other.Shown, s.Asked & other.Asked}
}

// Library is what is to be known of a library to understand problems for it.
type Library struct {
	Cases  []corpus.Case // their places are their numbers
	Words  *analysis.Dictionary
	Names  names.Table
	IDF    func(stem string) float64 // how much a word tells
	Having func(stem string) int     // how many cases have it
	// Standing returns what says where a word with a stem stands in a case, by its number,
	// and whether it does; nil for a stem that no case has.
	Standing func(stem string) func(number int) (Standing, bool)
	// Own are the numbers of people's own cases, Languages the languages of all.
	Own       []int
	Languages []string
	// English are words that are English for sure, nil where that is not known.
	English *analysis.Dictionary
}
