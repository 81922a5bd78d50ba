package understand_test

import (
	"slices"
	"testing"

	"precedent/recommend"
	"precedent/recommend/rank/ranktest"
)

// TestUnderstand_Towns: towns and regions are known by their English names, in all forms that they
// have in a language, and a word that is one too is read as a town where its capital says so. They
// are no words of a problem that has others, but put the cases that name them earlier.
func TestUnderstand_Towns(t *testing.T) {
	e := ranktest.Engine(t)
	for text, want := range map[string]string{
		"smog w Krakowie": "krakow", "mieszkańcy Krakowa walczą ze smogiem": "krakow", "drogie mieszkania w Londynie": "london", "dojazdy między Londynem a Paryżem": "london",
		"rower w Kopenhadze": "copenhagen", "czystość ulic w Lizbonie": "lisbon", "budżet Warszawy": "warsaw", "odpady w Lublanie": "ljubljana",
		"bezdomność w Brukseli": "brussels", "rady dzielnic w Wiedniu": "vienna",
		"daklozen in Londen": "london", "verkeer in Wenen": "vienna", "afval in Milaan": "milan",
		"personas sin hogar en Londres": "london", "basura en Liubliana": "ljubljana", "bicicletas en Copenhague": "copenhagen", "sequía en Ciudad del Cabo": "cape town",
		"sans-abri à Londres": "london", "déchets à Vienne": "vienna", "vélos à Copenhague": "copenhagen", "budget participatif à Lisbonne": "lisbon",
		"senzatetto a Londra": "london", "rifiuti a Lubiana": "ljubljana", "traffico a Parigi": "paris", "siccità a Città del Capo": "cape town",
		"Obdachlose in Wien": "vienna", "Fahrräder in Kopenhagen": "copenhagen", "Smog in Krakau": "krakow", "Müll in Mailand": "milan",
		"sem-abrigo em Londres": "london", "lixo em Liubliana": "ljubljana", "trânsito em Varsóvia": "warsaw", "bicicletas em Copenhaga": "copenhagen",
		"calor en Andalucía": "andalusia", "Bürgerräte in Bayern": "bavaria",
		"odpady w Jaworznie": "jaworzno",
	} {
		q, err := e.Understand(recommend.Request{Problem: text})
		if err != nil {
			t.Fatal(err)
		}
		its := func(w recommend.Word) bool { return slices.Equal(w.Terms, []string{want}) }
		if !slices.ContainsFunc(q.Origins, its) || slices.ContainsFunc(q.Words, its) || len(q.Words) == 0 {
			t.Errorf("%q (%s) is searched as %+v beside %+v, want %s beside the words", text, q.Language, q.Words, q.Origins, want)
		}
	}
	for _, text := range []string{"Wien", "Vienna"} {
		q, err := e.Understand(recommend.Request{Problem: text, Spoken: "de"})
		if err != nil {
			t.Fatal(err)
		}
		if len(q.Words) != 1 || len(q.Origins) > 0 {
			t.Errorf("%q alone is searched as %+v beside %+v, want the town as the word", text, q.Words, q.Origins)
		}
	}
	for _, text := range []string{"una colonia penal para presos", "nowa kolonia karna dla więźniów"} {
		q, err := e.Understand(recommend.Request{Problem: text})
		if err != nil {
			t.Fatal(err)
		}
		if slices.ContainsFunc(q.Words, func(w recommend.Word) bool { return slices.Contains(w.Terms, "cologne") }) || len(q.Names) > 0 {
			t.Errorf("%q is read as the town: words %+v, names %q", text, q.Words, q.Names)
		}
	}
}

// TestUnderstand_RegionsOfCountries: a state, province or Land says which country cases are wanted from.
func TestUnderstand_RegionsOfCountries(t *testing.T) {
	e := ranktest.Engine(t)
	for text, want := range map[string]string{
		"Wohnungsnot in NRW": "DE", "Hitze im Kanton Bern": "CH", "Müll in Kärnten": "AT",
		"smog na Śląsku": "PL", "bezrobocie w województwie śląskim": "PL", "déserts médicaux en PACA": "FR",
		"vivienda en Andalucía": "ES", "agua en Jalisco": "MX", "violencia en Antioquia": "CO",
		"enchentes no Rio Grande do Sul": "BR", "habitação no Alentejo": "PT", "scuole in Veneto": "IT", "woningnood in Brabant": "NL",
	} {
		q, err := e.Understand(recommend.Request{Problem: text})
		if err != nil {
			t.Fatal(err)
		}
		if places := slices.Concat(q.Limits.Places, q.Wishes.Places); !slices.Equal(places, []string{want}) {
			t.Errorf("%q (%s) wants cases from %v, want %s", text, q.Language, places, want)
		}
	}
}
