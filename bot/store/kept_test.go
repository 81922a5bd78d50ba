package store

import (
	"bytes"
	"compress/gzip"
	"database/sql"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestOpen_Kept: all that earlier versions kept is there once their databases are opened,
// comes through a backup, and is forgotten with whom it is of.
func TestOpen_Kept(t *testing.T) {
	files, err := filepath.Glob("../testdata/kept-v*/" + FileName + ".gz")
	if err != nil || len(files) == 0 {
		t.Fatalf("no databases of earlier versions: %v", err)
	}
	for _, file := range files {
		t.Run(file, func(t *testing.T) {
			zipped := must(os.Open(file))(t)
			defer zipped.Close()
			data := must(io.ReadAll(must(gzip.NewReader(zipped))(t)))(t)
			folder := t.TempDir()
			path := filepath.Join(folder, FileName)
			if err := os.WriteFile(path, data, 0o600); err != nil {
				t.Fatal(err)
			}
			before := contents(t, path, nil)
			for table, rows := range before {
				if len(rows) == 1 {
					t.Errorf("%s has no rows that could be lost", table)
				}
			}
			c := &clock{at: time.Date(2026, 11, 30, 10, 0, 0, 0, time.UTC)}
			s := open(t, folder, c)
			if diff := cmp.Diff(before, contents(t, path, before)); diff != "" {
				t.Errorf("(- before opening, + after)\n%s", diff)
			}
			backup := filepath.Join(t.TempDir(), "backup.db")
			if err := s.Backup(t.Context(), backup); err != nil {
				t.Fatal(err)
			}
			for _, table := range Tables {
				if before[table.Name] != nil && table.Lifetime > 0 {
					before[table.Name] = before[table.Name][:1]
				}
			}
			if diff := cmp.Diff(before, contents(t, backup, before)); diff != "" {
				t.Errorf("(- before, + backup)\n%s", diff)
			}
			must(s.ForgetPerson(t.Context(), "U0ADA"))(t)
			if bytes.Contains(everything(t, folder), []byte("U0ADA")) {
				t.Error("somebody who was forgotten still stands in the files")
			}
		})
	}
}

// contents are the rows of the tables that a file has, each table's columns first: all, or
// the columns of those that are given.
func contents(t *testing.T, path string, only map[string][]string) map[string][]string {
	t.Helper()
	db := must(pool(path, readOnly, 1))(t)
	defer db.Close()
	found := map[string][]string{}
	for _, table := range Tables {
		columns := "*"
		if only != nil {
			if only[table.Name] == nil { // it has come since
				continue
			}
			columns = strings.ReplaceAll(only[table.Name][0], " ", ", ")
		}
		var there int
		if err := db.QueryRowContext(t.Context(), "SELECT count(*) FROM sqlite_schema WHERE name = ?", table.Name).Scan(&there); err != nil {
			t.Fatal(err)
		}
		if there == 0 {
			continue
		}
		list := must(db.QueryContext(t.Context(), "SELECT "+columns+" FROM "+table.Name+" ORDER BY rowid"))(t)
		defer list.Close()
		names := must(list.Columns())(t)
		found[table.Name] = []string{strings.Join(names, " ")}
		for list.Next() {
			values := make([]sql.NullString, len(names))
			into := make([]any, len(names))
			for i := range values {
				into[i] = &values[i]
			}
			if err := list.Scan(into...); err != nil {
				t.Fatal(err)
			}
			found[table.Name] = append(found[table.Name], fmt.Sprint(values))
		}
		if err := list.Err(); err != nil {
			t.Fatal(err)
		}
	}
	return found
}
