package importing

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"precedent/corpus"
)

// dictionary is what all languages call columns, places, levels, topics and nothing.
type dictionary struct {
	places    *corpus.Places
	headings  map[string]Field  // by the key of what a column is called
	beside    map[string]bool   // words that say nothing beside others
	none      map[string]bool   // what stands in a cell that says nothing, by its key
	countries map[string]string // codes by plain names in all languages
	levels    map[string]string // ids by plain names in all languages
	tags      map[string]string // ids of topics and approaches by plain names in all languages
}

func newDictionary(v *corpus.Vocabulary) (d dictionary, err error) {
	d = dictionary{v.Places, map[string]Field{}, map[string]bool{}, map[string]bool{}, map[string]string{}, map[string]string{}, map[string]string{}}
	v.Places.EachName(func(name, id string, _ bool) { d.addCountry(name, id) })
	for _, code := range v.Languages() {
		h, err := v.Headings(code)
		if err != nil {
			return d, err
		}
		for _, word := range h.Beside {
			d.beside[key(word)] = true
		}
		for _, said := range h.None {
			d.none[bare(said)] = true
		}
		names, err := v.PlaceNames(code)
		if err != nil {
			return d, err
		}
		for id, list := range names.Names {
			for _, name := range list {
				d.addCountry(name, id)
			}
		}
		labels, err := v.Labels(code)
		if err != nil {
			return d, err
		}
		for id, label := range labels {
			d.tags[corpus.PlainLetters(label)], d.tags[id] = id, id
		}
		words, err := v.Words(code)
		if err != nil {
			return d, err
		}
		for id, list := range words.Levels {
			for _, name := range list {
				d.levels[corpus.PlainLetters(name)] = id
			}
		}
	}
	for _, code := range v.Languages() { // once all words that say nothing are known
		h, err := v.Headings(code)
		if err != nil {
			return d, err
		}
		for field, list := range h.Fields {
			if !slices.Contains(fields, Field(field)) {
				return d, fmt.Errorf("headings of %q: %q is nothing that a column holds", code, field)
			}
			for _, heading := range list {
				d.headings[strings.Join(d.telling(heading), " ")] = Field(field)
			}
		}
	}
	for _, l := range v.Taxonomy.Levels {
		d.levels[corpus.PlainLetters(l.ID)], d.levels[corpus.PlainLetters(l.Label)] = l.ID, l.ID
	}
	return d, nil
}

func (d *dictionary) addCountry(name, id string) {
	if country := d.places.Named(id); country != nil {
		d.countries[corpus.PlainLetters(name)] = country.Code
	}
}

// telling are the words of a heading, but for those that say nothing beside others.
func (d *dictionary) telling(heading string) []string {
	all := words(heading)
	telling := slices.DeleteFunc(slices.Clone(all), func(w string) bool { return d.beside[w] })
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
func (d *dictionary) said(cell string) string {
	cell = strings.TrimSpace(cell)
	if len(cell) > 40 {
		return cell
	}
	if b := bare(cell); b == "" || d.none[b] {
		return ""
	}
	return cell
}
