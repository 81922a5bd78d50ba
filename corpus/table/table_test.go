package table

import (
	"bytes"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
)

// read opens a file and returns its headings and rows, a row with a fault as that.
func read(t *testing.T, name string, data []byte, o Options) (columns []string, rows [][]string, lines []int, notes string) {
	t.Helper()
	table, err := Open(bytes.NewReader(data), name, o)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := table.Close(); err != nil {
			t.Error(err)
		}
	}()
	for r, err := range table.Rows() {
		if err != nil {
			t.Fatal(err)
		}
		cells := r.Cells
		if r.Fault != "" {
			cells = []string{"! " + r.Fault}
		}
		rows, lines = append(rows, cells), append(lines, r.Line)
	}
	return table.Columns, rows, lines, strings.Join(table.Notes, "; ")
}

func encoded(t *testing.T, e encoding.Encoding, s string) string {
	t.Helper()
	out, err := e.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestOpen_Texts(t *testing.T) {
	t.Parallel()
	const polish = "id;nazwa\n1;Ma\u0142a gmina pomaga \u017cycie zmieni\u0107\n2;Mi\u0119dzy s\u0105siadami, \u015bwietlica\n"
	quote := "! its quotation marks do not match; inside a cell in quotation marks each must be doubled"
	for name, tc := range map[string]struct {
		file, data string
		o          Options
		columns    []string
		rows       [][]string
		lines      []int
		note       string
	}{
		"commas":              {data: "id,title\n1,A\n2,\"B, \"\"b\"\"\"\n", columns: []string{"id", "title"}, rows: [][]string{{"1", "A"}, {"2", `B, "b"`}}, lines: []int{2, 3}, note: "UTF-8; cells set apart by commas"},
		"semicolons":          {data: "id;title\n1;A, a, a\n2;B, b\n", columns: []string{"id", "title"}, rows: [][]string{{"1", "A, a, a"}, {"2", "B, b"}}, lines: []int{2, 3}, note: "semicolons"},
		"tabs":                {data: "id\ttitle\n1\t\n\tB\n", columns: []string{"id", "title"}, rows: [][]string{{"1", ""}, {"", "B"}}, lines: []int{2, 3}, note: "tabs"},
		"told":                {data: "sep=|\r\nid|title\r\n1|A;B;C\r\n", columns: []string{"id", "title"}, rows: [][]string{{"1", "A;B;C"}}, lines: []int{3}, note: "bars"},
		"mark and quotes":     {data: "\ufeff\"id\",\"title\"\n1,A\n", columns: []string{"id", "title"}, rows: [][]string{{"1", "A"}}, lines: []int{2}},
		"mark and told":       {data: "\ufeffsep=;\nid;title\n1;A\n", columns: []string{"id", "title"}, rows: [][]string{{"1", "A"}}, lines: []int{3}},
		"lines in cells":      {data: "id,title\n1,\"A\r\nb\"\n\n2,B\n", columns: []string{"id", "title"}, rows: [][]string{{"1", "A\nb"}, {"2", "B"}}, lines: []int{2, 5}},
		"old Mac":             {data: "id,title\r1,A\r2,B\r", columns: []string{"id", "title"}, rows: [][]string{{"1", "A"}, {"2", "B"}}, lines: []int{2, 3}},
		"ragged":              {data: "id,title,x\n1\n2,B,,,\n3,C,c,d\n,,\n4,D,d\n", columns: []string{"id", "title", "x"}, rows: [][]string{{"1", "", ""}, {"2", "B", ""}, {"! has 4 cells, and the headings are 3; a cell with the sign that sets cells apart must stand in quotation marks"}, {"4", "D", "d"}}, lines: []int{2, 3, 4, 6}},
		"a stray quote":       {data: "id,title\n1,\"Smart\" city, phase 2\n2,B\n", columns: []string{"id", "title"}, rows: [][]string{{quote}, {"2", "B"}}, lines: []int{2, 3}},
		"an open quote":       {data: "id,title\n1,\"A\n2,B\n3,C\n", columns: []string{"id", "title"}, rows: [][]string{{quote}, {"2", "B"}, {"3", "C"}}, lines: []int{2, 3, 4}},
		"two open quotes":     {data: "id,title\n1,\"A\n2,B\n\n3,\"C\n4,D\n", columns: []string{"id", "title"}, rows: [][]string{{quote}, {"2", "B"}, {quote}, {"4", "D"}}, lines: []int{2, 3, 5, 6}},
		"a blank after quote": {data: "id,title\n\"1\" ,A\n2,B\n", columns: []string{"id", "title"}, rows: [][]string{{quote}, {"2", "B"}}, lines: []int{2, 3}},
		"a title above":       {data: "Our cases,,,\n\nid,title,text,url\n1,A,a,b\n", columns: []string{"id", "title", "text", "url"}, rows: [][]string{{"1", "A", "a", "b"}}, lines: []int{4}, note: "headings in line 3"},
		"no headings":         {data: "Otters,https://example.org/1\nVoles,https://example.org/2\n", columns: []string{"column 1", "column 2"}, rows: [][]string{{"Otters", "https://example.org/1"}, {"Voles", "https://example.org/2"}}, lines: []int{1, 2}, note: "no headings"},
		"one column":          {data: "title\nA\nB\n", columns: []string{"title"}, rows: [][]string{{"A"}, {"B"}}, lines: []int{2, 3}},
		"same headings":       {data: "title,other,other\nA,b,c\n", columns: []string{"title", "other", "other"}, rows: [][]string{{"A", "b", "c"}}, lines: []int{2}},
		"UTF-16 with mark":    {data: "\xff\xfei\x00d\x00,\x00t\x00\n\x001\x00,\x00\xe9\x00\n\x00", columns: []string{"id", "t"}, rows: [][]string{{"1", "é"}}, lines: []int{2}, note: "UTF-16"},
		"UTF-16 without mark": {data: "\x00i\x00d\x00,\x00t\x00\n\x001\x00,\x00\xe9\x00\n", columns: []string{"id", "t"}, rows: [][]string{{"1", "é"}}, lines: []int{2}, note: "UTF-16 by its zeros"},
		"Windows-1252":        {data: "id,title\n1," + encoded(t, charmap.Windows1252, "Señor’s “café” in der Straße 5 m³") + "\n", columns: []string{"id", "title"}, rows: [][]string{{"1", "Señor’s “café” in der Straße 5 m³"}}, lines: []int{2}, note: "windows-1252 by guess"},
		"Windows-1250":        {data: encoded(t, charmap.Windows1250, polish), columns: []string{"id", "nazwa"}, rows: [][]string{{"1", "Mała gmina pomaga życie zmienić"}, {"2", "Między sąsiadami, świetlica"}}, lines: []int{2, 3}, note: "windows-1250 by guess"},
		"ISO-8859-2":          {data: encoded(t, charmap.ISO8859_2, polish), columns: []string{"id", "nazwa"}, rows: [][]string{{"1", "Mała gmina pomaga życie zmienić"}, {"2", "Między sąsiadami, świetlica"}}, lines: []int{2, 3}, note: "iso-8859-2 by guess"},
		"told encoding":       {data: "id,title\n1,\xf5\n", o: Options{Encoding: "windows-1250"}, columns: []string{"id", "title"}, rows: [][]string{{"1", "ő"}}, lines: []int{2}, note: "windows-1250"},
		"one cp1252 row":      {data: "title,text\nCafé,déjà\nTh\xe9,\xe0\xe9\n", columns: []string{"title", "text"}, rows: [][]string{{"Café", "déjà"}, {"Thé", "àé"}}, lines: []int{2, 3}, note: "UTF-8, but for 3 bytes that are not and are read as windows-1252 by guess, the first in line 3"},
		"one cell of cp1250":  {data: "\xef\xbb\xbftitle,text\nżółć żółć,ma\xb3y\n", columns: []string{"title", "text"}, rows: [][]string{{"żółć żółć", "mały"}}, lines: []int{2}, note: "UTF-8, but for 1 byte that is not and is read as iso-8859-2 by guess, the first in line 2"},
		"cut characters":      {data: "id,title\n1,żółć żółć żółć\n2,\x8d\n", columns: []string{"id", "title"}, rows: [][]string{{"1", "żółć żółć żółć"}, {"2", "\ufffd"}}, lines: []int{2, 3}, note: "UTF-8, but for 1 byte that is not and is read as windows-1252 by guess, the first in line 3"},
		"capitals in cp1250":  {data: encoded(t, charmap.Windows1250, polish+"3;SZKÓŁ\n"), columns: []string{"id", "nazwa"}, rows: [][]string{{"1", "Mała gmina pomaga życie zmienić"}, {"2", "Między sąsiadami, świetlica"}, {"3", "SZKÓŁ"}}, lines: []int{2, 3, 4}, note: "windows-1250 by guess"},
		"escaped breaks":      {data: "id,title\n1,\"Otters_x000D_\nswim\"\n", columns: []string{"id", "title"}, rows: [][]string{{"1", "Otters\nswim"}}, lines: []int{2}},
		"a long cell":         {data: "id,title\n1," + strings.Repeat("x", 99) + "\n2,B\n", o: Options{Limits: Limits{Cell: 50}}, columns: []string{"id", "title"}, rows: [][]string{{"! its cell 2 has 99 bytes, and at most 50 are read"}, {"2", "B"}}, lines: []int{2, 3}},
		"JSON list": {file: "a.json", data: "[\n{\"id\": 1, \"title\": \"A\"},\n{\"title\": \"B\", \"place\": {\"country\": \"PL\"}, \"tags\": [\"x\", 2, null, {\"y\": true}]},\n3]",
			columns: []string{"id", "title", "place.country", "tags"}, rows: [][]string{{"1", "A", "", ""}, {"", "B", "PL", "x; 2; true"}, {"! is no JSON object"}}, lines: []int{2, 3, 4}, note: "a JSON list"},
		"JSON object":                {file: "a.json", data: `{"n": [1, 2], "of": {"a": 1}, "cases": [{"id": "x", "year": 2018.0}]}`, columns: []string{"id", "year"}, rows: [][]string{{"x", "2018.0"}}, lines: []int{1}, note: `the list "cases"`},
		"JSON Lines":                 {file: "a.jsonl", data: "{\"id\": 12345678901234567, \"t\": \"A\"}\n\nbroken\n{\"id\": 2}{\n[]\n", columns: []string{"id", "t"}, rows: [][]string{{"12345678901234567", "A"}, {"! is no JSON object: invalid character 'b' looking for beginning of value"}, {"! is no JSON object: something follows the object"}, {"! is no JSON object"}}, lines: []int{1, 3, 4, 5}, note: "one JSON object a line"},
		"JSON Lines by another name": {file: "a.json", data: "{\"id\": 1}\n{\"id\": 2}\n", columns: []string{"id"}, rows: [][]string{{"1"}, {"2"}}, lines: []int{1, 2}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			file := tc.file
			if file == "" {
				file = "a.csv"
			}
			columns, rows, lines, notes := read(t, file, []byte(tc.data), tc.o)
			if !reflect.DeepEqual(columns, tc.columns) || !reflect.DeepEqual(rows, tc.rows) || !reflect.DeepEqual(lines, tc.lines) {
				t.Errorf("read %q\n%q of lines %v\nwant %q\n%q of lines %v", columns, rows, lines, tc.columns, tc.rows, tc.lines)
			}
			if !strings.Contains(notes, tc.note) {
				t.Errorf("said %q, want %q", notes, tc.note)
			}
		})
	}
}

