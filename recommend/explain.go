package recommend

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"precedent/corpus"
)

// reasonsShown is how many words a reason names: the ones that count most.
const reasonsShown = 6

// leastReason is the share of a score below which a word is no reason to show.
const leastReason = 0.03

// explain turns the parts of a score, the largest first, into reasons.
func (e *Engine) explain(q Query, c *corpus.Case, parts []Part) Why {
	a := newAnalyzer(e.understander.words)
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
				why.Words = append(why.Words, WordReason{Asked: p.Asked, Other: p.other})
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
	for i, w := range wordsFor(a, c, stems) {
		why.Words[i].Met, why.Words[i].Hidden = w.word, w.hidden
	}
	slices.SortStableFunc(why.Words, func(a, b WordReason) int { return hiddenLast(a) - hiddenLast(b) })
	why.Akin = akin > score/2
	for _, concept := range q.Concepts {
		label := e.vocabulary.Taxonomy.Label(concept.ID)
		if slices.Contains(why.Topics, concept.ID) || slices.Contains(why.Approaches, concept.ID) {
			if concept.Asked != "" && !sameWords(a, concept.Asked, label) {
				if why.Named == nil {
					why.Named = map[string]string{}
				}
				why.Named[concept.ID] = concept.Asked
			}
		}
	}
	why.Quote = quote(a, c, parts)
	return why
}

// sameWords tells whether every word of said stands in label too, in whatever form.
func sameWords(a *analyzer, said, label string) bool {
	in := a.stemsOf(label)
	return !slices.ContainsFunc(a.stemsOf(said), func(stem string) bool { return !slices.Contains(in, stem) })
}

// leastQuoted is how many words of the problem a sentence must meet to be quoted.
const leastQuoted = 2

// quote returns the sentence of a record that meets most of the problem's words,
// each by what it adds to the score; the earlier one among equals.
func quote(a *analyzer, c *corpus.Case, parts []Part) string {
	value := map[string]float64{} // by stem
	for _, p := range parts {
		if p.Kind == PartWord {
			value[p.Met] += p.Value
		}
	}
	best, most := "", 0.0
	for _, text := range []string{c.Problem, c.Summary, c.Results} {
		for _, sentence := range sentences(text) {
			met := map[string]bool{}
			var worth float64
			for _, t := range tokenize(sentence) {
				if stem := a.stem(t.word); value[stem] > 0 && !met[stem] {
					met[stem] = true
					worth += value[stem]
				}
			}
			if len(met) >= leastQuoted && worth > most {
				best, most = sentence, worth
			}
		}
	}
	return best
}

// sentences splits text after full stops, question and exclamation marks that a
// capital or a digit follows.
func sentences(text string) []string {
	var list []string
	start := 0
	for i, r := range text {
		if r != ' ' || i == 0 || !strings.ContainsRune(".?!", rune(text[i-1])) {
			continue
		}
		if next, _ := utf8.DecodeRuneInString(text[i+1:]); unicode.IsUpper(next) || unicode.IsDigit(next) {
			list = append(list, text[start:i])
			start = i + 1
		}
	}
	return append(list, text[start:])
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
func wordsFor(a *analyzer, c *corpus.Case, stems []string) []metWord {
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
