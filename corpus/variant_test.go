package corpus

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// TestVariants: what a variant calls otherwise differs from what its language calls it, is read in
// problems of the language, and is the same inside the binary and in the files.
func TestVariants(t *testing.T) {
	v := editedVocabulary(t)
	count := 0
	for _, language := range v.Languages() {
		variants, err := v.Variants(language)
		if err != nil {
			t.Fatal(err)
		}
		for code, variant := range variants {
			labels, err := v.Labels(language)
			if err != nil {
				t.Fatal(err)
			}
			names, err := v.PlaceNames(language)
			if err != nil {
				t.Fatal(err)
			}
			for id, label := range variant.Labels {
				count++
				if label == labels[id] {
					t.Errorf("%s: %s is %q in the language too", code, id, label)
				}
				for other, theirs := range labels {
					if other != id && strings.EqualFold(label, theirs) {
						t.Errorf("%s: %s is %q, which is %s in the language", code, id, label, other)
					}
				}
			}
			for id, place := range variant.Places {
				count++
				known := names.Names[id]
				if place == known[0] {
					t.Errorf("%s: %s is %q in the language too", code, id, place)
				}
				if !slices.ContainsFunc(known, func(name string) bool { return PlainLetters(name) == PlainLetters(place) }) {
					t.Errorf("%s: %s is %q, which is none of its names in the language: %q", code, id, place, known)
				}
			}
		}
	}
	if count < 60 {
		t.Errorf("found %d labels and names, too few to prove anything", count)
	}
	brazil, err := builtin(t).Vocabulary.Variants("pt")
	if err != nil {
		t.Fatal(err)
	}
	if got := brazil["pt-BR"]; got.Labels["gender-equality"] != "Igualdade de gênero" || got.Places["IR"] != "Irã" {
		t.Errorf("in Brazil, labels are %v and places %v", got.Labels, got.Places)
	}
	edited, err := v.Variants("pt")
	if err != nil || !maps.Equal(edited["pt-BR"].Labels, brazil["pt-BR"].Labels) || !maps.Equal(edited["pt-BR"].Places, brazil["pt-BR"].Places) {
		t.Errorf("the files have %v (%v), the binary %v", edited, err, brazil)
	}
}

// TestVariants_Faults reads variants that name what there is none of.
func TestVariants_Faults(t *testing.T) {
	v := *builtin(t).Vocabulary
	for text, want := range map[string]string{
		`{"labels": {"housing": "Moradia"}, "places": {"IR": "Irã", "africa": "A África"}}`: "",
		`{"labels": {"houses": "Moradia"}}`:                                                 "houses",
		`{"labels": {"housing": ""}}`:                                                       "housing",
		`{"places": {"XX": "Irã"}}`:                                                         "XX",
		`{"places": {"IR": ""}}`:                                                            "IR",
		`{"labels": 7}`:                                                                     "pt-BR.json",
	} {
		v.fsys = fstest.MapFS{languageFile("pt", "pt-BR.json"): {Data: []byte(text)}, languageFile("de", "de-AT.json"): {Data: []byte("{}")}}
		variants, err := v.Variants("pt")
		switch {
		case want == "" && (err != nil || len(variants) != 1 || variants["pt-BR"].Places["IR"] != "Irã"):
			t.Errorf("%s: got %v, %v", text, variants, err)
		case want != "" && (err == nil || !strings.Contains(err.Error(), want)):
			t.Errorf("%s: got %v, want an error about %q", text, err, want)
		}
	}
}
