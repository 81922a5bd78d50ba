package view

import (
	"strings"
	"testing"

	"precedent/corpus"
)

// TestRecord_WithoutADay: a case of somebody's own that names no day on which its sources
// were looked at is not said to have been read "on".
func TestRecord_WithoutADay(t *testing.T) {
	inEach(t, func(t *testing.T, r *Renderer) {
		own := false
		for _, line := range r.Record(&corpus.Case{ID: "a", Title: "A", Evidence: corpus.EvidencePage}) {
			own = own || line.Text == r.say(labelOwnLibrary)
			if strings.HasSuffix(line.Text, " .") || strings.Contains(line.Text, " . ") {
				t.Errorf("%s: %q", line.Label, line.Text)
			}
		}
		if !own {
			t.Error("does not say that it is from a library of their own")
		}
	})
}