func TestOpen_Faults(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		file, data string
		o          Options
		want       string
	}{
		"empty":              {data: "", want: "is empty"},
		"blank":              {data: " \n\n", want: "is empty"},
		"header only":        {data: "id,title\n", want: "has headings and no row below them"},
		"header only, told":  {data: "sep=;\nid;title\n", want: "has headings and no row below them"},
		"JSON without cases": {file: "a.json", data: "[]", want: "has headings and no row below them"},
		"broken JSON":        {file: "a.json", data: "[{\"a\": 1},\n{\"a\": ", want: "is broken JSON in line 2"},
		"two lists":          {file: "a.json", data: `{"a": [{}], "b": [{}]}`, want: `has 2 lists of objects ["a" "b"]`},
		"no list":            {file: "a.json", data: `{"a": 1}`, want: "has 0 lists of objects"},
		"a number":           {file: "a.json", data: `3`, want: "is neither a list of JSON objects"},
		"unknown encoding":   {data: "a", o: Options{Encoding: "klingon"}, want: "no encoding that is known"},
		"large":              {data: "id,title\n1,A\n", o: Options{Limits: Limits{File: 5}}, want: "is larger than 5 bytes"},
		"rows":               {data: "id,title\n1,A\n2,B\n", o: Options{Limits: Limits{Rows: 1}}, want: "has more than 1 rows"},
		"columns":            {data: "a,b,c\n1,2,3\n", o: Options{Limits: Limits{Columns: 2}}, want: "has 3 columns, and at most 2"},
		"JSON columns":       {file: "a.jsonl", data: "{\"a\":1}\n{\"b\":1}\n{\"c\":1}\n{\"d\":1}\n", o: Options{Limits: Limits{Columns: 2}}, want: "has 3 columns, and at most 2"},
		"old Excel":          {data: "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", want: "workbook of old Excel, or has a password"},
		"PDF":                {data: "%PDF-1.7", want: "is a PDF"},
		"another archive":    {file: "a.xlsx", data: "PK\x03\x04", want: "cannot be read as an Excel workbook"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			file := tc.file
			if file == "" {
				file = "a.csv"
			}
			table, err := Open(strings.NewReader(tc.data), file, tc.o)
			if err == nil {
				for _, err = range table.Rows() {
				}
			}
			if err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("said %v, want %q", err, tc.want)
			}
		})
	}
}

