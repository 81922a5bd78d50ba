package analysis

import (
	"cmp"

	"github.com/blevesearch/bleve/v2/analysis/lang/de"
	"github.com/blevesearch/bleve/v2/analysis/lang/es"
	"github.com/blevesearch/bleve/v2/analysis/lang/fr"
	"github.com/blevesearch/bleve/v2/analysis/lang/it"
	"github.com/blevesearch/bleve/v2/analysis/lang/nl"
	"github.com/blevesearch/bleve/v2/analysis/lang/pl"
	"github.com/blevesearch/bleve/v2/analysis/lang/pt"
	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/dutch"
	"github.com/blevesearch/snowballstem/french"
	"github.com/blevesearch/snowballstem/german"
	"github.com/blevesearch/snowballstem/italian"
	"github.com/blevesearch/snowballstem/portuguese"
	"github.com/blevesearch/snowballstem/spanish"
)

// Grammar is what the program knows of the words of a language that is not English, beside
// what stands in its folder of the vocabulary. A language may have none of it: its words
// are then compared as they stand.
type Grammar struct {
	stem      func(*snowballstem.Env) bool // Snowball's stemmer
	stempel   bool                         // has the table of Polish for a stemmer instead
	stopWords []byte                       // Bleve's

	Letters       string      // that no other of the languages has
	NumberEndings [][2]string // of singular and plural, folded
	Joints        []string    // what may stand between two words written as one, nil where none are
	Romance       bool        // many a short noun has the stem of a verb or an adverb, and a noun has no other endings than those of its number
	CapitalNouns  bool        // every noun has a capital, so that it makes no name
	Umlauts       bool        // ä, ö and ü are spelled ae, oe and ue for want of the letter

	plural, infinitive []string // endings of the third person plural, which stemmers leave on, and those of the infinitive that may stand in their place
	elides             bool     // joins small words to the next by an apostrophe, "l'eau", which then sets words apart
}

// grammars are those of the languages, by their codes.
var grammars = map[string]*Grammar{
	"de": {
		stem: german.Stem, stopWords: de.GermanStopWords, Letters: "ß",
		NumberEndings: [][2]string{{"", "e"}, {"", "en"}, {"", "n"}, {"", "er"}, {"", "s"}},
		Joints:        []string{"", "s", "n", "en", "es", "er", "e"}, CapitalNouns: true, Umlauts: true,
	},
	"es": {
		stem: spanish.Stem, stopWords: es.SpanishStopWords, Letters: "ñ¿¡", Romance: true,
		NumberEndings: [][2]string{{"", "s"}, {"", "es"}, {"z", "ces"}},
		plural:        []string{"an", "en"}, infinitive: []string{"ar", "er", "ir"},
	},
	"fr": {
		stem: french.Stem, stopWords: fr.FrenchStopWords, Romance: true, elides: true,
		NumberEndings: [][2]string{{"", "s"}, {"", "x"}, {"al", "aux"}},
		plural:        []string{"ent"}, infinitive: []string{"er", "re", "ir", "ier", "e"},
	},
	"it": {
		stem: italian.Stem, stopWords: it.ItalianStopWords, Romance: true, elides: true,
		NumberEndings: [][2]string{{"o", "i"}, {"a", "e"}, {"e", "i"}, {"io", "i"}, {"co", "chi"}, {"go", "ghi"}, {"ca", "che"}, {"ga", "ghe"}},
		plural:        []string{"ano", "ono"}, infinitive: []string{"are", "ere", "ire"},
	},
	"nl": {
		stem: dutch.Stem, stopWords: nl.DutchStopWords,
		NumberEndings: [][2]string{{"", "s"}, {"", "en"}, {"", "n"}},
		Joints:        []string{"", "s", "n", "en", "e"},
	},
	"pl": {
		stempel: true, stopWords: pl.PolishStopWords, Letters: "łąęśżźćń",
		NumberEndings: [][2]string{{"", "y"}, {"", "i"}, {"a", "y"}, {"a", "i"}, {"e", "a"}, {"o", "a"}, {"ek", "ki"}},
	},
	"pt": {
		stem: portuguese.Stem, stopWords: pt.PortugueseStopWords, Letters: "ãõ", Romance: true, elides: true,
		NumberEndings: [][2]string{{"", "s"}, {"", "es"}, {"ao", "oes"}, {"m", "ns"}, {"l", "is"}},
		plural:        []string{"am", "em"}, infinitive: []string{"ar", "er", "ir"},
	},
}

// GrammarOf is the grammar of a language, empty for one that has none here.
func GrammarOf(code string) *Grammar { return cmp.Or(grammars[code], &noGrammar) }

var noGrammar Grammar

// Whole tells whether a grammar has what a language needs for its words to be met in all
// their forms, and to be told by its small words.
func (g *Grammar) Whole() bool { return (g.stem != nil || g.stempel) && len(g.stopWords) > 0 }

// StopWords are the small words of the language, folded.
func (g *Grammar) StopWords() []string { return bleveStopWords(g.stopWords) }
