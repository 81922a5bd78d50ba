package table

import (
	"fmt"
	"strings"
)

// headingDepth is how many rows are looked at for the headings: above them may stand a title
// and who made the table.
const headingDepth = 20

// findHeadings takes the headings from the first row that has at least half as many cells as
// the fullest of the first rows. A row with an address of a page is none: such a table has no
// headings, and its columns are numbered.
func (t *Table) findHeadings() error {
	var first []Row
	most := 0
	for r, err := range t.rows {
		if err != nil {
			return err
		}
		if r.Fault != "" || blank(r.Cells) {
			continue
		}
		first = append(first, r)
		if most = max(most, filled(r.Cells)); len(first) == headingDepth {
			break
		}
	}
	for _, r := range first {
		if 2*filled(r.Cells) < most {
			continue
		}
		if r.Line > first[0].Line {
			t.Notes = append(t.Notes, fmt.Sprintf("headings in line %d; what stands above is not read", r.Line))
		}
		if strings.Contains(strings.Join(r.Cells, " "), "://") {
			t.heading = r.Line - 1
			t.Notes = append(t.Notes, "no headings, so columns are numbered")
			for i := range r.Cells {
				t.Columns = append(t.Columns, numbered(i))
			}
			return nil
		}
		t.heading = r.Line
		for _, cell := range r.Cells {
			t.Columns = append(t.Columns, strings.Join(strings.Fields(cell), " "))
		}
		for len(t.Columns) > 0 && t.Columns[len(t.Columns)-1] == "" {
			t.Columns = t.Columns[:len(t.Columns)-1]
		}
		return nil
	}
	return ErrEmpty
}

func filled(cells []string) (n int) {
	for _, s := range cells {
		if strings.TrimSpace(s) != "" {
			n++
		}
	}
	return n
}
