package store

import (
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"
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

// everything is what stands in all files of a folder.
func everything(t *testing.T, folder string) []byte {
	t.Helper()
	var all []byte
	for _, f := range must(filepath.Glob(filepath.Join(folder, "*")))(t) {
		all = append(all, must(os.ReadFile(f))(t)...)
	}
	return all
}
