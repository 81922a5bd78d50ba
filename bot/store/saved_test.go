package store

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestSaved saves, notes and removes, closes and opens again in between.
func TestSaved(t *testing.T) {
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

// TestSaved_AtOnce lets many people save the same case at the same moment.
func TestSaved_AtOnce(t *testing.T) {
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
		t.Errorf("%d people saved it first, want 1; the list has %d cases, want 1", first, len(list))
	}
}

func TestSaved_Full(t *testing.T) {
	s := open(t, t.TempDir(), newClock())
	for i := range MaxSaved {
		must(s.Save(t.Context(), Saved{List: "C1", Case: fmt.Sprint(i)}))(t)
	}
	if _, err := s.Save(t.Context(), Saved{List: "C1", Case: "one too many"}); !errors.Is(err, ErrFull) {
		t.Errorf("got %v, want %v", err, ErrFull)
	}
}
