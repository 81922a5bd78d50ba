// Package table reads the tables that people keep in files, CSV, Excel workbooks and JSON, as
// rows under headings. Whatever is wrong with a row is said of that row, and the others are
// read on.
//
// It does not know what stands in the columns, opens no file, and is no judge of values: a
// number, a date and a truth value come as the text that is least likely to mislead.
package table

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"iter"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// Limits are how much is read. Zero stands for what [Limits.withDefaults] says.
type Limits struct {
	File     int64 // bytes of a file
	Unpacked int64 // bytes that a workbook unpacks to
	Cell     int   // bytes of one cell; a row with a longer one is refused
	Columns  int
	Rows     int
}

// withDefaults fills in limits that a ministry's library stays far below, and a computer with
// two gigabytes can bear.
func (l Limits) withDefaults() Limits {
	return Limits{
		File:     cmp.Or(l.File, 256<<20),
		Unpacked: cmp.Or(l.Unpacked, 1<<30),
		Cell:     cmp.Or(l.Cell, 500_000),
		Columns:  cmp.Or(l.Columns, 2000),
		Rows:     cmp.Or(l.Rows, 2_000_000),
	}
}

// Options say how a file is read. The zero value guesses.
type Options struct {
	Sheet    string // of a workbook; the one with the most rows where it is empty
	Encoding string // of a text, by the name that the web has for it; guessed where it is empty
	Folder   string // that large workbooks are unpacked in; the system's for temporary files where it is empty
	Limits   Limits
}

// Extensions are how the names of files end that hold tables.
var Extensions = []string{".csv", ".tsv", ".xlsx", ".xlsm", ".json", ".jsonl", ".ndjson"}

// Named tells whether a file has a name as tables have it.
func Named(name string) bool {
	return slices.Contains(Extensions, strings.ToLower(filepath.Ext(name)))
}

// Table is one table of a file. It is to be closed.
type Table struct {
	Sheet   string   // of a workbook, "" for others
	Columns []string // the headings as they stand, which may be the same or empty
	LinkOf  []int    // for each column, the one whose links it has the addresses of, -1 for none; empty where there are no links
	Notes   []string // how it was read, for people

	limits  Limits
	heading int // line of the headings; rows stand below
	rows    iter.Seq2[Row, error]
	close   func() error
}

// Row is a row of a table.
type Row struct {
	Line  int      // in the file, or the number of the row in the sheet, from 1
	Cells []string // one for each column
	Fault string   // why it cannot be used, "" where it can
	Short bool     // it has fewer cells than there are headings; in a workbook that is what empty ones at the end look like
	Long  bool     // it has more, in a workbook, where they stand apart and are left out
}

// Errors of a file as a whole.
var (
	ErrEmpty  = errors.New("is empty")
	ErrNoRows = errors.New("has headings and no row below them")
)

// Open reads a file that has a name.
func Open(in io.Reader, name string, o Options) (*Table, error) {
	o.Limits = o.Limits.withDefaults()
	data, err := io.ReadAll(io.LimitReader(in, o.Limits.File+1))
	switch {
	case err != nil:
		return nil, err
	case int64(len(data)) > o.Limits.File:
		return nil, fmt.Errorf("is larger than %s; part it into several files", megabytes(o.Limits.File))
	case len(data) == 0:
		return nil, ErrEmpty
	}
	t, err := open(data, name, o)
	if err != nil {
		return nil, err
	}
	if n := len(t.Columns); n > o.Limits.Columns {
		return nil, errors.Join(fmt.Errorf("has %d columns, and at most %d are read; remove those that are not needed", n, o.Limits.Columns), t.Close())
	}
	for _, err := range t.Rows() {
		if err != nil {
			return nil, errors.Join(err, t.Close())
		}
		return t, nil
	}
	return nil, errors.Join(ErrNoRows, t.Close())
}

