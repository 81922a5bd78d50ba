package recommend

import (
	"sync"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/lang/de"
	"github.com/blevesearch/bleve/v2/analysis/lang/es"
	"github.com/blevesearch/bleve/v2/analysis/lang/fr"
	"github.com/blevesearch/bleve/v2/analysis/lang/it"
	"github.com/blevesearch/bleve/v2/analysis/lang/nl"
	"github.com/blevesearch/bleve/v2/analysis/lang/pl"
	"github.com/blevesearch/bleve/v2/analysis/lang/pt"
)

// english is the language of the library, assumed where nothing speaks for
// another.
const english = "en"

// functionWords are the small words that give a language away. They are read
// when a text first looks foreign.
var functionWords = sync.OnceValue(func() map[string][]string {
	languages := map[string][]string{} // word -> languages
	for lang, list := range map[string][]byte{
		"de": de.GermanStopWords, "es": es.SpanishStopWords, "fr": fr.FrenchStopWords, "it": it.ItalianStopWords,
		"nl": nl.DutchStopWords, "pl": pl.PolishStopWords, "pt": pt.PortugueseStopWords,
	} {
		words := analysis.NewTokenMap()
		if err := words.LoadBytes(list); err != nil {
			panic("recommend: Bleve's stop words of " + lang + " do not parse: " + err.Error())
		}
		for w := range words {
			if w := fold(w); len(w) > 1 && (!stopWords()[w] || len(w) > 2) {
				languages[w] = append(languages[w], lang)
			}
		}
	}
	return languages
})

// detectLanguage says in which of eight languages a text is written, by its
// function words. English wins ties, and where English words known to the
// library make up most of the text.
func detectLanguage(tokens []token, known func(word string) bool) string {
	stop, understood := 0, 0
	for _, t := range tokens {
		if stopWords()[t.word] {
			stop++
		}
		if stopWords()[t.word] || known(t.word) {
			understood++
		}
	}
	if 5*understood >= 4*len(tokens) {
		return english
	}
	count := map[string]int{}
	for _, t := range tokens {
		for _, lang := range functionWords()[t.word] {
			count[lang]++
		}
	}
	best := english
	most := max(stop, 1) // one small word may be chance
	for _, lang := range []string{"de", "es", "fr", "it", "nl", "pl", "pt"} {
		if count[lang] > most {
			best, most = lang, count[lang]
		}
	}
	return best
}
