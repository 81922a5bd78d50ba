package corpus

import (
	"cmp"
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"sync"

	"precedent/corpus/pack"
)

// Vocabulary is everything that cases are described with and recognised by. It is
// read-only once built and safe for concurrent use.
type Vocabulary struct {
	Taxonomy *Taxonomy
	Places   *Places
	English  *Language

	// Libraries are the names of the libraries that are searched, the built-in one first where it
	// is: what cases can be limited to. See [Vocabulary.Naming].
	Libraries []string

	// Letters are those of each language, in the order of [Vocabulary.Languages]. They are
	// read apart from the rest of a language, since a letter is recognised before its
	// language is known.
	Letters func() ([]Letters, error)

	// Turns are those of each language, in the same order. They are read when first asked
	// for, without the rest of what is known of the languages.
	Turns func() ([]Turns, error)

	codes     []string                             // of its languages
	languages map[string]func() (*Language, error) // read when first asked for, since most problems need one only
	fsys      fs.FS
	common    *Vocabulary // without names of libraries, nil where this is it
}

// Naming is the vocabulary with the names of libraries.
func (v *Vocabulary) Naming(libraries []string) *Vocabulary {
	named := *v
	named.common, named.Libraries = v.Common(), libraries
	return &named
}

// Common is the vocabulary without names of libraries: what is made of it once serves all that
// differ in these alone.
func (v *Vocabulary) Common() *Vocabulary { return cmp.Or(v.common, v) }

// ReadVocabulary reads taxonomy, places and the English words from a tree laid out as
// the embedded one.
func ReadVocabulary(fsys fs.FS) (*Vocabulary, error) {
	codes, err := languageCodes(fsys)
	if err != nil {
		return nil, err
	}
	t, err := readTaxonomy(fsys, fileTaxonomy)
	if err != nil {
		return nil, err
	}
	p, err := readPlaces(fsys)
	if err != nil {
		return nil, err
	}
	v := &Vocabulary{
		Taxonomy: t, Places: p, codes: codes, fsys: fsys, languages: map[string]func() (*Language, error){},
		Letters: sync.OnceValues(func() ([]Letters, error) { return readEach[Letters](fsys, codes, fileLetters) }),
		Turns:   sync.OnceValues(func() ([]Turns, error) { return readEach[Turns](fsys, codes, fileWords) }),
	}
	for _, code := range codes {
		v.languages[code] = sync.OnceValues(func() (*Language, error) { return readLanguage(fsys, code, t) })
	}
	v.English, err = v.Language(English)
	return v, err
}

// Embedded tells whether this is the vocabulary inside the binary, for which tables are
// prepared.
func (v *Vocabulary) Embedded() bool {
	files, _ := embedded()
	return v.fsys == files
}

// Languages are those that problems are understood in, by ISO 639-1 code, English first:
// the folders of data/languages.
func (v *Vocabulary) Languages() []string { return slices.Clone(v.codes) }

// Language returns what is known of a language of [Vocabulary.Languages], which is read
// when it is first asked for.
func (v *Vocabulary) Language(code string) (*Language, error) {
	read := v.languages[code]
	if read == nil {
		return nil, fmt.Errorf("language %q is not known", code)
	}
	return read()
}

// The parts of a language that are needed before it is known which one a text is in,
// each read alone when it is asked for.

// Words are the words of a language that say how something is asked.
func (v *Vocabulary) Words(code string) (*Words, error) { return readWords(v.fsys, code, v.Taxonomy) }

// PlaceNames are what places are called in a language. For English, they are those that
// stand beside the names in [Places].
func (v *Vocabulary) PlaceNames(code string) (PlaceNames, error) {
	return readOf[PlaceNames](v.fsys, code, filePlaceNames)
}

// Thesaurus are the phrases of a language for topics and approaches, the label of each
// first. Like [Language.Glossary] it is not inside the binary, which has the labels alone:
// see [Vocabulary.Labels].
func (v *Vocabulary) Thesaurus(code string) (Thesaurus, error) {
	return readThesaurus(v.fsys, code, v.Taxonomy)
}

// Frames are those of a language. They are not inside the binary, as [Language.Glossary]
// is not.
func (v *Vocabulary) Frames(code string) (Frames, error) {
	return readOf[Frames](v.fsys, code, fileFrames)
}

// Labels are what topics and approaches are called in one language, by their ids.
type Labels map[string]string

// Of the phrases of the languages that are not English, people are shown the labels alone,
// and can type them as limits. They are embedded as they are read: the thesaurus that they
// stand in is fifty times as large. go test ./corpus -update writes the file anew, and a
// test sees to it that nobody forgets.
//
//go:embed data/languages/labels.bin
var labelsFile string

// languageLabels are the labels of one language, in the order of the taxonomy.
type languageLabels struct {
	code   string
	labels []string
}

func packLabels(p *pack.Coder, all *[]languageLabels) {
	pack.List(p, all, func(l *languageLabels) {
		p.String(&l.code)
		p.Strings(&l.labels)
	})
}

// preparedLabels are those of labelsFile.
var preparedLabels = sync.OnceValues(func() ([]languageLabels, error) {
	return unpack("the labels of topics", labelsFile, packLabels)
})

// Inflection is that of a language, which a language may lack. It is not inside the binary,
// as [Language.Glossary] is not.
func (v *Vocabulary) Inflection(code string) (Inflection, error) {
	i, err := readOf[Inflection](v.fsys, code, fileInflection)
	if errors.Is(err, fs.ErrNotExist) && !v.Embedded() {
		return Inflection{}, nil
	}
	return i, err
}

// Labels are what topics and approaches are called in a language: in English as the
// taxonomy has it, in others the first phrase of the thesaurus.
func (v *Vocabulary) Labels(code string) (Labels, error) {
	concepts := v.Taxonomy.all()
	label := func(i int) string { return concepts[i].Label }
	switch {
	case code == English:
	case v.Embedded():
		prepared, err := preparedLabels()
		if err != nil {
			return nil, err
		}
		at := slices.IndexFunc(prepared, func(l languageLabels) bool { return l.code == code && len(l.labels) == len(concepts) })
		if at < 0 {
			return nil, fmt.Errorf("the labels of topics in %q are not prepared; go test ./corpus -update writes them anew", code)
		}
		label = func(i int) string { return prepared[at].labels[i] }
	default:
		thesaurus, err := v.Thesaurus(code)
		if err != nil {
			return nil, err
		}
		label = func(i int) string { return thesaurus[concepts[i].ID][0] } // which has one for each, or is an error
	}
	labels := make(Labels, len(concepts))
	for i, c := range concepts {
		labels[c.ID] = label(i)
	}
	return labels, nil
}
