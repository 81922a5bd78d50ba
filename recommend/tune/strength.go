package tune

import (
	"cmp"
	"context"
	"slices"

	"precedent/recommend"
	"precedent/recommend/eval"
	"precedent/recommend/rank"
)

const (
	// estimated is how many cases of each problem are looked at, the best by score.
	estimated = 30
	// strengthDepth is how many cases of an answer count for the figures: its first page.
	strengthDepth = 10
	// relevantFrom is the grade from which on a case is relevant here: on the point of the
	// problem, and not only near it. bestGrade is that of a case which treats it whole.
	relevantFrom = 2
	bestGrade    = 3
)

// Strengths counts what the names of strengths mean over judged problems. A case that
// nobody judged counts as not relevant.
type Strengths struct {
	Called      map[recommend.Strength]int // cases called so, among the first ten of each answer
	Right       map[recommend.Strength]int // how many of them are relevant
	Treated     int                        // problems that some case treats
	WithStrong  int                        // of them, those with a strong case
	Untreated   int                        // problems that no case treats
	Silent      int                        // of them, those answered with nothing
	OnlyTouched int                        // and those answered with weak cases alone
	Best        int                        // problems with a case of the best grade
	BestSilent  int                        // of them, those answered with nothing
}

// Share is how many cases in one of a strength are relevant.
func (s Strengths) Share(of recommend.Strength) float64 {
	return float64(s.Right[of]) / float64(max(1, s.Called[of]))
}

// Add counts what another one has counted too.
func (s *Strengths) Add(o Strengths) {
	for of, n := range o.Called {
		s.Called[of] += n
		s.Right[of] += o.Right[of]
	}
	s.Treated += o.Treated
	s.WithStrong += o.WithStrong
	s.Untreated += o.Untreated
	s.Silent += o.Silent
	s.OnlyTouched += o.OnlyTouched
	s.Best += o.Best
	s.BestSilent += o.BestSilent
}

// judged is a problem with what was judged of it and what is estimated of its first cases.
type judged struct {
	set    string
	part   string // of the problems that it is left out with; see partsOf
	grades map[string]int
	found  []recommend.Estimate // the best by score first
}

// relevant tells whether a case is on the point of the problem.
func (j *judged) relevant(id string) bool { return j.grades[id] >= relevantFrom }

// estimates asks every problem of some sets, on all cores. One that asks nothing has no
// cases.
func estimates(ctx context.Context, e *rank.Engine, sets []eval.Set) ([]*judged, error) {
	var list []*judged
	var queries []eval.Query
	for _, s := range sets {
		for _, q := range s.Queries {
			list, queries = append(list, &judged{set: s.Name, grades: s.Qrels[q.ID]}), append(queries, q)
		}
	}
	err := eachUnderstood(ctx, e, queries, func(ctx context.Context, i int, q recommend.Query) (err error) {
		if !q.Empty() {
			list[i].found, err = e.Estimates(ctx, q, estimated)
		}
		return err
	})
	return list, err
}

// count counts the strengths that weights give the cases of a problem.
func (s *Strengths) count(j *judged, w *recommend.Weights) {
	type called struct {
		strength recommend.Strength
		relevant bool
	}
	var shown []called
	for i := range j.found {
		c := &j.found[i]
		if strength := w.Called(w.Likely(&c.Problem, &c.Case), c.Missed); strength != "" {
			shown = append(shown, called{strength, j.relevant(c.ID)})
		}
	}
	if len(shown) == 0 {
		for i := range j.found {
			if j.found[i].Touches && len(shown) < recommend.MaxTouching {
				shown = append(shown, called{recommend.Weak, j.relevant(j.found[i].ID)})
			}
		}
	}
	slices.SortStableFunc(shown, func(a, b called) int {
		return cmp.Compare(slices.Index(recommend.StrengthOrder, a.strength), slices.Index(recommend.StrengthOrder, b.strength))
	})
	for _, c := range shown[:min(strengthDepth, len(shown))] {
		s.Called[c.strength]++
		if c.relevant {
			s.Right[c.strength]++
		}
	}
	if eval.AnyRelevant(j.grades) {
		s.Treated++
		if len(shown) > 0 && shown[0].strength == recommend.Strong {
			s.WithStrong++
		}
	} else {
		s.Untreated++
		switch {
		case len(shown) == 0:
			s.Silent++
		case shown[0].strength == recommend.Weak:
			s.OnlyTouched++
		}
	}
	if eval.Best(j.grades) >= bestGrade {
		s.Best++
		if len(shown) == 0 {
			s.BestSilent++
		}
	}
}

// SetStrengths are the strengths in one set of problems.
type SetStrengths struct {
	Name string
	Strengths
}

// bySet adds the strengths of a problem to those of its set.
func bySet(list []SetStrengths, j *judged, w *recommend.Weights) []SetStrengths {
	k := slices.IndexFunc(list, func(s SetStrengths) bool { return s.Name == j.set })
	if k < 0 {
		none := Strengths{Called: map[recommend.Strength]int{}, Right: map[recommend.Strength]int{}}
		k, list = len(list), append(list, SetStrengths{j.set, none})
	}
	list[k].count(j, w)
	return list
}

// MeasureStrength counts the strengths that an engine gives, set by set.
func MeasureStrength(ctx context.Context, e *rank.Engine, w recommend.Weights, sets []eval.Set) ([]SetStrengths, error) {
	problems, err := estimates(ctx, e.With(w, recommend.Without{}), sets)
	if err != nil {
		return nil, err
	}
	var list []SetStrengths
	for i := range problems {
		list = bySet(list, problems[i], &w)
	}
	return list, nil
}
