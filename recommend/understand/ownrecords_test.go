package understand_test

import (
	"slices"
	"testing"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/rank"
	"precedent/recommend/rank/ranktest"
)

// TestOwnWords: a problem in the language of a record is searched by the record's own
// words too, in whatever form; those of English records stay English.
func TestOwnWords(t *testing.T) {
	e := ranktest.EngineOver(t, rank.Options{Teacher: ranktest.Builtin(t).Library}, []corpus.Case{
		{ID: "de-bus", Title: "Bürgerbus im Landkreis", Summary: "Ehrenamtliche fahren einen Kleinbus durch die Dörfer, damit ältere Menschen zum Arzt kommen. Der Landkreis bezahlt das Fahrzeug und die Versicherung."},
		{ID: "pl-firms", Title: "Przetargi dla małych firm", Summary: "Gmina podzieliła zamówienia na części, aby małe firmy mogły składać oferty. Liczba ofert w przetargach wzrosła dwukrotnie."},
		{ID: "en-garden", Title: "Community garden", Summary: "Neighbours grow vegetables on a vacant plot, and paid for an insurance against theft in the Landkreis."},
	})
	for problem, want := range map[string]struct {
		language, asked, own, english string
	}{
		"Ehrenamtliche fahren einen Kleinbus durch die Dörfer": {"de", "Kleinbus", "kleinbus", "minibus"},
		"Fahrzeuge und Versicherungen":                         {"de", "Fahrzeuge", "fahrzeug", "vehicles"},
		"Versicherung":                                         {"de", "Versicherung", "versicherung", "insurance"},
		"małe firmy przegrywają przetargi":                     {"pl", "małe firmy", "male firmy", "small business"},
	} {
		q, err := e.Understand(recommend.Request{Problem: problem})
		if err != nil {
			t.Fatal(err)
		}
		if q.Language != want.language {
			t.Errorf("%q is read as %s", problem, q.Language)
		}
		i := slices.IndexFunc(q.Words, func(w recommend.Word) bool { return w.Asked == want.asked })
		if i < 0 || !slices.Contains(q.Words[i].Terms, want.own) || !slices.Contains(q.Words[i].Terms, want.english) {
			t.Errorf("%q is searched by %v", problem, q.Words)
		}
		if slices.Contains(q.Translations[want.asked], want.own) {
			t.Errorf("%q: its own word is called a translation", problem)
		}
	}
	if o := e.Understander().Own; !o.Foreign["kleinbus"] || o.Foreign["landkreis"] || o.Foreign["vegetables"] {
		t.Errorf("foreign words: %v", o.Foreign)
	}
	if o := ranktest.Engine(t).Understander().Own; len(o.Words) > 0 {
		t.Errorf("the built-in library has words of %d other languages", len(o.Words))
	}
}
