package corpus

import (
	"net/url"
	"strings"
	"unicode"
)

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
type addresses struct {
	full, bare map[string]int
}

func newAddresses(cases []Case) addresses {
	a := addresses{map[string]int{}, map[string]int{}}
	add := func(to map[string]int, key string, i int) {
		if _, twice := to[key]; twice {
			i = -1
		}
		to[key] = i
	}
	for i, c := range cases {
		full, bare, ok := addressKeys(c.URL)
		if !ok {
			continue
		}
		add(a.full, full, i)
		if strings.Contains(bare, "/") { // the front page of a site is no case
			add(a.bare, bare, i)
		}
	}
	return a
}

// MaxURL is how many characters a web address has at most.
const MaxURL = 500

// WebAddress tells whether s is an absolute http or https address that is
// safe to print as a link: no spaces, no control characters, no user name.
func WebAddress(s string) bool {
	if len(s) > MaxURL || strings.ContainsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }) {
		return false
	}
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && u.User == nil
}
