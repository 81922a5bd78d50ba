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
	"precedent/recommend/understand"
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
	grammar       map[string]bool // words that are not searched for but may help to name a topic; nil where all such are of stop
	saysCases     map[string]bool // words that say no more than that cases are asked for
	context       *contextReader
	concepts      *conceptTable
	abbreviations *phraseTable[string]   // words -> what they stand for
	glossary      *phraseTable[rendered] // stems -> English; nil for English
	speller       *speller               // over the words of the glossary; nil for English
	words         *lexicon               // of the glossary and thesaurus, folded
	frames        string                 // what framer looks words up in
	framer        *understand.Framer
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

// newForeignTongue reads what is known of a language other than English, when it is
// first met.
func newForeignTongue(v *corpus.Vocabulary, code string, year int) (*tongue, error) {
	if code == "pl" {
		go polish() // its table is large, and is read meanwhile
	}
	return readTongue(v, code, year, preparedTables(v, code))
}

// readTongue is newForeignTongue with the tables of the language, nil where they are
// still to be made.
func readTongue(v *corpus.Vocabulary, code string, year int, ready *languageTables) (*tongue, error) {
	words, err := v.Words(code)
	if err != nil {
		return nil, fmt.Errorf("read the language %s: %w", code, err)
	}
	t := &tongue{code: code, stop: map[string]bool{}, asking: folded(words.Asking), saysCases: sayingCases(words), abbreviations: newPhraseTable[string]()}
	for _, w := range bleveStopWords(foreignStopWords[code]) {
		t.stop[w] = true
	}
	for _, w := range words.Stop {
		for _, tok := range t.tokenize(w) {
			t.stop[tok.word] = true
		}
	}
	for short, long := range words.Abbreviations {
		t.abbreviations.add(wordsOf(t.tokenize(short)), long)
	}
	if ready == nil {
		if ready, err = t.makeTables(v); err != nil {
			return nil, err
		}
	}
	t.frames, t.framer = ready.frames, t.newFramer(ready.frames)
	t.context = newContextReader(v, code, words, ready.places, t.stop, t.asking, year)
	t.concepts, t.glossary, t.words = ready.concepts, ready.glossary, ready.words
	t.concepts.sameWord = t.sameWord
	t.speller = &speller{t.words, rightIn(code)}
	return t, nil
}

// makeTables makes the tables of a language other than English.
func (t *tongue) makeTables(v *corpus.Vocabulary) (*languageTables, error) {
	l, err := v.Language(t.code)
	if err != nil {
		return nil, fmt.Errorf("read the language %s: %w", t.code, err)
	}
	thesaurus, err := v.Thesaurus(t.code)
	if err != nil {
		return nil, fmt.Errorf("read the language %s: %w", t.code, err)
	}
	tables := &languageTables{places: placeNames(v, l)}
	if tables.frames, err = packFrames(v, t.code); err != nil {
		return nil, err
	}
	var work errgroup.Group // on both cores
	said, glossed := map[string]*wordEntry{}, map[string]*wordEntry{}
	work.Go(func() (err error) {
		tables.concepts, err = t.thesaurusOf(v.Taxonomy, thesaurus, said)
		return err
	})
	work.Go(func() (err error) {
		tables.glossary, err = t.glossaryOf(l, glossed)
		return err
	})
	if err := work.Wait(); err != nil {
		return nil, err
	}
	for word, e := range said {
		if glossed[word] == nil {
			glossed[word] = e
		}
	}
	tables.words = newLexicon(glossed)
	return tables, nil
}

func sayingCases(w *corpus.Words) map[string]bool {
	return folded(slices.Concat(w.General, w.Examples, w.Scope.Frames))
}

// thesaurusOf makes the table of topics and approaches, and notes the words of its phrases
// in said.
func (t *tongue) thesaurusOf(taxonomy *corpus.Taxonomy, thesaurus corpus.Thesaurus, said map[string]*wordEntry) (*conceptTable, error) {
	stems, err := t.exactStems()
	if err != nil {
		return nil, err
	}
	noted := func(tok token) string {
		s := stems(tok)
		if s != "" && !t.asking[tok.word] {
			said[tok.word] = &wordEntry{stem: s}
		}
		return s
	}
	return newConceptTable(taxonomy, func(id string) []string { return thesaurus[id] }, t.tokenize, noted, t.asking), nil
}

