package blockkit

import (
	"fmt"
	"math"
	"net/url"
	"slices"
	"strings"
)

// The schemes that addresses may have, by where they stand.
var (
	webSchemes  = []string{"http", "https"}
	linkSchemes = []string{"http", "https", "mailto"}
	onlyHTTPS   = []string{"https"}
)

// node is a JSON object and where it stands.
type node struct {
	c    *checker
	path string
	obj  map[string]any
}

func (n node) at(field string) string {
	if n.path == "" {
		return field
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

// need faults a missing field and reports whether it is there.
func (n node) need(field string) bool {
	if !n.has(field) {
		n.fault(field, "missing")
	}
	return n.has(field)
}

// optional checks a string that may be absent. The limit is in characters.
func (n node) optional(field string, limit int) (string, bool) {
	if !n.has(field) {
		return "", false
	}
	s, ok := n.obj[field].(string)
	if !ok {
		n.fault(field, "not a string")
		return "", false
	}
	if k := chars(s); k > limit {
		n.fault(field, "%d characters, at most %d", k, limit)
	}
	return s, true
}

// required checks a string that may be neither absent nor empty.
func (n node) required(field string, limit int) (string, bool) {
	if !n.need(field) {
		return "", false
	}
	s, ok := n.optional(field, limit)
	if ok && s == "" {
		n.fault(field, "empty")
	}
	return s, ok && s != ""
}

func (n node) oneOf(field string, allowed ...string) {
	s, ok := n.optional(field, math.MaxInt)
	if ok && !slices.Contains(allowed, s) {
		n.fault(field, "%q is not one of %s", s, strings.Join(allowed, ", "))
	}
}

func (n node) flag(field string) bool {
	on, ok := n.obj[field].(bool)
	if n.has(field) && !ok {
		n.fault(field, "not true or false")
	}
	return on
}

func (n node) integer(field string, least, most float64) (float64, bool) {
	if !n.has(field) {
		return 0, false
	}
	v, ok := n.obj[field].(float64)
	if !ok || v != math.Trunc(v) {
		n.fault(field, "not a whole number")
		return 0, false
	}
	if v < least || v > most {
		n.fault(field, "%.0f is not between %.0f and %.0f", v, least, most)
	}
	return v, true
}

func (n node) child(field string) (node, bool) {
	if !n.has(field) {
		return node{}, false
	}
	return nodeAt(n.c, n.at(field), n.obj[field])
}

func (n node) list(field string, least, most int) []any {
	if !n.has(field) {
		if least > 0 {
			n.fault(field, "missing")
		}
		return nil
	}
	list, ok := n.obj[field].([]any)
	if !ok {
		n.fault(field, "not an array")
		return nil
	}
	switch {
	case len(list) < least:
		n.fault(field, "%d items, at least %d", len(list), least)
	case len(list) > most:
		n.fault(field, "%d items, at most %d", len(list), most)
	}
	return list
}

func (n node) objects(field string, least, most int) []node {
	var nodes []node
	for i, item := range n.list(field, least, most) {
		if child, ok := nodeAt(n.c, fmt.Sprintf("%s[%d]", n.at(field), i), item); ok {
			nodes = append(nodes, child)
		}
	}
	return nodes
}

// link checks an address. One without a host leads nowhere, so it is refused too.
func (n node) link(field string, schemes []string) {
	s, ok := n.optional(field, URLChars)
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

func (n node) needLink(field string, schemes []string) {
	if n.need(field) {
		n.link(field, schemes)
	}
}

// plain checks a text object that must be plain_text, if it is there.
func (n node) plain(field string, limit int) (string, bool) {
	return n.textObject(field, limit, "plain_text")
}

// text checks a text object of either type, if it is there.
func (n node) text(field string, limit int) (string, bool) {
	return n.textObject(field, limit, "plain_text", "mrkdwn")
}

func (n node) textObject(field string, limit int, allowed ...string) (string, bool) {
	t, ok := n.child(field)
	if !ok {
		return "", false
	}
	return t.textItself(limit, allowed...)
}

// textItself checks a text object. The faults of its text bear the object's own
// path, since that is what a reader looks for.
func (n node) textItself(limit int, allowed ...string) (string, bool) {
	if !slices.Contains(allowed, n.kind()) {
		n.c.add(n.path, "type %q, want %s", n.kind(), strings.Join(allowed, " or "))
	}
	if n.kind() == "plain_text" && n.has("verbatim") {
		n.c.add(n.path, "plain_text has no verbatim")
	}
	if n.kind() == "mrkdwn" && n.has("emoji") {
		n.c.add(n.path, "mrkdwn has no emoji")
	}
	n.flag("emoji")
	n.flag("verbatim")
	s, ok := n.obj["text"].(string)
	switch k := chars(s); {
	case !ok:
		n.c.add(n.path, "no text")
	case s == "":
		n.c.add(n.path, "empty text")
	case k > limit:
		n.c.add(n.path, "%d characters, at most %d", k, limit)
	}
	return s, ok
}

// label checks the plain text of a button or a header, which has no pictures.
func (n node) label(field string, limit int) {
	s, ok := n.plain(field, limit)
	if !ok {
		return
	}
	if len(emojiIn(s)) > 0 {
		n.c.ownRule(n.at(field), "emoji in a button or header")
	}
}

func (n node) needLabel(field string, limit int) {
	if n.need(field) {
		n.label(field, limit)
	}
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

// checkBlockID faults a block_id that another block has.
func checkBlockID(n node) {
	id, ok := n.optional("block_id", BlockIDChars)
	if !ok || id == "" {
		return
	}
	if first, taken := n.c.blockIDs[id]; taken {
		n.fault("block_id", "%q is taken by %s", id, first)
		return
	}
	n.c.blockIDs[id] = n.path
}
