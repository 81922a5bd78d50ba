package importing

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"precedent/corpus"
	"precedent/corpus/table"
)

// How sure a guess by the heading is.
const (
	noMatch   = iota
	partMatch // the heading has the words among a few others
	fullMatch // it says nothing else
)

// maxPartWords is how many words a heading has at most that is recognised by some of them;
// longer ones are sentences, which speak of many things.
const maxPartWords = 4

// byHeading is the field that a heading names. What stands in brackets is left out, and of
// names with a slash between them the first that is known counts, but an organisation before a
// region: "Municipality / Agency" is who ran it.
func (r *Reader) byHeading(heading string) (Field, int) {
	if before, _, found := strings.Cut(heading, "("); found && key(before) != "" {
		heading = before
	}
	var first Field
	for part := range strings.SplitSeq(heading, "/") {
		if f := r.headings[strings.Join(r.telling(part), " ")]; first == "" || first == Region && f == Organisation {
			first = f
		}
	}
	if first != "" {
		return first, fullMatch
	}
	telling := r.telling(heading)
	if len(telling) > maxPartWords {
		return "", noMatch
	}
	for n := len(telling) - 1; n > 0; n-- { // the longest part, and of those the last: "title of the topic" is rare
		for i := len(telling) - n; i >= 0; i-- {
			if f := r.headings[strings.Join(telling[i:i+n], " ")]; f != "" {
				return f, partMatch
			}
		}
	}
	return "", noMatch
}

// named are the columns that headings name as a field, as far as their cells fit it: those that
// say nothing else, or where there are none those that say it among other words.
func (r *Reader) named(columns []*profile, f Field) (found []int) {
	best := noMatch
	for i, p := range columns {
		field, match := r.byHeading(p.name())
		if field != f || match == noMatch || match < best || p.linkOf >= 0 || !p.fits(f, match) {
			continue
		}
		if match > best {
			best, found = match, nil
		}
		found = append(found, i)
	}
	return found
}

// fits tells whether the cells of a column can be what its heading says.
func (p *profile) fits(f Field, match int) bool {
	if p.filled == 0 {
		return false
	}
	few := p.filled < 5 // cells tell little
	switch f {
	case ID: // a few that stand twice are told, row by row
		unique := p.share(p.distinct) >= 0.9 || p.distinct > 1 && p.distinct+1 >= p.filled
		return match == fullMatch && unique && p.fill() > 0.5 && p.meanLength() <= 60 && p.share(p.addresses) < 0.5
	case Title:
		return match == fullMatch && p.meanLength() <= 250 && p.share(p.numbers) < 0.5 && p.share(p.addresses) < 0.5
	case URL: // the address of an organisation stands in many rows
		return match == fullMatch && p.share(p.addresses) >= 0.5 && p.share(p.pictures) < 0.5 && (few || p.share(p.distinct) >= 0.5)
	case Year:
		return p.share(p.about) >= 0.5
	case Country:
		return p.share(p.countries) >= 0.3
	case Level:
		return p.share(p.levels) >= 0.3
	case Language:
		return match == fullMatch && p.meanLength() <= 30
	case Organisation, Region, Tags:
		return p.meanLength() <= 200 && p.share(p.numbers) < 0.5 && p.share(p.addresses) < 0.5
	}
	if p.share(p.numbers) >= 0.5 || p.share(p.addresses) >= 0.5 {
		return false
	}
	answers := p.share(p.distinct) < ownTexts || p.share(p.levels) >= 0.5 || p.share(p.countries) >= 0.5 || p.share(p.years) >= 0.5
	return match == fullMatch || p.meanLength() >= 20 || !answers && p.share(p.spaced) >= 0.5 // "Solution type: app"
}

// What makes a text of a column whose heading says nothing: long cells that are not the same
// few answers again and again.
const (
	longText     = 100 // characters on average
	ownTexts     = 0.5 // share of cells that no other row has
	leastFilled  = 0.5 // share of the rows; what few say is no account of the case
	mostTextCols = 8   // columns that make a text by their contents; a form with a hundred questions has no case in most
)

// Guess says what the columns of a table hold, by their headings in all languages and by what
// stands in them.
func (r *Reader) Guess(t *table.Table) ([]Column, error) {
	found, err := r.profiles(t)
	if err != nil {
		return nil, err
	}
	if known, value := r.headingsAre(found); !known {
		if value != "" && t.NumberColumns() {
			t.Notes = append(t.Notes, fmt.Sprintf("no headings, since %q in the first row is what stands below it; columns are numbered", corpus.Shorten(value, shownCell)))
			if found, err = r.profiles(t); err != nil {
				return nil, err
			}
		} else if !t.Numbered() {
			t.Notes = append(t.Notes, "no heading is recognised; if the first row is a case, put a row with headings above it")
		}
	}
	return r.guess(found), nil
}

// headingsAre tells whether any heading is known as one, and which of them is a value as those
// below it, so that the row is none of headings. Years and countries over numbers are headings.
func (r *Reader) headingsAre(found []*profile) (known bool, value string) {
	for _, p := range found {
		if _, match := r.byHeading(p.heading); match != noMatch {
			return true, ""
		}
		year := yearIn(p.heading) != "" && p.share(p.years) >= 0.9
		country := r.countryCode(p.heading) != "" && p.share(p.countries) >= 0.8
		text := utf8.RuneCountInString(p.heading) >= longText && p.meanLength() >= longText
		if value == "" && p.filled > 0 && (year || country || text) {
			value = p.heading
		}
	}
	return false, value
}

