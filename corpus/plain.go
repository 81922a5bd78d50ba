package corpus

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"
)

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

// plainFault says what keeps s from being plain, tidy text; "" when nothing.
func plainFault(s string) string {
	switch {
	case !utf8.ValidString(s):
		return "is not UTF-8"
	case strings.TrimSpace(s) != s || strings.Contains(s, "  "):
		return "has spaces at an end or two in a row"
	case strings.ContainsFunc(s, func(r rune) bool { return unicode.IsControl(r) || unicode.In(r, unicode.Cf) }):
		return "has control or invisible characters"
	}
	return ""
}
