package lexicon

import (
	"slices"
	"testing"

	"precedent/corpus"
	"precedent/recommend/understand/analysis"
)

// TestInflection takes forms back to dictionary forms by patterns of each kind.
func TestInflection(t *testing.T) {
	words := map[string]bool{"maison": true, "marche": true, "marché": true, "marcher": true, "pedir": true, "pido": false, "machen": true, "anmachen": true, "aller": true, "cheval": true}
	known := func(word string) bool { return words[word] }
	i := newInflection(corpus.Inflection{
		Classes: []corpus.InflectionClass{
			{Name: "number", Of: map[string][]string{"": {"s"}, "al": {"aux"}}},
			{Name: "verb", Verb: true, Of: map[string][]string{"er": {"e", "es", "é", "és"}, "e*ir": {"i*o"}, "en": {"ge-t", "zu-en"}}},
		},
		Irregular: map[string][]string{"aller": {"va", "vont"}, "être": {"est"}},
		Separable: []string{"an"},
	}, known)
	for form, want := range map[string][]string{
		"maisons": {"maison"}, "chevaux": {"cheval"}, "marchés": {"marché", "marcher"}, "marches": {"marche", "marcher"}, "vont": {"aller"},
		"pido": {"pedir"}, "gemacht": {"machen"}, "anzumachen": {"anmachen"}, "angemacht": {"anmachen"}, "est": nil, "s": nil, "": nil, "maiso": nil,
	} {
		got := analysis.Mapped(i.dictionaryForms(&i.exact, form, known), func(d dictionaryForm) string { return d.word })
		if !slices.Equal(got, want) {
			t.Errorf("%q is taken for a form of %q, want %q", form, got, want)
		}
	}
	folded := func(word string) bool { return slices.Contains([]string{"marche", "marcher"}, word) }
	if got := i.dictionaryForms(&i.folded, "marches", folded); len(got) != 2 {
		t.Errorf("without accents, marches is of %v, want of two words", got)
	}
}

// FuzzInflection takes whatever people type for a form.
func FuzzInflection(f *testing.F) {
	i := newInflection(corpus.Inflection{
		Classes:   []corpus.InflectionClass{{Of: map[string][]string{"": {"s"}, "e*ir": {"i*o", "a-i*o"}}}},
		Separable: []string{"an"}, Irregular: map[string][]string{"aller": {"va"}},
	}, func(string) bool { return true })
	for _, word := range []string{"", "s", "pido", "añjdo", "\xff*o", "an", "anas", "日本"} {
		f.Add(word)
	}
	f.Fuzz(func(t *testing.T, word string) {
		for _, d := range i.dictionaryForms(&i.exact, word, func(string) bool { return true }) {
			if d.word == "" {
				t.Errorf("%q is taken for a form of nothing", word)
			}
		}
	})
}
