package importing

import (
	"bufio"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"strings"

	"precedent/corpus"
	"precedent/corpus/table"
)

// Library is what comes in of one or more tables.
type Library struct {
	Report Report

	reader *Reader
	name   string
	cases  []corpus.Case
	byKey  map[[sha256.Size]byte]int // place in cases by what makes a case the same
	byID   map[string]bool
	values values
}

// NewLibrary is an empty library of a name, which its cases have as their source and, in small
// letters, before their ids.
func (r *Reader) NewLibrary(name string) *Library {
	return &Library{
		reader: r, name: name, byKey: map[[sha256.Size]byte]int{}, byID: map[string]bool{},
		Report: Report{Files: []FileReport{}, Refusals: []Refusal{}, Duplicates: []Duplicate{}, Values: []Value{}}, // no list is null
	}
}

// Cases are those that came in, in the order of their rows.
func (l *Library) Cases() []corpus.Case { return l.cases }

// Add reads the rows of a table of a file. progress is told how many rows have been read in
// all, and ends it with an error.
func (l *Library) Add(file string, t *table.Table, columns []Column, progress func(rows int) error) error {
	f := FileReport{File: file, Sheet: t.Sheet, Read: t.Notes, Columns: columns}
	before := l.Report.Counts
	codes, err := l.reader.codeColumns(t, columns)
	if err != nil {
		return err
	}
	for row, err := range t.Rows() {
		if err != nil {
			return err
		}
		l.Report.Rows++
		if err := progress(l.Report.Rows); err != nil {
			return err
		}
		f.ragged(row)
		if err := l.add(file, row, columns, codes); err != nil {
			return err
		}
	}
	f.Counts = l.Report.Counts.minus(before)
	l.Report.Files = append(l.Report.Files, f)
	l.Report.Values = l.values.list()
	return nil
}

func (l *Library) add(file string, row table.Row, columns []Column, codes map[int]bool) error {
	refuse := func(why string) {
		l.Report.Refused++
		l.Report.refuse(Refusal{file, row.Line, why})
	}
	if row.Fault != "" {
		refuse(row.Fault)
		return nil
	}
	c, why, remarks := l.reader.record(columns, codes, row.Cells)
	if why != "" {
		refuse(why)
		return nil
	}
	for _, r := range remarks {
		l.values.add(file, r, row.Line)
	}
	same := sameness(&c)
	if i, twice := l.byKey[same]; twice {
		l.Report.Merged++
		merge(&l.cases[i], &c)
		if own := l.id(c.ID); own == l.cases[i].ID || own == "" {
			c.ID = ""
		}
		l.Report.merge(Duplicate{file, row.Line, l.cases[i].ID, c.ID})
		return nil
	}
	if len(l.cases) == corpus.MaxOwnRecords {
		return fmt.Errorf("has, with what was read before, more than %d cases; import it in several parts, each into a library of its own", corpus.MaxOwnRecords)
	}
	own := l.id(c.ID)
	if own != "" && l.byID[own] {
		l.values.add(file, remark{headingsOf(columns, ID)[0], fmt.Sprintf("%q stands in several rows; those behind the first have ids made of their texts", c.ID)}, row.Line)
		own = ""
	}
	c.ID = cmp.Or(own, l.id(hex.EncodeToString(same[:8])))
	c.Source = cmp.Or(c.Source, corpus.Shorten(l.name, corpus.MaxShort))
	l.byKey[same], l.byID[c.ID] = len(l.cases), true
	l.cases = append(l.cases, c)
	l.Report.Imported++
	l.Report.Have.add(&c)
	return nil
}

// id is the id of a case across libraries, "" where there is none that is short enough.
func (l *Library) id(own string) string {
	id := corpus.Slug(l.name) + "/" + own
	if own == "" || len(id) > corpus.MaxShort {
		return ""
	}
	return id
}

// sameness is what two records have in common that tell of the same case: all their words,
// their page and who ran it. The rest may be told in one of them alone.
func sameness(c *corpus.Case) [sha256.Size]byte {
	parts := []string{corpus.PlainLetters(c.Title), c.Summary, c.Problem, c.Results, c.URL, corpus.PlainLetters(c.Organisation)}
	return sha256.Sum256([]byte(strings.Join(parts, "\x00")))
}

// merge puts into a case what another record of it has beside.
func merge(into, c *corpus.Case) {
	into.Level = cmp.Or(into.Level, c.Level)
	into.Year = cmp.Or(into.Year, c.Year)
	into.Language = cmp.Or(into.Language, c.Language)
	for _, lists := range []struct{ into, more *[]string }{
		{&into.Countries, &c.Countries}, {&into.Topics, &c.Topics}, {&into.Approaches, &c.Approaches}, {&into.Keywords, &c.Keywords},
	} {
		for _, item := range *lists.more {
			if !slices.Contains(*lists.into, item) && len(*lists.into) < corpus.MaxOwnList {
				*lists.into = append(*lists.into, item)
			}
		}
	}
}

// Write writes the cases as [corpus.ReadOwn] reads them.
func (l *Library) Write(out io.Writer) error {
	buffered := bufio.NewWriterSize(out, 64<<10)
	write := corpus.OwnWriter(buffered)
	for i := range l.cases {
		if err := write(&l.cases[i]); err != nil {
			return err
		}
	}
	return buffered.Flush()
}
