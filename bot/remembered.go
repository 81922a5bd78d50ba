package bot

import (
	"sync"
	"time"
)

// remembered keeps values by key for a while. It is safe for concurrent use. When it
// is full it forgets everything, which only costs asking again.
type remembered[V any] struct {
	now   func() time.Time
	lasts time.Duration
	most  int

	mu    sync.Mutex
	known map[string]dated[V]
}

type dated[V any] struct {
	value V
	until time.Time
}

func newRemembered[V any](now func() time.Time, lasts time.Duration, most int) *remembered[V] {
	return &remembered[V]{now: now, lasts: lasts, most: most, known: map[string]dated[V]{}}
}

// of returns the value of a key, unless it was never set or that is too long ago.
func (r *remembered[V]) of(key string) (value V, ok bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	d, ok := r.known[key]
	if !ok || r.now().After(d.until) {
		return value, false
	}
	return d.value, true
}

// set remembers a value.
func (r *remembered[V]) set(key string, value V) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.known) >= r.most {
		clear(r.known)
	}
	r.known[key] = dated[V]{value, r.now().Add(r.lasts)}
}

// expire drops what is too old.
func (r *remembered[V]) expire() {
	r.mu.Lock()
	defer r.mu.Unlock()
	for key, d := range r.known {
		if r.now().After(d.until) {
			delete(r.known, key)
		}
	}
}
