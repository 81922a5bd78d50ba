// Package importing makes cases of the rows of people's own tables: it guesses what each
// column holds, in a mapping that people can edit and give back, and reads rows by it into
// records as [corpus.ReadOwn] reads them.
//
// Every row is accounted for: it came in, it was merged with the same case, or it was refused
// with its line and the reason. What of a row is not understood is counted by column. Nothing
// is asked, opened, written or printed here.
package importing

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"precedent/corpus"
)

// Field is what a column holds. The zero value stands for nothing that is read.
type Field string

// What columns can hold.
const (
	ID           Field = "id"
	Title        Field = "title"
	Text         Field = "text" // what was done; several are joined under their headings, as problems and results are
	Problem      Field = "problem"
	Results      Field = "results"
	URL          Field = "url" // the page of the case itself
	Source       Field = "source"
	Country      Field = "country"
	Region       Field = "region" // within a country or of the world; a keyword
	Year         Field = "year"   // or a date; the first column that has one
	Organisation Field = "organisation"
	Level        Field = "level"
	Tags         Field = "tags"
	Language     Field = "language"
)

// fields are all of them, in the order in which a mapping is shown.
var fields = []Field{ID, Title, Text, Problem, Results, URL, Source, Country, Region, Year, Organisation, Level, Tags, Language}

// joined tells whether several columns may hold parts of the same field.
func (f Field) joined() bool {
	return slices.Contains([]Field{Text, Problem, Results, Country, Region, Year, Organisation, Tags}, f)
}

// Reader reads tables with the words of a vocabulary.
type Reader struct {
	vocabulary *corpus.Vocabulary
	headings   map[string]Field  // by the key of what a column is called
	beside     map[string]bool   // words that say nothing beside others
	none       map[string]bool   // what stands in a cell that says nothing, by its key
	countries  map[string]string // codes by plain names in all languages
	levels     map[string]string // ids by plain names in all languages
	tags       map[string]string // ids of topics and approaches by plain names in all languages
}

// New makes a reader of what the languages of a vocabulary call things.
func New(v *corpus.Vocabulary) (*Reader, error) {
	r := &Reader{v, map[string]Field{}, map[string]bool{}, map[string]bool{}, map[string]string{}, map[string]string{}, map[string]string{}}
	v.Places.EachName(func(name, id string, _ bool) { r.addCountry(name, id) })
	for _, code := range v.Languages() {
		h, err := v.Headings(code)
		if err != nil {
			return nil, err
		}
		for _, word := range h.Beside {
			r.beside[key(word)] = true
		}
		for _, said := range h.None {
			r.none[bare(said)] = true
		}
		names, err := v.PlaceNames(code)
		if err != nil {
			return nil, err
		}
		for id, list := range names.Names {
			for _, name := range list {
				r.addCountry(name, id)
			}
		}
		labels, err := v.Labels(code)
		if err != nil {
			return nil, err
		}
		for id, label := range labels {
			r.tags[corpus.PlainLetters(label)], r.tags[id] = id, id
		}
		words, err := v.Words(code)
		if err != nil {
			return nil, err
		}
		for id, list := range words.Levels {
			for _, name := range list {
				r.levels[corpus.PlainLetters(name)] = id
			}
		}
	}
	for _, code := range v.Languages() { // once all words that say nothing are known
		h, err := v.Headings(code)
		if err != nil {
			return nil, err
		}
		for field, list := range h.Fields {
			if !slices.Contains(fields, Field(field)) {
				return nil, fmt.Errorf("headings of %q: %q is nothing that a column holds", code, field)
			}
			for _, heading := range list {
				r.headings[strings.Join(r.telling(heading), " ")] = Field(field)
			}
		}
	}
	for _, l := range v.Taxonomy.Levels {
		r.levels[corpus.PlainLetters(l.ID)], r.levels[corpus.PlainLetters(l.Label)] = l.ID, l.ID
	}
	return r, nil
}

func (r *Reader) addCountry(name, id string) {
	if r.vocabulary.Places.Country(id) != nil {
		r.countries[corpus.PlainLetters(name)] = id
	}
}

// telling are the words of a heading, but for those that say nothing beside others.
func (r *Reader) telling(heading string) []string {
	all := words(heading)
	telling := slices.DeleteFunc(slices.Clone(all), func(w string) bool { return r.beside[w] })
	if len(telling) == 0 {
		return all
	}
	return telling
}

// words are those of a text in plain letters, without the s of a plural. A small letter before
// a capital ends a word: caseTitle.
func words(s string) []string {
	var out strings.Builder
	var before rune
	for _, c := range s {
		if unicode.IsLower(before) && unicode.IsUpper(c) {
			out.WriteByte(' ')
		}
		out.WriteRune(c)
		before = c
	}
	list := strings.FieldsFunc(corpus.PlainLetters(out.String()), func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) })
	for i, w := range list {
		if len(w) > 2 {
			list[i] = strings.TrimSuffix(w, "s")
		}
	}
	return list
}

// key is what texts have in common that differ in capitals, accents, signs and plurals alone.
func key(s string) string { return strings.Join(words(s), " ") }

// bare are the letters and digits of a text.
func bare(s string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			return c
		}
		return -1
	}, corpus.PlainLetters(s))
}

// said is what a cell says, "" where it says that there is nothing.
func (r *Reader) said(cell string) string {
	cell = strings.TrimSpace(cell)
	if len(cell) > 40 {
		return cell
	}
	if b := bare(cell); b == "" || r.none[b] {
		return ""
	}
	return cell
}
