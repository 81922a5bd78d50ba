package language_test

import (
	"strings"
	"testing"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/rank/ranktest"
	"precedent/recommend/understand"
	"precedent/recommend/understand/analysis"
)

func TestDetect(t *testing.T) {
	e := ranktest.Engine(t)
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

// TestDetect_ShortTexts holds the languages of short texts, as people type them, with
// places and without, in capitals, and without accents. A third column says what is
// read wrongly today.
func TestDetect_ShortTexts(t *testing.T) {
	e := ranktest.Engine(t)
	count := map[string]int{}
	ranktest.EachLine(t, "testdata/language/short.txt", func(line string) {
		columns := strings.Split(line, "\t")
		if strings.HasPrefix(columns[0], "#") {
			return
		}
		count[columns[0]]++
		want := columns[0]
		if len(columns) > 2 {
			want = columns[2]
		}
		if got := detect(e.Understander(), columns[1], analysis.Tokenize(columns[1])); got != want {
			t.Errorf("%q is read as %s, want %s", columns[1], got, want)
		}
	})
	for _, code := range ranktest.Builtin(t).Vocabulary.Languages() {
		if count[code] < 25 {
			t.Errorf("%s: %d texts", code, count[code])
		}
	}
}

// TestDetect_EnglishBesidePlaces puts the English topic words and those of the
// glossaries beside places: all are English.
func TestDetect_EnglishBesidePlaces(t *testing.T) {
	e := ranktest.Engine(t)
	v := ranktest.Builtin(t).Vocabulary
	var places []string
	for _, c := range v.Places.Countries {
		places = append(places, c.Name)
	}
	for _, r := range v.Places.Regions {
		places = append(places, r.Name)
	}
	topics, glossary := map[string]bool{}, map[string]bool{}
	keep := func(in map[string]bool, phrases []string) {
		for _, p := range phrases {
			if !strings.Contains(p, " ") {
				in[p] = true
			}
		}
	}
	thesaurus, err := ranktest.EditedVocabulary(t).Thesaurus(corpus.English)
	if err != nil {
		t.Fatal(err)
	}
	for _, phrases := range thesaurus {
		keep(topics, phrases)
	}
	for _, code := range ranktest.Builtin(t).Vocabulary.Languages()[1:] {
		keep(glossary, analysis.SortedKeys(ranktest.Glossary(t, code)))
	}
	foreign := map[string]string{"vr China": "de", "west Samoa": "nl"} // the Volksrepublik, and what Samoa was
	pairs := 0
	check := func(text string) {
		pairs++
		want := corpus.English
		if foreign[text] != "" {
			want = foreign[text]
		}
		if got := detect(e.Understander(), text, analysis.Tokenize(text)); got != want {
			t.Errorf("%q is read as %s", text, got)
		}
	}
	for i, word := range analysis.SortedKeys(topics) { // each place beside a third of them
		for k := i % 3; k < len(places); k += 3 {
			check(word + " " + places[k])
		}
	}
	for i, word := range analysis.SortedKeys(glossary) {
		for k := i % 20; k < len(places); k += 20 {
			check(word + " " + places[k])
			check(places[k] + " " + word)
		}
	}
	if pairs < 100_000 {
		t.Errorf("only %d pairs", pairs)
	}
}

// detect tells the language of a text as problems are read.
func detect(u *understand.Understander, text string, tokens []analysis.Token) string {
	d := u.Detector(u.Words, u.Speller)
	return d.Detect(text, tokens)
}
