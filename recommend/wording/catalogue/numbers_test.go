package catalogue

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/feature/plural"
)

// noCounts are the texts that begin with a number which is no count of what they name, so that
// every language says them alike for all numbers that there are.
var noCounts = map[string]string{
	"answer.further":         "places in a list",
	"answer.further-similar": "places in a list",
	"answer.further-touch":   "places in a list",
	"answer.further-mixed":   "places in a list",
	"hint.some-cases":        "at most so many, of two or more",
	"label.compare-few":      "at most so many, of two or more",
	"label.since":            "a year",
}

// furtherNumbers are the texts with a number behind the first of what is filled in, which
// chooses no form, with what it is.
var furtherNumbers = map[string]string{
	"answer.further":         "places in a list, and how many there are in all, of two or more",
	"answer.further-similar": "the same",
	"answer.further-touch":   "the same",
	"answer.further-mixed":   "the same",
	"answer.fit-some":        "how many there are in all, of two or more",
	"terminal.more":          "how many there are in all, and a number to type",
	"terminal.lends":         "parts of a hundred",
	"missing.before":         "a year",
	"missing.after":          "a year",
}

// each calls f with the catalogue of every language.
func each(t *testing.T, f func(t *testing.T, c *Catalogue)) {
	t.Helper()
	for _, language := range Builtin().Languages() {
		c, err := Builtin().In(language)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(language, func(t *testing.T) { f(t, c) })
	}
}

// counted are the keys of the texts that depend on how many there are of something.
func counted(t *testing.T) (keys []string) {
	t.Helper()
	for key, english := range Builtin().English().texts {
		if english.counts() || verbs(english.other)[1] == "d" && noCounts[key] == "" {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	if len(keys) < 40 {
		t.Fatalf("found %d texts that count something, want at least 40", len(keys))
	}
	return keys
}

// TestNumbers_HaveForms: each text that counts something has a form for every kind of number
// that Unicode's rules ask for in its language, also where some of them are alike.
func TestNumbers_HaveForms(t *testing.T) {
	keys := counted(t)
	each(t, func(t *testing.T, c *Catalogue) {
		for _, key := range keys {
			e := c.texts[key]
			for form, n := range kindsOfNumber(c.tag) {
				if form != plural.Other && e.forms[form] == "" {
					t.Errorf("%s has no form for numbers like %d: %q", key, n, e.other)
				}
			}
		}
	})
}

// TestNumbers_AreSaid fills every text that counts something in with numbers of each kind. A
// number is said but where it is one, so that no language says "a case" of none.
func TestNumbers_AreSaid(t *testing.T) {
	keys := counted(t)
	each(t, func(t *testing.T, c *Catalogue) {
		for _, key := range keys {
			e := c.texts[key]
			said := verbs(e.other)[1] != ""
			for _, n := range []int{0, 1, 2, 5, 21, 22, 1000} {
				text := c.Text(key, filling(key, n)...)
				if strings.Contains(text, "%!") {
					t.Errorf("%s of %d is not filled in: %q", key, n, text)
				}
				if number := fmt.Sprint(number{n, c}); said && n != 1 && !strings.Contains(text, number) {
					t.Errorf("%s of %d does not say the number: %q", key, n, text)
				}
			}
		}
	})
}

// filling is something to fill a text in with, first a number.
func filling(key string, n int) []any {
	want := verbs(Builtin().English().texts[key].other)
	args := []any{n}
	for place := 2; place <= slices.Max(append([]int{1}, places(want)...)); place++ {
		var arg any = "X"
		if want[place] == "d" {
			arg = Year(2018)
		}
		args = append(args, arg)
	}
	return args
}

func places(verbs map[int]string) (list []int) {
	for place := range verbs {
		list = append(list, place)
	}
	return list
}

// TestNumbers_OneEach: a form is chosen by one number, so that a text with two counts would have
// the wrong one for the second. Such a text is made of two.
func TestNumbers_OneEach(t *testing.T) {
	for key, e := range Builtin().English().texts {
		for place, verb := range verbs(e.other) {
			if place > 1 && verb == "d" && furtherNumbers[key] == "" {
				t.Errorf("%s has a number behind the first thing that it is filled in with, which can choose no form: %q", key, e.other)
			}
		}
	}
	for _, table := range []map[string]string{noCounts, furtherNumbers} {
		for key := range table {
			if !strings.Contains(Builtin().English().texts[key].other, "%") {
				t.Errorf("there is no text %s with a number", key)
			}
		}
	}
}

// TestNumbers_Thousands: Spanish, Polish and the Portuguese of Portugal write four digits in one,
// the others set thousands apart.
func TestNumbers_Thousands(t *testing.T) {
	want := map[string][2]string{
		"en": {"1,234", "12,345"}, "de": {"1.234", "12.345"}, "nl": {"1.234", "12.345"}, "it": {"1.234", "12.345"}, "pt-BR": {"1.234", "12.345"},
		"es": {"1234", "12.345"}, "fr": {"1\u00a0234", "12\u00a0345"}, "pl": {"1234", "12\u00a0345"}, "pt": {"1234", "12\u00a0345"},
	}
	each(t, func(t *testing.T, c *Catalogue) {
		if got := [2]string{fmt.Sprint(number{1234, c}), fmt.Sprint(number{12345, c})}; got != want[c.Code] {
			t.Errorf("writes %q, want %q", got, want[c.Code])
		}
	})
}

// TestNumbers_InPolish reads one text in all its forms, which are the most of any language.
func TestNumbers_InPolish(t *testing.T) {
	c, err := Builtin().In("pl")
	if err != nil {
		t.Fatal(err)
	}
	for n, want := range map[int]string{
		0: "przeszukano 0 przypadków", 1: "przeszukano 1 przypadek", 2: "przeszukano 2 przypadki", 5: "przeszukano 5 przypadków",
		12: "przeszukano 12 przypadków", 21: "przeszukano 21 przypadków", 22: "przeszukano 22 przypadki", 1000: "przeszukano 1000 przypadków",
	} {
		if got := c.Text("label.searched", n); got != want {
			t.Errorf("%d: says %q, want %q", n, got, want)
		}
	}
}
