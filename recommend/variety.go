package recommend

import (
	"math"
	"slices"
)

// Variety is as light as it can be: pushing unlike cases up costs more relevance
// than it gains (measured in the literature, and here). So only cases that tell
// nearly the same are folded into one: a programme and its successor, or the
// same thing done elsewhere.

const (
	// sameStory is how alike the records of two cases must be (the cosine of
	// their words, weighted by idf) to count as nearly the same.
	sameStory = 0.4
	// mostFolded is how many cases of an answer are compared.
	mostFolded = MaxLimit
)

// group is a case that is shown with those that are folded into it.
type group struct {
	scored
	also []int // numbers of cases
}

// fold puts cases that tell nearly the same as a better one under it. The order
// of the others stays.
func (e *Engine) fold(shown []scored) []group {
	groups := make([]group, 0, len(shown))
	for i, r := range shown {
		if i < mostFolded {
			k := slices.IndexFunc(groups, func(g group) bool { return e.likeness(g.number, r.number) >= sameStory })
			if k >= 0 {
				groups[k].also = append(groups[k].also, r.number)
				continue
			}
		}
		groups = append(groups, group{scored: r})
	}
	return groups
}

// likeness is the cosine between the records of two cases, by their words
// weighted by idf. Asked-as sentences, which are ours, do not count.
func (e *Engine) likeness(a, b int) float64 {
	x, y := e.docs[a].entries, e.docs[b].entries
	var dot, xx, yy float64
	for i, j := 0, 0; i < len(x) || j < len(y); {
		switch {
		case j == len(y) || i < len(x) && x[i].term < y[j].term:
			w := e.recordWeight(&x[i])
			xx += w * w
			i++
		case i == len(x) || y[j].term < x[i].term:
			w := e.recordWeight(&y[j])
			yy += w * w
			j++
		default:
			v, w := e.recordWeight(&x[i]), e.recordWeight(&y[j])
			dot += v * w
			xx += v * v
			yy += w * w
			i++
			j++
		}
	}
	if xx == 0 || yy == 0 {
		return 0
	}
	return dot / math.Sqrt(xx*yy)
}

// recordWeight is what a word weighs in a record: its idf, a little more where it
// is repeated, and nothing where only asked-as sentences have it.
func (e *Engine) recordWeight(w *entry) float64 {
	var count int
	for f, n := range w.count {
		if Field(f) != FieldAsked {
			count += int(n)
		}
	}
	if count == 0 {
		return 0
	}
	return (1 + math.Log(float64(count))) * idf(e.stats.cases, int(e.stats.caseCnt[w.term]))
}
