package rank

import (
	"slices"
	"testing"

	"precedent/corpus"
	"precedent/recommend"
)

// TestOwnForms: records in one language are found by problems in any other, by their own words,
// and a reason quotes these.
func TestOwnForms(t *testing.T) {
	e := taught(t, ownCases()...)
	for _, tc := range []struct{ problem, id, asked, quoted string }{
		{"lonely older people who cook together", "zz-Samen ", "cook", "koken"},
		{"einsame alte Menschen kochen gemeinsam", "zz-Samen ", "kochen", "koken"},
		{"cisterns that catch the rain for rural schools", "zz-Cister", "rain", "lluvia"},
		{"employees report corruption in an anonymous channel", "zz-Segnal", "employees", "dipendenti"},
		{"les habitants échangent des déchets recyclables contre des légumes", "zz-Troca ", "légumes", "verduras"},
		{"bezdomni dostają najpierw mieszkanie, bez warunków", "zz-Wohnun", "bezdomni", "obdachlosen"},
		{"residents drawn by lot decide over the budget", "zz-Bürge", "budget", "Bürgerhaushalt"},
	} {
		a := allOf(t, e, recommend.Request{Problem: tc.problem})
		if len(a.Cases) == 0 || a.Cases[0].Case.ID != tc.id {
			t.Errorf("%q: found are %v, want %s first", tc.problem, idsOf(a.Cases), tc.id)
			continue
		}
		words := a.Cases[0].Why.Words
		if !slices.ContainsFunc(words, func(w recommend.WordReason) bool { return w.Asked == tc.asked && w.Met == tc.quoted }) {
			t.Errorf("%q: the reasons are %+v, want %q for %q", tc.problem, words, tc.quoted, tc.asked)
		}
	}
}

// TestOwnForms_Reasons: the words that a record in another language is found by are reasons, wherever
// they stand in it, as those of an English one are; words that tell nothing in English are not.
func TestOwnForms_Reasons(t *testing.T) {
	bus := corpus.Case{ID: "zz-bus", Title: "Für unser Dorf", Summary: "Ehrenamtliche fahren einen Kleinbus durch den Landkreis, damit ältere Menschen zum Arzt kommen."}
	meals := corpus.Case{ID: "zz-meals", Title: "Da terra", Summary: "Os agricultores da região entregam alimentos frescos às cozinhas das escolas."}
	for _, tc := range []struct {
		record  corpus.Case
		problem string
		quoted  []string
	}{
		{bus, "volunteers drive old people to the doctor in a minibus", []string{"Kleinbus", "Arzt"}},
		{bus, "wolontariusze wożą starszych ludzi busem do lekarza", []string{"Arzt"}},
		{meals, "farmers deliver fresh food to school kitchens", []string{"alimentos frescos", "agricultores"}},
		{meals, "Bauern liefern frische Lebensmittel an Schulküchen", []string{"alimentos frescos"}},
	} {
		a := allOf(t, taught(t, tc.record), recommend.Request{Problem: tc.problem})
		if len(a.Cases) == 0 {
			t.Errorf("%q: found is nothing, want %s", tc.problem, tc.record.ID)
			continue
		}
		for _, quoted := range tc.quoted {
			if !slices.ContainsFunc(a.Cases[0].Why.Words, func(w recommend.WordReason) bool { return w.Met == quoted }) {
				t.Errorf("%q: the reasons are %+v, want %q", tc.problem, a.Cases[0].Why.Words, quoted)
			}
		}
		for _, w := range a.Cases[0].Why.Words {
			if w.Met == "Menschen" {
				t.Errorf("%q: a reason is %+v", tc.problem, w)
			}
		}
	}
}
