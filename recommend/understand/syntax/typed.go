// Package syntax reads filters that are typed into a problem, such as country:PL or
// since:2018, and the values of forms and flags that mean the same. Limits that are said in
// running text are read by package scope.
package syntax

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/understand/analysis"
)

// filterName is a name that a filter can be typed under.
type filterName struct {
	fields []string // what it can mean: "from" is a country or a year
	strict bool     // it is hardly anything else, so what follows it is meant as a value
}

// strictNames is how many names of a filter in each language are hardly anything
// else; the first in the list are.
const strictNames = 2

// filterNames are the names of filters in all languages, folded.
func filterNames(letters []corpus.Letters) map[string]filterName {
	names := map[string]filterName{}
	for _, l := range letters {
		for _, field := range slices.Concat(recommend.ValueFields, recommend.YearFields) {
			for i, name := range l.Filters[field] {
				n := names[analysis.Fold(name)]
				n.fields = analysis.AppendNew(n.fields, field)
				n.strict = n.strict || i < strictNames
				names[analysis.Fold(name)] = n
			}
		}
	}
	for name, n := range names {
		n.strict = n.strict && len(n.fields) == 1
		names[name] = n
	}
	return names
}

// Add puts a typed value into the field of that name of a filter. An unknown field
// or value is a *FilterError that names the nearest known ones.
func Add(f *recommend.Filter, v *corpus.Vocabulary, field, value string) error {
	value = strings.TrimSpace(value)
	if !slices.Contains(recommend.FilterFields, field) && !recommend.YearField(field) {
		return &recommend.FilterError{Field: "filter", Value: field, Nearest: recommend.FilterFields}
	}
	for _, foreign := range []bool{false, true} {
		set, err := resolve(v, field, value, foreign)
		if err != nil {
			return err
		}
		if set != nil {
			set(f)
			return nil
		}
	}
	return unknownValue(v, field, value)
}

// unknownValue is the error for a value that a filter has not.
func unknownValue(v *corpus.Vocabulary, field, value string) error {
	shown, _ := analysis.Truncate(value, maxValue)
	return &recommend.FilterError{Field: field, Value: shown, Nearest: nearestValues(v, field, shown)}
}

// nearestValues are the known values of a filter that are most like one that is not.
func nearestValues(v *corpus.Vocabulary, field, value string) []string {
	known := knownValues(v, field)
	if field == "level" {
		return known // few enough to name them all
	}
	nearest := analysis.Nearest(value, known, analysis.NearestShown)
	if field == "library" && len(nearest) == 0 { // nobody knows their names by heart
		return known[:min(len(known), maxNamed)]
	}
	return nearest
}

// maxNamed is how many libraries are named where none is like what was typed.
const maxNamed = 10

// knownValues are the values of a filter as an error names them; none for years.
func knownValues(v *corpus.Vocabulary, field string) []string {
	switch field {
	case "country":
		names := analysis.Mapped(v.Places.Countries, func(c corpus.Country) string { return c.Name })
		return append(names, analysis.Mapped(v.Places.Regions, func(r corpus.Region) string { return r.Name })...)
	case "level":
		return analysis.Mapped(v.Taxonomy.Levels, func(l corpus.Level) string { return l.ID })
	case "topic":
		return analysis.Mapped(v.Taxonomy.Topics, func(c corpus.Concept) string { return c.ID })
	case "approach":
		return analysis.Mapped(v.Taxonomy.Approaches, func(c corpus.Concept) string { return c.ID })
	case "library":
		return v.Libraries
	}
	return nil
}

// resolve reads the value of a filter, and returns what sets it; nil for a value that
// is not known. foreign looks it up in the other languages than English, which takes
// some milliseconds the first time.
func resolve(v *corpus.Vocabulary, field, value string, foreign bool) (func(*recommend.Filter), error) {
	var id string
	switch year := recommend.YearField(field); {
	case year && foreign:
		return nil, nil
	case year:
		return resolveYears(field, value), nil
	case foreign:
		names, err := foreignValues(v, field)
		if err != nil {
			return nil, err
		}
		id = names[analysis.FoldAll(corpus.English, value)]
	default:
		id = englishValue(v, field, value)
	}
	if id == "" {
		return nil, nil
	}
	return func(f *recommend.Filter) {
		switch field {
		case "country":
			f.Places = analysis.AppendNew(f.Places, id)
		case "level":
			f.Levels = analysis.AppendNew(f.Levels, id)
		case "topic":
			f.Topics = analysis.AppendNew(f.Topics, id)
		case "approach":
			f.Approaches = analysis.AppendNew(f.Approaches, id)
		case "library":
			f.Libraries = analysis.AppendNew(f.Libraries, id)
		}
	}, nil
}

