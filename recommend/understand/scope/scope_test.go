package scope_test

import (
	"testing"

	"precedent/recommend"
	"precedent/recommend/rank/ranktest"
	"precedent/recommend/understand/analysis"
)

// scopeTable says by language what a text with "not", "only" and their like means.
var scopeTable = map[string]map[string]string{
	"en": {
		"open data examples from outside Europe since 2018":       "not europe; only 2018-",
		"open data outside Europe since 2018":                     "not europe; first 2018-",
		"open data outside Europe in the last 5 years":            "not europe; first 2021-",
		"open data examples from outside Europe after 2015":       "not europe; only 2016-",
		"open data outside Europe between 2015 and 2020":          "not europe; first 2015-2020",
		"open data outside Europe, between 2015 and 2020":         "not europe; first 2015-2020",
		"tenders, not in Germany but in France":                   "not DE; first FR",
		"tenders, not in Germany, but in France":                  "not DE; first FR",
		"tenders in France but not in Germany":                    "not DE; first FR",
		"tenders, not in Poland since 2015":                       "not PL; only 2015-",
		"tenders, not in Poland at local level":                   "not PL; first local",
		"tenders, not at local or regional level":                 "only national,international,other",
		"tenders, not at local level since 2015":                  "only national,regional,international,other; only 2015-",
		"schools, but not before 2015":                            "only 2015-",
		"schools, nothing before 2015":                            "only 2015-",
		"schools since 2015 but not after 2020":                   "only 2015-2020",
		"tenders, not in the last five years":                     "only -2020",
		"tenders, not only in Poland":                             "first PL",
		"tenders, not just in Poland but also in Chile":           "first PL,CL",
		"tenders, not only in Poland but everywhere":              "",
		"tenders, not in Germany or France":                       "not DE,FR",
		"tenders, not in Germany, France or Spain":                "not DE,FR,ES",
		"tenders, not in Germany, and not in France":              "not DE,FR",
		"tenders, neither in Germany nor in France":               "not DE,FR",
		"tenders everywhere except Spain and Italy":               "not ES,IT",
		"tenders anywhere but Spain":                              "not ES",
		"tenders, everywhere except Spain, Italy, and France":     "not ES,IT,FR",
		"tenders, not outside Europe":                             "only europe",
		"tenders, no cases from outside Europe":                   "only europe",
		"tenders, nowhere but in Poland":                          "only PL",
		"tenders only outside Europe":                             "not europe",
		"tenders, not without Poland":                             "first PL",
		"tenders, only in Europe but not in Poland":               "only europe; not PL",
		"tenders, only in Poland since 2018":                      "only PL; only 2018-",
		"tenders, only in Poland, Chile or Peru":                  "only PL,CL,PE",
		"tenders in Latin America, Chile excluded":                "not CL; first latam",
		"tenders in Portugal rather than Spain":                   "not ES; first PT",
		"non-European tenders":                                    "not europe",
		"tenders, no Polish or German cases":                      "not PL,DE",
		"tenders, please leave out Poland":                        "not PL",
		"Outside Germany, France has done most on tenders":        "not DE; first FR",
		"tenders are not open to firms. In Poland they are":       "first PL",
		"it does not work here, tenders in Poland since 2015":     "first PL; first 2015-",
		"we do not have enough teachers in Poland":                "first PL",
		"tenders, not all of them in Poland":                      "first PL",
		"no tenders won by small firms in Poland, only in Chile":  "only CL",
		"tenders, not in Europe, since 2015 and at local level":   "not europe; first local; first 2015-",
		"tenders, only cases from before 2015 and not from Spain": "not ES; only -2014",
	},
	"de": {
		"Vergaben außerhalb Europas seit 2018":                  "not europe; first 2018-",
		"Vergaben, Beispiele von außerhalb Europas seit 2018":   "not europe; only 2018-",
		"Vergaben, nicht in Deutschland, sondern in Frankreich": "not DE; first FR",
		"Vergaben, nicht in Polen seit 2015":                    "not PL; only 2015-",
		"Vergaben, aber nicht vor 2015":                         "only 2015-",
		"Vergaben, nicht nur in Polen":                          "first PL",
		"Vergaben, nicht nur in Polen, sondern auch in Chile":   "first PL,CL",
		"Vergaben, weder in Deutschland noch in Frankreich":     "not DE,FR",
		"Vergaben überall außer in Spanien und Italien":         "not ES,IT",
		"Vergaben, nicht außerhalb Europas":                     "only europe",
		"Vergaben, keine Beispiele aus Polen":                   "not PL",
		"Vergaben, nur in Europa, aber nicht in Polen":          "only europe; not PL",
		"Vergaben in Europa, Polen ausgenommen":                 "not PL; first europe",
		"Vergaben außerhalb Europas in den letzten fünf Jahren": "not europe; first 2021-",
	},
	"fr": {
		"marchés publics hors d'Europe depuis 2018":                          "not europe; first 2018-",
		"marchés publics, pas en Allemagne mais en France":                   "not DE; first FR",
		"marchés publics, pas en Pologne depuis 2015":                        "not PL; only 2015-",
		"marchés publics, mais pas avant 2015":                               "only 2015-",
		"marchés publics, pas seulement en Pologne":                          "first PL",
		"les marchés publics de la ville, mais ni en Allemagne ni en France": "not DE,FR; first local",
		"marchés publics partout sauf en Espagne et en Italie":               "not ES,IT",
		"marchés publics, pas hors d'Europe":                                 "only europe",
		"marchés publics, aucun exemple de Pologne":                          "not PL",
		"marchés publics en dehors de l'Europe entre 2015 et 2020":           "not europe; first 2015-2020",
		"marchés publics, seulement en Europe mais pas en Pologne":           "only europe; not PL",
		"marchés publics en Europe, Pologne exceptée":                        "not PL; first europe",
	},
	"es": {
		"licitaciones fuera de Europa desde 2018":              "not europe; first 2018-",
		"licitaciones, no en Alemania sino en Francia":         "not DE; first FR",
		"licitaciones, no en Polonia desde 2015":               "not PL; only 2015-",
		"licitaciones, pero no antes de 2015":                  "only 2015-",
		"licitaciones, no solo en Polonia":                     "first PL",
		"licitaciones, ni en Alemania ni en Francia":           "not DE,FR",
		"licitaciones en todas partes excepto España e Italia": "not ES,IT",
		"licitaciones, no fuera de Europa":                     "only europe",
		"licitaciones, ningún caso de Polonia":                 "not PL",
		"licitaciones fuera de Europa en los últimos 5 años":   "not europe; first 2021-",
		"licitaciones, solo en Europa pero no en Polonia":      "only europe; not PL",
		"licitaciones en Europa, Polonia excluida":             "not PL; first europe",
	},
	"it": {
		"appalti fuori dall'Europa dal 2018":                    "not europe; first 2018-",
		"appalti, non in Germania ma in Francia":                "not DE; first FR",
		"appalti, non in Polonia dal 2015":                      "not PL; only 2015-",
		"appalti, ma non prima del 2015":                        "only 2015-",
		"appalti, non solo in Polonia":                          "first PL",
		"appalti, né in Germania né in Francia":                 "not DE,FR",
		"appalti ovunque tranne in Spagna e in Portogallo":      "not ES,PT",
		"appalti, non al di fuori dell'Europa":                  "only europe",
		"appalti, nessun esempio dalla Polonia":                 "not PL",
		"appalti al di fuori dell'Europa tra il 2015 e il 2020": "not europe; first 2015-2020",
		"appalti, solo in Europa ma non in Polonia":             "only europe; not PL",
		"appalti in Europa, Polonia esclusa":                    "not PL; first europe",
	},
	"nl": {
		"aanbestedingen buiten Europa sinds 2018":             "not europe; first 2018-",
		"aanbestedingen, niet in Duitsland maar in Frankrijk": "not DE; first FR",
		"aanbestedingen, niet in Polen sinds 2015":            "not PL; only 2015-",
		"aanbestedingen, maar niet voor 2015":                 "only 2015-",
		"aanbestedingen, niet alleen in Polen":                "first PL",
		"aanbestedingen, noch in Duitsland noch in Frankrijk": "not DE,FR",
		"aanbestedingen overal behalve in Spanje en Italië":   "not ES,IT",
		"aanbestedingen, niet buiten Europa":                  "only europe",
		"aanbestedingen, geen voorbeelden uit Polen":          "not PL",
		"aanbestedingen buiten Europa in de laatste 5 jaar":   "not europe; first 2021-",
		"aanbestedingen, alleen in Europa maar niet in Polen": "only europe; not PL",
		"aanbestedingen in Europa, Polen uitgezonderd":        "not PL; first europe",
	},
	"pl": {
		"przetargi poza Europą od 2018":                "not europe; first 2018-",
		"przetargi, nie w Niemczech, ale we Francji":   "not DE; first FR",
		"przetargi, nie w Niemczech, tylko we Francji": "not DE; first FR",
		"przetargi, nie w Polsce od 2015":              "not PL; only 2015-",
		"przetargi, ale nie przed 2015":                "only 2015-",
		"przetargi, nie tylko w Polsce":                "first PL",
		"przetargi, ani w Niemczech, ani we Francji":   "not DE,FR",
		"przetargi wszędzie oprócz Hiszpanii i Włoch":  "not ES,IT",
		"przetargi, nie poza Europą":                   "only europe",
		"przetargi, żadnych przykładów z Polski":       "not PL",
		"przetargi poza Europą w ostatnich 5 latach":   "not europe; first 2021-",
		"przetargi, tylko w Europie, ale nie w Polsce": "only europe; not PL",
	},
	"pt": {
		"licitações fora da Europa desde 2018":            "not europe; first 2018-",
		"licitações, não na Alemanha mas na França":       "not DE; first FR",
		"licitações, não na Polónia desde 2015":           "not PL; only 2015-",
		"licitações, mas não antes de 2015":               "only 2015-",
		"licitações, não só na Polónia":                   "first PL",
		"licitações, nem na Alemanha nem na França":       "not DE,FR",
		"licitações em todo lado exceto Espanha e Itália": "not ES,IT",
		"licitações, não fora da Europa":                  "only europe",
		"licitações, nenhum caso da Polónia":              "not PL",
		"licitações fora da Europa nos últimos 5 anos":    "not europe; first 2021-",
		"licitações, só na Europa mas não na Polónia":     "only europe; not PL",
		"licitações na Europa, Polónia excluída":          "not PL; first europe",
	},
}

