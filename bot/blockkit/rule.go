package blockkit

import (
	"fmt"
	"math"
	"net/url"
	"slices"
	"strings"
	"time"
)

// The schemes that addresses may have, by where they stand.
var (
	webSchemes  = []string{"http", "https"}
	linkSchemes = []string{"http", "https", "mailto"}
	onlyHTTPS   = []string{"https"}
)

// noLimit is for what Slack publishes no limit of.
const noLimit = math.MaxInt

// node is a JSON object and where it stands.
type node struct {
	c    *checker
	path string
	obj  map[string]any
}

// nodeAt is the object that stands at a path; ok is false, and a fault added, where there is
// none.
func nodeAt(c *checker, path string, v any) (n node, ok bool) {
	obj, ok := v.(map[string]any)
	if !ok {
		c.add(path, "not an object")
	}
	return node{c, path, obj}, ok
}

// at is where a field stands, or with "" the object itself.
func (n node) at(field string) string {
	if n.path == "" || field == "" {
		return n.path + field
	}
	return n.path + "." + field
}

func (n node) fault(field, format string, args ...any) {
	n.c.add(n.at(field), format, args...)
}

// has reports whether a field is there; null counts as absent, as it does for Slack.
func (n node) has(field string) bool { return n.obj[field] != nil }

func (n node) kind() string {
	kind, _ := n.obj["type"].(string)
	return kind
}

// str is the string in a field, of at most so many characters. Anything else is a fault.
func (n node) str(field string, most int) (s string, ok bool) {
	s, ok = n.obj[field].(string)
	if !ok {
		n.fault(field, "not a string")
	} else if k := chars(s); k > most {
		n.fault(field, "%d characters, at most %d", k, most)
	}
	return s, ok
}

// list is the array in a field, with so many items. Anything else is a fault.
func (n node) list(field string, least, most int) []any {
	list, ok := n.obj[field].([]any)
	switch {
	case !ok:
		n.fault(field, "not an array")
	case len(list) < least:
		n.fault(field, "%d items, at least %d", len(list), least)
	case len(list) > most:
		n.fault(field, "%d items, at most %d", len(list), most)
	}
	return list
}

// rule checks something of an object: a field, most often, or several of them together.
type rule func(n node)

// rules are all that is checked of a kind of object.
type rules []rule

func (r rules) check(n node) {
	for _, check := range r {
		check(n)
	}
}

// blockKind says where blocks of a kind may stand and what they hold.
type blockKind struct {
	surfaces []surface
	holds    rules
}

// check checks what a field holds. It is asked only where there is one.
type check func(n node, field string)

// must is a field that has to be there.
func must(field string, holds check) rule {
	return func(n node) {
		if !n.has(field) {
			n.fault(field, "missing")
			return
		}
		holds(n, field)
	}
}

// may is a field that can be absent.
func may(field string, holds check) rule {
	return func(n node) {
		if n.has(field) {
			holds(n, field)
		}
	}
}

// either wants one of two fields.
func either(one, other string) rule {
	return func(n node) {
		if n.has(one) == n.has(other) {
			n.fault(one, "want either %s or %s", one, other)
		}
	}
}

// anyOf wants some of the fields. That there is none of them is said of the field at, or of
// the object.
func anyOf(at, problem string, fields ...string) rule {
	return func(n node) {
		if !slices.ContainsFunc(fields, n.has) {
			n.fault(at, "%s", problem)
		}
	}
}

// distinct wants each object in an array to have an id, or a name, of its own.
func distinct(array, id string) rule {
	return func(n node) {
		items, _ := n.obj[array].([]any)
		seen := map[string]bool{}
		for i, item := range items {
			entry, _ := item.(map[string]any)
			s, _ := entry[id].(string)
			if s != "" && seen[s] {
				n.fault(fmt.Sprintf("%s[%d].%s", array, i, id), "%q is used twice", s)
			}
			seen[s] = true
		}
	}
}

// kindIs wants an object of one kind, where only that can stand.
func kindIs(want string) rule {
	return func(n node) {
		if n.kind() != want {
			n.fault("type", "%q, want %s", n.kind(), want)
		}
	}
}

// byKind checks an object by the rules of its kind. what says what such objects are.
func byKind(what string, kinds map[string]rules) rule {
	return func(n node) {
		of, known := kinds[n.kind()]
		if !known {
			n.fault("type", "unknown %s type %q", what, n.kind())
		}
		of.check(n)
	}
}

