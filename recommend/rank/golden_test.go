package rank

import (
	"bytes"
	"cmp"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/eval"
	"precedent/recommend/understand/analysis"
	"precedent/recommend/understand/language"
	"precedent/recommend/wording"
)

var update = flag.Bool("update", false, "rewrite the golden files of the ranking")

// floors are under the figures of the built-in judged sets. The golden files show
// every change; these say what is never acceptable.
var floors = map[string]struct {
	all, english float64 // nDCG@10
	silent       int     // of the problems that no case treats
}{
	eval.SetDev:       {0.70, 0.70, 3},
	eval.SetEnglish:   {0.65, 0.65, 3},
	eval.SetLanguages: {0.50, 0, 0}, // its English problems are all twins
	eval.SetNone:      {0, 0, 18},
	eval.SetNear:      {0, 0, 18},
	eval.SetShort:     {0, 0, 10},
}

// TestRank_Judged ranks the judged problems and compares the outcome with
// golden files, so that the diff of a change shows which problems it helps and
// which it hurts. go test ./recommend/rank -update rewrites them.
func TestRank_Judged(t *testing.T) {
	e := sharedEngine(t)
	for _, name := range eval.SetNames() {
		t.Run(name, func(t *testing.T) {
			s, err := eval.BuiltinSet(name)
			if err != nil {
				t.Fatal(err)
			}
			report, ranked := rankSet(t, e, s)
			if least := floors[name]; report.Langs["en"].NDCG10 < least.english || report.All.NDCG10 < least.all || report.Silent.Right < least.silent {
				t.Errorf("nDCG@10 is %.4f in English and %.4f in all, %d of %d problems that no case treats got no case; must be at least %+v",
					report.Langs["en"].NDCG10, report.All.NDCG10, report.Silent.Right, report.Silent.Of, least)
			}
			folder := "../testdata/rank"
			if name != eval.SetDev {
				folder = filepath.Join(folder, name)
			}
			golden(t, filepath.Join(folder, "figures.txt"), figuresText(report))
			golden(t, filepath.Join(folder, "ranked.txt"), ranked)
		})
	}
}

// rankSet ranks the problems of a set and returns the figures, and the first cases of each
// answer as text.
func rankSet(t *testing.T, e *Engine, s eval.Set) (eval.Report, string) {
	run := eval.Run{}
	var ranked bytes.Buffer
	for _, q := range s.Queries {
		for id := range s.Qrels[q.ID] {
			if e.Library().Case(id) == nil {
				t.Errorf("%s is judged for the case %s, which the library does not have", q.ID, id)
			}
		}
		u, err := e.Understand(recommend.Request{Problem: q.Text})
		if err != nil {
			t.Fatalf("%s: %v", q.ID, err)
		}
		list, err := e.Rank(t.Context(), u, eval.Depth)
		if err != nil {
			t.Fatalf("%s: %v", q.ID, err)
		}
		for _, r := range list {
			run[q.ID] = append(run[q.ID], eval.Ranked{ID: r.ID, Score: r.Score})
		}
		writeRanked(t, &ranked, e, q, u, s.Qrels[q.ID])
	}
	return eval.Measure(s.Queries, s.Qrels, run), ranked.String()
}

// writeRanked writes the first cases of an answer with grade and parts.
func writeRanked(t *testing.T, w *bytes.Buffer, e *Engine, q eval.Query, u recommend.Query, grades map[string]int) {
	a, err := e.Answer(t.Context(), u, 0, 5)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(w, "%s %s: %s\n  %s\n", q.ID, q.Kind, q.Text, strings.Join(wording.InEnglish(e.vocabulary).LookingAt(a), ", "))
	for _, m := range a.Cases {
		fmt.Fprintf(w, "  %d  %-6s %6.2f  %s: %s\n", grades[m.Case.ID], m.Strength, m.Score, m.Case.ID, wording.InEnglish(e.vocabulary).Because(a, m, ""))
	}
	if len(a.Cases) == 0 {
		fmt.Fprintf(w, "  nothing; nearest topics: %s\n", strings.Join(a.Suggestions, ", "))
	}
	w.WriteString("\n")
}

func figuresText(r eval.Report) string {
	var b strings.Builder
	line := func(name string, f eval.Figures) {
		fmt.Fprintf(&b, "%-12s nDCG@5 %.4f  nDCG@10 %.4f  P@3 %.4f  MRR@10 %.4f  recall@10 %.4f  n %d\n", name, f.NDCG5, f.NDCG10, f.P3, f.MRR10, f.Recall10, f.Queries)
	}
	line("all", r.All)
	for _, m := range []map[string]eval.Figures{r.Langs, r.Kinds} {
		var names []string
		for name := range m {
			names = append(names, name)
		}
		slices.Sort(names)
		for _, name := range names {
			line(name, m[name])
		}
	}
	fmt.Fprintf(&b, "silent %d of %d, wrongly silent %d\n\n", r.Silent.Right, r.Silent.Of, r.WronglySilent)
	slices.SortFunc(r.PerQuery, func(a, b eval.QueryFigures) int { return cmp.Compare(a.ID, b.ID) })
	for _, q := range r.PerQuery {
		fmt.Fprintf(&b, "%-6s %-10s nDCG@10 %.3f\n", q.ID, q.Kind, q.NDCG10)
	}
	return b.String()
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs from what is ranked now; read the diff after go test ./recommend/rank -update\nfirst difference: %s", name, firstDifference(got, string(want)))
	}
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return fmt.Sprintf("line %d\n got %s\nwant %s", i+1, g[i], w[i])
		}
	}
	return "one is longer"
}

// TestLanguageWords holds the files of words and of places against the vocabulary.
func TestLanguageWords(t *testing.T) {
	for file, collect := range map[string]func(*corpus.Vocabulary) (string, error){"words": language.CollectWords, "placenames": language.CollectPlaces} {
		want, err := collect(editedVocabulary(t))
		if err != nil {
			t.Fatal(err)
		}
		golden(t, "../../corpus/data/languages/"+file+".index.txt", want)
	}
}

// runLength is how many words in a row of a judged problem may not stand in what
// cases are found by: with them the figures would measure copying.
const runLength = 7

// TestGuard_NoJudgedWording looks for the wording of judged problems in the data
// of the library.
func TestGuard_NoJudgedWording(t *testing.T) {
	var queries []eval.Query
	for _, name := range eval.SetNames() {
		s, err := eval.BuiltinSet(name)
		if err != nil {
			t.Fatal(err)
		}
		queries = append(queries, s.Queries...)
	}
	runs := map[string]string{}
	eachRun := func(text string, do func(string)) {
		words := analysis.WordsOf(analysis.Tokenize(text))
		for i := 0; i+runLength <= len(words); i++ {
			do(strings.Join(words[i:i+runLength], " "))
		}
	}
	for _, q := range queries {
		eachRun(q.Text, func(run string) { runs[run] = q.ID })
	}
	files := 0
	err := filepath.WalkDir("../../corpus/data", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) == ".bin" || strings.HasSuffix(path, ".index.txt") { // made of the others
			return err
		}
		files++
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		eachRun(string(data), func(run string) {
			if id := runs[run]; id != "" {
				t.Errorf("%s has words of the judged problem %s: %s", path, id, run)
			}
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 800 || len(runs) < 2000 {
		t.Errorf("looked through %d files for %d runs of words", files, len(runs))
	}
}
