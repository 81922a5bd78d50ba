package understand

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/understand/analysis"
)

// shortFollowUp is how many telling words a follow-up has at most. A longer text is a
// question of its own.
const shortFollowUp = 5

// FollowUp reads a text that follows upon a request: what is to be asked now.
//
//   - "More like the second", or "the second one", asks for cases like that one.
//   - A place, level or time alone ("only in Latin America", "since 2018") narrows
//     what was asked; one of a kind that was limited before takes its place.
//   - A few words ("what about schools?", "but not prisons") are added to the problem.
//   - Anything longer is a new request.
//
// An error is one of typed limits, as from ParseRequest.
func (u *Understander) FollowUp(before recommend.Before, text string) (recommend.Request, error) {
	now, err := ParseRequest(u.vocabulary, text)
	if err != nil {
		return recommend.Request{}, err
	}
	now.Spoken = before.Spoken
	q, err := u.Understand(now)
	if err != nil {
		return recommend.Request{}, err
	}
	if n, said := u.Ordinal(now.Problem, len(before.Shown)); n > 0 {
		return recommend.Request{Like: before.Shown[n-1], Spoken: before.Spoken, Limits: WithNow(WithNow(before.Limits, now.Limits), said)}, nil
	}
	context := WithNow(q.Limits, q.Wishes) // said alone, a wish is meant
	switch words := len(q.Words); {
	case q.AsksNothing() && context.Empty(), words > shortFollowUp:
		return now, nil
	case words == 0 && len(q.Concepts) == 0 && len(q.Refused) == 0:
		return recommend.Request{Problem: before.Problem, Like: before.Like, Spoken: before.Spoken, Limits: WithNow(before.Limits, context)}, nil
	}
	problem := strings.TrimSpace(now.Problem)
	if room := recommend.MaxProblem - utf8.RuneCountInString(problem) - len(". "); before.Problem != "" && room > 0 {
		kept, _ := analysis.Truncate(strings.TrimRight(before.Problem, " .!?"), room)
		problem = kept + ". " + problem
	}
	return recommend.Request{Problem: problem, Like: before.Like, Spoken: before.Spoken, Limits: WithNow(before.Limits, now.Limits)}, nil
}

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

// WithNow is a filter with what another one says of each kind in place of its own.
func WithNow(f recommend.Filter, now recommend.Filter) recommend.Filter {
	replace := func(old, new []string) []string {
		if len(new) > 0 {
			return new
		}
		return old
	}
	if len(now.Places) > 0 {
		f.Except = nil // "only in Poland" after "not in Europe"
	}
	f.Places, f.Levels = replace(f.Places, now.Places), replace(f.Levels, now.Levels)
	f.Topics, f.Approaches = replace(f.Topics, now.Topics), replace(f.Approaches, now.Approaches)
	f.Libraries = replace(f.Libraries, now.Libraries)
	for _, place := range now.Except {
		f.Except = analysis.AppendNew(slices.Clone(f.Except), place)
		f.Places = slices.DeleteFunc(slices.Clone(f.Places), func(p string) bool { return p == place })
	}
	if now.Since != 0 || now.Until != 0 {
		f.Since, f.Until = now.Since, now.Until
	}
	return f
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
		for i, code := range v.Languages() {
			w := all[i]
			phrases := func(list []string) *analysis.PhraseTable[bool] { return analysis.PhrasesOf(code, list, true) }
			t := turns{code: code, like: phrases(w.Like), more: phrases(w.More), leave: phrases(w.Leave), ordinals: map[string]int{}}
			t.small = analysis.Folded(slices.Concat(w.Asking, w.Item))
			for word, n := range w.Ordinals {
				t.ordinals[analysis.Fold(word)] = n
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
