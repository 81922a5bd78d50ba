package store

import "testing"

// TestQuestions keeps the last question of each list, and none once it is empty.
func TestQuestions(t *testing.T) {
	s := open(t, t.TempDir(), newClock())
	for _, step := range []struct{ list, question, want string }{
		{"C1", "", ""}, {"C1", "first", "first"}, {"C2", "other", "other"}, {"C1", "second", "second"}, {"C1", "", ""},
	} {
		if err := s.SetQuestion(t.Context(), step.list, "U1", step.question); err != nil {
			t.Fatal(err)
		}
		if got := must(s.Question(t.Context(), step.list))(t); got != step.want {
			t.Errorf("got %q after %+v", got, step)
		}
	}
	if got := must(s.Question(t.Context(), "C2"))(t); got != "other" {
		t.Errorf("another list has %q", got)
	}
}
