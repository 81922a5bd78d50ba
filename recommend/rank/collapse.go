package rank

import (
	"math"
	"slices"

	"precedent/recommend"
	"precedent/recommend/understand/analysis"
)

// Variety is as light as it can be: pushing unlike cases up costs more relevance
// than it gains (measured in the literature, and here). So only cases that tell
// nearly the same are folded into one: a programme and its successor, or the
// same thing done elsewhere.

const (
	// sameStory is how alike the records of two cases must be (the cosine of
	// their words, weighted by idf) to count as nearly the same.
	sameStory = 0.4
	// maxCollapsed is how many cases of an answer are compared: six pages.
	maxCollapsed = 30
)

// group is a case that is shown with those that are folded into it.
type group struct {
	scored
	also []int // numbers of cases
}

// collapse puts cases that tell nearly the same as a better one under it, but for those
// that the problem names. The order of the others stays.
func (s *scorer) collapse(shown []scored) []group {
	e := s.e
	groups := make([]group, 0, len(shown))
	stories := make([]story, min(maxCollapsed, len(shown)))
	onAllCores(len(stories), func(from, to int) {
		for i := from; i < to; i++ {
			stories[i] = e.story(shown[i].number)
		}
	})
	told := stories[:0] // those of the groups
	spread := make([]float64, len(e.stats.stems))
	for i, r := range shown {
		if i < len(stories) {
			this := stories[i]
			this.spread(spread, 1)
			k := slices.IndexFunc(told, func(other story) bool {
				return analysis.Shares(e.docs[other.number].tags, e.docs[r.number].tags) && other.likeness(this.norm, spread) >= sameStory &&
					s.bears(other.number, r.number)
			})
			this.spread(spread, 0)
			if k >= 0 {
				groups[k].also = append(groups[k].also, r.number)
				continue
			}
			told = append(told, this)
		}
		groups = append(groups, group{scored: r})
	}
	return groups
}

// story is a record as a vector of its words, each weighted by idf, and a little
// more where it is repeated. Asked-as sentences, which are ours, do not count.
type story struct {
	number  int
	terms   []int32
	weights []float64
	norm    float64
}

func (e *Engine) story(number int) story {
	entries := e.docs[number].entries
	s := story{number: number, terms: make([]int32, 0, len(entries)), weights: make([]float64, 0, len(entries))}
	for i := range entries {
		count := 0
		for f, n := range entries[i].count {
			if recommend.Field(f) != recommend.FieldAsked && recommend.Field(f) != recommend.FieldOfficial {
				count += int(n)
			}
		}
		if count == 0 {
			continue
		}
		w := repeated[min(count, len(repeated)-1)] * e.stats.idfs[entries[i].term]
		s.terms, s.weights = append(s.terms, entries[i].term), append(s.weights, w)
		s.norm += w * w
	}
	s.norm = math.Sqrt(s.norm)
	return s
}

// repeated is what a word weighs that stands so many times.
var repeated = func() (table [32]float64) {
	for n := range table {
		table[n] = 1 + math.Log(float64(max(1, n)))
	}
	return table
}()

// spread writes the weights of a story's words, times so many, to a slice by term.
func (s story) spread(by []float64, times float64) {
	for i, term := range s.terms {
		by[term] = times * s.weights[i]
	}
}

// likeness is the cosine between two records, the other one given by its norm
// and its weights by term, which spares searching for each word.
func (s story) likeness(norm float64, by []float64) float64 {
	if s.norm == 0 || norm == 0 {
		return 0
	}
	var dot float64
	for i, term := range s.terms {
		dot += s.weights[i] * by[term]
	}
	return dot / (s.norm * norm)
}
