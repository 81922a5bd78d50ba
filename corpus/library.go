package corpus

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
)

// Vocabulary is everything that cases are described with and recognised by. It is
// read-only once built and safe for concurrent use.
type Vocabulary struct {
	Taxonomy *Taxonomy
	Places   *Places
	English  *Language

	languages languages
	letters   func() ([]Letters, error)
	turns     func() (map[string]Turns, error)
	fsys      fs.FS
}

// Language returns what is known of a language of [Languages], which is read
// when it is first asked for.
func (v *Vocabulary) Language(code string) (*Language, error) {
	read := v.languages[code]
	if read == nil {
		return nil, fmt.Errorf("language %q is not known", code)
	}
	return read()
}

// Turns returns the turns of every language of [Languages] by its code. They are read when
// first asked for, without the rest of what is known of the languages.
func (v *Vocabulary) Turns() (map[string]Turns, error) { return v.turns() }

// Library is a set of cases with unique ids, sorted by id. It is read-only
// once built and safe for concurrent use.
type Library struct {
	cases []Case
	byID  map[string]int

	addresses func() addresses // made when first asked for
}

// NewLibrary makes a library of these cases. Two cases with one id are an
// error that names it.
func NewLibrary(cases []Case) (*Library, error) {
	l := &Library{cases: slices.Clone(cases), byID: make(map[string]int, len(cases))}
	slices.SortFunc(l.cases, func(a, b Case) int { return strings.Compare(a.ID, b.ID) })
	for i, c := range l.cases {
		if _, twice := l.byID[c.ID]; twice {
			return nil, fmt.Errorf("two cases have the id %q: give one of them another", c.ID)
		}
		l.byID[c.ID] = i
	}
	l.addresses = sync.OnceValue(func() addresses { return newAddresses(l.cases) })
	return l, nil
}

// Cases returns the cases in order of id. The caller must not change them.
func (l *Library) Cases() []Case { return l.cases }

// Len returns the number of cases.
func (l *Library) Len() int { return len(l.cases) }

// Case returns the case with that id, or nil. The caller must not change it.
func (l *Library) Case(id string) *Case {
	i, ok := l.byID[id]
	if !ok {
		return nil
	}
	return &l.cases[i]
}
