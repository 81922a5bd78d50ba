package lexicon_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"precedent/recommend/understand/lexicon"
)

// minForms is of how many words of each language forms are tried.
const minForms = 400

// TestForms_MeetTheirWord looks up forms of words of the glossaries, regular and irregular, a
// line a word: each is among the words that the form is taken for.
func TestForms_MeetTheirWord(t *testing.T) {
	eachLexicon(t, func(code string, l *lexicon.Lexicon) {
		keys, err := l.NewKeys(true)
		if err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile("testdata/forms/" + code + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		words := 0
		for line := range strings.Lines(string(data)) {
			word, forms, _ := strings.Cut(strings.TrimSpace(line), ": ")
			words++
			own := keys(l.Tokenize(word)[0])
			for _, form := range strings.Fields(forms) {
				got := keys(l.Tokenize(form)[0])
				if !slices.ContainsFunc(got, func(key string) bool { return slices.Contains(own, key) }) {
					t.Errorf("%s: %s is taken for a form of %q, want of %s, %q", code, form, got, word, own)
				}
			}
		}
		if words < minForms {
			t.Errorf("%s: forms of %d words, want %d", code, words, minForms)
		}
	})
}
