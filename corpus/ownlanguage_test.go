package corpus

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// readLanguageOf reads a record that tells a language, and returns what it is read as, with what
// is noted.
func readLanguageOf(t *testing.T, told string) (code string, notes []string) {
	t.Helper()
	cases, refused, faults, err := ReadOwn(strings.NewReader(fmt.Sprintf(`{"id":"a","title":"A","language":%q}`, told)), "own.jsonl", builtin(t).Vocabulary)
	if err != nil || len(refused) > 0 || len(cases) != 1 {
		t.Fatalf("%q: read %d cases, refused %v (%v), want one", told, len(cases), refused, err)
	}
	return cases[0].Language, texts(faults)
}

func TestReadOwn_Language(t *testing.T) {
	for told, want := range map[string]string{
		"": "", "de": "de", "DE": "de", "deu": "de", "ger": "de", "de-AT": "de", "de_CH": "de", "pt-BR": "pt", "en-GB": "en", "nl-BE": "nl",
		"German": "de", "deutsch": "de", "Deutsch (Österreich)": "de", "Portuguese (Brazil)": "pt", " Français ": "fr", "francais": "fr", "ESPAÑOL": "es", "espan\u0303ol": "es",
	} {
		if got, notes := readLanguageOf(t, told); got != want || len(notes) > 0 {
			t.Errorf("%q is read as %q, noted %q; want %q and nothing noted", told, got, notes, want)
		}
	}
	for _, told := range []string{"Klingon", "sv", "Swedish", "und", "mul", "de, en", "de-", "()", "(German)", "gsw", "x-german"} {
		got, notes := readLanguageOf(t, told)
		want := fmt.Sprintf("own.jsonl, line 1 (a): language: %q is none of the languages that are read (en, de, es, fr, it, nl, pl, pt); left empty, so that the text tells it", told)
		if got != "" || !slices.Equal(notes, []string{want}) {
			t.Errorf("%q is read as %q, noted %q; want it left empty, noted %q", told, got, notes, want)
		}
	}
}

// TestReadOwn_LanguageNames reads the name of each language in each, as Unicode lists them. A
// name stands for one language.
func TestReadOwn_LanguageNames(t *testing.T) {
	codes := builtin(t).Vocabulary.Languages()
	for _, code := range codes {
		for _, in := range codes {
			name := display.Languages(language.MustParse(in)).Name(language.MustParse(code))
			if got, notes := readLanguageOf(t, name); got != code || len(notes) > 0 {
				t.Errorf("%q, %s in the language %s, is read as %q, noted %q", name, code, in, got, notes)
			}
		}
	}
	of := map[string]string{}
	for code, names := range languageNames {
		if !slices.Contains(codes, code) {
			t.Errorf("%q has names, and no folder in %s", code, dirLanguages)
		}
		for _, name := range names {
			if other := of[PlainLetters(name)]; other != "" && other != code {
				t.Errorf("%q stands for %s and %s", name, other, code)
			}
			of[PlainLetters(name)] = code
		}
	}
}
