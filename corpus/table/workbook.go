package table

import (
	"bytes"
	"errors"
	"fmt"
	"iter"
	"os"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

// openWorkbook reads a sheet of an Excel workbook. Large sheets are unpacked into a folder of
// our own, which is removed whatever happens.
func openWorkbook(data []byte, o Options) (*Table, error) {
	folder, err := os.MkdirTemp(o.Folder, "precedent-import-")
	if err != nil {
		return nil, fmt.Errorf("needs room to be unpacked: %w", err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: o.Limits.Unpacked, TmpDir: folder, ShortDatePattern: "yyyy-mm-dd"})
	if err != nil {
		return nil, errors.Join(workbookError(err, o.Limits.Unpacked), os.RemoveAll(folder))
	}
	t := &Table{limits: o.Limits, close: func() error { return errors.Join(f.Close(), os.RemoveAll(folder)) }}
	if err := t.readSheet(f, o.Sheet); err != nil {
		return nil, errors.Join(err, t.Close())
	}
	t.addBeside(data)
	return t, nil
}

// workbookError says what to do about a workbook that cannot be opened.
func workbookError(err error, most int64) error {
	if strings.Contains(err.Error(), "unzip size exceeds") { // excelize has no value for it
		return fmt.Errorf("unpacks to more than %s, so it is not opened; save the sheet with the cases alone, as .csv", megabytes(most))
	}
	return fmt.Errorf("cannot be read as an Excel workbook (%w); open it and save it as .xlsx or .csv", err)
}

func (t *Table) readSheet(f *excelize.File, wanted string) error {
	sheet, rows, err := chooseSheet(f, wanted)
	if err != nil {
		return err
	}
	props, err := f.GetWorkbookProps()
	if err != nil {
		return fmt.Errorf("cannot be read as an Excel workbook: %w", err)
	}
	date1904 := props.Date1904 != nil && *props.Date1904
	t.Sheet = sheet
	note := fmt.Sprintf("the sheet %q", sheet)
	if n := len(f.GetSheetList()); n > 1 && wanted == "" {
		note += fmt.Sprintf(" of %d, which has the most rows (%d); --sheet names another", n, rows)
	}
	t.Notes = append(t.Notes, note)
	t.rows = func(yield func(Row, error) bool) {
		for r, err := range sheetRows(f, sheet, date1904) {
			if err != nil {
				err = fmt.Errorf("cannot be read from row %d on (%w); open it and save it as .csv", r.Line, err)
			}
			if !yield(r, err) {
				return
			}
		}
	}
	return t.findHeadings()
}

// chooseSheet is the sheet of a name, or else the one with the most rows that have a cell,
// of those that are not hidden where there are such.
func chooseSheet(f *excelize.File, wanted string) (sheet string, rows int, err error) {
	all := f.GetSheetList()
	if wanted != "" {
		for _, name := range all {
			if strings.EqualFold(strings.TrimSpace(name), strings.TrimSpace(wanted)) {
				return name, 0, nil
			}
		}
		return "", 0, fmt.Errorf("has no sheet %q; its sheets are %q", wanted, all)
	}
	visible := slices.DeleteFunc(slices.Clone(all), func(name string) bool {
		shown, err := f.GetSheetVisible(name)
		return err == nil && !shown
	})
	if len(visible) > 0 {
		all = visible
	}
	if len(all) == 1 {
		return all[0], 0, nil
	}
	most := -1
	for _, name := range all {
		n, err := countRows(f, name)
		if err != nil {
			return "", 0, err
		}
		if n > most {
			sheet, most = name, n
		}
	}
	if most < 0 {
		return "", 0, errors.New("has no sheet")
	}
	return sheet, most, nil
}

func countRows(f *excelize.File, sheet string) (n int, err error) {
	rows, err := f.Rows(sheet)
	if err != nil {
		return 0, fmt.Errorf("cannot be read, sheet %q: %w", sheet, err)
	}
	defer rows.Close()
	for rows.Next() {
		cells, err := rows.Columns()
		if err != nil {
			return 0, fmt.Errorf("cannot be read, sheet %q: %w", sheet, err)
		}
		if !blank(cells) {
			n++
		}
	}
	return n, rows.Error()
}

// sheetRows reads a sheet twice in step, as its cells are shown and as they are stored, since
// neither tells enough alone.
func sheetRows(f *excelize.File, sheet string, date1904 bool) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		shown, err := f.Rows(sheet)
		if err != nil {
			yield(Row{Line: 1}, err)
			return
		}
		defer shown.Close()
		stored, err := f.Rows(sheet)
		if err != nil {
			yield(Row{Line: 1}, err)
			return
		}
		defer stored.Close()
		for line := 1; shown.Next() && stored.Next(); line++ {
			a, err := shown.Columns()
			if err != nil {
				yield(Row{Line: line}, err)
				return
			}
			b, err := stored.Columns(excelize.Options{RawCellValue: true})
			if err != nil {
				yield(Row{Line: line}, err)
				return
			}
			cells := make([]string, max(len(a), len(b)))
			for i := range cells {
				cells[i] = cellText(at(a, i), at(b, i), date1904)
			}
			if !yield(Row{Line: line, Cells: cells}, nil) {
				return
			}
		}
		if err := errors.Join(shown.Error(), stored.Error()); err != nil {
			yield(Row{}, err)
		}
	}
}

func at(cells []string, i int) string {
	if i < len(cells) {
		return cells[i]
	}
	return ""
}
