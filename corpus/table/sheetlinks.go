package table

import (
	"errors"
	"fmt"
	"iter"
	"slices"
)

// addBeside gives rows what a sheet has beside its values: the text of merged cells in each of
// their rows, and the addresses of links in columns of their own.
func (t *Table) addBeside(workbook []byte) {
	b, err := readBeside(workbook, t.Sheet)
	switch {
	case errors.Is(err, errLarge):
		t.Notes = append(t.Notes, "links and merged cells are not read in a sheet as large as this")
		return
	case err != nil:
		t.Notes = append(t.Notes, fmt.Sprintf("links and merged cells cannot be read (%v)", err))
		return
	}
	if b.formulas > 0 {
		t.Notes = append(t.Notes, fmt.Sprintf("formulas without a value, which count as empty: %d, the first in row %d; open the file in a spreadsheet and save it once, so that they are worked out", b.formulas, b.formulaAt))
	}
	b.merged = slices.DeleteFunc(b.merged, func(a area) bool { return a.from.row <= t.heading })
	if len(b.merged) > 0 {
		t.Notes = append(t.Notes, fmt.Sprintf("cells merged over several rows count in each: %d", len(b.merged)))
		t.rows = filledDown(t.rows, b.merged)
	}
	t.addLinks(b.links)
}

// filledDown are rows with the text of merged cells in each row that they go over, but for
// rows with nothing else.
func filledDown(rows iter.Seq2[Row, error], merged []area) iter.Seq2[Row, error] {
	starts := map[int][]area{}
	for _, a := range merged {
		starts[a.from.row] = append(starts[a.from.row], a)
	}
	type open struct {
		area
		text string
	}
	return func(yield func(Row, error) bool) {
		var over []open
		for r, err := range rows {
			over = slices.DeleteFunc(over, func(o open) bool { return o.to.row < r.Line })
			if err == nil && !blank(r.Cells) {
				for _, o := range over {
					i := o.from.column - 1
					for len(r.Cells) <= i {
						r.Cells = append(r.Cells, "")
					}
					if r.Cells[i] == "" {
						r.Cells[i] = o.text
					}
				}
			}
			for _, a := range starts[r.Line] {
				if text := at(r.Cells, a.from.column-1); text != "" {
					over = append(over, open{a, text})
				}
			}
			if !yield(r, err) {
				return
			}
		}
	}
}

// addLinks gives each column with links one with their addresses, behind the others.
func (t *Table) addLinks(links map[place]string) {
	linked := map[int]bool{}
	for p := range links {
		linked[p.column-1] = linked[p.column-1] || p.row > t.heading && p.column <= len(t.Columns)
	}
	own := len(t.Columns)
	t.LinkOf = slices.Repeat([]int{-1}, own)
	for i := range own {
		if linked[i] {
			t.Columns, t.LinkOf = append(t.Columns, t.Columns[i]+" (link)"), append(t.LinkOf, i)
		}
	}
	if len(t.Columns) == own {
		return
	}
	rows := t.rows
	t.rows = func(yield func(Row, error) bool) {
		for r, err := range rows {
			if err == nil && !blank(r.Cells) {
				if len(r.Cells) > own {
					r.Long = !blank(r.Cells[own:])
					r.Cells = r.Cells[:own:own]
				}
				r.Cells = append(r.Cells, make([]string, len(t.Columns)-len(r.Cells))...)
				for i := own; i < len(t.Columns); i++ {
					r.Cells[i] = links[place{t.LinkOf[i] + 1, r.Line}]
				}
			}
			if !yield(r, err) {
				return
			}
		}
	}
}
