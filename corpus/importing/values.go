package importing

import (
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/language"

	"precedent/corpus"
)

// countryCode is the country of a name in any language or of a code, "" for none.
func (d *dictionary) countryCode(s string) string {
	s = strings.TrimSpace(s)
	if id := d.countries[nameKey(s)]; id != "" {
		return id
	}
	if s != strings.ToUpper(s) || len(s) < 2 || len(s) > 3 {
		return ""
	}
	if d.places.Country(s) != nil {
		return s
	}
	region, err := language.ParseRegion(s) // POL, 616
	if err != nil || d.places.Country(region.String()) == nil {
		return ""
	}
	return region.String()
}

// level is the id of the level of government of a name in any language, "" for none.
func (d *dictionary) level(s string) string {
	return d.levels[nameKey(s)]
}

// partsOf are what a cell lists: set apart by semicolons, bars or lines, and where there are
// none of these, by commas or slashes.
func partsOf(cell string) []string {
	for _, signs := range []string{";|\n", ",/"} {
		parts := strings.FieldsFunc(cell, func(c rune) bool { return strings.ContainsRune(signs, c) })
		for i := range parts {
			parts[i] = strings.TrimSpace(parts[i])
		}
		parts = slices.DeleteFunc(parts, func(s string) bool { return s == "" })
		if len(parts) > 1 || signs == ",/" {
			return parts
		}
	}
	return nil
}

// countriesIn are the countries that a cell lists, as codes, and as they stand where they are
// not known. "Korea, Republic of" is one.
func (d *dictionary) countriesIn(cell string) (list []string, known int) {
	if code := d.countryCode(cell); code != "" {
		return []string{code}, 1
	}
	if name, before, found := strings.Cut(cell, ","); found { // "Korea, Republic of"
		if code := d.countries[nameKey(before+" "+name)]; code != "" {
			return []string{code}, 1
		}
	}
	for _, part := range partsOf(d.withoutBrackets(cell)) {
		codes, ok := d.countriesAmong(part)
		if !ok {
			list = append(list, part)
			continue
		}
		known += len(codes)
		for _, code := range codes {
			if !slices.Contains(list, code) {
				list = append(list, code)
			}
		}
	}
	return list, known
}

// countriesAmong are the countries of a part of a list, whose last names a word may join: "France
// and Germany". Beside names, only words that say nothing may stand there; there may be no name
// at all, as in what follows the comma of "Netherlands, The".
func (d *dictionary) countriesAmong(part string) (codes []string, ok bool) {
	if code := d.countryCode(part); code != "" {
		return []string{code}, true
	}
	if strings.ContainsAny(part, "()") {
		return nil, false
	}
	words := strings.FieldsFunc(part, func(c rune) bool { return notInName(c) && !unicode.Is(unicode.Mn, c) })
	loud := part == strings.ToUpper(part) && slices.ContainsFunc(words, func(w string) bool { return len(w) > 3 })
next:
	for i := 0; i < len(words); {
		for n := len(words) - i; n > 0; n-- {
			name := strings.Join(words[i:i+n], " ")
			code := d.countries[nameKey(name)]
			if code == "" && !loud { // where all is in capitals, ET is a word
				code = d.countryCode(name)
			}
			if code != "" {
				codes = append(codes, code)
				i += n
				continue next
			}
		}
		if !d.beside[key(words[i])] {
			return nil, false
		}
		i++
	}
	return codes, len(words) > 0
}

// bracketed is something in brackets behind something.
var bracketed = regexp.MustCompile(`([^;|\n,/()]*)\(([^()]*)\)`)

// withoutBrackets leaves out what stands in brackets behind the name of a country and is no
// other country: "United States of America (USA)", and not "Georgia (USA)".
func (d *dictionary) withoutBrackets(cell string) string {
	return bracketed.ReplaceAllStringFunc(cell, func(both string) string {
		m := bracketed.FindStringSubmatch(both)
		outer, ok := d.countriesAmong(m[1])
		if !ok || len(outer) == 0 {
			return both
		}
		inner, _ := d.countriesIn(m[2])
		for _, place := range inner {
			if d.places.Country(place) != nil && !slices.Contains(outer, place) {
				return both
			}
		}
		return m[1]
	})
}

// severalIn are the names in a cell that may be one of several countries.
func (d *dictionary) severalIn(cell string) (names []string) {
	for _, part := range append(partsOf(cell), cell) {
		if d.several[nameKey(part)] && !slices.Contains(names, part) {
			names = append(names, part)
		}
	}
	return names
}

// dates are the forms that a year is taken from without a word: a year, and days of all kinds,
// which a time may follow and nothing else.
var dates = []*regexp.Regexp{
	regexp.MustCompile(`^([0-9]{4})(?:\.0+)?$`),
	regexp.MustCompile(`^([0-9]{4})[-/.](?:0?[1-9]|1[0-2])(?:[-/.][0-9]{1,2}` + timeOfDay + `)?$`),
	regexp.MustCompile(`^[0-9]{1,2}[-/. ] ?[0-9]{1,2}[-/. ] ?([0-9]{4})` + timeOfDay + `$`),
}

const timeOfDay = `(?:(?:T|,? +)[0-9]{1,2}[:.h][0-9].*)?`

// yearIn is the year of a date, "" where it is not written as one.
func yearIn(cell string) string {
	for _, form := range dates {
		if m := form.FindStringSubmatch(cell); m != nil && "1900" <= m[1] && m[1] <= "2100" {
			return m[1]
		}
	}
	return ""
}

// Years that somebody may have typed into a column of days: a spreadsheet counts days from the
// end of 1899, and shows 2023 as a day of July 1905.
const (
	firstTyped = 1950
	lastTyped  = 2050
)

// yearTypedAsDay is the year that was typed where a spreadsheet took it for the number of a
// day, 0 where the cell is no such day. Where month and day may be either way round, the later
// year is taken.
func yearTypedAsDay(cell string) (year int) {
	for _, form := range []string{time.DateOnly, "1/2/2006", "2/1/2006", "1.2.2006", "2.1.2006", "1-2-2006", "2-1-2006"} {
		day, err := time.Parse(form, cell)
		if err != nil {
			continue
		}
		typed := int(day.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours() / 24)
		if firstTyped <= typed && typed <= lastTyped {
			year = max(year, typed)
		}
	}
	return year
}

// aboutYear finds a year in what is written otherwise, such as "spring 2018".
var aboutYear = regexp.MustCompile(`\b(?:19|20)[0-9]{2}\b`)

// gluedYear finds one that letters stand before or behind: FY2019.
var gluedYear = regexp.MustCompile(`(?:^|[^0-9])((?:19|20)[0-9]{2})(?:[^0-9]|$)`)

// address is the address of a page that a cell holds, "" for none. Browsers take one that
// begins with www. for one too.
func address(cell string) string {
	if strings.HasPrefix(strings.ToLower(cell), "www.") {
		cell = "https://" + cell
	}
	if !corpus.WebAddress(cell) {
		return ""
	}
	return cell
}

// Address is the address of a page that a text holds, which may lack what browsers add; "" for none.
func Address(text string) string { return address(text) }

// brokenValue is what a spreadsheet shows where a formula went wrong.
var brokenValue = regexp.MustCompile(`^#(?:N/A|[A-Z0-9/]+[!?])$`)
