package rank

import (
	"cmp"
	"slices"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/understand/analysis"
)

// explain turns the parts of a score, the largest first, into reasons.
func explain(c *collection, q recommend.Query, cs *corpus.Case, parts []namedPart) recommend.Why {
	a := analysis.NewAnalyzer(c.words)
	var why recommend.Why
	var score, akin, lent float64
	var words []*metWord
	for _, p := range parts {
		if p.Kind != recommend.PartWorkplace && p.Kind != recommend.PartName {
			score += p.Value
		}
	}
	for _, p := range parts {
		switch p.Kind {
		case recommend.PartName:
			why.Name = cmp.Or(why.Name, p.Asked)
		case recommend.PartFeedback, recommend.PartAlike:
			akin += p.Value
		case recommend.PartGuess:
			if p.Value > minReason*score {
				why.Guessed = p.Met
			}
		case recommend.PartWord:
			if p.borrowed { // it stands nowhere in what a reader can look at
				lent += p.Value
				continue
			}
			if len(p.ways) > 0 && !nameHas(why.Name, p.Asked) {
				words = append(words, newMetWord(a, p))
			}
		case recommend.PartTopic, recommend.PartApproach:
			switch {
			case !p.Exact:
				why.Near = append(why.Near, recommend.Near{Asked: p.Asked, Met: p.Met})
			case p.Kind == recommend.PartApproach:
				why.Approaches = analysis.AppendNew(why.Approaches, p.Met)
			default:
				why.Topics = analysis.AppendNew(why.Topics, p.Met)
			}
		case recommend.PartContext:
			why.Context = append(why.Context, p.Met)
		case recommend.PartRefused:
			why.Refused = append(why.Refused, p.Asked)
		case recommend.PartWorkplace:
			why.Workplace = append(why.Workplace, p.Met)
		}
	}
	record := readRecord(c, a, q, cs, words)
	named := record.reasons(minReason * score)
	if len(named) == 0 && len(q.Words) <= c.weights.FewWords { // of so few, each word is what it is about
		named = record.heaviest(muchOfScore * score)
	}
	why.Words = reasonsOf(named)
	var hidden []recommend.WordReason
	why.Line, hidden = ourLine(c, a, cs, words, named, score)
	why.Words = append(why.Words, hidden...)
	if lent > minReason*score {
		why.LikeCasesOn = likeCasesOn(c, c.numberOf(cs.ID))
	}
	if len(why.Words)+len(why.Topics)+len(why.Approaches)+len(why.Near)+len(why.Context)+len(why.LikeCasesOn) == 0 && why.Name == "" && why.Guessed == "" {
		why.Words = reasonsOf(record.heaviest(0)) // a poor reason is better than none
	}
	why.Akin = akin > score/2
	if why.Name != "" && q.AsksByName() { // they are those of the case, which the name stands for
		why.Topics, why.Approaches, why.Guessed = nil, nil, ""
	}
	if slices.Contains(why.Topics, why.Guessed) || slices.Contains(why.Approaches, why.Guessed) {
		why.Guessed = ""
	}
	for _, concept := range q.Concepts {
		label := c.vocabulary.Taxonomy.Label(concept.ID)
		if slices.Contains(why.Topics, concept.ID) || slices.Contains(why.Approaches, concept.ID) {
			if concept.Asked != "" && !sameWords(a, concept.Asked, label) {
				if why.Named == nil {
					why.Named = map[string]string{}
				}
				why.Named[concept.ID] = concept.Asked
			}
		}
	}
	why.Quote = quote(record.texts[1:4], parts)
	return why
}

// nameHas tells whether a word stands in a name that is a reason already.
func nameHas(name, word string) bool {
	return name != "" && slices.Contains(analysis.WordsOf(analysis.Tokenize(name)), analysis.Fold(word))
}

// minQuoted is how many words of the problem a sentence must meet to be quoted.
const minQuoted = 2

// quote returns the sentence of a record that meets most of the problem's words,
// each by what it adds to the score; the earlier one among equals.
func quote(record []stemmed, parts []namedPart) string {
	value := map[string]float64{} // by stem
	for _, p := range parts {
		if p.Kind == recommend.PartWord {
			value[p.Met] += p.Value
		}
	}
	best, most := "", 0.0
	var met []string
	for _, t := range record {
		word, end := 0, 0
		for _, sentence := range sentences(t.text) {
			end += len(sentence) + 1
			met = met[:0]
			var worth float64
			for ; word < len(t.tokens) && t.tokens[word].Start < end; word++ {
				if stem := t.stems[word]; value[stem] > 0 && !slices.Contains(met, stem) {
					met = append(met, stem)
					worth += value[stem]
				}
			}
			if len(met) >= minQuoted && worth > most {
				best, most = sentence, worth
			}
		}
	}
	return best
}
