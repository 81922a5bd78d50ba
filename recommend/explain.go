package recommend

import (
	"cmp"
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
	var sought [][]string // for each of why.Words the stems of what it met
	var score, akin float64
	for _, p := range parts {
		if p.Kind != PartHome && p.Kind != PartName {
			score += p.Value
		}
	}
	for _, p := range parts {
		switch p.Kind {
		case PartName:
			why.Name = cmp.Or(why.Name, p.Asked)
		case PartFeedback:
			akin += p.Value
		case PartWord:
			if !p.piece && !nameHas(why.Name, p.Asked) && (len(sought) == 0 || len(sought) < reasonsShown && p.Value >= leastReason*score) {
				why.Words = append(why.Words, WordReason{Asked: p.Asked, Other: p.other})
				sought = append(sought, append(a.stemsOf(p.whole), p.Met))
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
			why.Context = append(why.Context, p.Met)
		case PartRefused:
			why.Refused = append(why.Refused, p.Asked)
		case PartHome:
			why.Home = append(why.Home, p.Met)
		}
	}
	record := stemAll(a, append([]string{c.Title, c.Problem, c.Summary, c.Results, c.Organisation}, c.Keywords...))
	for i, w := range wordsFor(a, c, record, sought) {
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
	why.Quote = quote(record[1:4], parts)
	return why
}

// nameHas tells whether a word stands in a name that is a reason already.
func nameHas(name, word string) bool {
	return name != "" && slices.Contains(wordsOf(tokenize(name)), fold(word))
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
func quote(record []stemmed, parts []Part) string {
	value := map[string]float64{} // by stem
	for _, p := range parts {
		if p.Kind == PartWord {
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
			for ; word < len(t.tokens) && t.tokens[word].start < end; word++ {
				if stem := t.stems[word]; value[stem] > 0 && !slices.Contains(met, stem) {
					met = append(met, stem)
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

// wordsFor returns what of the case was met for each list of stems, the last of
// which is one that the case has, and the others those of a phrase that it may
// have as well: the phrase where it stands together, or else the one word, in the
// record, or else in the words that it is matched by.
func wordsFor(a *analyzer, c *corpus.Case, record []stemmed, sought [][]string) []metWord {
	words := make([]metWord, len(sought))
	look := func(hidden bool, read []stemmed) {
		for i, stems := range sought { // two words asked may have met one
			last := len(stems) - 1
			for _, wanted := range [][]string{stems[:last], stems[last:]} {
				if word := firstIn(read, wanted); words[i].word == "" && word != "" {
					words[i] = metWord{word, hidden}
				}
			}
		}
	}
	look(false, record)
	if slices.ContainsFunc(words, func(w metWord) bool { return w.word == "" }) {
		look(true, stemAll(a, slices.Concat(c.Also, c.AskedAs, c.Official)))
	}
	return words
}

// stemmed is a text with its words and their stems.
type stemmed struct {
	text   string
	tokens []token
	stems  []string
}

func stemAll(a *analyzer, texts []string) []stemmed {
	list := make([]stemmed, len(texts))
	for i, text := range texts {
		s := stemmed{text: text, tokens: tokenize(text)}
		s.stems = mapped(s.tokens, func(t token) string { return a.stem(t.word) })
		list[i] = s
	}
	return list
}

// firstIn returns the first words in the texts that have these stems, one behind
// the other, "" for none.
func firstIn(texts []stemmed, wanted []string) string {
	if len(wanted) == 0 {
		return ""
	}
	for _, t := range texts {
		for i := range t.stems[:max(0, len(t.stems)-len(wanted)+1)] {
			if end := i + len(wanted); slices.Equal(t.stems[i:end], wanted) {
				last := t.tokens[end-1]
				return t.text[t.tokens[i].start : last.start+len(last.raw)]
			}
		}
	}
	return ""
}
