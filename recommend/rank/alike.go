package rank

import (
	"slices"
	"sync/atomic"

	"precedent/recommend/understand/analysis"
)

// Cases whose records are alike treat alike problems. So a case among those that score well
// gains something from what the cases most like it score, and one that has met the problem's
// words by chance, among others that have not, gains nothing: scores are made smooth over
// the graph of like cases, as Diaz (2005) regularizes them. Unlike feedback it depends on
// the library alone which cases are alike, so that it cannot be led astray by a problem.

// maxAlikeCases is up to how many cases a library may have for likeness to be looked for:
// beyond it takes longer than all the rest of an answer.
const maxAlikeCases = 20_000

// alikeAmong is how many of the best cases may gain: those below do not come up by it.
const alikeAmong = 100

// alikeCases returns the cases most like each of some, by place.
func alikeCases(c *collection, cases []scored) [][]lender {
	if c.segment != nil {
		return analysis.Mapped(cases, func(r scored) []lender { return c.segment.nearestTo(r.number) })
	}
	l := c.alike
	l.once.Do(func() {
		l.near, l.most = newNeighbours(c, numbersTo(c.count())), make([]atomic.Pointer[[]lender], c.count())
	})
	list := make([][]lender, len(cases))
	onAllCores(len(cases), func(from, to int) {
		var search *neighbourSearch
		for i := from; i < to; i++ {
			n := cases[i].number
			known := l.most[n].Load()
			if known == nil {
				if search == nil {
					search = l.near.search()
				}
				found := search.nearest(n)
				known = &found
				l.most[n].Store(known)
			}
			list[i] = *known
		}
	})
	return list
}

// smooths tells whether scores are made smooth.
func smooths(s *scorer) bool {
	return s.c.weights.Alike != 0 && s.c.count() <= maxAlikeCases && (s.c.segment == nil || s.c.segment.meta.Alike)
}

// likeAny are the numbers of the cases most like any of some.
func likeAny(c *collection, cases []scored) (numbers []int) {
	for _, near := range alikeCases(c, cases) {
		for _, l := range near {
			numbers = append(numbers, l.number)
		}
	}
	slices.Sort(numbers)
	return slices.Compact(numbers)
}

// notYet are those of some numbers that no case of a list has.
func notYet(list []scored, numbers []int) []int {
	known := make(map[int]bool, len(list))
	for _, r := range list {
		known[r.number] = true
	}
	return slices.DeleteFunc(numbers, func(n int) bool { return known[n] })
}

// smooth adds to the best of ranked, and to all of more, a share of what the cases like
// them score, and sorts ranked anew.
func smooth(s *scorer, ranked, more []scored) {
	if !smooths(s) {
		return
	}
	scores := make([]float64, s.c.count()) // by number
	for _, r := range ranked {
		scores[r.number] = r.score - r.names
	}
	for _, list := range [][]scored{ranked[:min(alikeAmong, len(ranked))], more} {
		for i, near := range alikeCases(s.c, list) {
			list[i].gainFrom(near, scores, s.c.weights.Alike)
		}
	}
	sortByScore(ranked)
}

// gainFrom adds what a case gains from others by what they score.
func (r *scored) gainFrom(near []lender, scores []float64, weight float64) {
	var gain, shares, most float64
	met := -1
	for _, l := range near {
		if l.number == r.number {
			continue
		}
		worth := l.share * scores[l.number]
		shares += l.share
		gain += worth
		if worth > most {
			met, most = l.number, worth
		}
	}
	if gain <= 0 {
		return
	}
	r.parts = append(r.parts, part{kind: ofAlike, met: int32(met), value: weight * gain / shares})
	r.sum()
}
