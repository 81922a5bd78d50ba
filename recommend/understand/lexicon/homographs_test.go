package lexicon_test

import (
	"slices"
	"strings"
	"testing"

	"precedent/recommend/rank/ranktest"
	"precedent/recommend/understand"
	"precedent/recommend/understand/lexicon"
)

// TestGlossary_SearchesNoWordAsAnother: no word of a glossary is searched as the English of
// another that has nothing in common with its own.
func TestGlossary_SearchesNoWordAsAnother(t *testing.T) {
	look := understand.Lookups(ranktest.Engine(t).Understander())
	eachLexicon(t, func(code string, l *lexicon.Lexicon) {
		keys, err := l.NewKeys(true)
		if err != nil {
			t.Fatal(err)
		}
		entries, seen := l.Entries(), map[string]bool{}
		for _, phrases := range ranktest.Glossary(t, code) {
			for _, phrase := range phrases {
				tokens := l.Tokenize(phrase)
				if len(tokens) != 1 || seen[phrase] {
					continue
				}
				seen[phrase] = true
				searched, err := look(code, phrase)
				if err != nil {
					t.Fatal(err)
				}
				own := entries[tokens[0].Word]
				for _, key := range keys(tokens[0]) {
					for _, r := range l.Glossary.Values([]string{key}) {
						other := entries[r.Form]
						if len(other) > 0 && !strings.Contains(r.Form, " ") && !lexicon.SameEnglish(own, other) && slices.Contains(searched.Terms, r.English) {
							t.Errorf("%s: %s, %q, is searched as %s, %q", code, phrase, own, r.Form, other)
						}
					}
				}
			}
		}
	})
}

// TestLookups_PartHomographs: a form that two words have in common means both, and each of their
// other forms its own word.
func TestLookups_PartHomographs(t *testing.T) {
	look := understand.Lookups(ranktest.Engine(t).Understander())
	for _, c := range []struct{ language, word, has, not string }{
		{"pl", "długi", "long", ""}, {"pl", "długi", "debt", ""},
		{"pl", "długich", "long", "debt"}, {"pl", "długie", "long", "debt"}, {"pl", "długo", "long time", "debt"},
		{"pl", "dług", "debt", "long"}, {"pl", "długów", "debt", "long"}, {"pl", "długami", "debt", "long"},
		{"de", "Schloss", "palace", ""}, {"de", "Schloss", "close", ""}, {"de", "Schlösser", "palace", "close"},
		{"fr", "ferme", "farm", ""}, {"fr", "ferme", "close", ""}, {"fr", "fermer", "close", "farm"},
		{"nl", "slot", "lock", "ditch"}, {"nl", "sloten", "lock", ""}, {"nl", "sloten", "ditch", ""},
		{"pt", "mata", "woods", ""}, {"pt", "mata", "kill", ""}, {"pt", "matar", "kill", "woods"},
		{"it", "rifiutarlo", "refuse", "waste"}, {"it", "chiedermi", "ask", ""},
		{"de", "gefahren", "danger", ""}, {"de", "gefahren", "drive", ""},
		// What is no plural of a noun with dots is a word whose dots were left off.
		{"de", "grunden", "found", "reason"}, {"de", "abhangen", "depend", "slope"}, {"de", "Drohnen", "drones", ""},
		{"de", "Maerkte", "market", ""}, {"de", "Diebstaehle", "theft", ""}, {"de", "Kinderaerzte", "paediatrician", ""}, {"de", "neue", "new", ""},
		{"pl", "wybor", "choice", "election"}, {"pl", "wybory", "election", "choice"},
		// That something happened is nothing to search for, and "pasaron" no form of "pasarse".
		{"es", "pasaron", "", "switch"},
	} {
		got, err := look(c.language, c.word)
		if err != nil {
			t.Fatal(err)
		}
		if c.has != "" && !slices.Contains(got.Terms, c.has) || slices.Contains(got.Terms, c.not) {
			t.Errorf("%s %q is searched as %q, want %q in it and not %q", c.language, c.word, got.Terms, c.has, c.not)
		}
	}
}

// TestLookups_AvoidAmbiguousEnglish: a word is not searched as an English one that records and
// equivalents use in another sense: who is trained takes no train, a test run is no trial in court.
func TestLookups_AvoidAmbiguousEnglish(t *testing.T) {
	look := understand.Lookups(ranktest.Engine(t).Understander())
	for _, c := range []struct{ language, word, has, not string }{
		{"de", "fortgebildet", "training", "train"}, {"pl", "przeszkolić", "training", "train"},
		{"de", "Probelauf", "pilot", "trial"}, {"fr", "essai", "test", "trial"}, {"pt", "ensaio", "test", "trial"},
		{"fr", "fonctionnement", "functioning", "operation"}, {"pt", "operações", "operations", ""},
		{"pl", "odmówić", "refusal", "refuse"}, {"pl", "władza", "authority", "power"},
		{"fr", "stationner", "parking", "park"}, {"pl", "wsiadać", "boarding", "board"},
		{"pt", "leve", "mild", "light"},
		{"de", "Schüler", "pupil", "schoolgirl"}, {"de", "warten", "wait", "maintain"},
		{"de", "Strafzettel", "fine", "ticket"}, {"fr", "puces", "fleas", ""}, {"fr", "bac", "exam", "bin"},
		{"pl", "dzielą się", "share", ""}, {"pt", "banco da praça", "bench", ""},
	} {
		got, err := look(c.language, c.word)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Contains(got.Terms, c.has) || slices.Contains(got.Terms, c.not) {
			t.Errorf("%s %q is searched as %q, want %q in it and not %q", c.language, c.word, got.Terms, c.has, c.not)
		}
	}
}

// TestLookups_DeclaredHomographs: words that mean two things, or forms that two words have, are
// searched as each other for the reason that stands behind them in testdata/homographs.txt, and a
// pair that no longer is has to leave it.
func TestLookups_DeclaredHomographs(t *testing.T) {
	look := understand.Lookups(ranktest.Engine(t).Understander())
	ranktest.EachLine(t, "testdata/homographs.txt", func(line string) {
		pair, reason, _ := strings.Cut(line, " # ")
		code, words, _ := strings.Cut(pair, ": ")
		one, other, ok := strings.Cut(words, " ~ ")
		if !ok || reason == "" {
			t.Errorf("%q is no pair with a reason", line)
			return
		}
		a, err := look(code, one)
		if err != nil {
			t.Fatal(err)
		}
		b, err := look(code, other)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(a.Terms, func(term string) bool { return slices.Contains(b.Terms, term) }) && !lexicon.SameEnglish(a.Entry, b.Terms) {
			t.Errorf("%s: %q and %q are searched as %q and %q, nothing of each other", code, one, other, a.Terms, b.Terms)
		}
	})
}
