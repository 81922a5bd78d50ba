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

// Resembles tells whether a known word with a stem begins as word does, for more
// than half of the shorter of the two.
func (l *Dictionary) Resembles(word, stem string) bool {
	for mate, e := range l.beginning(word[:min(1, len(word))]) {
		if e.Stem == stem && Alike(word, mate) {
			return true
		}
	}
	return false
}

// Alike tells whether two folded words begin with more than half of the shorter one alike.
func Alike(word, other string) bool { return 2*Shared(word, other) > min(len(word), len(other)) }

// NearestForm returns the other known word of which word is most likely a form: the
// one with the fewest letters that the two do not share; "" for none. All
// candidates stand beside each other in the order of the alphabet. accept says
// which may be taken.
func (l *Dictionary) NearestForm(word string, accept func(known string) bool) string {
	best, least := "", 2*MaxEnding+1
	if len(word) < minWhole {
		return best
	}
	for w := range l.beginning(word[:minWhole]) {
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
func (l *Dictionary) VerbOf(language, word string, accept func(known string) bool) string {
	grammar := GrammarOf(language)
	for _, plural := range grammar.plural {
		stem, ok := strings.CutSuffix(word, plural)
		if !ok || len(stem) < minVerb {
			continue
		}
		for _, infinitive := range grammar.infinitive {
			if l.Get(stem+infinitive) != nil && accept(stem+infinitive) {
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

// Inflected tells whether a folded English word is another one in some regular form of
// it, and not a word of its own with the same stem, as reserves are no reservation and
// age is not ageing. It is told either way round for singular and plural.
func Inflected(word, typed string) bool {
	return word == typed || pluralOf(word, typed) || pluralOf(typed, word) || verbFormOf(word, typed)
}

// pluralOf tells whether form is what a noun or verb becomes with an -s.
func pluralOf(word, form string) bool {
	if joins(form, word, "s") || joins(form, word, "es") {
		return true
	}
	stem, ok := strings.CutSuffix(word, "y")
	return ok && joins(form, stem, "ies")
}

// verbFormOf tells whether form is what a verb becomes with -ed or -ing.
func verbFormOf(word, form string) bool {
	for _, ending := range [...]string{"ed", "ing"} {
		begin, ok := strings.CutSuffix(form, ending)
		if !ok || word == "" {
			continue
		}
		doubled := word[len(word)-1:]
		stem, e := strings.CutSuffix(word, "e")
		if begin == word || e && begin == stem || joins(begin, word, doubled) {
			return true
		}
	}
	stem, y := strings.CutSuffix(word, "y")
	return y && joins(form, stem, "ied")
}

// joins tells whether a word is a beginning and an ending, without making it of them.
func joins(word, begin, ending string) bool {
	return len(word) == len(begin)+len(ending) && strings.HasPrefix(word, begin) && strings.HasSuffix(word, ending)
}
