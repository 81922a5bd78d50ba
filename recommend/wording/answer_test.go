package wording

import (
	"slices"
	"strings"
	"testing"

	"precedent/recommend"
	"precedent/recommend/rank/ranktest"
)

// TestHeading counts what is similar and what only touches on a problem, in every mix.
func TestHeading(t *testing.T) {
	v := ranktest.Builtin(t).Vocabulary
	french := in(t, "fr")
	problem := recommend.Query{Words: []recommend.Word{{Asked: "x"}}}
	for _, tc := range []struct {
		query                         recommend.Query
		total, similar, offset, shown int
		asked, like                   string
		english, french               string
	}{
		{problem, 12, 3, 0, 5, "x", "", `3 similar cases; 9 more touch on "x"`, "3 cas semblables ; 9 autres ne concernent qu'en partie « x »"},
		{problem, 2, 1, 0, 2, "x", "", `1 similar case; 1 more touches on "x"`, "1 cas semblable ; 1 autre ne concerne qu'en partie « x »"},
		{problem, 4, 0, 0, 4, "x", "", `No case is similar; 4 only touch on "x"`, "Aucun cas semblable ; 4 ne concernent qu'en partie « x »"},
		{problem, 1, 0, 0, 1, "x", "", `No case is similar; 1 only touches on "x"`, "Aucun cas semblable ; 1 ne concerne qu'en partie « x »"},
		{problem, 1, 1, 0, 1, "x", "", `1 case similar to "x"`, "1 cas semblable à « x »"},
		{problem, 7, 7, 0, 5, "x", "", `7 cases similar to "x"`, "7 cas semblables à « x »"},
		{problem, 7, 3, 0, 5, "", "", "3 similar cases; 4 more touch on the problem", "3 cas semblables ; 4 autres ne concernent qu'en partie ce problème"},
		{problem, 7, 3, 0, 5, "", "T", `3 similar cases; 4 more are a little like "T"`, "3 cas semblables ; 4 autres ressemblent un peu à « T »"},
		{problem, 7, 0, 0, 5, "", "T", `No case is similar; 7 are a little like "T"`, "Aucun cas semblable ; 7 ressemblent un peu à « T »"},
		{problem, 7, 3, 0, 5, "x", "T", `3 similar cases; 4 more touch on "x", compared with "T"`, "3 cas semblables ; 4 autres ne concernent qu'en partie « x », comparé avec « T »"},
		{problem, 20, 12, 5, 5, "x", "", "More cases: 6 to 10 of 20, 12 of them similar", "Suite des cas : 6 à 10 sur 20, dont 12 semblables"},
		{problem, 12, 12, 5, 5, "x", "", "More similar cases: 6 to 10 of 12", "Suite des cas semblables : 6 à 10 sur 12"},
		{problem, 20, 5, 5, 5, "x", "", "More that only touch on the problem: 6 to 10 of 20", "Suite des cas qui ne concernent le problème qu'en partie : 6 à 10 sur 20"},
		{recommend.Query{}, 1, 0, 0, 1, "", "", "1 case that fits", "1 cas correspond aux critères"},
		{recommend.Query{}, 5, 0, 0, 5, "", "", "5 cases that fit, newest first", "5 cas correspondent aux critères, les plus récents d'abord"},
		{recommend.Query{}, 9, 0, 0, 5, "", "", "5 of 9 cases that fit, newest first", "5 des 9 cas qui correspondent aux critères, les plus récents d'abord"},
		{recommend.Query{}, 9, 0, 5, 4, "", "", "More cases: 6 to 9 of 9", "Suite des cas : 6 à 9 sur 9"},
	} {
		a := recommend.Answer{Query: tc.query, Total: tc.total, Similar: tc.similar, Offset: tc.offset, Cases: make([]recommend.Match, tc.shown)}
		if got := InEnglish(v).Heading(a, tc.asked, tc.like); got != tc.english {
			t.Errorf("says %q, want %q", got, tc.english)
		}
		if got := french.Heading(a, tc.asked, tc.like); got != tc.french {
			t.Errorf("says %q, want %q", got, tc.french)
		}
	}
	for _, tc := range []struct {
		query           recommend.Query
		touch           int // of all, also where fewer are shown
		english, french string
	}{
		{problem, 1, "This one only touches on the problem:", "Celui-ci ne concerne le problème qu'en partie :"},
		{problem, 2, "These only touch on the problem:", "Ceux-ci ne concernent le problème qu'en partie :"},
		{recommend.Query{Like: "a"}, 1, "This one is only a little like it:", "Celui-ci ne lui ressemble qu'un peu :"},
		{recommend.Query{Like: "a"}, 2, "These are only a little like it:", "Ceux-ci ne lui ressemblent qu'un peu :"},
		{recommend.Query{Like: "a", Words: problem.Words}, 2, "These only touch on the problem:", "Ceux-ci ne concernent le problème qu'en partie :"},
	} {
		a := recommend.Answer{Query: tc.query, Total: 3 + tc.touch, Similar: 3, Cases: []recommend.Match{{Strength: recommend.Weak}}}
		if got, also := InEnglish(v).OnlyTouch(a), french.OnlyTouch(a); got != tc.english || also != tc.french {
			t.Errorf("says %q and %q, want %q and %q", got, also, tc.english, tc.french)
		}
	}
	outside := recommend.Answer{Query: problem, Outside: 12, OutsideGood: 3}
	if got, want := InEnglish(v).Outside(outside), "Outside the limits: 3 similar cases; 9 more touch on the problem."; got != want {
		t.Errorf("says %q, want %q", got, want)
	}
}

// TestQuotes_AsTyped: words of a problem are said back as they were typed, with the small
// words and hyphens between them, also where the query has travelled.
func TestQuotes_AsTyped(t *testing.T) {
	e := ranktest.Engine(t)
	for problem, want := range map[string]string{
		"freedom of information":        `"freedom of information"`,
		"Leerstand in den Innenstädten": `"Leerstand in den Innenstädten"`,
		"kolejki do lekarza":            `"kolejki do lekarza"`,
		"E-Scooter":                     `"E-Scooter"`,
		"sans-abrisme":                  `housing and homelessness ("sans-abrisme")`,
		"violence faite aux femmes":     `"violence faite aux femmes"`,
		"small   firms":                 `"small firms"`,
	} {
		a := answered(t, e, recommend.Request{Problem: problem})
		text, err := a.Query.Encode(2000)
		if err != nil {
			t.Fatal(err)
		}
		if a.Query, err = recommend.DecodeQuery(text); err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(InEnglish(e.Vocabulary()).LookingAt(a), "; "); !strings.Contains(got, want) {
			t.Errorf("%q is said back as %q, want %q", problem, got, want)
		}
	}
}

func TestWording_Refusals(t *testing.T) {
	e := ranktest.Engine(t)
	for language, want := range map[string]string{"en": "not blockchain", "fr": "hors chaîne de blocs"} {
		w := in(t, language)
		a, err := e.Recommend(t.Context(), recommend.Request{Problem: "land registers, but not blockchain"}, 1)
		if said := w.LookingAt(a); err != nil || !slices.Contains(said, want) {
			t.Errorf("%s: said %q, %v; want %q", language, said, err, want)
		}
	}
}
