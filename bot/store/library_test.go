package store

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestLibrary_NewCases: a case is new that came after the start.
func TestLibrary_NewCases(t *testing.T) {
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
