package corpus

import (
	"maps"
	"testing"

	"precedent/corpus/pack"
	"precedent/corpus/pack/packtest"
)

// TestLabels_AsTheirThesaurusSays holds the embedded labels against the files that they
// come from.
func TestLabels_AsTheirThesaurusSays(t *testing.T) {
	edited := editedVocabulary(t)
	concepts := edited.Taxonomy.all()
	var all []languageLabels
	for _, code := range builtin(t).Vocabulary.Languages()[1:] {
		labels, err := edited.Labels(code)
		if err != nil {
			t.Fatal(err)
		}
		l := languageLabels{code: code}
		for _, c := range concepts {
			l.labels = append(l.labels, labels[c.ID])
		}
		all = append(all, l)
	}
	packtest.UpToDate(t, *update, "data/languages/labels.bin", pack.Write(func(p *pack.Coder) { packLabels(p, &all) }))
	if *update {
		return // what is embedded is what was there before
	}
	for _, code := range builtin(t).Vocabulary.Languages() {
		got, err := builtin(t).Vocabulary.Labels(code)
		if err != nil {
			t.Fatal(err)
		}
		if want, err := edited.Labels(code); err != nil || !maps.Equal(got, want) || len(got) != len(concepts) {
			t.Errorf("%s: the labels inside the binary are %v, want %v (%v)", code, got, want, err)
		}
	}
	for code, want := range map[string]string{"fr": "Logement et sans-abrisme", "de": "Wohnen und Obdachlosigkeit"} {
		labels, err := edited.Labels(code)
		if err != nil || labels["housing"] != want {
			t.Errorf("%s: housing is %q, want %q (%v)", code, labels["housing"], want, err)
		}
	}
}

// TestLabels_WithoutThesaurus: what only tables are made of is not inside the binary.
func TestLabels_WithoutThesaurus(t *testing.T) {
	for _, code := range builtin(t).Vocabulary.Languages() {
		if list, err := builtin(t).Vocabulary.Thesaurus(code); err == nil {
			t.Errorf("%s: %d topics and approaches have phrases inside the binary", code, len(list))
		}
	}
	if labels, err := builtin(t).Vocabulary.Labels("xx"); err == nil {
		t.Errorf("a language that nobody knows has the labels %v", labels)
	}
}
