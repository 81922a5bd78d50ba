package importing

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"precedent/corpus"
)

// remark is something about a cell that is not understood.
type remark struct{ column, what string }

// record makes a case of the cells of a row, or says why it cannot. codes are the columns that
// hold codes of countries. Its id is the one in the
// row, "" where it has none.
func (r *Reader) record(columns []Column, codes map[int]bool, cells []string) (c corpus.Case, why string, remarks []remark) {
	row := rowOf(r, columns, codes, cells)
	given := map[string]any{"id": "none yet"}
	put := func(name, text string) {
		if text != "" {
			given[name] = text
		}
	}
	put("title", row.first(Title))
	put("summary", row.text(Text))
	put("problem", row.text(Problem))
	put("results", row.text(Results))
	put("source", row.first(Source))
	put("language", row.first(Language))
	put("organisation", strings.Join(row.all(Organisation), ", "))
	if said := row.first(URL); said != "" {
		if at := address(said); at != "" {
			said = at
		}
		put("url", said)
	}
	if said := row.first(Level); said != "" {
		if id := r.level(said); id != "" {
			said = id
		}
		put("level", said)
	}
	put("year", row.year())
	var countries, keywords, tags []any
	for _, cell := range row.all(Country) {
		list, _ := r.countriesIn(cell)
		for _, name := range r.severalIn(cell) {
			code := r.countryCode(name)
			row.remark(Country, fmt.Sprintf("%q may be one of several countries; read as %s (%s)", name, r.places.Name(code), code))
		}
		for _, country := range list {
			countries = append(countries, country)
		}
	}
	for _, cell := range row.all(Region) {
		list, _ := r.countriesIn(cell)
		for _, place := range list {
			if r.places.Country(place) != nil {
				countries = append(countries, place)
			}
		}
		for _, part := range partsOf(cell) { // a region is more than the country that it is in
			if r.places.Country(part) == nil {
				keywords = append(keywords, part)
			}
		}
	}
	for _, cell := range row.all(Tags) {
		for _, tag := range r.tagsIn(cell) {
			tags = append(tags, tag)
		}
	}
	given["countries"], given["keywords"], given["topics"] = countries, keywords, tags
	for name, most := range map[string]int{"title": corpus.MaxTitle, "summary": corpus.MaxOwnText, "problem": corpus.MaxOwnText, "results": corpus.MaxOwnText} {
		if text, _ := given[name].(string); utf8.RuneCountInString(strings.Join(strings.Fields(text), " ")) > most {
			row.remark(fieldsOf[name][0], fmt.Sprintf("a text has more than %d characters; cut", most))
		}
	}
	c, why, notes := corpus.ReadRecord(given, r.vocabulary)
	for _, n := range notes {
		for i, f := range fieldsOf[n.Field] {
			if len(headingsOf(columns, f)) > 0 || i == len(fieldsOf[n.Field])-1 {
				row.remark(f, n.What)
				break
			}
		}
	}
	c.ID = strings.Join(strings.Fields(row.first(ID)), "-")
	return c, why, row.remarks
}

// fieldsOf are what columns hold that a field of a record is made of.
var fieldsOf = map[string][]Field{
	"title": {Title}, "summary": {Text}, "problem": {Problem}, "results": {Results}, "url": {URL}, "source": {Source},
	"countries": {Country, Region}, "year": {Year}, "organisation": {Organisation}, "level": {Level},
	"topics": {Tags}, "keywords": {Region, Tags}, "language": {Language},
}

// tagsIn are the tags that a cell lists, those that are known by their ids.
func (r *Reader) tagsIn(cell string) []string {
	known := func(s string) string { return r.tags[corpus.PlainLetters(s)] }
	if id := known(cell); id != "" {
		return []string{id}
	}
	list := partsOf(cell)
	for i, tag := range list {
		if id := known(tag); id != "" {
			list[i] = id
		}
	}
	return list
}

// row is what the cells of a row say, by what their columns hold.
type row struct {
	columns []Column
	cells   []string // "" for what says nothing
	remarks []remark
	present int // the year, 0 where it is not known
}

// shownCell is how many characters of a cell a remark has.
const shownCell = 60

