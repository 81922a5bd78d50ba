package analysis

import "strings"

// Stemmers take a form such as the Portuguese "confiam" for another word than
// "confiar", or the Polish "śmieciami", refuse, for a form of "śmiały", bold. So a
// word that no known word with its stem resembles is taken for a form of the known
// word with which it shares its beginning.
const (
	minShared = 6 // letters
	minWhole  = 5 // the same where they are all of the known word
	MaxEnding = 3 // letters behind them, in either word
	minVerb   = 3 // letters of a verb without its ending
)

// Forms find known words of a language that begin alike.
type Forms struct{ Known *Dictionary }

// Resembles tells whether a known word with a stem begins as word does, for more
// than half of the shorter of the two.
func (f Forms) Resembles(word, stem string) bool {
	for mate, e := range f.Known.beginning(word[:min(1, len(word))]) {
		if e.Stem == stem && Alike(word, mate) {
			return true
		}
	}
	return false
}

// Alike tells whether two folded words begin with more than half of the shorter one alike.
func Alike(word, other string) bool { return 2*Shared(word, other) > min(len(word), len(other)) }

// Nearest returns the other known word of which word is most likely a form: the
// one with the fewest letters that the two do not share; "" for none. All
// candidates stand beside each other in the order of the alphabet. accept says
// which may be taken.
func (f Forms) Nearest(word string, accept func(known string) bool) string {
	best, least := "", 2*MaxEnding+1
	if len(word) < minWhole {
		return best
	}
	for w := range f.Known.beginning(word[:minWhole]) {
		n := Shared(word, w)
		if n < minShared && n < len(w) || max(len(word), len(w))-n > MaxEnding || w == word || !accept(w) {
			continue
		}
		if d := Unshared(word, w); d < least {
			best, least = w, d
		}
	}
	return best
}

// Unshared is how many letters two folded words do not begin with alike.
func Unshared(a, b string) int { return len(a) + len(b) - 2*Shared(a, b) }

// VerbOf returns the known infinitive, or noun, of a verb in the third person
// plural, such as voter for votent; "" for none.
func (f Forms) VerbOf(language, word string, accept func(known string) bool) string {
	grammar := GrammarOf(language)
	for _, plural := range grammar.plural {
		stem, ok := strings.CutSuffix(word, plural)
		if !ok || len(stem) < minVerb {
			continue
		}
		for _, infinitive := range grammar.infinitive {
			if f.Known.Get(stem+infinitive) != nil && accept(stem+infinitive) {
				return stem + infinitive
			}
		}
	}
	return ""
}

// Shared is how many letters two folded words begin with alike.
func Shared(a, b string) int {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n
}
