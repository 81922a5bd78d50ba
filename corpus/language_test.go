package corpus

import (
	"bytes"
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

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
	for _, code := range builtin(t).Vocabulary.Languages() {
		l, err := v.Language(code)
		if err != nil {
			t.Errorf("%s: %v", code, err)
			continue
		}
		thesaurus, err := v.Thesaurus(code)
		if err != nil {
			t.Error(err)
		}
		if err := checkLanguage(l, v.Places, thesaurus); err != nil {
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
			t.Errorf("%s: the glossary has %d words (%v), want at least 3000", code, len(glossary), err)
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
	if l, err := v.Language("xx"); err == nil {
		t.Errorf("a language that nobody knows is %+v, want an error", l)
	}
}

// TestFrames holds the words of frames: some of each kind in every language, none twice, and
// slots only where one may stand.
func TestFrames(t *testing.T) {
	v := editedVocabulary(t)
	phrase := regexp.MustCompile(`^[\p{L}\p{N}][\p{L}\p{N} .'\-*]*$`)
	for _, code := range builtin(t).Vocabulary.Languages() {
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
	for _, code := range builtin(t).Vocabulary.Languages()[1:] {
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
			t.Errorf("%s: %d common words, want at least 2500", code, len(words))
		}
	}
}

// TestLanguages_KnownFields finds fields in the files of languages that nothing reads, such
// as one that is misspelt.
func TestLanguages_KnownFields(t *testing.T) {
	for _, code := range builtin(t).Vocabulary.Languages() {
		for name, value := range map[string]any{fileWords: new(Words), fileLetters: new(Letters), fileFrames: new(Frames), filePlaceNames: new(PlaceNames), fileHeadings: new(Headings)} {
			data, err := os.ReadFile(languageFile(code, name))
			if err != nil {
				t.Fatal(err)
			}
			dec := json.NewDecoder(bytes.NewReader(data))
			dec.DisallowUnknownFields()
			if err := dec.Decode(value); err != nil {
				t.Errorf("%s: %s: %v", code, name, err)
			}
		}
	}
}

// checkLanguage says all that is wrong with what is known of a language. t is its thesaurus.
func checkLanguage(l *Language, p *Places, t Thesaurus) error {
	glossary, err := l.Glossary()
	if err != nil {
		return err
	}
	var fs faults
	where := "language " + l.Code
	list := func(field string, items []string) {
		for i, item := range items {
			if fault := plainFault(item); item == "" || fault != "" {
				fs.add(where, field, "%q is empty or %s", item, fault)
			}
			if slices.Contains(items[:i], item) {
				fs.add(where, field, "%q stands twice", item)
			}
		}
	}
	for english, words := range glossary {
		list("glossary "+english, words)
		if len(words) == 0 || strings.TrimSpace(english) == "" {
			fs.add(where, "glossary", "%q has no equivalent", english)
		}
	}
	taken := map[string]string{}
	for id, names := range l.Names.Names {
		list("places "+id, names)
		if p.Country(id) == nil && p.Region(id) == nil {
			fs.add(where, "places", "%q is no country or region", id)
		}
		for _, n := range names {
			key := strings.ToLower(n)
			if other := taken[key]; other != "" && other != id {
				fs.add(where, "places", "%q stands for %s and %s", n, min(id, other), max(id, other))
			}
			taken[key] = id
		}
	}
	for _, n := range l.Names.Cased {
		if taken[strings.ToLower(n)] == "" {
			fs.add(where, "places", "%q counts with its capitals but is no name", n)
		}
	}
	for id, phrases := range t {
		list("thesaurus "+id, phrases)
	}
	return fs.err()
}