// unwrap gives the columns of objects within objects the names that they have there. Where an
// object is what a field is called, as in "country.name", that is what its name says. Of the others,
// the one with the most fields is taken for what wraps the case, as "properties" in GeoJSON, and a
// name in it counts as if it stood outside, where none outside says the same.
func (r *Reader) unwrap(found []*profile) {
	outside := map[Field]bool{}
	within := map[string]map[Field]bool{}
	for _, p := range found {
		object, name := nested(p.heading)
		f, match := r.byHeading(name)
		switch _, parent := nested("." + object); {
		case object == "":
			outside[f] = outside[f] || match == fullMatch
		case match == fullMatch:
			if of, match := r.byHeading(parent); match == fullMatch && f == Title {
				p.called = parent
				outside[of] = true
			} else {
				if within[object] == nil {
					within[object] = map[Field]bool{}
				}
				within[object][f] = true
			}
		}
	}
	wrapper := ""
	for _, p := range found { // in their order, so that the first of the same counts
		if object, _ := nested(p.heading); len(within[object]) > len(within[wrapper]) {
			wrapper = object
		}
	}
	for _, p := range found {
		object, name := nested(p.heading)
		if f, match := r.byHeading(name); wrapper != "" && object == wrapper && p.called == "" && match == fullMatch && !outside[f] {
			p.called = name
		}
	}
}

// nested are the objects that a column stands in, and its name there.
func nested(heading string) (object, name string) {
	if at := strings.LastIndexByte(heading, '.'); at >= 0 && at+1 < len(heading) && !strings.ContainsRune(heading, ' ') {
		return heading[:at], heading[at+1:]
	}
	return "", heading
}

func (r *Reader) guess(found []*profile) []Column {
	r.unwrap(found)
	columns := make([]Column, len(found))
	for i, p := range found {
		columns[i].Heading = p.heading
	}
	take := func(i int, f Field, from string) { columns[i].Field, columns[i].From = f, from }
	for _, f := range fields {
		list := r.named(found, f)
		if len(list) > 1 && (!f.joined() || f == Year) { // the fullest, and of the same the first
			list = []int{slices.MaxFunc(list, func(a, b int) int { return found[a].filled - found[b].filled })}
		}
		for _, i := range list {
			take(i, f, "heading")
		}
	}
	if i := r.linked(found, columns); i >= 0 {
		take(i, URL, "links")
	}
	has := func(f Field) bool { return slices.ContainsFunc(columns, func(c Column) bool { return c.Field == f }) }
	first := func(f Field, is func(p *profile) bool) {
		if has(f) {
			return
		}
		for i, p := range found {
			if columns[i].Field == "" && p.filled > 0 && is(p) {
				take(i, f, "contents")
				return
			}
		}
	}
	if alone := only(found, func(p *profile) bool { return p.addresses > 0 }); alone >= 0 && !has(URL) && columns[alone].Field == "" {
		// The only column with addresses, nearly every row with one of its own.
		if p := found[alone]; p.share(p.addresses) > 0.95 && p.share(p.distinct) > 0.95 && p.share(p.pictures) < 0.05 && p.fill() > 0.8 {
			take(alone, URL, "contents")
		}
	}
	first(Country, func(p *profile) bool {
		return p.share(p.countries) >= 0.8 && p.fill() >= 0.3 && p.meanLength() <= 60 &&
			(p.meanLength() > 3 && p.distinct > 1 || p.distinct >= 5) // NO is Norway, and mostly the opposite of YES
	})
	first(Year, func(p *profile) bool { return p.share(p.years) >= 0.95 && p.fill() >= 0.5 && p.distinct > 1 })
	first(Title, func(p *profile) bool {
		return p.meanLength() >= 5 && p.meanLength() <= corpus.MaxTitle && p.share(p.distinct) >= 0.8 && p.fill() >= 0.5 &&
			p.share(p.numbers) < 0.2 && p.share(p.addresses) < 0.2
	})
	texts := 0
	for i, p := range found {
		if columns[i].Field == "" && p.meanLength() >= longText && p.share(p.distinct) >= ownTexts && p.fill() >= leastFilled && p.share(p.addresses) < 0.2 && texts < mostTextCols {
			take(i, Text, "contents")
			texts++
		}
	}
	first(Text, func(p *profile) bool { // a title alone is little; any words are more
		return p.meanLength() >= 20 && p.share(p.distinct) >= ownTexts && p.share(p.addresses) < 0.2 && p.share(p.numbers) < 0.2
	})
	if !has(Title) && !has(Text) && !has(Problem) {
		first(Title, func(p *profile) bool { return p.share(p.addresses) < 0.5 && p.share(p.numbers) < 0.5 })
	}
	return columns
}

// linked is the column with the addresses of links that lead to the page of each case: those of
// a column that is called so, or else of the titles. It is -1 where there is none, or where
// addresses stand in a column themselves.
func (r *Reader) linked(found []*profile, columns []Column) int {
	if slices.ContainsFunc(columns, func(c Column) bool { return c.Field == URL }) {
		return -1
	}
	of := func(is func(base int) bool) int {
		return slices.IndexFunc(found, func(p *profile) bool { return p.linkOf >= 0 && is(p.linkOf) && p.fits(URL, fullMatch) })
	}
	called := of(func(base int) bool {
		f, match := r.byHeading(found[base].name())
		return f == URL && match == fullMatch
	})
	if called >= 0 {
		return called
	}
	return of(func(base int) bool { return columns[base].Field == Title })
}

// only is the one column that something holds of, -1 where there is none or more.
func only(found []*profile, is func(p *profile) bool) int {
	at := slices.IndexFunc(found, is)
	if at >= 0 && slices.ContainsFunc(found[at+1:], is) {
		return -1
	}
	return at
}
