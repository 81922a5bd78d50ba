package corpus

import (
	"fmt"
	"slices"
	"strings"
	"sync"
)

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

// ByURL returns the case that a web address leads to, in any of its usual forms:
// with or without www, a slash at the end, or parameters; nil where there is none,
// or where it could be one of several.
func (l *Library) ByURL(address string) *Case {
	full, bare, ok := addressKeys(address)
	if !ok {
		return nil
	}
	known := l.addresses()
	i, found := known.full[full]
	if !found || i < 0 {
		if i, found = known.bare[bare]; !found || i < 0 {
			return nil
		}
	}
	return &l.cases[i]
}
