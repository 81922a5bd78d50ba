package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestForget(t *testing.T) {
	for name, tc := range map[string]struct {
		forget func(context.Context, *Store) ([]Count, error)
		want   map[string]int64
		gone   string // must not stand in the file any more
		kept   string // must
	}{
		"a person": {func(ctx context.Context, s *Store) ([]Count, error) { return s.ForgetPerson(ctx, "U1") },
			map[string]int64{"saved cases": 3, "notes on others' saved cases": 1, "shares": 1, "pieces of feedback": 1, "watches": 2, "questions of briefs": 1, "settings of people": 1},
			"secret-note-of-U1", "secret-problem-of-U2"},
		"a channel": {func(ctx context.Context, s *Store) ([]Count, error) { return s.ForgetChannel(ctx, "C1") },
			map[string]int64{"saved cases": 2, "shares": 2, "pieces of feedback": 2, "watches": 2, "questions of briefs": 1},
			"secret-problem", "secret-note-of-U1"},
		"everything": {func(ctx context.Context, s *Store) ([]Count, error) { return s.ForgetAll(ctx) },
			map[string]int64{"saved cases": 6, "shares": 2, "pieces of feedback": 2, "watches": 4, "questions of briefs": 3, "settings of people": 2},
			"secret", ""},
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			s := open(t, folder, newClock())
			fill(t, s)
			got := map[string]int64{}
			for _, c := range must(tc.forget(t.Context(), s))(t) {
				if c.Rows > 0 {
					got[c.What] = c.Rows
				}
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Error(diff)
			}
			all := everything(t, folder)
			if bytes.Contains(all, []byte(tc.gone)) {
				t.Errorf("%q still stands in the files", tc.gone)
			}
			if !bytes.Contains(all, []byte(tc.kept)) {
				t.Errorf("%q is gone too", tc.kept)
			}
		})
	}
}

// TestForget_WhileRead: where somebody reads, it is said that traces are left, and the
// next time takes them away.
func TestForget_WhileRead(t *testing.T) {
	s := open(t, t.TempDir(), newClock())
	fill(t, s)
	s.patience = 0
	reading, err := s.readers.BeginTx(t.Context(), &sql.TxOptions{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	var many int
	if err := reading.QueryRow("SELECT count(*) FROM saved").Scan(&many); err != nil || many == 0 {
		t.Fatalf("%d rows, %v", many, err)
	}
	if _, err := s.ForgetAll(t.Context()); !errors.Is(err, ErrTraces) {
		t.Errorf("got %v while somebody reads, want %v", err, ErrTraces)
	}
	if err := reading.Rollback(); err != nil {
		t.Fatal(err)
	}
	if _, err := s.ForgetAll(t.Context()); err != nil {
		t.Errorf("afterwards: %v", err)
	}
}

// TestPurge_LeavesNothing: what is a day old stands in none of the files.
func TestPurge_LeavesNothing(t *testing.T) {
	c, folder := newClock(), t.TempDir()
	s := open(t, folder, c)
	if err := s.SetThread(t.Context(), "C1", "1.1", "U1", []byte("secret-request")); err != nil {
		t.Fatal(err)
	}
	c.pass(ThreadsFor + time.Second)
	if err := s.Purge(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, f := range must(filepath.Glob(filepath.Join(folder, "*")))(t) {
		if bytes.Contains(must(os.ReadFile(f))(t), []byte("secret-request")) {
			t.Errorf("%s holds it", f)
		}
	}
}

// TestForget_EveryTable: whatever tables there are, nothing of who is forgotten stands in
// any file afterwards, and what is others' does.
func TestForget_EveryTable(t *testing.T) {
	for name, tc := range map[string]struct {
		forget func(*Store, context.Context) ([]Count, error)
		gone   []string
		kept   []string
	}{
		"a person":  {func(s *Store, ctx context.Context) ([]Count, error) { return s.ForgetPerson(ctx, leaving) }, []string{leaving}, []string{staying, closing, open1}},
		"a channel": {func(s *Store, ctx context.Context) ([]Count, error) { return s.ForgetChannel(ctx, closing) }, []string{closing}, []string{staying, leaving, open1}},
		"all":       {(*Store).ForgetAll, []string{leaving, staying, closing, open1}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			s := open(t, folder, newClock())
			fillTables(t, s, "words")
			before := rowsOf(t, s.writer)
			removed := must(tc.forget(s, t.Context()))(t)
			all := everything(t, folder)
			for _, id := range tc.gone {
				if bytes.Contains(all, []byte(id)) {
					t.Errorf("%s still stands in the files; removed were %v", id, removed)
				}
			}
			for _, id := range tc.kept {
				if !bytes.Contains(all, []byte(id)) {
					t.Errorf("%s is gone too; removed were %v", id, removed)
				}
			}
			after := rowsOf(t, s.writer)
			for _, table := range Tables {
				if table.OfNobody && after[table.Name] != before[table.Name] {
					t.Errorf("%s of nobody had %d rows and has %d", table.Name, before[table.Name], after[table.Name])
				}
			}
		})
	}
}
