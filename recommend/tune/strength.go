package tune

import (
	"context"
	"errors"
	"fmt"

	"precedent/recommend"
	"precedent/recommend/eval"
)

// strengthDepth is how many cases of each answer are looked at.
const strengthDepth = 10

// relevantFrom is the grade from which on a case is relevant here: on the point
// of the problem, and not only near it.
const relevantFrom = 2

// Strengths counts what the names of strengths mean over judged problems.
type Strengths struct {
	Shown    map[recommend.Strength]int // cases called so, among the first ten
	Relevant map[recommend.Strength]int // how many of them are relevant
	Strong   int                        // problems with a strong case
	Problems int                        // problems that have a relevant case
}

func newStrengths() Strengths {
	return Strengths{Shown: map[recommend.Strength]int{}, Relevant: map[recommend.Strength]int{}}
}

// Share is how many cases in one of a strength are relevant.
func (s Strengths) Share(of recommend.Strength) float64 {
	return float64(s.Relevant[of]) / float64(max(1, s.Shown[of]))
}

func (s *Strengths) add(o Strengths) {
	for k, n := range o.Shown {
		s.Shown[k] += n
		s.Relevant[k] += o.Relevant[k]
	}
	s.Strong += o.Strong
	s.Problems += o.Problems
}

// Strength counts the strengths that weights give.
func (b Bench) Strength(ctx context.Context, w recommend.Weights) (Strengths, error) {
	e := b.Engine.WithWeights(w)
	s := newStrengths()
	for _, q := range b.Queries {
		grades := b.Qrels[q.ID]
		if !eval.AnyRelevant(grades) {
			continue
		}
		a, err := e.Recommend(ctx, recommend.Request{Problem: q.Text}, strengthDepth)
		if errors.Is(err, recommend.ErrEmptyRequest) {
			continue
		}
		if err != nil {
			return s, fmt.Errorf("problem %s: %w", q.ID, err)
		}
		s.Problems++
		strong := false
		for _, m := range a.Cases {
			s.Shown[m.Strength]++
			if grades[m.Case.ID] >= relevantFrom {
				s.Relevant[m.Strength]++
			}
			strong = strong || m.Strength == recommend.Strong
		}
		if strong {
			s.Strong++
		}
	}
	return s, nil
}

// The thresholds that are tried for a strong match, and the share of relevant
// cases that is asked for where they are found: a little more than they must
// reach on problems that they were not found on.
var (
	strongValues    = []float64{7, 7.5, 8, 8.5, 9}
	strongOwnValues = []float64{4, 4.5, 5, 5.5}
)

const strongShare = 0.88

// CrossValidateStrength finds the thresholds of a strong match on four fifths of
// the problems, those that call most cases strong of which enough are relevant,
// and counts on the last, in turn.
func (b Bench) CrossValidateStrength(ctx context.Context) (Strengths, error) {
	total := newStrengths()
	fold := b.folds()
	for k := range folds {
		train, test := b.split(fold, k)
		best, most := recommend.DefaultWeights(), -1
		for _, strong := range strongValues {
			for _, own := range strongOwnValues {
				w := recommend.DefaultWeights()
				w.Strong, w.StrongOwn = strong, own
				s, err := train.Strength(ctx, w)
				if err != nil {
					return total, err
				}
				if n := s.Shown[recommend.Strong]; n > most && s.Share(recommend.Strong) >= strongShare {
					best, most = w, n
				}
			}
		}
		s, err := test.Strength(ctx, best)
		if err != nil {
			return total, err
		}
		total.add(s)
	}
	return total, nil
}
