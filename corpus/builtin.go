package corpus

import (
	_ "embed"
	"errors"
	"fmt"
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
		if b.Vocabulary, errs[0] = ReadVocabulary(embedded); errs[0] == nil {
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
