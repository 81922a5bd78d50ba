package lexicon_test

import (
	"slices"
	"strings"
	"testing"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/rank"
	"precedent/recommend/rank/ranktest"
	"precedent/recommend/understand/analysis"
)

// conceptsOf returns the ids of the topics and approaches that a problem names.
func conceptsOf(t *testing.T, e *rank.Engine, problem string) []string {
	t.Helper()
	q, err := e.Understand(recommend.Request{Problem: problem})
	if err != nil {
		t.Fatal(err)
	}
	return analysis.Mapped(q.Concepts, func(c recommend.Concept) string { return c.ID })
}

// TestConcepts_NotBySmallWords asks with words that share their stems with a phrase
// that says something else, after "not"; and with what does name the concept.
func TestConcepts_NotBySmallWords(t *testing.T) {
	e := ranktest.Engine(t)
	for _, tc := range []struct{ problem, concept string }{
		// What small words say.
		{"bus service", "not decentralised-delivery"},
		{"a bus of services tours the villages", "decentralised-delivery"},
		{"risk based policy", "not regional-development"},
		{"place-based policy", "regional-development"},
		{"one-stop shop", "one-stop-shop"},
		{"one stop shop", "not automation"},
		{"no-stop shop", "automation"},
		{"conflicts of interest", "integrity-anti-corruption"},
		{"a conflict with the interests of neighbours", "integrity-anti-corruption"},
		{"people cannot opt out", "behavioural-insights"},
		{"our tender, the firms say", "public-procurement"},
		// Words of their own with the stem of another.
		{"reserves", "not indigenous-communities"},
		{"water reserves", "not indigenous-communities"},
		{"life on the reservation", "indigenous-communities"},
		{"school-age children", "not ageing-care"},
		{"the age limit for licences", "not ageing-care"},
		{"ageing", "ageing-care"},
		{"declare income", "not legal-regulatory-reform"},
		{"a declaration", "legal-regulatory-reform"},
		{"the European Commission", "not public-procurement"},
		{"commissioning", "public-procurement"},
		{"postal codes", "not skills-training"},
		{"mobile phones", "not transport-mobility"},
		{"accountants", "not transparency-open-government"},
		{"hospitality", "not health-care"},
		{"second language", "not civil-service-workforce"},
		{"cast votes", "not human-rights"},
		{"lots of paper", "not energy"},
		{"bookings", "not culture-heritage"},
		{"book a room", "culture-heritage"}, // "books" in the singular
		// Forms of a word.
		{"minority", "human-rights"},
		{"tenders", "public-procurement"},
		{"bribed", "integrity-anti-corruption"},
		{"bribing", "integrity-anti-corruption"},
		{"petitions", "citizen-participation"},
		{"evictions", "housing"},
		{"banned", "legal-regulatory-reform"},
		// What somebody is, and what somebody does together.
		{"private sector", "not cross-sector-partnership"},
		{"private companies pollute the river", "not cross-sector-partnership"},
		{"we work with the private sector", "cross-sector-partnership"},
		{"ageing civil servants", "not ageing-care"},
		{"ageing civil servants", "civil-service-workforce"},
		{"ageing bridges", "not ageing-care"},
		// Other languages.
		{"luta contra a corrupção", "not mental-health"},
		{"los deportados no tienen cuenta bancaria", "not culture-heritage"},
		{"los deportes en la escuela", "culture-heritage"},
		{"taxi partagé", "not tax-revenue"},
		{"les loyers trop chers", "not legal-regulatory-reform"},
		{"setor privado", "not cross-sector-partnership"},
		{"Privatwirtschaft", "not cross-sector-partnership"},
		{"secteur privé", "not cross-sector-partnership"},
	} {
		concept, unwanted := strings.CutPrefix(tc.concept, "not ")
		got := conceptsOf(t, e, tc.problem)
		if slices.Contains(got, concept) == unwanted {
			t.Errorf("%q names %v, want %s", tc.problem, got, tc.concept)
		}
	}
}

