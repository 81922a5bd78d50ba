package corpus

import _ "embed"

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
