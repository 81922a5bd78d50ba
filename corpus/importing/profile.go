package importing

import (
	"cmp"
	"mime"
	"net/url"
	"path"
	"strings"
	"unicode/utf8"

	"precedent/corpus/table"
)

// profileRows are how many rows are looked at to guess what columns hold.
const profileRows = 5000

// profile is what the cells of a column have in common.
type profile struct {
	heading string
	called  string // what it is taken by where that is not the heading
	linkOf  int    // the column whose links it has the addresses of, -1 for none
	rows    int    // of the table, as far as it was looked at

	filled    int // cells that say something
	distinct  int
	length    int // characters of all of them
	addresses int
	pictures  int // of the addresses
	numbers   int
	years     int // years and dates
	about     int // cells with a year in them
	countries int
	levels    int
	spaced    int // of several words

	seen map[string]bool
}

// name is what a column is taken by.
func (p *profile) name() string { return cmp.Or(p.called, p.heading) }

// share is how large a part of the cells that say something n are.
func (p *profile) share(n int) float64 {
	if p.filled == 0 {
		return 0
	}
	return float64(n) / float64(p.filled)
}

// fill is how large a part of the rows have a cell that says something.
func (p *profile) fill() float64 {
	if p.rows == 0 {
		return 0
	}
	return float64(p.filled) / float64(p.rows)
}

func (p *profile) meanLength() float64 { return p.share(p.length) }

// profiles looks at the columns of a table.
func (r *Reader) profiles(t *table.Table) ([]*profile, error) {
	list := make([]*profile, len(t.Columns))
	for i, heading := range t.Columns {
		list[i] = &profile{heading: heading, linkOf: -1, seen: map[string]bool{}}
		if len(t.LinkOf) > 0 {
			list[i].linkOf = t.LinkOf[i]
		}
	}
	n := 0
	for row, err := range t.Rows() {
		if err != nil {
			return nil, err
		}
		if row.Fault != "" {
			continue
		}
		if n++; n > profileRows {
			break
		}
		for i, p := range list {
			p.rows++
			r.look(p, row.Cells[i])
		}
	}
	return list, nil
}

// codeColumns are the columns of countries that hold codes alone, in which NA is Namibia and
// not a cell that says nothing.
func (r *Reader) codeColumns(t *table.Table, columns []Column) (map[int]bool, error) {
	codes := map[int]bool{}
	for i, c := range columns {
		if c.Field == Country {
			codes[i] = true
		}
	}
	n := 0
	for row, err := range t.Rows() {
		if err != nil {
			return nil, err
		}
		if n++; n > profileRows || len(codes) == 0 {
			break
		}
		for i := range codes {
			if row.Fault == "" && len(strings.TrimSpace(row.Cells[i])) > len("POL") {
				delete(codes, i)
			}
		}
	}
	return codes, nil
}

// look adds a cell to the profile of its column.
func (r *Reader) look(p *profile, cell string) {
	cell = strings.TrimSpace(cell)
	if r.said(cell) == "" || brokenValue.MatchString(cell) {
		return
	}
	p.filled++
	if !p.seen[cell] {
		p.seen[cell] = true
		p.distinct++
	}
	p.length += utf8.RuneCountInString(cell)
	if at := address(cell); at != "" {
		p.addresses++
		if picture(at) {
			p.pictures++
		}
		return
	}
	if strings.Trim(cell, "0123456789.,-+ ") == "" {
		p.numbers++
	}
	if strings.ContainsAny(cell, " \n") {
		p.spaced++
	}
	if yearIn(cell) != "" {
		p.years++
	}
	if len(cell) < 40 && gluedYear.MatchString(cell) {
		p.about++
	}
	if _, known := r.countriesIn(cell); known > 0 {
		p.countries++
	}
	if r.level(cell) != "" {
		p.levels++
	}
}

// picture tells whether an address is that of a picture, by how it ends.
func picture(at string) bool {
	u, err := url.Parse(at)
	return err == nil && strings.HasPrefix(mime.TypeByExtension(path.Ext(u.Path)), "image/")
}
