package analysis_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"precedent/corpus/pack"
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

// TestPhraseTable_Packed holds a table that was read against the one that was written.
func TestPhraseTable_Packed(t *testing.T) {
	made := analysis.NewPhraseTable[string]()
	for _, phrase := range []string{"public", "public tender", "tender", "żółw", "public works department", "a b", "public"} {
		made.Add(strings.Fields(phrase), "of "+phrase)
	}
	packed := func(table **analysis.PhraseTable[string]) func(p *pack.Coder) {
		return func(p *pack.Coder) {
			analysis.PackPhrases(p, table, (*pack.Coder).Name, func(v string) []string { return []string{v} })
		}
	}
	data := string(pack.Write(packed(&made)))
	var read *analysis.PhraseTable[string]
	if err := pack.Read(data, packed(&read)); err != nil {
		t.Fatal(err)
	}
	if got, want := read.FirstWords(), made.FirstWords(); !slices.Equal(got, want) || len(got) != 4 {
		t.Errorf("phrases begin with %q, want %q", got, want)
	}
	for _, first := range append(made.FirstWords(), "works", "") {
		for range 2 { // as it is read, and then as it is kept
			if got, want := read.BeginningWith(first), made.BeginningWith(first); !reflect.DeepEqual(got, want) {
				t.Errorf("%q begins %+v, want %+v", first, got, want)
			}
		}
	}
	if again := string(pack.Write(packed(&read))); again != data {
		t.Error("a table that was read is written in another way")
	}
}
