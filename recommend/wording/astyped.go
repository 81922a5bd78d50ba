package wording

import (
	"cmp"
	"slices"
	"strings"

	"precedent/recommend"
	"precedent/recommend/understand/analysis"
)

// asTyped are words of the problem as they were typed: the phrase that they are, where it
// is known, or else each.
func asTyped(q recommend.Query, words []string) string {
	place := func(word string) int {
		return slices.IndexFunc(q.Words, func(w recommend.Word) bool { return w.Asked == word })
	}
	words = slices.Clone(words)
	slices.SortStableFunc(words, func(a, b string) int { return cmp.Compare(place(a), place(b)) })
	for _, c := range q.Concepts {
		for phrase := range strings.SplitSeq(c.Asked, ", ") {
			if analysis.Closed(phrase) == analysis.Closed(strings.Join(words, "")) {
				return phrase // a word that was taken apart
			}
			parts := analysis.PartsOf(phrase)
			if len(words) > 1 && !slices.ContainsFunc(words, func(word string) bool { return !slices.Contains(parts, word) }) &&
				!slices.ContainsFunc(c.Words(), func(word string) bool { return slices.Contains(parts, word) && !slices.Contains(words, word) }) {
				return phrase
			}
		}
	}
	return strings.Join(words, ", ")
}

// unnamed are the words that named no topic or approach.
func unnamed(q recommend.Query) (words []string) {
	named := map[string]bool{}
	for _, c := range q.Concepts {
		for _, word := range slices.Concat(c.Words(), analysis.PartsOf(c.Asked)) {
			named[strings.TrimSuffix(word, ",")] = true
		}
	}
	for _, w := range q.Words {
		if slices.ContainsFunc(strings.Fields(w.Asked), func(part string) bool { return !named[part] }) {
			words = append(words, w.Asked)
		}
	}
	return words
}
