package corpus

import (
	"bytes"
	"encoding/json"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
)

func readOwn(t *testing.T, text string) ([]Case, []Fault) {
	t.Helper()
	cases, refused, _, err := ReadOwn(strings.NewReader(text), "own.jsonl", builtin(t).Vocabulary)
	if err != nil {
		t.Fatal(err)
	}
	return cases, refused
}

func TestReadOwn(t *testing.T) {
	f, err := os.Open("testdata/own.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	cases, refused, notes, err := ReadOwn(f, "own.jsonl", builtin(t).Vocabulary)
	if err != nil {
		t.Fatal(err)
	}
	if len(cases) != 3 {
		t.Fatalf("%d cases, want 3", len(cases))
	}
	full := cases[0]
	if full.Countries[0] != "PL" || full.Level != "local" || full.Year != 2019 ||
		full.Topics[0] != "public-procurement" || full.Approaches[0] != "online-platform" || full.Keywords[0] != "our own tag" {
		t.Errorf("tags, place, level or year not recognised: %+v", full)
	}
	if cases[1].Summary != "Just a text that says what was done." || cases[1].ID != "12" {
		t.Errorf("text and a number as id not read: %+v", cases[1])
	}
	if cases[2].URL != "" || cases[2].Year != 0 || cases[2].Title != "A title only" {
		t.Errorf("a bad address or year was kept: %+v", cases[2])
	}
	told := []string{
		`own.jsonl, line 4 (title-only): unknown: is no field of a case; left out`,
		`own.jsonl, line 4 (title-only): year: "12019" is no year; left empty`,
		`own.jsonl, line 4 (title-only): url: "ftp://example.org/x" is no address of a page; left empty`,
	}
	if got := texts(notes); !slices.Equal(got, told) {
		t.Errorf("noted\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(told, "\n"))
	}
	want := []string{
		"own.jsonl, line 5: has neither a title nor a text",
		"own.jsonl, line 6: is no JSON object",
		`own.jsonl, line 7: has the id "12" of line 2`,
		"own.jsonl, line 8: has no id",
	}
	if len(refused) != len(want) {
		t.Fatalf("refused %v, want %d", refused, len(want))
	}
	for i, w := range want {
		if !strings.HasPrefix(refused[i].Error(), w) {
			t.Errorf("refused %q, want %q", refused[i].Error(), w)
		}
	}
}

func texts(list []Fault) []string {
	out := make([]string, len(list))
	for i, f := range list {
		out[i] = f.Error()
	}
	return out
}

// TestReadOwn_Notes: what is not read as it is written is noted, with what is taken
// instead, and a field that is written correctly is not.
func TestReadOwn_Notes(t *testing.T) {
	for record, want := range map[string]struct {
		notes []string
		has   func(c Case) bool
	}{
		`"countries": ["EU", "European Union"]`:       {nil, func(c Case) bool { return len(c.Countries) == 1 && c.Countries[0] == "EU" }},
		`"country": "Chile"`:                          {[]string{`country: is no field of a case; read as "countries"`}, func(c Case) bool { return len(c.Countries) == 1 && c.Countries[0] == "CL" }},
		`"Countries": ["CL"]`:                         {[]string{`Countries: is no field of a case; read as "countries"`}, func(c Case) bool { return len(c.Countries) == 1 }},
		`"countries": ["CL"], "country": "PE"`:        {[]string{`country: is no field of a case; left out beside "countries"`}, func(c Case) bool { return len(c.Countries) == 1 }},
		`"countries": ["Côte d’Ivoire"]`:              {nil, func(c Case) bool { return len(c.Countries) == 1 && c.Countries[0] == "CI" }},
		`"countries": "Narnia; Chile"`:                {[]string{`countries: "Narnia" is no country that is known; left out`}, func(c Case) bool { return len(c.Countries) == 1 }},
		`"level": "town"`:                             {[]string{`level: "town" is read as "local"`}, func(c Case) bool { return c.Level == "local" }},
		`"level": "galactic"`:                         {[]string{`level: "galactic" is none of national, regional, local, international, other; left empty`}, func(c Case) bool { return c.Level == "" }},
		`"year": "03/2018"`:                           {[]string{`year: "03/2018" is read as 2018`}, func(c Case) bool { return c.Year == 2018 }},
		`"year": "2015-2018"`:                         {[]string{`year: "2015-2018" is read as 2015`}, func(c Case) bool { return c.Year == 2015 }},
		`"year": "lately"`:                            {[]string{`year: "lately" is no year; left empty`}, func(c Case) bool { return c.Year == 0 }},
		`"url": "www.example.org"`:                    {[]string{`url: "www.example.org" is no address of a page; left empty`}, func(c Case) bool { return c.URL == "" }},
		`"organization": "Town hall"`:                 {[]string{`organization: is no field of a case; read as "organisation"`}, func(c Case) bool { return c.Organisation == "Town hall" }},
		`"sumary": "Said"`:                            {[]string{`sumary: is no field of a case; read as "summary"`}, func(c Case) bool { return c.Summary == "Said" }},
		`"topic": "housing", "approach": ["x"]`:       {[]string{`approach: is no field of a case; read as "approaches"`, `topic: is no field of a case; read as "topics"`}, func(c Case) bool { return len(c.Topics) == 1 }},
		`"budget": 12`:                                {[]string{`budget: is no field of a case; left out`}, nil},
		`"problem": {"in": "here"}`:                   {[]string{`problem: is no text; left out`}, func(c Case) bool { return c.Problem == "" }},
		`"keywords": ["a", ["b"]], "topics": false`:   {[]string{`topics: is no list of texts; left out`, `keywords: has items that are no texts; they are left out`}, nil},
		`"problem": "p", "summary": "s", "text": "t"`: {[]string{`text: is left out beside a problem and a summary`}, func(c Case) bool { return c.Problem == "p" && c.Summary == "s" }},
		`"languages": "German"`:                       {[]string{`languages: is no field of a case; read as "language"`}, func(c Case) bool { return c.Language == "de" }},
		`"language": ["de"]`:                          {[]string{`language: is no text; left out`}, func(c Case) bool { return c.Language == "" }},
		`"evidence": "hearsay", "checked": "twice"`:   {[]string{`evidence: "hearsay" is not known; left empty`, `checked: "twice" is not known; left empty`}, nil},
		`"countries": ["CL"], "level": "Local", "year": 2018, "results": "", "seed": null, "added": "2026-11-01", "keywords": [""]`: {nil, func(c Case) bool { return c.Year == 2018 && c.Level == "local" }},
	} {
		cases, refused, notes, err := ReadOwn(strings.NewReader(`{"id":"a","title":"A",`+record+`}`), "own.jsonl", builtin(t).Vocabulary)
		if err != nil || len(refused) > 0 || len(cases) != 1 {
			t.Fatalf("%s: %d cases, refused %v, %v", record, len(cases), refused, err)
		}
		got := texts(notes)
		for i := range got {
			got[i] = strings.TrimPrefix(got[i], "own.jsonl, line 1 (a): ")
		}
		slices.Sort(got)
		slices.Sort(want.notes)
		if !slices.Equal(got, want.notes) {
			t.Errorf("%s: noted %q, want %q", record, got, want.notes)
		}
		if want.has != nil && !want.has(cases[0]) {
			t.Errorf("%s: read as %+v", record, cases[0])
		}
	}
}

// TestReadOwn_EveryField: a record is read into every field of a case, but for those that
// mean nothing in people's own.
func TestReadOwn_EveryField(t *testing.T) {
	whole := goodCase()
	whole.Seed, whole.Checked, whole.Language = 1, CheckedConfirmed, "de"
	record := reflect.ValueOf(&whole).Elem()
	for i := range record.NumField() {
		if field := record.Field(i); field.Kind() == reflect.String && field.IsZero() {
			field.SetString("something said of it")
		} else if field.Kind() == reflect.Slice && field.IsZero() {
			field.Set(reflect.ValueOf([]string{"something said of it"}))
		}
	}
	line, err := json.Marshal(whole)
	if err != nil {
		t.Fatal(err)
	}
	cases, refused, notes, err := ReadOwn(bytes.NewReader(line), "own.jsonl", builtin(t).Vocabulary)
	if err != nil || len(cases) != 1 || len(refused) != 0 || len(notes) != 0 {
		t.Fatalf("read %d cases, refused %v, noted %v (%v); want one, and nothing noted", len(cases), refused, notes, err)
	}
	for i := range record.NumField() {
		name, _, _ := strings.Cut(record.Type().Field(i).Tag.Get("json"), ",")
		got, want := reflect.ValueOf(cases[0]).Field(i).Interface(), record.Field(i).Interface()
		if slices.Contains(unused, name) {
			want = reflect.Zero(record.Field(i).Type()).Interface()
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s is read as %v, want %v", name, got, want)
		}
	}
}

// TestReadOwn_NotesOnce: what is in every line is noted once, with how often.
func TestReadOwn_NotesOnce(t *testing.T) {
	_, _, notes, err := ReadOwn(strings.NewReader(strings.Repeat(`{"id":"a","country":"Chile"}`+"\n", 1)+
		`{"id":"a","title":"A","country":"Chile"}
{"id":"b","title":"B","country":"Peru"}
{"id":"c","title":"C","country":"Peru","level":"town"}`), "own.jsonl", builtin(t).Vocabulary)
	want := []string{
		`own.jsonl, line 2 (a): country: is no field of a case; read as "countries" (in 3 records)`,
		`own.jsonl, line 4 (c): level: "town" is read as "local"`,
	}
	if got := texts(notes); err != nil || !slices.Equal(got, want) {
		t.Errorf("noted %q, want %q (%v)", got, want, err)
	}
}

// TestReadOwn_Sentences: what people write for matching, and what they say of a second look,
// is read as the built-in records have it; what is not known of a look counts for none.
func TestReadOwn_Sentences(t *testing.T) {
	cases, refused := readOwn(t, `{"id":"a","title":"A","asked_as":["Nobody comes"],"official":["How might we draw people?","attendance"],"checked":"mended"}
{"id":"b","title":"B","official":"one; two","checked":"not reached"}`)
	if len(cases) != 2 || len(refused) != 0 {
		t.Fatalf("%d cases, refused %v", len(cases), refused)
	}
	if got := strings.Join(cases[0].Asked(), "|"); got != "Nobody comes|How might we draw people?|attendance" || cases[0].Checked != CheckedMended {
		t.Errorf("asked %q, checked %q", got, cases[0].Checked)
	}
	if len(cases[1].Official) != 2 || cases[1].Checked != "" {
		t.Errorf("official %q, checked %q", cases[1].Official, cases[1].Checked)
	}
}

func TestReadOwn_Hostile(t *testing.T) {
	long := `{"id": "long", "title": "` + strings.Repeat("a", MaxOwnLine) + `"}`
	cases, refused := readOwn(t, long+"\n"+`{"id":"b","title":"\u001b[31mred\u202e\u0000 alert","text":"`+strings.Repeat("word ", 5000)+`"}`)
	if len(refused) != 1 || !strings.Contains(refused[0].What, "longer than") {
		t.Errorf("a line too long was not refused: %v", refused)
	}
	if len(cases) != 1 || cases[0].Title != "[31mred alert" {
		t.Fatalf("control characters were kept: %+v", cases)
	}
	if n := len([]rune(cases[0].Summary)); n > MaxOwnText {
		t.Errorf("a text of %d characters was kept", n)
	}
}

func FuzzReadOwn(f *testing.F) {
	f.Add([]byte(`{"id":"a","title":"T","text":"x"}`))
	f.Add([]byte("\ufeff" + `{"id":1,"year":"2019","topics":["Open data"],"countries":"PL;Poland"}`))
	f.Add([]byte(`{"id":"a","title":{"no":"text"},"keywords":[1,null,[]]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		cases, _, _, err := ReadOwn(strings.NewReader(string(data)), "fuzz", builtin(t).Vocabulary)
		if err != nil {
			t.Skip()
		}
		if _, err := NewLibrary(cases); err != nil {
			t.Errorf("read cases that no library takes: %v", err)
		}
		for _, c := range cases {
			if c.ID == "" || c.Title == "" || c.URL != "" && !WebAddress(c.URL) || plainFault(c.Title) != "" {
				t.Errorf("read a case that cannot be shown: %+v", c)
			}
		}
	})
}
