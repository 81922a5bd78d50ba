package importing

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"precedent/corpus/table"
)

// Mapping says what the columns of tables hold. People can read, edit and give it back.
type Mapping struct {
	Name   string         `json:"name"` // of the library: where its cases come from, and how their ids begin
	Tables []TableMapping `json:"tables"`
}

// TableMapping says what the columns of one table hold.
type TableMapping struct {
	File    string   `json:"file"`            // without its folder
	Path    string   `json:"path,omitempty"`  // where it stood, from the folder of the mapping
	Sheet   string   `json:"sheet,omitempty"` // of a workbook
	Columns []Column `json:"columns"`
}

// Column says what a column holds. Columns with the same heading stand in their order.
type Column struct {
	Heading string `json:"heading"`
	Field   Field  `json:"field"`          // "" where it is not read
	From    string `json:"from,omitempty"` // what it was guessed by: its heading, its contents or its links
}

// maxMapping is how many bytes a mapping may have.
const maxMapping = 16 << 20

// ReadMapping reads what Write has written, and somebody may have edited.
func ReadMapping(data []byte) (m Mapping, err error) {
	if len(data) > maxMapping {
		return m, fmt.Errorf("is larger than %d MB", maxMapping>>20)
	}
	dec := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff"))))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&m); err != nil {
		at := min(int(dec.InputOffset()), len(data))
		var syntax *json.SyntaxError
		if errors.As(err, &syntax) {
			at = min(int(syntax.Offset), len(data))
		}
		return m, fmt.Errorf("line %d: %w", 1+bytes.Count(data[:at], []byte("\n")), err)
	}
	var errs []error
	for _, t := range m.Tables {
		for _, c := range t.Columns {
			if c.Field != "" && !slices.Contains(fields, c.Field) {
				errs = append(errs, fmt.Errorf("the column %q is %q, which is none of %s, and not \"\" for what is not read", c.Heading, c.Field, strings.Join(names(fields), ", ")))
			}
		}
		for _, f := range fields {
			if same := headingsOf(t.Columns, f); len(same) > 1 && !f.joined() {
				errs = append(errs, fmt.Errorf("%d columns are %s (%q), and one may be", len(same), f, same))
			}
		}
	}
	return m, errors.Join(errs...)
}

// Write is the mapping as a file.
func (m Mapping) Write() ([]byte, error) {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(m)
	return out.Bytes(), err
}

// Columns says what the columns of a table of a file hold, as [Mapping.For] does. Where the mapping
// was made of a table without headings, so is this one.
func (m Mapping) Columns(file string, t *table.Table) ([]Column, error) {
	if at := m.at(file, t.Sheet); at >= 0 {
		told := table.Table{}
		for _, c := range m.Tables[at].Columns {
			told.Columns = append(told.Columns, c.Heading)
		}
		if told.Numbered() {
			t.NumberColumns()
		}
	}
	return m.For(file, t.Sheet, t.Columns)
}

// MadeOf tells whether a mapping was made of one of the tables of another, by where their files
// stand, or by their names where that was not written down.
func (m Mapping) MadeOf(other Mapping) bool {
	return slices.ContainsFunc(m.Tables, func(t TableMapping) bool {
		return slices.ContainsFunc(other.Tables, func(o TableMapping) bool {
			return t.File == o.File && (t.Path == o.Path || t.Path == "" || o.Path == "")
		})
	})
}

// at is the place of the entry for a table, -1 for none.
func (m Mapping) at(file, sheet string) int {
	at := slices.IndexFunc(m.Tables, func(t TableMapping) bool { return t.File == file && (t.Sheet == sheet || t.Sheet == "") })
	if at < 0 && len(m.Tables) == 1 {
		at = 0
	}
	return at
}

// For says what the columns of a table hold: by the entry for its file and sheet, or by the
// only one that there is. A column that the entry lacks is not read. That the table lacks one
// that is to be read is an error.
func (m Mapping) For(file, sheet string, headings []string) ([]Column, error) {
	at := m.at(file, sheet)
	if at < 0 {
		return nil, errors.New("has no entry in the mapping; add one to its \"tables\"")
	}
	told := slices.Clone(m.Tables[at].Columns)
	columns := make([]Column, len(headings))
	for i, heading := range headings {
		columns[i].Heading = heading
		if j := slices.IndexFunc(told, func(c Column) bool { return c.Heading == heading }); j >= 0 {
			columns[i] = told[j]
			told = slices.Delete(told, j, j+1)
		}
	}
	missing := slices.DeleteFunc(told, func(c Column) bool { return c.Field == "" })
	if len(missing) > 0 {
		return nil, fmt.Errorf("has no column %q, which the mapping takes for the %s; its columns are %q", missing[0].Heading, missing[0].Field, headings)
	}
	return columns, nil
}

// headingsOf are the headings of the columns that hold a field.
func headingsOf(columns []Column, f Field) (list []string) {
	for _, c := range columns {
		if c.Field == f {
			list = append(list, c.Heading)
		}
	}
	return list
}

func names(list []Field) []string {
	out := make([]string, len(list))
	for i, f := range list {
		out[i] = string(f)
	}
	return out
}
