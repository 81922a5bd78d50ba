package analysis

import (
	"maps"
	"sync"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
)

func bleveStopWords(list []byte) []string {
	words := analysis.NewTokenMap()
	if err := words.LoadBytes(list); err != nil {
		panic("recommend: a stop word list of Bleve's does not parse: " + err.Error())
	}
	folded := make([]string, 0, len(words))
	for w := range words {
		folded = append(folded, Fold(w))
	}
	return folded
}

// StopWords are the English words that carry no topic: Bleve's list, folded as
// tokenize folds, and the contractions that folding makes.
var StopWords = sync.OnceValue(func() map[string]bool {
	list := analysis.NewTokenMap()
	if err := list.LoadBytes(en.EnglishStopWords); err != nil {
		panic("recommend: Bleve's stop word list does not parse: " + err.Error())
	}
	stop := map[string]bool{}
	for w := range maps.Keys(list) {
		stop[Fold(w)] = true
	}
	return stop
})
