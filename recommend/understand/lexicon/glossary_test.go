package lexicon_test

import (
	"slices"
	"testing"

	"precedent/recommend/rank/ranktest"
	"precedent/recommend/understand/analysis"
	"precedent/recommend/understand/lexicon"
)

// TestGlossary_FindsItself: every equivalent of the glossaries, typed by itself, is read as
// what it is the equivalent of. A single word without a topic never would be, so it has no
// place there.
func TestGlossary_FindsItself(t *testing.T) {
	eachLexicon(t, func(code string, language *lexicon.Lexicon) {
		stems, err := language.NewStems()
		if err != nil {
			t.Fatal(err)
		}
		glossary := ranktest.Glossary(t, code)
		for _, english := range analysis.SortedKeys(glossary) {
			for _, phrase := range glossary[english] {
				var list []string
				tokens := language.Tokenize(phrase)
				for _, tok := range tokens {
					if s := stems(tok); s != "" {
						list = append(list, s)
					}
				}
				found := slices.ContainsFunc(language.Glossary.Values(list), func(r lexicon.Rendered) bool { return r.English == english })
				if !found && (len(list) > 0 || len(tokens) == 1) {
					t.Errorf("%s: %q is not read as %q", code, phrase, english)
				}
			}
		}
	})
}
