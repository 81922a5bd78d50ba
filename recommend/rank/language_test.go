package rank

import (
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"precedent/recommend"
	"precedent/recommend/understand"
	"precedent/recommend/understand/analysis"
	"precedent/recommend/wording"
)

func TestDetect(t *testing.T) {
	e := sharedEngine(t)
	for text, want := range map[string]string{
		"small firms cannot win public tenders": "en",
		"procurment":                            "en", // misspelt
		"AI":                                    "en",
		"Zuckersteuer":                          "de",
		"Bürokratie für Landwirte":              "de",
		"Bei uns auf dem Land gibt es keine Ärzte mehr": "de",
		"corrupción":                           "es",
		"jóvenes sin trabajo":                  "es",
		"policia":                              "es", // without its accent
		"los vecinos no confían en la policía": "es",
		"chômage":                              "fr",
		"marchés publics PME":                  "fr",
		"l'eau n'est plus potable dans notre commune": "fr",
		"sicurezza stradale":                          "it",
		"i giovani lasciano i piccoli comuni":         "it",
		"ciudadanos":                                  "es",
		"dados abertos":                               "pt",
		"logement social":                             "fr",
		"appel d'offres":                              "fr",
		"mobilité":                                    "fr",
		"les policiers":                               "fr",
		"scuola":                                      "it",
		"transport":                                   "en", // known in five languages
		"tendrs":                                      "en",
		"hello there":                                 "en",
		"daklozen slapen op straat in de winter":      "nl",
		"as filas no hospital são enormes, só no Brasil":      "pt",
		"São Paulo buses are late":                            "en",
		"zonnepanelen":                                        "nl",
		"er zijn te weinig betaalbare woningen voor starters": "nl",
		"bezdomność":                                          "pl",
		"w naszej gminie brakuje lekarzy i pielęgniarek":      "pl",
		"saúde mental":                                        "pt",
		"os jovens não conseguem comprar casa":                "pt",
	} {
		q, err := e.Understand(recommend.Request{Problem: text})
		if err != nil {
			t.Fatal(err)
		}
		if q.Language != want {
			t.Errorf("%q is taken for %s, want %s", text, q.Language, want)
		}
	}
}

