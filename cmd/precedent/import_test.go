package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/unicode"

	tables "precedent/corpus/table"
)

const importedCSV = "id,title,description,country\n1,Otters,They swim in the canal.,Poland\n2,Voles,They dig in the park.,Spain\n"

// importData runs an import of a file that holds data, in a folder of its own.
func importData(t *testing.T, name string, data []byte, o tables.Options) (out string, folder string, err error) {
	t.Helper()
	folder = t.TempDir()
	path := filepath.Join(folder, name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	f := importFlags{out: filepath.Join(folder, "out.jsonl"), read: o}
	_, err = runImport(t.Context(), testApp(t, nil, &stdout, &stderr), f, []string{path})
	return stdout.String(), folder, err
}

// TestImport_Forms brings in the same cases in each form that people keep them in.
func TestImport_Forms(t *testing.T) {
	t.Parallel()
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(importedCSV)
	if err != nil {
		t.Fatal(err)
	}
	f := excelize.NewFile()
	for i, line := range strings.Split(strings.TrimSpace(importedCSV), "\n") {
		cells := strings.Split(line, ",")
		if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &cells); err != nil {
			t.Fatal(err)
		}
	}
	book, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	want := ""
	for _, form := range []struct{ name, data string }{
		{"cases.csv", importedCSV},
		{"cases.csv", "\ufeff" + strings.ReplaceAll(importedCSV, "\n", "\r\n")},
		{"cases.csv", "sep=;\n" + strings.ReplaceAll(importedCSV, ",", ";")},
		{"cases.tsv", strings.ReplaceAll(importedCSV, ",", "\t")},
		{"cases.csv", utf16},
		{"cases.xlsx", book.String()},
		{"cases.json", `[{"id": 1, "title": "Otters", "description": "They swim in the canal.", "country": "Poland"}, {"id": 2, "title": "Voles", "description": "They dig in the park.", "country": ["Spain"]}]`},
		{"cases.jsonl", `{"id": "1", "title": "Otters", "description": "They swim in the canal.", "country": "PL"}` + "\n" + `{"id": "2", "title": "Voles", "description": "They dig in the park.", "country": "ESP"}` + "\n"},
	} {
		_, folder, err := importData(t, form.name, []byte(form.data), tables.Options{})
		if err != nil {
			t.Errorf("%s: %v", form.name, err)
			continue
		}
		got, err := os.ReadFile(filepath.Join(folder, "out.jsonl"))
		if err != nil {
			t.Fatal(err)
		}
		if want == "" {
			want = string(got)
			if n := strings.Count(want, "\n"); n != 2 || !strings.Contains(want, `"id":"out/1","title":"Otters","source":"out","countries":["PL"]`) {
				t.Fatalf("wrote %s", want)
			}
		}
		if string(got) != want {
			t.Errorf("%s: wrote %s\nwant %s", form.name, got, want)
		}
	}
}

