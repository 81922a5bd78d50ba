package curate

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"precedent/corpus"
	"precedent/corpus/importing"
)

// Change is one value of a record that is written otherwise, and means what it meant.
type Change struct {
	Field    string `json:"field"`
	Why      string `json:"why"`
	From, To string // as they are shown
}

// Mender writes the lines of people's own files as they are read.
type Mender struct {
	vocabulary *corpus.Vocabulary
	names      *importing.Reader
}

// NewMender makes a mender that knows what the languages of a vocabulary call things.
func NewMender(v *corpus.Vocabulary) (*Mender, error) {
	names, err := importing.New(v)
	if err != nil {
		return nil, fmt.Errorf("read what places and topics are called: %w", err)
	}
	return &Mender{v, names}, nil
}

// member is a name with its value in a JSON object.
type member struct {
	name  string
	value json.RawMessage
}

// members are those of a JSON object, in their order. Of a name that stands twice the last one
// counts, as everywhere in JSON.
func members(data []byte) (list []member, err error) {
	dec := json.NewDecoder(bytes.NewReader(data))
	if _, err := dec.Token(); err != nil {
		return nil, err
	}
	for dec.More() {
		name, err := dec.Token()
		if err != nil {
			return nil, err
		}
		var m member
		m.name, _ = name.(string)
		if err := dec.Decode(&m.value); err != nil {
			return nil, err
		}
		if at := slices.IndexFunc(list, func(other member) bool { return other.name == m.name }); at >= 0 {
			list[at].value = m.value
			continue
		}
		list = append(list, m)
	}
	return list, nil
}

// Line mends a line that holds one JSON object. Where there is nothing to mend it comes back as it
// was, byte for byte.
func (m *Mender) Line(data []byte) (mended []byte, changes []Change) {
	var fields map[string]any
	if json.Unmarshal(data, &fields) != nil {
		return data, nil
	}
	to, changes := m.record(fields)
	if len(changes) == 0 {
		return data, nil
	}
	list, err := members(data)
	if err != nil {
		return data, nil
	}
	for i, one := range list {
		if changed, is := to[one.name]; is {
			list[i] = changed
		}
	}
	if mended, err = object(list); err != nil {
		return data, nil
	}
	return mended, changes
}

// object writes a JSON object in one line.
func object(list []member) ([]byte, error) {
	out := []byte{'{'}
	for i, m := range list {
		name, err := encoded(m.name)
		if err != nil {
			return nil, err
		}
		if i > 0 {
			out = append(out, ',')
		}
		out = append(append(append(out, name...), ':'), m.value...)
	}
	return append(out, '}'), nil
}

// encoded is a value in JSON, without what HTML would need.
func encoded(value any) ([]byte, error) {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	err := enc.Encode(value)
	return bytes.TrimRight(out.Bytes(), "\n"), err
}

// record is what the fields of a record are to be, by the names that they have, as far as it is
// something else, with what changes in their order.
func (m *Mender) record(fields map[string]any) (to map[string]member, changes []Change) {
	to = map[string]member{}
	named := map[string]bool{} // those that values have been put under
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		f, known := corpus.FieldNamed(name)
		if !known {
			continue
		}
		before := fields[name]
		after, why := before, ""
		switch text, isText := before.(string); {
		case isText && !f.List:
			after, why = m.text(f.Name, text)
		case f.List:
			after, why = m.list(f.Name, before)
		}
		called := name
		if _, taken := fields[f.Name]; !taken && !named[f.Name] && name != f.Name {
			called, named[f.Name] = f.Name, true
			changes = append(changes, Change{f.Name, "the name of a field", name, f.Name})
		}
		if why != "" {
			changes = append(changes, Change{f.Name, why, shown(before), shown(after)})
		}
		if why != "" || called != name {
			value, err := encoded(after)
			if err != nil {
				continue // it came from JSON
			}
			to[name] = member{called, value}
		}
	}
	return to, changes
}

// Why values are written otherwise.
const (
	whyBlanks   = "blanks at an end, or invisible characters"
	whyItems    = "an item that is empty or stands twice"
	whyID       = "blanks in an id"
	whyLink     = "a link in its usual form"
	whyCountry  = "the code of a country"
	whyTag      = "the id of a topic or approach"
	whyLevel    = "the id of a level"
	whyLanguage = "the code of a language"
	whyYear     = "a year in four digits"
)