// englishValue is the id of what goes by an id, a code or an English name.
func englishValue(v *corpus.Vocabulary, field, value string) string {
	switch field {
	case "country":
		without, _ := strings.CutPrefix(strings.ToLower(value), "the ")
		return cmp.Or(v.Places.ID(value), v.Places.ID(without))
	case "level":
		for _, l := range v.Taxonomy.Levels {
			named := func(name string) bool { return strings.EqualFold(value, name) }
			if named(l.ID) || named(l.Label) || slices.ContainsFunc(v.English.Words.Levels[l.ID], named) {
				return l.ID
			}
		}
		return ""
	case "library":
		if name := corpus.Slug(value); name != "" && slices.Contains(v.Libraries, name) {
			return name
		}
		return ""
	}
	for _, name := range []string{value, strings.ReplaceAll(value, " ", "-")} {
		if c := v.Taxonomy.Find(name); c != nil && string(c.Facet) == field {
			return c.ID
		}
	}
	return ""
}

// resolveYears reads a year, or in "year:2015-2020" two of them.
func resolveYears(field, value string) func(*recommend.Filter) {
	first, last := value, value
	if field == "year" {
		for _, between := range []string{"..", "-", "–", "/"} {
			if a, b, ok := strings.Cut(value, between); ok {
				first, last = strings.TrimSpace(a), strings.TrimSpace(strings.Trim(b, "."))
				break
			}
		}
	}
	since, ok := analysis.ParseYear(first)
	until, also := analysis.ParseYear(last)
	if !ok || !also {
		return nil
	}
	return func(f *recommend.Filter) {
		switch field {
		case "since":
			f.Since = since
		case "after":
			f.Since = since + 1
		case "until":
			f.Until = until
		case "before":
			f.Until = until - 1
		case "year":
			f.Since, f.Until = since, until
		}
	}
}

// typedWords are what typed text is read with, of one vocabulary.
type typedWords struct {
	filters map[string]filterName
	foreign map[string]func() (map[string]string, error) // by field: folded name -> id
}

// typedWordsOf are those of a vocabulary, made when they are first needed.
var typedWordsOf = analysis.OncePerVocabulary(newTypedWords)

func newTypedWords(v *corpus.Vocabulary) (*typedWords, error) {
	letters, err := v.Letters()
	if err != nil {
		return nil, fmt.Errorf("read the names of filters: %w", err)
	}
	t := &typedWords{filters: filterNames(letters), foreign: map[string]func() (map[string]string, error){}}
	for _, field := range recommend.ValueFields {
		t.foreign[field] = sync.OnceValues(func() (map[string]string, error) { return collectForeign(v, field) })
	}
	return t, nil
}

// foreignValues are the ids of what goes by a name in another language than English,
// folded. Where languages differ, the first of them has it.
func foreignValues(v *corpus.Vocabulary, field string) (map[string]string, error) {
	t, err := typedWordsOf(v)
	if err != nil {
		return nil, err
	}
	return t.foreign[field]()
}

func collectForeign(v *corpus.Vocabulary, field string) (map[string]string, error) {
	ids := map[string]string{}
	add := func(code, id string, names ...string) {
		for _, name := range names {
			if key := analysis.FoldAll(code, name); key != "" && ids[key] == "" {
				ids[key] = id
			}
		}
	}
	for _, code := range v.Languages()[1:] {
		switch field {
		case "library": // is called the same in all languages
		case "country":
			names, err := v.PlaceNames(code)
			if err != nil {
				return nil, fmt.Errorf("read the names of places: %w", err)
			}
			for _, id := range analysis.SortedKeys(names.Names) {
				add(code, id, names.Names[id]...)
			}
		case "level":
			words, err := v.Words(code)
			if err != nil {
				return nil, fmt.Errorf("read the names of levels: %w", err)
			}
			for _, l := range v.Taxonomy.Levels {
				add(code, l.ID, words.Levels[l.ID]...)
			}
		default:
			labels, err := v.Labels(code)
			if err != nil {
				return nil, fmt.Errorf("read the names of topics: %w", err)
			}
			variants, err := v.Variants(code)
			if err != nil {
				return nil, fmt.Errorf("read the names of topics: %w", err)
			}
			for _, id := range analysis.SortedKeys(labels) {
				if string(v.Taxonomy.Concept(id).Facet) == field {
					add(code, id, labels[id])
					for _, variant := range analysis.SortedKeys(variants) {
						add(code, id, variants[variant].Labels[id])
					}
				}
			}
		}
	}
	return ids, nil
}

