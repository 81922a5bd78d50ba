package turn

import (
	"fmt"
	"testing"
	"time"
)

func TestTTLCache(t *testing.T) {
	now := time.Unix(0, 0)
	c := NewTTLCache[int](func() time.Time { return now }, time.Minute, 3)
	c.Set("a", 1)
	if v, ok := c.Get("a"); v != 1 || !ok {
		t.Errorf("got %d, %t, want 1, true", v, ok)
	}
	now = now.Add(time.Minute + 1)
	if v, ok := c.Get("a"); ok {
		t.Errorf("got %d after its time", v)
	}
	c.Set("b", 2)
	if c.Expire(); len(c.values) != 1 {
		t.Errorf("%d values are kept, want the one that is not too old", len(c.values))
	}
	for i := range 10 {
		c.Set(fmt.Sprint(i), i)
		if len(c.values) > 3 {
			t.Fatalf("%d values are kept, at most 3 may", len(c.values))
		}
	}
}
