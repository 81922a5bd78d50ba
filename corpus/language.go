package corpus

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
)

// Language is what is known of one language.
type Language struct {
	Code     string
	Words    *Words
	Names    PlaceNames // none for English, whose names stand in Places
	glossary func() (Glossary, error)
	spelling func() ([]string, error)
}

// Glossary holds words of English policy talk, each with its equivalents in one
// other language, the commonest first.
type Glossary map[string][]string

// Glossary returns the glossary of the language; none for English. It is read when it is
// first asked for. It, [Language.Spelling], [Vocabulary.Thesaurus] and [Vocabulary.Frames]
// are not inside the binary, which has tables made of them instead (see [Prepared]): for
// the vocabulary of [Builtin] they are an error, for one of [ReadVocabulary] they are not.
func (l *Language) Glossary() (Glossary, error) { return l.glossary() }

// Spelling returns common words of the language in their common forms, with their
// accents, sorted; none for English. It says what is right though the library does not
// know it.
func (l *Language) Spelling() ([]string, error) { return l.spelling() }

// readLanguage reads what nearly every problem in a language needs, and the rest when it
// is asked for.
func readLanguage(fsys fs.FS, code string, t *Taxonomy) (*Language, error) {
	l := &Language{
		Code:     code,
		glossary: sync.OnceValues(func() (Glossary, error) { return readGlossary(fsys, code) }),
		spelling: sync.OnceValues(func() ([]string, error) { return readSpelling(fsys, code) }),
	}
	var err error
	if l.Words, err = readWords(fsys, code, t); err != nil || code == English {
		return l, err
	}
	l.Names, err = readPlaceNames(fsys, code)
	return l, err
}

func readWords(fsys fs.FS, code string, t *Taxonomy) (*Words, error) {
	var w Words
	if err := readJSON(fsys, languageFile(code, fileWords), &w); err != nil {
		return nil, err
	}
	var faults faults
	for level := range w.Levels {
		if t.Level(level) == nil {
			faults.add("words", level, "is no level")
		}
	}
	return &w, faults.err()
}

// readTurns reads the turns of some languages, without all else that is known of these.
func readTurns(fsys fs.FS, codes []string) (map[string]Turns, error) {
	all := map[string]Turns{}
	for _, code := range codes {
		var t Turns
		if err := readJSON(fsys, languageFile(code, fileWords), &t); err != nil {
			return nil, err
		}
		all[code] = t
	}
	return all, nil
}

func readLetters(fsys fs.FS, codes []string) ([]Letters, error) {
	all := make([]Letters, len(codes))
	for i, code := range codes {
		if err := readJSON(fsys, languageFile(code, fileLetters), &all[i]); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func readGlossary(fsys fs.FS, code string) (g Glossary, err error) {
	if code != English {
		err = readJSON(fsys, languageFile(code, fileGlossary), &g)
	}
	return g, err
}

func readSpelling(fsys fs.FS, code string) ([]string, error) {
	if code == English {
		return nil, nil
	}
	data, err := fs.ReadFile(fsys, languageFile(code, fileSpelling))
	if err != nil {
		return nil, fmt.Errorf("read common words: %w", err)
	}
	return strings.Fields(string(data)), nil
}

// Check says all that is wrong with what is known of a language, for the tests
// of the built-in data: reading it should be quick. t is its thesaurus.
func (l *Language) Check(p *Places, t Thesaurus) error {
	glossary, err := l.Glossary()
	if err != nil {
		return err
	}
	var fs faults
	where := "language " + l.Code
	list := func(field string, items []string) {
		for i, item := range items {
			if fault := plainFault(item); item == "" || fault != "" {
				fs.add(where, field, "%q is empty or %s", item, fault)
			}
			if slices.Contains(items[:i], item) {
				fs.add(where, field, "%q stands twice", item)
			}
		}
	}
	for english, words := range glossary {
		list("glossary "+english, words)
		if len(words) == 0 || strings.TrimSpace(english) == "" {
			fs.add(where, "glossary", "%q has no equivalent", english)
		}
	}
	taken := map[string]string{}
	for id, names := range l.Names.Names {
		list("places "+id, names)
		if p.Country(id) == nil && p.Region(id) == nil {
			fs.add(where, "places", "%q is no country or region", id)
		}
		for _, n := range names {
			key := strings.ToLower(n)
			if other := taken[key]; other != "" && other != id {
				fs.add(where, "places", "%q stands for %s and %s", n, min(id, other), max(id, other))
			}
			taken[key] = id
		}
	}
	for _, n := range l.Names.Cased {
		if taken[strings.ToLower(n)] == "" {
			fs.add(where, "places", "%q counts with its capitals but is no name", n)
		}
	}
	for id, phrases := range t {
		list("thesaurus "+id, phrases)
	}
	return fs.err()
}
