package corpus

import (
	"archive/zip"
	_ "embed"
	"io/fs"
	"strings"
	"sync"
)

// The files of the vocabulary are embedded without the blanks by which they are edited, which are
// a quarter of them, and in an archive, which is a file system. What only tables are made of, the
// thesaurus, glossary, list for spelling and frames of each language, stays out of the binary. go
// test ./corpus -update writes the archive anew, and a test sees to it that nobody forgets.
//
//go:embed data/vocabulary.zip
var vocabularyArchive string

// embedded are the files of the vocabulary inside the binary.
var embedded = sync.OnceValues(func() (fs.FS, error) {
	return zip.NewReader(strings.NewReader(vocabularyArchive), int64(len(vocabularyArchive)))
})
