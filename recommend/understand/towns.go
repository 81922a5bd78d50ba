package understand

import (
	"strings"

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
