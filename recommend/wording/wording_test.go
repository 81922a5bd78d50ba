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
	spoken, understood := catalogue.Builtin().Languages(), ranktest.Builtin(t).Vocabulary.Languages()
	slices.Sort(spoken)
	slices.Sort(understood)
	if !slices.Equal(spoken, understood) {
		t.Errorf("there are texts in %q, and problems are understood in %q", spoken, understood)
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
