package rank

import (
	"cmp"
	"slices"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/understand/analysis"
)

// newMatch explains a scored case.
func newMatch(s *scorer, q recommend.Query, rank int, r group) recommend.Match {
	c := s.c
	m := recommend.Match{Rank: rank, Case: c.record(r.number), Proposed: proposed(c, r.number), Score: r.score, Strength: r.strength, Likely: r.likely}
	parts := s.named(&r.scored)
	for _, p := range parts {
		m.Parts = append(m.Parts, p.Part)
	}
	for _, n := range r.duplicates {
		m.Duplicates = append(m.Duplicates, c.record(n))
	}
	m.Why = explain(c, q, r.number, parts)
	m.Why.Akin = m.Why.Akin && rank > 1 // the first is the best match itself
	if r.names == 0 && saysProblem(q) {
		m.Why.Unmet = s.worthTelling(s.unmet(r.number), r.number, m.Why.Words)
		m.Why.Unmet.Words = slices.DeleteFunc(withoutFillers(s, m.Why.Unmet.Words), func(w recommend.UnmetWord) bool { return namedBy(m.Why.Words, w.Asked) })
	}
	return m
}

// namedBy tells whether a record has words that are told as the reason for a word of the problem.
func namedBy(reasons []recommend.WordReason, asked string) bool {
	return slices.ContainsFunc(reasons, func(r recommend.WordReason) bool { return r.Asked == asked && !r.Hidden })
}

// explain turns the parts of a score, the largest first, into reasons.
func explain(c *collection, q recommend.Query, number int, parts []namedPart) recommend.Why {
	a, cs := analysis.NewAnalyzer(c.words), c.record(number)
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
	language := c.languageOf(number)
	record := readRecord(c, a, q, cs, language, words)
	named := record.reasons(minReason * score)
	if len(named) == 0 && len(q.Words) <= c.weights.FewWords { // of so few, each word is what it is about
		named = record.heaviest(muchOfScore * score)
	}
	why.Words = reasonsOf(named)
	var hidden []recommend.WordReason
	why.Line, hidden = ourLine(c, a, cs, language, words, named, score)
	why.Words = append(why.Words, hidden...)
	if lent > minReason*score {
		why.LikeCasesOn = likeCasesOn(c, number)
	}
	if len(why.Words)+len(why.Topics)+len(why.Approaches)+len(why.Near)+len(why.Context)+len(why.LikeCasesOn) == 0 && why.Name == "" && why.Guessed == "" {
		if why.Words = reasonsOf(record.heaviest(0)); len(why.Words) == 0 { // and a poor reason is better than none
			why.Words = reasonsOf(readRecord(c, a, q, cs, language, inParts(a, parts)).heaviest(0))
		}
	}
	why.Akin = akin > score/2
	if why.Name != "" && q.AsksByName() { // they are those of the case, which the name stands for
		why.Topics, why.Approaches, why.Guessed = nil, nil, ""
	}
	if slices.Contains(why.Topics, why.Guessed) || slices.Contains(why.Approaches, why.Guessed) {
		why.Guessed = ""
	}
	for _, concept := range q.Concepts {
		met := slices.Contains(why.Topics, concept.ID) || slices.Contains(why.Approaches, concept.ID)
		if met && concept.Asked != "" && !sameWords(a, concept.Asked, c.vocabulary.Taxonomy.Label(concept.ID)) {
			if why.Named == nil {
				why.Named = map[string]string{}
			}
			why.Named[concept.ID] = concept.Asked
		}
	}
	why.Quote = quote(record.texts[1:4], parts)
	return why
}

// inParts are the words of a problem that a case has in its own sentences, each by the one word of
// a phrase that it met, whose others may stand elsewhere or nowhere.
func inParts(a *analysis.Analyzer, parts []namedPart) (words []*metWord) {
	for _, p := range parts {
		if p.Kind == recommend.PartWord && !p.borrowed {
			p.ways = []way{{stems: []string{p.Met}, other: true}}
			words = append(words, newMetWord(a, p))
		}
	}
	return words
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

const (
	// otherWords are what other words for a problem are worth, against a sentence that
	// meets as much of it.
	otherWords = 0.5
	// untelling is what a word adds to the worth of a line that tells nothing by itself,
	// against one that does.
	untelling = 0.3
)

// ourLine is the one of our lines on how people may ask for a case, which no source has, that meets most of the problem, and the words
// that it meets and the record does not. It is told where the telling words that the
// record lacks weigh more than those that are named of it: then whoever reads the record
// alone cannot see why the case is shown. score is that of the case.
func ourLine(c *collection, a *analysis.Analyzer, cs *corpus.Case, language string, words, named []*metWord, score float64) (line string, hidden []recommend.WordReason) {
	var shown, unseen float64
	for _, w := range named {
		shown += w.value
	}
	tells := map[*metWord]bool{}
	for _, w := range words {
		if !w.inRecord && w.value >= minReason*score && (anyTelling(c, w.ways) || shown == 0 && w.value >= muchOfScore*score) {
			tells[w] = true
			unseen += w.value
		}
	}
	if unseen <= shown {
		return "", nil
	}
	for _, w := range named {
		tells[w] = true
	}
	most := 0.0
	by, at := byFirstStem(words), map[*metWord]metAt{}
	for _, l := range stemAll(a, language, slices.Concat(cs.Asked(), cs.Also)) {
		kept, _ := analysis.Truncate(l.text, recommend.LineShown)
		end := len(kept)
		worth, told := 0.0, false
		var met []recommend.WordReason
		by.in(l, at)
		for _, w := range words {
			m, has := at[w]
			if !has || l.tokens[m.to-1].Start >= end {
				continue // or it stands in what is cut off
			}
			adds := w.value
			if m.way.other {
				adds *= otherWorth
			}
			if !tells[w] {
				adds *= untelling
			}
			worth += adds
			if !w.inRecord {
				told = told || tells[w]
				met = append(met, recommend.WordReason{Asked: w.reason.Asked, Met: l.between(m.from, m.to), Hidden: true, Other: m.way.other})
			}
		}
		if !recommend.IsSentence(l.text) {
			worth *= otherWords
		}
		if told && (worth > most || worth == most && len(l.text) < len(line)) {
			line, most, hidden = l.text, worth, met
		}
	}
	return line, hidden
}

// anyTelling tells whether one of the ways in which a case has a word tells something.
func anyTelling(c *collection, ways []way) bool {
	return slices.ContainsFunc(ways, func(w way) bool { return len(w.stems) > 1 || isTelling(c, w.stems[0], false) })
}
