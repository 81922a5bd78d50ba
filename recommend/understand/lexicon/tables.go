package lexicon

import (
	"cmp"
	"compress/flate"
	"fmt"
	"io"
	"strings"
	"sync"

	"precedent/corpus"
	"precedent/corpus/pack"
	"precedent/recommend/understand/analysis"
	"precedent/recommend/understand/scope"
)

// LanguageTables are the large tables that the files of a language are made into: the
// phrases that name places, topics and approaches, the glossary by its stems, the frames
// that public bodies put problems in, and the words of thesaurus and glossary. To make them
// takes far longer than to answer, most of all to stem ten thousand words, so those of the
// built-in vocabulary are written down when it changes (go test ./recommend/rank -update), and a test says when that was forgotten. For
// any other vocabulary they are made when the language is met.
type LanguageTables struct {
	places   *analysis.PhraseTable[scope.PlaceName]
	towns    *analysis.PhraseTable[string]   // words -> English names; empty in English
	Concepts *conceptTable                   // without what tells forms of words, which is no table
	glossary *analysis.PhraseTable[Rendered] // empty in English
	verbatim *analysis.PhraseTable[Rendered] // empty in English
	forms    *formTable                      // empty in English
	Words    *analysis.Dictionary            // folded; those of the glossary count as common
	frames   string                          // as letter.PackFrames makes it
}

// PackedTables are the tables of one language. Those of other languages than English are deflated:
// most problems need one of them at most, which takes some milliseconds, and they would be a sixth of
// the binary.
type PackedTables struct{ Code, Tables string }

// NewPackedTables packs the tables of a language.
func NewPackedTables(code string, t *LanguageTables) (PackedTables, error) {
	data := pack.Write(t.Pack)
	if code == corpus.English {
		return PackedTables{code, string(data)}, nil
	}
	var out strings.Builder
	w, err := flate.NewWriter(&out, flate.BestCompression)
	if err != nil {
		return PackedTables{}, err
	}
	if _, err := w.Write(data); err != nil {
		return PackedTables{}, err
	}
	if err := w.Close(); err != nil {
		return PackedTables{}, err
	}
	return PackedTables{code, out.String()}, nil
}

// Read reads what was packed.
func (l PackedTables) Read() (*LanguageTables, error) {
	data := l.Tables
	if l.Code != corpus.English {
		var whole strings.Builder
		if _, err := io.Copy(&whole, flate.NewReader(strings.NewReader(data))); err != nil {
			return nil, fmt.Errorf("read the tables of %q: %w", l.Code, err)
		}
		data = whole.String()
	}
	var t LanguageTables
	return &t, pack.Read(data, t.Pack)
}

// preparedLanguages are those inside the binary, none where they cannot be read.
var preparedLanguages = sync.OnceValue(func() (list []PackedTables) {
	if err := pack.Read(corpus.Prepared().Tables, func(p *pack.Coder) { PackLanguages(p, &list) }); err != nil {
		return nil
	}
	return list
})

// PackLanguages describes the tables of all languages.
func PackLanguages(p *pack.Coder, list *[]PackedTables) {
	pack.List(p, list, func(l *PackedTables) {
		p.String(&l.Code)
		p.String(&l.Tables)
	})
}

// PreparedTables are the tables of a language of the built-in vocabulary; nil for others,
// and where the file is of another form.
func PreparedTables(v *corpus.Vocabulary, code string) *LanguageTables {
	if !v.Embedded() {
		return nil
	}
	for _, l := range preparedLanguages() {
		if l.Code != code {
			continue
		}
		if t, err := l.Read(); err == nil {
			return t
		}
	}
	return nil
}

// Tables returns those of a lexicon.
func (t *Lexicon) Tables() *LanguageTables {
	none := analysis.NewPhraseTable[Rendered]()
	glossary, verbatim, forms := cmp.Or(t.Glossary, none), cmp.Or(t.Verbatim, none), cmp.Or(t.forms, &formTable{})
	towns := cmp.Or(t.towns, analysis.NewPhraseTable[string]())
	return &LanguageTables{verbatim: verbatim, places: t.Context.Places, towns: towns, Concepts: t.Concepts, glossary: glossary, forms: forms, Words: t.Words, frames: t.frames}
}

// Pack describes the tables.
func (t *LanguageTables) Pack(p *pack.Coder) {
	if p.Reading() {
		t.Concepts, t.Words, t.forms = &conceptTable{}, &analysis.Dictionary{}, &formTable{}
	}
	t.Words.Pack(p) // first, since phrases are made of these words
	p.String(&t.frames)
	t.forms.pack(p)
	analysis.PackPhrases(p, &t.places, func(p *pack.Coder, n *scope.PlaceName) {
		p.Name(&n.Id)
		p.Name(&n.Cased)
		p.Bool(&n.People)
	}, func(n scope.PlaceName) []string { return []string{n.Id, n.Cased} })
	analysis.PackPhrases(p, &t.towns, (*pack.Coder).Name, func(english string) []string { return []string{english} })
	analysis.PackPhrases(p, &t.Concepts.Phrases, func(p *pack.Coder, c *conceptPhrase) {
		p.Name(&c.id)
		pack.Uint(p, &c.small)
		p.Name(&c.before)
		p.Name(&c.behind)
		p.Name(&c.word)
	}, func(c conceptPhrase) []string { return []string{c.id, c.before, c.behind, c.word} })
	analysis.PackPhrases(p, &t.Concepts.Verbatim, (*pack.Coder).Name, func(id string) []string { return []string{id} })
	for _, table := range []**analysis.PhraseTable[Rendered]{&t.glossary, &t.verbatim} {
		analysis.PackPhrases(p, table, func(p *pack.Coder, r *Rendered) {
			p.Name(&r.English)
			pack.Uint(p, &r.Place)
			p.Name(&r.Form)
		}, func(r Rendered) []string { return []string{r.English, r.Form} })
	}
}
