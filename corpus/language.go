package corpus

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
)

// English is the language of the library: records are written in it, and what
// is said in another language is looked up in it.
const English = "en"

// Languages are those that problems are understood in, by ISO 639-1 code,
// English first.
var Languages = []string{English, "de", "es", "fr", "it", "nl", "pl", "pt"}

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

// PlaceNames are what countries and regions are called in one language.
type PlaceNames struct {
	Names map[string][]string `json:"names"` // by code or id; adjectives and people too
	Cased []string            `json:"cased"` // those of them that count only with these capitals
}

// languages reads each language when it is first asked for, since most problems
// need one only.
type languages map[string]func() (*Language, error)

func newLanguages(fsys fs.FS, t *Taxonomy, p *Places) languages {
	all := languages{}
	for _, code := range Languages {
		all[code] = sync.OnceValues(func() (*Language, error) { return readLanguage(fsys, code, t, p) })
	}
	return all
}

func readLanguage(fsys fs.FS, code string, t *Taxonomy, p *Places) (*Language, error) {
	l := &Language{Code: code, glossary: sync.OnceValues(func() (Glossary, error) { return readGlossary(fsys, code) }), spelling: sync.OnceValues(func() ([]string, error) { return readSpelling(fsys, code) })}
	file := func(dir string) string { return path.Join(dir, code+".json") }
	var err error
	if l.Words, err = readWords(fsys, file(dirWords), t); err != nil {
		return nil, err
	}
	if code == English {
		return l, nil
	}
	if err := readJSON(fsys, file(dirPlaceNames), &l.Names); err != nil {
		return nil, err
	}
	return l, nil
}

func readGlossary(fsys fs.FS, code string) (g Glossary, err error) {
	if code != English {
		err = readJSON(fsys, path.Join(dirGlossary, code+".json"), &g)
	}
	return g, err
}

// The parts of a language that are needed before it is known which one a text is in,
// each read alone when it is asked for.

// Words are the words of a language of [Languages] that say how something is asked.
func (v *Vocabulary) Words(code string) (*Words, error) {
	return readWords(v.fsys, path.Join(dirWords, code+".json"), v.Taxonomy)
}

// Thesaurus are the phrases of a language of [Languages] for topics and approaches, the
// label of each first. Like [Language.Glossary] it is not inside the binary, which has the
// labels alone: see [Vocabulary.Labels].
func (v *Vocabulary) Thesaurus(code string) (Thesaurus, error) {
	return readThesaurus(v.fsys, path.Join(dirThesaurus, code+".json"), v.Taxonomy)
}

// PlaceNames are what places are called in a language of [Languages] that is not English.
func (v *Vocabulary) PlaceNames(code string) (PlaceNames, error) {
	var names PlaceNames
	err := readJSON(v.fsys, path.Join(dirPlaceNames, code+".json"), &names)
	return names, err
}

// Embedded tells whether this is the vocabulary inside the binary, for which tables are
// prepared.
func (v *Vocabulary) Embedded() bool { return v.fsys == embedded }

// Glossary returns the glossary of the language; none for English. It is read when it is
// first asked for. It, [Language.Spelling] and [Vocabulary.Thesaurus] are not inside the
// binary, which has tables made of them instead (see package recommend): for the vocabulary
// of [Builtin] they are an error, for one of [ReadVocabulary] they are not.
func (l *Language) Glossary() (Glossary, error) { return l.glossary() }

// Spelling returns common words of the language in their common forms, with their
// accents, sorted; none for English. It says what is right though the library does not
// know it.
func (l *Language) Spelling() ([]string, error) { return l.spelling() }

func readSpelling(fsys fs.FS, code string) ([]string, error) {
	if code == English {
		return nil, nil
	}
	data, err := fs.ReadFile(fsys, path.Join(dirSpelling, code+".txt"))
	if err != nil {
		return nil, fmt.Errorf("read common words: %w", err)
	}
	return strings.Fields(string(data)), nil
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
