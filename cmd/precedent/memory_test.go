package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"precedent/bot/store"
	"precedent/recommend/eval"
)

// kept makes a folder in which two people left something.
func kept(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	s, err := store.Open(t.Context(), folder, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, f := range []store.Feedback{
		{By: "U1", Channel: "C1", Problem: "Small firms  cannot win tenders", Cases: []string{"a-case", "b-case"}, Helpful: true},
		{By: "U2", Channel: "C1", Problem: "small firms cannot win tenders", Cases: []string{"a-case", "b-case"}, Case: "b-case", Reason: "too old"},
		{By: "U2", Channel: "C2", Problem: "night buses <!channel>", Cases: []string{"c-case"}},
	} {
		if _, err := s.AddFeedback(t.Context(), f); err != nil {
			t.Fatal(err)
		}
	}
	for _, entry := range []store.Saved{{List: "C1", Case: "a-case", Title: "A", By: "U1"}, {List: "U2", Case: "b-case", Title: "B", By: "U2"}} {
		if _, err := s.Save(t.Context(), entry); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

// command runs a command with what is kept in a folder.
func command(t *testing.T, data string, args ...string) (code int, said string) {
	t.Helper()
	var out bytes.Buffer
	a := testApp(t, map[string]string{"PRECEDENT_DATA": data}, &out, &out)
	code = a.run(t.Context(), args)
	return code, out.String()
}

func TestFeedbackExport(t *testing.T) {
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
	if code, said := command(t, data, "feedback", "export", folder); code != exitUsage || !strings.Contains(said, "is there already") {
		t.Errorf("written over: %d, %s", code, said)
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

func TestForget(t *testing.T) {
	for name, tc := range map[string]struct {
		args []string
		want string
	}{
		"a person":   {[]string{"--user", "U2"}, "removed: 1 saved cases, 0 notes on others' saved cases, 0 shares, 2 pieces of feedback"},
		"a channel":  {[]string{"--channel", "C1"}, "removed: 1 saved cases, 0 notes on others' saved cases, 0 shares, 2 pieces of feedback"},
		"everything": {[]string{"--team"}, "removed: 2 saved cases, 0 notes on others' saved cases, 0 shares, 3 pieces of feedback"},
	} {
		t.Run(name, func(t *testing.T) {
			code, said := command(t, kept(t), append([]string{"forget"}, tc.args...)...)
			if code != exitDone || !strings.Contains(said, tc.want) {
				t.Errorf("%d: %s", code, said)
			}
		})
	}
	for _, args := range [][]string{nil, {"--team", "--user", "U1"}} {
		if code, said := command(t, kept(t), append([]string{"forget"}, args...)...); code != exitUsage || !strings.Contains(said, "one of --user ID") {
			t.Errorf("%v: %d, %s", args, code, said)
		}
	}
}

func TestBackupAndRestore(t *testing.T) {
	data, file := kept(t), filepath.Join(t.TempDir(), "backup.db")
	if code, said := command(t, data, "backup", file); code != exitDone {
		t.Fatalf("backup: %d, %s", code, said)
	}
	if code, said := command(t, data, "backup", file); code != exitUsage || !strings.Contains(said, "name a new file") {
		t.Errorf("written over: %d, %s", code, said)
	}
	if code, said := command(t, data, "restore", file); code != exitUsage || !strings.Contains(said, "move it away") {
		t.Errorf("restored over: %d, %s", code, said)
	}
	fresh := filepath.Join(t.TempDir(), "fresh")
	if code, said := command(t, fresh, "restore", file); code != exitDone {
		t.Fatalf("restore: %d, %s", code, said)
	}
	if code, said := command(t, fresh, "forget", "--team"); code != exitDone || !strings.Contains(said, "2 saved cases") {
		t.Errorf("the restored memory: %d, %s", code, said)
	}
}

// TestMemory_NotThere: each command says what to do next.
func TestMemory_NotThere(t *testing.T) {
	for _, args := range [][]string{{"forget", "--team"}, {"backup", "x.db"}, {"feedback", "export", "x"}} {
		if code, said := command(t, "", args...); code != exitFailed || !strings.Contains(said, "PRECEDENT_DATA is not set") {
			t.Errorf("%v: %d, %s", args, code, said)
		}
		if code, said := command(t, t.TempDir(), args...); code != exitFailed || !strings.Contains(said, "nothing has been kept") {
			t.Errorf("%v: %d, %s", args, code, said)
		}
	}
}
