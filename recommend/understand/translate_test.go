package understand_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"precedent/recommend"
	"precedent/recommend/rank/ranktest"
	"precedent/recommend/understand"
	"precedent/recommend/understand/analysis"
	"precedent/recommend/wording"
)

// TestTranslate_AsTyped: a word means what it says before what shares its stem.
func TestTranslate_AsTyped(t *testing.T) {
	e := ranktest.Engine(t)
	for text, want := range map[string]struct{ word, english string }{
		"la basura se acumula en la calle":    {"calle", "street"},
		"die Bürger vertrauen dem Amt nicht":  {"Bürger", "citizens"},
		"il negozio sotto casa chiude":        {"negozio", "shop"},
		"die Buerger vertrauen dem Amt nicht": {"Buerger", "citizens"},
		"unsere Kinder fahren mit dem Bus":    {"fahren", "drive"},
		// forms that the stemmers do not know
		"os moradores não confiam na câmara":               {"confiam", "trust"},
		"les gens gaspillent la nourriture à la cantine":   {"gaspillent", "waste"},
		"mieszkańcy zaśmiecają las śmieciami":              {"śmieciami", "garbage"},
		"bezrobocie młodych":                               {"młodych", "young"},
		"mieszkancy nie ufaja urzednikom i narzekaja":      {"mieszkancy", "resident"},
		"obywatele skarżą się na odpowiedź urzędu rządowi": {"rządowi", "government"},
		"mieszkańcy skarżą się, że nie śpią przed hałasem": {"hałasem", "noise"},
		// with their accents in compounds, in three parts, and in phrases elsewhere
		"Kinder lernen Deutsch durch Sprachförderung":     {"Sprachförderung", "language"},
		"er is geen geld om iets uit te proberen":         {"uit te proberen", "try out"},
		"najtańsza szkoła wygrywa":                        {"najtańsza", "cheap"},
		"młodzi ludzie mają długi i nie spłacają kredytu": {"długi", "debt"},
	} {
		q, err := e.Understand(recommend.Request{Problem: text})
		if err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(q.Translations[want.word], func(w string) bool { return strings.HasPrefix(w, want.english[:4]) }) {
			t.Errorf("%q: %s is read as %v, want %s", text, want.word, q.Translations[want.word], want.english)
		}
	}
}

// TestTranslate_Abbreviation: what an abbreviation stands for is one thing to
// search for, and not as many as it has words.
func TestTranslate_Abbreviation(t *testing.T) {
	e := ranktest.Engine(t)
	q, err := e.Understand(recommend.Request{Problem: "les marchés publics sont trop compliqués pour les PME, sauf en France"})
	if err != nil {
		t.Fatal(err)
	}
	var found []recommend.Word
	for _, w := range q.Words {
		if w.Asked == "PME" {
			found = append(found, w)
		}
	}
	if len(found) != 1 || len(found[0].Terms) < 2 || found[0].Terms[0] != "pme" {
		t.Errorf("PME is searched as %v", found)
	}
	if !slices.ContainsFunc(q.Concepts, func(c recommend.Concept) bool { return c.ID == "entrepreneurship-smes" }) {
		t.Errorf("PME names no topic: %v", q.Concepts)
	}
}

// TestTranslate asks for public tenders in every language.
// TestTranslate_Months: that something is so in June is no word that cases must have.
func TestTranslate_Months(t *testing.T) {
	e := ranktest.Engine(t)
	for text, month := range map[string]string{
		"écoles trop chaudes en juin": "juin", "Schulen im Juli zu heiß": "Juli", "scholen te warm in augustus": "augustus",
	} {
		q, err := e.Understand(recommend.Request{Problem: text})
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range q.Words {
			if w.Asked == month {
				t.Errorf("%q is searched for %q", text, w.Asked)
			}
		}
	}
}

func TestTranslate(t *testing.T) {
	e := ranktest.Engine(t)
	for text, language := range map[string]string{
		"kleine Firmen gewinnen nie öffentliche Ausschreibungen":        "de",
		"las pequeñas empresas nunca ganan licitaciones públicas":       "es",
		"les petites entreprises ne gagnent jamais les marchés publics": "fr",
		"le piccole imprese non vincono mai gli appalti pubblici":       "it",
		"kleine bedrijven winnen nooit openbare aanbestedingen":         "nl",
		"małe firmy nigdy nie wygrywają przetargów publicznych":         "pl",
		"as pequenas empresas nunca ganham as licitações públicas":      "pt",
	} {
		a := ranktest.Answer(t, e, recommend.Request{Problem: text})
		if a.Query.Language != language || len(a.Cases) == 0 || a.Cases[0].Strength != recommend.Strong {
			t.Errorf("%q: %s, %d cases", text, a.Query.Language, len(a.Cases))
			continue
		}
		if !slices.ContainsFunc(a.Query.Concepts, func(c recommend.Concept) bool { return c.ID == "public-procurement" }) {
			t.Errorf("%q: no public procurement in %v", text, a.Query.Concepts)
		}
		if !slices.Contains(a.Cases[0].Case.Topics, "public-procurement") {
			t.Errorf("%q: first comes %s", text, a.Cases[0].Case.ID)
		}
		said := analysis.Mapped(a.Cases, func(m recommend.Match) string { return wording.InEnglish(e.Vocabulary()).Because(a, m, "") })
		if !slices.ContainsFunc(said, regexp.MustCompile(`"[^"]+" \([^)]+\)`).MatchString) {
			t.Errorf("%q: the English word stands beside the foreign one in none of %q", text, said)
		}
	}
}

// TestTranslate_IsBounded reads the longest problem there can be.
func TestTranslate_IsBounded(t *testing.T) {
	e := ranktest.Engine(t)
	for _, code := range ranktest.Builtin(t).Vocabulary.Languages()[1:] {
		var words []string
		glossary := ranktest.Glossary(t, code)
		for _, english := range analysis.SortedKeys(glossary) {
			words = append(words, glossary[english][0])
		}
		q, err := e.Understand(recommend.Request{Problem: strings.Join(words, " ")})
		if err != nil {
			t.Fatal(err)
		}
		terms := 0
		for _, w := range q.Words {
			terms += len(understand.TermsOf(w))
		}
		if q.Language != code || terms == 0 || terms > recommend.MaxTerms {
			t.Errorf("%s: read as %s, %d terms", code, q.Language, terms)
		}
		encoded, err := q.Encode(2000)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := recommend.DecodeQuery(encoded); err != nil {
			t.Errorf("%s: %v", code, err)
		}
	}
}
