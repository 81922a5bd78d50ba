package tune

import (
	"context"
	"log/slog"
	"reflect"
	"testing"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/eval"
)

// bench is one over the first of the built-in problems of each kind, so many of
// each, since a whole search takes half a minute.
func bench(t *testing.T, each int) Bench {
	t.Helper()
	b, err := corpus.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	e, err := recommend.New(slog.New(slog.DiscardHandler), b.Vocabulary, b.Library, recommend.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { e.Close() })
	queries, qrels, err := eval.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	var few []eval.Query
	count := map[string]int{}
	for _, q := range queries {
		if count[q.Kind]++; count[q.Kind] <= each {
			few = append(few, q)
		}
	}
	return Bench{e, few, qrels}
}

func TestSearch(t *testing.T) {
	b := bench(t, 1)
	before, err := b.mean(t.Context(), textbook())
	if err != nil {
		t.Fatal(err)
	}
	setting, figure, err := b.Search(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if figure <= before {
		t.Errorf("found %v with %.4f, the textbook has %.4f", setting, figure, before)
	}
	if again, err := b.mean(t.Context(), setting); err != nil || again != figure {
		t.Errorf("what was found measures %.4f, %v, was said to be %.4f", again, err, figure)
	}
}

// TestKnobs: each must change something, or it is not connected.
func TestKnobs(t *testing.T) {
	for _, k := range Knobs {
		var ends [2]recommend.Weights
		for i, value := range []float64{k.Values[0], k.Values[1]} {
			ends[i] = recommend.DefaultWeights()
			k.Set(&ends[i], value)
		}
		if reflect.DeepEqual(ends[0], ends[1]) {
			t.Errorf("%s changes nothing", k.Name)
		}
	}
}

// TestAblate measures without each part. The whole engine comes first, and what
// it is compared with must not be the same for all.
func TestAblate(t *testing.T) {
	b := bench(t, 2)
	list, err := b.Ablate(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if list[0].Name != "" || len(list) != len(Parts)+1 {
		t.Fatalf("%d rows, first %q", len(list), list[0].Name)
	}
	w := recommend.DefaultWeights()
	w.Weak = 0 // nothing is left out where parts are measured
	whole, err := b.Run(t.Context(), w)
	if err != nil {
		t.Fatal(err)
	}
	if got := eval.Measure(b.Queries, b.Qrels, whole).All; list[0].Report.All != got {
		t.Errorf("the whole engine measures %+v, by itself %+v", list[0].Report.All, got)
	}
	for _, part := range list[1:] {
		switch part.Name {
		case "glossary":
			if part.Report.Kinds["foreign"].NDCG10 >= list[0].Report.Kinds["foreign"].NDCG10 {
				t.Error("foreign problems do not need the glossary")
			}
		case "asked-as sentences", "feedback":
			if part.Report.All.NDCG10 >= list[0].Report.All.NDCG10 {
				t.Errorf("nothing is lost without %s", part.Name)
			}
		}
	}
}

func TestCrossValidate_EndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := bench(t, 1).CrossValidate(ctx, nil); err == nil {
		t.Error("went on")
	}
}
