package chart

import (
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"precedent/corpus"
	"precedent/corpus/curate"
)

var update = flag.Bool("update", false, "rewrite the golden picture")

func drawn(t *testing.T, title string, cases []corpus.Case) string {
	t.Helper()
	b, err := corpus.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	k := curate.NewCounter(b.Vocabulary)
	for i := range cases {
		k.Add("lib <&> \"rary\"", &cases[i])
	}
	var out strings.Builder
	if err := Picture(&out, title, k.Stats()); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// texts are all texts of a picture, which must be well-formed XML without anything that runs or is
// fetched.
func texts(t *testing.T, svg string) []string {
	t.Helper()
	var list []string
	d := xml.NewDecoder(strings.NewReader(svg))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return list
		}
		if err != nil {
			t.Fatalf("no XML: %v", err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			switch token.Name.Local {
			case "svg", "title", "desc", "style", "rect", "text", "g", "line":
			default:
				t.Errorf("the element %s", token.Name.Local)
			}
			for _, a := range token.Attr {
				if strings.HasPrefix(a.Name.Local, "on") || strings.Contains(a.Name.Local, "href") {
					t.Errorf("the attribute %s", a.Name.Local)
				}
			}
		case xml.CharData:
			list = append(list, string(token))
		}
	}
}

func few() []corpus.Case {
	return []corpus.Case{
		{ID: "a", Countries: []string{"PL"}, Topics: []string{"housing", "justice"}, Year: 2019},
		{ID: "b", Countries: []string{"PL", "DE"}, Topics: []string{"housing"}, Year: 2021},
		{ID: "c", Countries: []string{"EU", "GI"}, Year: 1950},
		{ID: "d", Topics: []string{"<svg onload=x>"}},
	}
}

// TestPicture holds a small picture, which is looked at when it changes.
func TestPicture(t *testing.T) {
	got := drawn(t, "A <script>title</script> & more\x00\u202e", few())
	path := filepath.Join("testdata", "few.svg")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v; go test -update writes it", err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	said := strings.Join(texts(t, got), "\n")
	for _, want := range []string{
		"A <script>title</script> & more\n", "4 cases · 3 countries · 3 topics · 1950 to 2021", "Most cases by country: Poland 2, ", "Poland: 2 cases",
		"Not on the map: European Union (institutions) 1, Gibraltar 1", "1 of 4 have none", "1 of 4 tell none", "before 1986: 1 case", "<svg onload=x>",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("the picture does not say %q", want)
		}
	}
}

// TestPicture_Any: whatever the cases are, the picture is whole, and twice the same.
func TestPicture_Any(t *testing.T) {
	t.Parallel()
	b, err := corpus.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for name, cases := range map[string][]corpus.Case{"none": nil, "one without anything": {{ID: "x"}}, "all": b.Library.Cases()} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			svg := drawn(t, name, cases)
			texts(t, svg)
			if again := drawn(t, name, cases); again != svg {
				t.Error("the same cases give another picture")
			}
			if strings.Contains(svg, "NaN") || strings.Contains(svg, "Inf") {
				t.Error("a length is no number")
			}
		})
	}
}

// TestWorld holds the map against the places that are known: each square is a country's, each
// country has one square, and those of the United Nations all have one.
func TestWorld(t *testing.T) {
	t.Parallel()
	b, err := corpus.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	m := squares()
	if n := len(strings.Fields(strings.ReplaceAll(world, "..", ""))); n != len(m.of) || n < 193 {
		t.Errorf("%d squares for %d countries", n, len(m.of))
	}
	for code := range m.of {
		if b.Vocabulary.Places.Country(code) == nil {
			t.Errorf("%s is no country", code)
		}
	}
	for _, next := range []string{"PT ES", "NO SE FI", "US CA", "IN BD", "ZA LS", "CL PY", "AU NZ", "CN KR"} { // neighbours stay near
		codes := strings.Fields(next)
		for i, code := range codes[1:] {
			a, b := m.of[codes[i]], m.of[code]
			if abs(a.column-b.column)+abs(a.row-b.row) > 6 {
				t.Errorf("%s and %s are far from each other", codes[i], code)
			}
		}
	}
	if m.of["NO"].row > m.of["IT"].row || m.of["MX"].column > m.of["ES"].column || m.of["ES"].column > m.of["JP"].column || m.of["EG"].row > m.of["ZA"].row {
		t.Error("north is not above, or west not left")
	}
}

func abs(n int) int { return max(n, -n) }

func TestScale(t *testing.T) {
	t.Parallel()
	for most, want := range map[int]int{0: 5, 1: 5, 19: 5, 20: 20, 43: 20, 100: 100, 4838: 3000, 1_000_000: 30_000} {
		if got := scaleOf(most); got[4] != want {
			t.Errorf("up to %d: %v", most, got)
		}
	}
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 105231: "105,231", 1_000_001: "1,000,001"} {
		if got := grouped(n); got != want {
			t.Errorf("%d is %s", n, got)
		}
	}
}