// TestConcepts_EverydayWords asks for the same things in many wordings and all
// languages.
func TestConcepts_EverydayWords(t *testing.T) {
	e := ranktest.Engine(t)
	for concept, problems := range map[string][]string{
		"interoperability-apis": {
			"Citizens have to enter the same data again and again", "people must give the same information twice", "every office wants the same documents again",
			"die Bürger müssen immer wieder dieselben Daten eingeben", "los vecinos tienen que rellenar los mismos datos una y otra vez",
			"les habitants doivent redonner les mêmes informations", "i cittadini devono inserire sempre gli stessi dati",
			"inwoners moeten steeds dezelfde gegevens invullen", "mieszkańcy muszą podawać te same dane", "os moradores têm de preencher os mesmos dados",
		},
		"citizen-participation": {
			"town meetings", "nobody comes to our meetings", "village meetings are empty",
			"die Bürgerversammlung ist immer leer", "a las reuniones de vecinos no va nadie", "les réunions de quartier sont vides",
			"nessuno viene alle riunioni di quartiere", "niemand komt naar de bewonersavonden", "na zebrania mieszkańców nikt nie chodzi", "ninguém vai às reuniões de moradores",
		},
		"employment": {
			"cannot find work", "young people find no work", "they lost their jobs", "looking for a job since spring",
			"Jugendliche finden keine Arbeit", "los jóvenes no encuentran trabajo", "ils ne trouvent pas de travail",
			"i giovani non trovano lavoro", "jongeren vinden geen werk", "młodzi nie mogą znaleźć pracy", "os jovens não encontram emprego",
		},
		"public-procurement": {
			"win every road contract", "the same firms win", "building contracts go to one company",
			"immer dieselben Firmen bekommen den Zuschlag", "las mismas empresas ganan los contratos", "les mêmes entreprises remportent les marchés",
			"le stesse imprese vincono gli appalti", "dezelfde bedrijven winnen de opdrachten", "te same firmy wygrywają przetargi", "as mesmas empresas ganham os contratos",
		},
		"health-care":             {"medical deserts", "a medical desert"},
		"water-sanitation":        {"perdas de água na rede de distribuição", "pérdidas de agua", "pertes d'eau"},
		"civil-service-workforce": {"ageing workforce", "a wave of retirements in the town hall", "alternde Beamte", "personale anziano"},
	} {
		for _, problem := range problems {
			if got := conceptsOf(t, e, problem); !slices.Contains(got, concept) {
				t.Errorf("%q names %v, want %s", problem, got, concept)
			}
		}
	}
}

// TestConcepts_OwnPhrases: every phrase of a thesaurus of several words names its
// concept when it is asked for as it stands.
func TestConcepts_OwnPhrases(t *testing.T) {
	u := ranktest.Engine(t).Understander()
	a := analysis.NewAnalyzer(u.Words)
	missed, phrases := 0, 0
	thesaurus, err := ranktest.EditedVocabulary(t).Thesaurus(corpus.English)
	if err != nil {
		t.Fatal(err)
	}
	for id, list := range thesaurus {
		for _, phrase := range list {
			phrases++
			found := u.English.Concepts.Verbatim.Find(analysis.WordsOf(analysis.Tokenize(phrase)), nil)
			found = append(found, u.English.Concepts.Find(u.English.WithoutSmall(phrase, func(t analysis.Token) string { return a.Stem(t.Word) }))...)
			if !slices.ContainsFunc(found, func(s analysis.Span[string]) bool { return slices.Contains(s.Values, id) }) {
				missed++
				t.Errorf("%q does not name %s", phrase, id)
			}
		}
	}
	if phrases < 4000 {
		t.Errorf("%d phrases", phrases)
	}
}

func TestKeys_SameWord(t *testing.T) {
	e := ranktest.Engine(t)
	for _, tc := range []struct {
		language, word, typed string
		want                  bool
	}{
		{"es", "deporte", "deportes", true}, {"es", "deporte", "deportacion", false}, {"es", "calle", "calles", true}, {"es", "calle", "callar", false},
		{"pt", "luto", "luta", false}, {"pt", "habitacao", "habitacoes", true}, {"pt", "habitacao", "habito", false}, {"fr", "loi", "loyer", false},
		{"fr", "train", "trains", true}, {"it", "scienza", "scienze", true}, {"nl", "dorp", "dorpen", true}, {"pl", "podatek", "podatki", true},
		{"fr", "fac", "face", false}, {"fr", "fac", "facs", true}, {"it", "tram", "tramite", false}, {"es", "sig", "siguen", false}, {"es", "dana", "dan", false},
		{"pt", "deco", "decadas", false}, {"pt", "mei", "meia", false}, {"pl", "wiza", "coraz", false}, {"pl", "sad", "sadami", true}, {"de", "arzt", "arzten", true},
		{"pl", "audyt", "wiza", false}, {"de", "wohnung", "wohnungen", true}, {"de", "obdachlosigkeit", "obdachlos", false}, {"de", "obdachlos", "obdachlosen", true}, {"de", "mieter", "zzz", false},
	} {
		foreign, err := e.Understander().Foreign[tc.language]()
		if err != nil {
			t.Fatal(err)
		}
		key, err := foreign.NewStems()
		if err != nil {
			t.Fatal(err)
		}
		one, other := key(analysis.Token{Raw: tc.word, Word: tc.word}), key(analysis.Token{Raw: tc.typed, Word: tc.typed})
		if got := one == other; got != tc.want {
			t.Errorf("%s: %s is %q, %s is %q; the same is %t, want %t", tc.language, tc.word, one, tc.typed, other, got, tc.want)
		}
	}
}
