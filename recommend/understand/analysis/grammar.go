package analysis

import (
	"cmp"
	"fmt"
	"strings"
	"sync"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/lang/de"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/analysis/lang/es"
	"github.com/blevesearch/bleve/v2/analysis/lang/fr"
	"github.com/blevesearch/bleve/v2/analysis/lang/it"
	"github.com/blevesearch/bleve/v2/analysis/lang/nl"
	"github.com/blevesearch/bleve/v2/analysis/lang/pl"
	"github.com/blevesearch/bleve/v2/analysis/lang/pl/stempel"
	"github.com/blevesearch/bleve/v2/analysis/lang/pt"
	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/dutch"
	"github.com/blevesearch/snowballstem/french"
	"github.com/blevesearch/snowballstem/german"
	"github.com/blevesearch/snowballstem/italian"
	"github.com/blevesearch/snowballstem/portuguese"
	"github.com/blevesearch/snowballstem/spanish"

	"precedent/corpus"
)

// Grammar is what the program knows of the words of a language, beside what stands in its
// folder of the vocabulary. A language may have none of it: its words are then compared as
// they stand. English has its forms and its stemmer elsewhere.
type Grammar struct {
	stem      func(*snowballstem.Env) bool // Snowball's stemmer
	stempel   bool                         // has the table of Polish for a stemmer instead
	stopWords []byte                       // Bleve's

	Letters           string   // that no other of the languages has
	Joints            []string // what may stand between two words written as one, nil where none are
	CapitalNouns      bool     // every noun has a capital, so that it makes no name
	Umlauts           bool     // ä, ö and ü are spelled ae, oe and ue for want of the letter
	CapitalAdjectives bool     // those of places have a capital: "Polish"
	HyphenEndings     bool     // of acronyms: "SOR-em"
	Infinitive        string   // stands between the parts of a separable verb: "uit te proberen"; "" for none

	Clauses []string // begin a clause, also where no comma stands before them

	Of []string // make of a noun what English has an adjective for: "de oficina", clerical

	// Sounds are, by small words of one letter, how the next word begins without its h where such a
	// word stands before that alone: Spanish "e historia", but "y no".
	Sounds map[string]string

	// Participles of "to be" that are nouns too, folded; what stands before them where they are
	// none, in lower case; and the adverbs that may stand between, folded.
	been, auxiliaries, adverbs []string

	elides bool // joins small words to the next by an apostrophe, "l'eau", which then sets words apart
}

// grammars are those of the languages, by their codes.
var grammars = map[string]*Grammar{
	"de": {
		stem: german.Stem, stopWords: de.GermanStopWords, Letters: "ß",
		Joints: []string{"", "s", "n", "en", "es", "er", "e"}, CapitalNouns: true, Umlauts: true,
		Clauses: []string{"und", "oder", "aber", "denn", "sondern", "sowie", "weil", "dass", "wenn", "obwohl"},
	},
	corpus.English: {stopWords: en.EnglishStopWords, CapitalAdjectives: true},
	"es": {
		stem: spanish.Stem, stopWords: es.SpanishStopWords, Letters: "ñ¿¡", Of: []string{"de", "del"}, Sounds: map[string]string{"e": "i", "u": "o"},
		been: []string{"estado"}, adverbs: []string{"ya", "siempre", "tambien", "aun", "nunca"},
		auxiliaries: []string{"he", "has", "ha", "hemos", "habéis", "han", "había", "habías", "habíamos", "habían", "habrá", "habrán", "habría", "habrían", "haya", "hayan", "hayamos", "hubo", "hubiera", "hubieran", "hubiese", "hubiesen", "haber", "habiendo"},
	},
	"fr": {
		stem: french.Stem, stopWords: fr.FrenchStopWords, elides: true, Of: []string{"de", "d", "du", "des"},
		been: []string{"ete"}, adverbs: []string{"pas", "jamais", "toujours", "deja", "encore", "aussi", "trop", "souvent", "bien", "plus", "longtemps"},
		auxiliaries: []string{"ai", "as", "a", "avons", "avez", "ont", "avais", "avait", "avions", "aviez", "avaient", "aura", "auront", "aurait", "auraient", "ait", "aient", "ayant", "avoir", "eu"},
	},
	"it": {
		stem: italian.Stem, stopWords: it.ItalianStopWords, elides: true, Of: []string{"di", "d", "del", "dell", "della"},
		been: []string{"stato", "stata", "stati", "state"}, adverbs: []string{"gia", "mai", "anche", "ancora", "sempre", "poi", "pure", "piu", "non", "spesso", "appena"},
		auxiliaries: []string{"sono", "sei", "è", "siamo", "siete", "ero", "eri", "era", "eravamo", "eravate", "erano", "fu", "furono", "sarà", "saranno", "sarebbe", "sarebbero", "sia", "siano", "fosse", "fossero", "essere", "essendo"},
	},
	"nl": {
		stem: dutch.Stem, stopWords: nl.DutchStopWords, CapitalAdjectives: true,
		Joints: []string{"", "s", "n", "en", "e"}, Infinitive: "te",
		Clauses: []string{"en", "of", "maar", "want", "omdat", "als", "terwijl", "zodat", "dat", "waardoor"},
	},
	"pl": {
		stempel: true, stopWords: pl.PolishStopWords, Letters: "łąęśżźćń", HyphenEndings: true,
	},
	"pt": {
		stem: portuguese.Stem, stopWords: pt.PortugueseStopWords, Letters: "ãõ", elides: true, Of: []string{"de", "do", "da"},
		been: []string{"estado"}, adverbs: []string{"sempre", "ja", "tambem", "ainda", "nunca"},
		auxiliaries: []string{"tenho", "tens", "tem", "têm", "temos", "tinha", "tinham", "tínhamos", "terá", "terão", "teria", "teriam", "tenha", "tenham", "tivesse", "tivessem", "ter", "tendo", "havia", "haviam", "foi", "foram"},
	},
}

