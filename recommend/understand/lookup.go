package understand

import (
	"slices"
	"strings"

	"precedent/recommend"
	"precedent/recommend/understand/analysis"
	"precedent/recommend/understand/lexicon"
)

// Lookup is what one word of a language other than English is understood as.
type Lookup struct {
	Entry  []string // the English that the glossary has for just this word, letters folded; none where it is no entry
	Terms  []string // the English words that it is searched as; none where it is not known
	Topics []string // the ids of the topics and approaches that it names
}

// Lookups returns what looks single words up, as they would be in a problem of that word alone
// that is known to be in the language. It is for checking the glossaries, and not safe for
// concurrent use.
func Lookups(u *Understander) func(language, word string) (Lookup, error) {
	entries := map[string]map[string][]string{}
	return func(language, word string) (l Lookup, err error) {
		t, err := u.Foreign[language]()
		if err != nil {
			return l, err
		}
		if entries[language] == nil {
			entries[language] = t.Entries()
		}
		word = strings.ToLower(word)
		tokens := t.Tokenize(word)
		used := make([]bool, len(tokens))
		words, named, err := translate(u, t, word, tokens, used, &recommend.Query{})
		if err != nil {
			return l, err
		}
		for _, w := range words {
			if w.Trust != u.Weights.Untranslated && w.Trust != u.Weights.SameWord {
				l.Terms = append(l.Terms, w.Terms...)
			}
		}
		for _, c := range findConcepts(u, t, word, named, tokens, used) {
			l.Topics = append(l.Topics, c.ID)
		}
		slices.Sort(l.Topics)
		l.Entry = entries[language][analysis.Fold(word)]
		return l, nil
	}
}

// SameEnglish tells whether two lists of English words have one in common, or forms of one.
func SameEnglish(a, b []string) bool { return lexicon.SameEnglish(a, b) }