// sameWord tells whether a word with the stem of another is a form of it, and not a
// word of its own that the stemmer takes for one. Of two words of the glossary their
// English tells: deporte is sport, and not deportación. Of others that are known, the
// endings do.
func (t *tongue) sameWord(word, typed string) bool {
	if word == typed || sameButNumber(t.code, word, typed) {
		return true
	}
	known := t.known(typed) != ""
	var one, other []string
	if known {
		one, other = t.english(word), t.english(typed)
	}
	if len(one) == 0 || len(other) == 0 {
		switch {
		case len(word) > shortWord:
			return !known || max(len(word), len(typed))-shared(word, typed) <= mostEnding
		case t.romance():
			return false
		}
		return shared(word, typed) >= len(word)-1
	}
	return slices.ContainsFunc(one, func(a string) bool {
		return slices.ContainsFunc(other, func(b string) bool { return shared(a, b) >= leastLike && alike(a, b) })
	})
}

// shortWord is how many letters a word has at most that stems tell little of: French "fac"
// has that of "face", Italian "tram" that of "tramite", Polish "wiza" that of "coraz".
const shortWord = 4

// romance tells whether the language is a Romance one, where many a short noun has the stem
// of a verb or an adverb, and a noun has no other endings than those of its number.
func (t *tongue) romance() bool {
	switch t.code {
	case "es", "fr", "it", "pt":
		return true
	}
	return false
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
	for _, r := range inForm(t.glossary.values([]string{t.known(form)}), form) {
		words = append(words, strings.Fields(r.english)...)
	}
	return words
}

// glossaryOf makes the table of the glossary, and notes its words in glossed.
func (t *tongue) glossaryOf(l *corpus.Language, glossed map[string]*wordEntry) (*phraseTable[rendered], error) {
	stems, err := t.exactStems()
	if err != nil {
		return nil, err
	}
	glossary, err := l.Glossary()
	if err != nil {
		return nil, err
	}
	table := newPhraseTable[rendered]()
	for _, english := range sortedKeys(glossary) {
		for place, phrase := range glossary[english] {
			var list []string
			tokens := t.tokenize(phrase)
			for _, tok := range tokens {
				if s := stems(tok); s != "" {
					list = append(list, s)
					glossed[tok.word] = &wordEntry{stem: s, count: minCount}
				}
			}
			if len(list) == 1 && len(tokens) > 1 {
				place += collapsed
			}
			table.add(list, rendered{english, place, strings.Join(wordsOf(tokens), " ")})
		}
	}
	return table, nil
}

// known returns the stem of a word of the glossary or thesaurus, folded, "" for others.
func (t *tongue) known(word string) string {
	if e := t.words.get(word); e != nil {
		return e.stem
	}
	return ""
}

// forms finds the known words that begin as others do.
func (t *tongue) forms() forms { return forms{t.words} }

// newStems returns a function that stems the tokens of one text, "" for a word
// without a topic. A word that is known takes the stem that it is known by, since
// people leave accents off, which stemmers go by, unless it is another known word as it
// stands: szkole, school, is not szkołę. Not safe for concurrent use.
func (t *tongue) newStems() (func(token) string, error) {
	exact, err := t.exactStems()
	return func(tok token) string {
		if s := t.known(tok.word); s != "" && !t.stop[tok.word] {
			if own := exact(tok); own != s && len(inForm(t.glossary.values([]string{own}), tok.word)) > 0 {
				return own
			}
			return s
		}
		if t.code == "de" && !t.stop[tok.word] { // "Buerger", for want of an ü
			switch short := umlauts.Replace(tok.word); {
			case t.stop[short]:
				return ""
			case t.known(short) != "":
				return t.known(short)
			}
		}
		return exact(tok)
	}, err
}

// newFormStems is newStems for words in any form: see forms.
func (t *tongue) newFormStems(stems func(token) string) func(token) string {
	return func(tok token) string {
		s := stems(tok)
		if s == "" || t.known(tok.word) != "" || t.forms().resembles(tok.word, s) {
			return s
		}
		any := func(string) bool { return true }
		if near := cmp.Or(t.forms().verbOf(t.code, tok.word, any), t.forms().nearest(tok.word, any)); near != "" {
			return t.known(near)
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
