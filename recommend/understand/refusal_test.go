package understand_test

import (
	"slices"
	"testing"

	"precedent/recommend"
	"precedent/recommend/rank/ranktest"
	"precedent/recommend/understand/analysis"
)

// refusalTable says by language what is refused in a text: "without X", with the ids
// of what that names. Where nothing is, all words of the problem are searched for.
var refusalTable = map[string]map[string]string{
	"en": {
		"homelessness, but not housing first":                   "without housing first",
		"homelessness but not housing first":                    "without housing first",
		"homelessness. Not housing first":                       "without housing first",
		"everything on homelessness except housing first":       "without housing first",
		"what about schools? But not private ones":              "without private",
		"firms cannot win tenders. But not blockchain":          "without blockchain/blockchain",
		"anything but blockchain":                               "without blockchain/blockchain",
		"ideas without blockchain for land registers":           "without blockchain/blockchain",
		"no examples of blockchain, land registers":             "without blockchain/blockchain",
		"nothing about blockchain, land registers":              "without blockchain/blockchain",
		"clean streets, but we do not want fines":               "without fines",
		"not procurement, but hiring":                           "without procurement/public-procurement",
		"hiring, not procurement":                               "without procurement/public-procurement",
		"less litter, but without fines":                        "without fines",
		"reduce speeding, without fines":                        "without fines",
		"rewards instead of fines":                              "without fines",
		"instead of fines, rewards":                             "without fines",
		"homelessness, but not housing first or shelters":       "without housing first; without shelters",
		"how can we house people, but not in shelters":          "without shelters",
		"homelessness, but not housing first, not in Finland":   "not FI; without housing first",
		"homelessness in Finland, but not housing first":        "first FI; without housing first",
		"homelessness, not housing first since 2015":            "first 2015-; without housing first",
		"not procurement":                                       "",
		"people without papers":                                 "",
		"young people, without a degree, cannot find work":      "",
		"Schools are full, not enough teachers":                 "",
		"schools have buses but not drivers":                    "",
		"families cannot pay the rent":                          "",
		"villages are poor, no access to water":                 "",
		"children not in school":                                "",
		"less litter without fines":                             "",
		"we do not want to lose our school":                     "",
		"the firms apply but not all get money":                 "",
		"non-profit organisations and hospitals":                "",
		"the housing market is tight, but not everyone suffers": "",
	},
	"de": {
		"Obdachlosigkeit, aber nicht mit Notunterkünften": "without Notunterkünften",
		"weniger Müll, nicht mit Bußgeldern":              "without Bußgeldern",
		"weniger Müll, aber ohne Bußgelder":               "without Bußgelder",
		"alles außer Blockchain":                          "without Blockchain/blockchain",
		"nicht Beschaffung, sondern Personalgewinnung":    "without Beschaffung",
		"Belohnungen statt Bußgelder":                     "without Bußgelder",
		"Menschen ohne Papiere":                           "",
		"nicht genug Lehrer an den Schulen":               "",
		"Kinder, die nicht in der Schule sind":            "",
		"Leute ohne Wohnung in der Stadt":                 "first local",
	},
	"fr": {
		"moins de déchets, mais sans amendes":             "without amendes",
		"moins de déchets, mais pas d'amendes":            "without amendes",
		"tout sauf la blockchain":                         "without blockchain/blockchain",
		"pas les marchés publics, mais le recrutement":    "without marchés publics/public-procurement",
		"les sans-abri et les personnes sans papiers":     "",
		"pas assez d'enseignants dans les écoles":         "",
		"les enfants qui ne sont pas à l'école":           "",
		"les familles ne peuvent pas payer leur loyer":    "",
		"des récompenses plutôt que des amendes":          "without amendes",
		"les personnes sans emploi et sans qualification": "",
	},
	"es": {
		"menos basura, pero sin multas":              "without multas",
		"todo menos blockchain":                      "without blockchain/blockchain",
		"no la contratación pública, sino el empleo": "without contratación pública/public-procurement",
		"premios en lugar de multas":                 "without multas",
		"personas sin hogar y sin papeles":           "",
		"no hay suficientes maestros":                "",
		"los niños que no van a la escuela":          "",
		"las familias no pueden pagar el alquiler":   "",
	},
	"it": {
		"meno rifiuti, ma senza multe":             "without multe",
		"tutto tranne la blockchain":               "without blockchain/blockchain",
		"premi invece di multe":                    "without multe",
		"non gli appalti, ma le assunzioni":        "without appalti/public-procurement",
		"persone senza dimora":                     "",
		"non ci sono abbastanza insegnanti":        "",
		"i bambini che non vanno a scuola":         "",
		"le famiglie non possono pagare l'affitto": "",
	},
	"nl": {
		"minder afval, maar zonder boetes":     "without boetes",
		"alles behalve blockchain":             "without blockchain/blockchain",
		"beloningen in plaats van boetes":      "without boetes",
		"mensen zonder papieren":               "",
		"niet genoeg leraren":                  "",
		"kinderen die niet naar school gaan":   "",
		"gezinnen kunnen de huur niet betalen": "",
	},
	"pl": {
		"mniej śmieci, ale bez mandatów":     "without mandatów",
		"wszystko oprócz blockchaina":        "without blockchaina/blockchain",
		"nagrody zamiast mandatów":           "without mandatów",
		"osoby bez dokumentów":               "",
		"nie ma dość nauczycieli":            "",
		"dzieci, które nie chodzą do szkoły": "",
		"rodziny nie mogą zapłacić czynszu":  "",
	},
	"pt": {
		"menos lixo, mas sem multas":              "without multas",
		"tudo menos blockchain":                   "without blockchain/blockchain",
		"prémios em vez de multas":                "without multas",
		"pessoas sem abrigo":                      "",
		"não há professores suficientes":          "",
		"as crianças que não vão à escola":        "",
		"as famílias não conseguem pagar a renda": "",
	},
}

