package recommend

import (
	"slices"

	"precedent/corpus"
)

// reasonsShown is how many words a reason names: the ones that count most.
const reasonsShown = 6

// leastReason is the share of a score below which a word is no reason to show.
const leastReason = 0.03

// explain turns the parts of a score, the largest first, into reasons.
func (e *Engine) explain(c *corpus.Case, parts []Part) Why {
	var why Why
	var stems []string // of why.Words
	var score, akin float64
	for _, p := range parts {
		score += p.Value
	}
	for _, p := range parts {
		switch p.Kind {
		case PartFeedback:
			akin += p.Value
		case PartWord:
			if len(stems) == 0 || len(stems) < reasonsShown && p.Value >= leastReason*score {
				why.Words = append(why.Words, WordReason{Asked: p.Asked})
				stems = append(stems, p.Met)
			}
		case PartTopic, PartApproach:
			list := &why.Topics
			switch {
			case !p.Exact:
				list = &why.Near
			case p.Kind == PartApproach:
				list = &why.Approaches
			}
			*list = appendNew(*list, p.Met)
		case PartContext:
			why.Context = append(why.Context, e.contextLabel(p.Met))
		}
	}
	for i, w := range e.wordsFor(c, stems) {
		why.Words[i].Met, why.Words[i].Hidden = w.word, w.hidden
	}
	slices.SortStableFunc(why.Words, func(a, b WordReason) int { return hiddenLast(a) - hiddenLast(b) })
	why.Akin = akin > score/2
	return why
}

func hiddenLast(w WordReason) int {
	if w.Hidden {
		return 1
	}
	return 0
}

// metWord is a word of a case, and whether it stands only in what the case is
// matched by and not in its record.
type metWord struct {
	word   string
	hidden bool
}

// wordsFor returns for each stem the word of the case that has it: the first
// in the record, or else in the words that it is matched by.
func (e *Engine) wordsFor(c *corpus.Case, stems []string) []metWord {
	a := newAnalyzer(e.understander.words)
	words := make([]metWord, len(stems))
	missing := len(stems)
	look := func(hidden bool, texts ...string) {
		for _, text := range texts {
			if missing == 0 {
				return
			}
			for _, t := range tokenize(text) {
				stem := a.stem(t.word)
				for i := range stems { // two words asked may have met one
					if stems[i] == stem && words[i].word == "" {
						words[i] = metWord{t.raw, hidden}
						missing--
					}
				}
			}
		}
	}
	look(false, c.Title, c.Problem, c.Summary, c.Results, c.Organisation)
	look(false, c.Keywords...)
	look(true, c.Also...)
	look(true, c.AskedAs...)
	return words
}

// contextLabel names a country code for people; a level and a year name
// themselves.
func (e *Engine) contextLabel(met string) string { return e.vocabulary.Places.Name(met) }