// TestImport_OthersLibrary leaves the library of another file with the same name alone, unless it is
// named.
func TestImport_OthersLibrary(t *testing.T) {
	folder := t.TempDir()
	t.Chdir(folder)
	for name, data := range map[string]string{"same.csv": importedCSV, "same.json": `[{"id": 1, "title": "Otters", "text": "They swim in the canal."}]`} {
		if err := os.WriteFile(name, []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	run := func(f importFlags, path string) error {
		out.Reset()
		f.none = true
		_, err := runImport(t.Context(), testApp(t, nil, &out, io.Discard), f, []string{path})
		return err
	}
	if err := run(importFlags{}, "same.csv"); err != nil {
		t.Fatal(err)
	}
	if err := run(importFlags{}, "same.csv"); err != nil {
		t.Errorf("the same file again: %v", err)
	}
	want := "same.jsonl is there already, and was made of same.csv; name another file with --out, or this one to replace it"
	if err := run(importFlags{}, "same.json"); err == nil || err.Error() != want {
		t.Errorf("another file: said %v, want %q", err, want)
	}
	if err := run(importFlags{out: "same.jsonl"}, "same.json"); err != nil || !strings.Contains(out.String(), "in place of a library that was made of same.csv") {
		t.Errorf("another file, named: said %s (%v)", &out, err)
	}
	if err := run(importFlags{mapping: "same.map.json"}, "same.csv"); err == nil || !strings.Contains(err.Error(), "has no column") {
		t.Errorf("by the mapping beside it: %v", err)
	}
}

// TestImport_Bounds refuses what is too large, with limits that are quick to reach.
func TestImport_Bounds(t *testing.T) {
	t.Parallel()
	f := excelize.NewFile()
	if err := f.SetCellValue("Sheet1", "A1", strings.Repeat("x", 10_000)); err != nil {
		t.Fatal(err)
	}
	book, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	for name, tc := range map[string]struct {
		file string
		data []byte
		o    tables.Limits
		want string
	}{
		"unpacked": {"a.xlsx", book.Bytes(), tables.Limits{Unpacked: 5000}, "a.xlsx unpacks to more than 5000 bytes, so it is not opened; save the sheet with the cases alone, as .csv; nothing was written"},
		"file":     {"a.csv", []byte(importedCSV), tables.Limits{File: 50}, "a.csv is larger than 50 bytes; part it into several files; nothing was written"},
		"rows":     {"a.csv", []byte(importedCSV), tables.Limits{Rows: 1}, "a.csv has more than 1 rows; part it into several files; nothing was written"},
	} {
		_, folder, err := importData(t, tc.file, tc.data, tables.Options{Limits: tc.o})
		if err == nil || !strings.HasSuffix(err.Error(), tc.want) {
			t.Errorf("%s: said %v, want %q", name, err, tc.want)
		}
		if _, err := os.Stat(filepath.Join(folder, "out.jsonl")); err == nil {
			t.Errorf("%s: something was written", name)
		}
	}
}

// TestImport_Stopped writes nothing when it is stopped in the middle.
func TestImport_Stopped(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	path := filepath.Join(folder, "cases.csv")
	if err := os.WriteFile(path, []byte(importedCSV), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var out, errOut bytes.Buffer
	if code := testApp(t, nil, &out, &errOut).run(ctx, []string{"import", "--out", filepath.Join(folder, "out.jsonl"), path}); code != exitFailed || errOut.String() != "precedent: stopped\n" {
		t.Errorf("exit status %d, said %q", code, &errOut)
	}
	if left := filesIn(t, folder); len(left) != 1 {
		t.Errorf("left %q", left)
	}
}

// TestImport_StoppedWorkbook stops an import while a workbook is unpacked.
func TestImport_StoppedWorkbook(t *testing.T) {
	book := excelize.NewFile()
	rows, err := book.NewStreamWriter("Sheet1")
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Repeat("They swim in the canal. ", 400)
	for n := 1; n <= 3000; n++ { // larger than excelize unpacks in memory
		if err := rows.SetRow(fmt.Sprintf("A%d", n), []any{fmt.Sprintf("Otters %d", n), text}); err != nil {
			t.Fatal(err)
		}
	}
	folder := t.TempDir()
	path := filepath.Join(folder, "cases.xlsx")
	if err := errors.Join(rows.Flush(), book.SaveAs(path), book.Close()); err != nil {
		t.Fatal(err)
	}
	unpacked := t.TempDir()
	t.Setenv("TMPDIR", unpacked)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	go func() {
		for ctx.Err() == nil {
			for _, pattern := range []string{"*/excelize-*", "*/*/excelize-*"} { // wherever its folder is
				if files, _ := filepath.Glob(filepath.Join(unpacked, pattern)); len(files) > 0 {
					cancel()
				}
			}
			time.Sleep(time.Millisecond)
		}
	}()
	var out, errOut bytes.Buffer
	if code := testApp(t, nil, &out, &errOut).run(ctx, []string{"import", "--out", filepath.Join(folder, "out.jsonl"), path}); code != exitFailed || errOut.String() != "precedent: stopped\n" {
		t.Errorf("exit status %d, said %q", code, &errOut)
	}
	if left := filesIn(t, unpacked); len(left) > 0 {
		t.Errorf("left %q", left)
	}
	if left := filesIn(t, folder); len(left) != 1 {
		t.Errorf("left %q", left)
	}
}

// TestImport_NoPermission says which file cannot be read.
func TestImport_NoPermission(t *testing.T) {
	t.Parallel()
	if os.Getuid() == 0 {
		t.Skip("root may read everything")
	}
	folder := t.TempDir()
	path := filepath.Join(folder, "cases.csv")
	if err := os.WriteFile(path, []byte(importedCSV), 0); err != nil {
		t.Fatal(err)
	}
	_, err := runImport(t.Context(), testApp(t, nil, io.Discard, io.Discard), importFlags{out: filepath.Join(folder, "out.jsonl")}, []string{path})
	if err == nil || !strings.HasSuffix(err.Error(), "cases.csv cannot be opened (permission denied); nothing was written") {
		t.Errorf("said %v", err)
	}
}

// TestReplace keeps what was there, whole and with nothing beside it, where the disk is full
// in the middle, and writes through links.
func TestReplace(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	path := filepath.Join(folder, "cases.jsonl")
	write := func(text string, err error) error {
		return replace(path, func(w io.Writer) error {
			_, wrong := io.WriteString(w, text)
			return errors.Join(wrong, err)
		})
	}
	if err := write("former\n", nil); err != nil {
		t.Fatal(err)
	}
	err := write("half of the n", errors.New("no space left on device"))
	if err == nil || !strings.Contains(err.Error(), "cases.jsonl cannot be written (no space left on device); what was there before is unchanged") {
		t.Errorf("said %v", err)
	}
	if text, err := os.ReadFile(path); string(text) != "former\n" || len(filesIn(t, folder)) != 1 {
		t.Errorf("left %q (%v) in %q", text, err, filesIn(t, folder))
	}
	target := path
	path = filepath.Join(folder, "link.jsonl")
	if err := os.Symlink(target, path); err != nil {
		t.Skip(err)
	}
	if err := write("new\n", nil); err != nil {
		t.Fatal(err)
	}
	if text, err := os.ReadFile(target); string(text) != "new\n" {
		t.Errorf("behind the link stands %q (%v)", text, err)
	}
}

func filesIn(t *testing.T, folder string) (names []string) {
	t.Helper()
	list, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range list {
		names = append(names, e.Name())
	}
	return names
}

// TestOpenTable_Changed notices a file that is written to while it is read.
func TestOpenTable_Changed(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "cases.csv")
	if err := os.WriteFile(path, []byte(importedCSV), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := openTable(importFile{path: path, name: "cases.csv"}, func(in io.Reader) (*tables.Table, error) {
		t, err := tables.Open(in, "cases.csv", tables.Options{})
		return t, errors.Join(err, os.WriteFile(path, []byte(importedCSV+"3,Moles,They hide.,Peru\n"), 0o600))
	})
	if err == nil || !strings.Contains(err.Error(), "changed while it was read; import it once more") {
		t.Errorf("said %v", err)
	}
}
