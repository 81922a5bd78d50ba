package rank

import (
	"container/heap"
	"slices"
	"sync"

	"precedent/recommend"
)

// The cases of a segment that are worth an exact score are those that score best by a rough one.
// It has every part of the exact score that a problem alone decides, as the postings tell it; what a
// case borrows counts by what its lenders would earn with it; what sentences of its own share with
// the problem, what is not wanted, and what other cases tell are left to the exact score.

// maxLendersAsked is how many of those that lend most of a problem's words count: what the others
// lend moves no case.
const maxLendersAsked = 128

// rough scores the cases of a segment for one problem.
type rough struct {
	s       *Segment
	limits  *limits   // nil for none
	scores  []float32 // by place
	counted room      // frequencies of one word
	phrase  room      // of a phrase of several
}

// room has numbers by place, all 0 but those at the touched places.
type room struct {
	sums    []float32
	found   []uint8 // how many words of a phrase
	touched []int32
}

func (r *room) add(place int32, frequency float32) {
	if r.found[place] == 0 {
		r.touched = append(r.touched, place)
	}
	r.found[place]++
	r.sums[place] += frequency
}

func (r *room) empty() {
	for _, place := range r.touched {
		r.sums[place], r.found[place] = 0, 0
	}
	r.touched = r.touched[:0]
}

// roughs have room for a segment's cases, since it is the largest thing that a problem needs.
var roughs sync.Pool

func newRough(s *Segment, sc *scorer, q recommend.Query) *rough {
	r, ok := roughs.Get().(*rough)
	if !ok || len(r.scores) != s.Len() {
		newRoom := func() room { return room{sums: make([]float32, s.Len()), found: make([]uint8, s.Len())} }
		r = &rough{scores: make([]float32, s.Len()), counted: newRoom(), phrase: newRoom()}
	}
	r.s = s
	if !q.Limits.Empty() {
		limits := spelledOut(q.Limits, sc.c.vocabulary.Places)
		r.limits = &limits
	}
	return r
}

// done gives the room back.
func (r *rough) done() {
	clear(r.scores)
	r.s, r.limits = nil, nil
	roughs.Put(r)
}

// find returns the numbers of the cases that are worth an exact score: candidateLimit of all, and as
// many of those inside the limits of the query.
func (r *rough) find(sc *scorer) []int {
	for i := range sc.words {
		r.addWord(sc, &sc.words[i])
	}
	r.addBorrowed(sc)
	for i := range sc.tags {
		r.addTag(&sc.tags[i])
	}
	r.addGuess(sc.guessed)
	r.addContext(sc)
	return r.numbers(sc, candidateLimit)
}

// numbers are those of the best cases, at most so many of all and of those inside the limits.
func (r *rough) numbers(sc *scorer, most int) (numbers []int) {
	best := r.best(most, func(int) bool { return true })
	if r.limits != nil {
		best = append(best, r.best(most, func(place int) bool { return outsideOf(sc.c, *r.limits, r.s.first+place) == 0 })...)
		slices.Sort(best)
		best = slices.Compact(best)
	}
	for _, place := range best {
		numbers = append(numbers, r.s.first+place)
	}
	return numbers
}

// findLike returns more cases that are worth an exact score for what they share with the best of
// those that were found.
func (r *rough) findLike(sc *scorer, f *feedback, found []scored) []int {
	earned := saturation(sc.c.weights.K1)
	for _, term := range f.terms {
		weight := float32(f.weights[term])
		p := r.s.postingsOf(term)
		for i, place := range p.places {
			r.scores[place] += weight * earned[p.marks[i].level()]
		}
	}
	r.addLiked(sc, f)
	for tag, worth := range f.tags {
		if worth > 0 {
			for _, place := range r.s.casesTagged(int32(tag)) {
				r.scores[place] += float32(worth)
			}
		}
	}
	return notYet(found, r.numbers(sc, likeLimit))
}

// likeLimit is how many of the cases that share most with the best ones are looked at.
const likeLimit = 100

