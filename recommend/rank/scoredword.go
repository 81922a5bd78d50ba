package rank

import (
	"math"

	"precedent/recommend"
	"precedent/recommend/understand"
	"precedent/recommend/understand/analysis"
)

// heaviest is what the heaviest of the words weighs that some case has, 0 for none.
func heaviest(s *scorer) (most float64) {
	for i := range s.words {
		if w := &s.words[i]; len(w.alternatives) > 0 {
			most = max(most, w.weight)
		}
	}
	return most
}

// fitWeight is what a word weighs for fit.
func fitWeight(s *scorer, word int) float64 {
	w := &s.words[word]
	return trustOf(w.Word) * max(w.idf, s.leastIDF)
}

// newScoredWord finds the terms of a word and what it weighs. ok is false for a word
// that has no stem.
func newScoredWord(c *collection, w recommend.Word, a *analysis.Analyzer) (sw scoredWord, ok bool) {
	sw.Word = w
	for _, text := range understand.TermsOf(w) {
		var alternative []int32
		known := true
		for _, stem := range a.StemsOf(text) {
			ok = true
			term, has := c.stats.stems.find(stem)
			if !has {
				known = false
				break
			}
			alternative = append(alternative, term)
		}
		if known && len(alternative) > 0 {
			sw.alternatives = append(sw.alternatives, alternative)
			sw.texts = append(sw.texts, text)
		}
	}
	sw.idf = idfOf(c, &sw)
	sw.weight = trustOf(w) * sw.idf
	return sw, ok
}

// idfOf is the idf of a word, by how many cases would have one of its alternatives were
// these independent, each counting for what it is worth.
func idfOf(c *collection, w *scoredWord) float64 {
	without := 1.0 // share of the cases that have none
	n := float64(max(1, c.stats.cases))
	for i, alternative := range w.alternatives {
		fewest := c.stats.cases
		for _, term := range alternative {
			fewest = min(fewest, int(c.stats.caseCnt[term]))
		}
		worth := 1.0
		if w.worth != nil {
			worth = w.worth[i]
		}
		without *= 1 - worth*float64(fewest)/n
	}
	return idf(c.stats.cases, int(math.Round(n*(1-without))))
}

// leastIDF is LeastIDF on the scale of the library.
func leastIDF(c *collection) float64 {
	return c.weights.LeastIDF * idf(len(c.cases), 1) / idf(c.weights.FitCases, 1)
}

func trustOf(w recommend.Word) float64 {
	if w.Weight == 0 {
		return 1
	}
	return w.Weight
}
