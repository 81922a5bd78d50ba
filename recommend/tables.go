package recommend

import (
	"fmt"
	"sync"

	"precedent/corpus"
	"precedent/corpus/pack"
)

// languageTables are the large tables that the files of a language are made into: the
// phrases that name places, topics and approaches, the glossary by its stems, the frames
// that public bodies put problems in, and the words of thesaurus and glossary. To make them takes far longer than to answer, most of
// all to stem ten thousand words, so those of the built-in vocabulary are written down when
// it changes (go test ./recommend -update), and a test says when that was forgotten. For
// any other vocabulary they are made when the language is met.
type languageTables struct {
	places   *phraseTable[placeName]
	concepts *conceptTable          // without what tells forms of words, which is no table
	glossary *phraseTable[rendered] // empty in English
	words    *lexicon               // folded; those of the glossary count as common
	frames   string                 // as understand.PackFrames makes it
}

// packedTables are the tables of one language.
type packedTables struct{ code, tables string }

// preparedLanguages are those inside the binary, none where they cannot be read.
var preparedLanguages = sync.OnceValue(func() []packedTables {
	list, err := readLanguageTables(corpus.Prepared().Tables)
	if err != nil {
		return nil
	}
	return list
})

func readLanguageTables(data string) (list []packedTables, err error) {
	if err := pack.Read(data, func(p *pack.Coder) { packLanguages(p, &list) }); err != nil {
		return nil, fmt.Errorf("read the prepared languages: %w", err)
	}
	return list, nil
}

func packLanguages(p *pack.Coder, list *[]packedTables) {
	pack.List(p, list, func(l *packedTables) {
		p.String(&l.code)
		p.String(&l.tables)
	})
}

// preparedTables are the tables of a language of the built-in vocabulary; nil for others,
// and where the file is of another form.
func preparedTables(v *corpus.Vocabulary, code string) *languageTables {
	if !v.Embedded() {
		return nil
	}
	for _, l := range preparedLanguages() {
		var t languageTables
		if l.code == code && pack.Read(l.tables, t.pack) == nil {
			return &t
		}
	}
	return nil
}

// tables returns those of a tongue.
func (t *tongue) tables() *languageTables {
	tables := &languageTables{places: t.context.places, concepts: t.concepts, glossary: t.glossary, words: t.words, frames: t.frames}
	if tables.glossary == nil {
		tables.glossary = newPhraseTable[rendered]()
	}
	return tables
}

// pack describes the tables.
func (t *languageTables) pack(p *pack.Coder) {
	if p.Reading() {
		t.concepts, t.words = &conceptTable{}, &lexicon{}
	}
	t.words.pack(p) // first, since phrases are made of these words
	p.String(&t.frames)
	packPhrases(p, &t.places, func(n *placeName) {
		p.Name(&n.id)
		p.Name(&n.cased)
	})
	packPhrases(p, &t.concepts.phrases, func(c *conceptPhrase) {
		p.Name(&c.id)
		pack.Uint(p, &c.small)
		p.Name(&c.before)
		p.Name(&c.behind)
		p.Name(&c.word)
	})
	packPhrases(p, &t.concepts.verbatim, p.Name)
	packPhrases(p, &t.glossary, func(r *rendered) {
		p.Name(&r.english)
		pack.Uint(p, &r.place)
		p.Name(&r.form)
	})
}

// packPhrases describes a table of phrases, value what they mean.
func packPhrases[V any](p *pack.Coder, t **phraseTable[V], value func(*V)) {
	if p.Reading() {
		*t = newPhraseTable[V]()
	}
	firsts := sortedKeys((*t).byFirst)
	pack.List(p, &firsts, func(first *string) {
		p.Name(first)
		list := (*t).byFirst[*first]
		pack.List(p, &list, func(one *phrase[V]) {
			if p.Reading() {
				one.words = []string{*first}
			}
			rest := one.words[1:]
			p.Names(&rest)
			if p.Reading() {
				one.words = append(one.words, rest...)
			}
			pack.List(p, &one.values, value)
		})
		if p.Reading() {
			(*t).byFirst[*first] = list
			(*t).firsts.add(*first)
		}
	})
}
