package lexicon

import (
	"cmp"
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

// PackedTables are the tables of one language.
type PackedTables struct{ Code, Tables string }

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
		var t LanguageTables
		if l.Code == code && pack.Read(l.Tables, t.Pack) == nil {
			return &t
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
