package corpus

import (
	_ "embed"
	"fmt"
	"sync"

	"precedent/corpus/pack"
)

// What package recommend makes of the languages of the built-in vocabulary, and reads
// from the binary at each start, since to make it takes longer than to answer. It stands
// in data/languages beside what it is made from. go test ./recommend/rank -update writes it
// anew, and a test there sees to it that nobody forgets.
var (
	//go:embed data/languages/tables.bin
	preparedTables string
	//go:embed data/languages/words.index.txt
	preparedWords string
	//go:embed data/languages/placenames.index.txt
	preparedPlaceNames string
	//go:embed data/languages/en/equivalents.index.txt
	preparedEquivalents string
)

// englishDictionary is no work of this project: see data/languages/en/dictionary-copyright.txt.
//
//go:embed data/languages/en/dictionary.txt
var englishDictionary string

// PreparedLanguages are files that package recommend makes of the languages of the
// built-in vocabulary; what is in them is its own.
type PreparedLanguages struct {
	Tables      string // the tables of each language
	Words       string // the languages of each word
	PlaceNames  string // the languages of each name of a place
	Equivalents string // the English words and phrases that mean nearly the same, by their stems
}

// Prepared returns the prepared files inside the binary.
func Prepared() PreparedLanguages {
	return PreparedLanguages{preparedTables, preparedWords, preparedPlaceNames, preparedEquivalents}
}

// Dictionary are the common words of English in all their forms, British and American,
// with common names: folded, from five letters on, one a line, with the endings of words
// that begin with it behind it.
func Dictionary() string { return englishDictionary }

// Labels are what topics and approaches are called in one language, by their ids.
type Labels map[string]string

// Of the phrases of the languages that are not English, people are shown the labels alone,
// and can type them as limits. They are embedded as they are read: the thesaurus that they
// stand in is fifty times as large. go test ./corpus -update writes the file anew, and a
// test sees to it that nobody forgets.
//
//go:embed data/languages/labels.bin
var labelsFile string

// languageLabels are the labels of one language, in the order of the taxonomy.
type languageLabels struct {
	code   string
	labels []string
}

func packLabels(p *pack.Coder, all *[]languageLabels) {
	pack.List(p, all, func(l *languageLabels) {
		p.String(&l.code)
		p.Strings(&l.labels)
	})
}

// preparedLabels are those of labelsFile.
var preparedLabels = sync.OnceValues(func() ([]languageLabels, error) {
	return unpack("the labels of topics", labelsFile, packLabels)
})

// unpack reads what is embedded as it is read.
func unpack[T any](what, data string, describe func(*pack.Coder, *T)) (value T, err error) {
	if err := pack.Read(data, func(p *pack.Coder) { describe(p, &value) }); err != nil {
		return value, fmt.Errorf("read %s: %w", what, err)
	}
	return value, nil
}
