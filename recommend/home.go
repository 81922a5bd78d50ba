package recommend

import (
	"strings"

	"precedent/corpus"
)

// Workplace is where a person works. Cases from places like it come a little earlier
// and say so. It is no limit and no wish: which cases are shown, how strong each is
// and how many there are does not depend on it. Its zero value prefers none.
type Workplace struct {
	Country string `json:"c,omitempty"` // code, as cases name it
	Level   string `json:"l,omitempty"` // id of a level of government
}

// Known is what of a workplace the vocabulary knows.
func (h Workplace) Known(v *corpus.Vocabulary) Workplace {
	if v.Places.Country(h.Country) == nil {
		h.Country = ""
	}
	if v.Taxonomy.Level(h.Level) == nil {
		h.Level = ""
	}
	return h
}

// longestLevel is how many letters an id of a level has at most.
const longestLevel = 20

// inForm is what of a workplace looks like a code and an id.
func (h Workplace) inForm() Workplace {
	within := func(s string, from, to rune) bool {
		return !strings.ContainsFunc(s, func(r rune) bool { return r < from || r > to })
	}
	if len(h.Country) != 2 || !within(h.Country, 'A', 'Z') {
		h.Country = ""
	}
	if len(h.Level) > longestLevel || !within(h.Level, 'a', 'z') {
		h.Level = ""
	}
	return h
}
