package corpus

import (
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"sync"
)

// The cases are embedded as they are read, and not as they are edited: to decode 846
// files takes longer than to answer. go test ./corpus -update writes the file anew from
// [dirCases], and a test sees to it that nobody forgets.
//
//go:embed data/cases.bin
var preparedCases string

// Builtin returns the vocabulary and the library inside the binary. They are
// read once, on first use, at the same time. An error means that the
// binary was built from a broken library, which the tests of this package
// keep from happening.
var Builtin = sync.OnceValues(func() (*Builtins, error) {
	var (
		b      Builtins
		errs   [2]error
		cases  []Case
		finish sync.WaitGroup
	)
	finish.Go(func() {
		var files fs.FS
		if files, errs[0] = embedded(); errs[0] != nil {
			return
		}
		if b.Vocabulary, errs[0] = ReadVocabulary(files); errs[0] == nil {
			_, errs[0] = b.Vocabulary.Letters() // the first question needs them, and the cases take longer
		}
	})
	finish.Go(func() { cases, errs[1] = unpack("the built-in cases", preparedCases, packCases) })
	finish.Wait()
	if err := errors.Join(errs[:]...); err != nil {
		return nil, fmt.Errorf("read the built-in library: %w", err)
	}
	var err error
	b.Library, err = NewLibrary(cases)
	return &b, err
})

// Builtins is what the binary has inside.
type Builtins struct {
	Vocabulary *Vocabulary
	Library    *Library
}

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
