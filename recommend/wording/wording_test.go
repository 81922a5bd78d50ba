package wording

import (
	"slices"
	"strings"
	"testing"

	"precedent/recommend"
	"precedent/recommend/rank"
	"precedent/recommend/rank/ranktest"
	"precedent/recommend/wording/catalogue"
)

// in is the Wording in a language.
func in(tb testing.TB, language string) *Wording {
	tb.Helper()
	c, err := catalogue.Builtin().In(language)
	if err != nil {
		tb.Fatal(err)
	}
	w, err := New(ranktest.Builtin(tb).Vocabulary, c)
	if err != nil {
		tb.Fatal(err)
	}
	return w
}

// answered is what the engine answers to a request.
func answered(t *testing.T, e *rank.Engine, r recommend.Request) recommend.Answer {
	t.Helper()
	a, err := e.Recommend(t.Context(), r, 0)
	if err != nil {
		t.Fatalf("%+v: %v", r, err)
	}
	return a
}

// TestLanguages_AreThoseUnderstood: people are spoken to in each language that they can put a
// problem in.
func TestLanguages_AreThoseUnderstood(t *testing.T) {
	var spoken []string
	for _, code := range catalogue.Builtin().Languages() {
		spoken = append(spoken, in(t, code).Language)
	}
	understood := ranktest.Builtin(t).Vocabulary.Languages()
	slices.Sort(spoken)
	slices.Sort(understood)
	if spoken = slices.Compact(spoken); !slices.Equal(spoken, understood) {
		t.Errorf("there are texts in %q, and problems are understood in %q", spoken, understood)
	}
}

// TestVariant says in a variant of a language what is said otherwise there, and all else as in the
// language; each variant that there are texts in has names too.
func TestVariant(t *testing.T) {
	portugal, brazil := in(t, "pt"), in(t, "pt-BR")
	for id, want := range map[string][2]string{"gender-equality": {"Igualdade de género", "Igualdade de gênero"}, "energy": {"Energia", "Energia"}} {
		if got := [2]string{portugal.Tag(id), brazil.Tag(id)}; got != want {
			t.Errorf("%s is %q, want %q", id, got, want)
		}
	}
	for id, want := range map[string][2]string{
		"PL": {"Polónia", "Polônia"}, "IR": {"Irão", "Irã"}, "VN": {"Vietname", "Vietnã"}, "NL": {"Países Baixos", "Países Baixos"},
		"middle-east": {"Médio Oriente", "Oriente Médio"}, "latam": {"América Latina", "América Latina"},
	} {
		if got := [2]string{portugal.Place(id), brazil.Place(id)}; got != want {
			t.Errorf("%s is %q, want %q", id, got, want)
		}
	}
	unknown := recommend.FilterError{Field: "country", Value: "Polonya", Nearest: []string{"Poland"}}
	if p, b := portugal.Nearest(&unknown), brazil.Nearest(&unknown); !slices.Contains(p, "Polónia") || !slices.Contains(b, "Polônia") || slices.Contains(b, "Polónia") {
		t.Errorf("the nearest to %s are %q, and in Brazil %q", unknown.Value, p, b)
	}
	for _, code := range catalogue.Builtin().Languages() {
		w := in(t, code)
		variants, err := w.vocabulary.Variants(w.Language)
		if err != nil {
			t.Fatal(err)
		}
		if _, has := variants[code]; has != (code != w.Language) {
			t.Errorf("%s: there are names of a variant: %t", code, has)
		}
	}
}

// TestLanguages names every language that problems are understood in, alone and among all.
func TestLanguages(t *testing.T) {
	for _, spoken := range catalogue.Builtin().Languages() {
		w := in(t, spoken)
		if got, want := strings.Count(w.Languages(), ",")+2, len(w.vocabulary.Languages()); got != want {
			t.Errorf("%s: %q names %d languages, there are %d", spoken, w.Languages(), got, want)
		}
		for _, code := range w.vocabulary.Languages() {
			name := w.LanguageName(code)
			if name == code {
				t.Errorf("%s: %s has no name, so an answer cannot say how a problem was read", spoken, code)
			}
			if !strings.Contains(w.Languages(), name) {
				t.Errorf("%s: %q does not name %s", spoken, w.Languages(), name)
			}
		}
	}
}
