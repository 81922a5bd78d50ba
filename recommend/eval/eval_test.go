package eval

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

func near(a, b float64) bool { return math.Abs(a-b) < 1e-9 }

// TestMeasure holds the figures against ones worked out by hand.
func TestMeasure(t *testing.T) {
	queries := []Query{
		{ID: "q1", Text: "one", Kind: "keyword", Lang: "en"},
		{ID: "q2", Text: "two", Kind: "problem", Lang: "fr"},
		{ID: "q2en", Text: "two", Kind: KindTwin, Lang: "en"},
		{ID: "n1", Text: "none", Kind: "none"},
		{ID: "n2", Text: "none", Kind: "none"},
	}
	qrels := Qrels{
		"q1":   {"a": 3, "b": 1, "c": 0},
		"q2":   {"a": 2},
		"q2en": {"a": 2},
		"n1":   {"a": 0},
	}
	run := Run{
		"q1":   {{"c", 9}, {"b", 8}, {"a", 7}},
		"q2en": {{"a", 1}},
		"n2":   {{"a", 1}},
	}
	r := Measure(queries, qrels, run)
	// q1: gains 0, 1, 3 at ranks 1, 2, 3; the ideal is 3, 1.
	wantQ1 := (1/math.Log2(3) + 3/math.Log2(4)) / (3/math.Log2(2) + 1/math.Log2(3))
	q1 := r.Kinds["keyword"]
	if !near(q1.NDCG10, wantQ1) || !near(q1.NDCG5, wantQ1) || !near(q1.P3, 2.0/3) || !near(q1.MRR10, 0.5) || !near(q1.Recall10, 1) {
		t.Errorf("q1: %+v, want nDCG %v", q1, wantQ1)
	}
	if r.All.Queries != 2 || !near(r.All.NDCG10, wantQ1/2) {
		t.Errorf("all: %+v; the twin and those without a relevant case must not count", r.All)
	}
	if r.Langs["en"].Queries != 1 || r.Langs["fr"].Queries != 1 || r.Kinds[KindTwin].NDCG10 != 1 {
		t.Errorf("languages %+v, kinds %+v", r.Langs, r.Kinds)
	}
	if r.Silent != (Silence{Right: 1, Of: 2}) || r.WronglySilent != 1 {
		t.Errorf("silence %+v, wrongly %d", r.Silent, r.WronglySilent)
	}
}

func TestMeasure_DeepIdeal(t *testing.T) {
	grades := map[string]int{}
	for _, id := range strings.Split("abcdefghijklmno", "") {
		grades[id] = 1
	}
	var ranked []Ranked
	for _, id := range strings.Split("abcdefghijklmno", "") {
		ranked = append(ranked, Ranked{ID: id})
	}
	f := figuresOf(grades, ranked)
	if !near(f.NDCG10, 1) || !near(f.Recall10, 10.0/15) {
		t.Errorf("%+v", f)
	}
}

func TestBuiltinSets(t *testing.T) {
	owner := map[string]string{} // of the id of a problem
	for name, want := range map[string]struct{ problems, none, twins int }{
		SetDev:       {74, 4, 10},
		SetEnglish:   {64, 4, 0},
		SetLanguages: {112, 0, 56},
		SetNone:      {49, 49, 0},
		SetNear:      {81, 81, 0},
		SetShort:     {60, 60, 0},
	} {
		s, err := BuiltinSet(name)
		if err != nil {
			t.Fatal(err)
		}
		none, twins, foreign := 0, 0, 0
		for _, q := range s.Queries {
			if other, twice := owner[q.ID]; twice {
				t.Errorf("%s stands in %s and in %s", q.ID, other, name)
			}
			owner[q.ID] = name
			switch {
			case q.Kind == "none":
				none++
			case q.Kind == KindTwin:
				twins++
			case q.Lang != "en":
				foreign++
			}
			if (q.Kind != "none") != AnyRelevant(s.Qrels[q.ID]) {
				t.Errorf("%s is of kind %s and has the judgements %v", q.ID, q.Kind, s.Qrels[q.ID])
			}
		}
		for id := range s.Qrels {
			if owner[id] != name {
				t.Errorf("%s has judgements of %s, which it does not ask", name, id)
			}
		}
		if len(s.Queries) != want.problems || none != want.none || twins != want.twins || twins != foreign {
			t.Errorf("%s has %d problems, %d of them treated by no case, %d twins of %d in other languages", name, len(s.Queries), none, twins, foreign)
		}
	}
	if len(SetNames()) != 6 || SetNames()[0] != SetDev {
		t.Errorf("the sets are %v", SetNames())
	}
	if _, err := BuiltinSet("test"); err == nil || !strings.Contains(err.Error(), "dev, train/english, train/languages, none, none/near, none/short") {
		t.Errorf("a set that is not there: %v", err)
	}
}

