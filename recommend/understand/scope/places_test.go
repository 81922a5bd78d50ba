package scope_test

import (
	"testing"

	"precedent/recommend"
	"precedent/recommend/rank/ranktest"
	"precedent/recommend/understand/analysis"
)

// TestUnderstand_PlacesAndNot holds names of places apart from what only looks like
// them, and lists what a place alone asks for.
func TestUnderstand_PlacesAndNot(t *testing.T) {
	e := ranktest.Engine(t)
	for text, want := range map[string]string{
		// A place alone, with words that only ask, lists its cases.
		"What's new in Rwanda?":                  "only RW",
		"innovations in Rwanda":                  "only RW",
		"success stories from Rwanda":            "only RW",
		"anything interesting from Estonia":      "only EE",
		"what is happening in Chile":             "only CL",
		"what has Estonia done lately?":          "only EE",
		"qu'a fait l'Estonie récemment ?":        "only EE",
		"public sector innovation in Peru":       "only PE",
		"innovations in Rwanda, only since 2018": "only RW; only 2018-",
		"new projects since 2020":                "only 2020-",
		"innovations outside Europe":             "not europe",
		"Beispiele aus Rwanda":                   "only RW",
		"Was gibt es Neues in Ruanda?":           "only RW",
		"Erfolgsgeschichten aus Estland":         "only EE",
		"Quoi de neuf au Rwanda ?":               "only RW",
		"des innovations au Rwanda":              "only RW",
		"¿Qué hay de nuevo en Ruanda?":           "only RW",
		"casos de éxito de Estonia":              "only EE",
		"Cosa c'è di nuovo in Ruanda?":           "only RW",
		"storie di successo dall'Estonia":        "only EE",
		"Wat is er nieuw in Rwanda?":             "only RW",
		"succesverhalen uit Estland":             "only EE",
		"Co nowego w Rwandzie?":                  "only RW",
		"innowacje w Estonii":                    "only EE",
		"histórias de sucesso da Estónia":        "only EE",
		"o que há de novo na Estónia?":           "only EE",
		"digital innovations in Rwanda":          "first RW",
		"schools in Rwanda":                      "first RW",
		"new schools in Rwanda":                  "first RW",
		// What belongs to a number of a law is no place.
		"how Directive 2014/24/EU changed tenders":  "",
		"tenders under Regulation (EU) 2016/679/EU": "first eu",
		"tenders in the EU":                         "first eu",
		// Languages are no places.
		"tenders in Spanish please":                    "",
		"tenders, in Spanish or French please":         "",
		"Spanish lessons for migrants":                 "",
		"migrants who speak only Spanish":              "",
		"tenders in Spanish cities":                    "first ES; first local",
		"tenders in Polish and German cities":          "first PL,DE; first local",
		"Spanish tenders":                              "first ES",
		"marchés publics, en français s'il vous plaît": "",
		"les marchés publics des villes françaises":    "first FR; first local",
		"öffentliche Ausschreibungen auf Deutsch":      "",
		"licitaciones públicas en español por favor":   "",
		"appalti in italiano":                          "",
		"aanbestedingen in het Nederlands":             "",
		"przetargi po polsku":                          "",
		"licitações em português":                      "",
		// Capitals prove nothing where all words have them.
		"HELP US WITH TENDERS":         "",
		"DO NOT TRUST US":              "",
		"TENDERS IN THE US":            "first US",
		"TENDERS IN TURKEY":            "first TR",
		"TENDERS IN THE UNITED STATES": "first US",
		"tenders in the US":            "first US",
		"tenders in the U.S.":          "first US",
		"tenders, US":                  "first US",
		// Names of domains.
		"gov.uk pages are hard to read":           "",
		"pages at data.gov.uk and service.gov.au": "",
		"tenders are slow.In Poland too":          "first PL",
		"tenders in the U.K. and e.g. Poland":     "first GB,PL",
		// Kinds of country.
		"mental health services on small islands":    "first small-island-states",
		"small island states":                        "only small-island-states",
		"health care in landlocked countries":        "first landlocked",
		"schools on remote islands":                  "first island-states",
		"schools, only in least developed countries": "only least-developed",
		"schools, not in the Global South":           "not global-south",
		"schools in Francophone Africa":              "first francophone-africa",
		"schools in Spanish-speaking countries":      "first spanish-speaking",
		"urban heat islands":                         "",
		"Schulen auf kleinen Inseln":                 "first small-island-states",
		"Schulen in Binnenstaaten":                   "first landlocked",
		"écoles sur les petites îles":                "first small-island-states",
		"les écoles des pays les moins avancés":      "first least-developed",
		"escuelas en islas pequeñas":                 "first small-island-states",
		"scuole sulle piccole isole":                 "first small-island-states",
		"scholen op kleine eilanden":                 "first small-island-states",
		"szkoły na małych wyspach":                   "first small-island-states",
		"escolas em pequenas ilhas":                  "first small-island-states",
	} {
		q, err := e.Understand(recommend.Request{Problem: text})
		if err != nil {
			t.Fatal(err)
		}
		if got := ranktest.Meaning(q); got != want {
			t.Errorf("%q (%s): got %q, want %q", text, q.Language, got, want)
		}
	}
}

// TestUnderstand_RegionsThatAreSubjects are searched for as well as wished for.
func TestUnderstand_RegionsThatAreSubjects(t *testing.T) {
	e := ranktest.Engine(t)
	for text, want := range map[string][]string{
		"clinics on small islands":        {"clinics", "small", "islands"},
		"clinics in landlocked countries": {"clinics", "landlocked"},
		"clinics in developing countries": {"clinics"},
		"Kliniken auf kleinen Inseln":     {"Kliniken", "kleinen", "Inseln"},
	} {
		q, err := e.Understand(recommend.Request{Problem: text})
		if err != nil {
			t.Fatal(err)
		}
		got := analysis.Mapped(q.Words, func(w recommend.Word) string { return w.Asked })
		if len(got) != len(want) {
			t.Errorf("%q: searched for %q, want %q", text, got, want)
		}
	}
}
