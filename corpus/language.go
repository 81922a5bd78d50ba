package corpus

import (
	"fmt"
	"io/fs"
	"strings"
	"sync"
)

// Language is what is known of one language.
type Language struct {
	Code  string
	Words *Words
	Names PlaceNames // none for English, whose names stand in Places

	// Glossary returns the glossary of the language; none for English. It is read when it is
	// first asked for. It, Spelling, [Vocabulary.Thesaurus] and [Vocabulary.Frames] are not
	// inside the binary, which has tables made of them instead (see [Prepared]): for the
	// vocabulary of [Builtin] they are an error, for one of [ReadVocabulary] they are not.
	Glossary func() (Glossary, error)

	// Spelling returns common words of the language in their common forms, with their
	// accents, sorted; none for English. It says what is right though the library does not
	// know it.
	Spelling func() ([]string, error)
}

// Glossary holds words of English policy talk, each with its equivalents in one
// other language, the commonest first.
type Glossary map[string][]string

// Thesaurus holds, for each topic and approach, the phrases that people use
// for it in one language. One phrase may stand for several concepts.
type Thesaurus map[string][]string

// readLanguage reads what nearly every problem in a language needs, and the rest when it
// is asked for.
func readLanguage(fsys fs.FS, code string, t *Taxonomy) (*Language, error) {
	l := &Language{
		Code:     code,
		Glossary: sync.OnceValues(func() (Glossary, error) { return readGlossary(fsys, code) }),
		Spelling: sync.OnceValues(func() ([]string, error) { return readSpelling(fsys, code) }),
	}
	var err error
	if l.Words, err = readWords(fsys, code, t); err != nil || code == English {
		return l, err
	}
	l.Names, err = readOf[PlaceNames](fsys, code, filePlaceNames)
	return l, err
}

func readWords(fsys fs.FS, code string, t *Taxonomy) (*Words, error) {
	w, err := readOf[Words](fsys, code, fileWords)
	if err != nil {
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

func readGlossary(fsys fs.FS, code string) (Glossary, error) {
	if code == English {
		return nil, nil
	}
	return readOf[Glossary](fsys, code, fileGlossary)
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

// readThesaurus reads the phrases of one language and checks that each belongs
// to a concept of the taxonomy and stands under it once.
func readThesaurus(fsys fs.FS, code string, t *Taxonomy) (Thesaurus, error) {
	th, err := readOf[Thesaurus](fsys, code, fileThesaurus)
	if err != nil {
		return nil, err
	}
	var faults faults
	for id, phrases := range th {
		if t.Concept(id) == nil {
			faults.add("thesaurus", id, "is no topic or approach")
		}
		seen := map[string]bool{}
		for _, p := range phrases {
			key := strings.ToLower(strings.TrimSpace(p))
			if key == "" || seen[key] {
				faults.add("thesaurus", id, "phrase %q is empty or stands twice", p)
			}
			seen[key] = true
		}
	}
	for id := range t.concepts {
		if len(th[id]) == 0 {
			faults.add("thesaurus", id, "has no phrase")
		}
	}
	return th, faults.err()
}
