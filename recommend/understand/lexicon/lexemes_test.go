package lexicon_test

import (
	"slices"
	"strings"
	"testing"

	"precedent/recommend/understand/analysis"
	"precedent/recommend/understand/lexicon"
)

// TestLexemes_HaveEnglishInCommon: words of a glossary that are looked up by one key have
// English in common, each with one of the others.
func TestLexemes_HaveEnglishInCommon(t *testing.T) {
	eachLexicon(t, func(code string, l *lexicon.Lexicon) {
		entries := l.Entries()
		for _, key := range l.Glossary.FirstWords() {
			english := map[string][]string{} // by the words with the key
			for _, r := range l.Glossary.Values([]string{key}) {
				if !strings.Contains(r.Form, " ") {
					english[r.Form] = append(english[r.Form], r.English)
				}
			}
			words := analysis.SortedKeys(english)
			for _, word := range words {
				alike := func(other string) bool {
					return other != word && (lexicon.SameEnglish(english[word], english[other]) || lexicon.SameEnglish(entries[word], entries[other]))
				}
				if len(words) > 1 && !slices.ContainsFunc(words, alike) {
					t.Errorf("%s: %q is looked up as %q are, and has no English in common with them", code, word, words)
				}
			}
		}
	})
}
