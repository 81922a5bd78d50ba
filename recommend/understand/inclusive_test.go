package understand_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"precedent/recommend"
	"precedent/recommend/rank/ranktest"
)

// comparedCases is how many cases of two answers are held against each other.
const comparedCases = 5

// TestUnderstand_Inclusive holds problems with words for women and men at once against the same
// with the plain word: all that is understood and shown is the same.
func TestUnderstand_Inclusive(t *testing.T) {
	e := ranktest.Engine(t)
	spellings := 0
	ranktest.EachLine(t, "testdata/inclusive.txt", func(line string) {
		parts := strings.Split(line, "|")
		code, inclusive, plain := parts[0], parts[1], parts[2]
		spellings++
		got, want := ranktest.Answer(t, e, recommend.Request{Problem: inclusive}), ranktest.Answer(t, e, recommend.Request{Problem: plain})
		if got.Query.Language != code || want.Query.Language != code {
			t.Errorf("%q is read as %s and %q as %s, want %s", inclusive, got.Query.Language, plain, want.Query.Language, code)
			return
		}
		termsOf := func(a recommend.Answer) (terms [][]string) {
			for _, w := range a.Query.Words {
				terms = append(terms, w.Terms)
			}
			return terms
		}
		if !reflect.DeepEqual(termsOf(got), termsOf(want)) {
			t.Errorf("%q is searched as %q, want %q as %q is", inclusive, termsOf(got), termsOf(want), plain)
		}
		shown := func(a recommend.Answer) (cases []string) {
			for _, m := range a.Cases[:min(comparedCases, len(a.Cases))] {
				cases = append(cases, fmt.Sprint(m.Case.ID, " ", m.Strength))
			}
			return cases
		}
		if !reflect.DeepEqual(shown(got), shown(want)) {
			t.Errorf("%q finds %q, want %q as %q does", inclusive, shown(got), shown(want), plain)
		}
		if len(got.UnknownWords()) > len(want.UnknownWords()) || len(got.Query.Corrections) > 0 {
			t.Errorf("%q: %q are told back as unknown, and %v as corrected", inclusive, got.UnknownWords(), got.Query.Corrections)
		}
	})
	if spellings < 60 {
		t.Errorf("got %d spellings, want 60 at least", spellings)
	}
}

// TestUnderstand_NotInclusive: what has the marks of words for women and men and is none stays.
func TestUnderstand_NotInclusive(t *testing.T) {
	e := ranktest.Engine(t)
	for text, want := range map[string]string{
		"small firms: in Poland":                 "small firms",
		"rents and/or deposits":                  "rents deposits",
		"Probleme: innen und außen":              "innen",
		"casos y casas de salud":                 "casas de salud",
		"write to ann@example.org about housing": "write housing",
		"tax box for small firms":                "tax box small firms",
		"ports and docks/harbours":               "ports docks harbours",
		"cuentos y cuentas públicas":             "cuentos cuentas públicas", "le banche e i banchi": "banche banchi",
	} {
		q, err := e.Understand(recommend.Request{Problem: text})
		if err != nil {
			t.Fatal(err)
		}
		var asked []string
		for _, w := range q.Words {
			asked = append(asked, w.Asked)
		}
		if got := strings.Join(asked, " "); got != want {
			t.Errorf("%q is searched as %q, want %q", text, got, want)
		}
	}
}
