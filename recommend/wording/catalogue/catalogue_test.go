package catalogue

import (
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// TestLanguages_AreComplete holds every language against English: no text is missing, empty
// or left over, and each is filled in with the same things.
func TestLanguages_AreComplete(t *testing.T) {
	english := Builtin().English()
	for key, e := range english.texts {
		if err := e.like(&e, kindsOfNumber(english.tag)); err != nil {
			t.Errorf("English: %s: %v", key, err)
		}
	}
	if len(english.texts) < 300 || len(Builtin().Languages()) < 8 {
		t.Fatalf("%d texts in %q: too few to prove anything", len(english.texts), Builtin().Languages())
	}
	for _, language := range Builtin().Languages() {
		c, err := Builtin().In(language)
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Faults(); err != nil {
			t.Error(err)
		}
	}
}

// minSentence is from how many characters on a text is a sentence, which no two languages say
// alike.
const minSentence = 20

// TestLanguages_AreTranslated finds English in other languages, and lists of examples that
// are shorter than the English ones.
func TestLanguages_AreTranslated(t *testing.T) {
	for _, language := range Builtin().Languages()[1:] {
		c, err := Builtin().In(language)
		if err != nil {
			t.Fatal(err)
		}
		for key, english := range Builtin().English().texts {
			here := c.texts[key]
			if here.other == english.other && len(here.other) >= minSentence {
				t.Errorf("%s: %s is English: %q", language, key, here.other)
			}
			if got, want := strings.Count(here.other, "\n"), strings.Count(english.other, "\n"); got != want {
				t.Errorf("%s: %s has %d lines, English %d", language, key, got+1, want+1)
			}
		}
	}
}

// typed matches what people type, which is the same in every language: commands, flags, limits
// and variables.
var typed = regexp.MustCompile(`/similar( (list|watch)\b)?|/invite @Precedent|\bprecedent [a-z]+( filters)?|--[a-z]+|\b(country|level|topic|approach|since|until):[A-Za-z0-9-]+|[A-Z]+_[A-Z]+`)

// TestLanguages_KeepWhatIsTyped finds commands and limits that are translated, and would not
// be understood.
func TestLanguages_KeepWhatIsTyped(t *testing.T) {
	commands := 0
	for _, language := range Builtin().Languages()[1:] {
		c, err := Builtin().In(language)
		if err != nil {
			t.Fatal(err)
		}
		for key, english := range Builtin().English().texts {
			for _, command := range typed.FindAllString(english.other, -1) {
				commands++
				if here := c.texts[key].other; !strings.Contains(here, command) {
					t.Errorf("%s: %s does not have %q: %q", language, key, command, here)
				}
			}
		}
	}
	if commands < 20 {
		t.Errorf("found %d commands in the English texts, want 20 or more", commands)
	}
}

// TestLanguages_WriteDays: a day has its year, month and day in every language.
func TestLanguages_WriteDays(t *testing.T) {
	day := time.Date(2019, time.November, 23, 0, 0, 0, 0, time.UTC)
	for _, language := range Builtin().Languages() {
		c, err := Builtin().In(language)
		if err != nil {
			t.Fatal(err)
		}
		layout := c.Text("rule.date")
		if got, err := time.Parse(layout, day.Format(layout)); err != nil || !got.Equal(day) {
			t.Errorf("%s: %s is written %q by %q, which is read as %v, %v", language, day, day.Format(layout), layout, got, err)
		}
	}
}

// files are catalogues by their languages.
func testFiles(languages map[string]string) fs.FS {
	fsys := fstest.MapFS{}
	for code, text := range languages {
		fsys[code+extension] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

// TestText fills texts in, in languages with several forms for numbers and with another order.
func TestText(t *testing.T) {
	s, err := NewSet(testFiles(map[string]string{
		"en": `{"plain": "Save", "found": {"description": "d", "one": "%d case on %s", "other": "%d cases on %s"}, "these": {"one": "this", "other": "these"}, "of": "%s by %s", "free": "100 %"}`,
		"pl": `{"plain": "Zapisz", "found": {"one": "%d przypadek: %s", "few": "%d przypadki: %s", "many": "%d przypadków: %s", "other": "%d przypadku: %s"}, "these": {"one": "ten", "few": "te", "many": "te", "other": "te"}, "of": "%[2]s: %[1]s", "free": "100 %"}`,
		"fr": `{"plain": "Enregistrer", "found": {"one": "Un cas : %[2]s", "other": "%d cas : %s"}, "these": {"one": "celui-ci", "other": "ceux-ci"}, "of": "%s de %s", "free": "100 %"}`,
	}))
	if err != nil {
		t.Fatal(err)
	}
	if got := s.Languages(); !slices.Equal(got, []string{"en", "fr", "pl"}) {
		t.Errorf("languages %q", got)
	}
	for _, tc := range []struct {
		language, key string
		args          []any
		want          string
	}{
		{"en", "plain", nil, "Save"}, {"pl", "plain", nil, "Zapisz"}, {"en", "free", nil, "100 %"},
		{"en", "found", []any{1, "x"}, "1 case on x"}, {"en", "found", []any{0, "x"}, "0 cases on x"}, {"en", "found", []any{21, "x"}, "21 cases on x"},
		{"fr", "found", []any{1, "x"}, "Un cas : x"}, {"fr", "found", []any{2, "x"}, "2 cas : x"},
		{"pl", "found", []any{1, "x"}, "1 przypadek: x"}, {"pl", "found", []any{3, "x"}, "3 przypadki: x"}, {"pl", "found", []any{12, "x"}, "12 przypadków: x"}, {"pl", "found", []any{22, "x"}, "22 przypadki: x"},
		{"en", "these", []any{1}, "this"}, {"en", "these", []any{5}, "these"}, {"pl", "these", []any{5}, "te"},
		{"en", "of", []any{"a", "b"}, "a by b"}, {"pl", "of", []any{"a", "b"}, "b: a"},
		{"fr", "unknown", nil, "unknown"},
	} {
		c, err := s.In(tc.language)
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Faults(); err != nil {
			t.Error(err)
		}
		if got := c.Text(tc.key, tc.args...); got != tc.want {
			t.Errorf("%s: %s of %v is %q, want %q", tc.language, tc.key, tc.args, got, tc.want)
		}
	}
}

// TestText_Numbers writes numbers of things as the language does, and years as they are.
func TestText_Numbers(t *testing.T) {
	const texts = `{"cases": {"one": "%d case", "other": "%d cases"}, "since": "%[2]d %[1]s"}`
	s, err := NewSet(testFiles(map[string]string{
		"en": texts, "de": texts, "fr": texts,
		"pl": `{"cases": {"one": "%d", "few": "%d few", "many": "%d many", "other": "%d other"}, "since": "%[2]d %[1]s"}`,
	}))
	if err != nil {
		t.Fatal(err)
	}
	for language, want := range map[string][3]string{
		"en": {"999 cases", "12,345 cases", "2018 x"}, "de": {"999 cases", "12.345 cases", "2018 x"},
		"fr": {"999 cases", "12\u00a0345 cases", "2018 x"}, "pl": {"999 many", "12\u00a0345 many", "2018 x"},
	} {
		c, err := s.In(language)
		if err != nil {
			t.Fatal(err)
		}
		if got := [3]string{c.Text("cases", 999), c.Text("cases", 12345), c.Text("since", "x", Year(2018))}; got != want {
			t.Errorf("%s: got %q, want %q", language, got, want)
		}
	}
}

// TestMatch speaks a language to people of all its countries, to those of a country with a variant
// of it that one, and of those that there are no texts in, none.
func TestMatch(t *testing.T) {
	s, err := NewSet(testFiles(map[string]string{"en": `{}`, "de": `{}`, "es": `{}`, "fr": `{}`, "nl": `{}`, "pl": `{}`, "pt": `{}`, "pt-BR": `{}`}))
	if err != nil {
		t.Fatal(err)
	}
	for locale, want := range map[string]string{
		"en-US": "en", "en-GB": "en", "en_US_POSIX": "en", "fr": "fr", "fr-FR": "fr", "fr-CA": "fr", "fr-BE": "fr", "de-AT": "de", "de-CH": "de", "nl-BE": "nl",
		"pt-BR": "pt-BR", "pt-br": "pt-BR", "pt_BR": "pt-BR", "pt-Latn-BR": "pt-BR", "pt": "pt", "pt-PT": "pt", "pt_PT.UTF-8": "pt", "pt_AO.UTF-8": "pt", "fr-BR": "fr", "br_FR": "", "es-ES": "es", "es-LA": "es", "es-419": "es", "es-MX": "es", "PL-pl": "pl",
		"pl_PL.UTF-8": "pl", "pl_PL": "pl", "de_AT@euro": "de", "de_AT.ISO-8859-15@euro": "de", "pt_BR.utf8": "pt-BR",
		"": "", "C": "", "C.UTF-8": "", "POSIX": "", "zh-CN": "", "zh-TW": "", "ja-JP": "", "ko-KR": "", "ca_ES": "", "gl_ES": "", "nb-NO": "", "it-IT": "", "xx": "", "../en": "", "\x00": "",
	} {
		if got := s.Match(locale); got != want {
			t.Errorf("%q is spoken to in %q, want %q", locale, got, want)
		}
	}
}

// TestFaults: what is missing or wrong in a language is told, each with its key, and said in
// English.
func TestFaults(t *testing.T) {
	const english = `{"a": "%s and %d", "b": {"one": "%d case", "other": "%d cases"}, "c": "Save", "d": "%d of them"}`
	for name, tc := range map[string]struct{ text, want string }{
		"missing":                 {`{"a": "%s et %d", "b": {"one": "%d cas", "other": "%d cas"}, "d": "%d"}`, `fr.json: c: there is no text for "Save"`},
		"empty":                   {`{"a": "%s et %d", "b": {"one": "%d cas", "other": "%d cas"}, "c": "", "d": "%d"}`, `fr.json: c: the text is empty`},
		"left over":               {`{"a": "%s et %d", "b": {"one": "%d cas", "other": "%d cas"}, "c": "x", "d": "%d", "e": "x"}`, `fr.json: e: no text has this key`},
		"filled in with less":     {`{"a": "%s", "b": {"one": "%d cas", "other": "%d cas"}, "c": "x", "d": "%d"}`, `fr.json: a: "%s" is not filled in with %[2]d, which English is`},
		"filled in with more":     {`{"a": "%s et %d", "b": {"one": "%d cas", "other": "%d cas"}, "c": "%s", "d": "%d"}`, `fr.json: c: "%s" is filled in with %[1]s, which English is not`},
		"in the wrong order":      {`{"a": "%d et %s", "b": {"one": "%d cas", "other": "%d cas"}, "c": "x", "d": "%d"}`, `fr.json: a: "%d et %s" is filled in with %[1]d, which English is not`},
		"in a marked order":       {`{"a": "%[2]d et %[1]s", "b": {"one": "un cas", "other": "%d cas"}, "c": "x", "d": {"one": "un", "other": "%d"}}`, ``},
		"a lone percent sign":     {`{"a": "%s et %d %", "b": {"one": "%d cas", "other": "%d cas"}, "c": "x", "d": "%d"}`, `fr.json: a: "%s et %d %" has a % that stands for nothing; write %%`},
		"a form is missing":       {`{"a": "%s et %d", "b": {"few": "%d cas", "other": "%d cas"}, "c": "x", "d": "%d"}`, `fr.json: b: the form for numbers like 0 is missing`},
		"forms without a number":  {`{"a": "%s et %d", "b": {"one": "%d cas", "other": "%d cas"}, "c": {"one": "x", "other": "x"}, "d": "%d"}`, `fr.json: c: there is no number to choose a form by`},
		"one form has to say it":  {`{"a": "%s et %d", "b": {"one": "%d cas", "other": "%d cas"}, "c": "x", "d": "eux"}`, `fr.json: d: "eux" is not filled in with %[1]d, which English is`},
		"no locale":               {`{"a": "%s et %d", "b": {"one": "%d cas", "other": "%d cas"}, "c": "x", "d": "%d", "rule.locale": "¶"}`, `fr.json: rule.locale: language: tag is not well-formed`},
		"no text":                 {`{"a": 7, "b": {"ones": "%d cas", "other": "%d cas"}, "c": {"other": ["x"]}, "d": "%d"}`, "fr.json: a: this is neither a text nor an object with its forms\nfr.json: b: \"ones\" is no form of a text\nfr.json: c: the form \"other\" is no text"},
		"several faults, by keys": {`{"b": "", "c": ""}`, "fr.json: a: there is no text for \"%s and %d\"\nfr.json: b: the text is empty\nfr.json: c: the text is empty\nfr.json: d: there is no text for \"%d of them\""},
	} {
		t.Run(name, func(t *testing.T) {
			s, err := NewSet(testFiles(map[string]string{"en": english, "fr": tc.text}))
			if err != nil {
				t.Fatal(err)
			}
			c, err := s.In("fr")
			if err != nil {
				t.Fatal(err)
			}
			if got := faultsOf(c); got != tc.want {
				t.Errorf("faults %s\nwant %s", got, tc.want)
			}
			if key, _, _ := strings.Cut(strings.TrimPrefix(tc.want, "fr.json: "), ":"); strings.Contains("a c d", key) && key != "" {
				if got, want := c.Text(key), s.English().Text(key); got != want {
					t.Errorf("the text at fault is %q, want the English one, %q", got, want)
				}
			}
		})
	}
}

// faultsOf is what a catalogue says is wrong with it, "" for nothing.
func faultsOf(c *Catalogue) string {
	if err := c.Faults(); err != nil {
		return err.Error()
	}
	return ""
}

// TestVariant reads a variant of a language: what it has of its own, what is said as in its language,
// and what is wrong with it.
func TestVariant(t *testing.T) {
	files := map[string]string{
		"en": `{"a": "%s and %d", "b": {"one": "%d case", "other": "%d cases"}, "c": "Save", "rule.grouped-from": "1000", "rule.locale": "en"}`,
		"pt": `{"a": "%s e %d", "b": {"one": "%d caso", "other": "%d casos"}, "c": "Guardar", "rule.grouped-from": "10000", "rule.locale": "pt-PT"}`,
	}
	const rules = `"rule.grouped-from": "1000"`
	for name, tc := range map[string]struct{ text, want, saved string }{
		"nothing of its own":  {`{` + rules + `}`, "", "Guardar"},
		"a text":              {`{"c": "Salvar", ` + rules + `}`, "", "Salvar"},
		"forms for numbers":   {`{"b": {"one": "%d caso só", "other": "%d casos"}, ` + rules + `}`, "", "Guardar"},
		"said alike":          {`{"c": "Guardar", ` + rules + `}`, "pt-BR.json: c: this is what pt.json has", "Guardar"},
		"forms said alike":    {`{"b": {"one": "%d caso", "other": "%d casos"}, ` + rules + `}`, "pt-BR.json: b: this is what pt.json has", "Guardar"},
		"left over":           {`{"d": "x", ` + rules + `}`, "pt-BR.json: d: no text has this key", "Guardar"},
		"empty":               {`{"c": "", ` + rules + `}`, "pt-BR.json: c: the text is empty", "Guardar"},
		"a form is missing":   {`{"b": {"many": "%d casos", "other": "%d casos"}, ` + rules + `}`, "pt-BR.json: b: the form for numbers like 0 is missing", "Guardar"},
		"filled in with less": {`{"a": "%s e mais", ` + rules + `}`, `pt-BR.json: a: "%s e mais" is not filled in with %[2]d, which English is`, "Guardar"},
		"no text":             {`{"c": 7, ` + rules + `}`, "pt-BR.json: c: this is neither a text nor an object with its forms", "Guardar"},
	} {
		t.Run(name, func(t *testing.T) {
			files["pt-BR"] = tc.text
			s, err := NewSet(testFiles(files))
			if err != nil {
				t.Fatal(err)
			}
			if got := s.Languages(); !slices.Equal(got, []string{"en", "pt-BR", "pt"}) {
				t.Errorf("languages %q", got)
			}
			c, err := s.In("pt-BR")
			if err != nil {
				t.Fatal(err)
			}
			if got := faultsOf(c); got != tc.want {
				t.Errorf("faults %s\nwant %s", got, tc.want)
			}
			if c.Code != "pt-BR" || c.Language != "pt" || c.Text("c") != tc.saved {
				t.Errorf("%s of the language %s says %q, want %q", c.Code, c.Language, c.Text("c"), tc.saved)
			}
			if got, want := c.Text("a", "x", 12345), "x e 12.345"; got != want {
				t.Errorf("says %q, want %q", got, want) // in the words of the language, and the numbers of the country
			}
		})
	}
	delete(files, "pt")
	s, err := NewSet(testFiles(files))
	if err != nil {
		t.Fatal(err)
	}
	if c, err := s.In("pt-BR"); err == nil {
		t.Errorf("got the texts %v of a variant of a language that there are none in", c)
	}
}

// TestSet_Broken reads files that are no catalogues.
func TestSet_Broken(t *testing.T) {
	s, err := NewSet(testFiles(map[string]string{"en": `{}`, "de": `{`, "fr": `["a"]`, "no_language_code": `{}`}))
	if err != nil {
		t.Fatal(err)
	}
	for _, code := range []string{"de", "fr", "no_language_code", "es", "../en", ""} {
		if c, err := s.In(code); err == nil {
			t.Errorf("%s is taken for a catalogue: %v", code, c)
		}
	}
	for _, english := range []string{``, `[]`, `{"a": 7}`, `{"rule.locale": "¶"}`} {
		if _, err := NewSet(testFiles(map[string]string{"en": english})); err == nil {
			t.Errorf("%q is taken for English", english)
		}
	}
	if s, err := NewSet(testFiles(nil)); err == nil {
		t.Errorf("got the languages %q of no files, want an error", s.Languages())
	}
}

// BenchmarkEnglish reads the catalogue that every start needs.
func BenchmarkEnglish(b *testing.B) {
	for b.Loop() {
		if _, err := NewSet(files); err != nil {
			b.Fatal(err)
		}
	}
}
