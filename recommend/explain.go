package recommend

import (
	"slices"

	"precedent/corpus"
)

// reasonsShown is how many words a reason names: the ones that count most.
const reasonsShown = 6

// explain turns the parts of a score into reasons.
func (e *Engine) explain(c *corpus.Case, parts []Part) Why {
	var why Why
	var met map[string]string
	for _, p := range parts {
		switch p.Kind {
		case PartWord:
			if len(why.Words) == reasonsShown {
				continue
			}
			if met == nil {
				met = e.wordsByStem(c)
			}
			why.Words = append(why.Words, WordReason{Asked: p.Asked, Met: met[p.Met]})
		case PartTopic:
			why.Topics = appendNew(why.Topics, p.Met)
		case PartApproach:
			why.Approaches = appendNew(why.Approaches, p.Met)
		case PartContext:
			why.Context = append(why.Context, e.contextLabel(p.Met))
		}
	}
	return why
}

// wordsByStem maps each stem of a case to the word that stands for it: the
// first in what is shown, or else in the words it is matched by.
func (e *Engine) wordsByStem(c *corpus.Case) map[string]string {
	a := newAnalyzer(e.understander.words)
	words := map[string]string{}
	for _, text := range slices.Concat([]string{c.Title, c.Problem, c.Summary, c.Results, c.Organisation}, c.Keywords, c.Also, c.AskedAs) {
		for _, t := range tokenize(text) {
			if stem := a.stem(t.word); stem != "" && words[stem] == "" {
				words[stem] = t.raw
			}
		}
	}
	return words
}

// contextLabel names a country code, a level or a year for people.
func (e *Engine) contextLabel(met string) string {
	if c := e.vocabulary.Places.Country(met); c != nil {
		return c.Name
	}
	return e.vocabulary.Taxonomy.Label(met)
}
