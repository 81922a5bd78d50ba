package analysis_test

import (
	"slices"
	"strings"
	"testing"

	"precedent/recommend/understand/analysis"
)

func TestTokenize(t *testing.T) {
	for text, want := range map[string]string{
		"Small firms' tenders":         "small firms tenders",
		"don't can’t city's Mayors’":   "dont cant city mayors",
		"R&D in the U.K. and the U.S.": "r&d in the uk and the us",
		"e-procurement/tendering":      "e procurement tendering",
		"Łódź São Tomé Çankaya naïve":  "lodz sao tome cankaya naive",
		"COVID-19, 2020":               "covid 19 2020",
		"Q & A ... -- '' &&":           "q a",
		"日本 and العربية":               "日本 and العربية",
		"":                             "",
	} {
		if got := strings.Join(analysis.WordsOf(analysis.Tokenize(text)), " "); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// TestTokenize_Clauses: a full stop inside an address, and behind what it shortens, ends no clause.
func TestTokenize_Clauses(t *testing.T) {
	for text, want := range map[string]string{
		"no money. No staff":         "no money | no staff",
		"no money. no staff":         "no money | no staff",
		"no money.No staff":          "no money | no staff",
		"login with gov.br at home":  "login with gov br at home",
		"zespół ds. innowacji":       "zespol ds innowacji",
		"we have none. So what, now": "we have none | so what | now",
	} {
		var got []string
		for _, tok := range analysis.Tokenize(text) {
			if tok.Gap {
				got = append(got, "|")
			}
			got = append(got, tok.Word)
		}
		if got := strings.Join(got, " "); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func FuzzTokenize(f *testing.F) {
	f.Add("R&D don't U.S. \xff\u0301")
	f.Fuzz(func(t *testing.T, text string) {
		for _, tok := range analysis.Tokenize(text) {
			if tok.Raw == "" || tok.Word == "" || !strings.HasPrefix(text[tok.Start:], tok.Raw) {
				t.Errorf("%q: token %+v does not stand in the text", text, tok)
			}
		}
	})
}

func TestTokenizeIn_Polish(t *testing.T) {
	for text, want := range map[string][]string{
		"Karetki czekają pod SOR-em":   {"karetki", "czekaja", "pod", "sor"},
		"sprawa w ZUS-ie, z PIT-ami":   {"sprawa", "w", "zus", "z", "pit"},
		"Bielsko-Biała, polsko-czeski": {"bielsko", "biala", "polsko", "czeski"},
		"SOR - em":                     {"sor", "em"},
		"model CO2-pl":                 {"model", "co2"},
	} {
		if got := analysis.WordsOf(analysis.TokenizeIn("pl", text)); !slices.Equal(got, want) {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
	if got := analysis.WordsOf(analysis.TokenizeIn("de", "SOR-em")); !slices.Equal(got, []string{"sor", "em"}) {
		t.Errorf("German has no such endings, got %q", got)
	}
}
