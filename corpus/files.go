package corpus

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"

	"precedent/corpus/pack"
)

// English is the language of the library: records are written in it, and what
// is said in another language is looked up in it.
const English = "en"

// The files and folders of a vocabulary and its cases, each named here once.
const (
	dirCases     = "data/cases"
	dirLanguages = "data/languages" // a folder for each language, named by its code
	fileTaxonomy = "data/taxonomy.json"
	filePlaces   = "data/places.json"
	fileTowns    = "data/towns.json"

	// The files in the folder of a language.
	fileThesaurus  = "thesaurus.json"
	fileWords      = "words.json"
	fileGlossary   = "glossary.json"
	filePlaceNames = "places.json"
	fileSpelling   = "spelling.txt" // a word a line
	fileLetters    = "letters.json"
	fileFrames     = "frames.json"
	fileInflection = "inflection.json"
	fileHeadings   = "headings.json"
	fileRecord     = "record.json"

	extensionVariant = ".json" // of a variant of the language, named by its code: pt-BR.json
)

func languageFile(code, name string) string { return path.Join(dirLanguages, code, name) }

// readOf reads a file of JSON of a language.
func readOf[T any](fsys fs.FS, code, name string) (value T, err error) {
	err = readJSON(fsys, languageFile(code, name), &value)
	return value, err
}

// readEach reads a file of JSON of each of some languages, in their order.
func readEach[T any](fsys fs.FS, codes []string, name string) ([]T, error) {
	all := make([]T, len(codes))
	for i, code := range codes {
		var err error
		if all[i], err = readOf[T](fsys, code, name); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// languageCodes are the languages that have a folder, English first and the others by
// their codes.
func languageCodes(fsys fs.FS) ([]string, error) {
	entries, err := fs.ReadDir(fsys, dirLanguages)
	if err != nil {
		return nil, fmt.Errorf("list the languages: %w", err)
	}
	codes := []string{English}
	for _, e := range entries { // sorted by name
		if e.IsDir() && e.Name() != English {
			codes = append(codes, e.Name())
		}
	}
	return slices.Clip(codes), nil
}

func readJSON(fsys fs.FS, name string, v any) error {
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	if err := json.Unmarshal(data, v); err != nil {
		return fmt.Errorf("read %s: %w", name, atLine(err, data))
	}
	return nil
}

// atLine adds the line to a JSON error, since the library only says the offset.
func atLine(err error, data []byte) error {
	var offset int64
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		offset = syntax.Offset
	case errors.As(err, &kind):
		offset = kind.Offset
	default:
		return err
	}
	offset = min(offset, int64(len(data)))
	return fmt.Errorf("line %d: %w", 1+bytes.Count(data[:offset], []byte("\n")), err)
}

// unpack reads what is embedded as it is read.
func unpack[T any](what, data string, describe func(*pack.Coder, *T)) (value T, err error) {
	if err := pack.Read(data, func(p *pack.Coder) { describe(p, &value) }); err != nil {
		return value, fmt.Errorf("read %s: %w", what, err)
	}
	return value, nil
}
