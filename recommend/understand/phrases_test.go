package understand_test

import (
	"slices"
	"testing"

	"precedent/recommend"
	"precedent/recommend/rank/ranktest"
)

// TestTranslate_Phrase: a phrase is searched as what it is called, and as what its words are
// called where more cases have those.
func TestTranslate_Phrase(t *testing.T) {
	e := ranktest.Engine(t)
	for _, tc := range []struct {
		language, text, phrase string
		want                   []string
		not                    string
	}{
		{"nl", "mensen met schulden", "met schulden", []string{"indebted", "debt"}, ""},
		{"nl", "hulp bij eerste huis kopen", "eerste huis kopen", []string{"first-time buyer", "first home buy"}, ""},
		{"fr", "les habitants n'ont pas accès aux soins", "accès aux soins", []string{"medical desert", "access care"}, ""},
		{"es", "falta una enfermera jefe en el hospital", "enfermera jefe", []string{"matron", "nurse boss"}, ""},
		{"pl", "radny miejski nie odpowiada mieszkańcom", "radny miejski", []string{"alderman", "councillor urban"}, ""},
		{"de", "eine offene Werkstatt im Viertel", "offene Werkstatt", []string{"makerspace", "open garage"}, ""},
		{"fr", "les sans-abri meurent dans la rue", "sans-abri", []string{"homeless"}, "shelter"},
		{"fr", "obtenir une carte grise", "carte grise", []string{"registration"}, "card gray"},
		{"es", "la mano de obra del campo emigra", "mano de obra", []string{"manpower"}, "hand work"},
	} {
		q, err := e.Understand(recommend.Request{Problem: tc.text, Spoken: tc.language})
		if err != nil {
			t.Fatal(err)
		}
		got := q.Translations[tc.phrase]
		for _, want := range tc.want {
			if !slices.Contains(got, want) {
				t.Errorf("%s: %q is searched as %q, want %q among them", tc.text, tc.phrase, got, want)
			}
		}
		if slices.Contains(got, tc.not) {
			t.Errorf("%s: %q is searched as %q too, want not: %q", tc.text, tc.phrase, tc.not, got)
		}
	}
}
