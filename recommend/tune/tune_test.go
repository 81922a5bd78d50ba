package tune

import (
	"context"
	"errors"
	"log/slog"
	"math"
	"reflect"
	"slices"
	"sync"
	"testing"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/eval"
	"precedent/recommend/rank"
)

// sharedEngine is one over the built-in library that all tests share, since it is
// read-only.
var sharedEngine = sync.OnceValues(func() (*rank.Engine, error) {
	b, err := corpus.Builtin()
	if err != nil {
		return nil, err
	}
	return rank.New(slog.New(slog.DiscardHandler), b.Vocabulary, b.Library, rank.Options{})
})

func builtinEngine(t *testing.T) *rank.Engine {
	t.Helper()
	e, err := sharedEngine()
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// turnFew leaves a test with the first knobs alone, since a search that turns all of them
// takes a minute.
func turnFew(t *testing.T) {
	t.Helper()
	all := Knobs
	t.Cleanup(func() { Knobs = all })
	Knobs = Knobs[:3]
}

// fewOf are the built-in sets with the first problems of each kind, so many of each.
func fewOf(t *testing.T, each int) (sets []eval.Set) {
	t.Helper()
	for _, name := range eval.SetNames() {
		s, err := eval.BuiltinSet(name)
		if err != nil {
			t.Fatal(err)
		}
		count := map[string]int{}
		s.Queries = slices.DeleteFunc(s.Queries, func(q eval.Query) bool {
			count[q.Kind]++
			return count[q.Kind] > each
		})
		sets = append(sets, s)
	}
	return sets
}

func bench(t *testing.T, sets []eval.Set) *Bench {
	t.Helper()
	b, err := NewBench(builtinEngine(t), sets)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestNewBench takes problems that some case treats, and has nothing to measure by where
// there are none.
func TestNewBench(t *testing.T) {
	b := bench(t, fewOf(t, 2))
	for _, p := range b.problems {
		if p.Kind == "none" {
			t.Errorf("%s is measured by, which no case treats", p.ID)
		}
	}
	if len(b.sets) != 3 {
		t.Errorf("%d sets with a problem that some case treats", len(b.sets))
	}
	none, err := eval.BuiltinSet(eval.SetNone)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := NewBench(builtinEngine(t), []eval.Set{none}); !errors.Is(err, errUntreated) {
		t.Errorf("problems that no case treats: %v", err)
	}
}

// TestFigures: what is remembered is what is measured, by which problems ever it was asked
// for, and what is left aside with the estimate of strength changes no order.
func TestFigures(t *testing.T) {
	b := bench(t, fewOf(t, 1)[:1])
	all := b.places(everyOne)
	if _, err := b.figures(t.Context(), Standing(), all[:1]); err != nil {
		t.Fatal(err)
	}
	got, err := b.figures(t.Context(), Standing(), all)
	if err != nil {
		t.Fatal(err)
	}
	w := recommend.DefaultWeights()
	w.Weak = 0 // nothing is left out for being weak
	found, err := Answer(t.Context(), b.engine.With(w, recommend.Without{}), b.sets[0].Queries)
	if err != nil {
		t.Fatal(err)
	}
	want := eval.Measure(b.sets[0].Queries, b.sets[0].Qrels, found).PerQuery
	for i, q := range want {
		if q.ID != b.problems[i].ID || q.NDCG10 != got[i] {
			t.Errorf("%s measures %.4f, %s by itself %.4f", b.problems[i].ID, got[i], q.ID, q.NDCG10)
		}
	}
	again, err := b.figures(t.Context(), Standing(), all)
	if err != nil || &again[0] != &got[0] {
		t.Errorf("measured again, %v", err)
	}
}

// TestSearch finds weights that are better than where it begins, and the same ones each time.
func TestSearch(t *testing.T) {
	turnFew(t)
	sets := fewOf(t, 1)
	start := unseen()
	var found []Setting
	for range 2 {
		b := bench(t, sets)
		places, turned := b.places(b.learned), 0
		began, err := b.mean(t.Context(), start, places)
		if err != nil {
			t.Fatal(err)
		}
		f, err := b.climb(t.Context(), start, places, func(*Knob, float64, float64) { turned++ })
		if err != nil {
			t.Fatal(err)
		}
		if f.Figure <= began || turned == 0 {
			t.Errorf("found %+v after %d turns from %v, which measures %.4f", f, turned, start, began)
		}
		if again, err := bench(t, sets).mean(t.Context(), f.Setting, b.places(b.learned)); err != nil || math.Abs(again-f.Figure) > 1e-9 {
			t.Errorf("what was found measures %.4f, %v, was said to be %.4f", again, err, f.Figure)
		}
		found = append(found, f.Setting)
	}
	if !slices.Equal(found[0], found[1]) {
		t.Errorf("found %v, and then %v", found[0], found[1])
	}
}

// TestKnobs: each must change something, or it is not connected, and say what it is at.
func TestKnobs(t *testing.T) {
	for i, k := range Knobs {
		var ends [2]recommend.Weights
		for n, value := range []float64{k.Values[0], k.Values[1]} {
			ends[n] = recommend.DefaultWeights()
			k.Set(&ends[n], value)
			if got := k.Get(&ends[n]); got != value {
				t.Errorf("%s is at %v, was set to %v", k.Name, got, value)
			}
		}
		if reflect.DeepEqual(ends[0], ends[1]) {
			t.Errorf("%s changes nothing", k.Name)
		}
		for _, other := range Knobs[:i] {
			if both := ends[1]; other.Get(&both) != other.Get(&ends[0]) {
				t.Errorf("%s changes %s too", k.Name, other.Name)
			}
		}
	}
	if w := Standing().weights(); w != recommend.DefaultWeights() {
		t.Errorf("the setting of the weights as they stand makes %+v", w)
	}
}

// TestCrossValidate: what is measured is what was left out, and nothing of it was learned
// from.
func TestCrossValidate(t *testing.T) {
	turnFew(t)
	b := bench(t, fewOf(t, 1))
	var told []string
	v, err := b.CrossValidate(t.Context(), func(without string) { told = append(told, without) })
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"fold 1", "fold 2", "fold 3", "fold 4", "fold 5", eval.SetDev, eval.SetEnglish, eval.SetLanguages}
	if !slices.Equal(told, want) || len(v.Searches) != len(want) || !v.BySet {
		t.Fatalf("left out %v, %d searches", told, len(v.Searches))
	}
	for k, set := range []string{eval.SetDev, eval.SetEnglish, eval.SetLanguages} {
		alone := bench(t, slices.Concat(b.sets[:k], b.sets[k+1:]))
		f, err := alone.climb(t.Context(), unseen(), alone.places(alone.learned), func(*Knob, float64, float64) {})
		if err != nil {
			t.Fatal(err)
		}
		if got := v.Searches[folds+k]; !slices.Equal(got.Setting, f.Setting) || math.Abs(got.Figure-f.Figure) > 1e-9 {
			t.Errorf("without %s found %+v; where it is not there, %+v", set, got, f)
		}
		only := bench(t, b.sets[k:k+1])
		left, err := only.mean(t.Context(), f.Setting, only.places(only.learned))
		if err != nil {
			t.Fatal(err)
		}
		row := v.Rows[slices.IndexFunc(v.Rows, func(r Row) bool { return r.Set == set && r.About == "" })]
		if math.Abs(row.BySet-left) > 1e-9 || row.ByFold == 0 || row.Standing == 0 {
			t.Errorf("%+v; by itself it measures %.4f with what the others found", row, left)
		}
	}
	if n := len(v.Rows); n != 4+1+2 {
		t.Errorf("%d rows: %+v", n, v.Rows)
	}
}

// TestFolds: each fold has its share of each set, and an English twin is in that of its
// foreign problem.
func TestFolds(t *testing.T) {
	b := bench(t, fewOf(t, 1000))
	fold := b.folds()
	of, count := map[string]int{}, map[[2]int]int{}
	for i, p := range b.problems {
		of[p.ID] = fold[i]
		if b.learned(i) {
			count[[2]int{p.set, fold[i]}]++
		}
	}
	for set := range b.sets {
		for k := range folds {
			if n := count[[2]int{set, k}]; n < 11 || n > 13 {
				t.Errorf("%d problems of %s in fold %d", n, b.sets[set].Name, k)
			}
		}
	}
	for i, p := range b.problems {
		if foreign, ok := of[twinOf(p.ID)]; !b.learned(i) && (!ok || foreign != fold[i]) {
			t.Errorf("%s is in fold %d, its foreign problem in fold %d", p.ID, fold[i], foreign)
		}
	}
}

// TestAblate measures without each part. The whole engine comes first, and what
// it is compared with must not be the same for all.
func TestAblate(t *testing.T) {
	b := bench(t, fewOf(t, 2))
	list, err := b.Ablate(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if list[0].Name != "" || len(list) != len(Parts)+1 || len(list[0].Sets) != 3 {
		t.Fatalf("%d rows of %d sets, first %q", len(list), len(list[0].Sets), list[0].Name)
	}
	whole, err := b.mean(t.Context(), Standing(), b.groups(0)[0].places)
	if err != nil {
		t.Fatal(err)
	}
	if got := list[0].Sets[0].Report.All.NDCG10; math.Abs(got-whole) > 1e-9 {
		t.Errorf("the whole engine measures %.4f, by itself %.4f", got, whole)
	}
	for _, part := range list[1:] {
		dev, before := part.Sets[0].Report, list[0].Sets[0].Report
		switch part.Name {
		case "glossary":
			if dev.Kinds["foreign"].NDCG10 >= before.Kinds["foreign"].NDCG10 {
				t.Errorf("foreign problems measure %.4f without the glossary, %.4f with it",
					dev.Kinds["foreign"].NDCG10, before.Kinds["foreign"].NDCG10)
			}
		case "asked-as sentences", "feedback":
			if dev.All.NDCG10 >= before.All.NDCG10 {
				t.Errorf("nothing is lost without %s", part.Name)
			}
		}
	}
}

func TestCrossValidate_EndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := bench(t, fewOf(t, 1)).CrossValidate(ctx, func(string) {}); !errors.Is(err, context.Canceled) {
		t.Errorf("went on: %v", err)
	}
}

func TestCrossValidate_FewProblems(t *testing.T) {
	sets := fewOf(t, 2)[1:2]
	sets[0].Queries = sets[0].Queries[:4]
	if _, err := bench(t, sets).CrossValidate(t.Context(), func(string) {}); !errors.Is(err, errFewProblems) {
		t.Errorf("four problems: %v", err)
	}
}
