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
	countries map[string]string // codes by the keys of names in all languages
	several   map[string]bool   // keys of names that other countries have a part in: Congo
	levels    map[string]string // ids by plain names in all languages
	tags      map[string]string // ids of topics and approaches by plain names in all languages
}

func newDictionary(v *corpus.Vocabulary) (d dictionary, err error) {
	d = dictionary{
		v.Places, map[string]Field{}, map[string]bool{}, map[string]bool{}, map[string]string{}, map[string]bool{}, map[string]string{}, map[string]string{},
	}
	main := map[string]map[string]string{} // what each language calls each country first
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
		for id, list := range h.Levels {
			for _, name := range list {
				d.levels[nameKey(name)] = id
			}
		}
		names, err := v.PlaceNames(code)
		if err != nil {
			return d, err
		}
		for id, list := range names.Names {
			for _, name := range list {
				d.addCountry(name, id)
			}
			if main[code] == nil {
				main[code] = map[string]string{}
			}
			if country := v.Places.Country(id); code == corpus.English && country != nil {
				main[code][id] = nameKey(country.Name)
			} else if country != nil && len(list) > 0 {
				main[code][id] = nameKey(list[0])
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
				d.levels[nameKey(name)] = id
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
		d.levels[nameKey(l.ID)], d.levels[nameKey(l.Label)] = l.ID, l.ID
	}
	d.findSeveral(main)
	return d, nil
}

func (d *dictionary) addCountry(name, id string) {
	if country := d.places.Named(id); country != nil {
		d.countries[nameKey(name)] = country.Code
	}
}

// findSeveral finds the names that are a part of what a language calls two countries, such as
// Congo and Korea, and that are the whole name of none.
func (d *dictionary) findSeveral(main map[string]map[string]string) {
	whole := map[string]bool{}
	for _, names := range main {
		for _, name := range names {
			whole[name] = true
		}
	}
	for _, names := range main {
		of := map[string]string{} // the country that a part of a name is of
		for code, name := range names {
			list := strings.Fields(name)
			for i := range list {
				for j := i + 1; j <= len(list); j++ {
					part := strings.Join(list[i:j], " ")
					if former, there := of[part]; there && former != code && d.countries[part] != "" && !whole[part] {
						d.several[part] = true
					}
					of[part] = code
				}
			}
		}
	}
}

// nameKey is what the names of a place or a level have in common that differ in capitals,
// accents, and the signs and blanks between words alone: apostrophes and hyphens are many.
func nameKey(s string) string {
	return strings.Join(strings.FieldsFunc(corpus.PlainLetters(s), notInName), " ")
}

// notInName counts the apostrophe among the letters as a sign too.
func notInName(c rune) bool { return notInWord(c) || unicode.Is(unicode.Lm, c) }

func notInWord(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) }

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
	list := strings.FieldsFunc(corpus.PlainLetters(out.String()), notInWord)
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
