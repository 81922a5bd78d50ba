package lexicon_test

import (
	"encoding/json"
	"io/fs"
	"log/slog"
	"os"
	"regexp"
	"slices"
	"strconv"
	"testing"
	"testing/fstest"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/rank"
	"precedent/recommend/rank/ranktest"
	"precedent/recommend/understand/analysis"
	"precedent/recommend/understand/lexicon"
)

// eachLexicon calls do with the lexicon of each language but English.
func eachLexicon(t *testing.T, do func(code string, l *lexicon.Lexicon)) {
	t.Helper()
	foreign := ranktest.Engine(t).Understander().Foreign
	for _, code := range ranktest.Builtin(t).Vocabulary.Languages()[1:] {
		l, err := foreign[code]()
		if err != nil {
			t.Fatal(err)
		}
		do(code, l)
	}
}

// TestLanguages_AreComplete holds all that the program has to know of a language
// against the list of them, so that a new one is not forgotten halfway.
func TestLanguages_AreComplete(t *testing.T) {
	v := ranktest.Builtin(t).Vocabulary
	if first := v.Languages()[0]; first != corpus.English {
		t.Errorf("the first language is %s; the place of English is 0", first)
	}
	for place, code := range v.Languages() {
		for file, text := range map[string]string{"words": corpus.Prepared().Words, "placenames": corpus.Prepared().PlaceNames} {
			if !regexp.MustCompile(`(?m)[= ]\d*` + strconv.Itoa(place) + `\d*$`).MatchString(text) {
				t.Errorf("%s: %s.index.txt has no word of it; go test ./recommend/rank -update writes it", code, file)
			}
		}
		if code == corpus.English {
			continue
		}
		if !analysis.GrammarOf(code).Whole() {
			t.Errorf("%s: its grammar has no stemmer or no stop words", code)
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

// TestLanguages_ANinth asks in a language more than there are: one that has a folder, and
// of which the program knows nothing else.
func TestLanguages_ANinth(t *testing.T) {
	const code = "da"
	phrases := map[string][]string{} // every tag needs one
	for _, list := range [][]corpus.Concept{ranktest.Builtin(t).Vocabulary.Taxonomy.Topics, ranktest.Builtin(t).Vocabulary.Taxonomy.Approaches} {
		for _, c := range list {
			phrases[c.ID] = []string{"emnet " + c.ID}
		}
	}
	thesaurus, err := json.Marshal(phrases)
	if err != nil {
		t.Fatal(err)
	}
	v, err := corpus.ReadVocabulary(withFiles{os.DirFS("../../../corpus"), fstest.MapFS{
		"data/languages/da/thesaurus.json": {Data: thesaurus},
		"data/languages/da/glossary.json":  {Data: []byte(`{"homeless": ["hjemløse"], "young": ["unge"], "street": ["gaden"], "sleep": ["sover"]}`)},
		"data/languages/da/spelling.txt":   {Data: []byte("gader\n")},
		"data/languages/da/places.json":    {Data: []byte(`{"names": {"DK": ["Danmark"]}, "cased": []}`)},
		"data/languages/da/letters.json":   {Data: []byte(`{"hello": ["hej"]}`)},
		"data/languages/da/frames.json":    {Data: []byte(`{"bodies": ["byrådet"], "declare": ["konstaterer"], "that": ["at"]}`)},
		"data/languages/da/words.json":     {Data: []byte(`{"stop": ["og", "ikke", "vores", "har", "for", "med", "alle"], "asking": ["hvad"], "only": ["kun"], "not": ["ikke"], "none": [], "examples": [], "levels": {}, "abbreviations": {}, "times": {}}`)},
	}})
	if err != nil {
		t.Fatal(err)
	}
	if got := v.Languages(); len(got) != len(ranktest.Builtin(t).Vocabulary.Languages())+1 || !slices.Contains(got, code) {
		t.Fatalf("the languages are %v, want one more, %s", got, code)
	}
	e, err := rank.New(slog.New(slog.DiscardHandler), v, ranktest.Builtin(t).Library, rank.Options{})
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