func open(data []byte, name string, o Options) (*Table, error) {
	switch {
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return openWorkbook(data, o)
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")):
		return nil, errors.New("is a workbook of old Excel, or has a password; save it as .xlsx without one")
	case bytes.HasPrefix(data, []byte("%PDF-")):
		return nil, errors.New("is a PDF, which has no table that could be read; save the table it was made from as .xlsx or .csv")
	}
	text, encoding, err := Decode(data, o.Encoding)
	if err != nil {
		return nil, err
	}
	notes := []string{encoding}
	first := bytes.TrimSpace(text)
	if len(first) == 0 {
		return nil, ErrEmpty
	}
	switch ext := strings.ToLower(filepath.Ext(name)); {
	case ext == ".jsonl" || ext == ".ndjson":
		return openJSONLines(text, notes, o.Limits)
	case ext == ".json" || ext != ".csv" && ext != ".tsv" && (first[0] == '{' || first[0] == '['):
		return openJSON(text, notes, o.Limits)
	}
	return openCSV(text, notes, o.Limits)
}

// NumberColumns takes the row of headings for one of the others and numbers the columns, as is
// done where there is none. It tells whether they are numbered; objects have names of their own.
func (t *Table) NumberColumns() bool {
	if t.heading == 0 || t.Numbered() {
		return t.Numbered()
	}
	t.heading--
	for i := range t.Columns {
		t.Columns[i] = numbered(i)
		if len(t.LinkOf) > 0 && t.LinkOf[i] >= 0 {
			t.Columns[i] = fmt.Sprintf("column %d (link)", t.LinkOf[i]+1)
		}
	}
	return true
}

// Numbered tells whether the columns have numbers for headings.
func (t *Table) Numbered() bool { return len(t.Columns) > 0 && t.Columns[0] == numbered(0) }

func numbered(i int) string { return fmt.Sprintf("column %d", i+1) }

// Close gives back what the table needed.
func (t *Table) Close() error {
	if t.close == nil {
		return nil
	}
	return t.close()
}

// Rows are the rows below the headings, but for empty ones. They can be read more than once.
// An error ends them.
func (t *Table) Rows() iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		n := 0
		for r, err := range t.rows {
			if err != nil {
				yield(r, err)
				return
			}
			if r.Line <= t.heading || r.Fault == "" && blank(r.Cells) {
				continue
			}
			if n++; n > t.limits.Rows {
				yield(r, fmt.Errorf("has more than %d rows; part it into several files", t.limits.Rows))
				return
			}
			if r.Fault == "" {
				r = t.fitted(r)
			}
			if !yield(r, nil) {
				return
			}
		}
	}
}

// sheet tells whether the table is one of a workbook, where a cell too many moves no other.
func (t *Table) sheet() bool { return t.Sheet != "" }

// escapedBreaks are the ends of lines as workbooks write them, which some programs leave in what
// they export.
var escapedBreaks = regexp.MustCompile(`_x000[dDaA]_\n?`)

// fitted gives a row a cell for each column, or says why it cannot.
func (t *Table) fitted(r Row) Row {
	for i, cell := range r.Cells {
		if strings.Contains(cell, "_x000") {
			cell = escapedBreaks.ReplaceAllString(cell, "\n")
			r.Cells = slices.Clone(r.Cells)
			r.Cells[i] = cell
		}
		if len(cell) > t.limits.Cell {
			r.Fault = fmt.Sprintf("its cell %d has %d bytes, and at most %d are read", i+1, len(cell), t.limits.Cell)
			r.Cells = nil
			return r
		}
	}
	most := len(t.Columns)
	if len(r.Cells) > most {
		switch more := !blank(r.Cells[most:]); {
		case more && t.sheet():
			r.Long = true
		case more:
			r.Fault = fmt.Sprintf("has %d cells, and the headings are %d; a cell with the sign that sets cells apart must stand in quotation marks", len(r.Cells), most)
			r.Cells = nil
			return r
		}
		r.Cells = r.Cells[:most]
	}
	if len(r.Cells) < most {
		r.Cells, r.Short = append(slices.Clip(r.Cells), make([]string, most-len(r.Cells))...), !t.sheet()
	}
	return r
}

func blank(cells []string) bool {
	return !slices.ContainsFunc(cells, func(s string) bool { return strings.TrimSpace(s) != "" })
}

func megabytes(bytes int64) string {
	if bytes < 1<<20 {
		return fmt.Sprintf("%d bytes", bytes)
	}
	return fmt.Sprintf("%d MB", bytes>>20)
}
