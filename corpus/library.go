package corpus

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"sync"
)

// Library is a set of cases with unique ids, sorted by id. It is read-only
// once built and safe for concurrent use.
type Library struct {
	cases []Case
	byID  map[string]*Case

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

// Cases returns the cases in order of id. The caller must not change them.
func (l *Library) Cases() []Case { return l.cases }

// Len returns the number of cases.
func (l *Library) Len() int { return len(l.cases) }

// Case returns the case with that id, or nil. The caller must not change it.
func (l *Library) Case(id string) *Case { return l.byID[id] }

// ByURL returns the case that a web address leads to, in any of its usual forms:
// with or without www, a slash at the end, or parameters; nil where there is none,
// or where it could be one of several.
func (l *Library) ByURL(address string) *Case {
	full, bare, ok := addressKeys(address)
	if !ok {
		return nil
	}
	known := l.addresses()
	return cmp.Or(known.full[full], known.bare[bare])
}

// tracking are parameters that say where a reader came from and not what is read.
var tracking = []string{"utm_", "fbclid", "gclid", "msclkid", "mc_cid", "mc_eid", "igshid", "ref", "source", "share"}

// addressKeys brings a web address to the forms that it is looked up by: without
// what differs between two links to one page (http or https, www, a slash at the
// end, a fragment, tracking parameters), full with its other parameters and bare
// without any. ok is false for what is no web address.
func addressKeys(address string) (full, bare string, ok bool) {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" {
		return "", "", false
	}
	host := strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
	bare = host + strings.TrimRight(u.Path, "/")
	query := u.Query()
	for name := range query {
		for _, t := range tracking {
			if lower := strings.ToLower(name); lower == t || strings.HasSuffix(t, "_") && strings.HasPrefix(lower, t) {
				query.Del(name)
			}
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
		full, bare, ok := addressKeys(cases[i].URL)
		if !ok {
			continue
		}
		add(a.full, full, &cases[i])
		if strings.Contains(bare, "/") { // the front page of a site is no case
			add(a.bare, bare, &cases[i])
		}
	}
	return a
}