// TestTranslate_AsTyped: a word means what it says before what shares its stem.
func TestTranslate_AsTyped(t *testing.T) {
	e := sharedEngine(t)
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
	e := sharedEngine(t)
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
func TestTranslate(t *testing.T) {
	e := sharedEngine(t)
	for text, language := range map[string]string{
		"kleine Firmen gewinnen nie öffentliche Ausschreibungen":        "de",
		"las pequeñas empresas nunca ganan licitaciones públicas":       "es",
		"les petites entreprises ne gagnent jamais les marchés publics": "fr",
		"le piccole imprese non vincono mai gli appalti pubblici":       "it",
		"kleine bedrijven winnen nooit openbare aanbestedingen":         "nl",
		"małe firmy nigdy nie wygrywają przetargów publicznych":         "pl",
		"as pequenas empresas nunca ganham as licitações públicas":      "pt",
	} {
		a := answerTo(t, e, recommend.Request{Problem: text})
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
		said := analysis.Mapped(a.Cases, func(m recommend.Match) string { return wording.InEnglish(e.vocabulary).Because(a, m, "") })
		if !slices.ContainsFunc(said, regexp.MustCompile(`"[^"]+" \([^)]+\)`).MatchString) {
			t.Errorf("%q: the English word stands beside the foreign one in none of %q", text, said)
		}
	}
}

// TestTranslate_IsBounded reads the longest problem there can be.
func TestTranslate_IsBounded(t *testing.T) {
	e := sharedEngine(t)
	for _, code := range builtin(t).Vocabulary.Languages()[1:] {
		var words []string
		glossary := glossaryOf(t, code)
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

func TestUnderstand_ContextInAnyLanguage(t *testing.T) {
	e := sharedEngine(t)
	for text, want := range map[string]struct{ limits, wishes recommend.Filter }{
		"Ausschreibungen, nur in Polen":                      {limits: recommend.Filter{Places: []string{"PL"}}},
		"Ausschreibungen in polnischen Städten seit 2018":    {wishes: recommend.Filter{Places: []string{"PL"}, Levels: []string{"local"}, Since: 2018}},
		"licitaciones públicas en América Latina":            {wishes: recommend.Filter{Places: []string{"latam"}}},
		"licitaciones públicas, solo en Chile":               {limits: recommend.Filter{Places: []string{"CL"}}},
		"licitaciones públicas entre 2015 y 2018":            {wishes: recommend.Filter{Since: 2015, Until: 2018}},
		"marchés publics, hors d'Europe":                     {limits: recommend.Filter{Except: []string{"europe"}}},
		"marchés publics dans les pays nordiques avant 2010": {wishes: recommend.Filter{Places: []string{"nordic"}, Until: 2009}},
		"marchés publics, seulement depuis 2018":             {limits: recommend.Filter{Since: 2018}},
		"marchés publics dans les années quatre-vingt-dix":   {wishes: recommend.Filter{Since: 1990, Until: 1999}},
		"marchés publics, pas avant 2018":                    {limits: recommend.Filter{Since: 2018}},
		"zamówienia publiczne, nie starsze niż 2018":         {limits: recommend.Filter{Since: 2018}},
		"licitaciones públicas, no a nivel local":            {limits: recommend.Filter{Levels: []string{"national", "regional", "international", "other"}}},
		"marchés publics, rien de Pologne":                   {limits: recommend.Filter{Except: []string{"PL"}}},
		"licitaciones públicas desde los años 90":            {wishes: recommend.Filter{Since: 1990}},
		"licitaciones públicas en los años noventa":          {wishes: recommend.Filter{Since: 1990, Until: 1999}},
		"appalti pubblici negli anni novanta":                {wishes: recommend.Filter{Since: 1990, Until: 1999}},
		"öffentliche Vergabe, keine Beispiele aus Polen":     {limits: recommend.Filter{Except: []string{"PL"}}},
		"öffentliche Vergabe in den neunziger Jahren":        {wishes: recommend.Filter{Since: 1990, Until: 1999}},
		"keine Gemeinde in Polen schafft die Ausschreibung":  {wishes: recommend.Filter{Places: []string{"PL"}, Levels: []string{"local"}}},
		"zamówienia publiczne w ostatnich pięciu latach":     {wishes: recommend.Filter{Since: 2021}},
		"zamówienia publiczne w latach dziewięćdziesiątych":  {wishes: recommend.Filter{Since: 1990, Until: 1999}},
		"zamówienia publiczne spoza Polski":                  {limits: recommend.Filter{Except: []string{"PL"}}},
		"concursos públicos nas últimas duas décadas":        {wishes: recommend.Filter{Since: 2006}},
		"appalti pubblici negli ultimi cinque anni":          {wishes: recommend.Filter{Since: 2021}},
		"openbare aanbestedingen in de jaren 90":             {wishes: recommend.Filter{Since: 1990, Until: 1999}},
		"zamówienia publiczne, tylko w Polsce":               {limits: recommend.Filter{Places: []string{"PL"}}},
		"zamówienia publiczne w krajach nordyckich od 2015":  {wishes: recommend.Filter{Places: []string{"nordic"}, Since: 2015}},
		"concursos públicos no Brasil, projetos desde 2016":  {wishes: recommend.Filter{Places: []string{"BR"}}, limits: recommend.Filter{Since: 2016}},
	} {
		q, err := e.Understand(recommend.Request{Problem: text})
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(q.Limits, want.limits) || !reflect.DeepEqual(q.Wishes, want.wishes) {
			t.Errorf("%q (%s):\n got limits %+v wishes %+v\nwant limits %+v wishes %+v", text, q.Language, q.Limits, q.Wishes, want.limits, want.wishes)
		}
	}
}

func FuzzUnderstand(f *testing.F) {
	e := sharedEngine(f)
	f.Add("des marchés publics, hors d'Europe, depuis 2018 \xff’’ 90er 1990s")
	f.Add("nur in Polen zwischen 2015 und")
	f.Fuzz(func(t *testing.T, text string) {
		q, err := e.Understand(recommend.Request{Problem: text})
		if err != nil {
			return
		}
		if q.Limits.Since < 0 || q.Wishes.Until > analysis.LastYear+1 || len(q.Words) > recommend.MaxTerms {
			t.Errorf("%q: %+v", text, q)
		}
	})
}
