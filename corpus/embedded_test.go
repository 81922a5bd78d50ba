package corpus

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path"
	"slices"
	"testing"

	"precedent/corpus/pack/packtest"
)

// TestEmbedded_VocabularyAsEdited holds the vocabulary inside the binary against its files.
func TestEmbedded_VocabularyAsEdited(t *testing.T) {
	edited := os.DirFS(".")
	var names []string
	for _, pattern := range []string{"data/*.json", dirLanguages + "/*/*-*.json"} { // such as pt-BR.json
		names = append(names, globbed(t, edited, pattern)...)
	}
	for _, file := range []string{fileWords, filePlaceNames, fileLetters, fileHeadings, fileRecord} {
		names = append(names, globbed(t, edited, path.Join(dirLanguages, "*", file))...)
	}
	slices.Sort(names)
	var buf bytes.Buffer
	archive := zip.NewWriter(&buf)
	for _, name := range names {
		data, err := fs.ReadFile(edited, name)
		if err != nil {
			t.Fatal(err)
		}
		var compact bytes.Buffer
		if err := json.Compact(&compact, data); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		file, err := archive.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store}) // to be read fast
		if err != nil {
			t.Fatal(err)
		}
		if _, err := compact.WriteTo(file); err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	packtest.UpToDate(t, *update, "data/vocabulary.zip", buf.Bytes())
}

func globbed(t *testing.T, fsys fs.FS, pattern string) []string {
	t.Helper()
	names, err := fs.Glob(fsys, pattern)
	if err != nil || len(names) == 0 {
		t.Fatalf("no file is like %s (%v)", pattern, err)
	}
	return names
}
