package corpus

import (
	"archive/zip"
	_ "embed"
	"hash/crc32"
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

// EmbeddedSum tells binaries apart that understand words otherwise: it is a sum over the vocabulary
// inside and what was made of it.
var EmbeddedSum = sync.OnceValue(func() uint32 {
	sum := crc32.New(digestTable)
	for _, text := range []string{vocabularyArchive, preparedTables, preparedWords, preparedEquivalents} {
		sum.Write([]byte(text))
	}
	return sum.Sum32()
})
