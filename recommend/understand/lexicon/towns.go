package lexicon

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"precedent/recommend/understand/analysis"
)

// Towns finds the towns and regions in a text that have another name in English, which the spans
// hold. Some are other words too: "Kolonia" is Cologne and a colony. These have a capital that a
// sentence does not begin with.
func Towns(t *Lexicon, tokens []analysis.Token) []analysis.Span[string] {
	if t.towns == nil {
		return nil
	}
	return slices.DeleteFunc(t.towns.Find(analysis.WordsOf(tokens), analysis.GapsOf(tokens)), func(s analysis.Span[string]) bool {
		for i, tok := range tokens[s.From:s.To] {
			first, _ := utf8.DecodeRuneInString(tok.Raw)
			word := analysis.Lowered(tok)
			begins := s.From+i == 0 || tok.Gap
			if unicode.IsUpper(first) && !begins || !t.Stop[tok.Word] && !t.Asking[tok.Word] && len(t.FormKeys(word, tok.Word, false)) == 0 {
				return false
			}
		}
		return true
	})
}
