package bot

import (
	"fmt"
	"testing"
	"time"
)

func TestDedup(t *testing.T) {
	now := time.Unix(0, 0)
	s := newDedup(func() time.Time { return now }, time.Minute, 3)
	if !s.first([]string{"a", "b"}) || s.first([]string{"b", "c"}) || s.first([]string{"a"}) {
		t.Error("does not know what it has seen")
	}
	now = now.Add(2 * time.Minute)
	if !s.first([]string{"a"}) {
		t.Error("remembers for too long")
	}
	for i := range 10 {
		s.first([]string{fmt.Sprint(i)})
	}
	if s.order.Len() != 3 || len(s.keys) != 3 {
		t.Errorf("keeps %d and %d, want 3", s.order.Len(), len(s.keys))
	}
	s.drop([]string{"9", "unknown"})
	if !s.first([]string{"9"}) {
		t.Error("does not forget")
	}
}
