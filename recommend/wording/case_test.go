package wording

import (
	"slices"
	"testing"

	"precedent/corpus"
	"precedent/recommend/rank/ranktest"
)

// TestAccount tells apart what a record tells, and that no result is reported only where
// the library says what its sources report.
func TestAccount(t *testing.T) {
	say := InEnglish(ranktest.Builtin(t).Vocabulary)
	for _, tc := range []struct {
		c    corpus.Case
		want []Field
	}{
		{corpus.Case{Problem: "P", Summary: "S", Results: "R", Evidence: corpus.EvidencePage}, []Field{{"Problem", "P"}, {"What was done", "S"}, {"What came of it", "R"}}},
		{corpus.Case{Problem: "P", Summary: "S", Evidence: corpus.EvidencePage}, []Field{{"Problem", "P"}, {"What was done", "S"}, {"What came of it", "No result reported."}}},
		{corpus.Case{Problem: "P", Summary: "S"}, []Field{{"Problem", "P"}, {"What was done", "S"}}},
		{corpus.Case{Summary: "All of it."}, []Field{{"", "All of it."}}},
		{corpus.Case{Summary: "S", Results: "R"}, []Field{{"What was done", "S"}, {"What came of it", "R"}}},
	} {
		if got := say.Account(&tc.c); !slices.Equal(got, tc.want) {
			t.Errorf("tells %q, want %q", got, tc.want)
		}
	}
}

// TestWhereabouts_TextLanguage names the language of a record that says it is in another one than
// the reader reads, and never English.
func TestWhereabouts_TextLanguage(t *testing.T) {
	for language, want := range map[string][3]string{ // of records in German, Portuguese and the language itself
		"de": {"2019", "2019 · Text auf Portugiesisch", "2019"},
		"en": {"2019 · German text", "2019 · Portuguese text", "2019"},
		"es": {"2019 · texto en alemán", "2019 · texto en portugués", "2019"},
		"fr": {"2019 · texte en allemand", "2019 · texte en portugais", "2019"},
		"it": {"2019 · testo in tedesco", "2019 · testo in portoghese", "2019"},
		"nl": {"2019 · tekst in het Duits", "2019 · tekst in het Portugees", "2019"},
		"pl": {"2019 · język tekstu: niemiecki", "2019 · język tekstu: portugalski", "2019"},
		"pt": {"2019 · texto em alemão", "2019", "2019"},
	} {
		say := in(t, language)
		for i, code := range []string{"de", "pt", language} {
			if got := say.Whereabouts(&corpus.Case{Year: 2019, Language: code}); got != want[i] {
				t.Errorf("%s: a record in %s is %q, want %q", language, code, got, want[i])
			}
		}
		for _, code := range []string{"", corpus.English} {
			if got := say.Whereabouts(&corpus.Case{Year: 2019, Language: code}); got != "2019" {
				t.Errorf("%s: a record in %q is %q, want its year alone", language, code, got)
			}
		}
	}
}

// TestWhereabouts_Proposed says what was proposed for a case as what is likely, and only where the
// record does not say it.
func TestWhereabouts_Proposed(t *testing.T) {
	p := &corpus.Proposed{Countries: []corpus.Proposal{{ID: "PL"}}, Level: &corpus.Proposal{ID: "local"}, Year: &corpus.ProposedYear{ID: 2018}}
	for language, want := range map[string]string{
		"de": "Amt · vermutlich Polen, lokal, 2018",
		"en": "Amt · probably Poland, local, 2018",
		"es": "Amt · probablemente Polonia, local, 2018",
		"fr": "Amt · probablement Pologne, niveau local, 2018",
		"it": "Amt · probabilmente Polonia, locale, 2018",
		"nl": "Amt · vermoedelijk Polen, lokaal, 2018",
		"pl": "Amt · prawdopodobnie Polska, szczebel lokalny, 2018",
		"pt": "Amt · provavelmente Polónia, local, 2018",
	} {
		if got := in(t, language).Whereabouts(&corpus.Case{Organisation: "Amt", Proposed: p}); got != want {
			t.Errorf("%s: %q, want %q", language, got, want)
		}
	}
	if got := in(t, "en").Whereabouts(&corpus.Case{Countries: []string{"DE"}, Level: "national", Year: 2001, Proposed: p}); got != "Germany · national · 2001" {
		t.Errorf("a record that says it itself is %q", got)
	}
}
