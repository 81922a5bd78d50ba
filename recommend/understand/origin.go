package understand

import (
	"slices"
	"strings"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/understand/analysis"
	"precedent/recommend/understand/lexicon"
	"precedent/recommend/understand/scope"
)

// originWords are the places that people come from whom a problem is about, as the place and its
// people are called in English, whatever the language. has tells whether some case has a word; of
// places that no case says anything of there is none.
func originWords(places *corpus.Places, has func(word string) bool, text string, tokens []analysis.Token, origins []scope.Origin) (words []recommend.Word) {
	for _, o := range origins[:min(len(origins), maxOrigins)] {
		if terms := englishNames(places, has, o.ID); len(terms) > 0 {
			words = append(words, recommend.Word{Asked: analysis.AsTyped(text, tokens, o.From, o.To), Terms: terms})
		}
	}
	return words
}

// maxOrigins is how many places are noted that people come from.
const maxOrigins = 4

// englishNames are the English names of a place and its people that some case has, each in one
// form.
func englishNames(places *corpus.Places, has func(word string) bool, id string) (terms []string) {
	names := []string{places.Name(id)}
	if c := places.Country(id); c != nil {
		names = append(names, c.Also...)
	} else if r := places.Region(id); r != nil {
		names = append(names, r.Also...)
	}
	for _, name := range names {
		term := analysis.FoldAll(corpus.English, name)
		form := func(other string) bool { return analysis.Inflected(other, term) }
		if len(terms) < lexicon.MaxRenderings && !strings.Contains(term, " ") && has(term) && !analysis.StopWords()[term] && !slices.ContainsFunc(terms, form) {
			terms = append(terms, term)
		}
	}
	return terms
}
