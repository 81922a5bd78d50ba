package corpus

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/text/unicode/norm"
)

var update = flag.Bool("update", false, "rewrite the case files in the form that Encode gives them")

func builtin(tb testing.TB) *Builtins {
	tb.Helper()
	b, err := Builtin()
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

// TestBuiltin_Rules holds the whole library against every rule of the record.
func TestBuiltin_Rules(t *testing.T) {
	cases, err := ReadStrict(os.DirFS("."), builtin(t).Vocabulary)
	if err != nil {
		t.Error(err)
	}
	seeds := map[OptInt]string{}
	var unlinked []string
	for _, c := range cases {
		if c.Seed != 0 {
			if other := seeds[c.Seed]; other != "" {
				t.Errorf("cases %s and %s have the same seed %d", other, c.ID, c.Seed)
			}
			seeds[c.Seed] = c.ID
		}
		if c.URL == "" {
			unlinked = append(unlinked, c.ID)
		}
	}
	if len(cases) < 846 || len(seeds) != 47 {
		t.Errorf("%d cases, %d of them from the first documents; want at least 846, and 47", len(cases), len(seeds))
	}
	if len(unlinked) != 1 {
		t.Errorf("cases without an address: %v, want just one", unlinked)
	}
}

// TestBuiltin_Form keeps every file in the one form that Encode writes, so that
// a diff shows what a curator changed and nothing else. With -update it
// rewrites them.
func TestBuiltin_Form(t *testing.T) {
	for _, c := range editedCases(t) {
		want, err := Encode(c)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Join(dirCases, c.ID+".json")
		got, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if string(got) == string(want) {
			continue
		}
		if *update {
			if err := os.WriteFile(name, want, 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		t.Errorf("%s is not in the form that go test ./corpus -update gives it", name)
	}
}

func TestBuiltin_LibraryIsSorted(t *testing.T) {
	lib := builtin(t).Library
	last := ""
	for _, c := range lib.Cases() {
		if c.ID <= last {
			t.Errorf("%s stands after %s", c.ID, last)
		}
		last = c.ID
		if lib.Case(c.ID).ID != c.ID {
			t.Errorf("Case(%q) finds another case", c.ID)
		}
	}
	if lib.Case("no-such-case") != nil {
		t.Error("Case finds a case that is not there")
	}
}

// goodCase is a record that keeps every rule.
func goodCase() Case {
	asked := make([]string, MinAskedAs)
	for i := range asked {
		asked[i] = "How do others do this, question number " + strings.Repeat("i", i+1)
	}
	return Case{
		ID: "a-good-case", Title: "A good case", URL: "https://example.org/case", Source: "Example",
		Countries: []string{"PL", "XK"}, Organisation: "Ministry of Examples", Level: "national", Year: 2018,
		Problem: "Examples are hard to come by, so that nobody learns from them.",
		Summary: "The ministry collected examples and put them where people look for them.",
		Topics:  []string{"open-data"}, Approaches: []string{"online-platform"}, Keywords: []string{"examples"},
		Evidence: EvidencePage, Retrieved: "2026-11-22", Added: "2026-11-22",
		AskedAs: asked, Official: slices.Clone(asked[:MinOfficial]), Also: []string{"samples"},
	}
}

func TestCheck(t *testing.T) {
	v := builtin(t).Vocabulary
	if err := Check([]Case{goodCase()}, v); err != nil {
		t.Fatalf("a good case has faults: %v", err)
	}
	for name, tc := range map[string]struct {
		change func(*Case)
		field  string
	}{
		"id with capitals":          {func(c *Case) { c.ID = "A-Case" }, "id"},
		"id with a slash":           {func(c *Case) { c.ID = "../x" }, "id"},
		"no title":                  {func(c *Case) { c.Title = "" }, "title"},
		"long title":                {func(c *Case) { c.Title = strings.Repeat("t", MaxTitle+1) }, "title"},
		"title with a line break":   {func(c *Case) { c.Title = "A\ncase" }, "title"},
		"problem too short":         {func(c *Case) { c.Problem = "Short." }, "problem"},
		"summary with two spaces":   {func(c *Case) { c.Summary += "  And more." }, "summary"},
		"results with a zero width": {func(c *Case) { c.Results = "Nothing\u200b." }, "results"},
		"url of a script":           {func(c *Case) { c.URL = "javascript:alert(1)" }, "url"},
		"url with a user":           {func(c *Case) { c.URL = "https://bank@example.org/" }, "url"},
		"url with a space":          {func(c *Case) { c.URL = "https://example.org/a b" }, "url"},
		"url without source":        {func(c *Case) { c.Source = "" }, "source"},
		"source without url":        {func(c *Case) { c.URL = "" }, "source"},
		"unknown country":           {func(c *Case) { c.Countries = []string{"QQ"} }, "countries"},
		"country twice":             {func(c *Case) { c.Countries = []string{"PL", "PL"} }, "countries"},
		"unknown level":             {func(c *Case) { c.Level = "galactic" }, "level"},
		"no topic":                  {func(c *Case) { c.Topics = nil }, "topics"},
		"approach as a topic":       {func(c *Case) { c.Topics = []string{"online-platform"} }, "topics"},
		"topic as an approach":      {func(c *Case) { c.Approaches = []string{"open-data"} }, "approaches"},
		"year before its time":      {func(c *Case) { c.Year = 1215 }, "year"},
		"year to come":              {func(c *Case) { c.Year = 2031 }, "year"},
		"no such evidence":          {func(c *Case) { c.Evidence = "hearsay" }, "evidence"},
		"no such day":               {func(c *Case) { c.Retrieved = "2026-02-30" }, "retrieved"},
		"too few asked-as":          {func(c *Case) { c.AskedAs = c.AskedAs[:3] }, "asked_as"},
		"asked-as twice":            {func(c *Case) { c.AskedAs[1] = c.AskedAs[0] }, "asked_as"},
		"too few official":          {func(c *Case) { c.Official = c.Official[:3] }, "official"},
		"official twice":            {func(c *Case) { c.Official = append(c.Official, c.Official[0]) }, "official"},
		"no such second look":       {func(c *Case) { c.Checked = "not reached" }, "checked"},
		"negative seed":             {func(c *Case) { c.Seed = -1 }, "seed"},
	} {
		t.Run(name, func(t *testing.T) {
			c := goodCase()
			tc.change(&c)
			err := Check([]Case{c}, v)
			if err == nil || !strings.Contains(err.Error(), c.ID+": "+tc.field+": ") {
				t.Errorf("got %v, want a fault in %s", err, tc.field)
			}
		})
	}
}

func TestCheck_NamesEveryFaultAtOnce(t *testing.T) {
	a, b := goodCase(), goodCase()
	a.Title, a.Level = "", "galactic"
	b.ID, b.Year = "another-case", 3000
	err := Check([]Case{a, b}, builtin(t).Vocabulary)
	for _, want := range []string{"a-good-case: title", "a-good-case: level", "another-case: year"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v does not name %q", err, want)
		}
	}
}

func TestReadStrict_RefusesFiles(t *testing.T) {
	v := builtin(t).Vocabulary
	data, err := Encode(goodCase())
	if err != nil {
		t.Fatal(err)
	}
	for name, tc := range map[string]struct{ file, text, want string }{
		"unknown field":  {"a-good-case", strings.Replace(string(data), `"title"`, `"titel"`, 1), "titel"},
		"broken JSON":    {"a-good-case", strings.Replace(string(data), `"title": `, `"title" `, 1), "line 3"},
		"wrong type":     {"a-good-case", strings.Replace(string(data), `"year": 2018`, `"year": "then"`, 1), "line"},
		"two records":    {"a-good-case", string(data) + string(data), "after the record"},
		"name and id":    {"another-name", string(data), "another-name"},
		"nothing inside": {"a-good-case", "", "EOF"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := ReadStrict(fstest.MapFS{dirCases + "/" + tc.file + ".json": {Data: []byte(tc.text)}}, v)
			if err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("got %v, want an error with %q", err, tc.want)
			}
		})
	}
}

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
	for id, want := range map[string]string{"PL": "Poland", "latam": "Latin America", "QQ": "QQ"} {
		if got := p.Name(id); got != want {
			t.Errorf("Name(%q) = %q, want %q", id, got, want)
		}
	}
	if eu := p.Codes([]string{"eu", "PL"}); len(eu) != 28 || !slices.Contains(eu, "EU") {
		t.Errorf("the European Union has the codes %v, want its 27 members and itself", eu)
	}
}

