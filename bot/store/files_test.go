package store

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// TestInPlace_Gone: once the files that are open are not those in the folder any more, nothing is
// confirmed and nothing is read, until they are back.
func TestInPlace_Gone(t *testing.T) {
	move := func(from, to string) func(*testing.T, string) {
		return func(t *testing.T, folder string) {
			if err := os.Rename(filepath.Join(folder, from), filepath.Join(folder, to)); err != nil {
				t.Fatal(err)
			}
		}
	}
	for name, tc := range map[string]struct {
		happens func(*testing.T, string)
		undone  func(*testing.T, string) // nil where it cannot be
	}{
		"removed":          {func(t *testing.T, folder string) { remove(t, filepath.Join(folder, FileName)) }, nil},
		"everything gone":  {func(t *testing.T, folder string) { removeAll(t, folder) }, nil},
		"moved":            {move(FileName, "elsewhere.db"), move("elsewhere.db", FileName)},
		"the folder moved": {move("", "../moved"), move("../moved", "")},
		"replaced": {func(t *testing.T, folder string) {
			move(FileName, "elsewhere.db")(t, folder)
			if err := copyFile(filepath.Join(folder, "elsewhere.db"), filepath.Join(folder, FileName)); err != nil {
				t.Fatal(err)
			}
		}, func(t *testing.T, folder string) { move("elsewhere.db", FileName)(t, folder) }},
		"its log removed":       {func(t *testing.T, folder string) { remove(t, filepath.Join(folder, FileName+"-wal")) }, nil},
		"its log's index moved": {move(FileName+"-shm", "x"), move("x", FileName+"-shm")},
		"nothing":               {func(*testing.T, string) {}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			folder := filepath.Join(t.TempDir(), "data")
			s := open(t, folder, newClock())
			must(s.Save(t.Context(), Saved{List: "C1", Case: "before", By: "U1"}))(t)
			tc.happens(t, folder)
			wrong := func(err error) bool { return errors.Is(err, ErrGone) != (name != "nothing") }
			if err := s.InPlace(); wrong(err) {
				t.Errorf("in place: %v", err)
			}
			for what, do := range map[string]func(context.Context) error{
				"save": func(ctx context.Context) error {
					_, err := s.Save(ctx, Saved{List: "C1", Case: "a", By: "U1"})
					return err
				},
				"note":   func(ctx context.Context) error { _, err := s.Annotate(ctx, "C1", "before", "U1", "x"); return err },
				"remove": func(ctx context.Context) error { _, err := s.Remove(ctx, "C1", "a"); return err },
				"list":   func(ctx context.Context) error { _, err := s.List(ctx, "C1"); return err },
				"read":   func(ctx context.Context) error { _, err := s.Question(ctx, "C1"); return err },
				"forget": func(ctx context.Context) error { _, err := s.ForgetChannel(ctx, "C2"); return err },
				"backup": func(ctx context.Context) error { return s.Backup(ctx, filepath.Join(t.TempDir(), "b.db")) },
				"purge":  s.Purge,
			} {
				if err := do(t.Context()); wrong(err) {
					t.Errorf("%s: %v", what, err)
				}
			}
			if tc.undone == nil {
				return
			}
			tc.undone(t, folder)
			if list := must(s.List(t.Context(), "C1"))(t); len(list) != 1 || list[0].Case != "before" {
				t.Errorf("back again, the list has %+v", list)
			}
			must(s.Save(t.Context(), Saved{List: "C1", Case: "after", By: "U1"}))(t)
		})
	}
}

func remove(t *testing.T, path string) {
	t.Helper()
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
}

func removeAll(t *testing.T, path string) {
	t.Helper()
	if err := os.RemoveAll(path); err != nil {
		t.Fatal(err)
	}
}

// TestOpen_MakesPrivate: a file that others could read, and those beside it, are made
// their owner's only. The folder stays as it is, since other things may be in it.
func TestOpen_MakesPrivate(t *testing.T) {
	folder := t.TempDir()
	s := open(t, folder, newClock())
	must(s.Save(t.Context(), Saved{List: "C1", Case: "a", By: "U1"}))(t)
	if err := os.Chmod(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range Files(folder) {
		if err := os.Chmod(name, 0o664); err != nil {
			t.Fatal(err)
		}
	}
	open(t, folder, newClock())
	for _, name := range Files(folder) {
		if mode := must(os.Stat(name))(t).Mode().Perm(); mode != 0o600 {
			t.Errorf("%s has mode %o", name, mode)
		}
	}
	if mode := must(os.Stat(folder))(t).Mode().Perm(); mode != 0o755 {
		t.Errorf("the folder has mode %o now", mode)
	}
}
