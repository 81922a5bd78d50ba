package corpus

import (
	"os"
	"strings"
	"testing"
)

func readOwn(t *testing.T, text string) ([]Case, []Fault) {
	t.Helper()
	cases, refused, err := ReadOwn(strings.NewReader(text), "own.jsonl", builtin(t).Vocabulary)
	if err != nil {
		t.Fatal(err)
	}
	return cases, refused
}

func TestReadOwn(t *testing.T) {
	f, err := os.Open("testdata/own.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	cases, refused, err := ReadOwn(f, "own.jsonl", builtin(t).Vocabulary)
	if err != nil {
		t.Fatal(err)
	}
	if len(cases) != 3 {
		t.Fatalf("%d cases, want 3", len(cases))
	}
	full := cases[0]
	if full.Countries[0] != "PL" || full.Level != "local" || full.Year != 2019 ||
		full.Topics[0] != "public-procurement" || full.Approaches[0] != "online-platform" || full.Keywords[0] != "our own tag" {
		t.Errorf("tags, place, level or year not recognised: %+v", full)
	}
	if cases[1].Summary != "Just a text that says what was done." || cases[1].ID != "12" {
		t.Errorf("text and a number as id not read: %+v", cases[1])
	}
	if cases[2].URL != "" || cases[2].Year != 0 || cases[2].Title != "A title only" {
		t.Errorf("a bad address or year was kept: %+v", cases[2])
	}
	want := []string{
		"own.jsonl, line 5: has neither a title nor a text",
		"own.jsonl, line 6: is no JSON object",
		`own.jsonl, line 7: has the id "12" of line 2`,
		"own.jsonl, line 8: has no id",
	}
	if len(refused) != len(want) {
		t.Fatalf("refused %v, want %d", refused, len(want))
	}
	for i, w := range want {
		if !strings.HasPrefix(refused[i].Error(), w) {
			t.Errorf("refused %q, want %q", refused[i].Error(), w)
		}
	}
}

// TestReadOwn_Sentences: what people write for matching, and what they say of a second look,
// is read as the built-in records have it; what is not known of a look counts for none.
func TestReadOwn_Sentences(t *testing.T) {
	cases, refused := readOwn(t, `{"id":"a","title":"A","asked_as":["Nobody comes"],"official":["How might we draw people?","attendance"],"checked":"mended"}
{"id":"b","title":"B","official":"one; two","checked":"not reached"}`)
	if len(cases) != 2 || len(refused) != 0 {
		t.Fatalf("%d cases, refused %v", len(cases), refused)
	}
	if got := strings.Join(cases[0].Asked(), "|"); got != "Nobody comes|How might we draw people?|attendance" || cases[0].Checked != CheckedMended {
		t.Errorf("asked %q, checked %q", got, cases[0].Checked)
	}
	if len(cases[1].Official) != 2 || cases[1].Checked != "" {
		t.Errorf("official %q, checked %q", cases[1].Official, cases[1].Checked)
	}
}

func TestReadOwn_Hostile(t *testing.T) {
	long := `{"id": "long", "title": "` + strings.Repeat("a", MaxOwnLine) + `"}`
	cases, refused := readOwn(t, long+"\n"+`{"id":"b","title":"\u001b[31mred\u202e\u0000 alert","text":"`+strings.Repeat("word ", 5000)+`"}`)
	if len(refused) != 1 || !strings.Contains(refused[0].What, "longer than") {
		t.Errorf("a line too long was not refused: %v", refused)
	}
	if len(cases) != 1 || cases[0].Title != "[31mred alert" {
		t.Fatalf("control characters were kept: %+v", cases)
	}
	if n := len([]rune(cases[0].Summary)); n > MaxOwnText {
		t.Errorf("a text of %d characters was kept", n)
	}
}

func FuzzReadOwn(f *testing.F) {
	f.Add([]byte(`{"id":"a","title":"T","text":"x"}`))
	f.Add([]byte("\ufeff" + `{"id":1,"year":"2019","topics":["Open data"],"countries":"PL;Poland"}`))
	f.Add([]byte(`{"id":"a","title":{"no":"text"},"keywords":[1,null,[]]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		cases, _, err := ReadOwn(strings.NewReader(string(data)), "fuzz", builtin(t).Vocabulary)
		if err != nil {
			t.Skip()
		}
		if _, err := NewLibrary(cases); err != nil {
			t.Errorf("read cases that no library takes: %v", err)
		}
		for _, c := range cases {
			if c.ID == "" || c.Title == "" || c.URL != "" && !WebAddress(c.URL) || plainFault(c.Title) != "" {
				t.Errorf("read a case that cannot be shown: %+v", c)
			}
		}
	})
}
