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

// analyzer turns text into stems. It remembers the stem of every word it has
// met, since stemming is the slowest step of starting. Not safe for concurrent
// use; its memory grows with the vocabulary, so one made per request is given
// the index's own memory to read from.
type analyzer struct {
	stop  map[string]bool
	known map[string]string // read-only, may be nil
	stems map[string]string
	env   *snowballstem.Env
}

func newAnalyzer(known map[string]string) *analyzer {
	return &analyzer{stop: stopWords(), known: known, stems: map[string]string{}, env: snowballstem.NewEnv("")}
}

// stem returns the stem of a folded word, or "" when it is a stop word.
func (a *analyzer) stem(word string) string {
	if s, ok := a.known[word]; ok {
		return s
	}
	if s, ok := a.stems[word]; ok {
		return s
	}
	s := ""
	if !a.stop[word] {
		a.env.SetCurrent(word)
		snowball.Stem(a.env)
		s = a.env.Current()
	}
	a.stems[word] = s
	return s
}

// stemsOf returns the stems of a text's words without the stop words, in order.
func (a *analyzer) stemsOf(text string) []string {
	tokens := tokenize(text)
	stems := make([]string, 0, len(tokens))
	for _, t := range tokens {
		if s := a.stem(t.word); s != "" {
			stems = append(stems, s)
		}
	}
	return stems
}