// addWord adds BM25F for a word, in any of its alternatives.
func (r *rough) addWord(sc *scorer, w *scoredWord) {
	weight := float32(w.weight)
	if len(w.alternatives) == 1 && len(w.alternatives[0]) == 1 && w.worth == nil {
		p := r.s.postingsOf(w.alternatives[0][0])
		earned := saturation(sc.c.weights.K1)
		for i, place := range p.places {
			r.scores[place] += weight * earned[p.marks[i].level()]
		}
		return
	}
	for i, alternative := range w.alternatives {
		worth := float32(1)
		if w.worth != nil {
			worth = float32(w.worth[i])
		}
		into := &r.counted
		if len(alternative) > 1 {
			into = &r.phrase
		}
		for _, term := range alternative {
			p := r.s.postingsOf(term)
			for k, place := range p.places {
				into.add(place, worth*frequencies[p.marks[k].level()])
			}
		}
		if into == &r.counted {
			continue
		}
		words := float32(len(alternative))
		for _, place := range r.phrase.touched {
			found := float32(r.phrase.found[place])
			if found == words || i < w.itself() {
				r.counted.add(place, r.phrase.sums[place]/words*found/words)
			}
		}
		r.phrase.empty()
	}
	k1 := float32(sc.c.weights.K1)
	for _, place := range r.counted.touched {
		tf := r.counted.sums[place]
		r.scores[place] += weight * tf * (k1 + 1) / (k1 + tf)
	}
	r.counted.empty()
}

// saturations are the shares of a word's weight that it earns, by level of its frequency.
var saturations sync.Map // k1 -> *[levels]float32

func saturation(k1 float64) *[levels]float32 {
	if known, ok := saturations.Load(k1); ok {
		return known.(*[levels]float32)
	}
	var earned [levels]float32
	for level, tf := range frequencies {
		earned[level] = tf * float32(k1+1) / (float32(k1) + tf)
	}
	saturations.Store(k1, &earned)
	return &earned
}

// addBorrowed adds what the words earn that cases borrow.
func (r *rough) addBorrowed(sc *scorer) {
	c := sc.c
	worth := make([]float64, len(c.docs)) // by number: what the words would earn of a case that borrows from this one alone
	usual := c.stats.mean[recommend.FieldAsked] + c.stats.mean[recommend.FieldOfficial]
	tf := make([]float64, len(c.docs))
	var having []int32
	for i := range sc.words {
		w := &sc.words[i]
		for k, alternative := range w.alternatives {
			share := c.weights.Borrowed / float64(len(alternative))
			if w.worth != nil {
				share *= w.worth[k]
			}
			for _, term := range alternative {
				for _, n := range c.stats.casesWith(term) {
					d := &c.docs[n]
					e := d.entry(term)
					count := e.count[recommend.FieldAsked] + e.count[recommend.FieldOfficial]
					if count == 0 {
						continue
					}
					if tf[n] == 0 {
						having = append(having, n)
					}
					tf[n] += share * float64(count) * usual / float64(d.sentenceWords())
				}
			}
		}
		for _, n := range having {
			worth[n] += w.weight * sc.saturated(tf[n])
			tf[n] = 0
		}
		having = having[:0]
	}
	r.lend(worth)
}

// addLiked adds the same for what the best cases share.
func (r *rough) addLiked(sc *scorer, f *feedback) {
	c := sc.c
	worth := make([]float64, len(c.docs))
	usual := c.stats.mean[recommend.FieldAsked] + c.stats.mean[recommend.FieldOfficial]
	for _, term := range f.terms {
		for _, n := range c.stats.casesWith(term) {
			d := &c.docs[n]
			e := d.entry(term)
			if count := e.count[recommend.FieldAsked] + e.count[recommend.FieldOfficial]; count > 0 {
				worth[n] += f.weights[term] * sc.saturated(c.weights.Borrowed*float64(count)*usual/float64(d.sentenceWords()))
			}
		}
	}
	r.lend(worth)
}

// lend adds to the cases that borrow what each of the lenders would earn, by its number, for the
// share that they borrow from it.
func (r *rough) lend(worth []float64) {
	lenders := best(maxLendersAsked, numbersTo(len(r.s.lenders)), byWorth(func(then int) float64 { return worth[r.s.lenders[then]] }))
	for _, then := range lenders {
		each := float32(worth[r.s.lenders[then]])
		p := r.s.lentBy(then)
		for i, place := range p.places {
			r.scores[place] += each * float32(p.marks[i]) / shareSteps
		}
	}
}

