package corpus

import (
	"slices"
	"testing"
)

func TestPlaces(t *testing.T) {
	p := builtin(t).Vocabulary.Places
	for name, want := range map[string]string{
		"PL": "PL", "pl": "PL", " Poland ": "PL", "POLISH": "PL", "LATAM": "latam", "latin america": "latam", "nordic": "nordic",
		"EU": "eu", "european commission": "EU", "no such place": "", "": "",
	} {
		if got := p.ID(name); got != want {
			t.Errorf("ID(%q) = %q, want %q", name, got, want)
		}
	}
	for name, want := range map[string]string{"PL": "PL", "poland": "PL", "EU": "EU", "European Union": "EU", "european commission": "EU", "latam": "", "Narnia": "", "": ""} {
		got := ""
		if country := p.Named(name); country != nil {
			got = country.Code
		}
		if got != want {
			t.Errorf("Named(%q) = %q, want %q", name, got, want)
		}
	}
	for id, want := range map[string]string{"PL": "Poland", "latam": "Latin America", "QQ": "QQ"} {
		if got := p.Name(id); got != want {
			t.Errorf("Name(%q) = %q, want %q", id, got, want)
		}
	}
	if eu := p.Codes([]string{"eu", "PL"}); len(eu) != 28 || !slices.Contains(eu, "EU") {
		t.Errorf("the European Union has the codes %v, want its 27 members and itself", eu)
	}
}
