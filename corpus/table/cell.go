package table

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// cellText is the text of a cell of a workbook, by what it shows and what is stored. A number
// that is shown as a date is one, and becomes 2018-03-01. Other numbers are taken as stored,
// since a format may show them as anything, but for those that are shown as digits alone, which
// keep the zeros before them.
func cellText(shown, stored string, date1904 bool) string {
	shown, stored = strings.TrimSpace(shown), strings.TrimSpace(stored)
	number, err := strconv.ParseFloat(stored, 64)
	if err != nil || math.IsInf(number, 0) || math.IsNaN(number) {
		if isoDate.MatchString(stored) { // a date that is stored as text may be shown as a number
			return stored
		}
		return shown
	}
	switch {
	case shown == stored: // a number of a version, stored as text, among others
		return shown
	case shown == "TRUE" || shown == "FALSE", strings.HasSuffix(shown, "%"):
		return shown
	case onlyDigits(stored) && len(stored) > exactDigits:
		return stored
	case onlyDigits(shown) && math.Abs(numberOf(shown)-number) < 0.5:
		return shown
	}
	if date, ok := shownDate(shown, number, date1904); ok {
		return date.Format(time.DateOnly)
	}
	return exact(number)
}

// exact writes a number without what its binary form adds: 0.3 for 0.30000000000000004.
func exact(number float64) string {
	if rounded, err := strconv.ParseFloat(strconv.FormatFloat(number, 'g', exactDigits, 64), 64); err == nil {
		number = rounded
	}
	return strconv.FormatFloat(number, 'f', -1, 64)
}

// exactDigits are how many digits a number is shown with; longer ones are shown rounded.
const exactDigits = 15

var isoDate = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}(T|$)`)

// shownDate is the date that a number stands for, where what it shows has the year of it in
// two or four digits and is no other way to write the number.
func shownDate(shown string, number float64, date1904 bool) (date time.Time, ok bool) {
	date, err := excelize.ExcelDateToTime(number, date1904)
	if err != nil || digits(shown) == "" || strings.HasPrefix(digits(exact(number)), strings.TrimRight(digits(shown), "0")) {
		return date, false
	}
	year := date.Format("2006")
	for _, part := range digitRuns.FindAllString(shown, -1) {
		if part == year || part == year[2:] {
			return date, true
		}
	}
	return date, false
}

var digitRuns = regexp.MustCompile(`[0-9]+`)

func digits(s string) string { return strings.Join(digitRuns.FindAllString(s, -1), "") }

func onlyDigits(s string) bool { return s != "" && digits(s) == s }

func numberOf(s string) float64 {
	x, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return math.NaN()
	}
	return x
}
