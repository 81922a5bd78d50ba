package rank

import (
	"slices"
	"testing"

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
		{"employees report corruption in an anonymous channel", "zz-Segnal", "report", "Segnalare"},
		{"les habitants échangent des déchets recyclables contre des légumes", "zz-Troca ", "échangent", "Troca"},
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