// addTag adds a topic or approach, or for the cases without it a share for the closest that they
// have.
func (r *rough) addTag(t *scoredTag) {
	var near []int32
	for tag, share := range t.near {
		if share > 0 {
			near = append(near, int32(tag))
		}
	}
	slices.SortStableFunc(near, byWorth(func(tag int32) float64 { return t.near[tag] }))
	for _, tag := range near {
		worth := float32(t.near[tag] * t.weight)
		for _, place := range r.s.casesTagged(tag) {
			if r.counted.found[place] == 0 {
				r.counted.add(place, 0)
				r.scores[place] += worth
			}
		}
	}
	r.counted.empty()
}

// leastGuess is the share of the worth of the likeliest topic below which one moves no case.
const leastGuess = 0.02

// addGuess adds what the likely topics and approaches are worth.
func (r *rough) addGuess(guessed []float64) {
	if len(guessed) == 0 {
		return
	}
	least := leastGuess * slices.Max(guessed)
	for tag, worth := range guessed {
		if worth <= least {
			continue
		}
		for _, place := range r.s.casesTagged(int32(tag)) {
			if r.scores[place] > 0 { // likely topics alone make no candidate
				r.scores[place] += float32(worth)
			}
		}
	}
}

// addContext adds the wishes that cases meet.
func (r *rough) addContext(sc *scorer) {
	w := &sc.c.weights
	for i := range sc.origins {
		for _, alternative := range sc.origins[i].alternatives {
			eachWith(sc.c, alternative, func(n int32) {
				if place := int(n) - r.s.first; place >= 0 {
					r.scores[place] += float32(w.Origin)
				}
			})
		}
	}
	if len(sc.wished) == 0 && len(sc.wishes.Levels) == 0 && sc.wishes.Since == 0 && sc.wishes.Until == 0 {
		return
	}
	for place, score := range r.scores {
		if score == 0 {
			continue
		}
		its := sc.c.facts(r.s.first + place)
		if len(sc.wished) > 0 && sc.wishedCountry(its) != "" {
			r.scores[place] += float32(w.Country)
		}
		if slices.Contains(sc.wishes.Levels, its.level) {
			r.scores[place] += float32(w.Level)
		}
		if (sc.wishes.Since != 0 || sc.wishes.Until != 0) && inPeriod(sc.wishes, its.year) {
			r.scores[place] += float32(w.Period)
		}
	}
}

// best are the places of the cases with the best scores, at most so many of those that fit, in
// order of their places.
func (r *rough) best(most int, fits func(place int) bool) []int {
	top := &roughHeap{scores: r.scores}
	for place, score := range r.scores {
		switch {
		case score <= 0 || top.Len() == most && score <= r.scores[top.places[0]] || !fits(place):
		case top.Len() < most:
			heap.Push(top, place)
		default:
			top.places[0] = place
			heap.Fix(top, 0)
		}
	}
	slices.Sort(top.places)
	return top.places
}

// roughHeap has the worst of some places first, of equal ones the last.
type roughHeap struct {
	scores []float32
	places []int
}

func (h *roughHeap) Len() int { return len(h.places) }
func (h *roughHeap) Less(i, j int) bool {
	a, b := h.places[i], h.places[j]
	return h.scores[a] < h.scores[b] || h.scores[a] == h.scores[b] && a > b
}
func (h *roughHeap) Swap(i, j int) { h.places[i], h.places[j] = h.places[j], h.places[i] }
func (h *roughHeap) Push(x any)    { h.places = append(h.places, x.(int)) }
func (h *roughHeap) Pop() any {
	last := h.places[len(h.places)-1]
	h.places = h.places[:len(h.places)-1]
	return last
}

// casesTagged are the places of the cases with a topic or approach.
func (s *Segment) casesTagged(tag int32) []int32 {
	if lists := s.tagged(); int(tag) < len(lists) {
		return lists[tag]
	}
	return nil
}

// lentBy are the cases that borrow from one of the built-in ones, by its number when the segment was
// built, with the share that they borrow from it in place of a mark.
func (s *Segment) lentBy(then int) *postings {
	return s.found.postings.get(int32(-1-then), func() *postings {
		data, err := s.lent.At(then, nil)
		if err == nil {
			var p *postings
			if p, err = readLent(data, s.meta.Cases); err == nil {
				return p
			}
		}
		s.fail(err)
		return noPostings
	})
}
