package understand

import (
	"strings"

	"precedent/recommend"
	"precedent/recommend/understand/analysis"
	"precedent/recommend/understand/lexicon"
)

// readTowns makes words of the towns and regions in a text that have another name in English, by
// which they are searched, and marks them as used. They count as they would in English: as names,
// which are dropped where no case has them.
func readTowns(u *Understander, t *lexicon.Lexicon, text string, tokens []analysis.Token, used []bool, q *recommend.Query) (words []lexicon.ProblemWord) {
	for _, s := range t.Towns(tokens) {
		w := lexicon.ProblemWord{Token: tokens[s.From], Trust: u.Weights.Name}
		w.Raw = analysis.AsTyped(text, tokens, s.From, s.To)
		place := used[s.From] // it makes known a country that cases are wanted from
		analysis.Mark(used, s.From, s.To)
		for _, english := range s.Values {
			var kept []string
			for _, tok := range analysis.Tokenize(english) {
				if !analysis.StopWords()[tok.Word] {
					kept = append(kept, tok.Word)
				}
			}
			if term := strings.Join(kept, " "); stands(u, term) {
				w.Terms = append(w.Terms, term)
			}
		}
		if len(w.Terms) == 0 {
			if !place {
				q.Names = analysis.AppendNew(q.Names, w.Raw)
			}
			continue
		}
		w.Stem = " " + w.Terms[0] // no word of a lexicon has it
		translated(q, w.Raw, w.Terms)
		words = append(words, w)
	}
	return words
}