// TestMeasure_Twins holds each language against the English twins of its queries. Those
// without a twin do not count, and neither do those without a relevant case.
func TestMeasure_Twins(t *testing.T) {
	half := 1 / math.Log2(3) // the one relevant case comes second
	queries := []Query{
		{ID: "q1", Lang: "pl"}, {ID: "q1en", Lang: "en", Kind: KindTwin}, {ID: "q2", Lang: "pl"}, {ID: "q2en", Lang: "en", Kind: KindTwin},
		{ID: "q3", Lang: "de"}, {ID: "q3en", Lang: "en", Kind: KindTwin}, {ID: "q4", Lang: "de"}, {ID: "q5", Lang: "it"}, {ID: "q5en", Lang: "en", Kind: KindTwin},
	}
	first, second := []Ranked{{"a", 2}, {"b", 1}}, []Ranked{{"b", 2}, {"a", 1}}
	run := Run{"q1": second, "q1en": first, "q2": first, "q2en": first, "q3": first, "q3en": nil, "q4": first, "q5": first, "q5en": first}
	qrels := Qrels{}
	for _, id := range []string{"q1", "q1en", "q2", "q2en", "q3", "q3en", "q4"} {
		qrels[id] = map[string]int{"a": 1}
	}
	got := Measure(queries, qrels, run).Twins
	pl, de := got["pl"], got["de"]
	if mean := (1 + half) / 2; len(got) != 2 || !near(pl.NDCG10, mean) || pl.English != 1 || !near(pl.Ratio, mean) || pl.Queries != 2 {
		t.Errorf("got %+v, want Polish at %.3f of its twins over 2 queries, and German beside it", got, mean)
	}
	if want := (Twins{NDCG10: 1, Queries: 1}); de != want {
		t.Errorf("got %+v for German, whose twin finds nothing, want %+v", de, want)
	}
	if r := Measure([]Query{{ID: "q1"}}, qrels, run); len(r.Twins) != 0 {
		t.Errorf("got %+v without twins, want nothing", r.Twins)
	}
}

// TestMeasureSets: the first set stands for all, and each by its name.
func TestMeasureSets(t *testing.T) {
	one := Set{Name: "one", Queries: []Query{{ID: "q1", Text: "x"}}, Qrels: Qrels{"q1": {"a": 1}}}
	two := Set{Name: "two", Queries: []Query{{ID: "q2", Text: "y"}}, Qrels: Qrels{"q2": {"a": 1}}}
	run := Run{"q1": {{"a", 1}}, "q2": {{"b", 1}}}
	r := MeasureSets([]Set{one, two}, run)
	if r.All.NDCG10 != 1 || r.Sets["one"].All.NDCG10 != 1 || r.Sets["two"].All.NDCG10 != 0 || r.All.Queries != 1 {
		t.Errorf("%+v", r)
	}
	two.Name = ""
	if r := MeasureSets([]Set{two}, run); len(r.Sets) != 0 || r.All.Queries != 1 {
		t.Errorf("a set without a name: %+v", r)
	}
	if queries, qrels := Together([]Set{one, two}); len(queries) != 2 || len(qrels) != 2 {
		t.Errorf("together: %v, %v", queries, qrels)
	}
}

func TestRead_Errors(t *testing.T) {
	for name, text := range map[string]string{
		"no JSON":     "{",
		"no id":       `{"text": "x"}`,
		"no text":     `{"id": "x"}`,
		"spaced id":   `{"id": "a b", "text": "x"}`,
		"twice":       `{"id": "a", "text": "x"}` + "\n" + `{"id": "a", "text": "y"}`,
		"endless":     `{"id": "a", "text": "` + strings.Repeat("x", maxLine) + `"}`,
		"not a query": `[1, 2]`,
	} {
		if _, err := ReadQueries(strings.NewReader(text), "q.jsonl"); err == nil || !strings.Contains(err.Error(), "q.jsonl, line") {
			t.Errorf("queries, %s: %v", name, err)
		}
	}
	for name, text := range map[string]string{
		"three fields": "q1 0 a",
		"no number":    "q1 0 a high",
		"huge grade":   "q1 0 a 99",
	} {
		if _, err := ReadQrels(strings.NewReader("\n"+text), "qrels"); err == nil || !strings.Contains(err.Error(), "qrels, line 2") {
			t.Errorf("qrels, %s: %v", name, err)
		}
	}
	qrels, err := ReadQrels(strings.NewReader("q1 0 a 2\r\nq1 0 b -1\n\n"), "qrels")
	if err != nil || qrels["q1"]["a"] != 2 || qrels["q1"]["b"] != 0 {
		t.Errorf("%v, %v", qrels, err)
	}
}