// TestThesaurus_Meets keeps phrases in that mean something: letters or digits.
func TestThesaurus_Meets(t *testing.T) {
	word := regexp.MustCompile(`[\pL\pN]`)
	thesaurus, err := editedVocabulary(t).Thesaurus(English)
	if err != nil {
		t.Fatal(err)
	}
	for id, phrases := range thesaurus {
		for _, p := range phrases {
			if !word.MatchString(p) || len(p) > MaxShort {
				t.Errorf("%s: %q is no phrase", id, p)
			}
		}
	}
}

// TestLanguages holds what is known of every language against its rules, and
// against how much of it there must be.
func TestLanguages(t *testing.T) {
	v := editedVocabulary(t)
	for _, code := range Languages {
		l, err := v.Language(code)
		if err != nil {
			t.Errorf("%s: %v", code, err)
			continue
		}
		thesaurus, err := v.Thesaurus(code)
		if err != nil {
			t.Error(err)
		}
		if err := l.Check(v.Places, thesaurus); err != nil {
			t.Error(err)
		}
		w := l.Words
		for name, n := range map[string]int{
			"asking": len(w.Asking), "only": len(w.Only), "not": len(w.Not), "examples": len(w.Examples), "levels": len(w.Levels),
			"like": len(w.Like), "ordinals": len(w.Ordinals), "more": len(w.More), "leave": len(w.Leave), "item": len(w.Item),
			"abbreviations": len(w.Abbreviations), "since": len(w.Times.Since), "last": len(w.Times.Last), "numbers": len(w.Times.Numbers),
		} {
			if n == 0 {
				t.Errorf("%s: no words for %s", code, name)
			}
		}
		if code == English {
			continue
		}
		if glossary, err := l.Glossary(); len(glossary) < 3000 {
			t.Errorf("%s: the glossary has %d words (%v)", code, len(glossary), err)
		}
		for _, c := range v.Places.Countries {
			if len(l.Names.Names[c.Code]) == 0 {
				t.Errorf("%s: no name for %s", code, c.Name)
			}
		}
		for _, r := range v.Places.Regions {
			if len(l.Names.Names[r.ID]) == 0 {
				t.Errorf("%s: no name for %s", code, r.Name)
			}
		}
	}
	if _, err := v.Language("xx"); err == nil {
		t.Error("a language that nobody knows is no error")
	}
}

