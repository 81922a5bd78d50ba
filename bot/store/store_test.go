package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// clock stands still until it is told to go on.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func newClock() *clock { return &clock{at: time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)} }

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

func open(t *testing.T, folder string, c *clock) *Store {
	t.Helper()
	s, err := Open(t.Context(), folder, Options{Now: c.now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func must[T any](v T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// TestList saves, notes and removes, closes and opens again in between.
func TestList(t *testing.T) {
	c, folder := newClock(), t.TempDir()
	s := open(t, folder, c)
	for _, id := range []string{"first", "second"} {
		if before := must(s.Save(t.Context(), Saved{List: "C1", Case: id, Title: "Title of " + id, URL: "https://example.org/" + id, By: "U1"}))(t); before != nil {
			t.Errorf("%s was there before: %+v", id, before)
		}
		c.pass(time.Minute)
	}
	if !must(s.Annotate(t.Context(), "C1", "first", "U2", "for the board"))(t) {
		t.Error("the case to note something on is not there")
	}
	s.Close()
	s = open(t, folder, c)
	before := must(s.Save(t.Context(), Saved{List: "C1", Case: "first", Title: "Other", By: "U3"}))(t)
	if before == nil || before.By != "U1" || before.Note != "for the board" {
		t.Errorf("saved again, found %+v", before)
	}
	want := []Saved{
		{List: "C1", Case: "second", Title: "Title of second", URL: "https://example.org/second", By: "U1", At: c.at.Add(-time.Minute)},
		{List: "C1", Case: "first", Title: "Title of first", URL: "https://example.org/first", By: "U1", At: c.at.Add(-2 * time.Minute), Note: "for the board", NotedBy: "U2"},
	}
	if diff := cmp.Diff(want, must(s.List(t.Context(), "C1"))(t)); diff != "" {
		t.Error(diff)
	}
	if list := must(s.List(t.Context(), "C2"))(t); len(list) > 0 {
		t.Errorf("another list has %v", list)
	}
	if removed := must(s.Remove(t.Context(), "C1", "second"))(t); removed == nil || removed.Title != "Title of second" {
		t.Errorf("removed %+v", removed)
	}
	if removed := must(s.Remove(t.Context(), "C1", "second"))(t); removed != nil {
		t.Errorf("removed twice: %+v", removed)
	}
	if must(s.Annotate(t.Context(), "C1", "second", "U1", "too late"))(t) {
		t.Error("noted something on a case that is gone")
	}
}

// TestSave_AtOnce lets many people save the same case at the same moment.
func TestSave_AtOnce(t *testing.T) {
	s := open(t, t.TempDir(), newClock())
	const people = 20
	var saving sync.WaitGroup
	fresh := make([]bool, people)
	for i := range people {
		saving.Go(func() {
			before, err := s.Save(t.Context(), Saved{List: "C1", Case: "same", By: fmt.Sprint("U", i)})
			if err != nil {
				t.Error(err)
			}
			fresh[i] = before == nil
		})
	}
	saving.Wait()
	first := 0
	for _, f := range fresh {
		if f {
			first++
		}
	}
	if list := must(s.List(t.Context(), "C1"))(t); first != 1 || len(list) != 1 {
		t.Errorf("%d people saved it first, the list has %d", first, len(list))
	}
}

func TestSave_Full(t *testing.T) {
	s := open(t, t.TempDir(), newClock())
	for i := range MaxSaved {
		must(s.Save(t.Context(), Saved{List: "C1", Case: fmt.Sprint(i)}))(t)
	}
	if _, err := s.Save(t.Context(), Saved{List: "C1", Case: "one too many"}); !errors.Is(err, ErrFull) {
		t.Errorf("got %v", err)
	}
}

func TestSharedIn(t *testing.T) {
	c := newClock()
	s := open(t, t.TempDir(), c)
	for i, share := range []Share{
		{Channel: "C1", Case: "a", By: "U1", TS: "1.1", Link: "https://example.slack.com/1"},
		{Channel: "C2", Case: "a", By: "U2"}, {Channel: "C1", Case: "a", By: "U3", TS: "1.3"},
	} {
		if err := s.AddShare(t.Context(), share); err != nil {
			t.Fatal(i, err)
		}
		c.pass(time.Hour)
	}
	got := must(s.SharedIn(t.Context(), "C1", []string{"a", "b"}))(t)
	want := map[string]Share{"a": {Channel: "C1", Case: "a", By: "U3", At: c.at.Add(-time.Hour), TS: "1.3"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got := must(s.SharedIn(t.Context(), "C1", nil))(t); len(got) > 0 {
		t.Errorf("of no case: %v", got)
	}
}

// TestPublicShares: what was shared in private is told nowhere else.
func TestPublicShares(t *testing.T) {
	c := newClock()
	s := open(t, t.TempDir(), c)
	for _, share := range []Share{
		{Channel: "C1", Case: "a", By: "U1", Public: true}, {Channel: "C2", Case: "b", By: "U1", Public: true},
		{Channel: "C1", Case: "a", By: "U2", Public: true}, {Channel: "G1", Case: "secret", By: "U2"},
	} {
		if err := s.AddShare(t.Context(), share); err != nil {
			t.Fatal(err)
		}
		c.pass(time.Hour)
	}
	var got []string
	for _, share := range must(s.PublicShares(t.Context(), 5))(t) {
		got = append(got, share.Case+" "+share.By)
	}
	if diff := cmp.Diff([]string{"a U2", "b U1"}, got); diff != "" {
		t.Error(diff)
	}
}

// TestNewCases: a case is new that came after the start.
func TestNewCases(t *testing.T) {
	c := newClock()
	s := open(t, t.TempDir(), c)
	for _, cases := range [][]string{{"a", "b"}, {"a", "b", "d", "c"}, {"a", "e"}} {
		if err := s.SeeLibrary(t.Context(), cases); err != nil {
			t.Fatal(err)
		}
		c.pass(time.Hour)
	}
	if diff := cmp.Diff([]string{"e", "c"}, must(s.NewCases(t.Context(), 2))(t)); diff != "" {
		t.Error(diff)
	}
}

func TestFeedback(t *testing.T) {
	c := newClock()
	s := open(t, t.TempDir(), c)
	given := Feedback{By: "U1", Channel: "C1", Problem: "small firms", Cases: []string{"a", "b"}}
	id := must(s.AddFeedback(t.Context(), given))(t)
	if must(s.ExplainFeedback(t.Context(), id, "U2", "a", "not mine"))(t) {
		t.Error("somebody explained another's feedback")
	}
	if !must(s.ExplainFeedback(t.Context(), id, "U1", "b", "another country"))(t) {
		t.Error("one's own feedback is not there")
	}
	given.ID, given.At, given.Case, given.Reason = id, c.at, "b", "another country"
	if diff := cmp.Diff([]Feedback{given}, must(s.AllFeedback(t.Context()))(t)); diff != "" {
		t.Error(diff)
	}
}

// fill leaves something of everything, by two people in two channels.
func fill(t *testing.T, s *Store) {
	t.Helper()
	for _, user := range []string{"U1", "U2"} {
		for _, list := range []string{"C1", "C2", user} {
			must(s.Save(t.Context(), Saved{List: list, Case: "case-of-" + user, Title: "secret-title", By: user}))(t)
		}
		must(s.AddFeedback(t.Context(), Feedback{By: user, Channel: "C1", Problem: "secret-problem-of-" + user}))(t)
		if err := s.AddShare(t.Context(), Share{Channel: "C1", Case: "c", By: user}); err != nil {
			t.Fatal(err)
		}
	}
	must(s.Annotate(t.Context(), "C2", "case-of-U2", "U1", "secret-note-of-U1"))(t)
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, user := range []string{"U1", "U2"} {
		check(s.SetPerson(t.Context(), user, Person{Country: "PL", Level: "local"}))
		check(s.SetQuestion(t.Context(), user, user, "secret-watch-of-"+user))
		for _, place := range []string{user, "C1"} {
			_, _, err := s.AddWatch(t.Context(), place, user, "secret-watch-of-"+user)
			check(err)
		}
	}
	check(s.SetQuestion(t.Context(), "C1", "U2", "secret-watch-of-U2"))
}

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

// everything is what stands in all files of a folder.
func everything(t *testing.T, folder string) []byte {
	t.Helper()
	var all []byte
	for _, f := range must(filepath.Glob(filepath.Join(folder, "*")))(t) {
		all = append(all, must(os.ReadFile(f))(t)...)
	}
	return all
}

// TestFeedback_LastWord: pressing again is no further vote.
func TestFeedback_LastWord(t *testing.T) {
	s := open(t, t.TempDir(), newClock())
	for _, helpful := range []bool{true, true, false} {
		must(s.AddFeedback(t.Context(), Feedback{By: "U1", AskedBy: "U2", Channel: "C1", Problem: "small firms", Helpful: helpful}))(t)
	}
	if all := must(s.AllFeedback(t.Context()))(t); len(all) != 1 || all[0].Helpful {
		t.Errorf("kept %+v", all)
	}
	if f := must(s.ForgetPerson(t.Context(), "U2"))(t); Total(f) != 1 {
		t.Errorf("feedback on a person's own words stays: %+v", f)
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
		t.Errorf("while somebody reads: %v", err)
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

func TestBackupAndRestore(t *testing.T) {
	s := open(t, t.TempDir(), newClock())
	fill(t, s)
	file := filepath.Join(t.TempDir(), "backup.db")
	if err := s.Backup(t.Context(), file); err != nil {
		t.Fatal(err)
	}
	if err := s.Backup(t.Context(), file); !errors.Is(err, ErrExists) {
		t.Errorf("wrote over a backup: %v", err)
	}
	must(s.ForgetAll(t.Context()))(t)
	folder := filepath.Join(t.TempDir(), "new", "folder")
	if err := Restore(t.Context(), file, folder, Options{}); err != nil {
		t.Fatal(err)
	}
	restored := open(t, folder, newClock())
	if list := must(restored.List(t.Context(), "C2"))(t); len(list) != 2 {
		t.Errorf("restored %v", list)
	}
	if err := Restore(t.Context(), file, folder, Options{}); !errors.Is(err, ErrExists) {
		t.Errorf("restored over what is kept: %v", err)
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

// TestOpen_Private: nobody but the owner can read what is kept.
func TestOpen_Private(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "data")
	open(t, folder, newClock())
	for path, want := range map[string]os.FileMode{folder: 0o700, filepath.Join(folder, FileName): 0o600} {
		if got := must(os.Stat(path))(t).Mode().Perm(); got != want {
			t.Errorf("%s has mode %o, want %o", path, got, want)
		}
	}
}

func TestOpen_Faults(t *testing.T) {
	if _, err := OpenExisting(t.Context(), t.TempDir(), Options{}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("opened what is not there: %v", err)
	}
	inTheWay := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(inTheWay, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), inTheWay, Options{}); err == nil {
		t.Error("opened a folder that is a file")
	}
	damaged := t.TempDir()
	if err := os.WriteFile(filepath.Join(damaged, FileName), bytes.Repeat([]byte("damaged "), 1000), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), damaged, Options{}); err == nil {
		t.Error("opened a file that is no database")
	}
}
