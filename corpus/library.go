package corpus

import (
	"cmp"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"
	"sync"
)

// Library is a set of cases with unique ids, sorted by id, of which most may be kept elsewhere
// than in memory. It is read-only once built and safe for concurrent use.
type Library struct {
	cases []Case
	byID  map[string]*Case
	shelf Shelf // nil for none

	addresses func() addresses // made when first asked for
}

// NewLibrary makes a library of these cases. Two cases with one id are an
// error that names it.
func NewLibrary(cases []Case) (*Library, error) {
	l := &Library{cases: slices.Clone(cases), byID: make(map[string]*Case, len(cases))}
	slices.SortFunc(l.cases, func(a, b Case) int { return strings.Compare(a.ID, b.ID) })
	for i := range l.cases {
		c := &l.cases[i]
		if l.byID[c.ID] != nil {
			return nil, fmt.Errorf("two cases have the id %q: give one of them another", c.ID)
		}
		l.byID[c.ID] = c
	}
	l.addresses = sync.OnceValue(func() addresses { return newAddresses(l.cases) })
	return l, nil
}

// Shelf holds cases that are read when they are asked for. It is safe for concurrent use.
type Shelf interface {
	// IDs are their ids in order, and Countries the countries of all, each once. The caller must
	// not change them.
	IDs() []string
	Countries() []string
	// Libraries are the names of the libraries that they are of, each once.
	Libraries() []string
	// Case reads the case with that id, nil where there is none.
	Case(id string) *Case
	// ByURL reads the case that an address leads to in one of its forms, see [AddressKeys]; nil
	// where there is none or several.
	ByURL(full, bare string) *Case
}

// With returns a library that has the cases of a shelf, too, none of which has the id of another.
func (l *Library) With(s Shelf) *Library {
	both := *l
	both.shelf = s
	return &both
}

// Cases returns the cases in memory, in order of id. The caller must not change them.
func (l *Library) Cases() []Case { return l.cases }

// Len returns the number of all cases.
func (l *Library) Len() int {
	if l.shelf == nil {
		return len(l.cases)
	}
	return len(l.cases) + len(l.shelf.IDs())
}

// IDs returns the ids of all cases, in order.
func (l *Library) IDs() []string {
	ids := make([]string, 0, l.Len())
	for i := range l.cases {
		ids = append(ids, l.cases[i].ID)
	}
	if l.shelf != nil {
		ids = append(ids, l.shelf.IDs()...)
		slices.Sort(ids)
	}
	return ids
}

// Countries returns the countries of all cases, those proposed for them too, each once, in order.
func (l *Library) Countries() []string {
	var codes []string
	for i := range l.cases {
		codes = append(codes, l.cases[i].Countries...)
		codes = append(codes, l.cases[i].ProposedCountries()...)
	}
	if l.shelf != nil {
		codes = append(codes, l.shelf.Countries()...)
	}
	slices.Sort(codes)
	return slices.Compact(codes)
}

// Libraries returns the names of the libraries that the cases are of, each once: the built-in one
// first, and then in order.
func (l *Library) Libraries() []string {
	seen := map[string]bool{}
	for i := range l.cases {
		seen[l.cases[i].From()] = true
	}
	if l.shelf != nil {
		for _, name := range l.shelf.Libraries() {
			seen[name] = true
		}
	}
	names := slices.Sorted(maps.Keys(seen))
	if i := slices.Index(names, BuiltinName); i > 0 {
		names = slices.Insert(slices.Delete(names, i, i+1), 0, BuiltinName)
	}
	return names
}

// Case returns the case with that id, or nil. The caller must not change it.
func (l *Library) Case(id string) *Case {
	if c := l.byID[id]; c != nil || l.shelf == nil {
		return c
	}
	return l.shelf.Case(id)
}

// ByURL returns the case that a web address leads to, in any of its usual forms:
// with or without www, a slash at the end, or parameters; nil where there is none,
// or where it could be one of several.
func (l *Library) ByURL(address string) *Case {
	full, bare, ok := AddressKeys(address)
	if !ok {
		return nil
	}
	known := l.addresses()
	if c := cmp.Or(known.full[full], known.bare[bare]); c != nil || l.shelf == nil {
		return c
	}
	return l.shelf.ByURL(full, bare)
}

// tracking are parameters that say where a reader came from and not what is read; perhapsTracking
// are those that say it on most sites.
var (
	tracking        = []string{"utm_", "fbclid", "gclid", "msclkid", "mc_cid", "mc_eid", "igshid"}
	perhapsTracking = []string{"ref", "source", "share"}
)

// tracks tells whether a parameter says where a reader came from.
func tracks(name string) bool {
	name = strings.ToLower(name)
	return slices.ContainsFunc(tracking, func(t string) bool {
		return name == t || strings.HasSuffix(t, "_") && strings.HasPrefix(name, t)
	})
}

// WithoutTracking are the parameters of an address, in their order and as they are written, but for
// those that say only where a reader came from.
func WithoutTracking(query string) string {
	kept := slices.DeleteFunc(strings.Split(query, "&"), func(pair string) bool {
		name, _, _ := strings.Cut(pair, "=")
		return tracks(name)
	})
	return strings.Join(kept, "&")
}

// AddressKeys brings a web address to the forms that it is looked up by: without
// what differs between two links to one page (http or https, www, a slash at the
// end, a fragment, tracking parameters), full with its other parameters and bare
// without any. ok is false for what is no web address.
func AddressKeys(address string) (full, bare string, ok bool) {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" {
		return "", "", false
	}
	host := strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
	bare = host + strings.TrimRight(u.Path, "/")
	query := u.Query()
	for name := range query {
		if tracks(name) || slices.Contains(perhapsTracking, strings.ToLower(name)) {
			query.Del(name)
		}
	}
	full = bare
	if len(query) > 0 {
		full += "?" + query.Encode() // sorted by name
	}
	return full, bare, true
}

// addresses are the cases by the forms of their addresses. A form that two cases
// share names neither.
type addresses struct{ full, bare map[string]*Case }

func newAddresses(cases []Case) addresses {
	a := addresses{map[string]*Case{}, map[string]*Case{}}
	add := func(to map[string]*Case, key string, c *Case) {
		if _, twice := to[key]; twice {
			c = nil
		}
		to[key] = c
	}
	for i := range cases {
		full, bare, ok := AddressKeys(cases[i].URL)
		if !ok {
			continue
		}
		add(a.full, full, &cases[i])
		if !FrontPage(bare) {
			add(a.bare, bare, &cases[i])
		}
	}
	return a
}

// FrontPage tells whether an address, in the form without parameters, is that of a whole site, which
// is no case.
func FrontPage(bare string) bool { return !strings.Contains(bare, "/") }
