package understand

import (
	"regexp"
	"sync"

	"precedent/corpus"
	"precedent/recommend/understand/analysis"
)

// fromTheEnd is the number of the last case.
const fromTheEnd = -1

// turns are the words of one language with which people go on in a conversation, ready to
// be compared.
type turns struct {
	code              string
	like, more, leave *analysis.PhraseTable[bool]
	ordinals          map[string]int
	small             map[string]bool
}

// readTurns reads the turns of all languages when they are first needed.
func readTurns(v *corpus.Vocabulary) func() []turns {
	return sync.OnceValue(func() (list []turns) {
		all, err := v.Turns()
		if err != nil {
			return nil // what is built in is tested, and without it every text is a question
		}
		for i, code := range v.Languages() {
			w := all[i]
			t := turns{code: code, like: analysis.NewPhraseTable[bool](), more: analysis.NewPhraseTable[bool](), leave: analysis.NewPhraseTable[bool](), ordinals: map[string]int{}, small: analysis.Folded(w.Asking)}
			analysis.AddPhrases(code, t.like, w.Like, true)
			analysis.AddPhrases(code, t.more, w.More, true)
			analysis.AddPhrases(code, t.leave, w.Leave, true)
			for word, n := range w.Ordinals {
				t.ordinals[analysis.Fold(word)] = n
			}
			for word := range analysis.Folded(w.Item) {
				t.small[word] = true
			}
			list = append(list, t)
		}
		return list
	})
}

// numeral is a place written as a number: 2, 2nd, 2e, 2º, nº2.
var numeral = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:n|no|nr|nº)?([1-9])(?:st|nd|rd|th|e|er|ere|eme|re|te|ten|ter|de|o|a|º|ª)?$`)
})

// number is the place that a word names, 0 for none.
func (t turns) number(word string) int {
	if n := t.ordinals[word]; n != 0 {
		return n
	}
	if m := numeral().FindStringSubmatch(word); m != nil {
		return int(m[1][0] - '0')
	}
	return 0
}

// place is the place that words name first, where only small ones and "more like" stand
// before it, and where the rest begins; 0 for none. A word such as "one" names one only
// behind "more like".
func (t turns) place(words []string) (n, rest int) {
	named := false
	for i := 0; i < len(words); {
		if p := t.like.LongestAt(words, nil, i); p != nil {
			named = true
			i += len(p.Words)
			continue
		}
		small := t.small[words[i]]
		if n := t.number(words[i]); n != 0 && (named || !small) {
			return n, i + 1
		}
		if !small {
			return 0, 0
		}
		i++
	}
	return 0, 0
}
