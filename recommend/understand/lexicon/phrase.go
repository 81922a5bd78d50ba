package lexicon

import (
	"strings"

	"precedent/recommend/understand/analysis"
)

// VerbatimPhrase is one that small words make of a word with a topic: a "sans-abri", homeless,
// has no more to do with shelters than "au cours de" with courses.
type VerbatimPhrase struct {
	Raw    string // as it was typed
	Values []Rendered
}

// VerbatimPhrases are those of a text, by where each of their words starts.
func (t *Lexicon) VerbatimPhrases(text string, tokens []analysis.Token) map[int]VerbatimPhrase {
	phrases := map[int]VerbatimPhrase{}
	for _, s := range t.Verbatim.Find(analysis.WordsOf(tokens), analysis.GapsOf(tokens)) {
		raw := strings.Join(strings.Fields(analysis.AsTyped(text, tokens, s.From, s.To)), " ")
		for _, tok := range tokens[s.From:s.To] {
			phrases[tok.Start] = VerbatimPhrase{raw, s.Values}
		}
	}
	return phrases
}

// SmallPhrase returns how many words the phrase has without a topic that a text has at a place,
// 0 for none.
func (t *Lexicon) SmallPhrase(tokens []analysis.Token, i int) int {
	p := t.smallPhrases.LongestAt(analysis.WordsOf(tokens), analysis.GapsOf(tokens), i)
	if p == nil {
		return 0
	}
	return len(p.Words)
}
