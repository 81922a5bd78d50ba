package view

import (
	"strings"
	"testing"
)

// TestTyped takes the words of every language, and no others.
func TestTyped(t *testing.T) {
	inEach(t, func(t *testing.T, r *Renderer) {
		for _, key := range []string{TypedHelp, TypedList, TypedWatches} {
			for word := range strings.SplitSeq(r.Text(key), ", ") {
				if word == "" || strings.ContainsAny(word, " ,") || !Typed(key, strings.ToUpper(word)) {
					t.Errorf("%s: %q is not taken for a word to type", key, word)
				}
			}
		}
	})
	for _, tc := range []struct {
		key, text string
		want      bool
	}{
		{TypedHelp, "Help", true}, {TypedHelp, "aide", true}, {TypedHelp, "aid", false},
		{TypedList, "shortlist", true}, {TypedList, "Liste", true}, {TypedList, "stop", false}, {TypedList, "", false}, {TypedList, "lists", false},
		{TypedWatches, "aide", true}, {TypedWatches, "stop", true}, {TypedWatches, "shortlist", false}, {"typed.none", "list", false},
	} {
		if got := Typed(tc.key, tc.text); got != tc.want {
			t.Errorf("%s: %q is taken: %v, want %v", tc.key, tc.text, got, tc.want)
		}
	}
}