// ReadTyped puts the filters typed in a text into f and returns the rest of the text.
//
// A colon makes a filter only of a filter's own name at a word's start with a value
// that could be one. What is hardly anything but a filter with a value that is not
// known is an error; a heading ("Topic: water shortages in cities") is text.
func ReadTyped(v *corpus.Vocabulary, f *recommend.Filter, text string) (rest string, err error) {
	if !strings.Contains(text, ":") {
		return text, nil
	}
	words, err := typedWordsOf(v)
	if err != nil {
		return "", err
	}
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		t := &typedFilters{v: v, names: words.filters, line: line, alone: len(lines) == 1, f: f}
		for at := 0; strings.Contains(line[at:], ":"); {
			if at, err = t.colon(at, at+strings.Index(line[at:], ":")); err != nil {
				return "", err
			}
		}
		lines[i] = t.rest()
	}
	return strings.TrimSpace(strings.Join(lines, "\n")), nil
}

// typedFilters reads the filters in one line of a text.
type typedFilters struct {
	v     *corpus.Vocabulary
	names map[string]filterName
	line  string
	alone bool // the line is the whole text
	f     *recommend.Filter
	cuts  []typedCut
}

// typedCut is a filter with the punctuation around it.
type typedCut struct{ from, to int }

// maxNameWords is how many words the name of a filter has at most.
const maxNameWords = 3

// colon reads the filter whose colon is line[c], if there is one, and returns where to
// go on. Nothing before from belongs to it.
func (t *typedFilters) colon(from, c int) (next int, err error) {
	next = c + 1
	end := from + len(strings.TrimRight(t.line[from:c], " "))
	begin, name := end, filterName{}
	for k, at := 0, end; k < maxNameWords && at > from; k++ {
		at = t.wordBefore(from, at)
		if n := t.names[analysis.FoldAll(corpus.English, t.line[at:end])]; len(n.fields) > 0 && t.startsWord(at) {
			begin, name = at, n
		}
		for at > from && t.line[at-1] == ' ' {
			at--
		}
	}
	apart := end < c || next < len(t.line) && t.line[next] == ' '
	if len(name.fields) == 0 {
		return next, t.misspelt(t.wordBefore(from, end), end, c, apart)
	}
	value := next + len(t.line[next:]) - len(strings.TrimLeft(t.line[next:], " "))
	for _, foreign := range []bool{false, true} {
		for _, field := range name.fields {
			to, err := t.values(field, value, foreign, apart, begin)
			if err != nil {
				return 0, err
			}
			if to > 0 {
				t.cut(begin, to)
				return to, nil
			}
		}
	}
	if t.meant(name, begin, value, apart) {
		return 0, unknownValue(t.v, name.fields[0], strings.Trim(t.valueText(value), valueMarks))
	}
	return next, nil
}

// wordBefore is where the word begins that ends at end.
func (t *typedFilters) wordBefore(from, end int) int {
	i := strings.LastIndexFunc(t.line[from:end], func(r rune) bool { return !analysis.WordRune(r) && r != '\'' && r != '/' })
	if i < 0 {
		return from
	}
	_, size := utf8.DecodeRuneInString(t.line[from+i:])
	return from + i + size
}

// startsWord tells whether something may begin at a place in the line: behind a blank,
// a bracket, a quotation mark, a comma, or a minus that leaves out.
func (t *typedFilters) startsWord(at int) bool {
	before, _ := utf8.DecodeLastRuneInString(t.line[:at])
	if before == '-' { // "-country:PL", but not "cross-country: ..."
		before, _ = utf8.DecodeLastRuneInString(t.line[:at-1])
		return at == 1 || before == ' '
	}
	return at == 0 || strings.ContainsRune(" (,.;[\"'“„«", before)
}

// valueMarks may stand around a value and do not belong to it.
const valueMarks = " ().,;?![]'\"“”„«»‹›"

// quotes are the quotation marks that a value can begin with, and those that end it.
var quotes = map[rune]string{'"': "\"”“", '“': "”\"", '„': "“”\"", '”': "”\"", '«': "»", '»': "«»", '‹': "›", '\'': "'"}

