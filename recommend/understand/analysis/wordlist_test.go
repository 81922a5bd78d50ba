package analysis_test

import (
	"strings"
	"testing"

	"precedent/recommend/understand/analysis"
)

// TestWordList looks words up in texts of one line, of several, and of none.
func TestWordList(t *testing.T) {
	for _, text := range []string{"", "b x\n", "a x\nb y\nbb z z\nbc\nd x\n", "a\na b\n"} {
		l := analysis.WordList{Text: text, End: " "}
		have := map[string]string{}
		for line := range strings.Lines(text) {
			word, said, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
			if _, twice := have[word]; !twice {
				have[word] = said
			}
		}
		for _, word := range []string{"", "a", "aa", "b", "bb", "bbb", "bc", "c", "d", "e"} {
			want, known := have[word]
			if said, ok := l.Find(word); ok != known || said != want {
				t.Errorf("%q: %q is %q, %v, want %q, %v", text, word, said, ok, want, known)
			}
			n, wantN := 0, 0
			for found := range l.Beginning(word) {
				if !strings.HasPrefix(found, word) {
					t.Errorf("%q: %q begins with %q", text, found, word)
				}
				n++
			}
			for line := range strings.Lines(text) {
				if found, _, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " "); strings.HasPrefix(found, word) {
					wantN++
				}
			}
			if n != wantN {
				t.Errorf("%q: %d words begin with %q, want %d", text, n, word, wantN)
			}
		}
	}
}

// TestEnglishWords_Form keeps the list in the one form that it is looked up in.
func TestEnglishWords_Form(t *testing.T) {
	last := ""
	for head, endings := range analysis.EnglishWords.Beginning("") {
		if head <= last {
			t.Fatalf("%q stands behind %q", head, last)
		}
		for _, ending := range append([]string{""}, strings.Fields(endings)...) {
			if word := head + ending; len(word) < analysis.MinCorrected || word <= last || analysis.Fold(word) != word {
				t.Fatalf("%q stands behind %q, or is too short, or not folded", word, last)
			} else {
				last = word
			}
		}
	}
}
