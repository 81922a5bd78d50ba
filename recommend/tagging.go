package recommend

import (
	"cmp"
	"maps"
	"slices"

	"precedent/corpus"
)

// What a record without tags is given by the thesaurus.
const (
	mostInferred  = 5   // tags
	leastInferred = 1.0 // of a tag's phrases, each worth 1, or inferredOne for a single word
	inferredOne   = 0.5
)

// tagsOf finds the topics or approaches that a record speaks of, for records of
// people's own that carry none of the kind: those of which it has a phrase of several
// words, or single words twice. A phrase that means several tags counts for each
// by its share.
func (u *understander) tagsOf(c *corpus.Case) []string {
	found := map[string]float64{}
	for _, text := range slices.Concat([]string{c.Title, c.Problem, c.Summary, c.Results, c.Organisation}, c.Keywords, c.Also, c.AskedAs, c.Official) {
		for _, s := range u.english.concepts.find(u.withoutSmall(text)) {
			worth := 1.0
			if s.to-s.from == 1 {
				worth = inferredOne
			}
			for _, id := range s.values {
				found[id] += worth / float64(len(s.values))
			}
		}
	}
	maps.DeleteFunc(found, func(id string, worth float64) bool {
		return worth < leastInferred || !lacksFacet(u.vocabulary.Taxonomy, c, id)
	})
	tags := slices.SortedFunc(maps.Keys(found), func(a, b string) int {
		return cmp.Or(cmp.Compare(found[b], found[a]), cmp.Compare(a, b))
	})
	return tags[:min(mostInferred, len(tags))]
}

// withoutSmall returns the words of an English text without its small words.
func (u *understander) withoutSmall(text string) []problemWord {
	var read withoutSmall
	a := newAnalyzer(u.words)
	for _, t := range tokenize(text) {
		if stem := a.stem(t.word); stem != "" && !asks(t, u.english.asking) {
			read.add(problemWord{token: t, stem: stem})
		} else {
			read.drop(t)
		}
	}
	return read.words
}
