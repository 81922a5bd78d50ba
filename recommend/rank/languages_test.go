package rank

import (
	"encoding/json"
	"io/fs"
	"log/slog"
	"os"
	"slices"
	"sync"
	"testing"
	"testing/fstest"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/understand/analysis"
	"precedent/recommend/understand/language"
)

// TestLanguages_AreComplete holds all that the program has to know of a language
// against the list of them, so that a new one is not forgotten halfway.
func TestLanguages_AreComplete(t *testing.T) {
	if n := len(corpus.Languages); language.LanguageSet(1)<<(n-1) == 0 {
		t.Errorf("languageSet has too few bits for %d languages: give it a wider type", n)
	}
	if corpus.Languages[0] != corpus.English {
		t.Errorf("the first language is %s; the place of English is 0", corpus.Languages[0])
	}
	knows := func(l analysis.WordList, place int) bool {
		for _, codes := range l.Beginning("") {
			if language.ReadLanguages(codes).Has(place) {
				return true
			}
		}
		return false
	}
	for place, code := range corpus.Languages {
		if !knows(language.LanguageWords, place) || !knows(language.PlaceWords, place) {
			t.Errorf("%s: words.index.txt or placenames.index.txt has no word of it; go test ./recommend/rank -update writes them", code)
		}
		if code == corpus.English {
			continue
		}
		if _, err := analysis.NewStemmer(code); err != nil {
			t.Errorf("%s: %v", code, err)
		}
		if len(analysis.ForeignStopWords[code]) == 0 {
			t.Errorf("%s: no stop words", code)
		}
	}
}

// withFiles is a tree with some files more.
type withFiles struct {
	fs.FS
	more fstest.MapFS
}

func (f withFiles) Open(name string) (fs.File, error) {
	if f.more[name] != nil {
		return f.more.Open(name)
	}
	return f.FS.Open(name)
}

func (f withFiles) ReadFile(name string) ([]byte, error) {
	if f.more[name] != nil {
		return f.more.ReadFile(name)
	}
	return fs.ReadFile(f.FS, name)
}

func (f withFiles) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(f.FS, name)
	if err != nil {
		return nil, err
	}
	more, _ := f.more.ReadDir(name) // it need not have the folder
	return append(entries, more...), nil
}

// TestLanguages_ANinth asks in a language more than there are.
func TestLanguages_ANinth(t *testing.T) {
	const code = "da"
	languages, words, places, functions, small := corpus.Languages, language.LanguageWords, language.PlaceWords, language.FunctionWords, language.SmallWords
	t.Cleanup(func() {
		corpus.Languages, language.LanguageWords, language.PlaceWords, language.FunctionWords, language.SmallWords = languages, words, places, functions, small
		delete(analysis.ForeignStopWords, code)
		delete(analysis.Snowballs, code)
	})
	library := builtin(t).Library // read before there is a language more
	corpus.Languages = append(slices.Clip(languages), code)
	analysis.ForeignStopWords[code] = []byte("og\nikke\nvores\nhar\nfor\nmed\nalle\n")
	analysis.Snowballs[code] = analysis.Snowballs["de"]
	phrases := map[string][]string{} // every tag needs one
	for _, list := range [][]corpus.Concept{builtin(t).Vocabulary.Taxonomy.Topics, builtin(t).Vocabulary.Taxonomy.Approaches} {
		for _, c := range list {
			phrases[c.ID] = []string{"emnet " + c.ID}
		}
	}
	thesaurus, err := json.Marshal(phrases)
	if err != nil {
		t.Fatal(err)
	}
	v, err := corpus.ReadVocabulary(withFiles{os.DirFS("../../corpus"), fstest.MapFS{
		"data/languages/da/thesaurus.json": {Data: thesaurus},
		"data/languages/da/glossary.json":  {Data: []byte(`{"homeless": ["hjemløse"], "young": ["unge"], "street": ["gaden"], "sleep": ["sover"]}`)},
		"data/languages/da/spelling.txt":   {Data: []byte("gader\n")},
		"data/languages/da/places.json":    {Data: []byte(`{"names": {"DK": ["Danmark"]}, "cased": []}`)},
		"data/languages/da/letters.json":   {Data: []byte(`{"hello": ["hej"]}`)},
		"data/languages/da/frames.json":    {Data: []byte(`{"bodies": ["byrådet"], "declare": ["konstaterer"], "that": ["at"]}`)},
		"data/languages/da/words.json":     {Data: []byte(`{"asking": ["hvad"], "only": ["kun"], "not": ["ikke"], "none": [], "examples": [], "levels": {}, "abbreviations": {}, "times": {}}`)},
	}})
	if err != nil {
		t.Fatal(err)
	}
	if language.LanguageWords.Text, err = language.CollectLanguageWords(v); err != nil {
		t.Fatal(err)
	}
	if language.PlaceWords.Text, err = language.CollectPlaceWords(v); err != nil {
		t.Fatal(err)
	}
	language.FunctionWords = sync.OnceValue(func() map[string][]string {
		return language.StopWordLanguages(func(w string) bool { return !analysis.StopWords()[w] })
	})
	e, err := New(slog.New(slog.DiscardHandler), v, library, Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { e.Close() })
	for _, text := range []string{"unge hjemløse sover på gaden", "hjemløse", "vores unge sover på gaden, kun Danmark og ikke hjemløse", "byrådet konstaterer, at unge hjemløse sover på gaden"} {
		q, err := e.Understand(recommend.Request{Problem: text})
		if err != nil {
			t.Fatal(err)
		}
		if q.Language != code || !slices.Equal(q.Translations["hjemløse"], []string{"homeless"}) {
			t.Errorf("%q: read as %s, translated %v", text, q.Language, q.Translations)
		}
	}
	if q, err := e.Understand(recommend.Request{Problem: "byrådet konstaterer, at unge hjemløse sover på gaden"}); err != nil || !slices.Equal(q.LeftOut, []string{"byrådet konstaterer, at"}) {
		t.Errorf("left out %q (%v)", q.LeftOut, err)
	}
	if q, err := e.Understand(recommend.Request{Problem: "les petites entreprises ne gagnent pas les marchés publics"}); err != nil || q.Language != "fr" {
		t.Errorf("French is read as %s (%v)", q.Language, err)
	}
}
