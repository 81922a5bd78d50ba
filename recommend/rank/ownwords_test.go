package rank

import (
	"slices"
	"testing"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/understand/analysis"
)

// TestOwnWords: a problem in the language of a record is searched by the record's own
// words too, in whatever form; those of English records stay English.
func TestOwnWords(t *testing.T) {
	e := taught(t,
		corpus.Case{ID: "de-bus", Title: "Bürgerbus im Landkreis", Summary: "Ehrenamtliche fahren einen Kleinbus durch die Dörfer, damit ältere Menschen zum Arzt kommen. Der Landkreis bezahlt das Fahrzeug und die Versicherung."},
		corpus.Case{ID: "pl-firms", Title: "Przetargi dla małych firm", Summary: "Gmina podzieliła zamówienia na części, aby małe firmy mogły składać oferty. Liczba ofert w przetargach wzrosła dwukrotnie."},
		corpus.Case{ID: "en-garden", Title: "Community garden", Summary: "Neighbours grow vegetables on a vacant plot, and paid for an insurance against theft in the Landkreis."},
	)
	for problem, want := range map[string]struct {
		language, asked, own, english string
	}{
		"Ehrenamtliche fahren einen Kleinbus durch die Dörfer": {"de", "Kleinbus", "kleinbus", "minibus"},
		"Fahrzeuge und Versicherungen":                         {"de", "Fahrzeuge", "fahrzeug", "vehicles"},
		"Versicherung":                                         {"de", "Versicherung", "versicherung", "insurance"},
		"małe firmy przegrywają przetargi":                     {"pl", "małe firmy", "male firmy", "small businesses"},
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
	if o := e.understander.Own; !o.Foreign["kleinbus"] || o.Foreign["landkreis"] || o.Foreign["vegetables"] {
		t.Errorf("foreign words: %v", o.Foreign)
	}
	if o := sharedEngine(t).understander.Own; len(o.Words) > 0 {
		t.Errorf("the built-in library has words of %d other languages", len(o.Words))
	}
}

// TestOwnWords_Small: the small words of its language are no words of a record. Those
// that share nothing else are not like each other, and no reason names such a word.
func TestOwnWords_Small(t *testing.T) {
	var cases []corpus.Case
	for _, r := range ownRecords {
		cases = append(cases, corpus.Case{ID: "zz-" + r.title[:6], Title: r.title, Summary: r.summary})
	}
	e := taught(t, cases...)
	for id, small := range map[string][]string{"zz-Neue U": {"für", "die", "und", "auf", "dem"}, "zz-Des ma": {"des", "les", "pour"}, "zz-Una ba": {"con", "los", "una"}, "zz-Przeta": {"dla", "aby", "na"}} {
		d := &e.docs[e.numberOf(id)]
		for _, word := range small {
			if term, ok := e.stats.stems.find(analysis.NewAnalyzer(nil).Stem(analysis.Fold(word))); ok && d.entry(term) != nil {
				t.Errorf("%s has the word %q", id, word)
			}
		}
		if d.lengths[recommend.FieldTitle] == 0 || d.lengths[recommend.FieldSummary] == 0 {
			t.Errorf("%s has %v words", id, d.lengths)
		}
	}
	for _, r := range []recommend.Request{{Problem: "Blaskapelle"}, {Like: "zz-Neue U"}} {
		for _, m := range answerTo(t, e, r).Cases {
			if m.Case.ID != "zz-Neue U" && m.Case.ID != "zz-Nieuwe" { // which speaks of uniforms too
				t.Errorf("%q%s: %s is %s, by %v", r.Problem, r.Like, m.Case.ID, m.Strength, m.Why.Words)
			}
			for _, w := range m.Why.Words {
				if w.Asked != "Blaskapelle" && w.Asked != "Uniformen" {
					t.Errorf("%q%s: a reason is %+v", r.Problem, r.Like, w)
				}
			}
		}
	}
}
