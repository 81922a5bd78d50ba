package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"precedent/recommend/eval"
)

func TestFeedback_Export(t *testing.T) {
	data, folder := kept(t), filepath.Join(t.TempDir(), "judged")
	code, said := command(t, data, "feedback", "export", folder)
	if code != exitDone || !strings.Contains(said, "3 pieces of feedback on 2 problems") {
		t.Fatalf("%d: %s", code, said)
	}
	in, err := os.Open(filepath.Join(folder, feedbackQueries))
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	queries, err := eval.ReadQueries(in, feedbackQueries)
	if err != nil || len(queries) != 2 || queries[0].Text != "Small firms cannot win tenders" || queries[0].Kind != "feedback" {
		t.Errorf("queries %+v, %v", queries, err)
	}
	rel, err := os.ReadFile(filepath.Join(folder, feedbackQrels))
	if err != nil {
		t.Fatal(err)
	}
	if want := "f1 0 a-case 1\nf1 0 b-case 0\nf2 0 c-case 0\n"; string(rel) != want {
		t.Errorf("judgements\n%swant\n%s", rel, want)
	}
	text, err := os.ReadFile(filepath.Join(folder, feedbackQueries))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"U1", "U2", "C1", "too old"} {
		if strings.Contains(string(text)+string(rel), name) {
			t.Errorf("the export holds %q", name)
		}
	}
	if code, said := command(t, data, "feedback", "export", folder); code != exitFailed || !strings.Contains(said, "is there already") {
		t.Errorf("written over: %d, %s", code, said)
	}
	half := t.TempDir()
	if err := os.WriteFile(filepath.Join(half, feedbackQrels), []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, said := command(t, data, "feedback", "export", half); code != exitFailed || !strings.Contains(said, feedbackQrels+" is there already") {
		t.Errorf("written over: %d, %s", code, said)
	}
	if left, err := os.ReadDir(half); err != nil || len(left) != 1 {
		t.Errorf("an export that failed leaves %v, %v", left, err)
	}
	var report struct {
		All struct {
			Queries int `json:"queries"`
		} `json:"all"`
	}
	var out bytes.Buffer
	a := testApp(t, nil, &out, &out)
	if code := a.run(t.Context(), []string{"eval", "--json", "--queries", filepath.Join(folder, feedbackQueries), "--qrels", filepath.Join(folder, feedbackQrels)}); code != exitDone {
		t.Fatalf("eval: %d, %s", code, out.String())
	}
	if err := json.Unmarshal(out.Bytes(), &report); err != nil || report.All.Queries != 1 {
		t.Errorf("eval measures %d queries: %v", report.All.Queries, err)
	}
}