// paragraphs are the fields whose line breaks may part a text.
var paragraphs = []string{"problem", "summary", "results", "text"}

// text is what a text is to be, and why; "" where it may stay.
func (m *Mender) text(field, text string) (after any, why string) {
	clean := tidied(text, slices.Contains(paragraphs, field))
	said := clean
	switch field {
	case "id":
		if said, why = strings.ReplaceAll(clean, " ", "-"), whyID; said != clean {
			return said, why
		}
	case "url":
		if said, why = usualLink(clean), whyLink; said != clean {
			return said, why
		}
	case "level":
		if id := m.names.Level(clean); id != "" && id != clean {
			return id, whyLevel
		}
	case "language", "year":
		c, _, _ := corpus.ReadRecord(map[string]any{"id": "x", "title": "x", field: clean}, m.vocabulary)
		switch {
		case field == "language" && c.Language != "" && c.Language != clean:
			return c.Language, whyLanguage
		case field == "year" && c.Year != 0 && strconv.Itoa(int(c.Year)) != clean:
			return int(c.Year), whyYear
		}
	}
	if clean != text {
		return clean, whyBlanks
	}
	return text, ""
}

// list is what a list is to be, and why; "" where it may stay. A text with items set apart by
// semicolons is a list.
func (m *Mender) list(field string, value any) (after any, why string) {
	items := corpus.Items(value)
	listed, isList := value.([]any)
	if isList && len(items) != len(listed) && len(listed) <= corpus.MaxOwnList {
		why = whyItems
	}
	var list []string
	for i, item := range items {
		said := item
		switch field {
		case "countries":
			if code := m.names.CountryCode(item); code != "" && code != item {
				said, why = code, whyCountry
			}
		case "topics", "approaches":
			if id := m.names.Tag(item); id != "" && id != item {
				said, why = id, whyTag
			}
		}
		if isList && why == "" && i < len(listed) {
			if text, isText := listed[i].(string); isText && text != item && utf8.RuneCountInString(text) <= corpus.MaxAskedAs {
				why = whyBlanks
			}
		}
		if !slices.Contains(list, said) {
			list = append(list, said)
		}
	}
	if why == "" || isList && slices.ContainsFunc(listed, func(x any) bool { _, isText := x.(string); return !isText }) {
		return value, ""
	}
	if isList && len(listed) > corpus.MaxOwnList {
		return value, "" // not to lose the rest
	}
	return list, why
}

// tidied is a text without blanks at its ends and characters that nobody sees. Line breaks stay
// where they part a text, and joiners, without which some scripts cannot be written.
func tidied(s string, lines bool) string {
	if isTidy(s) {
		return s
	}
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r == '\u200c' || r == '\u200d':
			return r
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r) || unicode.In(r, unicode.Cf):
			return -1
		}
		return r
	}, strings.ReplaceAll(s, "\r\n", "\n"))
	if !lines {
		return strings.Join(strings.Fields(s), " ")
	}
	return strings.TrimSpace(s)
}

// isTidy tells of most texts that they are tidy: those without signs of other scripts, but for
// letters, and with single blanks.
func isTidy(s string) bool {
	if !utf8.ValidString(s) || strings.HasPrefix(s, " ") || strings.HasSuffix(s, " ") {
		return false
	}
	before := rune(0)
	for _, r := range s {
		if r < ' ' || r == 0x7f || r > unicode.MaxASCII && !unicode.IsLetter(r) || r == ' ' && before == ' ' {
			return false
		}
		before = r
	}
	return true
}

// usualLink is an address with what browsers add and without what says where a reader came from.
// What is no address stays.
func usualLink(link string) string {
	address := importing.Address(link)
	if address == "" {
		return link
	}
	u, err := url.Parse(address)
	if err != nil {
		return link
	}
	if host := strings.ToLower(u.Host); host != u.Host {
		u.Host = host
	}
	if query := corpus.WithoutTracking(u.RawQuery); query != u.RawQuery {
		u.RawQuery = query
	}
	if u.String() == address || !corpus.WebAddress(u.String()) {
		return address
	}
	return u.String()
}

// mostShown is how many characters of a value are shown.
const mostShown = 120

// shown is a value as people read it.
func shown(value any) string {
	if text, isText := value.(string); isText {
		return strconv.Quote(corpus.Shorten(text, mostShown))
	}
	text, err := encoded(value)
	if err != nil {
		return "?"
	}
	return corpus.Shorten(string(text), mostShown)
}