func rowOf(r *Reader, columns []Column, codes map[int]bool, cells []string) *row {
	o := &row{columns: columns, cells: make([]string, len(columns)), present: r.Present}
	for i, c := range columns {
		cell := strings.TrimSpace(cells[i])
		switch {
		case c.Field == "" || cell == "":
		case brokenValue.MatchString(cell):
			o.remarks = append(o.remarks, remark{c.Heading, fmt.Sprintf("%q is an error of the spreadsheet; left out", cell)})
		case codes[i]:
			o.cells[i] = cell
		default:
			if text, marked := plainText(cell); marked && c.Field != URL {
				o.remarks = append(o.remarks, remark{c.Heading, "has signs of HTML; its text is read"})
				cell = strings.TrimSpace(text)
			}
			o.cells[i] = r.said(cell)
		}
	}
	return o
}

// remark notes something about the first column that holds a field.
func (o *row) remark(f Field, what string) {
	column := string(f)
	if list := headingsOf(o.columns, f); len(list) > 0 {
		column = list[0]
	}
	o.remarks = append(o.remarks, remark{column, what})
}

// all are the cells of a field that say something, each once.
func (o *row) all(f Field) (list []string) {
	for i, c := range o.columns {
		if c.Field == f && o.cells[i] != "" && !slices.Contains(list, o.cells[i]) {
			list = append(list, o.cells[i])
		}
	}
	return list
}

func (o *row) first(f Field) string {
	if list := o.all(f); len(list) > 0 {
		return list[0]
	}
	return ""
}

// year is the first year of the cells that have one, and what the first says otherwise.
func (o *row) year() string {
	list := o.all(Year)
	for _, cell := range list {
		if typed := yearTypedAsDay(cell); typed != 0 {
			o.remark(Year, fmt.Sprintf("%q is %d where a spreadsheet takes it for a day; read as %d", cell, typed, typed))
			return strconv.Itoa(typed)
		}
		if year := yearIn(cell); year != "" {
			if n, err := strconv.Atoi(year); err == nil && o.present != 0 && n > o.present {
				o.remark(Year, fmt.Sprintf("%q is a year to come; taken as it stands", cell))
			}
			return year
		}
	}
	for _, cell := range list {
		if aboutYear.MatchString(cell) {
			return cell
		}
		if m := gluedYear.FindStringSubmatch(cell); m != nil {
			o.remark(Year, fmt.Sprintf("%q is read as %s", corpus.Shorten(cell, shownCell), m[1]))
			return m[1]
		}
	}
	return o.first(Year)
}

// longHeading is how many characters a heading has at most that stands before each text: a longer
// one is a question, which would be the first that all cases say.
const longHeading = 40

// text joins the cells of a field, each under its heading where there are several columns. A long
// heading is left out where a longer text speaks for itself; it stands before a mere "Yes".
func (o *row) text(f Field) string {
	several := len(headingsOf(o.columns, f)) > 1
	var parts []string
	for i, c := range o.columns {
		cell := o.cells[i]
		if c.Field != f || cell == "" {
			continue
		}
		if sentence := utf8.RuneCountInString(c.Heading) > longHeading && utf8.RuneCountInString(cell) > utf8.RuneCountInString(c.Heading); several && c.Heading != "" && !sentence {
			cell = ended(c.Heading, ":") + " " + cell
		}
		if several {
			cell = ended(cell, ".")
		}
		if !slices.Contains(parts, cell) {
			parts = append(parts, cell)
		}
	}
	return strings.Join(parts, " ")
}

// ended puts a sign behind a text that does not end with one.
func ended(s, sign string) string {
	if strings.ContainsAny(s[len(s)-1:], ".:;?!…") {
		return s
	}
	return s + sign
}

// CountryCode is the code of the country that a name in any of the languages stands for, or a code
// of two or three letters or digits; "" for none.
func (r *Reader) CountryCode(name string) string { return r.countryCode(name) }

// Level is the id of the level of government with a name in any of the languages, "" for none.
func (r *Reader) Level(name string) string { return r.level(name) }

// Tag is the id of the topic or approach with that id, or with that label in any of the languages;
// "" for none.
func (r *Reader) Tag(name string) string { return r.tags[corpus.PlainLetters(name)] }
