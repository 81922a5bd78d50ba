package bot

import (
	"fmt"
	"testing"
	"time"
)

func TestDedup(t *testing.T) {
	now := time.Unix(0, 0)
	s := newDedup(func() time.Time { return now }, time.Minute, 3)
	for i, tc := range []struct {
		keys []string
		want bool
	}{{[]string{"a", "b"}, true}, {[]string{"b", "c"}, false}, {[]string{"a"}, false}} {
		if got := s.first(tc.keys); got != tc.want {
			t.Errorf("delivery %d, first(%q) = %t, want %t", i+1, tc.keys, got, tc.want)
		}
	}
	now = now.Add(2 * time.Minute)
	if !s.first([]string{"a"}) {
		t.Error("after twice its time, first(a) = false, want true")
	}
	for i := range 10 {
		s.first([]string{fmt.Sprint(i)})
	}
	if s.order.Len() != 3 || len(s.keys) != 3 {
		t.Errorf("keeps %d in order and %d by key, want 3 of each", s.order.Len(), len(s.keys))
	}
	s.drop([]string{"9", "unknown"})
	if !s.first([]string{"9"}) {
		t.Error("after it was dropped, first(9) = false, want true")
	}
}
