package bot

import (
	"container/list"
	"sync"
	"time"
)

// seen remembers what was taken on, so that nothing is answered twice. It is
// bounded in time and in number; the oldest go first.
type seen struct {
	now  func() time.Time
	keep time.Duration
	most int

	mu    sync.Mutex
	order *list.List // of *sighting, oldest first
	keys  map[string]*list.Element
}

type sighting struct {
	key string
	at  time.Time
}

func newSeen(now func() time.Time, keep time.Duration, most int) *seen {
	return &seen{now: now, keep: keep, most: most, order: list.New(), keys: map[string]*list.Element{}}
}

// first remembers the keys and tells whether none of them was known.
func (s *seen) first(keys []string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.now()
	for e := s.order.Front(); e != nil && now.Sub(e.Value.(*sighting).at) > s.keep; e = s.order.Front() {
		s.forget(e)
	}
	first := true
	for _, k := range keys {
		if s.keys[k] != nil {
			first = false
			continue
		}
		s.keys[k] = s.order.PushBack(&sighting{k, now})
		if s.order.Len() > s.most {
			s.forget(s.order.Front())
		}
	}
	return first
}

// drop forgets keys, for a delivery that was not taken on after all.
func (s *seen) drop(keys []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, k := range keys {
		if e := s.keys[k]; e != nil {
			s.forget(e)
		}
	}
}

func (s *seen) forget(e *list.Element) {
	delete(s.keys, e.Value.(*sighting).key)
	s.order.Remove(e)
}
