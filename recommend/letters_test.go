package recommend

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
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
	v := builtin(t).Vocabulary
	cases := readLetters(t)
	for _, c := range cases {
		got, left, err := readText(v, c.text)
		if err != nil {
			t.Fatal(err)
		}
		if lineBreaks(got) != lineBreaks(c.question) {
			t.Errorf("%s: the question is\n%s\nwant\n%s\nleft out: %q", c.name, lineBreaks(got), lineBreaks(c.question), left.Texts)
		}
		// Every word is in the question or left out, and none in both.
		words := len(tokenize(got))
		for _, text := range left.Texts {
			words += len(tokenize(text))
			if !strings.Contains(c.text, text) {
				t.Errorf("%s: left out is %q, which the text does not have", c.name, text)
			}
		}
		if all := len(tokenize(c.text)); words != all {
			t.Errorf("%s: %d words in the question and left out, the text has %d", c.name, words, all)
		}
		if again, more, _ := readText(v, got); again != got {
			t.Errorf("%s: of what remains, %q would be left out", c.name, more.Texts)
		}
	}
	if len(cases) < 60 {
		t.Errorf("only %d letters", len(cases))
	}
}
