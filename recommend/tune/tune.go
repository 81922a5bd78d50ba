// Package tune finds the weights of the ranking over judged problems, says how far
// to trust them, and what each part of the engine is worth. It changes nothing
// by itself: what it finds is written into recommend.DefaultWeights by hand,
// after reading it.
//
// Weights are found by coordinate ascent: one after another is set to each of a
// few values, and the best is kept, until a round over all of them gains
// nothing. The figure is the mean nDCG@10 over all problems that have a relevant
// case, in whatever language. The search starts from textbook values, and again
// from others drawn by lot with a fixed seed, so as not to be caught on a hillock;
// it tries everything in a fixed order, so that it finds the same each time.
package tune

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/eval"
)

// Knob is one weight, or several that move together, with the values that are
// tried, of which the first is the textbook's, or leaves the part out.
type Knob struct {
	Name   string
	Values []float64
	Set    func(w *recommend.Weights, value float64)
}

// Knobs are the weights that most hangs on. The fewer there are, the less a
// search can fit the problems at hand: with nine more it gained 0.002 on them and
// lost as much on those that it had not seen. The others are set by judgement; see
// recommend.DefaultWeights.
//
// K1, title and problem are not tried below 2, nor lengths below a half. The
// judged problems hardly need them, but with less a case no longer comes first for
// its own problem sentence, problems that no case treats are less well told from
// others, and collections without asked-as sentences are ranked worse.
var Knobs = []Knob{
	{"K1", []float64{2, 3}, func(w *recommend.Weights, v float64) { w.K1 = v }},
	{"Length", []float64{0.75, 0.5}, func(w *recommend.Weights, v float64) {
		for f := range w.Length {
			w.Length[f] = v
		}
	}},
	{"Field title", []float64{2, 3, 4}, func(w *recommend.Weights, v float64) { w.Field[recommend.FieldTitle] = v }},
	{"Field keywords", []float64{1, 1.5, 2.5, 4}, func(w *recommend.Weights, v float64) { w.Field[recommend.FieldKeywords] = v }},
	{"Field problem", []float64{2, 3}, func(w *recommend.Weights, v float64) { w.Field[recommend.FieldProblem] = v }},
	{"Asked", []float64{0, 0.5, 1}, func(w *recommend.Weights, v float64) { w.Asked = v }},
	{"Tag", []float64{0, 0.75, 1.5, 2.5}, func(w *recommend.Weights, v float64) { w.Tag = v }},
	{"Feedback", []float64{0, 0.5, 1, 1.5}, func(w *recommend.Weights, v float64) { w.Feedback = v }},
	{"FeedbackTags", []float64{0, 0.1, 0.2, 0.4}, func(w *recommend.Weights, v float64) { w.FeedbackTags = v }},
	{"FeedbackTerms", []float64{10, 20, 30, 40}, func(w *recommend.Weights, v float64) { w.FeedbackTerms = int(v) }},
}

// mostRounds bounds a search, which ends sooner when a round gains nothing.
const mostRounds = 4

// Setting is a value for each knob, in their order.
type Setting []float64

// randomStarts is how many starts are drawn by lot, with a fixed seed.
const (
	randomStarts = 3
	seed         = 20261124
)

// starts are where the search begins: textbook values first, then drawn by lot.
func starts() []Setting {
	random := rand.New(rand.NewPCG(seed, seed))
	list := make([]Setting, 1+randomStarts)
	for n := range list {
		for _, k := range Knobs {
			at := 0
			if n > 0 {
				at = random.IntN(len(k.Values))
			}
			list[n] = append(list[n], k.Values[at])
		}
	}
	return list
}

func textbook() Setting { return starts()[0] }

// weights are those of a setting. Nothing is left out for being weak: silence
// depends on thresholds that follow the weights, not the other way round.
func (s Setting) weights() recommend.Weights {
	w := recommend.DefaultWeights()
	w.Weak = 0
	for i, k := range Knobs {
		k.Set(&w, s[i])
	}
	return w
}

// Bench measures settings over judged problems.
type Bench struct {
	Engine  *recommend.Engine
	Queries []eval.Query
	Qrels   eval.Qrels
}

// Run answers every problem with these weights.
func (b Bench) Run(ctx context.Context, w recommend.Weights) (eval.Run, error) {
	return Answer(ctx, b.Engine.WithWeights(w), b.Queries)
}

// Answer ranks the cases for every query, on all cores. A query that asks nothing
// has no line.
func Answer(ctx context.Context, e *recommend.Engine, queries []eval.Query) (eval.Run, error) {
	lists := make([][]eval.Ranked, len(queries))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, q := range queries {
		group.Go(func() error {
			understood, err := e.Understand(recommend.Request{Problem: q.Text})
			if errors.Is(err, recommend.ErrEmptyRequest) {
				return nil // nothing in it to answer
			}
			if err != nil {
				return fmt.Errorf("query %s: %w", q.ID, err)
			}
			ranked, err := e.Rank(ctx, understood, eval.Depth)
			if err != nil {
				return fmt.Errorf("query %s: %w", q.ID, err)
			}
			for _, r := range ranked {
				lists[i] = append(lists[i], eval.Ranked{ID: r.ID, Score: r.Score})
			}
			return nil
		})
	}
	err := group.Wait()
	found := eval.Run{}
	for i, q := range queries {
		found[q.ID] = lists[i]
	}
	return found, err
}

