package store

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pressly/goose/v3"
)

// execute makes or changes a database as another program would.
func execute(t *testing.T, file string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+file)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	for _, statement := range statements {
		if _, err := db.Exec(statement); err != nil {
			t.Fatal(statement, err)
		}
	}
}

// aBackup is what stands in a backup with some pages, made once.
var aBackup []byte

// backedUp puts such a backup into a folder of its own.
func backedUp(t *testing.T) (file string) {
	t.Helper()
	file = filepath.Join(t.TempDir(), "backup.db")
	if aBackup == nil {
		s := open(t, t.TempDir(), newClock())
		fillTables(t, s, "secret-words")
		for i := range 200 {
			must(s.Save(t.Context(), Saved{List: "C1", Case: fmt.Sprint("case-", i), Title: strings.Repeat("long ", 20), By: "U1"}))(t)
		}
		if err := s.Backup(t.Context(), file); err != nil {
			t.Fatal(err)
		}
		aBackup = must(os.ReadFile(file))(t)
		return file
	}
	if err := os.WriteFile(file, aBackup, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// scribble writes over a part of a file.
func scribble(t *testing.T, file string, at int, with []byte) {
	t.Helper()
	data := must(os.ReadFile(file))(t)
	copy(data[at:], with)
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

func pageSize(t *testing.T, file string) int {
	t.Helper()
	return int(binary.BigEndian.Uint16(must(os.ReadFile(file))(t)[16:]))
}

// damaged are files that are no sound database of this program or an older one, with the
// error that says what they are.
var damaged = map[string]struct {
	make func(t *testing.T, file string) // changes a sound one
	want error
}{
	"a newer version": {func(t *testing.T, file string) {
		execute(t, file, fmt.Sprintf("INSERT INTO goose_db_version (version_id, is_applied) VALUES (%d, 1)", latest()+1))
	}, ErrNewer},
	"a newer version with other tables": {func(t *testing.T, file string) {
		execute(t, file, fmt.Sprintf("INSERT INTO goose_db_version (version_id, is_applied) VALUES (%d, 1)", latest()+1), "DROP TABLE saved", "CREATE TABLE kept (x)")
	}, ErrNewer},
	"without a table":                   {func(t *testing.T, file string) { execute(t, file, "DROP TABLE questions") }, ErrIncomplete},
	"without a column":                  {func(t *testing.T, file string) { execute(t, file, "ALTER TABLE watches DROP COLUMN asked") }, ErrIncomplete},
	"an older one without a table":      {func(t *testing.T, file string) { older(t, file, 2); execute(t, file, "DROP TABLE saved") }, ErrIncomplete},
	"without the table of its versions": {func(t *testing.T, file string) { execute(t, file, "DROP TABLE goose_db_version") }, ErrForeign},
	"of another program": {func(t *testing.T, file string) {
		remove(t, file)
		execute(t, file, "CREATE TABLE bookmarks (id INTEGER, url TEXT)")
	}, ErrForeign},
	"of another program that has versions too": {func(t *testing.T, file string) {
		remove(t, file)
		execute(t, file, "CREATE TABLE goose_db_version (id INTEGER PRIMARY KEY AUTOINCREMENT, version_id INTEGER, is_applied INTEGER)",
			"INSERT INTO goose_db_version (version_id, is_applied) VALUES (0, 1), (1, 1)", "CREATE TABLE bookmarks (id INTEGER, url TEXT)")
	}, ErrForeign},
	"some text": {func(t *testing.T, file string) {
		if err := os.WriteFile(file, bytes.Repeat([]byte("no database "), 1000), 0o600); err != nil {
			t.Fatal(err)
		}
	}, ErrForeign},
	"a damaged page": {func(t *testing.T, file string) {
		size, data := pageSize(t, file), must(os.ReadFile(file))(t)
		at := bytes.Index(data, []byte("case-150")) / size * size
		scribble(t, file, at, bytes.Repeat([]byte{0xA5}, size/2))
	}, ErrDamaged},
	"a damaged schema": {func(t *testing.T, file string) { scribble(t, file, 100, bytes.Repeat([]byte{0xA5}, 300)) }, ErrDamaged},
	"cut short by pages": {func(t *testing.T, file string) {
		if err := os.Truncate(file, int64(3*pageSize(t, file))); err != nil {
			t.Fatal(err)
		}
	}, ErrDamaged},
	"cut short within a page": {func(t *testing.T, file string) {
		if err := os.Truncate(file, must(os.Stat(file))(t).Size()-100); err != nil {
			t.Fatal(err)
		}
	}, ErrDamaged},
	"cut short within its head": {func(t *testing.T, file string) {
		if err := os.Truncate(file, 50); err != nil {
			t.Fatal(err)
		}
	}, ErrDamaged},
}

// older takes a database back to an older version.
func older(t *testing.T, file string, version int64) {
	t.Helper()
	remove(t, file)
	db := must(sql.Open("sqlite", "file:"+file))(t)
	defer db.Close()
	db.SetMaxOpenConns(1)
	provider := must(newProvider(db))(t)
	must(provider.UpTo(t.Context(), version))(t)
}

// TestOpen_Unsound: neither Open nor Restore takes such a file, Inspect says what it is, and it is
// left as it was.
func TestOpen_Unsound(t *testing.T) {
	for name, tc := range damaged {
		t.Run(name, func(t *testing.T) {
			file := backedUp(t)
			tc.make(t, file)
			before := must(os.ReadFile(file))(t)
			folder := t.TempDir()
			if err := Restore(t.Context(), file, filepath.Join(folder, "new", "data"), Options{}); !errors.Is(err, tc.want) {
				t.Errorf("restored: got %v, want %v", err, tc.want)
			}
			if left := must(os.ReadDir(folder))(t); len(left) > 0 {
				t.Errorf("a failed restore leaves %v", left)
			}
			if beside := must(os.ReadDir(filepath.Dir(file)))(t); len(beside) != 1 {
				t.Errorf("beside the file are %v", beside)
			}
			if after := must(os.ReadFile(file))(t); !bytes.Equal(before, after) {
				t.Errorf("the backup has other content: %d bytes, want the %d that it had", len(after), len(before))
			}
			kept := filepath.Join(folder, FileName)
			if err := os.Rename(file, kept); err != nil {
				t.Fatal(err)
			}
			if state, err := Inspect(t.Context(), folder); !errors.Is(err, tc.want) || !state.Found {
				t.Errorf("inspected: got %+v, %v, want %v", state, err, tc.want)
			}
			for what, open := range map[string]func(context.Context, string, Options) (*Store, error){"open": Open, "open what is there": OpenExisting} {
				if s, err := open(t.Context(), folder, Options{}); !errors.Is(err, tc.want) {
					t.Errorf("%s: got %v, %v, want %v", what, s, err, tc.want)
				}
			}
			threads := []byte("CREATE TABLE threads")
			if got, want := bytes.Contains(must(os.ReadFile(kept))(t), threads), bytes.Contains(before, threads); tc.want == ErrForeign && got != want {
				t.Errorf("another program's file has our table threads: %t, want %t as before", got, want)
			}
		})
	}
}

// TestRestore_NoBackup: what is no file of a backup is refused with what it is.
func TestRestore_NoBackup(t *testing.T) {
	folder := t.TempDir()
	empty := filepath.Join(folder, "empty.db")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	noTables := filepath.Join(folder, "no-tables.db")
	execute(t, noTables, "PRAGMA user_version = 1")
	live := t.TempDir()
	must(open(t, live, newClock()).Save(t.Context(), Saved{List: "C1", Case: "a", By: "U1"}))(t)
	pipe := filepath.Join(folder, "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, tc := range map[string]struct {
		file string
		want error
	}{
		"empty":      {empty, ErrEmpty},
		"no tables":  {noTables, ErrForeign},
		"in use":     {filepath.Join(live, FileName), ErrInUse},
		"not there":  {filepath.Join(folder, "nosuch.db"), os.ErrNotExist},
		"a folder":   {folder, errNoFile},
		"a pipe":     {pipe, errNoFile},
		"a device":   {os.DevNull, errNoFile},
		"no name":    {"", os.ErrNotExist},
		"bad name":   {"nosuch?mode=memory", os.ErrNotExist},
		"in memory":  {":memory:", os.ErrNotExist},
		"a file URL": {"file::memory:", os.ErrNotExist},
	} {
		data := filepath.Join(t.TempDir(), "data")
		if err := Restore(t.Context(), tc.file, data, Options{}); !errors.Is(err, tc.want) {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := os.Stat(data); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s: a folder is left, %v", name, err)
		}
	}
}

// TestOpen_Older: a database or a backup of any older version is brought up to date.
func TestOpen_Older(t *testing.T) {
	for version := int64(1); version < latest(); version++ {
		file := filepath.Join(t.TempDir(), "old.db")
		if err := os.WriteFile(file, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		older(t, file, version)
		execute(t, file, "INSERT INTO saved (list, case_id, title, url, saved_by, saved_at, note, noted_by) VALUES ('C1', 'a', 't', 'u', 'U1', 1, '', '')")
		folder := t.TempDir()
		if err := Restore(t.Context(), file, folder, Options{}); err != nil {
			t.Errorf("version %d: %v", version, err)
			continue
		}
		if list := must(open(t, folder, newClock()).List(t.Context(), "C1"))(t); len(list) != 1 {
			t.Errorf("version %d: kept %v, want one case", version, list)
		}
		opened := t.TempDir()
		if err := os.Rename(file, filepath.Join(opened, FileName)); err != nil {
			t.Fatal(err)
		}
		state := must(Inspect(t.Context(), opened))(t)
		if !state.Older || Total(state.Kept) != 1 {
			t.Errorf("version %d: %+v, want it older, with one row", version, state)
		}
		if list := must(open(t, opened, newClock()).List(t.Context(), "C1"))(t); len(list) != 1 {
			t.Errorf("version %d: kept %v, want one case", version, list)
		}
		if state := must(Inspect(t.Context(), opened))(t); state.Older {
			t.Errorf("version %d: still older", version)
		}
	}
}

// snapshot is every file of a folder with what stands in it, and when it was written.
func snapshot(t *testing.T, folder string, but string) map[string]string {
	t.Helper()
	files := map[string]string{}
	for _, e := range must(os.ReadDir(folder))(t) {
		if e.Name() == but {
			continue
		}
		info := must(e.Info())(t)
		files[e.Name()] = info.Mode().String() + info.ModTime().String() + string(must(os.ReadFile(filepath.Join(folder, e.Name())))(t))
	}
	return files
}

// TestInspect_WritesNothing: not where there is nothing, nor where all was closed, nor while
// the bot runs, nor after it was killed.
func TestInspect_WritesNothing(t *testing.T) {
	parent := t.TempDir()
	if state, err := Inspect(t.Context(), filepath.Join(parent, "a", "b")); err != nil || state.Found {
		t.Errorf("inspected: %+v, %v, want nothing found and no error", state, err)
	}
	if left := must(os.ReadDir(parent))(t); len(left) > 0 {
		t.Errorf("made %v", left)
	}
	folder := t.TempDir()
	inspect := func(when, but string) {
		t.Helper()
		before := snapshot(t, folder, but)
		if state, err := Inspect(t.Context(), folder); err != nil || Total(state.Kept) != 1 {
			t.Errorf("%s: %+v, %v, want one row and no error", when, state, err)
		}
		if diff := cmp.Diff(before, snapshot(t, folder, but)); diff != "" {
			t.Errorf("%s: %s", when, diff)
		}
	}
	s := open(t, folder, newClock())
	must(s.Save(t.Context(), Saved{List: "C1", Case: "a", By: "U1"}))(t)
	const marks = FileName + "-shm" // where SQLite notes who reads what
	inspect("while it is open", marks)
	killed := t.TempDir()
	for _, name := range Files(folder)[:2] {
		if err := copyFile(name, filepath.Join(killed, filepath.Base(name))); err != nil {
			t.Fatal(err)
		}
	}
	s.Close()
	inspect("once it is closed", "")
	folder = killed
	inspect("after it was killed", marks)
	if list := must(open(t, folder, newClock()).List(t.Context(), "C1"))(t); len(list) != 1 {
		t.Errorf("after it was killed and inspected: %v, want one case", list)
	}
}

// TestInspect_Faults says where nothing could be kept.
func TestInspect_Faults(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	in := filepath.Join(folder, "in")
	if err := os.MkdirAll(filepath.Join(in, FileName), 0o700); err != nil {
		t.Fatal(err)
	}
	for name, folder := range map[string]string{"a file": file, "below a file": filepath.Join(file, "data"), "a folder in the way": in} {
		if state, err := Inspect(t.Context(), folder); err == nil {
			t.Errorf("%s: got %+v, want an error", name, state)
		}
	}
}

// TestMigrations_KeepOrder: goose knows the same versions as this package.
func TestMigrations_KeepOrder(t *testing.T) {
	var last *goose.Source
	s := open(t, t.TempDir(), newClock())
	for _, source := range must(newProvider(s.writer))(t).ListSources() {
		last = source
	}
	if last == nil || last.Version != latest() {
		t.Errorf("got %v as the last, want version %d", last, latest())
	}
}
