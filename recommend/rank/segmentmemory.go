package rank

import (
	"sync"

	"precedent/recommend/understand/names"
)

// How much of a segment is remembered once it was read: the words that people ask with are the same
// few thousand, and the cases that come up for them.
const (
	docsRemembered     = 8_192
	postingsRemembered = 16 << 20 // cases in lists of postings, of 6 bytes each
	namesRemembered    = 4_096
	nearRemembered     = 32_768
)

// segmentMemory is what was read of a segment lately.
type segmentMemory struct {
	docs     *recent[*analysedCase]
	postings *recent[*postings]
	names    *recent[names.Table]
	near     *recent[[]lender]
}

func newSegmentMemory() segmentMemory {
	return segmentMemory{
		docs:     newRecent(docsRemembered, func(*analysedCase) int { return 1 }),
		postings: newRecent(postingsRemembered, func(p *postings) int { return len(p.places) + 16 }),
		names:    newRecent(namesRemembered, func(names.Table) int { return 1 }),
		near:     newRecent(nearRemembered, func([]lender) int { return 1 }),
	}
}

// recent remembers values by number up to some size together. What was not asked for since the last
// time that it was full is let go then. It is safe for concurrent use.
type recent[V any] struct {
	size  func(V) int
	most  int // of each of the two generations
	lock  sync.RWMutex
	young map[int32]V
	old   map[int32]V
	grown int // size of young
}

func newRecent[V any](most int, size func(V) int) *recent[V] {
	return &recent[V]{size: size, most: most / 2, young: map[int32]V{}}
}

// get returns a value, made anew where it is not remembered.
func (r *recent[V]) get(number int32, make func() V) V {
	r.lock.RLock()
	v, ok := r.young[number]
	r.lock.RUnlock()
	if ok {
		return v
	}
	r.lock.RLock()
	v, ok = r.old[number]
	r.lock.RUnlock()
	if !ok {
		v = make() // two may do so at once, and the same comes of it
	}
	r.lock.Lock()
	defer r.lock.Unlock()
	if _, again := r.young[number]; again {
		return v
	}
	if size := r.size(v); r.grown+size > r.most {
		r.old, r.young, r.grown = r.young, map[int32]V{number: v}, size
	} else {
		r.young[number] = v
		r.grown += size
	}
	return v
}
