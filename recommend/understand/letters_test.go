package understand_test

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"precedent/recommend"
	"precedent/recommend/rank/ranktest"
	"precedent/recommend/understand"
	"precedent/recommend/understand/analysis"
)

// letterCase is a letter with the question in it.
type letterCase struct{ name, text, question string }

// readLetters reads testdata/letters: letters in eight languages, each with what
// remains of it.
func readLetters(t *testing.T) []letterCase {
	t.Helper()
	files, err := filepath.Glob("testdata/letters/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no letters: %v", err)
	}
	var cases []letterCase
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for part := range strings.SplitSeq("\n"+string(data), "\n== ") {
			name, rest, ok := strings.Cut(part, "\n")
			if !ok || name == "" {
				continue
			}
			text, question, ok := strings.Cut(rest, "\n-- question")
			if !ok {
				t.Fatalf("%s: %s has no question", file, name)
			}
			cases = append(cases, letterCase{filepath.Base(file) + " " + name, text, strings.TrimSpace(question)})
		}
	}
	return cases
}

// lineBreaks writes lines without the blank ones between them.
func lineBreaks(s string) string {
	var lines []string
	for line := range strings.Lines(s) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

func TestReadText_Letters(t *testing.T) {
	v := ranktest.Builtin(t).Vocabulary
	cases := readLetters(t)
	for _, c := range cases {
		got, left, err := understand.ReadText(v, c.text)
		if err != nil {
			t.Fatal(err)
		}
		if lineBreaks(got) != lineBreaks(c.question) {
			t.Errorf("%s: the question is\n%s\nwant\n%s\nleft out: %q", c.name, lineBreaks(got), lineBreaks(c.question), left.Texts)
		}
		// Every word is in the question or left out, and none in both.
		words := len(analysis.Tokenize(got))
		for _, text := range left.Texts {
			words += len(analysis.Tokenize(text))
			if !strings.Contains(c.text, text) {
				t.Errorf("%s: left out is %q, which the text does not have", c.name, text)
			}
		}
		if all := len(analysis.Tokenize(c.text)); words != all {
			t.Errorf("%s: %d words in the question and left out, the text has %d", c.name, words, all)
		}
		if again, more, _ := understand.ReadText(v, got); again != got {
			t.Errorf("%s: of what remains, %q would be left out", c.name, more.Texts)
		}
	}
	if len(cases) < 60 {
		t.Errorf("only %d letters", len(cases))
	}
}

// TestUnderstand_LeftOut looks at what an answer says it has left out, and that it left
// no trace: no word, no place, no time, no other language.
func TestUnderstand_LeftOut(t *testing.T) {
	e := ranktest.Engine(t)
	for _, c := range []struct {
		text, question string
		leftOut        []string
		much           bool
	}{
		{"tenders take too long", "tenders take too long", nil, false},
		{"Dear all, tenders take too long.", "tenders take too long.", []string{"Dear all,"}, false},
		{"On 12 May 2015, somebody wrote: tenders take too long", "tenders take too long", []string{"On 12 May 2015, somebody wrote:"}, false},
		{"Bonjour à tous, tenders take too long. Cordialement, Jean Dupont, Mairie de Lyon, France", "tenders take too long.",
			[]string{"Bonjour à tous,", "Cordialement,", "Jean Dupont, Mairie de Lyon, France"}, true},
		{"Hi,\n\ntenders take too long\n\nSzanowni Państwo,", "tenders take too long\n\nSzanowni Państwo,", []string{"Hi,"}, false},
		{"tenders take too long\n\nKind regards,\nJan\nMinister of Health\nWarsaw, Poland\n\nOn 3 May 2011, Eva wrote:\n> visas in Chile since 2001", "tenders take too long",
			[]string{"Kind regards,", "Jan\nMinister of Health\nWarsaw, Poland", "On 3 May 2011, Eva wrote:\n> visas in Chile since 2001"}, true},
	} {
		q, err := e.Understand(recommend.Request{Problem: c.text})
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(q.LeftOut, c.leftOut) || q.MuchLeftOut != c.much {
			t.Errorf("%q: left out %q, much %v; want %q, %v", c.text, q.LeftOut, q.MuchLeftOut, c.leftOut, c.much)
		}
		alone, err := e.Understand(recommend.Request{Problem: c.question})
		if err != nil {
			t.Fatal(err)
		}
		q.LeftOut, q.MuchLeftOut = nil, false
		alone.LeftOut = nil
		if !reflect.DeepEqual(q, alone) {
			t.Errorf("%q is understood as %+v, its question alone as %+v", c.text, q, alone)
		}
	}
}

// TestUnderstand_CutsBehindTheLetter sees to it that a letter uses up none of the
// characters that are read of a problem.
func TestUnderstand_CutsBehindTheLetter(t *testing.T) {
	e := ranktest.Engine(t)
	older := strings.Repeat("> visas take months\n", 400)
	r, err := understand.ParseRequest(e.Vocabulary(), "Dear all,\n\nprisons are full\n\nKind regards,\nAnn\n\nOn 12 May 2015, Tom wrote:\n"+older)
	if err != nil {
		t.Fatal(err)
	}
	q, err := e.Understand(r)
	if err != nil {
		t.Fatal(err)
	}
	if q.Truncated || r.Problem != "prisons are full" || !q.MuchLeftOut {
		t.Errorf("%q is read, truncated %v, much left out %v", r.Problem, q.Truncated, q.MuchLeftOut)
	}
}
