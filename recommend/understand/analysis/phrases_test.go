package analysis_test

import (
	"slices"
	"testing"

	"precedent/recommend/understand/analysis"
)

func TestPhraseTable(t *testing.T) {
	table := analysis.NewPhraseTable[string]()
	table.Add([]string{"public"}, "a")
	table.Add([]string{"public", "tender"}, "b")
	table.Add([]string{"public", "tender"}, "c")
	found := table.Find([]string{"public", "tender", "public"}, nil)
	if len(found) != 2 || !slices.Equal(found[0].Values, []string{"b", "c"}) || !slices.Equal(found[1].Values, []string{"a"}) {
		t.Errorf("found %+v", found)
	}
	found = table.Find([]string{"public", "tender"}, []bool{false, true})
	if len(found) != 1 || found[0].Values[0] != "a" {
		t.Errorf("a phrase runs across a gap: %+v", found)
	}
}
