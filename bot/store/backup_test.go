package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// TestBackup_NeverHoldsDay: at no moment does any file of a backup hold what is kept for
// a day, and none has the backup's name before it is whole.
func TestBackup_NeverHoldsDay(t *testing.T) {
	s := open(t, t.TempDir(), newClock())
	for i := range 100 {
		if err := s.SetThread(t.Context(), "C1", fmt.Sprint(i), "U1", []byte(strings.Repeat("secret-request ", 100))); err != nil {
			t.Fatal(err)
		}
		must(s.Save(t.Context(), Saved{List: "C1", Case: fmt.Sprint(i), Title: strings.Repeat("title ", 100), By: "U1"}))(t)
	}
	folder := t.TempDir()
	file := filepath.Join(folder, "backup.db")
	done := make(chan error)
	go func() { done <- s.Backup(t.Context(), file) }()
	var err error
	for looks, running := 0, true; running; looks++ {
		select {
		case err = <-done:
			running = false
		default:
		}
		for _, e := range must(os.ReadDir(folder))(t) {
			name := filepath.Join(folder, e.Name())
			data, err := os.ReadFile(name)
			if errors.Is(err, os.ErrNotExist) { // it has another name meanwhile
				continue
			}
			if err != nil {
				t.Fatal(err)
			}
			if bytes.Contains(data, []byte("secret-request")) {
				t.Fatalf("%s holds it", name)
			}
			if info, err := os.Stat(name); err == nil && info.Mode().Perm() != 0o600 {
				t.Errorf("%s has mode %o, want 600", name, info.Mode().Perm())
			}
			if name == file {
				if err := checkBackup(t.Context(), file); err != nil {
					t.Errorf("it has its name and is not whole: %v", err)
				}
			}
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	if left := must(os.ReadDir(folder))(t); len(left) != 1 || left[0].Name() != "backup.db" {
		t.Errorf("left are %v, want the backup alone", left)
	}
}

// TestBackup_FailsWithoutATrace: whatever stops a backup, nothing is left of it.
func TestBackup_FailsWithoutATrace(t *testing.T) {
	for name, stop := range map[string]func(t *testing.T, s *Store, file string) context.Context{
		"a damaged page": func(t *testing.T, s *Store, _ string) context.Context {
			if err := s.truncateLog(t.Context()); err != nil {
				t.Fatal(err)
			}
			size, data := pageSize(t, s.path), must(os.ReadFile(s.path))(t)
			at := bytes.Index(data, []byte("case-150long ")) / size * size // of the table, since no index is copied
			f := must(os.OpenFile(s.path, os.O_RDWR, 0))(t)                // never written as a whole, since it is open
			defer f.Close()
			must(f.WriteAt(bytes.Repeat([]byte{0xA5}, size/2), int64(at)))(t)
			return t.Context()
		},
		"told to stop": func(t *testing.T, _ *Store, _ string) context.Context {
			ctx, cancel := context.WithCancel(t.Context())
			cancel()
			return ctx
		},
		"a file in the way": func(t *testing.T, _ *Store, file string) context.Context {
			if err := os.Symlink("nowhere", file); err != nil {
				t.Fatal(err)
			}
			return t.Context()
		},
	} {
		t.Run(name, func(t *testing.T) {
			kept := t.TempDir()
			if err := os.Rename(backedUp(t), filepath.Join(kept, FileName)); err != nil {
				t.Fatal(err)
			}
			s := open(t, kept, newClock())
			folder := t.TempDir()
			file := filepath.Join(folder, "backup.db")
			ctx := stop(t, s, file)
			before := must(os.ReadDir(folder))(t)
			if err := s.Backup(ctx, file); err == nil {
				t.Error("got no error, want one")
			}
			if after := must(os.ReadDir(folder))(t); len(after) != len(before) {
				t.Errorf("left are %v, want %v", after, before)
			}
		})
	}
	s := open(t, t.TempDir(), newClock())
	if err := s.Backup(t.Context(), filepath.Join(t.TempDir(), "nosuch", "backup.db")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("into no folder: %v", err)
	}
}

// TestBackup_WhileSaving: a backup is all that was kept at one moment, and holds nobody
// up.
func TestBackup_WhileSaving(t *testing.T) {
	s := open(t, t.TempDir(), newClock())
	var saving sync.WaitGroup
	const many = 60
	saving.Go(func() {
		for i := range many {
			id := fmt.Sprintf("%03d", i)
			_, err := s.Save(t.Context(), Saved{List: "C1", Case: id, By: "U1"})
			if err == nil { // in the order of the tables' copying, so that half of it would show
				err = s.AddShare(t.Context(), Share{Channel: "C1", Case: id, By: "U1"})
			}
			if err != nil {
				t.Error(err)
				return
			}
		}
	})
	for n := range 3 {
		file := filepath.Join(t.TempDir(), "backup.db")
		if err := s.Backup(t.Context(), file); err != nil {
			t.Fatal(n, err)
		}
		folder := t.TempDir()
		if err := Restore(t.Context(), file, folder, Options{}); err != nil {
			t.Fatal(n, err)
		}
		rows := rowsOf(t, open(t, folder, newClock()).writer)
		if ahead := rows["saved"] - rows["shares"]; ahead < 0 || ahead > 1 {
			t.Errorf("it has %d saved cases and %d shares", rows["saved"], rows["shares"])
		}
	}
	saving.Wait()
}

// TestBackup_NumbersGoOn: a number of a watch that was stopped is not given out again
// after a restore, since buttons of old messages still send it.
func TestBackup_NumbersGoOn(t *testing.T) {
	s := open(t, t.TempDir(), newClock())
	w, _, err := s.AddWatch(t.Context(), "C1", "U1", "housing")
	if err != nil {
		t.Fatal(err)
	}
	must(s.StopWatch(t.Context(), "C1", "U1", w.ID))(t)
	file, folder := filepath.Join(t.TempDir(), "backup.db"), t.TempDir()
	if err := s.Backup(t.Context(), file); err != nil {
		t.Fatal(err)
	}
	if err := Restore(t.Context(), file, folder, Options{}); err != nil {
		t.Fatal(err)
	}
	next, _, err := open(t, folder, newClock()).AddWatch(t.Context(), "C1", "U1", "water")
	if err != nil || next.ID <= w.ID {
		t.Errorf("the next is %d after %d, %v", next.ID, w.ID, err)
	}
}

// TestBackup_WithoutDay: what is kept for a day is in no backup.
func TestBackup_WithoutDay(t *testing.T) {
	s := open(t, t.TempDir(), newClock())
	if err := s.SetThread(t.Context(), "C1", "1.1", "U1", []byte("secret-request")); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "backup.db")
	if err := s.Backup(t.Context(), file); err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(must(os.ReadFile(file))(t), []byte("secret-request")) {
		t.Error("the backup holds it")
	}
}

func TestRestore(t *testing.T) {
	s := open(t, t.TempDir(), newClock())
	fill(t, s)
	file := filepath.Join(t.TempDir(), "backup.db")
	if err := s.Backup(t.Context(), file); err != nil {
		t.Fatal(err)
	}
	if err := s.Backup(t.Context(), file); !errors.Is(err, ErrExists) {
		t.Errorf("got %v over a backup, want %v", err, ErrExists)
	}
	must(s.ForgetAll(t.Context()))(t)
	folder := filepath.Join(t.TempDir(), "new", "folder")
	if err := Restore(t.Context(), file, folder, Options{}); err != nil {
		t.Fatal(err)
	}
	restored := open(t, folder, newClock())
	if list := must(restored.List(t.Context(), "C2"))(t); len(list) != 2 {
		t.Errorf("restored %v, want 2 cases", list)
	}
	if err := Restore(t.Context(), file, folder, Options{}); !errors.Is(err, ErrExists) {
		t.Errorf("got %v over what is kept, want %v", err, ErrExists)
	}
	damaged := filepath.Join(t.TempDir(), "damaged.db")
	if err := os.WriteFile(damaged, []byte("no database at all, but some text"), 0o600); err != nil {
		t.Fatal(err)
	}
	empty := t.TempDir()
	if err := Restore(t.Context(), damaged, empty, Options{}); err == nil {
		t.Error("restored from a file that is no database")
	}
	if left := must(os.ReadDir(empty))(t); len(left) > 0 {
		t.Errorf("a failed restore leaves %v", left)
	}
}