// maxValueWords is how many words a value has at most.
const maxValueWords = 8

// values puts the values that begin at a place in the line into a field, and returns
// where they end; 0 where none is known. Several stand with commas, or words such as
// "and", between them.
func (t *typedFilters) values(field string, at int, foreign, apart bool, begin int) (end int, err error) {
	into := *t.f
	heading := apart && unicode.IsUpper(firstRune(t.line[begin:])) && field != "country"
	for {
		to, set, err := t.value(field, at, foreign, end > 0)
		if err != nil {
			return 0, err
		}
		text := heading || end > 0 && field != "country" && apartBefore(t.line, at) // unless a clause ends behind it
		if set == nil || text && !t.clauseEnds(to) {
			if end > 0 && (t.line[at-1] == ',' || set == nil && t.near(field, strings.Trim(t.valueText(at), valueMarks))) { // "country:PL,Narnia"
				parts := strings.FieldsFunc(t.line[at:]+" ", func(r rune) bool { return r == ' ' || r == ',' })
				return 0, unknownValue(t.v, field, strings.Trim(parts[0], valueMarks))
			}
			break
		}
		set(&into)
		end = to
		more := t.separator(to)
		if more == 0 {
			break
		}
		at = more
	}
	switch {
	case end == 0:
	case t.minus(begin) && !apart && field != "country":
		return 0, &recommend.FilterError{Field: "except", Value: t.line[begin:end]}
	default:
		*t.f = t.negated(into, begin)
	}
	return end, nil
}

// value reads one value that begins at a place in the line, or the several in a pair of
// quotation marks; nil where it is not known. foreign and both are as for longest.
func (t *typedFilters) value(field string, at int, foreign, both bool) (end int, set func(*recommend.Filter), err error) {
	open, size := utf8.DecodeRuneInString(t.line[at:])
	if quotes[open] == "" {
		return t.longest(field, at, foreign, both)
	}
	end = len(t.line)
	inside := t.line[at+size:]
	if close := strings.IndexAny(inside, quotes[open]); close >= 0 {
		inside = inside[:close]
		_, closing := utf8.DecodeRuneInString(t.line[at+size+close:])
		end = at + size + close + closing
	}
	if set, err := t.either(field, strings.TrimSpace(inside), foreign || both); set != nil || err != nil {
		return end, set, err
	}
	var all []func(*recommend.Filter)
	for one := range strings.SplitSeq(inside, ",") {
		set, err := t.either(field, strings.TrimSpace(one), foreign || both)
		if err != nil || set == nil {
			return 0, nil, err
		}
		all = append(all, set)
	}
	return end, func(f *recommend.Filter) {
		for _, set := range all {
			set(f)
		}
	}, nil
}

// minus tells whether a minus stands before a name.
func (t *typedFilters) minus(begin int) bool { return begin > 0 && t.line[begin-1] == '-' }

// negated is what has been read, left out instead where a minus stands before the name:
// "-country:PL". Only places can be left out.
func (t *typedFilters) negated(into recommend.Filter, begin int) recommend.Filter {
	if !t.minus(begin) {
		return into
	}
	for _, place := range into.Places[len(t.f.Places):] {
		into.Except = analysis.AppendNew(slices.Clone(into.Except), place)
	}
	into.Places = t.f.Places
	return into
}

// either resolves a value in English, and in other languages where that is allowed.
func (t *typedFilters) either(field, value string, foreign bool) (func(*recommend.Filter), error) {
	set, err := resolve(t.v, field, value, false)
	if set == nil && err == nil && foreign {
		return resolve(t.v, field, value, true)
	}
	return set, err
}

// longest reads the longest value of a field that begins at a place in the line: one in
// English, or where foreign is set in another language; with both, either.
func (t *typedFilters) longest(field string, at int, foreign, both bool) (end int, set func(*recommend.Filter), err error) {
	var ends []int
	for i := at; i < len(t.line) && len(ends) < maxValueWords; {
		for i < len(t.line) && t.line[i] == ' ' {
			i++
		}
		for i < len(t.line) && !strings.ContainsRune(" ,;/|", rune(t.line[i])) {
			i++
		}
		ends = append(ends, i)
		if i < len(t.line) && t.line[i] != ' ' {
			break
		}
	}
	for k := len(ends) - 1; k >= 0; k-- {
		value := strings.TrimRight(t.line[at:ends[k]], valueMarks)
		if field == "country" && smallCode(value) && apartBefore(t.line, at) {
			continue // "where: in Poland"
		}
		for _, inOthers := range []bool{false, true} {
			if inOthers != foreign && !both {
				continue
			}
			set, err := resolve(t.v, field, value, inOthers)
			if err != nil || set != nil {
				return at + len(value), set, err
			}
		}
	}
	return 0, nil, nil
}

