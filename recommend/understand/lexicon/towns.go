package lexicon

import (
	"slices"

	"precedent/recommend/understand/analysis"
)

// Towns finds the towns and regions in a text that have another name in English, which the spans
// hold. Some are other words too: "Kolonia" is Cologne and a colony. These look like
// names, as [analysis.Proper] tells.
func Towns(t *Lexicon, tokens []analysis.Token) []analysis.Span[string] {
	if t.towns == nil {
		return nil
	}
	return slices.DeleteFunc(t.towns.Find(analysis.WordsOf(tokens), analysis.GapsOf(tokens)), func(s analysis.Span[string]) bool {
		return !slices.ContainsFunc(tokens[s.From:s.To], func(tok analysis.Token) bool {
			known := t.Stop[tok.Word] || t.Asking[tok.Word] || len(t.FormKeys(analysis.Lowered(tok), tok.Word, false)) > 0
			return !known || analysis.Proper(tokens, tok)
		})
	})
}
