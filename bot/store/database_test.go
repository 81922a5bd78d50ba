package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
)

// saveAtOnce lets many people save at the same moment, and returns what went wrong.
func saveAtOnce(ctx context.Context, s *Store, many int, meanwhile func()) (faults []error) {
	var mu sync.Mutex
	var saving sync.WaitGroup
	for i := range many {
		saving.Go(func() {
			if _, err := s.Save(ctx, Saved{List: fmt.Sprint("C", i%7), Case: fmt.Sprint("case-", i), By: "U1"}); err != nil {
				mu.Lock()
				faults = append(faults, err)
				mu.Unlock()
			}
		})
	}
	meanwhile()
	saving.Wait()
	return faults
}

// openIn counts the handles of this process on files in a folder.
func openIn(t *testing.T, folder string) (n int) {
	t.Helper()
	for _, handle := range must(os.ReadDir("/proc/self/fd"))(t) {
		if target, err := os.Readlink("/proc/self/fd/" + handle.Name()); err == nil && strings.HasPrefix(target, folder) {
			n++
		}
	}
	return n
}

// threads is how many threads this process has.
func threads(t *testing.T) (n int) {
	t.Helper()
	return len(must(os.ReadDir("/proc/self/task"))(t))
}

// TestSave_ManyAtOnce: a thousand saves take the handles and threads of a few.
func TestSave_ManyAtOnce(t *testing.T) {
	folder := t.TempDir()
	s := open(t, folder, newClock())
	const many = 1000
	// Each connection has the database and its log open; the index of the log is shared.
	const handles = 2*(writers+readers+1) + 1
	linux := runtime.GOOS == "linux"
	most, before := 0, 0
	if linux {
		before = threads(t)
	}
	faults := saveAtOnce(t.Context(), s, many, func() {
		for range 20 {
			if linux {
				most = max(most, openIn(t, folder))
			}
			time.Sleep(2 * time.Millisecond)
		}
	})
	if len(faults) > 0 {
		t.Errorf("%d of %d failed, the first: %v", len(faults), many, faults[0])
	}
	saved := 0
	for i := range 7 {
		saved += len(must(s.List(t.Context(), fmt.Sprint("C", i)))(t))
	}
	if saved != many {
		t.Errorf("%d are kept", saved)
	}
	if !linux {
		return
	}
	if most > handles {
		t.Errorf("%d file handles at once, want at most %d", most, handles)
	}
	if more := threads(t) - before; more > 50 {
		t.Errorf("%d more threads than before", more)
	}
}

// TestSave_Deadline: who waits for another process waits no longer than they have time,
// and saves as soon as that is done.
func TestSave_Deadline(t *testing.T) {
	folder := t.TempDir()
	s, other := open(t, folder, newClock()), open(t, folder, newClock())
	at := must(other.writer.BeginTx(t.Context(), nil))(t)
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	start := time.Now()
	_, err := s.Save(ctx, Saved{List: "C1", Case: "a", By: "U1"})
	if took := time.Since(start); !errors.Is(err, context.DeadlineExceeded) || took > 3*time.Second {
		t.Errorf("after %v: %v", took, err)
	}
	time.AfterFunc(3*busyTimeout, func() { _ = at.Rollback() })
	if _, err := s.Save(t.Context(), Saved{List: "C1", Case: "b", By: "U1"}); err != nil {
		t.Errorf("the other was done, but: %v", err)
	}
	if list := must(s.List(t.Context(), "C1"))(t); len(list) != 1 || list[0].Case != "b" {
		t.Errorf("kept %+v", list)
	}
}

// TestSave_QueueDeadline: who waits for others of this process keeps to their deadline
// too.
func TestSave_QueueDeadline(t *testing.T) {
	s := open(t, t.TempDir(), newClock())
	at := must(s.writer.BeginTx(t.Context(), nil))(t)
	defer at.Rollback()
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if faults := saveAtOnce(ctx, s, 100, func() {}); len(faults) != 100 || !errors.Is(faults[0], context.DeadlineExceeded) {
		t.Errorf("%d failed: %v", len(faults), faults)
	}
	if _, err := s.List(t.Context(), "C1"); err != nil {
		t.Errorf("nobody can read meanwhile: %v", err)
	}
}

// TestSave_AfterInterruptions: connections that were closed because time ran out within a
// statement are replaced, and the files stay those that were opened.
func TestSave_AfterInterruptions(t *testing.T) {
	s := open(t, t.TempDir(), newClock())
	const slow = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
	var reading sync.WaitGroup
	for range readers {
		reading.Go(func() {
			ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
			defer cancel()
			var n int
			if err := s.one(ctx, "count for ever", slow, nil, &n); err == nil {
				t.Error("it ended")
			}
		})
	}
	reading.Go(func() {
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
		defer cancel()
		if _, err := s.exec(ctx, "write for ever", "UPDATE saved SET note = ("+slow+")"); err != nil && ctx.Err() == nil {
			t.Error(err)
		}
	})
	reading.Wait()
	must(s.Save(t.Context(), Saved{List: "C1", Case: "a", By: "U1"}))(t)
	if list := must(s.List(t.Context(), "C1"))(t); len(list) != 1 {
		t.Errorf("kept %v", list)
	}
}

// TestOpen_FolderNames: a folder may have any name that the system allows.
func TestOpen_FolderNames(t *testing.T) {
	for _, name := range []string{"with space #1", "a?b=c&d", "50%25 écoles:b;c"} {
		folder := filepath.Join(t.TempDir(), name)
		s := open(t, folder, newClock())
		must(s.Save(t.Context(), Saved{List: "C1", Case: "a", By: "U1"}))(t)
		file := filepath.Join(folder, "copy of "+name)
		if err := s.Backup(t.Context(), file); err != nil {
			t.Errorf("%q: %v", name, err)
			continue
		}
		again := filepath.Join(t.TempDir(), name)
		if err := Restore(t.Context(), file, again, Options{}); err != nil {
			t.Errorf("%q: %v", name, err)
		}
		state := must(Inspect(t.Context(), again))(t)
		if Total(state.Kept) != 1 {
			t.Errorf("%q: %+v", name, state)
		}
	}
}

// TestOpen_AtOnce: several that start at the same moment with nothing kept yet, or with
// what an older version kept, bring it up to date once.
func TestOpen_AtOnce(t *testing.T) {
	old := filepath.Join(t.TempDir(), FileName)
	if err := os.WriteFile(old, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	older(t, old, 2)
	for name, folder := range map[string]string{"nothing": t.TempDir(), "an older version": filepath.Dir(old)} {
		var starting sync.WaitGroup
		for range 6 {
			starting.Go(func() {
				s, err := Open(t.Context(), folder, Options{})
				if err != nil {
					t.Errorf("%s: %v", name, err)
					return
				}
				defer s.Close()
				if _, err := s.Save(t.Context(), Saved{List: "C1", Case: "a", By: "U1"}); err != nil {
					t.Errorf("%s: %v", name, err)
				}
			})
		}
		starting.Wait()
	}
}
