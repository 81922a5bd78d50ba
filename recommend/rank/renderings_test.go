package rank

import (
	"slices"
	"testing"

	"precedent/recommend"
	"precedent/recommend/understand/lexicon"
)

// TestRenderings: what a foreign word with several meanings was meant as, the other words of
// the problem tell.
func TestRenderings(t *testing.T) {
	e := sharedEngine(t)
	for _, test := range []struct{ problem, word, meant, not string }{
		{"El banco no presta dinero a las mujeres sin garantías", "banco", "bank", "benches"},
		{"Faltan bancos en la avenida para que se sienten los mayores", "bancos", "benches", "bank"},
		{"De bank geeft kleine ondernemers geen krediet", "bank", "bank", "benches"},
		{"In het park staan geen banken voor ouderen", "banken", "bench", "bank"},
		{"Los mayores se sienten solos", "solos", "alone", "solar"},
		{"Młodzi ludzie mają długi i nie spłacają kredytów", "długi", "debt", "longest"},
		{"Młodzi ludzie mają długi i nie spłacają kredytów", "kredytów", "credit", ""},
		{"Les élèves manquent les cours au lycée", "cours", "classes", "yard"},
	} {
		q, err := e.Understand(recommend.Request{Problem: test.problem})
		if err != nil {
			t.Fatal(err)
		}
		s := newScorer(e.collection, q)
		i := slices.IndexFunc(s.words, func(w scoredWord) bool { return w.Asked == test.word })
		if i < 0 {
			t.Errorf("%q is not searched by %q but by %v", test.problem, test.word, q.Words)
			continue
		}
		w := &s.words[i]
		worth := func(rendering string) float64 {
			if k := slices.Index(w.texts[:w.itself()], rendering); k >= 0 && w.worth != nil {
				return w.worth[k]
			} else if k >= 0 {
				return 1
			}
			return 0
		}
		if worth(test.meant) != 1 || test.not != "" && worth(test.not) >= e.weights.RenderingMet {
			t.Errorf("%q: %q is meant as %v, by %v", test.problem, test.word, w.texts, w.worth)
		}
	}
}

// TestRenderings_Forms: a foreign word is not searched as two forms of one English word.
func TestRenderings_Forms(t *testing.T) {
	found := []lexicon.Rendered{{English: "doctor", Place: 0, Form: "medico"}, {English: "doctors", Place: 0, Form: "medico"}, {English: "medical", Place: 1, Form: "medico"}, {English: "clinician", Place: 4, Form: "medico"}, {English: "physician", Place: 5, Form: "medico"}, {English: "general practitioner", Place: 6, Form: "medico"}}
	if got, want := lexicon.Renderings(found), []string{"doctor", "medical", "clinician", "physician", "general practitioner"}; !slices.Equal(got, want) {
		t.Errorf("medico is searched as %q, want %q", got, want)
	}
}

// TestRenderings_Met: a case that has a word only as what it was not meant as does not have
// it; and in English, where a word is what it is, nothing is weighed.
func TestRenderings_Met(t *testing.T) {
	e := sharedEngine(t)
	q, err := e.Understand(recommend.Request{Problem: "In het park staan geen banken voor ouderen"})
	if err != nil {
		t.Fatal(err)
	}
	s := newScorer(e.collection, q)
	i := slices.IndexFunc(s.words, func(w scoredWord) bool { return w.Asked == "banken" })
	k := slices.Index(s.words[i].texts, "bank")
	met, only := 0, 0
	for n := range e.docs {
		d := &e.docs[n]
		if d.entry(s.words[i].alternatives[k][0]) == nil {
			continue
		}
		others := slices.ContainsFunc(s.words[i].alternatives, func(a []int32) bool {
			return a[0] != s.words[i].alternatives[k][0] && d.entry(a[0]) != nil
		})
		if others {
			continue
		}
		only++
		if s.inText(d, i) != notMet {
			met++
		}
	}
	if only == 0 || met > 0 {
		t.Errorf("of %d cases with a bank and no bench, %d have the banken of a park", only, met)
	}
	if q, err = e.Understand(recommend.Request{Problem: "benches in the park for older people, VAT"}); err != nil {
		t.Fatal(err)
	}
	for _, w := range newScorer(e.collection, q).words {
		if slices.ContainsFunc(w.worth[:min(w.own, len(w.worth))], func(worth float64) bool { return worth != 1 }) {
			t.Errorf("%q is worth %v", w.texts, w.worth)
		}
	}
}
