package store

import (
	"context"
	"database/sql"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestTables_HaveRules: every table and every column of the database says whose it is.
func TestTables_HaveRules(t *testing.T) {
	s := open(t, t.TempDir(), newClock())
	at := must(s.readers.Begin())(t)
	defer at.Rollback()
	there := must(columnsOf(t.Context(), at))(t)
	delete(there, versions) // of the migrations, and of nobody
	said := map[string][]string{}
	for _, table := range Tables {
		said[table.Name] = table.columns()
	}
	for _, tables := range []map[string][]string{there, said} {
		for _, columns := range tables {
			slices.Sort(columns)
		}
	}
	if diff := cmp.Diff(there, said); diff != "" {
		t.Errorf("tables.go does not say of each table and column whose it is (- the database, + tables.go):\n%s", diff)
	}
}

// TestTables_RulesMakeSense: a column that looks like somebody's is somebody's, and what
// is nobody's has none.
func TestTables_RulesMakeSense(t *testing.T) {
	someones := regexp.MustCompile(`_by$|^(person|user|author|owner|member|channel|place|list|team)(_id)?$`)
	for _, table := range Tables {
		for _, column := range table.Else {
			if someones.MatchString(column) {
				t.Errorf("%s.%s is said to be of nobody", table.Name, column)
			}
		}
		if table.Rows == "" || table.Holds == "" || table.Kept == "" || table.Migration == 0 {
			t.Errorf("%s: something is not said", table.Name)
		}
		switch owned := len(table.People)+len(table.Places) > 0 || table.Text != nil || table.Names != nil; {
		case table.OfNobody && owned:
			t.Errorf("%s is of nobody, and has columns of somebody", table.Name)
		case !table.OfNobody && !owned:
			t.Errorf("%s has no column that says whose it is, and is not said to be of nobody", table.Name)
		}
		if (table.Lifetime > 0) != (table.Since != "") {
			t.Errorf("%s: a lifetime counts from a time, and the other way round", table.Name)
		}
	}
}

// The owners of the rows that fillTables makes, found again by their ids in the files.
const (
	leaving, staying = "UISLEAVING", "UISSTAYING"
	closing, open1   = "CISCLOSING", "CISOPENONE"
)

// fillTables puts into each table a row for each column that can name somebody, so that
// it names who leaves there, or what closes, and who stays in all others. text is in
// every column of text that names nobody.
func fillTables(t *testing.T, s *Store, text string) {
	t.Helper()
	ctx := context.Background()
	number := 0
	for _, table := range Tables {
		owners := slices.Concat(table.People, table.Places)
		if table.Text != nil {
			owners = append(owners, table.Text.By)
		}
		if table.Names != nil {
			owners = append(owners, table.Names.Columns...)
		}
		for _, gone := range append([]string{leaving, closing}, "") {
			for _, owner := range append(owners, "") {
				if (owner == "") != (gone == "") || gone == closing && !slices.Contains(table.Places, owner) {
					continue
				}
				var names, marks []string
				var values []any
				for _, column := range table.columns() {
					var kind string
					if err := s.writer.QueryRowContext(ctx, "SELECT type FROM pragma_table_info(?) WHERE name = ?", table.Name, column).Scan(&kind); err != nil {
						t.Fatal(table.Name, column, err)
					}
					number++
					var value any = fmt.Sprint(text, number)
					switch {
					case column == table.Since:
						value = s.now().Unix()
					case kind == "INTEGER":
						value = number
					case column == owner:
						value = gone
					case slices.Contains(table.Places, column):
						value = fmt.Sprint(open1, number)
					case slices.Contains(owners, column):
						value = fmt.Sprint(staying, number)
					}
					names, marks, values = append(names, column), append(marks, "?"), append(values, value)
				}
				statement := "INSERT INTO " + table.Name + " (" + strings.Join(names, ", ") + ") VALUES (" + strings.Join(marks, ", ") + ")"
				if _, err := s.writer.ExecContext(ctx, statement, values...); err != nil {
					t.Fatal(statement, err)
				}
			}
		}
	}
}

// rowsOf is how many rows each table has.
func rowsOf(t *testing.T, db *sql.DB) map[string]int {
	t.Helper()
	counts := map[string]int{}
	for _, table := range Tables {
		var n int
		if err := db.QueryRow("SELECT count(*) FROM " + table.Name).Scan(&n); err != nil {
			t.Fatal(err)
		}
		counts[table.Name] = n
	}
	return counts
}

// TestTables_Lifetime: what has one is purged after it and is in no backup; all else is kept and
// is in every backup.
func TestTables_Lifetime(t *testing.T) {
	c := newClock()
	s := open(t, t.TempDir(), c)
	fillTables(t, s, "words")
	before := rowsOf(t, s.writer)
	file := filepath.Join(t.TempDir(), "backup.db")
	if err := s.Backup(t.Context(), file); err != nil {
		t.Fatal(err)
	}
	copied := must(pool(file, immutable, 1))(t)
	defer copied.Close()
	backup := rowsOf(t, copied)
	var longest time.Duration
	for _, table := range Tables {
		longest = max(longest, table.Lifetime)
	}
	c.pass(longest + time.Second)
	if err := s.Purge(t.Context()); err != nil {
		t.Fatal(err)
	}
	after := rowsOf(t, s.writer)
	for _, table := range Tables {
		want := before[table.Name]
		if table.Lifetime > 0 {
			want = 0
		}
		if before[table.Name] == 0 || backup[table.Name] != want || after[table.Name] != want {
			t.Errorf("%s had %d rows, %d in the backup and %d after its lifetime, want %d", table.Name, before[table.Name], backup[table.Name], after[table.Name], want)
		}
	}
}

var update = flag.Bool("update", false, "rewrite the README's list of what is kept")

// TestTables_README: the README's list of what is kept is that of the tables.
func TestTables_README(t *testing.T) {
	const file, head = "../../README.md", "| what is kept | how long |\n|---|---|\n"
	before, rest, found := strings.Cut(string(must(os.ReadFile(file))(t)), head)
	if !found {
		t.Fatalf("the README has no table that begins with %q", head)
	}
	list, after, _ := strings.Cut(rest, "\n\n")
	var want []string
	for _, table := range Tables {
		want = append(want, "| "+table.Holds+" | "+table.Kept+" |")
	}
	if *update {
		list = strings.Join(want, "\n")
		if err := os.WriteFile(file, []byte(before+head+list+"\n\n"+after), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got := strings.Split(list, "\n")
	slices.Sort(want)
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the README does not say what tables.go does; run with -update (- tables.go, + README):\n%s", diff)
	}
}