func TestUnderstand_Scope(t *testing.T) {
	e := ranktest.Engine(t)
	for _, language := range analysis.SortedKeys(scopeTable) {
		for _, text := range analysis.SortedKeys(scopeTable[language]) {
			q, err := e.Understand(recommend.Request{Problem: text})
			if err != nil {
				t.Fatal(err)
			}
			if got := ranktest.Meaning(q); got != scopeTable[language][text] || q.Language != language {
				t.Errorf("%q (%s):\n got %s\nwant %s", text, q.Language, got, scopeTable[language][text])
			}
		}
	}
}

// TestUnderstand_NumbersThatAreNoTimes holds ages, sums, laws, names and dates apart
// from times.
func TestUnderstand_NumbersThatAreNoTimes(t *testing.T) {
	e := ranktest.Engine(t)
	for text, want := range map[string]string{
		"job training only for over 50s":                        "",
		"job training for women in their 30s":                   "",
		"job training for the under-25s and the over 60s":       "",
		"job training for people aged 50-59":                    "",
		"job training for the 50s and older":                    "",
		"job training for a man in his late 50s":                "",
		"people in their fifties need job training":             "",
		"grants up to 2000 euros for small firms":               "",
		"grants of 2015 euros for small firms":                  "",
		"grants of €2015":                                       "",
		"grants of 2015 €":                                      "",
		"grants below $1950":                                    "",
		"quality standard ISO 2015":                             "",
		"quality standard ISO 9001:2015":                        "",
		"small firms and Directive 2014/24":                     "",
		"tenders under Directive 2014/24/EU":                    "",
		"law 1950 of the land register":                         "",
		"tenders and law no. 1950":                              "",
		"equal pay after the Equality Act 2010":                 "",
		"clean energy for Agenda 2030":                          "",
		"research money from Horizon 2020":                      "",
		"hospitals in COVID-19":                                 "",
		"pensions for people born before 1950":                  "",
		"pensions for people born in the 1950s":                 "",
		"insulation of homes built before 1950":                 "",
		"a new office after 2000 complaints":                    "",
		"a new office before 2000 people complain":              "",
		"On 12 May 2015, somebody wrote that buses are late":    "",
		"On 12.05.2015 somebody wrote that buses are late":      "",
		"what the Olympic Games in Rio 2016 left behind":        "",
		"buses since the 90s":                                   "first 1990-",
		"buses in the '90s":                                     "first 1990-1999",
		"buses in the early 90s":                                "first 1990-1999",
		"buses in the 1950s":                                    "first 1950-1959",
		"buses since May 2015":                                  "first 2015-",
		"buses since 12 May 2015":                               "first 2015-",
		"buses in March 2020":                                   "first 2020-2020",
		"buses since 2000":                                      "first 2000-",
		"since 2015 people wait longer for buses":               "first 2015-",
		"buses up to 2015":                                      "first -2015",
		"buses, 2014-2020":                                      "first 2014-2020",
		"Arbeit für Menschen in ihren 50ern":                    "",
		"Arbeit für Menschen in ihren Fünfzigern":               "",
		"Arbeit nur für die über 50er":                          "",
		"Zuschüsse bis zu 2000 Euro für kleine Firmen":          "",
		"die Sanierung von Häusern, die vor 1950 gebaut wurden": "",
		"die Sanierung der vor 1950 gebauten Häuser":            "",
		"der Verkehr und die Agenda 2030":                       "",
		"der Verkehr in den 90er Jahren":                        "first 1990-1999",
		"der Verkehr seit Mai 2015":                             "first 2015-",
		"des aides jusqu'à 2000 euros pour les entreprises":     "",
		"des logements construits avant 1950":                   "",
		"les personnes âgées nées avant 1950":                   "",
		"les villes et l'Agenda 2030":                           "",
		"la loi de 1950 sur le logement":                        "",
		"les transports dans les années 90":                     "first 1990-1999",
		"les transports depuis mai 2015":                        "first 2015-",
		"ayudas de hasta 2000 euros para las empresas":          "",
		"las personas nacidas antes de 1950":                    "",
		"las ciudades y la Agenda 2030":                         "",
		"los autobuses en los años 90":                          "first 1990-1999",
		"aiuti fino a 2000 euro per le imprese":                 "",
		"le persone nate prima del 1950":                        "",
		"i trasporti negli anni 90":                             "first 1990-1999",
		"subsidies tot 2000 euro voor kleine bedrijven":         "",
		"mensen geboren voor 1950 en de woningen":               "",
		"het vervoer in de jaren 90":                            "first 1990-1999",
		"dotacje do 2000 zł dla małych firm":                    "",
		"dotacje po 2 000 zł dla małych firm":                   "",
		"domy zbudowane przed 1950 rokiem":                      "",
		"transport w latach 90":                                 "first 1990-1999",
		"apoios até 2000 euros para as empresas":                "",
		"as pessoas nascidas antes de 1950":                     "",
		"os transportes nos anos 90":                            "first 1990-1999",
	} {
		q, err := e.Understand(recommend.Request{Problem: text})
		if err != nil {
			t.Fatal(err)
		}
		q.Limits.Places, q.Wishes.Places, q.Limits.Levels, q.Wishes.Levels = nil, nil, nil, nil
		if got := ranktest.Meaning(q); got != want {
			t.Errorf("%q (%s): got %q, want %q", text, q.Language, got, want)
		}
	}
}
