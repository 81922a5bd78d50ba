package turn

import (
	"sync"
	"time"
)

// TTLCache keeps values by key for a while. It is safe for concurrent use. When it is full
// it forgets everything, which only costs asking again.
type TTLCache[V any] struct {
	now  func() time.Time
	ttl  time.Duration
	size int

	mu     sync.Mutex
	values map[string]expiring[V]
}

type expiring[V any] struct {
	value V
	until time.Time
}

// NewTTLCache makes a cache of at most size values, each kept for ttl.
func NewTTLCache[V any](now func() time.Time, ttl time.Duration, size int) *TTLCache[V] {
	return &TTLCache[V]{now: now, ttl: ttl, size: size, values: map[string]expiring[V]{}}
}

// Get returns the value of a key, unless it was never set or that is too long ago.
func (c *TTLCache[V]) Get(key string) (value V, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.values[key]
	if !ok || c.now().After(e.until) {
		return value, false
	}
	return e.value, true
}

// Set keeps a value.
func (c *TTLCache[V]) Set(key string, value V) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.values) >= c.size {
		clear(c.values)
	}
	c.values[key] = expiring[V]{value, c.now().Add(c.ttl)}
}

// Expire drops what is too old.
func (c *TTLCache[V]) Expire() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for key, e := range c.values {
		if c.now().After(e.until) {
			delete(c.values, key)
		}
	}
}
