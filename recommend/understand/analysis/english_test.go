package analysis_test

import (
	"strings"
	"testing"

	"precedent/recommend/understand/analysis"
)

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
