package store

import (
	"errors"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// TestWatches makes, repeats, lists and stops watches.
func TestWatches(t *testing.T) {
	c := newClock()
	s := open(t, t.TempDir(), c)
	add := func(place, asked string) (Watch, bool) {
		t.Helper()
		w, known, err := s.AddWatch(t.Context(), place, "U1", asked)
		if err != nil {
			t.Fatal(err)
		}
		return w, known
	}
	first, known := add("C1", "housing")
	if known || first.ID == 0 || !first.At.Equal(c.now()) {
		t.Errorf("got %+v, known %v, want a new watch of now", first, known)
	}
	if again, known := add("C1", "Housing"); !known || again != first {
		t.Errorf("got %+v, known %v, want %+v again", again, known, first)
	}
	add("C1", "water")
	add("C2", "housing")
	if n := len(must(s.Watches(t.Context(), "C1"))(t)); n != 2 {
		t.Errorf("got %d watches of the place, want 2", n)
	}
	if n := len(must(s.Watches(t.Context(), ""))(t)); n != 3 {
		t.Errorf("got %d watches of all places, want 3", n)
	}
	if stopped := must(s.StopWatch(t.Context(), "C2", "U2", first.ID))(t); stopped != nil {
		t.Errorf("somebody else stopped %+v from another place", stopped)
	}
	if stopped := must(s.StopWatch(t.Context(), "U1", "U1", first.ID))(t); stopped == nil || *stopped != first {
		t.Errorf("who made it stopped %+v, want %+v", stopped, first)
	}
	if stopped := must(s.StopWatch(t.Context(), "C1", "U1", first.ID))(t); stopped != nil {
		t.Errorf("stopped a second time: %+v", stopped)
	}
	if must(s.Advance(t.Context(), first, 1))(t) {
		t.Error("a watch that is gone advances")
	}
	for i := range MaxWatches {
		if _, _, err := s.AddWatch(t.Context(), "C3", "U1", time.Duration(i).String()); err != nil {
			t.Fatal(err)
		}
	}
	if _, _, err := s.AddWatch(t.Context(), "C3", "U1", "one more"); !errors.Is(err, ErrManyWatches) {
		t.Errorf("got %v for one more, want %v", err, ErrManyWatches)
	}
}

// TestWatches_Advance: a watch tells of what came after it, and of each case once, whoever tells.
func TestWatches_Advance(t *testing.T) {
	c := newClock()
	s := open(t, t.TempDir(), c)
	see := func(cases ...string) {
		t.Helper()
		if err := s.SeeLibrary(t.Context(), cases); err != nil {
			t.Fatal(err)
		}
	}
	see("old")
	c.pass(time.Hour)
	see("before")
	c.pass(time.Hour)
	w, _, err := s.AddWatch(t.Context(), "C1", "U1", "housing")
	if err != nil {
		t.Fatal(err)
	}
	see("new-b", "new-a", "old") // within the same second
	got, last, err := s.Added(t.Context(), w.Cursor, 0)
	if err != nil || !slices.Equal(got, []string{"new-a", "new-b"}) || last <= w.Cursor {
		t.Fatalf("new are %v until %d after %d, %v", got, last, w.Cursor, err)
	}
	var mine atomic.Int32
	var looking sync.WaitGroup
	for range 8 {
		looking.Go(func() {
			moved, err := s.Advance(t.Context(), w, last)
			if err != nil {
				t.Error(err)
			}
			if moved {
				mine.Add(1)
			}
		})
	}
	looking.Wait()
	if mine.Load() != 1 {
		t.Errorf("%d tell of it, want 1", mine.Load())
	}
	if err := s.Rewind(t.Context(), w, last); err != nil {
		t.Fatal(err)
	}
	see("newer")
	if got, _, err := s.Added(t.Context(), w.Cursor, last); err != nil || !slices.Equal(got, []string{"new-a", "new-b"}) {
		t.Errorf("got %v, %v in between, want new-a and new-b", got, err)
	}
	if again := must(s.Watches(t.Context(), "C1"))(t)[0]; again != w {
		t.Errorf("got %+v, want %+v", again, w)
	}
}
