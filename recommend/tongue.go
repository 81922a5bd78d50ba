package recommend

import (
	"cmp"
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
	"golang.org/x/sync/errgroup"

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
	saysCases     map[string]bool // words that say no more than that cases are asked for
	context       *contextReader
	concepts      *conceptTable
	abbreviations *phraseTable[string]   // words -> what they stand for
	glossary      *phraseTable[rendered] // stems -> English; nil for English
	speller       *speller               // over the words of the glossary; nil for English
	known         map[string]string      // word of the glossary or thesaurus, folded -> its stem; nil for English
	forms         func() *forms          // of known; made when a word is first met that is none of them
}

// rendered is an English word for a foreign one. place is where the foreign one
// stands among the equivalents of the English one, from 0.
type rendered struct {
	english string
	place   int
	form    string // the foreign one, folded
}

// collapsed is added to the place of a phrase of which only one word has a topic,
// such as "bon marché": it counts only where nothing else is known of that word.
const collapsed = 100

// tokenize splits text into words as the language has it.
func (t *tongue) tokenize(text string) []token { return tokenizeIn(t.code, text) }

func tokenizeIn(code, text string) []token {
	if elided[code] && strings.ContainsAny(text, "'’") {
		text = apart.Replace(text)
	}
	return tokenize(text)
}

// apart sets words apart at apostrophes. It keeps every byte in its place.
var apart = strings.NewReplacer("'", " ", "’", "   ")

