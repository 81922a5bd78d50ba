package table

import (
	"reflect"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// TestOpen_BesideValues reads links, merged cells and formulas, and cells beyond the headings.
func TestOpen_BesideValues(t *testing.T) {
	t.Parallel()
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	data := workbook(t, func(f *excelize.File) {
		must(f.SetSheetName("Sheet1", "Fälle & mehr"))
		const sheet = "Fälle & mehr"
		set(t, f, sheet, "A1", "Title", "Country", "Text")
		set(t, f, sheet, "A2", "Otters", "Poland", "They swim", "a note")
		set(t, f, sheet, "A3", "Voles", nil, "They dig")
		set(t, f, sheet, "B5", "Spain")
		must(f.MergeCell(sheet, "B2", "B4"))
		must(f.SetCellHyperLink(sheet, "A2", "https://example.org/otters?a=1&b=2", "External"))
		must(f.SetCellHyperLink(sheet, "A3", "'Fälle & mehr'!A1", "Location"))
		must(f.SetCellFormula(sheet, "A5", `HYPERLINK("https://example.org/moles","Moles")`))
		must(f.SetCellFormula(sheet, "C5", `CONCATENATE("a","b")`))
	})
	columns, rows, lines, notes := read(t, "a.xlsx", data, Options{})
	if want := []string{"Title", "Country", "Text", "Title (link)"}; !reflect.DeepEqual(columns, want) {
		t.Errorf("headings %q, want %q", columns, want)
	}
	want := [][]string{
		{"Otters", "Poland", "They swim", "https://example.org/otters?a=1&b=2"},
		{"Voles", "Poland", "They dig", ""},
		{"", "Spain", "", "https://example.org/moles"}, // excelize keeps no value of a formula that it writes
	}
	if !reflect.DeepEqual(rows, want) || !reflect.DeepEqual(lines, []int{2, 3, 5}) {
		t.Errorf("read %q of lines %v, want %q", rows, lines, want)
	}
	for _, said := range []string{"formulas without a value, which count as empty: 2, the first in row 5", "cells merged over several rows count in each: 1"} {
		if !strings.Contains(notes, said) {
			t.Errorf("said %q, not %q", notes, said)
		}
	}
}
