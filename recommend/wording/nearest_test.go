package wording

import (
	"slices"
	"strings"
	"testing"

	"precedent/recommend"
	"precedent/recommend/wording/catalogue"
)

// TestNearest: a country that is not known is held against the names in the person's language,
// and against the English ones, and so answered with what they would type.
func TestNearest(t *testing.T) {
	for _, tc := range []struct {
		language string
		err      recommend.FilterError
		want     string // the first
	}{
		{"en", recommend.FilterError{Field: "country", Value: "Polnd", Nearest: []string{"Poland", "Finland"}}, "Poland"},
		{"de", recommend.FilterError{Field: "country", Value: "Frankreih", Nearest: []string{"France"}}, "Frankreich"},
		{"pl", recommend.FilterError{Field: "country", Value: "Niemczy"}, "Niemcy"},
		{"fr", recommend.FilterError{Field: "country", Value: "Amérique latin", Nearest: []string{"Latin America"}}, "Amérique latine"},
		{"de", recommend.FilterError{Field: "topic", Value: "healthcare", Nearest: []string{"health-care"}}, "health-care"},
		{"de", recommend.FilterError{Field: "country", Value: "Germny", Nearest: []string{"Germany"}}, "Deutschland"},
		{"de", recommend.FilterError{Field: "country", Value: "Atlantis"}, ""},
		{"de", recommend.FilterError{Field: "country", Value: "xq"}, ""},
	} {
		got := in(t, tc.language).Nearest(&tc.err)
		if tc.want == "" && len(got) > 0 || tc.want != "" && slices.Index(got, tc.want) != 0 {
			t.Errorf("%s: %s %q is answered with %q, want %q first", tc.language, tc.err.Field, tc.err.Value, got, tc.want)
		}
	}
}

// TestUnknown: whatever can be unknown is called what it is in the person's language, also where
// the limit that it was typed for has an English name.
func TestUnknown(t *testing.T) {
	for _, language := range catalogue.Builtin().Languages() {
		w := in(t, language)
		for _, field := range append([]string{"filter", "case", "except"}, recommend.FilterFields...) {
			if recommend.YearField(field) {
				continue
			}
			said := w.Unknown(&recommend.FilterError{Field: field, Value: "Nowhere"})
			if !strings.Contains(said, w.Text(textQuoted, "Nowhere")) || language != "en" && strings.Contains(said, field) {
				t.Errorf("%s: of an unknown %s it is said %q", language, field, said)
			}
		}
	}
	if got, want := in(t, "de").Unknown(&recommend.FilterError{Field: "country", Value: "Atlantis"}), "das Land „Atlantis“ ist nicht bekannt"; got != want {
		t.Errorf("says %q, want %q", got, want)
	}
}