// TestFrames holds the words of frames: some of each kind in every language, none twice, and
// slots only where one may stand.
func TestFrames(t *testing.T) {
	v := editedVocabulary(t)
	phrase := regexp.MustCompile(`^[\p{L}\p{N}][\p{L}\p{N} .'\-*]*$`)
	for _, code := range Languages {
		f, err := v.Frames(code)
		if err != nil {
			t.Error(err)
			continue
		}
		for name, list := range map[string][]string{
			"bodies": f.Bodies, "asked": f.Asked, "articles": f.Articles, "around": f.Around, "of": f.Of, "offices": f.Offices, "titles": f.Titles,
			"pronouns": f.Pronouns, "and": f.And, "adverbs": f.Adverbs, "declare": f.Declare, "declare_that": f.DeclareThat, "requested": f.Requested,
			"request": f.Request, "that": f.That, "to": f.To, "not_before": f.NotBefore, "openers": f.Openers, "labels": f.Labels, "movers": f.Movers,
			"acts": f.Acts, "ends": f.Ends,
		} {
			if len(list) == 0 {
				t.Errorf("%s: no words for %s", code, name)
			}
			for i, text := range list {
				if !phrase.MatchString(text) || text != strings.ToLower(text) || slices.Contains(list[:i], text) {
					t.Errorf("%s: %s: %q stands twice, has capitals, or is no phrase", code, name, text)
				}
				if strings.Contains(text, "*") && !slices.Contains([]string{"request", "openers", "acts", "ends"}, name) {
					t.Errorf("%s: %s: %q has a slot for a body", code, name, text)
				}
			}
		}
	}
}

// TestSpelling holds the lists of common words: sorted, in lower case, nothing but
// letters, none so short that it is never mended.
func TestSpelling(t *testing.T) {
	word := regexp.MustCompile(`^\p{Ll}{5,}$`)
	for _, code := range Languages[1:] {
		l, err := editedVocabulary(t).Language(code)
		if err != nil {
			t.Fatal(err)
		}
		words, err := l.Spelling()
		if err != nil {
			t.Fatal(err)
		}
		for i, w := range words {
			if !word.MatchString(w) || i > 0 && w <= words[i-1] || norm.NFC.String(w) != w {
				t.Errorf("%s: %q stands where it does not belong, or is no word of five small letters", code, w)
			}
		}
		if len(words) < 2500 {
			t.Errorf("%s: %d words", code, len(words))
		}
	}
}
