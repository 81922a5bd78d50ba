package view

import (
	"slices"
	"strings"
	"sync"

	"precedent/recommend/wording/catalogue"
)

// typedWords are the words with a key in all languages. A language that cannot be read has
// none.
var typedWords = sync.OnceValue(func() map[string][]string {
	words := map[string][]string{}
	set := catalogue.Builtin()
	for _, code := range set.Languages() {
		texts, err := set.In(code)
		if err != nil {
			continue
		}
		for _, key := range []string{TypedHelp, TypedList, TypedWatches} {
			words[key] = append(words[key], strings.Split(texts.Text(key), ", ")...)
		}
	}
	return words
})

// Typed tells whether a text is one of the words with a key, in whatever language.
func Typed(key, text string) bool {
	return slices.ContainsFunc(typedWords()[key], func(word string) bool { return strings.EqualFold(word, text) })
}