// TestOpen_JSONDeep reads what is deeper than any record.
func TestOpen_JSONDeep(t *testing.T) {
	t.Parallel()
	deep := `{"a": ` + strings.Repeat("[", 100) + strings.Repeat("]", 100) + "}\n{\"a\": 1}\n"
	_, rows, _, _ := read(t, "a.jsonl", []byte(deep), Options{})
	if want := [][]string{{"! is no JSON object: it is deeper than 20"}, {"1"}}; !reflect.DeepEqual(rows, want) {
		t.Errorf("read %q, want %q", rows, want)
	}
}

// TestOpen_ManyOpenQuotes reads each line behind marks that nothing closes, in a time that does
// not grow with the square of their number.
func TestOpen_ManyOpenQuotes(t *testing.T) {
	t.Parallel()
	_, rows, _, _ := read(t, "a.csv", []byte("id,title\n"+strings.Repeat("1,\"A\n2,B\n", 5000)), Options{})
	refused := 0
	for _, r := range rows {
		if strings.HasPrefix(r[0], "! ") {
			refused++
		}
	}
	if len(rows) != 10_000 || refused != 5000 {
		t.Errorf("%d rows, %d refused", len(rows), refused)
	}
}

// TestOpen_HugeCell reads past a cell that no computer should keep.
func TestOpen_HugeCell(t *testing.T) {
	t.Parallel()
	data := append([]byte("id,title\n1,"), bytes.Repeat([]byte("x"), 20<<20)...)
	_, rows, _, _ := read(t, "a.csv", append(data, "\n2,B\n"...), Options{})
	if len(rows) != 2 || !strings.Contains(rows[0][0], "! its cell 2 has 20971520 bytes") || rows[1][1] != "B" {
		t.Errorf("read %.100q", rows)
	}
}

