package rank

import (
	"cmp"
	"slices"

	"precedent/recommend"
	"precedent/recommend/understand/analysis"
)

// likeTerms is how many words of a case stand for it when others like it are
// looked for: enough to tell it from its neighbours, few enough that its own
// wording does not drown what it is about.
const likeTerms = 30

// likeLeastIDF leaves out words that stand in more than about a fifth of the
// cases and so tell none apart.
const likeLeastIDF = 1.5

// likeQuery asks for what a case is about: its most telling words, taken from
// the fields that name the problem and the answer, and its tags. Words and
// limits of the query itself stay.
func likeQuery(c *collection, q recommend.Query) recommend.Query {
	n := c.numberOf(q.Like)
	if n < 0 {
		return q
	}
	cs, d := &c.cases[n], &c.docs[n]
	type candidate struct {
		recommend.Word
		value float64
	}
	a := analysis.NewAnalyzer(c.words)
	var list []candidate
	seen := map[string]bool{}
	for _, text := range append([]string{cs.Title, cs.Problem, cs.Summary}, cs.Keywords...) {
		for _, t := range analysis.Tokenize(text) {
			stem := a.Stem(t.Word)
			if stem == "" || seen[stem] {
				continue
			}
			seen[stem] = true
			term, _ := c.stats.stems.find(stem)
			here := d.entry(term)
			if here == nil || c.stats.caseCnt[term] < 2 || c.stats.idf(stem) < likeLeastIDF {
				continue // it is a small word there, no other case has it, or too many have
			}
			var count float64
			for f, n := range here.count {
				count += c.weights.Field[f] * float64(n) / float64(max(1, d.lengths[f]))
			}
			list = append(list, candidate{recommend.Word{Asked: t.Raw}, count * c.stats.idf(stem)})
		}
	}
	slices.SortStableFunc(list, func(a, b candidate) int { return cmp.Compare(b.value, a.value) })
	for _, w := range list[:min(len(list), likeTerms)] {
		q.Words = append(q.Words, w.Word)
	}
	for _, tag := range c.stats.tags.names(d.tags) {
		q.Concepts = append(q.Concepts, recommend.Concept{ID: tag, Asked: c.vocabulary.Taxonomy.Label(tag), Weight: 1})
	}
	return q
}
