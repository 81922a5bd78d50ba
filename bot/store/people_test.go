package store

import "testing"

// TestPeople keeps what a person said of themselves, and nothing once they take it back.
func TestPeople(t *testing.T) {
	s := open(t, t.TempDir(), newClock())
	for _, p := range []Person{{}, {"PL", "local"}, {"", "national"}, {}} {
		if err := s.SetPerson(t.Context(), "U1", p); err != nil {
			t.Fatal(err)
		}
		if got := must(s.Person(t.Context(), "U1"))(t); got != p {
			t.Errorf("got %+v, want %+v", got, p)
		}
	}
	var many int
	if err := s.readers.QueryRow("SELECT count(*) FROM people").Scan(&many); err != nil || many != 0 {
		t.Errorf("got %d rows, %v, want none", many, err)
	}
}