// GrammarOf is the grammar of a language, empty for one that has none here.
func GrammarOf(code string) *Grammar { return cmp.Or(grammars[code], &noGrammar) }

var noGrammar Grammar

// Whole tells whether a grammar has what a language needs for its words to be met in all
// their forms, and to be told by its small words.
func (g *Grammar) Whole() bool { return (g.stem != nil || g.stempel) && len(g.stopWords) > 0 }

// StopWords are the small words of the language, folded.
func (g *Grammar) StopWords() []string { return Mapped(g.SpelledStopWords(), Fold) }

// SpelledStopWords are the small words of the language as they are spelled, in no order.
func (g *Grammar) SpelledStopWords() []string {
	words := analysis.NewTokenMap()
	if err := words.LoadBytes(g.stopWords); err != nil {
		panic("recommend: a stop word list of Bleve's does not parse: " + err.Error())
	}
	spelled := make([]string, 0, len(words))
	for w := range words {
		spelled = append(spelled, w)
	}
	return spelled
}

// StopWords are the English words that carry no topic: Bleve's list, folded as
// tokenize folds, and the contractions that folding makes.
var StopWords = sync.OnceValue(func() map[string]bool { return Folded(GrammarOf(corpus.English).StopWords()) })

// polish is the stemmer of Polish, a table of two megabytes that is read when it
// is first needed.
var polish = sync.OnceValues(stempel.LoadTrie)

// stemmer returns the stem of a word in one language, folded. The word is given
// in lower case with its accents, which the stemmers go by. Not safe for
// concurrent use.
type stemmer func(word string) string

// NewQuickStemmer makes the stemmer of a language, or for Polish, whose takes a tenth of a second
// to be read, what leaves words as they are.
func NewQuickStemmer(language string) (stemmer, error) {
	if GrammarOf(language).stempel {
		return Fold, nil
	}
	return NewStemmer(language)
}

// NewStemmer makes the stemmer of a language. In one that has none, words are compared as
// they stand.
func NewStemmer(language string) (stemmer, error) {
	grammar := GrammarOf(language)
	if grammar.stempel {
		trie, err := polish()
		if err != nil {
			return nil, fmt.Errorf("read the Polish stemmer: %w", err)
		}
		return func(word string) string {
			runes := []rune(word)
			stem := Fold(string(stempel.Diff(runes, trie.GetLastOnPath(runes))))
			if stem == "" {
				return Fold(word)
			}
			return stem
		}, nil
	}
	if grammar.stem == nil {
		return Fold, nil
	}
	env := snowballstem.NewEnv("")
	return func(word string) string {
		env.SetCurrent(word)
		grammar.stem(env)
		return Fold(env.Current())
	}, nil
}

// Lowered is a token as stemmers take it: in lower case, with its accents, and otherwise
// as fold leaves it.
func Lowered(t Token) string {
	word := strings.ToLower(t.Raw)
	if strings.ContainsAny(word, "'’.") {
		word = strings.ReplaceAll(word, "’", "'")
		word = joints.Replace(strings.TrimSuffix(word, "'s"))
	}
	return word
}

var joints = strings.NewReplacer("'", "", ".", "")
