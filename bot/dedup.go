package bot

import (
	"container/list"
	"sync"
	"time"
)

// Bounds of what is kept of deliveries.
const (
	dedupFor = time.Hour // Slack's last retry comes after five minutes
	maxKeys  = 50_000    // keys of deliveries
)

// dedup keeps what was taken on, so that nothing is answered twice. It is
// bounded in time and in number; the oldest go first.
type dedup struct {
	now  func() time.Time
	ttl  time.Duration
	size int

	mu    sync.Mutex
	order *list.List // of *sighting, oldest first
	keys  map[string]*list.Element
}

type sighting struct {
	key string
	at  time.Time
}

func newDedup(now func() time.Time, ttl time.Duration, size int) *dedup {
	return &dedup{now: now, ttl: ttl, size: size, order: list.New(), keys: map[string]*list.Element{}}
}

// first keeps the keys and tells whether none of them was known.
func (d *dedup) first(keys []string) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	now := d.now()
	for e := d.order.Front(); e != nil && now.Sub(e.Value.(*sighting).at) > d.ttl; e = d.order.Front() {
		d.forget(e)
	}
	first := true
	for _, k := range keys {
		if d.keys[k] != nil {
			first = false
			continue
		}
		d.keys[k] = d.order.PushBack(&sighting{k, now})
		if d.order.Len() > d.size {
			d.forget(d.order.Front())
		}
	}
	return first
}

// drop forgets keys, for a delivery that was not taken on after all.
func (d *dedup) drop(keys []string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, k := range keys {
		if e := d.keys[k]; e != nil {
			d.forget(e)
		}
	}
}

func (d *dedup) forget(e *list.Element) {
	delete(d.keys, e.Value.(*sighting).key)
	d.order.Remove(e)
}
