package corpus

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"sync"
)

// What only tables are made of, the thesaurus, glossaries, lists for spelling and frames,
// stays out.
//
//go:embed data/*.json data/words data/places data/letters
var embedded embed.FS

// The cases are embedded as they are read, and not as they are edited: to decode 846
// files takes longer than to answer. go test ./corpus -update writes the file anew from
// [dirCases], and a test sees to it that nobody forgets.
//
//go:embed cases.bin
var preparedCases string

// The embedded files, each named here once.
const (
	dirCases     = "data/cases"
	fileTaxonomy = "data/taxonomy.json"
	filePlaces   = "data/places.json"

	// A file a language each, named by its code.
	dirThesaurus  = "data/thesaurus"
	dirWords      = "data/words"
	dirGlossary   = "data/glossary"
	dirPlaceNames = "data/places"
	dirSpelling   = "data/spelling" // as text, a word a line
	dirLetters    = "data/letters"
	dirFrames     = "data/frames"
)

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
		if b.Vocabulary, errs[0] = ReadVocabulary(embedded); errs[0] == nil {
			_, errs[0] = b.Vocabulary.Letters() // the first question needs them, and the cases take longer
		}
	})
	finish.Go(func() { cases, errs[1] = unpackCases(preparedCases) })
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

// ReadVocabulary reads taxonomy, places and the English words from a tree laid out as
// the embedded one.
func ReadVocabulary(fsys fs.FS) (*Vocabulary, error) {
	t, err := readTaxonomy(fsys, fileTaxonomy)
	if err != nil {
		return nil, err
	}
	p, err := readPlaces(fsys, filePlaces)
	if err != nil {
		return nil, err
	}
	v := &Vocabulary{Taxonomy: t, Places: p, languages: newLanguages(fsys, t, p), letters: newLetters(fsys), turns: newTurns(fsys), fsys: fsys}
	v.English, err = v.Language(English)
	return v, err
}
