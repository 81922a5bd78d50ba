package lexicon

import (
	"strings"

	"precedent/corpus"
	"precedent/recommend/understand/analysis"
)

// Small words and those that only ask are told without their accents, which people leave off. But
// accents tell words apart: "maïs" is maize and "mais" is but, "Ware" is goods and "wäre" would be.
// So a word that is none of them just as it was typed, and that the lexicon has just so, is a word
// of the problem.

// Asks tells whether a word says nothing of what is asked for: it only asks, or counts.
func (t *Lexicon) Asks(tok analysis.Token) bool { return t.asks(tok) || analysis.Number(tok.Word) }

// asks tells whether a word only asks.
func (t *Lexicon) asks(tok analysis.Token) bool { return t.Asking[tok.Word] && !t.toldByAccents(tok) }

// stops tells whether a word carries no topic.
func (t *Lexicon) stops(tok analysis.Token) bool { return t.Stop[tok.Word] && !t.toldByAccents(tok) }

// toldByAccents tells whether a word that is a small one but for accents is another one. What
// stands in the files of a language is spelled rightly.
func (t *Lexicon) toldByAccents(tok analysis.Token) bool {
	if t.spelled == nil {
		return false
	}
	word := analysis.Lowered(tok)
	return !t.spelled[word] && (t.forms == nil || t.exactKey(word) != "")
}

// exactKey is the key of a word of the glossary or thesaurus that is spelled just so, "" for others.
func (t *Lexicon) exactKey(word string) string {
	if key, ok := t.forms.spelling(word); ok || analysis.Fold(word) != word {
		return key
	}
	return t.Known(word)
}

// spelledSmall are the words of a language that carry no topic or only ask, as they are spelled.
func spelledSmall(code string, words *corpus.Words) map[string]bool {
	spelled := map[string]bool{}
	for _, list := range [][]string{analysis.GrammarOf(code).SpelledStopWords(), words.Stop, words.Asking} {
		for _, w := range list {
			for _, tok := range analysis.TokenizeIn(code, strings.ToLower(w)) {
				spelled[analysis.Lowered(tok)] = true
			}
		}
	}
	return spelled
}
