// Package tune finds the weights of the ranking over judged problems, says how far
// to trust them, and what each part of the engine is worth. It changes nothing
// by itself: what it finds is written into recommend.DefaultWeights by hand,
// after reading it.
//
// Weights are found by coordinate ascent: one after another is set to each of a
// few values, and the best is kept, until none of them gains anything. The figure is
// the mean nDCG@10 over all problems that have a relevant case, in whatever language.
// It tries everything in a fixed order, so that it finds the same each time.
//
// A search for better weights ([Bench.Search]) starts from those that stand. What
// weights are worth on problems that they were not found on ([Bench.CrossValidate]) is
// told by searches from textbook and round values: the weights that stand were chosen
// with all built-in problems in sight, and whatever starts from them has seen those too.
// So have the parts of the engine themselves, and the weights that are not searched,
// which cross-validation cannot tell.
package tune

import (
	"context"
	"errors"
	"fmt"
	"math"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"precedent/recommend"
	"precedent/recommend/eval"
	"precedent/recommend/rank"
)

// Bench measures weights over judged problems. It remembers what it has measured, since
// searches over problems that overlap ask for much of the same. One goroutine can use it
// at a time.
type Bench struct {
	engine   *rank.Engine
	sets     []eval.Set // those with a problem that some case treats
	problems []problem  // that some case treats, set by set
	measured map[recommend.Weights][]float64
}

// problem is one that some case treats.
type problem struct {
	eval.Query
	set int
}

// errUntreated is returned where there is nothing to measure by.
var errUntreated = errors.New("none of these problems has a relevant case, so there is nothing to measure weights by")

// NewBench makes a bench over some sets of problems. Problems that no case treats are left
// aside, since no order of the cases is better for them than another.
func NewBench(e *rank.Engine, sets []eval.Set) (*Bench, error) {
	b := &Bench{engine: e, measured: map[recommend.Weights][]float64{}}
	for _, s := range sets {
		before := len(b.problems)
		for _, q := range s.Queries {
			if eval.AnyRelevant(s.Qrels[q.ID]) {
				b.problems = append(b.problems, problem{q, len(b.sets)})
			}
		}
		if len(b.problems) > before {
			b.sets = append(b.sets, s)
		}
	}
	if len(b.problems) == 0 {
		return nil, errUntreated
	}
	return b, nil
}

// Answer ranks the cases for every query, on all cores. A query that asks nothing, or that
// the engine answers with nothing, has no line.
func Answer(ctx context.Context, e *rank.Engine, queries []eval.Query) (eval.Run, error) {
	return answer(ctx, e, queries, e.Rank)
}

// order is Answer where nothing is left out for being weak: strength and silence depend on
// thresholds that follow the weights, not the other way round.
func order(ctx context.Context, e *rank.Engine, queries []eval.Query) (eval.Run, error) {
	return answer(ctx, e, queries, e.Order)
}

func answer(ctx context.Context, e *rank.Engine, queries []eval.Query, rank func(context.Context, recommend.Query, int) ([]recommend.RankedCase, error)) (eval.Run, error) {
	lists := make([][]eval.Ranked, len(queries))
	err := eachUnderstood(ctx, e, queries, func(ctx context.Context, i int, q recommend.Query) error {
		ranked, err := rank(ctx, q, eval.Depth)
		for _, r := range ranked {
			lists[i] = append(lists[i], eval.Ranked{ID: r.ID, Score: r.Score})
		}
		return err
	})
	found := eval.Run{}
	for i, q := range queries {
		found[q.ID] = lists[i]
	}
	return found, err
}

// eachUnderstood does something with each of some queries as the engine understands it, on
// all cores. One that asks nothing is left out.
func eachUnderstood(
	ctx context.Context, e *rank.Engine, queries []eval.Query, do func(ctx context.Context, i int, q recommend.Query) error,
) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, q := range queries {
		group.Go(func() error {
			understood, err := e.Understand(recommend.Request{Problem: q.Text})
			if errors.Is(err, recommend.ErrEmptyRequest) {
				return nil
			}
			if err == nil {
				err = do(ctx, i, understood)
			}
			if err != nil {
				return fmt.Errorf("query %s: %w", q.ID, err)
			}
			return ctx.Err()
		})
	}
	return group.Wait()
}

