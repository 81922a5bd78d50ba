package language_test

import (
	"os"
	"strings"
	"testing"

	"precedent/recommend"
	"precedent/recommend/rank/ranktest"
)

// minToldRight is how many of a hundred short texts are told right at least.
const minToldRight = 98

// TestDetect_Short tells the languages of texts of one to four words, a file a language:
// with places, in capitals, without accents, with words that several languages have.
func TestDetect_Short(t *testing.T) {
	e := ranktest.Engine(t)
	right, all := 0, 0
	var wrong []string
	for _, code := range ranktest.Builtin(t).Vocabulary.Languages() {
		data, err := os.ReadFile("testdata/short/" + code + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(data)) {
			text := strings.TrimSpace(line)
			q, err := e.Understand(recommend.Request{Problem: text})
			if err != nil {
				t.Fatal(err)
			}
			all++
			if q.Language == code {
				right++
			} else {
				wrong = append(wrong, code+": "+text+" ("+q.Language+")")
			}
		}
	}
	if all < 400 || 100*right < minToldRight*all {
		t.Errorf("got %d of %d right, want %d in 100 of 400; wrong:\n%s", right, all, minToldRight, strings.Join(wrong, "\n"))
	}
}
