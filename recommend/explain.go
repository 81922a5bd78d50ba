package recommend

import (
	"slices"

	"precedent/corpus"
)

// reasonsShown is how many words a reason names: the ones that count most.
const reasonsShown = 6

// explain turns the parts of a score, the largest first, into reasons.
func (e *Engine) explain(c *corpus.Case, parts []Part) Why {
	var why Why
	var stems []string // of why.Words
	var score, akin float64
	for _, p := range parts {
		score += p.Value
		switch p.Kind {
		case PartFeedback:
			akin += p.Value
		case PartWord:
			if len(why.Words) < reasonsShown {
				why.Words = append(why.Words, WordReason{Asked: p.Asked})
				stems = append(stems, p.Met)
			}
		case PartTopic:
			why.Topics = appendNew(why.Topics, p.Met)
		case PartApproach:
			why.Approaches = appendNew(why.Approaches, p.Met)
		case PartContext:
			why.Context = append(why.Context, e.contextLabel(p.Met))
		}
	}
	for i, word := range e.wordsFor(c, stems) {
		why.Words[i].Met = word
	}
	why.Akin = akin > score/2
	return why
}

// wordsFor returns for each stem the word of the case that has it: the first
// in what is shown, or else in the words that it is matched by.
func (e *Engine) wordsFor(c *corpus.Case, stems []string) []string {
	a := newAnalyzer(e.understander.words)
	words := make([]string, len(stems))
	missing := len(stems)
	for _, text := range slices.Concat([]string{c.Title, c.Problem, c.Summary, c.Results, c.Organisation}, c.Keywords, c.Also, c.AskedAs) {
		if missing == 0 {
			break
		}
		for _, t := range tokenize(text) {
			if i := slices.Index(stems, a.stem(t.word)); i >= 0 && words[i] == "" {
				words[i] = t.raw
				missing--
			}
		}
	}
	return words
}

// contextLabel names a country code for people; a level and a year name
// themselves.
func (e *Engine) contextLabel(met string) string { return e.vocabulary.Places.Name(met) }
