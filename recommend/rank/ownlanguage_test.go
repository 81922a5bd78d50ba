package rank

import (
	"slices"
	"strings"
	"testing"

	"precedent/corpus"
	"precedent/recommend"
)

// TestOwnRecords_TellTheirLanguage: a record is read in the language that it tells, whatever its
// words are taken for, and is found by these and by English ones. Where it tells none that is
// known, its words tell it, and that is said.
func TestOwnRecords_TellTheirLanguage(t *testing.T) {
	bus := corpus.Case{Title: "Bürgerbus im Landkreis", Summary: "Ehrenamtliche fahren einen Kleinbus durch die Dörfer, damit ältere Menschen zum Arzt kommen."}
	meals := corpus.Case{Title: "Merenda nas escolas", Summary: "Os agricultores da região entregam alimentos frescos às cozinhas das escolas."}
	for _, tc := range []struct {
		record          corpus.Case
		language, other string // the one that it is written in, and one that its words could be taken for
		guessed         bool   // its words tell which it is in
		english, own    string // problems
		quoted          string // of the record, as a reason for both
	}{
		{bus, "de", "en", true, "volunteers drive people through villages in a minibus", "Ehrenamtliche fahren Leute durch Dörfer", "Ehrenamtliche fahren"},
		{meals, "pt", "en", true, "there are no school meals", "falta merenda escolar", "Merenda"},
		{corpus.Case{Title: "Arm im Alter"}, "de", "en", false, "poor old people", "wer arm im Alter ist, heizt nicht mehr", "Alter"},
		{corpus.Case{Title: "Repair Cafe Kleiderkreisel"}, "de", "en", false, "nobody wants old clothes", "Kleidung wird weggeworfen", "Kleiderkreisel"},
		{corpus.Case{Title: "Bairro digital"}, "pt", "en", false, "poor neighbourhoods", "os bairros são pobres", "Bairro"},
		{corpus.Case{Title: "Creche 24"}, "pt", "en", false, "there are no nurseries", "faltam creches", "Creche"},
	} {
		quoted := func(by []string, words string) bool {
			return slices.ContainsFunc(by, func(met string) bool { return strings.Contains(met, words) })
		}
		found := func(language, problem string) (by []string, guess string) {
			c := tc.record
			c.ID, c.Language = "zz-own", language
			e := taught(t, c)
			for _, m := range allOf(t, e, recommend.Request{Problem: problem}).Cases {
				for _, w := range m.Why.Words {
					by = append(by, w.Met)
				}
			}
			return by, e.GuessedLanguage(c.ID)
		}
		for _, problem := range []string{tc.english, tc.own} {
			if by, guess := found(tc.language, problem); !quoted(by, tc.quoted) || guess != "" {
				t.Errorf("%q, which tells that it is in %s, is found for %q by %q, its language guessed as %q; want it found by %q, and nothing guessed", tc.record.Title, tc.language, problem, by, guess, tc.quoted)
			}
		}
		if by, guess := found(tc.other, tc.english); len(by) > 0 || guess != "" {
			t.Errorf("%q, which tells that it is in %s, is found for %q by %q, its language guessed as %q; want it not found, and nothing guessed", tc.record.Title, tc.other, tc.english, by, guess)
		}
		for _, unknown := range []string{"", "sv"} {
			by, guess := found(unknown, tc.english)
			if guess == "" || tc.guessed && (guess != tc.language || !quoted(by, tc.quoted)) {
				t.Errorf("%q, which tells %q, is found for %q by %q, its language guessed as %q; want it found by %q, and guessed as %s where its words tell that", tc.record.Title, unknown, tc.english, by, guess, tc.quoted, tc.language)
			}
		}
	}
	if got := taught(t, bus).GuessedLanguage("no such case"); got != "" {
		t.Errorf("the language of no case is guessed as %q", got)
	}
	if got := sharedEngine(t).GuessedLanguage("bogota-care-blocks"); got != "" {
		t.Errorf("the language of a built-in case is guessed as %q", got)
	}
}
