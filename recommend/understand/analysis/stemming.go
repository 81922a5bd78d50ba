package analysis

import (
	"fmt"
	"strings"
	"sync"

	"github.com/blevesearch/bleve/v2/analysis/lang/pl/stempel"
	"github.com/blevesearch/snowballstem"
)

// polish is the stemmer of Polish, a table of two megabytes that is read when it
// is first needed.
var polish = sync.OnceValues(stempel.LoadTrie)

// stemmer returns the stem of a word in one language, folded. The word is given
// in lower case with its accents, which the stemmers go by. Not safe for
// concurrent use.
type stemmer func(word string) string

// Prepare reads what the stemmer of a language needs, so that it is there when it is made.
func Prepare(language string) {
	if GrammarOf(language).stempel {
		go polish()
	}
}

// NewStemmer makes the stemmer of a language. In one that has none, words are compared as
// they stand.
func NewStemmer(language string) (stemmer, error) {
	grammar := GrammarOf(language)
	if grammar.stempel {
		trie, err := polish()
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
	if grammar.stem == nil {
		return Fold, nil
	}
	env := snowballstem.NewEnv("")
	return func(word string) string {
		env.SetCurrent(word)
		grammar.stem(env)
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
