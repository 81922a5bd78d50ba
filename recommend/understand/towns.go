package understand

import (
	"strings"

	"precedent/recommend"
	"precedent/recommend/understand/analysis"
	"precedent/recommend/understand/lexicon"
)

// townWords makes words of the towns and regions in a text that have another name in English, by
// which they are searched, and marks them as used. has tells whether some case has a name. What no
// case has is a strange name, unless it makes known a country that cases are wanted from.
func townWords(t *lexicon.Lexicon, has func(name string) bool, text string, tokens []analysis.Token, used []bool) (words []lexicon.ProblemWord, strange []string) {
	for _, s := range lexicon.Towns(t, tokens) {
		w := lexicon.ProblemWord{Token: tokens[s.From]}
		w.Raw = analysis.AsTyped(text, tokens, s.From, s.To)
		country := used[s.From]
		analysis.Mark(used, s.From, s.To)
		for _, english := range s.Values {
			var kept []string
			for _, tok := range analysis.Tokenize(english) {
				if !analysis.StopWords()[tok.Word] {
					kept = append(kept, tok.Word)
				}
			}
			if term := strings.Join(kept, " "); has(term) {
				w.Terms = append(w.Terms, term)
			}
		}
		switch {
		case len(w.Terms) > 0:
			w.Stem = " " + w.Terms[0] // no word of a lexicon has it
			words = append(words, w)
		case !country:
			strange = append(strange, w.Raw)
		}
	}
	return words, strange
}

// withoutTowns takes the names of towns and regions, which isTown tells, out of the words of a
// problem that has others: most cases that treat it are from elsewhere, and are no less like it.
// Those from there come earlier, as cases do that say where people come from.
func withoutTowns(words []lexicon.ProblemWord, isTown func(lexicon.ProblemWord) bool) (rest []lexicon.ProblemWord, towns []recommend.Word) {
	for _, w := range words {
		if isTown(w) {
			towns = append(towns, recommend.Word{Asked: w.Raw, Terms: w.Terms})
		} else {
			rest = append(rest, w)
		}
	}
	if len(rest) == 0 || len(towns) > maxOrigins {
		return words, nil
	}
	return rest, towns
}
