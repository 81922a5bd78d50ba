package rank

import (
	"sync"

	"precedent/recommend/understand/names"
)

// How much of a segment is remembered once it was read: the words that people ask with are the same
// few thousand, and the cases that come up for them.
const (
	docsRemembered     = 98_304
	postingsRemembered = 16 << 20 // cases in lists of postings, of 6 bytes each
	namesRemembered    = 4_096
	nearRemembered     = 32_768
	tagsRemembered     = 16_384
	lendingRemembered  = 16_384
)

// segmentMemory is what was read of a segment lately.
type segmentMemory struct {
	docs     *recent[int32, *analysedCase]
	postings *recent[int32, *postings]
	names    *recent[int32, names.Table]
	near     *recent[int32, []lender]
	tags     *recent[string, tagCounts] // by the terms of a word
	lending  *recent[int32, []lending]
}

func newSegmentMemory() segmentMemory {
	return segmentMemory{
		docs:     newRecent[int32](docsRemembered, func(*analysedCase) int { return 1 }),
		postings: newRecent[int32](postingsRemembered, func(p *postings) int { return len(p.places) + 16 }),
		names:    newRecent[int32](namesRemembered, func(names.Table) int { return 1 }),
		near:     newRecent[int32](nearRemembered, func([]lender) int { return 1 }),
		lending:  newRecent[int32](lendingRemembered, func([]lending) int { return 1 }),
		tags:     newRecent[string](tagsRemembered, func(tagCounts) int { return 1 }),
	}
}

// lending is how often a word stands in the sentences of a case, were these of the usual length.
type lending struct {
	number int32
	then   int32 // its number when the segment was built, -1 for a case that was not there
	count  float64
}

// recent remembers values by a key up to some size together. What was not asked for since the last
// time that it was full is let go then. It is safe for concurrent use.
type recent[K comparable, V any] struct {
	size  func(V) int
	most  int // of each of the two generations
	lock  sync.RWMutex
	young map[K]V
	old   map[K]V
	grown int // size of young
}

func newRecent[K comparable, V any](most int, size func(V) int) *recent[K, V] {
	return &recent[K, V]{size: size, most: most / 2, young: map[K]V{}}
}

// get returns a value, made anew where it is not remembered.
func (r *recent[K, V]) get(key K, make func() V) V {
	r.lock.RLock()
	v, ok := r.young[key]
	r.lock.RUnlock()
	if ok {
		return v
	}
	r.lock.RLock()
	v, ok = r.old[key]
	r.lock.RUnlock()
	if !ok {
		v = make() // two may do so at once, and the same comes of it
	}
	r.lock.Lock()
	defer r.lock.Unlock()
	if _, again := r.young[key]; again {
		return v
	}
	if size := r.size(v); r.grown+size > r.most {
		r.old, r.young, r.grown = r.young, map[K]V{key: v}, size
	} else {
		r.young[key] = v
		r.grown += size
	}
	return v
}
