package main

import (
	"strings"
	"testing"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/wording"
	"precedent/recommend/wording/catalogue"
	"precedent/recommend/wording/catalogue/cataloguetest"
)

func TestLang_OfTheTerminal(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		flag string
		env  map[string]string
		want string
	}{
		{"", nil, "en"},
		{"", map[string]string{"LANG": "fr_FR.UTF-8"}, "fr"},
		{"", map[string]string{"LANG": "fr_CA"}, "fr"},
		{"", map[string]string{"LANG": "fr_BE@euro"}, "fr"},
		{"", map[string]string{"LC_MESSAGES": "fr_FR.UTF-8", "LANG": "en_GB.UTF-8"}, "fr"},
		{"", map[string]string{"LC_ALL": "en_GB.UTF-8", "LC_MESSAGES": "fr_FR.UTF-8", "LANG": "fr_FR.UTF-8"}, "en"},
		{"", map[string]string{"LC_ALL": "C", "LANG": "fr_FR.UTF-8"}, "en"},
		{"", map[string]string{"LC_ALL": "C.UTF-8", "LANG": "fr_FR.UTF-8"}, "en"},
		{"", map[string]string{"LC_ALL": "POSIX", "LANG": "fr_FR.UTF-8"}, "en"},
		{"", map[string]string{"LC_ALL": "", "LANG": "fr_FR.UTF-8"}, "fr"},
		{"", map[string]string{"LANG": "ja_JP.UTF-8"}, "en"},
		{"", map[string]string{"LANG": "zh_CN.GB18030"}, "en"},
		{"", map[string]string{"LANG": "not a locale"}, "en"},
		{"", map[string]string{"LANG": "pl_PL.UTF-8"}, "pl"},
		{"", map[string]string{"LANG": "de_AT.UTF-8"}, "de"},
		{"", map[string]string{"LANG": "pt_BR.UTF-8"}, "pt-BR"},
		{"", map[string]string{"LANG": "pt_PT.UTF-8"}, "pt"},
		{"", map[string]string{"LANG": "pt_AO.UTF-8"}, "pt"},
		{"", map[string]string{"LANG": "es_MX.UTF-8"}, "es"},
		{"", map[string]string{"LANG": "nl_BE.UTF-8"}, "nl"},
		{"", map[string]string{"LANG": "it_CH.UTF-8"}, "it"},
		{"pt-BR", nil, "pt-BR"},
		{"pt-br", nil, "pt-BR"},
		{"pt", map[string]string{"LANG": "pt_BR.UTF-8"}, "pt"},
		{"es-419", nil, "es"},
		{"en", map[string]string{"LC_ALL": "fr_FR.UTF-8"}, "en"},
		{"fr", map[string]string{"LC_ALL": "C"}, "fr"},
		{"fr-CH", nil, "fr"},
		{"FR", nil, "fr"},
	} {
		f := langFlag{c.flag}
		texts, err := f.texts(func(name string) string { return c.env[name] })
		if err != nil || texts.Code != c.want {
			t.Errorf("--lang %q in %v: got %+v, %v, want %s", c.flag, c.env, texts, err, c.want)
		}
	}
}

// TestLang_SaysNothingInEnglish prints answers, a case and faults in a language that nobody
// speaks, in which whatever is said and is no text of the catalogue stands out.
func TestLang_SaysNothingInEnglish(t *testing.T) {
	t.Parallel()
	v := vocabulary(t)
	say, err := wording.New(v, cataloguetest.In(t))
	if err != nil {
		t.Fatal(err)
	}
	known := []string{
		"precedent similar", "precedent show", "precedent help filters", "--topic", "id:", "example.org", "https://example.org/open?tenders=1&b=2", "https://example.org/cl",
		"together", "open", "small", "frims", "firms", "tenders", "tender", "quantum", "digital-government", "health-care", "Narnia", "country", "since", "filter", "nosuch", "then",
	}
	add := func(c *corpus.Case) {
		known = append(known, plain(c.Title), plain(c.Organisation), plain(c.Problem), shorten(c.Problem, shownText), c.Summary, c.Results, plain(c.ID), c.Source)
	}
	for _, m := range someAnswer().Cases {
		add(m.Case)
		for _, other := range m.Duplicates {
			add(other)
		}
	}
	for _, p := range v.Places.Countries {
		known = append(known, p.Name)
	}
	for _, p := range v.Places.Regions {
		known = append(known, p.Name)
	}
	for _, tags := range [][]corpus.Concept{v.Taxonomy.Topics, v.Taxonomy.Approaches} {
		for _, tag := range tags {
			known = append(known, tag.Label)
		}
	}
	names := cataloguetest.Known(known...)
	for name, c := range someAnswers() {
		asked := question{like: c.asked.like}
		if c.asked.problem != "" {
			asked.problem = "quantum"
		}
		said := renderAnswer(c.answer, asked, say, look{width: maxAskedWidth}) // each sentence on one line
		if words := cataloguetest.Untranslated(said, names); len(words) > 0 {
			t.Errorf("%s: %q is said in every language:\n%s", name, words, said)
		}
	}
	for name, err := range map[string]error{
		"country": wrongFilter(say, &recommend.FilterError{Field: "country", Value: "Narnia", Nearest: []string{"Poland"}}),
		"year":    wrongFilter(say, &recommend.FilterError{Field: "since", Value: "then"}),
		"case":    unknownCase(say, &recommend.FilterError{Field: "case", Value: "nosuch", Nearest: []string{"open-tenders"}}),
		"period":  emptyPeriod(say, &recommend.PeriodError{Since: 2020, Until: 2010}),
		"nothing": nothingAsked(say),
	} {
		if words := cataloguetest.Untranslated(err.Error(), names); len(words) > 0 {
			t.Errorf("%s: %q is said in every language: %v", name, words, err)
		}
	}
	e, err := builtinEngine()
	if err != nil {
		t.Fatal(err)
	}
	c := &e.Library().Cases()[0]
	if words := cataloguetest.Untranslated(strings.Join(explained(say, e, c), "\n"), cataloguetest.Known(c.Title)); len(words) > 0 {
		t.Errorf("what %s is found by says %q in every language", c.ID, words)
	}
}

// TestLang_Answers prints each answer in each language: as wide as it is to be, with every
// text filled in.
func TestLang_Answers(t *testing.T) {
	t.Parallel()
	v := vocabulary(t)
	for _, language := range catalogue.Builtin().Languages() {
		texts, err := catalogue.Builtin().In(language)
		if err != nil {
			t.Fatal(err)
		}
		say, err := wording.New(v, texts)
		if err != nil {
			t.Fatal(err)
		}
		for name, c := range someAnswers() {
			said := renderAnswer(c.answer, c.asked, say, look{width: 60})
			if strings.Contains(said, "%!") || strings.Contains(said, "terminal.") {
				t.Errorf("%s, %s: a text is missing or not filled in:\n%s", language, name, said)
			}
			for line := range strings.Lines(said) {
				if n := textColumns(strings.TrimRight(line, "\n")); n > 60 && !strings.Contains(line, "http") && !strings.Contains(line, "precedent similar") {
					t.Errorf("%s, %s: %q takes %d columns, want at most 60", language, name, line, n)
				}
			}
		}
		// An example can be typed in a shell as it stands.
		if example := texts.Text("terminal.example"); strings.ContainsAny(example, "'’\"$`\\&;|<>()*?!") {
			t.Errorf("%s: the example %q cannot be typed in a shell without quotation marks", language, example)
		}
	}
}