// workbook makes an Excel workbook.
func workbook(t *testing.T, fill func(f *excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	fill(f)
	out, err := f.WriteToBuffer()
	if err == nil {
		err = f.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// set writes cells from a place to the right.
func set(t *testing.T, f *excelize.File, sheet, at string, cells ...any) {
	t.Helper()
	if err := f.SetSheetRow(sheet, at, &cells); err != nil {
		t.Fatal(err)
	}
}

// styled gives cells a number format.
func styled(t *testing.T, f *excelize.File, sheet, at, format string) {
	t.Helper()
	style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
	if err == nil {
		err = f.SetCellStyle(sheet, at, at, style)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestOpen_Workbook(t *testing.T) {
	t.Parallel()
	data := workbook(t, func(f *excelize.File) {
		set(t, f, "Sheet1", "A1", "About", "this file")
		if _, err := f.NewSheet("Cases"); err != nil {
			t.Fatal(err)
		}
		set(t, f, "Cases", "A1", "Our cases")
		set(t, f, "Cases", "A3", "id", "title", "begun", "share", "number", "is", "code")
		set(t, f, "Cases", "A4", 1, "Otters\nof Utopia", time.Date(2018, 3, 1, 0, 0, 0, 0, time.UTC), 0.25, 0.1+0.2, true, 7)
		set(t, f, "Cases", "A6", 2, " Voles ", 43101, nil, 1234.5, false, 40210)
		set(t, f, "Cases", "A7", "12345678901234567", "", 2018, nil, 0, nil, "1.10")
		styled(t, f, "Cases", "C6", "d mmmm yyyy")
		styled(t, f, "Cases", "D4", "0%")
		styled(t, f, "Cases", "E6", "#,##0.00")
		styled(t, f, "Cases", "E7", `"yes";"yes";"no"`)
		styled(t, f, "Cases", "G4", "00000")
	})
	columns, rows, lines, notes := read(t, "a.xlsx", data, Options{})
	if want := []string{"id", "title", "begun", "share", "number", "is", "code"}; !reflect.DeepEqual(columns, want) {
		t.Errorf("headings %q, want %q", columns, want)
	}
	want := [][]string{
		{"1", "Otters\nof Utopia", "2018-03-01", "25%", "0.3", "TRUE", "00007"},
		{"2", "Voles", "2018-01-01", "", "1234.5", "FALSE", "40210"},
		{"12345678901234567", "", "2018", "", "0", "", "1.10"},
	}
	if !reflect.DeepEqual(rows, want) || !reflect.DeepEqual(lines, []int{4, 6, 7}) {
		t.Errorf("read %q of lines %v, want %q", rows, lines, want)
	}
	if !strings.Contains(notes, `the sheet "Cases" of 2, which has the most rows (5); --sheet names another; headings in line 3`) {
		t.Errorf("said %q", notes)
	}
	if _, rows, _, _ := read(t, "a.xlsx", data, Options{Sheet: "cases "}); len(rows) != len(want) {
		t.Errorf("read %q", rows)
	}
	for name, tc := range map[string]struct {
		o    Options
		want string
	}{
		"sheet":     {Options{Sheet: "Nosuch"}, `has no sheet "Nosuch"; its sheets are ["Sheet1" "Cases"]`},
		"no rows":   {Options{Sheet: "Sheet1"}, "has headings and no row below them"},
		"too large": {Options{Limits: Limits{Unpacked: 1000}}, "unpacks to more than 1000 bytes, so it is not opened"},
	} {
		if _, err := Open(bytes.NewReader(data), "a.xlsx", tc.o); err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: said %v, want %q", name, err, tc.want)
		}
	}
}

func TestOpen_Workbook1904(t *testing.T) {
	t.Parallel()
	data := workbook(t, func(f *excelize.File) {
		yes := true
		if err := f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes}); err != nil {
			t.Fatal(err)
		}
		set(t, f, "Sheet1", "A1", "title", "date")
		set(t, f, "Sheet1", "A2", "Otters", 41639)
		styled(t, f, "Sheet1", "B2", "yyyy-mm-dd")
	})
	if _, rows, _, _ := read(t, "a.xlsx", data, Options{}); rows[0][1] != "2018-01-01" {
		t.Errorf("read %q", rows)
	}
}

func TestCellText(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ shown, stored, want string }{
		{"2018-03-01", "43160", "2018-03-01"}, {"1.3.18", "43160", "2018-03-01"}, {"2018", "43160", "2018-03-01"},
		{"43,160", "43160", "43160"}, {"40210", "40210", "40210"}, {"1905", "1905", "1905"}, {"€ 38.00", "38", "38"}, {"1,461.04", "1461.04", "1461.04"},
		{"43160", "2018-03-01T00:00:00Z", "2018-03-01T00:00:00Z"}, {"yes", "0", "0"}, {"", "5", "5"}, {"12%", "0.12", "12%"},
		{"12345678901234600", "12345678901234567", "12345678901234567"}, {"#N/A", "#N/A", "#N/A"}, {" text ", " text ", "text"}, {"", "", ""},
	} {
		if got := cellText(tc.shown, tc.stored, false); got != tc.want {
			t.Errorf("shown %q, stored %q: got %q, want %q", tc.shown, tc.stored, got, tc.want)
		}
	}
}

// FuzzOpen reads anything under any of the names, and holds that each row has a cell for each
// column or a reason, and that rows come in the order of their lines, the same each time.
func FuzzOpen(f *testing.F) {
	for _, seed := range []string{"id,title\n1,\"A\nb\"\n", "sep=;\na;b\n\"1\n;\"\"\"\n", "\xff\xfea\x00,\x00b\x00", "[{\"a\": [1, {\"b\": null}]}, 2]", "{\"a\": 1}\n{\"b\": {\"c\": []}}\n{", "\"a\r\rb\r", "{\"x\": [{\"a\": 1}], \"x\": [{\"b\": 1}]}"} {
		f.Add(uint8(0), []byte(seed))
		f.Add(uint8(1), []byte(seed))
		f.Add(uint8(2), []byte(seed))
	}
	names := []string{"a.csv", "a.json", "a.jsonl", "a"}
	f.Fuzz(func(t *testing.T, name uint8, data []byte) {
		if bytes.HasPrefix(data, []byte("PK")) {
			t.Skip("a workbook")
		}
		table, err := Open(bytes.NewReader(data), names[int(name)%len(names)], Options{})
		if err != nil {
			return
		}
		defer table.Close()
		var runs [2][]Row
		for i := range runs {
			last := 0
			for r, err := range table.Rows() {
				if err != nil {
					t.Fatal(err)
				}
				if r.Line < last {
					t.Fatalf("line %d behind line %d", r.Line, last)
				}
				if last = r.Line; r.Fault == "" && len(r.Cells) != len(table.Columns) {
					t.Fatalf("line %d has %d cells of %d", r.Line, len(r.Cells), len(table.Columns))
				}
				runs[i] = append(runs[i], r)
			}
		}
		if !reflect.DeepEqual(runs[0], runs[1]) {
			t.Fatal("read otherwise the second time")
		}
	})
}

func FuzzDecode(f *testing.F) {
	for _, seed := range []string{"abc", "\xff\xfe\x00", "\xef\xbb\xbf\xff", "\x00a\x00b", "ma\xb3y", "caf\xe9"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		text, name, err := Decode(data, "")
		if err != nil || name == "" || !bytes.Equal(text, bytes.ToValidUTF8(text, nil)) {
			t.Errorf("%q as %q: %q (%v)", data, name, text, err)
		}
	})
}
