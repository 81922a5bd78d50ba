package rank

import (
	"math"

	"precedent/corpus"
	"precedent/recommend"
)

// story is a record as a vector of its words, each weighted by idf, and a little
// more where it is repeated. Asked-as sentences, which are ours, do not count.
type story struct {
	number  int
	terms   []int32
	weights []float64
	norm    float64
}

func storyOf(c *collection, number int) story {
	return storyBy(c, number, func(e *entry) int {
		count := -int(e.read)
		for f, n := range e.count {
			if recommend.Field(f) != recommend.FieldAsked && recommend.Field(f) != recommend.FieldOfficial {
				count += int(n)
			}
		}
		return count
	})
}

// storyInEnglish is the story by English words alone: of a record in another language by those
// that its words are read as.
func storyInEnglish(c *collection, number int) story {
	if c.languageOf(number) == corpus.English {
		return storyOf(c, number)
	}
	return storyBy(c, number, func(e *entry) int { return int(e.read) })
}

// storyBy is the story by how often each word counts.
func storyBy(c *collection, number int, counted func(*entry) int) story {
	entries := c.doc(number).entries
	s := story{number: number, terms: make([]int32, 0, len(entries)), weights: make([]float64, 0, len(entries))}
	for i := range entries {
		count := counted(&entries[i])
		if count == 0 {
			continue
		}
		w := repeated[min(count, len(repeated)-1)] * c.stats.idfs[entries[i].term]
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
