package eval

import (
	"math/rand/v2"
	"slices"
)

// Comparison holds two runs over the same problems against each other.
type Comparison struct {
	Problems []Difference // in the order of the queries, those of equal figures left out
	Queries  int          // how many were compared
	Mean     float64      // of the differences in nDCG@10, over all of them
	Low      float64      // below it the mean lies once in forty when problems are drawn anew
	High     float64      // above it likewise
	Chance   float64      // how often the sign of the mean is another when problems are drawn anew, twice over, at most 1
}

// Difference is what one problem gains from the first run to the second.
type Difference struct {
	Query
	Before, After float64 // nDCG@10
}

// Draws of the bootstrap. Its seed is fixed: the same runs compare alike each time.
const (
	draws = 10_000
	seed  = 20261124
)

// Compare says whether a second run is really better than a first, by a paired
// bootstrap over problems (Efron and Tibshirani 1993): problems are drawn anew
// with replacement, many times, and the mean of their differences is taken each
// time. Twins in English are left out.
func Compare(queries []Query, qrels Qrels, before, after Run) Comparison {
	var c Comparison
	var gains []float64
	was := Measure(queries, qrels, before).PerQuery
	for i, now := range Measure(queries, qrels, after).PerQuery {
		if now.Kind == KindTwin {
			continue
		}
		d := Difference{now.Query, was[i].NDCG10, now.NDCG10}
		gains = append(gains, d.After-d.Before)
		if d.Before != d.After {
			c.Problems = append(c.Problems, d)
		}
	}
	if c.Queries = len(gains); c.Queries == 0 {
		return c
	}
	for _, g := range gains {
		c.Mean += g / float64(len(gains))
	}
	random := rand.New(rand.NewPCG(seed, seed))
	means := make([]float64, draws)
	other := 0
	for k := range means {
		for range gains {
			means[k] += gains[random.IntN(len(gains))] / float64(len(gains))
		}
		if means[k]*c.Mean <= 0 {
			other++
		}
	}
	slices.Sort(means)
	c.Low, c.High = means[draws/40], means[draws-1-draws/40]
	c.Chance = min(1, 2*float64(other)/draws)
	return c
}
