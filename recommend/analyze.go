package recommend

import (
	"maps"
	"sync"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/snowballstem"
	snowball "github.com/blevesearch/snowballstem/english"
)

// stopWords are the English words that carry no topic: Bleve's list, folded as
// tokenize folds, and the contractions that folding makes.
var stopWords = sync.OnceValue(func() map[string]bool {
	list := analysis.NewTokenMap()
	if err := list.LoadBytes(en.EnglishStopWords); err != nil {
		panic("recommend: Bleve's stop word list does not parse: " + err.Error())
	}
	stop := map[string]bool{}
	for w := range maps.Keys(list) {
		stop[fold(w)] = true
	}
	return stop
})

// kept are words whose stem would be that of another word of policy talk, or not
// that of their own plural, by the stem that they get instead: international and
// intern, customs and customer, universal and university, parks and parking.
var kept = map[string][]string{
	"international": {"international", "internationally"},
	"internal":      {"internal", "internally"},
	"customs":       {"customs"},
	"informal":      {"informal", "informally", "informality"},
	"park":          {"park", "parks"},
	"parking":       {"parking", "parked"},
	"universal":     {"universal", "universally", "universality"},
	"renewable":     {"renewable", "renewables"},
	"experience":    {"experience", "experiences", "experienced"},
	"important":     {"important", "importance", "importantly"},
	"emergency":     {"emergency", "emergencies"},
	"evening":       {"evening", "evenings"},
	"busy":          {"busy", "busier"},
	"bus":           {"bus", "buses"},
	"keys":          {"keys"},
	"generation":    {"generation", "generations"},
	"railtrain":     {"train", "trains"},
}

var unstemmed = func() map[string]string {
	stems := map[string]string{}
	for stem, words := range kept {
		for _, w := range words {
			stems[w] = stem
		}
	}
	return stems
}()

// wordEntry is what is known of a word.
type wordEntry struct {
	stem  string // "" for a stop word
	count int32  // how often the word stands in the library
	term  int32  // the stem's number plus one, 0 until enter gives it
	small bool   // the library writes the word without a capital somewhere
}

// join counts another entry of the same word in.
func (e *wordEntry) join(other *wordEntry) {
	e.count += other.count
	e.small = e.small || other.small
}

// analyzer turns text into stems. It remembers every word it has met, since
// stemming is the slowest step of starting. Not safe for concurrent use; its
// memory grows with the vocabulary, so one made per request is given the
// index's own memory to read from.
type analyzer struct {
	stop  map[string]bool
	known *knownWords // may be nil
	words map[string]*wordEntry
	env   *snowballstem.Env
}

func newAnalyzer(known *knownWords) *analyzer {
	return &analyzer{stop: stopWords(), known: known, words: map[string]*wordEntry{}, env: snowballstem.NewEnv("")}
}

func (a *analyzer) entry(word string) *wordEntry {
	if e := a.known.get(word); e != nil {
		return e
	}
	if e := a.words[word]; e != nil {
		return e
	}
	e := &wordEntry{}
	if s := unstemmed[word]; s != "" {
		e.stem = s
	} else if !a.stop[word] {
		a.env.SetCurrent(word)
		snowball.Stem(a.env)
		e.stem = a.env.Current()
	}
	a.words[word] = e
	return e
}

// stem returns the stem of a folded word, or "" when it is a stop word.
func (a *analyzer) stem(word string) string { return a.entry(word).stem }

// stemsOf returns the stems of a text's words without the stop words, in order.
func (a *analyzer) stemsOf(text string) []string {
	var stems []string
	for _, t := range tokenize(text) {
		if s := a.stem(t.word); s != "" {
			stems = append(stems, s)
		}
	}
	return stems
}

// count returns the words of a text without the stop words, in order, and
// counts them all. Only for an analyzer with a memory of its own.
func (a *analyzer) count(text string) []*wordEntry {
	tokens := tokenize(text)
	words := make([]*wordEntry, 0, len(tokens))
	for _, t := range tokens {
		e := a.entry(t.word)
		e.count++
		e.small = e.small || t.raw == t.word || !capital(t.raw)
		if e.stem != "" {
			words = append(words, e)
		}
	}
	return words
}