func TestWriteRun(t *testing.T) {
	var b strings.Builder
	run := Run{"q2": {{"x", 1.5}, {"y", 1}}, "q1": {{"z", 2}}}
	if err := WriteRun(&b, []Query{{ID: "q1"}, {ID: "q2"}, {ID: "q3"}}, run, "precedent"); err != nil {
		t.Fatal(err)
	}
	want := "q1 Q0 z 1 2.000000 precedent\nq2 Q0 x 1 1.500000 precedent\nq2 Q0 y 2 1.000000 precedent\n"
	if b.String() != want {
		t.Errorf("got\n%swant\n%s", b.String(), want)
	}
}

func FuzzReadQrels(f *testing.F) {
	f.Add("q1 0 a 2\n")
	f.Fuzz(func(t *testing.T, text string) {
		qrels, err := ReadQrels(strings.NewReader(text), "fuzz")
		for q, grades := range qrels {
			for c, g := range grades {
				if g < 0 || g > maxGrade || q == "" || c == "" {
					t.Errorf("read %q %q %d (%v)", q, c, g, err)
				}
			}
		}
	})
}

// TestCompare holds runs against each other that differ in every problem, in
// none, and by chance.
func TestCompare(t *testing.T) {
	var queries []Query
	qrels, good, bad, mixed := Qrels{}, Run{}, Run{}, Run{}
	for i := range 20 {
		id := fmt.Sprint("q", i)
		queries = append(queries, Query{ID: id, Text: "x"})
		qrels[id] = map[string]int{"a": 1}
		good[id] = []Ranked{{"a", 2}, {"b", 1}}
		bad[id] = []Ranked{{"b", 2}, {"a", 1}}
		mixed[id] = good[id]
		if i%2 == 0 {
			mixed[id] = bad[id]
		}
	}
	half := Run{}
	for id := range good { // the other half of mixed
		half[id] = good[id]
		if mixed[id][0].ID == "a" {
			half[id] = bad[id]
		}
	}
	queries = append(queries, Query{ID: "q0en", Text: "x", Kind: KindTwin})
	qrels["q0en"] = qrels["q0"]

	loss := 1/math.Log2(3) - 1
	c := Compare(queries, qrels, good, bad)
	if !near(c.Mean, loss) || !near(c.Low, loss) || !near(c.High, loss) || c.Chance != 0 || c.Queries != 20 || len(c.Problems) != 20 {
		t.Errorf("all worse: %+v", c)
	}
	if c := Compare(queries, qrels, good, good); c.Mean != 0 || c.Chance != 1 || len(c.Problems) != 0 {
		t.Errorf("the same: %+v", c)
	}
	if c := Compare(queries, qrels, mixed, half); c.Chance < 0.5 || c.Low >= 0 || c.High <= 0 {
		t.Errorf("half better, half worse: %+v", c)
	}
	if c := Compare(nil, nil, nil, nil); c.Queries != 0 || c.Mean != 0 {
		t.Errorf("nothing: %+v", c)
	}
}

func TestReadRun(t *testing.T) {
	run, err := ReadRun(strings.NewReader("q1 Q0 a 1 2.5 x\n\nq1 Q0 b 2 1 x\n"), "run.txt")
	if err != nil || len(run["q1"]) != 2 || run["q1"][0] != (Ranked{"a", 2.5}) {
		t.Errorf("got %v, %v", run, err)
	}
	for text, want := range map[string]string{"q1 Q0 a 1": "line 1: want six fields", "q1 Q0 a 1 2 x\nq1 Q0 b 2 high x": "line 2: \"high\" is no score"} {
		if _, err := ReadRun(strings.NewReader(text), "run.txt"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %s", text, err, want)
		}
	}
}
