package understand_test

import (
	"slices"
	"testing"

	"precedent/recommend"
	"precedent/recommend/rank/ranktest"
)

// TestUnderstand_Towns: towns and regions are searched by their English names, in all forms that
// they have in a language, and a word that is one too is read as a town where its capital says so.
func TestUnderstand_Towns(t *testing.T) {
	e := ranktest.Engine(t)
	for text, want := range map[string]string{
		"smog w Krakowie": "krakow", "mieszkańcy Krakowa walczą ze smogiem": "krakow", "drogie mieszkania w Londynie": "london", "między Londynem a Paryżem": "london",
		"rower w Kopenhadze": "copenhagen", "czystość ulic w Lizbonie": "lisbon", "budżet Warszawy": "warsaw", "odpady w Lublanie": "ljubljana",
		"bezdomność w Brukseli": "brussels", "rady dzielnic w Wiedniu": "vienna",
		"daklozen in Londen": "london", "verkeer in Wenen": "vienna", "afval in Milaan": "milan",
		"personas sin hogar en Londres": "london", "basura en Liubliana": "ljubljana", "bicicletas en Copenhague": "copenhagen", "sequía en Ciudad del Cabo": "cape town",
		"sans-abri à Londres": "london", "déchets à Vienne": "vienna", "vélos à Copenhague": "copenhagen", "budget participatif à Lisbonne": "lisbon",
		"senzatetto a Londra": "london", "rifiuti a Lubiana": "ljubljana", "traffico a Parigi": "paris", "siccità a Città del Capo": "cape town",
		"Obdachlose in Wien": "vienna", "Fahrräder in Kopenhagen": "copenhagen", "Smog in Krakau": "krakow", "Müll in Mailand": "milan",
		"sem-abrigo em Londres": "london", "lixo em Liubliana": "ljubljana", "trânsito em Varsóvia": "warsaw", "bicicletas em Copenhaga": "copenhagen",
		"calor en Andalucía": "andalusia", "Bürgerräte in Bayern": "bavaria",
	} {
		q, err := e.Understand(recommend.Request{Problem: text})
		if err != nil {
			t.Fatal(err)
		}
		weight := recommend.DefaultWeights().Name
		if !slices.ContainsFunc(q.Words, func(w recommend.Word) bool { return slices.Equal(w.Terms, []string{want}) && w.Weight == weight }) {
			t.Errorf("%q (%s) is searched as %+v, want %s among it with the weight of a name", text, q.Language, q.Words, want)
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
