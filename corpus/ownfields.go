package corpus

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"
)

// ownField is a field of people's own records.
type ownField struct {
	name string // in JSON
	list bool   // of texts, and otherwise a text
	most int    // characters of a text; of items, see asList
	into int    // which field of Case it is read into, -1 for none
}

// unused are the fields of records that mean nothing in people's own: some are of built-in records
// alone, and a library is named by its file.
var unused = []string{"seed", "added", "library"}

// fieldProposed is read apart from the fields that hold texts.
const fieldProposed = "proposed"

// ownLimits are how long texts may be that have a limit of their own; others may have
// MaxOwnText.
var ownLimits = map[string]int{
	"id": MaxShort, "title": MaxTitle, "url": MaxURL, "source": MaxShort, "organisation": MaxShort,
	"level": MaxShort, "language": MaxShort, "evidence": MaxShort, "checked": MaxShort, "retrieved": len(time.DateOnly),
}

// ownFields are those of Case that mean something in people's own records, and a text that
// stands for the summary; texts first.
var ownFields = sync.OnceValue(func() []ownField {
	var texts, lists []ownField
	record := reflect.TypeFor[Case]()
	for i := range record.NumField() {
		name, _, _ := strings.Cut(record.Field(i).Tag.Get("json"), ",")
		if slices.Contains(unused, name) || name == fieldProposed {
			continue
		}
		if record.Field(i).Type.Kind() == reflect.Slice {
			lists = append(lists, ownField{name, true, MaxOwnText, i})
			continue
		}
		texts = append(texts, ownField{name, false, cmp.Or(ownLimits[name], MaxOwnText), i})
		if name == "results" {
			texts = append(texts, ownField{name: "text", most: MaxOwnText, into: -1})
		}
	}
	return slices.Concat(texts, lists)
})

// Field is a field of people's own records.
type Field struct {
	Name string
	List bool // of texts, and otherwise a text
	Most int  // characters of a text; what is longer is cut
}

// FieldNamed is the field that a name in people's own records is read as: its own, or nearly so.
// ok is false for one that is not read.
func FieldNamed(name string) (f Field, ok bool) {
	if slices.Contains(unused, name) {
		return f, false
	}
	at := slices.IndexFunc(ownFields(), func(f ownField) bool { return f.name == name })
	if at < 0 {
		meant := nearestField(name)
		at = slices.IndexFunc(ownFields(), func(f ownField) bool { return f.name == meant })
	}
	if at < 0 {
		return f, false
	}
	of := ownFields()[at]
	return Field{of.name, of.list, of.most}, true
}

// readFields makes a case of the texts and lists of a record as they stand there.
func readFields(fields map[string]any) (c Case) {
	record := reflect.ValueOf(&c).Elem()
	for _, f := range ownFields() {
		switch {
		case f.into < 0 || fields[f.name] == nil:
		case f.list:
			record.Field(f.into).Set(reflect.ValueOf(asList(fields[f.name])))
		case record.Field(f.into).Kind() == reflect.String:
			record.Field(f.into).SetString(tidy(asText(fields[f.name]), f.most))
		}
	}
	return c
}

// ownNotes collect what is read otherwise than it is written, each once with the number
// of records that it is in: a file from a spreadsheet has the same in every line.
type ownNotes struct {
	list    []Fault
	records map[Fault]int // how many have a note, by the note without its place
}

func (n *ownNotes) add(where, field, what string) {
	note := Fault{Field: field, What: what}
	if n.records[note]++; n.records[note] == 1 {
		n.list = append(n.list, Fault{where, field, what})
	}
}

// faults are the notes in the order of the records that they were first met in.
func (n *ownNotes) faults() []Fault {
	for i, f := range n.list {
		if records := n.records[Fault{Field: f.Field, What: f.What}]; records > 1 {
			n.list[i].What = fmt.Sprintf("%s (in %d records)", f.What, records)
		}
	}
	return n.list
}

// noteOf notes something about a field of one record.
type noteOf func(field, format string, args ...any)

// rename puts what stands under a name that is nearly that of a field into that field,
// and notes this and what else is not read.
func rename(fields map[string]any, note noteOf) {
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		if slices.Contains(unused, name) || name == fieldProposed || slices.ContainsFunc(ownFields(), func(f ownField) bool { return f.name == name }) {
			continue
		}
		meant := nearestField(name)
		shown := tidy(name, maxFieldShown)
		switch _, there := fields[meant]; {
		case meant == "":
			note(shown, "is no field of a case; left out")
		case there:
			note(shown, "is no field of a case; left out beside %q", meant)
		default:
			fields[meant] = fields[name]
			note(shown, "is no field of a case; read as %q", meant)
		}
	}
	for _, f := range ownFields() {
		switch value := fields[f.name].(type) {
		case nil, string, float64:
		case []any:
			switch {
			case !f.list:
				note(f.name, "is no text; left out")
			case slices.ContainsFunc(value, func(item any) bool { return item != nil && asText(item) == "" && item != "" }):
				note(f.name, "has items that are no texts; they are left out")
			}
		default:
			note(f.name, "is no %s; left out", map[bool]string{false: "text", true: "list of texts"}[f.list])
		}
	}
}

// maxFieldShown is how many characters of a field's name or value a note says back.
const maxFieldShown = 40

