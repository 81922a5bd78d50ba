package table

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"os"
	"testing"

	"github.com/xuri/excelize/v2"
)

// FuzzWorkbook puts another text in the place of one part of a workbook, since bytes changed
// in the archive itself rarely get past its checksums.
func FuzzWorkbook(f *testing.F) {
	parts := []string{"xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/_rels/sheet1.xml.rels", "[Content_Types].xml"}
	whole := fuzzedWorkbook(f)
	for i, name := range parts {
		text := part(f, whole, name)
		f.Add(uint8(i), text)
		f.Add(uint8(i), text[:len(text)/2])
		f.Add(uint8(i), []byte{})
	}
	f.Add(uint8(1), []byte(`<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>99</v></c></row><row r="0"><c r="B7" s="77"><v>1e400</v></c></row></sheetData></worksheet>`))
	f.Add(uint8(len(parts)), []byte("PK\x03\x04"))
	folder := f.TempDir()
	f.Fuzz(func(t *testing.T, which uint8, text []byte) {
		data := text
		if int(which) < len(parts) {
			data = withPart(t, whole, parts[which], text)
		} else if !bytes.HasPrefix(data, []byte("PK")) {
			t.Skip("no workbook")
		}
		limits := Limits{Unpacked: 1 << 20, Rows: 1000, Columns: 100, Cell: 1000}
		table, err := Open(bytes.NewReader(data), "a.xlsx", Options{Folder: folder, Limits: limits})
		if err == nil {
			last := 0
			for r, err := range table.Rows() {
				if err != nil {
					break // a sheet that cannot be read on is told
				}
				if r.Line < last {
					t.Fatalf("line %d behind line %d", r.Line, last)
				}
				last = r.Line
				if r.Fault == "" && len(r.Cells) != len(table.Columns) {
					t.Fatalf("line %d has %d cells under %d headings", r.Line, len(r.Cells), len(table.Columns))
				}
			}
			if err := table.Close(); err != nil {
				t.Fatal(err)
			}
		}
		left, err := os.ReadDir(folder)
		if err != nil || len(left) > 0 {
			t.Fatalf("left behind: %v (%v)", left, err)
		}
	})
}

func fuzzedWorkbook(f *testing.F) []byte {
	book := excelize.NewFile()
	link := "https://example.org/moles"
	err := errors.Join(
		book.SetSheetRow("Sheet1", "A1", &[]any{"title", "year", "done"}),
		book.SetSheetRow("Sheet1", "A2", &[]any{"Moles counted", 2018, true}),
		book.SetSheetRow("Sheet1", "A4", &[]any{"Bins emptied", 1.5}),
		book.SetCellHyperLink("Sheet1", "A2", link, "External"))
	out, written := book.WriteToBuffer()
	if err := errors.Join(err, written, book.Close()); err != nil {
		f.Fatal(err)
	}
	return out.Bytes()
}

func part(f *testing.F, archive []byte, name string) []byte {
	z, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		f.Fatal(err)
	}
	in, err := z.Open(name)
	if err != nil {
		f.Fatal(err)
	}
	defer in.Close()
	text, err := io.ReadAll(in)
	if err != nil {
		f.Fatal(err)
	}
	return text
}

// withPart is an archive with another text in one of its files.
func withPart(t *testing.T, archive []byte, name string, text []byte) []byte {
	z, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, file := range z.File {
		if file.Name != name {
			if err := w.Copy(file); err != nil {
				t.Fatal(err)
			}
			continue
		}
		to, err := w.Create(name)
		if err == nil {
			_, err = to.Write(text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