// newForeignTongue reads what is known of a language other than English. It takes
// some thirty milliseconds, so it is done when the language is first met.
func newForeignTongue(v *corpus.Vocabulary, code string, year int) (*tongue, error) {
	if code == "pl" {
		go polish() // its table is large, and is read meanwhile
	}
	l, err := v.Language(code)
	if err != nil {
		return nil, fmt.Errorf("read the language %s: %w", code, err)
	}
	t := &tongue{
		code: code, stop: map[string]bool{}, asking: folded(l.Words.Asking), saysCases: sayingCases(l.Words),
		abbreviations: newPhraseTable[string](), glossary: newPhraseTable[rendered](),
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
	for short, long := range l.Words.Abbreviations {
		t.abbreviations.add(wordsOf(t.tokenize(short)), long)
	}
	var work errgroup.Group // on both cores
	said := map[string]string{}
	work.Go(func() error {
		t.context = newContextReader(v, l, t.stop, t.asking, year)
		return t.addThesaurus(v.Taxonomy, l, said)
	})
	work.Go(func() error { return t.addGlossary(l) })
	if err := work.Wait(); err != nil {
		return nil, err
	}
	for word, stem := range said {
		if t.known[word] == "" {
			t.known[word] = stem
		}
	}
	t.forms = sync.OnceValue(func() *forms { return newForms(t.known) })
	return t, nil
}

func sayingCases(w *corpus.Words) map[string]bool {
	return folded(slices.Concat(w.General, w.Examples, w.Scope.Frames))
}

// addThesaurus adds the phrases of topics and approaches, and notes the stems of
// their words in said.
func (t *tongue) addThesaurus(taxonomy *corpus.Taxonomy, l *corpus.Language, said map[string]string) error {
	stems, err := t.exactStems()
	if err != nil {
		return err
	}
	noted := func(tok token) string {
		s := stems(tok)
		if s != "" && !t.asking[tok.word] {
			said[tok.word] = s
		}
		return s
	}
	t.concepts = newConceptTable(taxonomy, func(id string) []string { return l.Thesaurus[id] }, t.tokenize, noted, t.asking, t.sameWord)
	return nil
}

// sameWord tells whether a word with the stem of another is a form of it, and not a
// word of its own that the stemmer takes for one. Of two words of the glossary their
// English tells: deporte is sport, and not deportación. Of others that are known, the
// endings do.
func (t *tongue) sameWord(word, typed string) bool {
	if word == typed || t.known[typed] == "" || sameButNumber(t.code, word, typed) {
		return true
	}
	one, other := t.english(word), t.english(typed)
	if len(one) == 0 || len(other) == 0 {
		return max(len(word), len(typed))-shared(word, typed) <= mostEnding
	}
	return slices.ContainsFunc(one, func(a string) bool {
		return slices.ContainsFunc(other, func(b string) bool { return shared(a, b) >= leastLike && alike(a, b) })
	})
}

// numberEndings are the endings of singular and plural, folded, by language.
var numberEndings = map[string][][2]string{
	"de": {{"", "e"}, {"", "en"}, {"", "n"}, {"", "er"}, {"", "s"}},
	"es": {{"", "s"}, {"", "es"}, {"z", "ces"}},
	"fr": {{"", "s"}, {"", "x"}, {"al", "aux"}},
	"it": {{"o", "i"}, {"a", "e"}, {"e", "i"}, {"io", "i"}, {"co", "chi"}, {"go", "ghi"}, {"ca", "che"}, {"ga", "ghe"}},
	"nl": {{"", "s"}, {"", "en"}, {"", "n"}},
	"pl": {{"", "y"}, {"", "i"}, {"a", "y"}, {"a", "i"}, {"e", "a"}, {"o", "a"}, {"ek", "ki"}},
	"pt": {{"", "s"}, {"", "es"}, {"ao", "oes"}, {"m", "ns"}, {"l", "is"}},
}

// sameButNumber tells whether one of two words is the plural of the other.
func sameButNumber(language, word, other string) bool {
	is := func(singular, plural string, endings [2]string) bool {
		stem, ok := strings.CutSuffix(singular, endings[0])
		return ok && stem+endings[1] == plural
	}
	return slices.ContainsFunc(numberEndings[language], func(endings [2]string) bool {
		return is(word, other, endings) || is(other, word, endings)
	})
}

// english returns the words of the English for just this form of a word.
func (t *tongue) english(form string) (words []string) {
	for _, r := range inForm(t.glossary.values([]string{t.known[form]}), form) {
		words = append(words, strings.Fields(r.english)...)
	}
	return words
}

func (t *tongue) addGlossary(l *corpus.Language) error {
	stems, err := t.exactStems()
	if err != nil {
		return err
	}
	words := map[string]*wordEntry{}
	for _, english := range sortedKeys(l.Glossary) {
		for place, phrase := range l.Glossary[english] {
			var list []string
			tokens := t.tokenize(phrase)
			for _, tok := range tokens {
				if s := stems(tok); s != "" {
					list = append(list, s)
					t.known[tok.word] = s
					words[tok.word] = &wordEntry{stem: s, count: minCount}
				}
			}
			if len(list) == 1 && len(tokens) > 1 {
				place += collapsed
			}
			t.glossary.add(list, rendered{english, place, strings.Join(wordsOf(tokens), " ")})
		}
	}
	t.speller = &speller{newLexicon(words), rightIn(t.code)}
	return nil
}

// newStems returns a function that stems the tokens of one text, "" for a word
// without a topic. A word that is known takes the stem that it is known by, since
// people leave accents off, which stemmers go by. Not safe for concurrent use.
func (t *tongue) newStems() (func(token) string, error) {
	exact, err := t.exactStems()
	return func(tok token) string {
		if s := t.known[tok.word]; s != "" && !t.stop[tok.word] {
			return s
		}
		if t.code == "de" && !t.stop[tok.word] { // "Buerger", for want of an ü
			switch short := umlauts.Replace(tok.word); {
			case t.stop[short]:
				return ""
			case t.known[short] != "":
				return t.known[short]
			}
		}
		return exact(tok)
	}, err
}

// newFormStems is newStems for words in any form: see forms.
func (t *tongue) newFormStems(stems func(token) string) func(token) string {
	return func(tok token) string {
		s := stems(tok)
		if s == "" || t.known[tok.word] != "" || t.forms().resembles(tok.word, s) {
			return s
		}
		any := func(string) bool { return true }
		if near := cmp.Or(t.forms().verbOf(t.code, tok.word, any), t.forms().nearest(tok.word, any)); near != "" {
			return t.known[near]
		}
		return s
	}
}

var umlauts = strings.NewReplacer("ae", "a", "oe", "o", "ue", "u")

// exactStems is newStems for words that have their accents.
func (t *tongue) exactStems() (func(token) string, error) {
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
