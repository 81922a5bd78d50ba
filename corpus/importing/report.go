package importing

import (
	"cmp"
	"slices"

	"precedent/corpus"
	"precedent/corpus/table"
)

// Counts say what became of rows. Those imported, merged and refused are all of them.
type Counts struct {
	Rows     int `json:"rows"`
	Imported int `json:"imported"`
	Merged   int `json:"merged"`  // they told of a case that had come in
	Refused  int `json:"refused"` // nothing could be made of them
}

func (c Counts) minus(d Counts) Counts {
	return Counts{c.Rows - d.Rows, c.Imported - d.Imported, c.Merged - d.Merged, c.Refused - d.Refused}
}

// Report says what came in and what did not.
type Report struct {
	Counts
	Have       Have         `json:"have"`
	Files      []FileReport `json:"files"`
	Refusals   []Refusal    `json:"refusals"`   // at most MaxListed
	Duplicates []Duplicate  `json:"duplicates"` // at most MaxListed, those with ids of their own first
	OtherIDs   int          `json:"other_ids"`  // of the rows that were merged, those with an id of their own
	Values     []Value      `json:"values"`     // what is not understood as it is written, the most frequent first
}

// Have counts the cases that have more than a title.
type Have struct {
	Text    int `json:"text"`
	URL     int `json:"url"`
	Country int `json:"country"`
	Year    int `json:"year"`
	Tags    int `json:"tags"` // known topics or approaches
}

func (h *Have) add(c *corpus.Case) {
	for n, has := range map[*int]bool{
		&h.Text: c.Summary != "" || c.Problem != "" || c.Results != "", &h.URL: c.URL != "", &h.Country: len(c.Countries) > 0,
		&h.Year: c.Year != 0, &h.Tags: len(c.Topics)+len(c.Approaches) > 0,
	} {
		if has {
			*n++
		}
	}
}

// MaxListed is how many rows a report lists one by one. It counts all.
const MaxListed = 1000

// FileReport is what became of one table.
type FileReport struct {
	File  string   `json:"file"`
	Sheet string   `json:"sheet,omitempty"`
	Read  []string `json:"read"` // how it was read: its encoding, its sheet
	Counts
	Short      int      `json:"short,omitempty"`       // rows with fewer cells than headings
	FirstShort int      `json:"first_short,omitempty"` // line of the first of these
	Long       int      `json:"long,omitempty"`        // rows of a sheet with more cells than headings, which are not read
	FirstLong  int      `json:"first_long,omitempty"`
	Columns    []Column `json:"columns"`
}

// ragged counts a row whose cells are not as many as the headings.
func (f *FileReport) ragged(row table.Row) {
	count := func(n, first *int) {
		if *n++; *n == 1 {
			*first = row.Line
		}
	}
	if row.Short {
		count(&f.Short, &f.FirstShort)
	}
	if row.Long {
		count(&f.Long, &f.FirstLong)
	}
}

// Refusal is a row that did not come in.
type Refusal struct {
	File   string `json:"file"`
	Line   int    `json:"line"`
	Reason string `json:"reason"`
}

// Duplicate is a row that was merged with a case.
type Duplicate struct {
	File string `json:"file"`
	Line int    `json:"line"`
	ID   string `json:"id"`
	Own  string `json:"own_id,omitempty"` // that of the row itself, where it is another
}

// Value is what is not understood in a column.
type Value struct {
	File     string    `json:"file"`
	Column   string    `json:"column"`
	Count    int       `json:"count"`
	Examples []Example `json:"examples"` // at most maxExamples, the most frequent first
}

// Example is one thing that is not understood, in so many rows.
type Example struct {
	What  string `json:"what"`
	Count int    `json:"count"`
	Line  int    `json:"line"` // of the first
}

func (r *Report) refuse(row Refusal) {
	if len(r.Refusals) < MaxListed {
		r.Refusals = append(r.Refusals, row)
	}
}

func (r *Report) merge(row Duplicate) {
	at := len(r.Duplicates)
	if row.Own != "" {
		at = min(r.OtherIDs, at)
		r.OtherIDs++
	}
	if at < MaxListed {
		r.Duplicates = slices.Insert(r.Duplicates, at, row)
		r.Duplicates = r.Duplicates[:min(len(r.Duplicates), MaxListed)]
	}
}

const (
	maxExamples = 5
	maxKinds    = 1000 // different things that are told apart in one column, so that a hostile file fills no memory
)

// values collects what is not understood.
type values struct {
	columns []*column
}

type column struct {
	file, name string
	count      int
	kinds      map[string]*Example
}

func (v *values) add(file string, r remark, line int) {
	at := slices.IndexFunc(v.columns, func(c *column) bool { return c.file == file && c.name == r.column })
	if at < 0 {
		at = len(v.columns)
		v.columns = append(v.columns, &column{file, r.column, 0, map[string]*Example{}})
	}
	c := v.columns[at]
	c.count++
	switch e := c.kinds[r.what]; {
	case e != nil:
		e.Count++
	case len(c.kinds) < maxKinds:
		c.kinds[r.what] = &Example{r.what, 1, line}
	}
}

func (v *values) list() []Value {
	list := []Value{}
	for _, c := range v.columns {
		examples := []Example{}
		for _, e := range c.kinds {
			examples = append(examples, *e)
		}
		slices.SortFunc(examples, func(a, b Example) int { return cmp.Or(b.Count-a.Count, a.Line-b.Line, cmp.Compare(a.What, b.What)) })
		list = append(list, Value{c.file, c.name, c.count, examples[:min(len(examples), maxExamples)]})
	}
	slices.SortStableFunc(list, func(a, b Value) int { return b.Count - a.Count })
	return list
}