// only checks an object of one of the kinds that can stand where it does. Of any other it
// says that the holder cannot hold it.
func only(holderCannot string, kinds []string, then ...rule) rule {
	return func(n node) {
		if !slices.Contains(kinds, n.kind()) {
			n.fault("type", "%s %q", holderCannot, n.kind())
			return
		}
		rules(then).check(n)
	}
}

// object is a field with an object.
func object(of ...rule) check {
	return func(n node, field string) {
		if child, ok := nodeAt(n.c, n.at(field), n.obj[field]); ok {
			rules(of).check(child)
		}
	}
}

// objects is a field with an array of so many objects.
func objects(least, most int, each ...rule) check {
	return func(n node, field string) {
		for i, item := range n.list(field, least, most) {
			if child, ok := nodeAt(n.c, fmt.Sprintf("%s[%d]", n.at(field), i), item); ok {
				rules(each).check(child)
			}
		}
	}
}

// str is a field with a string of at most so many characters.
func str(most int) check {
	return func(n node, field string) { n.str(field, most) }
}

// filled is a field with a string that is not empty.
func filled(most int) check {
	return func(n node, field string) {
		if s, ok := n.str(field, most); ok && s == "" {
			n.fault(field, "empty")
		}
	}
}

func oneOf(allowed ...string) check {
	return func(n node, field string) {
		if s, ok := n.str(field, noLimit); ok && !slices.Contains(allowed, s) {
			n.fault(field, "%q is not one of %s", s, strings.Join(allowed, ", "))
		}
	}
}

func flag(n node, field string) {
	if _, ok := n.obj[field].(bool); !ok {
		n.fault(field, "not true or false")
	}
}

// whole is a field with a whole number.
func whole(least, most float64) check {
	return func(n node, field string) {
		v, ok := n.obj[field].(float64)
		switch {
		case !ok || v != math.Trunc(v):
			n.fault(field, "not a whole number")
		case v < least || v > most:
			n.fault(field, "%.0f is not between %.0f and %.0f", v, least, most)
		}
	}
}

// number wants a number in a field.
func number(field string) rule {
	return func(n node) {
		if _, ok := n.obj[field].(float64); !ok {
			n.fault(field, "not a number")
		}
	}
}

// moment is a field with a day or a time of day, written like layout.
func moment(layout string) check {
	return func(n node, field string) {
		s, ok := n.str(field, noLimit)
		if _, err := time.Parse(layout, s); ok && err != nil {
			n.fault(field, "%q is not like %s", s, layout)
		}
	}
}

// address is a field with a link. One without a host leads nowhere, so it is refused too.
func address(schemes []string) check {
	return func(n node, field string) {
		s, ok := n.str(field, URLChars)
		if !ok {
			return
		}
		u, err := url.Parse(s)
		switch {
		case err != nil:
			n.fault(field, "not an address")
		case !slices.Contains(schemes, strings.ToLower(u.Scheme)):
			n.fault(field, "scheme %q is not one of %s", u.Scheme, strings.Join(schemes, ", "))
		case u.Host == "" && u.Opaque == "":
			n.fault(field, "an address without a host")
		}
	}
}

// plainText is a field with a text object that must be plain_text.
func plainText(most int) check { return object(textObject(most, "plain_text")) }

// anyText is a field with a text object of either type.
func anyText(most int) check { return object(anyTextObject(most)) }

func anyTextObject(most int) rule { return textObject(most, "plain_text", "mrkdwn") }

// label is a field with the plain text of a button or a header, which has no pictures.
func label(most int) check {
	return object(textObject(most, "plain_text"), func(n node) {
		if s, _ := n.obj["text"].(string); len(emojiIn(s)) > 0 {
			n.c.ownRule(n.path, "emoji in a button or header")
		}
	})
}

// textObject checks a text object of some types. The faults of its text bear the object's
// own path, since that is what a reader looks for.
func textObject(most int, allowed ...string) rule {
	return func(n node) {
		if !slices.Contains(allowed, n.kind()) {
			n.c.add(n.path, "type %q, want %s", n.kind(), strings.Join(allowed, " or "))
		}
		if n.kind() == "plain_text" && n.has("verbatim") {
			n.c.add(n.path, "plain_text has no verbatim")
		}
		if n.kind() == "mrkdwn" && n.has("emoji") {
			n.c.add(n.path, "mrkdwn has no emoji")
		}
		rules{may("emoji", flag), may("verbatim", flag)}.check(n)
		s, ok := n.obj["text"].(string)
		switch k := chars(s); {
		case !ok:
			n.c.add(n.path, "no text")
		case s == "":
			n.c.add(n.path, "empty text")
		case k > most:
			n.c.add(n.path, "%d characters, at most %d", k, most)
		}
	}
}