// smallCode tells whether a value is two small letters, which are the code of a
// country but more often a word: "in", "is", "de".
func smallCode(value string) bool { return len(value) == 2 && value == strings.ToLower(value) }

func apartBefore(line string, at int) bool { return at > 0 && line[at-1] == ' ' }

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// joiners stand between the values of a list, in any of the languages.
var joiners = []string{"and", "or", "und", "oder", "et", "ou", "y", "e", "o", "en", "of", "i", "oraz", "lub", "&", "+"}

// separator returns where the next value of a list begins behind one that ends at a
// place in the line; 0 where the list ends.
func (t *typedFilters) separator(at int) int {
	rest := t.line[at:]
	trimmed := strings.TrimLeft(rest, " ")
	for _, mark := range []string{",", ";", "/", "|"} {
		if after, ok := strings.CutPrefix(trimmed, mark); ok {
			after = strings.TrimLeft(after, " ")
			for _, word := range joiners {
				after = strings.TrimPrefix(after, word+" ") // "UK, and France"
			}
			if after == "" {
				return 0
			}
			return len(t.line) - len(after)
		}
	}
	if trimmed == rest {
		return 0
	}
	for _, word := range joiners {
		if after, ok := strings.CutPrefix(strings.ToLower(trimmed), word+" "); ok && len(after) > 0 {
			return len(t.line) - len(strings.TrimLeft(trimmed[len(word):], " "))
		}
	}
	return 0
}

// clauseEnds tells whether a clause ends at a place in the line, or another filter
// begins there.
func (t *typedFilters) clauseEnds(at int) bool {
	rest := strings.TrimLeft(t.line[at:], " ")
	if rest == "" || strings.ContainsRune(",.;)!?", firstRune(rest)) {
		return true
	}
	word, _, _ := strings.Cut(rest, " ")
	name, _, typed := strings.Cut(word, ":")
	return typed && len(t.names[analysis.Fold(name)].fields) > 0
}

// valueText is the word that stands where a value should.
func (t *typedFilters) valueText(at int) string {
	word, _, _ := strings.Cut(t.line[at:], " ")
	return word
}

// meant tells whether what has a filter's name but no known value is meant as one: the
// whole text, or a value right behind the colon of a name in small letters with nothing
// after it, or one that is nearly known or, behind a name in small letters, nearly a part
// of one.
func (t *typedFilters) meant(name filterName, begin, value int, apart bool) bool {
	text := t.valueText(value)
	shown := strings.Trim(text, valueMarks)
	if shown == "" || strings.HasPrefix(shown, "/") {
		return false
	}
	whole := t.alone && strings.TrimSpace(t.line[:begin]) == "" && strings.TrimSpace(t.line[value+len(text):]) == ""
	small := unicode.IsLower(firstRune(t.line[begin:]))
	if whole && (name.strict || !apart) {
		return true
	}
	if !name.strict || !small && apart {
		return false
	}
	near := t.near(name.fields[0], shown)
	named := name.fields[0] == "country" && unicode.IsUpper(firstRune(shown)) ||
		name.fields[0] == "library" && len(t.v.Libraries) > 1 && !apart // any word may be one's name
	if apart { // "in our country: Tenders"
		before := strings.Fields(t.line[:begin])
		return named && t.clauseEnds(value+len(text)) && (len(before) == 0 || !analysis.StopWords()[analysis.Fold(before[len(before)-1])])
	}
	return near || small && (named || t.slip(name.fields[0], shown) || t.clauseEnds(value+len(text)) || strings.HasSuffix(text, ",") || strings.HasSuffix(text, "."))
}

// near tells whether a value that is not known is nearly one that is.
func (t *typedFilters) near(field, value string) bool {
	if field == "level" || utf8.RuneCountInString(value) <= shortValue {
		return false
	}
	return slices.ContainsFunc(nearestValues(t.v, field, value), func(known string) bool {
		return analysis.Distance([]rune(strings.ToLower(value)), []rune(strings.ToLower(known)), nearName) <= nearName
	})
}