// mean is the figure that is searched for.
func (b Bench) mean(ctx context.Context, s Setting) (float64, error) {
	found, err := b.Run(ctx, s.weights())
	if err != nil {
		return 0, err
	}
	report := eval.Measure(b.Queries, b.Qrels, found)
	var sum float64
	for _, q := range report.PerQuery {
		sum += q.NDCG10
	}
	return sum / float64(max(1, len(report.PerQuery))), nil
}

// leastGain is how much better a value must be to be kept: less is chance.
const leastGain = 0.002

// Search returns the best setting that coordinate ascent finds from any start, and
// its figure. step is told of each round; it may be nil.
func (b Bench) Search(ctx context.Context, step func(start, round int, figure float64)) (best Setting, figure float64, err error) {
	for n, start := range starts() {
		s, f, err := b.climb(ctx, start, func(round int, figure float64) {
			if step != nil {
				step(n+1, round, figure)
			}
		})
		if err != nil {
			return nil, 0, err
		}
		if best == nil || f > figure+leastGain {
			best, figure = s, f
		}
	}
	return best, figure, nil
}

// climb is one search from a start.
func (b Bench) climb(ctx context.Context, best Setting, step func(round int, figure float64)) (Setting, float64, error) {
	figure, err := b.mean(ctx, best)
	if err != nil {
		return nil, 0, err
	}
	for round := 1; round <= mostRounds; round++ {
		before := figure
		for i, k := range Knobs {
			for _, value := range k.Values {
				if value == best[i] {
					continue
				}
				tried := slices.Clone(best)
				tried[i] = value
				f, err := b.mean(ctx, tried)
				if err != nil {
					return nil, 0, err
				}
				if f > figure+leastGain {
					best, figure = tried, f
				}
			}
		}
		step(round, figure)
		if figure <= before {
			break
		}
	}
	return best, figure, nil
}

// folds is into how many parts the problems are split for cross-validation.
const folds = 5

// CrossValidate searches for weights on four fifths of the problems and measures
// them on the last, in turn. The report is over what was measured so: what is to
// be expected of problems that nobody has seen.
func (b Bench) CrossValidate(ctx context.Context, step func(fold int)) (eval.Report, error) {
	fold := b.folds()
	all := eval.Run{}
	for k := range folds {
		train, test := b.split(fold, k)
		setting, _, err := train.Search(ctx, nil)
		if err != nil {
			return eval.Report{}, err
		}
		found, err := test.Run(ctx, setting.weights())
		if err != nil {
			return eval.Report{}, err
		}
		for id, list := range found {
			all[id] = list
		}
		if step != nil {
			step(k + 1)
		}
	}
	return eval.Measure(b.Queries, b.Qrels, all), nil
}

// SetReport is the report of a set of problems.
type SetReport struct {
	Name   string
	Report eval.Report
}

// CrossValidateSets searches for weights on all sets but one and measures them on that
// one, in turn: what is to be expected of problems by other hands. A set without a
// relevant case teaches nothing and is left aside. There must be two others at least,
// so that what is learned is not the manner of one.
func (b Bench) CrossValidateSets(ctx context.Context, sets []eval.Set, step func(set string)) ([]SetReport, error) {
	sets = slices.DeleteFunc(slices.Clone(sets), func(s eval.Set) bool {
		return !slices.ContainsFunc(s.Queries, func(q eval.Query) bool { return eval.AnyRelevant(s.Qrels[q.ID]) })
	})
	if len(sets) < leastSets {
		return nil, nil
	}
	var reports []SetReport
	for i, left := range sets {
		train, test := b, b
		train.Queries, train.Qrels = eval.Together(slices.Delete(slices.Clone(sets), i, i+1))
		test.Queries, test.Qrels = left.Queries, left.Qrels
		setting, _, err := train.Search(ctx, nil)
		if err != nil {
			return nil, err
		}
		found, err := test.Run(ctx, setting.weights())
		if err != nil {
			return nil, err
		}
		reports = append(reports, SetReport{left.Name, eval.Measure(test.Queries, test.Qrels, found)})
		if step != nil {
			step(left.Name)
		}
	}
	return reports, nil
}

// leastSets is from how many sets on one of them is left out.
const leastSets = 3

// folds spreads the problems over the folds, kind by kind. An English twin goes
// with its foreign problem.
func (b Bench) folds() map[string]int {
	fold := map[string]int{}
	ordered := slices.Clone(b.Queries)
	slices.SortStableFunc(ordered, compareKinds)
	n := 0
	for _, q := range ordered {
		if q.Kind == eval.KindTwin {
			continue
		}
		fold[q.ID] = n % folds
		n++
	}
	for _, q := range ordered {
		if q.Kind == eval.KindTwin {
			fold[q.ID] = fold[twinOf(q.ID)]
		}
	}
	return fold
}

// split parts the problems into those of fold k and the others.
func (b Bench) split(fold map[string]int, k int) (train, test Bench) {
	train, test = b, b
	train.Queries, test.Queries = nil, nil
	for _, q := range b.Queries {
		if fold[q.ID] == k {
			test.Queries = append(test.Queries, q)
		} else {
			train.Queries = append(train.Queries, q)
		}
	}
	return train, test
}

func compareKinds(x, y eval.Query) int {
	return cmp.Or(cmp.Compare(x.Kind, y.Kind), cmp.Compare(x.ID, y.ID))
}

// twinOf is the id of the problem that an English twin goes with: its own without
// the language.
func twinOf(id string) string { return strings.TrimSuffix(id, corpus.English) }
