package analysis

import (
	"fmt"
	"strings"
	"sync"

	"github.com/blevesearch/bleve/v2/analysis/lang/pl/stempel"
	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/dutch"
	"github.com/blevesearch/snowballstem/french"
	"github.com/blevesearch/snowballstem/german"
	"github.com/blevesearch/snowballstem/italian"
	"github.com/blevesearch/snowballstem/portuguese"
	"github.com/blevesearch/snowballstem/spanish"
)

// Snowballs are Snowball's stemmers of the languages that it has one for.
var Snowballs = map[string]func(*snowballstem.Env) bool{
	"de": german.Stem, "es": spanish.Stem, "fr": french.Stem, "it": italian.Stem, "nl": dutch.Stem, "pt": portuguese.Stem,
}

// Polish is the stemmer of Polish, a table of two megabytes that is read when it
// is first needed.
var Polish = sync.OnceValues(stempel.LoadTrie)

// stemmer returns the stem of a word in one language, folded. The word is given
// in lower case with its accents, which the stemmers go by. Not safe for
// concurrent use.
type stemmer func(word string) string

// NewStemmer makes the stemmer of a language. In one that has none, words are compared as
// they stand.
func NewStemmer(language string) (stemmer, error) {
	if language == "pl" {
		trie, err := Polish()
		if err != nil {
			return nil, fmt.Errorf("read the Polish stemmer: %w", err)
		}
		return func(word string) string {
			runes := []rune(word)
			stem := Fold(string(stempel.Diff(runes, trie.GetLastOnPath(runes))))
			if stem == "" {
				return Fold(word)
			}
			return stem
		}, nil
	}
	stem := Snowballs[language]
	if stem == nil {
		return Fold, nil
	}
	env := snowballstem.NewEnv("")
	return func(word string) string {
		env.SetCurrent(word)
		stem(env)
		return Fold(env.Current())
	}, nil
}

// Lowered is a token as stemmers take it: in lower case, with its accents, and otherwise
// as fold leaves it.
func Lowered(t Token) string {
	word := strings.ToLower(t.Raw)
	if strings.ContainsAny(word, "'’.") {
		word = strings.ReplaceAll(word, "’", "'")
		word = joints.Replace(strings.TrimSuffix(word, "'s"))
	}
	return word
}

var joints = strings.NewReplacer("'", "", ".", "")
