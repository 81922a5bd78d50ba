package store

import (
	"bytes"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
)

// TestSuggestions suggests, changes, accepts and declines.
func TestSuggestions(t *testing.T) {
	c := newClock()
	folder := t.TempDir()
	s := open(t, folder, c)
	add := func(by string) Suggestion {
		t.Helper()
		return must(s.AddSuggestion(t.Context(), "C1", by, `{"title":"of `+by+`"}`, "look"))(t)
	}
	first, second := add("U1"), add("U2")
	if got := must(s.Suggestion(t.Context(), first.ID))(t); got == nil || got.By != "U1" || !got.At.Equal(c.now()) || got.State != Waiting || got.Remark != "look" {
		t.Errorf("got %+v, want %+v", got, first)
	}
	if got := must(s.Suggestion(t.Context(), 99))(t); got != nil {
		t.Errorf("got %+v of nothing", got)
	}
	if err := s.PostedSuggestion(t.Context(), first.ID, "C2", "1.1"); err != nil {
		t.Fatal(err)
	}
	if !must(s.ChangeSuggestion(t.Context(), first.ID, 0, `{"title":"changed"}`, ""))(t) {
		t.Error("not changed")
	}
	if must(s.ChangeSuggestion(t.Context(), first.ID, 0, `{}`, ""))(t) {
		t.Error("changed in a version that is gone")
	}
	if must(s.AcceptSuggestion(t.Context(), first.ID, 0, "U3", "x/1", "{}"))(t) || must(s.DeclineSuggestion(t.Context(), first.ID, 0, "U3", ""))(t) {
		t.Error("decided on in a version that is gone")
	}
	if list := must(s.WaitingSuggestions(t.Context()))(t); len(list) != 2 || list[0].Version != 1 || list[0].Channel != "C2" || list[0].TS != "1.1" || list[0].Record != `{"title":"changed"}` {
		t.Errorf("waiting: %+v", list)
	}
	if !must(s.AcceptSuggestion(t.Context(), first.ID, 1, "U3", "suggested/changed-1", `{"id":"suggested/changed-1"}`))(t) {
		t.Error("not accepted")
	}
	if !must(s.DeclineSuggestion(t.Context(), second.ID, 0, "U3", "no page"))(t) {
		t.Error("not declined")
	}
	for id, want := range map[int64]Decided{first.ID: Accepted, second.ID: Declined} {
		got := must(s.Suggestion(t.Context(), id))(t)
		if got == nil || got.State != want || got.DecidedBy != "U3" || !got.DecidedAt.Equal(c.now()) || (got.Reason == "no page") != (want == Declined) {
			t.Errorf("got %+v, want it %s", got, want)
		}
		if must(s.AcceptSuggestion(t.Context(), id, got.Version, "U4", "y/1", "{}"))(t) || must(s.DeclineSuggestion(t.Context(), id, got.Version, "U4", ""))(t) ||
			must(s.ChangeSuggestion(t.Context(), id, got.Version, "{}", ""))(t) {
			t.Errorf("%d is decided on, or changed, a second time", id)
		}
	}
	accepted := func() []string { return must(s.AcceptedRecords(t.Context()))(t) }
	if list := accepted(); len(list) != 1 || list[0] != `{"id":"suggested/changed-1"}` {
		t.Errorf("accepted: %q", list)
	}
	for _, person := range []string{"U1", "U3"} {
		must(s.ForgetPerson(t.Context(), person))(t)
		if bytes.Contains(everything(t, folder), []byte(person)) {
			t.Errorf("%s still stands in the files", person)
		}
	}
	if list := accepted(); len(list) != 1 {
		t.Errorf("accepted, once its people are forgotten: %q", list)
	}
	if got := must(s.Suggestion(t.Context(), second.ID))(t); got == nil || got.By != "U2" || got.DecidedBy != "" || got.State != Declined {
		t.Errorf("another's suggestion, once who decided is forgotten: %+v", got)
	}
	if third := add("U1"); third.ID <= second.ID {
		t.Errorf("the number %d is given out again", third.ID)
	}
	must(s.ForgetAll(t.Context()))(t)
	if list := accepted(); len(list) != 0 {
		t.Errorf("accepted, once all is forgotten: %q", list)
	}
}

// TestSuggestions_Many: nobody can fill the store.
func TestSuggestions_Many(t *testing.T) {
	s := open(t, t.TempDir(), newClock())
	people := []string{"U0", "U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8", "U9", "UA"}
	added, refused := 0, 0
	for _, by := range people {
		for range MaxWaitingOwn + 1 {
			switch _, err := s.AddSuggestion(t.Context(), "C1", by, "{}", ""); {
			case err == nil:
				added++
			case errors.Is(err, ErrManySuggestions):
				refused++
			default:
				t.Fatal(err)
			}
		}
	}
	if added != MaxWaiting || refused != len(people)*(MaxWaitingOwn+1)-MaxWaiting {
		t.Errorf("%d are kept and %d refused, want %d kept", added, refused, MaxWaiting)
	}
}

// TestSuggestions_TwoDecide: of several who decide at once, one does.
func TestSuggestions_TwoDecide(t *testing.T) {
	s := open(t, t.TempDir(), newClock())
	one := must(s.AddSuggestion(t.Context(), "C1", "U1", "{}", ""))(t)
	var deciding sync.WaitGroup
	var won atomic.Int32
	for i := range 8 {
		deciding.Go(func() {
			decide := func() (bool, error) { return s.DeclineSuggestion(t.Context(), one.ID, 0, "U2", "") }
			if i%2 == 0 {
				decide = func() (bool, error) { return s.AcceptSuggestion(t.Context(), one.ID, 0, "U3", "a/1", "{}") }
			}
			mine, err := decide()
			if err != nil {
				t.Error(err)
			}
			if mine {
				won.Add(1)
			}
		})
	}
	deciding.Wait()
	if won.Load() != 1 {
		t.Errorf("%d have decided, want one", won.Load())
	}
}
