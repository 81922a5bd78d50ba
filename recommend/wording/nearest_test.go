package wording

import (
	"slices"
	"testing"

	"precedent/recommend"
)

// TestNearest: a country that is not known is held against the names in the person's language,
// and so answered with what they would type.
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
		{"de", recommend.FilterError{Field: "country", Value: "xq"}, ""},
	} {
		got := in(t, tc.language).Nearest(&tc.err)
		if tc.want == "" && len(got) > 0 || tc.want != "" && slices.Index(got, tc.want) != 0 {
			t.Errorf("%s: %s %q is answered with %q, want %q first", tc.language, tc.err.Field, tc.err.Value, got, tc.want)
		}
	}
}