// nearestField is the field whose name a name is nearly: in another number or case, in
// American spelling, or with one letter wrong. It is "" for none.
func nearestField(name string) string {
	key := fieldKey(name)
	for _, near := range []func(a, b string) bool{
		func(a, b string) bool { return a == b },
		func(a, b string) bool { return min(len(a), len(b)) >= leastMisspelt && oneEdit(a, b) },
	} {
		for _, f := range ownFields() {
			if near(key, fieldKey(f.name)) {
				return f.name
			}
		}
	}
	return ""
}

// leastMisspelt is how many letters a name has at least of which one may be wrong.
const leastMisspelt = 5

// variedLetters are those that people vary in the names of fields.
var variedLetters = strings.NewReplacer("-", "_", " ", "_", "z", "s")

// fieldKey is the name of a field without what people vary in it.
func fieldKey(name string) string {
	key := variedLetters.Replace(strings.ToLower(strings.TrimSpace(name)))
	if stem, plural := strings.CutSuffix(key, "ies"); plural {
		return stem + "y"
	}
	return strings.TrimSuffix(key, "s")
}

// oneEdit tells whether texts differ in one letter that is changed, missing or too much.
func oneEdit(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) == len(b) {
		return i == len(a) || a[i+1:] == b[i+1:]
	}
	return len(b)-len(a) == 1 && a[i:] == b[i+1:]
}

// oneOf is the value of a field that may have one of a few, empty for any other.
func oneOf[T ~string](field string, value T, known []T, note noteOf) T {
	if value != "" && !slices.Contains(known, value) {
		note(field, "%q is not known; left empty", tidy(string(value), maxFieldShown))
		return ""
	}
	return value
}

// ownLevel is the level of government of that name, in whatever word it is put.
func ownLevel(v *Vocabulary, name string, note noteOf) string {
	is := func(other string) bool { return strings.EqualFold(name, other) }
	for _, l := range v.Taxonomy.Levels {
		if is(l.ID) || is(l.Label) {
			return l.ID
		}
	}
	for _, l := range v.Taxonomy.Levels {
		if slices.ContainsFunc(v.English.Words.Levels[l.ID], is) {
			note("level", "%q is read as %q", tidy(name, maxFieldShown), l.ID)
			return l.ID
		}
	}
	if name != "" {
		var ids []string
		for _, l := range v.Taxonomy.Levels {
			ids = append(ids, l.ID)
		}
		note("level", "%q is none of %s; left empty", tidy(name, maxFieldShown), strings.Join(ids, ", "))
	}
	return ""
}

// fourDigits finds what may be a year in a date or a period.
var fourDigits = regexp.MustCompile(`\b[0-9]{4}\b`)

// ownYear is the year in a field, of a date or a period the one that it begins in.
func ownYear(value any, note noteOf) OptInt {
	text := strings.TrimSpace(asText(value))
	if year := asYear(value); year != 0 || text == "" {
		return year
	}
	shown := tidy(text, maxFieldShown)
	first := OptInt(0)
	for _, digits := range fourDigits.FindAllString(text, -1) {
		if year := asYear(digits); year != 0 && (first == 0 || year < first) {
			first = year
		}
	}
	if first != 0 {
		note("year", "%q is read as %d", shown, first)
	} else {
		note("year", "%q is no year; left empty", shown)
	}
	return first
}

// Limits of what stands in a field of people's own records. What is longer is cut, not
// refused: a text at a word.
const (
	MaxOwnText = 10_000 // characters of a text
	MaxOwnList = 50     // items of a list
)

// asText reads a text, or a number as the text that it is written with; "" for anything
// else.
func asText(x any) string {
	switch x := x.(type) {
	case string:
		return x
	case float64:
		return strconv.FormatFloat(x, 'f', -1, 64)
	}
	return ""
}

// Items are those of a list in people's own records, as they are read: see [ReadOwn].
func Items(x any) []string { return asList(x) }

// asList reads a list of texts, or one text with its items set apart by
// semicolons or bars, as spreadsheets have them.
func asList(x any) []string {
	items, isList := x.([]any)
	if !isList {
		for _, s := range strings.FieldsFunc(asText(x), func(r rune) bool { return r == ';' || r == '|' }) {
			items = append(items, s)
		}
	}
	var list []string
	for _, item := range items {
		if s := tidy(asText(item), MaxAskedAs); s != "" && len(list) < MaxOwnList {
			list = appendNew(list, s)
		}
	}
	return list
}

func asYear(x any) OptInt {
	n, err := strconv.ParseFloat(strings.TrimSpace(asText(x)), 64)
	if err != nil || n != math.Trunc(n) || n < FirstYear || n > 2200 {
		return 0
	}
	return OptInt(n)
}

// tidy makes plain text of s: valid UTF-8, no control or invisible characters,
// single spaces, at most so many characters, cut at a word where there is one.
func tidy(s string, most int) string {
	s = strings.ToValidUTF8(s, "")
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r) || unicode.In(r, unicode.Cf):
			return -1
		}
		return r
	}, s)
	return Shorten(strings.Join(strings.Fields(s), " "), most)
}

// Shorten cuts text to so many characters, at a word where there is one, and marks it as
// cut.
func Shorten(s string, most int) string {
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	cut := string([]rune(s)[:most-1])
	if i := strings.LastIndexByte(cut, ' '); i > len(cut)/2 {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " ,;:.") + "…"
}