// figures returns the nDCG@10 of each problem with a setting, of those at some places at
// least: only what was not measured before is.
func (b *Bench) figures(ctx context.Context, s Setting, places []int) ([]float64, error) {
	w := s.weights()
	all := b.measured[w]
	if all == nil {
		all = slices.Repeat([]float64{math.NaN()}, len(b.problems))
		b.measured[w] = all
	}
	var missing []int
	var queries []eval.Query
	qrels := eval.Qrels{}
	for _, i := range places {
		if p := b.problems[i]; math.IsNaN(all[i]) {
			missing, queries = append(missing, i), append(queries, p.Query)
			qrels[p.ID] = b.sets[p.set].Qrels[p.ID]
		}
	}
	if len(missing) == 0 {
		return all, nil
	}
	found, err := order(ctx, b.engine.With(w, recommend.Without{}), queries)
	if err != nil {
		return nil, err
	}
	for k, q := range eval.Measure(queries, qrels, found).PerQuery {
		all[missing[k]] = q.NDCG10
	}
	return all, nil
}

// mean is the figure that is searched for: over the problems at some places.
func (b *Bench) mean(ctx context.Context, s Setting, places []int) (float64, error) {
	all, err := b.figures(ctx, s, places)
	if err != nil {
		return 0, err
	}
	return meanOf(all, places), nil
}

func meanOf(all []float64, places []int) float64 {
	var sum float64
	for _, i := range places {
		sum += all[i]
	}
	return sum / float64(max(1, len(places)))
}

// places are those of all problems that fit.
func (b *Bench) places(fits func(i int) bool) (list []int) {
	for i := range b.problems {
		if fits(i) {
			list = append(list, i)
		}
	}
	return list
}

func everyOne(int) bool { return true }

const (
	// minGain is how much better a value must be to be kept: less is chance.
	minGain = 0.001
	// maxRounds bounds how often each knob is turned. A search ends sooner when none gains
	// anything.
	maxRounds = 2
)

// Found is what a search has found, and the nDCG@10 over the problems that it was found on,
// with it and with the weights as they stand.
type Found struct {
	Without          string // what was left out: "fold 1" and so on, or the name of a set
	Setting          Setting
	Figure, Standing float64
}

// Turned is told of each knob that a search has set to another value, with the figure
// since then.
type Turned func(k *Knob, value, figure float64)

// climb is a search from a setting over the problems at some places. It returns what these
// measure with what it found, and as the weights stand, too.
func (b *Bench) climb(ctx context.Context, best Setting, places []int, turned Turned) (Found, error) {
	calm := 0 // how many knobs, one after the other, gained nothing
	for turn := 0; turn < maxRounds*len(Knobs) && calm < len(Knobs); turn++ {
		i := turn % len(Knobs)
		was := best[i]
		var figure float64
		for _, value := range Knobs[i].Values {
			if value == was {
				continue
			}
			tried := slices.Clone(best)
			tried[i] = value
			f, better, err := b.gains(ctx, tried, best, places)
			if err != nil {
				return Found{}, err
			}
			if better {
				best, figure = tried, f
			}
		}
		calm++
		if best[i] != was {
			calm = 0
			turned(&Knobs[i], best[i], figure)
		}
	}
	found := Found{Setting: best}
	var err error
	if found.Figure, err = b.mean(ctx, best, places); err == nil {
		found.Standing, err = b.mean(ctx, Standing(), places)
	}
	return found, err
}

// gains tells whether a setting is better than the best so far, and its figure then. One
// that gains nothing on every third problem is not measured on the rest, which spares two
// thirds of the time of most.
func (b *Bench) gains(ctx context.Context, tried, best Setting, places []int) (figure float64, better bool, err error) {
	known, err := b.figures(ctx, best, places)
	if err != nil {
		return 0, false, err
	}
	var some []int
	for i := 0; i < len(places); i += 3 {
		some = append(some, places[i])
	}
	for _, part := range [][]int{some, places} {
		all, err := b.figures(ctx, tried, part)
		if err != nil {
			return 0, false, err
		}
		figure = meanOf(all, part)
		if figure <= meanOf(known, part) {
			return 0, false, nil
		}
	}
	return figure, figure > meanOf(known, places)+minGain, nil
}

// Search looks for a better setting than the one that stands, over all problems but
// English twins.
func (b *Bench) Search(ctx context.Context, turned Turned) (Found, error) {
	return b.climb(ctx, Standing(), b.places(b.learned), turned)
}

// learned tells whether searches look at a problem. The English twins of others are left
// out of them as of all figures.
func (b *Bench) learned(i int) bool { return b.problems[i].Kind != eval.KindTwin }
