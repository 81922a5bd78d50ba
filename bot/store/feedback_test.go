package store

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFeedback(t *testing.T) {
	c := newClock()
	s := open(t, t.TempDir(), c)
	given := Feedback{By: "U1", Channel: "C1", Problem: "small firms", Cases: []string{"a", "b"}}
	id := must(s.AddFeedback(t.Context(), given))(t)
	if must(s.ExplainFeedback(t.Context(), id, "U2", "a", "not mine"))(t) {
		t.Errorf("ExplainFeedback of %v by U2 = true, want false: U1 gave it", id)
	}
	if !must(s.ExplainFeedback(t.Context(), id, "U1", "b", "another country"))(t) {
		t.Errorf("ExplainFeedback of %v by U1, who gave it, = false, want true", id)
	}
	given.ID, given.At, given.Case, given.Reason = id, c.at, "b", "another country"
	if diff := cmp.Diff([]Feedback{given}, must(s.AllFeedback(t.Context()))(t)); diff != "" {
		t.Error(diff)
	}
}

// TestFeedback_LastWord: pressing again is no further vote.
func TestFeedback_LastWord(t *testing.T) {
	s := open(t, t.TempDir(), newClock())
	for _, helpful := range []bool{true, true, false} {
		must(s.AddFeedback(t.Context(), Feedback{By: "U1", AskedBy: "U2", Channel: "C1", Problem: "small firms", Helpful: helpful}))(t)
	}
	if all := must(s.AllFeedback(t.Context()))(t); len(all) != 1 || all[0].Helpful {
		t.Errorf("kept %+v, want one that is not helpful", all)
	}
	if f := must(s.ForgetPerson(t.Context(), "U2"))(t); Total(f) != 1 {
		t.Errorf("feedback on a person's own words stays: %+v", f)
	}
}
