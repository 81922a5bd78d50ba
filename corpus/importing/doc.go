// Package importing makes cases of the rows of people's own tables: it guesses what each
// column holds, in a mapping that people can edit and give back, and reads rows by it into
// records as [corpus.ReadOwn] reads them.
//
// Every row is accounted for: it came in, it was merged with the same case, or it was refused
// with its line and the reason. What of a row is not understood is counted by column. Nothing
// is asked, opened, written or printed here.
package importing

import (
	"slices"

	"precedent/corpus"
)

// Field is what a column holds. The zero value stands for nothing that is read.
type Field string

// What columns can hold.
const (
	ID           Field = "id"
	Title        Field = "title"
	Text         Field = "text" // what was done; several are joined under their headings, as problems and results are
	Problem      Field = "problem"
	Results      Field = "results"
	URL          Field = "url" // the page of the case itself
	Source       Field = "source"
	Country      Field = "country"
	Region       Field = "region" // within a country or of the world; a keyword
	Year         Field = "year"   // or a date; the first column that has one
	Organisation Field = "organisation"
	Level        Field = "level"
	Tags         Field = "tags"
	Language     Field = "language"
)

// fields are all of them, in the order in which a mapping is shown.
var fields = []Field{ID, Title, Text, Problem, Results, URL, Source, Country, Region, Year, Organisation, Level, Tags, Language}

// joined tells whether several columns may hold parts of the same field.
func (f Field) joined() bool {
	return slices.Contains([]Field{Text, Problem, Results, Country, Region, Year, Organisation, Tags}, f)
}

// Reader reads tables with the words of a vocabulary.
type Reader struct {
	Present int // the year, so that later ones are told; 0 where it is not known

	vocabulary *corpus.Vocabulary
	dictionary
}

// New makes a reader of what the languages of a vocabulary call things.
func New(v *corpus.Vocabulary) (*Reader, error) {
	d, err := newDictionary(v)
	return &Reader{vocabulary: v, dictionary: d}, err
}
