package corpus

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestReadOwn_Proposed: what is proposed is read apart from what a record says itself, as a program
// or a curator has written it, and written as it is read.
func TestReadOwn_Proposed(t *testing.T) {
	for record, want := range map[string]struct {
		proposed string // as JSON
		notes    []string
	}{
		`"level": ""`:    {`null`, nil},
		`"proposed": {}`: {`{}`, nil},
		`"proposed": {"topics": [{"id": "housing", "words": ["flats", "rents"]}], "countries": [{"id": "PL", "words": ["Kraków"]}]}`: {
			`{"topics":[{"id":"housing","words":["flats","rents"]}],"countries":[{"id":"PL","words":["Kraków"]}]}`, nil},
		`"proposed": {"level": {"id": "local", "words": ["gmina"]}, "year": {"id": 2018, "words": ["launched in 2018"]}}`: {
			`{"level":{"id":"local","words":["gmina"]},"year":{"id":2018,"words":["launched in 2018"]}}`, nil},
		`"proposed": {"topics": ["Housing", "housing"], "approaches": "online-platform", "countries": ["Poland"], "level": "City, municipality or district", "year": "2018"}`: {
			`{"topics":[{"id":"housing"}],"approaches":[{"id":"online-platform"}],"countries":[{"id":"PL"}],"level":{"id":"local"},"year":{"id":2018}}`, nil},
		`"proposed": {"topics": ["online-platform"], "countries": [{"id": "Narnia"}], "year": 12, "mood": 1}`: {
			`{}`, []string{`proposed countries: "Narnia" is not known; left out`, `proposed topics: "online-platform" is not known; left out`,
				`proposed year: "12" is not known; left out`, `proposed: "mood" is nothing that is proposed; left out`}},
		`"proposed": ["housing"]`: {`null`, []string{`proposed: is no object; left out`}},
	} {
		cases, refused, notes, err := ReadOwn(strings.NewReader(`{"id":"a","title":"A",`+record+`}`), "own.jsonl", builtin(t).Vocabulary)
		if err != nil || len(refused) > 0 || len(cases) != 1 {
			t.Fatalf("%s: %d cases, refused %v, %v", record, len(cases), refused, err)
		}
		got, err := json.Marshal(cases[0].Proposed)
		if err != nil || string(got) != want.proposed {
			t.Errorf("%s is read as %s (%v), want %s", record, got, err, want.proposed)
		}
		if len(cases[0].Topics)+len(cases[0].Countries) > 0 || cases[0].Level != "" || cases[0].Year != 0 {
			t.Errorf("%s: mixed with the record's own: %+v", record, cases[0])
		}
		var told []string
		for _, n := range texts(notes) {
			told = append(told, strings.TrimPrefix(n, "own.jsonl, line 1 (a): "))
		}
		slices.Sort(told)
		if !slices.Equal(told, want.notes) {
			t.Errorf("%s: noted %q, want %q", record, told, want.notes)
		}
	}
}

// TestReadOwn_ProposedBounded: a hostile record proposes a bounded number of things.
func TestReadOwn_ProposedBounded(t *testing.T) {
	var countries []string
	for _, c := range builtin(t).Vocabulary.Places.Countries {
		countries = append(countries, `{"id":"`+c.Name+`","words":[`+strings.Repeat(`"x",`, 99)+`"`+strings.Repeat("y", 1000)+`"]}`)
	}
	cases, _ := readOwn(t, `{"id":"a","title":"A","proposed":{"countries":[`+strings.Join(countries, ",")+`]}}`)
	p := cases[0].Proposed
	if len(p.Countries) != maxProposals {
		t.Errorf("%d countries are proposed, want %d", len(p.Countries), maxProposals)
	}
	for _, c := range p.Countries {
		if len(c.Words) > maxProposedWords || slices.ContainsFunc(c.Words, func(w string) bool { return utf8.RuneCountInString(w) > MaxAskedAs }) {
			t.Errorf("%s is proposed by %d words", c.ID, len(c.Words))
		}
	}
}

// TestCase_Proposed: of a kind that the record has of its own, nothing proposed counts.
func TestCase_Proposed(t *testing.T) {
	one := []Proposal{{ID: "housing"}}
	p := &Proposed{one, []Proposal{{ID: "online-platform"}}, []Proposal{{ID: "PL"}}, &Proposal{ID: "local"}, &ProposedYear{ID: 2018}}
	counts := func(c Case) []any {
		return []any{len(c.ProposedTopics()), len(c.ProposedApproaches()), len(c.ProposedCountries()), c.ProposedLevel(), int(c.ProposedYear())}
	}
	if got := counts(Case{Proposed: p}); !reflect.DeepEqual(got, []any{1, 1, 1, "local", 2018}) {
		t.Errorf("of a record without any, these count: %v", got)
	}
	own := Case{Proposed: p, Topics: []string{"energy"}, Approaches: []string{"innovation-lab"}, Countries: []string{"DE"}, Level: "national", Year: 2001}
	for _, c := range []Case{own, {}, {Proposed: &Proposed{}}} {
		if got := counts(c); !reflect.DeepEqual(got, []any{0, 0, 0, "", 0}) {
			t.Errorf("of %+v, these count: %v", c, got)
		}
	}
	l, err := NewLibrary([]Case{{ID: "a", Proposed: p}, {ID: "b", Countries: []string{"DE"}}})
	if err != nil {
		t.Fatal(err)
	}
	if got := l.Countries(); !slices.Equal(got, []string{"DE", "PL"}) {
		t.Errorf("the countries of a library are %v", got)
	}
	if (&Case{ID: "a"}).Digest() == (&Case{ID: "a", Proposed: &Proposed{}}).Digest() {
		t.Error("a record that wants nothing proposed has the digest of one that nobody has looked at")
	}
}

// TestRecordWords holds the words of each language, and the towns, against what they are for.
func TestRecordWords(t *testing.T) {
	v := editedVocabulary(t)
	for _, code := range v.Languages() {
		w, err := v.RecordWords(code)
		if err != nil {
			t.Fatal(err)
		}
		for what, list := range map[string][]string{"began": w.Began, "elsewhere": w.Elsewhere, "subjects": w.Subjects, "local": w.Bodies["local"], "national": w.Bodies["national"]} {
			if len(list) == 0 {
				t.Errorf("%s has no words for %s", code, what)
			}
		}
		seen := map[string]string{}
		for level, list := range w.Bodies {
			if v.Taxonomy.Level(level) == nil {
				t.Errorf("%s: %q is no level", code, level)
			}
			for _, phrase := range list {
				if other := seen[PlainLetters(phrase)]; other != "" && other != level {
					t.Errorf("%s: %q is a body of two levels, %s and %s", code, phrase, level, other)
				}
				seen[PlainLetters(phrase)] = level
			}
		}
	}
	towns, err := v.Towns()
	if err != nil {
		t.Fatal(err)
	}
	for code, names := range towns {
		if v.Places.Country(code) == nil {
			t.Errorf("towns of %q, which is no country", code)
		}
		if !slices.IsSorted(names) || len(slices.Compact(slices.Clone(names))) != len(names) {
			t.Errorf("the towns of %s are not in order, each once", code)
		}
	}
}
