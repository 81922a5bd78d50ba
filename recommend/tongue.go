package recommend

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/lang/de"
	"github.com/blevesearch/bleve/v2/analysis/lang/es"
	"github.com/blevesearch/bleve/v2/analysis/lang/fr"
	"github.com/blevesearch/bleve/v2/analysis/lang/it"
	"github.com/blevesearch/bleve/v2/analysis/lang/nl"
	"github.com/blevesearch/bleve/v2/analysis/lang/pl"
	"github.com/blevesearch/bleve/v2/analysis/lang/pt"

	"precedent/corpus"
)

// foreignStopWords are Bleve's stop words of the languages that are not English.
var foreignStopWords = map[string][]byte{
	"de": de.GermanStopWords, "es": es.SpanishStopWords, "fr": fr.FrenchStopWords, "it": it.ItalianStopWords,
	"nl": nl.DutchStopWords, "pl": pl.PolishStopWords, "pt": pt.PortugueseStopWords,
}

func bleveStopWords(list []byte) []string {
	words := analysis.NewTokenMap()
	if err := words.LoadBytes(list); err != nil {
		panic("recommend: a stop word list of Bleve's does not parse: " + err.Error())
	}
	folded := make([]string, 0, len(words))
	for w := range words {
		folded = append(folded, fold(w))
	}
	return folded
}

// elided are the languages that join small words to the next by an apostrophe:
// "l'eau", "dell'acqua". There it sets words apart.
var elided = map[string]bool{"fr": true, "it": true, "pt": true}

// tongue is what is needed to read problems in one language. It is read-only
// once built and safe for concurrent use.
type tongue struct {
	code          string
	stop          map[string]bool // words that carry no topic, folded
	asking        map[string]bool // words that only ask
	context       *contextReader
	concepts      *phraseTable[string]   // stems -> concept ids
	abbreviations *phraseTable[string]   // words -> what they stand for
	glossary      *phraseTable[rendered] // stems -> English; nil for English
	speller       *speller               // over the words of the glossary; nil for English
	known         map[string]string      // word of the glossary -> its stem; nil for English
}

// rendered is an English word for a foreign one. place is where the foreign one
// stands among the equivalents of the English one, from 0.
type rendered struct {
	english string
	place   int
}

// tokenize splits text into words as the language has it.
func (t *tongue) tokenize(text string) []token { return tokenizeIn(t.code, text) }

func tokenizeIn(code, text string) []token {
	if elided[code] {
		text = strings.NewReplacer("'", " ", "’", " ").Replace(text)
	}
	return tokenize(text)
}

// newForeignTongue reads what is known of a language other than English. It takes
// some thirty milliseconds, so it is done when the language is first met.
func newForeignTongue(v *corpus.Vocabulary, code string, year int) (*tongue, error) {
	l, err := v.Language(code)
	if err != nil {
		return nil, fmt.Errorf("read the language %s: %w", code, err)
	}
	t := &tongue{
		code: code, stop: map[string]bool{}, asking: folded(l.Words.Asking),
		concepts: newPhraseTable[string](), abbreviations: newPhraseTable[string](), glossary: newPhraseTable[rendered](),
		known: map[string]string{},
	}
	for _, w := range bleveStopWords(foreignStopWords[code]) {
		t.stop[w] = true
	}
	for _, w := range l.Words.Stop {
		for _, tok := range t.tokenize(w) {
			t.stop[tok.word] = true
		}
	}
	small := map[string]bool{}
	for _, set := range []map[string]bool{t.stop, t.asking} {
		for w := range set {
			small[w] = true
		}
	}
	t.context = newContextReader(v, l, small, year)
	stems, err := t.newStems()
	if err != nil {
		return nil, err
	}
	addConcepts(t.concepts, v.Taxonomy, func(id string) []string { return l.Thesaurus[id] }, func(phrase string) (list []string, words int) {
		tokens := t.tokenize(phrase)
		for _, tok := range tokens {
			if s := stems(tok); s != "" {
				list = append(list, s)
			}
		}
		return list, len(tokens)
	})
	for short, long := range l.Words.Abbreviations {
		t.abbreviations.add(wordsOf(t.tokenize(short)), long)
	}
	counts := map[string]int{}
	for _, english := range sortedKeys(l.Glossary) {
		for place, phrase := range l.Glossary[english] {
			var list []string
			for _, tok := range t.tokenize(phrase) {
				if s := stems(tok); s != "" {
					list = append(list, s)
					t.known[tok.word] = s
					counts[tok.word] = minCount
				}
			}
			t.glossary.add(list, rendered{english, place})
		}
	}
	t.speller = newSpeller(counts)
	return t, nil
}

// newStems returns a function that stems the tokens of one text, "" for a word
// without a topic. Not safe for concurrent use.
func (t *tongue) newStems() (func(token) string, error) {
	stem, err := newStemmer(t.code)
	if err != nil {
		return nil, err
	}
	cache := map[string]string{}
	return func(tok token) string {
		if t.stop[tok.word] {
			return ""
		}
		word := lowered(tok)
		s, ok := cache[word]
		if !ok {
			s = stem(word)
			cache[word] = s
		}
		return s
	}, nil
}

// tongues reads each foreign language when it is first met.
type tongues map[string]func() (*tongue, error)

func newTongues(v *corpus.Vocabulary, year int) tongues {
	all := tongues{}
	for _, code := range corpus.Languages {
		if code != corpus.English {
			all[code] = sync.OnceValues(func() (*tongue, error) { return newForeignTongue(v, code, year) })
		}
	}
	return all
}

// addConcepts adds the phrases of every topic and approach to a table of stems.
// stemsOf returns the stems of a phrase, and how many words it has with those
// that have no stem.
func addConcepts(table *phraseTable[string], t *corpus.Taxonomy, phrases func(id string) []string, stemsOf func(string) ([]string, int)) {
	for _, list := range [][]corpus.Concept{t.Topics, t.Approaches} {
		for _, c := range list {
			for _, phrase := range phrases(c.ID) {
				stems, words := stemsOf(phrase)
				if len(stems) == 1 && words > 1 {
					continue // "opt out" without its small words is no phrase any more
				}
				if !slices.Contains(table.values(stems), c.ID) {
					table.add(stems, c.ID)
				}
			}
		}
	}
}
