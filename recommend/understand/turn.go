package understand

import (
	"regexp"
	"slices"
	"sync"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/understand/analysis"
)

// longestTurn is how many words a text has at most that takes a turn.
const longestTurn = 12

// Turn tells what a text in a conversation asks for. It is understood in every language,
// since so few words do not tell theirs. All of its words count: "show more schools" is a
// question.
func (u *Understander) Turn(text string) recommend.Turn {
	for _, t := range u.turns() {
		words := analysis.WordsOf(analysis.TokenizeIn(t.code, text))
		if len(words) > longestTurn {
			continue
		}
		switch {
		case t.leave.OnlyBeside(words, t.small):
			return recommend.TurnLeave
		case t.more.OnlyBeside(words, t.small) && len(t.like.Find(words, nil)) == 0:
			return recommend.TurnMore
		}
	}
	return recommend.TurnNone
}

// Ordinal reads which of so many cases shown a text asks for more like, counted from 1:
// "more like the second", "similar to 2", "the 2nd one", "the last"; 0 for none. It must
// be about nothing else but where and when: "more like the second, in Kenya". limits are
// what is said of that.
func (u *Understander) Ordinal(text string, shown int) (n int, limits recommend.Filter) {
	for _, t := range u.turns() {
		tokens := analysis.TokenizeIn(t.code, text)
		words := analysis.WordsOf(tokens)
		if len(words) > longestTurn {
			continue
		}
		n, rest := t.place(words)
		if n == fromTheEnd {
			n = shown
		}
		if n <= 0 || n > shown {
			continue
		}
		if !slices.ContainsFunc(words[rest:], func(w string) bool { return !t.small[w] }) {
			return n, recommend.Filter{}
		}
		q, err := u.Understand(recommend.Request{Problem: text[tokens[rest].Start:]})
		if limits = WithNow(q.Limits, q.Wishes); err == nil && q.Empty() && !limits.Empty() {
			return n, limits
		}
	}
	return 0, recommend.Filter{}
}

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
		for _, code := range corpus.Languages {
			w, ok := all[code]
			if !ok {
				continue
			}
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

// subjectWords are the small English words that can begin what somebody asks for.
var subjectWords = map[string]bool{
	"a": true, "an": true, "the": true, "all": true, "any": true, "some": true, "more": true, "only": true, "no": true,
	"for": true, "in": true, "on": true, "at": true, "from": true, "about": true, "against": true,
}

// BeginsSubject tells whether an English phrase about a subject can begin with a word: most
// can, but not what goes on with a verb, as in "out", "your" or "how".
func BeginsSubject(word string) bool {
	tokens := analysis.Tokenize(word)
	return len(tokens) == 0 || subjectWords[tokens[0].Word] || !analysis.StopWords()[tokens[0].Word]
}