func TestUnderstand_Refusals(t *testing.T) {
	e := ranktest.Engine(t)
	for _, language := range analysis.SortedKeys(refusalTable) {
		for _, text := range analysis.SortedKeys(refusalTable[language]) {
			q, err := e.Understand(recommend.Request{Problem: text})
			if err != nil {
				t.Fatal(err)
			}
			want := refusalTable[language][text]
			if got := ranktest.Meaning(q); got != want || q.Language != language {
				t.Errorf("%q (%s):\n got %s\nwant %s", text, q.Language, got, want)
			}
			for _, r := range q.Refused {
				for _, w := range r.Words {
					if slices.ContainsFunc(q.Words, func(searched recommend.Word) bool { return searched.Asked == w.Asked }) {
						t.Errorf("%q: %q is refused, and searched for", text, w.Asked)
					}
				}
			}
		}
	}
}

// TestUnderstand_UnknownLimits holds that a limit in words that are not understood is
// told, and that the name is the only thing taken for one.
func TestUnderstand_UnknownLimits(t *testing.T) {
	e := ranktest.Engine(t)
	for text, want := range map[string]string{
		"tenders, only in Narnia":                          "unread only in Narnia",
		"tenders only in Gotham City":                      "unread only in Gotham City",
		"tenders, not in Narnia":                           "unread not in Narnia",
		"tenders outside Narnia":                           "unread outside Narnia",
		"tenders only in narnia":                           "unread only in narnia",
		"tenders only in Berlin":                           "unread only in Berlin",
		"tenders, not between 2015 and 2018":               "unread between 2015 and 2018",
		"appels d'offres, seulement à Narnia":              "unread seulement à Narnia",
		"licitaciones, solo en Narnia":                     "unread solo en Narnia",
		"öffentliche Ausschreibungen, nur in Narnia":       "unread nur in Narnia",
		"tenders, only in rural areas":                     "",
		"tenders only for small firms":                     "",
		"tenders, only in Poland":                          "only PL",
		"öffentliche Ausschreibungen, nur in Grundschulen": "",
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