// slip tells whether a value that is not known is, or is nearly, a word of one that is, in
// English or in another language: "helth" of "health-care". Of a year it is what has a
// year in it, or nearly is one.
func (t *typedFilters) slip(field, value string) bool {
	if recommend.YearField(field) {
		return yearSlip(value)
	}
	folded := []rune(analysis.FoldAll(corpus.English, value))
	if len(folded) <= shortValue {
		return false
	}
	alike := func(known string) bool {
		return slices.ContainsFunc(strings.FieldsFunc(known, func(r rune) bool { return !analysis.WordRune(r) }), func(word string) bool {
			letters := []rune(word)
			most := slipsIn(letters)
			return len(letters) > shortValue && analysis.Distance(folded, letters, most) <= most
		})
	}
	if slices.ContainsFunc(knownValues(t.v, field), func(known string) bool { return alike(analysis.FoldAll(corpus.English, known)) }) {
		return true
	}
	names, err := foreignValues(t.v, field) // read before, so that it does not fail now
	return err == nil && slices.ContainsFunc(slices.Collect(maps.Keys(names)), alike)
}

// yearSlip tells whether what is no year has one in it ("03/2018"), or is one but for a
// character ("20x8").
func yearSlip(value string) bool {
	digits := 0
	for _, r := range value {
		if unicode.IsDigit(r) {
			digits++
		}
	}
	for _, part := range strings.FieldsFunc(value, func(r rune) bool { return !unicode.IsDigit(r) }) {
		if _, ok := analysis.ParseYear(part); ok {
			return true
		}
	}
	n := utf8.RuneCountInString(value)
	return digits >= yearDigits-1 && n >= yearDigits && n <= yearDigits+1 && strings.ContainsRune("12", firstRune(value))
}

// yearDigits is how many digits a year has.
const yearDigits = 4

// shortValue is how many letters a value has at most that is like too many others.
const shortValue = 3

// nearName is how many letters a misspelt filter name may differ in, and shortName how
// long one is in which a single letter may.
const (
	nearName  = 2
	shortName = 5
)

// slipsIn is how many letters of a word may be wrong.
func slipsIn(word []rune) int {
	if len(word) <= shortName {
		return 1
	}
	return nearName
}

// misspelt is the error for a name that is nearly that of a filter, with a value right
// behind its colon that this filter could have; nil for a word that is none.
func (t *typedFilters) misspelt(from, end, c int, apart bool) error {
	value := strings.Trim(t.valueText(min(c+1, len(t.line))), valueMarks)
	name := strings.ToLower(t.line[from:end])
	if apart || value == "" || name == "" || !t.startsWord(from) {
		return nil
	}
	for _, field := range recommend.FilterFields {
		letters := []rune(field)
		if most := slipsIn(letters); analysis.Distance([]rune(name), letters, most) > most {
			continue
		}
		set, err := t.either(field, value, true)
		if err != nil {
			return err
		}
		if set != nil || t.alone && from == 0 && c+1+len(value) == len(t.line) {
			return &recommend.FilterError{Field: "filter", Value: name, Nearest: []string{field}}
		}
	}
	return nil
}

// cut takes a filter out of the line, with a minus before it and the punctuation around
// it.
func (t *typedFilters) cut(from, to int) {
	if from > 0 && t.line[from-1] == '-' {
		from--
	}
	t.cuts = append(t.cuts, typedCut{from, to})
}

// filterMarks may stand around a filter and do not belong to it.
const filterMarks = "(),.;?!'"

// rest is the line without its filters. Where a sentence or a clause ended at one, it
// still does.
func (t *typedFilters) rest() string {
	if len(t.cuts) == 0 {
		return strings.Join(strings.Fields(t.line), " ")
	}
	var b strings.Builder
	b.WriteString(strings.TrimSpace(strings.TrimRight(t.line[:t.cuts[0].from], " (")))
	mark := ""
	for i, c := range t.cuts {
		piece := t.line[c.to:]
		if i+1 < len(t.cuts) {
			piece = t.line[c.to:t.cuts[i+1].from]
		}
		after := strings.TrimLeft(piece, filterMarks)
		if taken := piece[:len(piece)-len(after)]; mark == "" {
			mark = strings.Trim(taken, "()'")
		}
		text := strings.TrimSpace(strings.TrimRight(after, " ("))
		if text == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteString(mark[:min(1, len(mark))] + " ")
		}
		mark = ""
		b.WriteString(text)
	}
	return strings.Join(strings.Fields(strings.TrimRight(b.String(), ", ")), " ")
}

// maxValue is how many characters of a filter's value an error says back.
const maxValue = 60
