package importing

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/language"

	"precedent/corpus"
)

// countryCode is the country of a name in any language or of a code, "" for none.
func (d *dictionary) countryCode(s string) string {
	s = strings.TrimSpace(s)
	if id := d.countries[corpus.PlainLetters(s)]; id != "" {
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
	return d.levels[corpus.PlainLetters(strings.TrimSpace(s))]
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
	for _, part := range partsOf(cell) {
		code := d.countryCode(part)
		if code == "" {
			list = append(list, part)
			continue
		}
		known++
		list = append(list, code)
	}
	return list, known
}

// dates are the forms that a year is taken from without a word: a year, and days of all kinds.
var dates = []*regexp.Regexp{
	regexp.MustCompile(`^([0-9]{4})(?:\.0+)?$`),
	regexp.MustCompile(`^([0-9]{4})[-/.][0-9]{1,2}(?:[-/.][0-9]{1,2}(?:[T ].*)?)?$`),
	regexp.MustCompile(`^[0-9]{1,2}[-/. ] ?[0-9]{1,2}[-/. ] ?([0-9]{4})(?:[T ,].*)?$`),
}

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
