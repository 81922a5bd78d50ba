package eval

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// lookIn looks words up in a small glossary of French.
func lookIn(language, word string) (WordLookup, error) {
	if language != "fr" {
		return WordLookup{}, nil
	}
	return map[string]WordLookup{
		"loi":    {Entry: []string{"law"}, Terms: []string{"law"}, Topics: []string{"justice"}},
		"lois":   {Terms: []string{"law"}},
		"loyer":  {Entry: []string{"rent"}, Terms: []string{"rent"}},
		"loyers": {Terms: []string{"rent", "law"}},
		"loyal":  {Terms: []string{"law"}},
	}[word], nil
}

func TestMeasureForms(t *testing.T) {
	forms, err := ReadForms(strings.NewReader(`{"loi": ["lois", "loyal"], "loyer": ["loyers", "louer", "loi", "loyal"], "inconnu": ["inconnus"]}`), "fr.json")
	if err != nil {
		t.Fatal(err)
	}
	shared := func(a, b []string) bool {
		return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
	}
	got, err := MeasureForms("fr", forms, lookIn, shared)
	want := FormFigures{Words: 2, Forms: 6, Unmet: []Form{{"loyer", "louer", nil}}, Unrelated: []Form{{"loyer", "loyal", []string{"law"}}}}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("%v (- want, + got)\n%s", err, diff)
	}
	if got, err := ReadForms(strings.NewReader(`{"loi": "lois"}`), "fr.json"); err == nil {
		t.Errorf("a form that is no list is read as %v", got)
	}
}

func TestSearchedAsEachOther(t *testing.T) {
	pairs, err := ReadCollisions(strings.NewReader("# letters folded\nfr: loi ~ loyer*, loi ~ loyers, lois ~ loyer\n"), "pairs")
	if err != nil {
		t.Fatal(err)
	}
	got, err := SearchedAsEachOther(pairs, lookIn)
	if want := []Collision{{"fr", "loi", "loyers"}}; err != nil || !slices.Equal(got, want) {
		t.Errorf("got %v (%v), want %v", got, err, want)
	}
	if got, err := ReadCollisions(strings.NewReader("fr: loi, loyer"), "pairs"); err == nil {
		t.Errorf("a word alone is read as %v", got)
	}
}

func TestNamed(t *testing.T) {
	wrong, err := ReadWrongTopics(strings.NewReader("fr: loi, loyer -> justice; loyer -> housing\n"), "topics")
	if err != nil {
		t.Fatal(err)
	}
	got, err := Named(wrong, lookIn)
	if want := []WrongTopic{{"fr", "loi", "justice"}}; len(wrong) != 3 || err != nil || !slices.Equal(got, want) {
		t.Errorf("got %v of %v (%v), want %v", got, wrong, err, want)
	}
	if got, err := ReadWrongTopics(strings.NewReader("fr: loi"), "topics"); err == nil {
		t.Errorf("a word without a topic is read as %v", got)
	}
}
