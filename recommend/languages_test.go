package recommend

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
)

// TestLanguages_AreComplete holds all that the program has to know of a language
// against the list of them, so that a new one is not forgotten halfway.
func TestLanguages_AreComplete(t *testing.T) {
	if n := len(corpus.Languages); languageSet(1)<<(n-1) == 0 {
		t.Errorf("languageSet has too few bits for %d languages: give it a wider type", n)
	}
	if corpus.Languages[0] != corpus.English {
		t.Errorf("the first language is %s; the place of English is 0", corpus.Languages[0])
	}
	knows := func(l wordList, place int) bool {
		for _, codes := range l.beginning("") {
			if readLanguages(codes).has(place) {
				return true
			}
		}
		return false
	}
	for place, code := range corpus.Languages {
		if !knows(languageWords, place) || !knows(placeWords, place) {
			t.Errorf("%s: words.index.txt or placenames.index.txt has no word of it; go test ./recommend -update writes them", code)
		}
		if code == corpus.English {
			continue
		}
		if _, err := newStemmer(code); err != nil {
			t.Errorf("%s: %v", code, err)
		}
		if len(foreignStopWords[code]) == 0 {
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
	languages, words, places, functions, small := corpus.Languages, languageWords, placeWords, functionWords, smallWords
	t.Cleanup(func() {
		corpus.Languages, languageWords, placeWords, functionWords, smallWords = languages, words, places, functions, small
		delete(foreignStopWords, code)
		delete(snowballs, code)
	})
	library := builtin(t).Library // read before there is a language more
	corpus.Languages = append(slices.Clip(languages), code)
	foreignStopWords[code] = []byte("og\nikke\nvores\nhar\nfor\nmed\nalle\n")
	snowballs[code] = snowballs["de"]
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
	v, err := corpus.ReadVocabulary(withFiles{os.DirFS("../corpus"), fstest.MapFS{
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
	if languageWords.text, err = collectLanguageWords(v); err != nil {
		t.Fatal(err)
	}
	if placeWords.text, err = collectPlaceWords(v); err != nil {
		t.Fatal(err)
	}
	functionWords = sync.OnceValue(func() map[string][]string {
		return stopWordLanguages(func(w string) bool { return !stopWords()[w] })
	})
	e, err := New(slog.New(slog.DiscardHandler), v, library, Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { e.Close() })
	for _, text := range []string{"unge hjemløse sover på gaden", "hjemløse", "vores unge sover på gaden, kun Danmark og ikke hjemløse", "byrådet konstaterer, at unge hjemløse sover på gaden"} {
		q, err := e.Understand(Request{Problem: text})
		if err != nil {
			t.Fatal(err)
		}
		if q.Language != code || !slices.Equal(q.Translations["hjemløse"], []string{"homeless"}) {
			t.Errorf("%q: read as %s, translated %v", text, q.Language, q.Translations)
		}
	}
	if q, err := e.Understand(Request{Problem: "byrådet konstaterer, at unge hjemløse sover på gaden"}); err != nil || !slices.Equal(q.LeftOut, []string{"byrådet konstaterer, at"}) {
		t.Errorf("left out %q (%v)", q.LeftOut, err)
	}
	if q, err := e.Understand(Request{Problem: "les petites entreprises ne gagnent pas les marchés publics"}); err != nil || q.Language != "fr" {
		t.Errorf("French is read as %s (%v)", q.Language, err)
	}
}
