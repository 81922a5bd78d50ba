package lexicon

import (
	"cmp"
	"slices"
	"strings"

	"precedent/recommend/understand/analysis"
)

const (
	// MaxRenderings is how many English words a foreign one is searched as, and maxChoice among how many
	// these are chosen.
	MaxRenderings = 4
	maxChoice     = 2 * MaxRenderings
	// sameForm is how many letters more than the nearest form of a word another may
	// differ by and still be meant.
	sameForm = 3
	// minPart is how many letters the parts of a compound have at least.
	minPart = 3
)

// SpellOut adds the words that an abbreviation stands for.
func (t *Lexicon) SpellOut(read *WithoutSmall, short analysis.Token, long string, used bool, stemOf func(analysis.Token) string) {
	for i, lt := range t.Tokenize(long) {
		stem := stemOf(lt)
		lt.Raw, lt.Start, lt.Gap = short.Raw, short.Start, short.Gap && i == 0
		if stem != "" {
			read.Add(ProblemWord{Token: lt, Stem: stem, Trust: 1, Used: used, Short: true})
		} else {
			read.Drop(lt)
		}
	}
}

// SpelledTerms are what an abbreviation is searched as: itself, since many are
// the same in English, and what it stands for, each part by its first rendering.
func (t *Lexicon) SpelledTerms(words []ProblemWord) []string {
	terms := []string{analysis.Fold(words[0].Raw)}
	var parts []string
	for i := 0; i < len(words); {
		found := t.Longest(words, i)
		if found == nil {
			i++
			continue
		}
		n := len(found.Words)
		english := Renderings(t.Meant(found.Values, words[i].Word, n))
		if n == len(words) {
			return append(terms, english[:min(len(english), MaxRenderings)]...)
		}
		parts = append(parts, english[0])
		i += n
	}
	if len(parts) > 0 {
		terms = append(terms, strings.Join(parts, " "))
	}
	return terms
}

// Longest returns the longest phrase of the glossary at words[i].
func (t *Lexicon) Longest(words []ProblemWord, i int) *analysis.Phrase[Rendered] {
	var stems []string
	var gaps []bool
	for _, w := range words[i:min(len(words), i+8)] {
		stems = append(stems, w.Stem)
		gaps = append(gaps, w.Gap)
	}
	if found := t.Glossary.LongestAt(stems, gaps, 0); found != nil {
		return found
	}
	for _, key := range words[i].Readings {
		if values := t.Glossary.Values([]string{key}); values != nil {
			return &analysis.Phrase[Rendered]{Words: []string{key}, Values: values}
		}
	}
	return nil
}

// VerbatimPhrase is one that small words make of a word with a topic: a "sans-abri", homeless,
// has no more to do with shelters than "au cours de" with courses.
type VerbatimPhrase struct {
	Raw    string // as it was typed
	Values []Rendered
}

// VerbatimPhrases are those of a text, by where each of their words starts. words and gaps are
// those of the tokens.
func (t *Lexicon) VerbatimPhrases(text string, tokens []analysis.Token, words []string, gaps []bool) map[int]VerbatimPhrase {
	phrases := map[int]VerbatimPhrase{}
	for _, s := range t.Verbatim.Find(words, gaps) {
		raw := strings.Join(strings.Fields(analysis.AsTyped(text, tokens, s.From, s.To)), " ")
		for _, tok := range tokens[s.From:s.To] {
			phrases[tok.Start] = VerbatimPhrase{raw, s.Values}
		}
	}
	return phrases
}

// SmallPhrase returns how many words the phrase has without a topic that a text of some words and
// gaps has at a place, 0 for none.
func (t *Lexicon) SmallPhrase(words []string, gaps []bool, i int) int {
	p := t.smallPhrases.LongestAt(words, gaps, i)
	if p == nil {
		return 0
	}
	return len(p.Words)
}

// Meant keeps of the renderings of a single word those that it was most likely typed for: of
// its very form and of those that differ little more, since calle is street, and not what
// callado has the same stem for, but ciudadanos is what ciudadano is. None is kept that belongs
// to another word with a form in common, see withoutHomographs.
func (t *Lexicon) Meant(found []Rendered, word string, words int) []Rendered {
	if words > 1 {
		return found
	}
	found = t.withoutHomographs(found, word)
	least := analysis.Unshared(word, found[0].Form)
	for _, r := range found[1:] {
		least = min(least, analysis.Unshared(word, r.Form))
	}
	return slices.DeleteFunc(slices.Clone(found), func(r Rendered) bool { return analysis.Unshared(word, r.Form) > least+sameForm })
}

// withoutHomographs leaves out of the renderings of a word and its relatives what belongs to
// other words, which are there because a form is common to both: Polish "długi" is long and, as
// a form of "dług", debts, but "długich" is of the long ones only, and "długów" of the debts.
func (t *Lexicon) withoutHomographs(found []Rendered, word string) []Rendered {
	english := englishOf(found, word)
	first := english
	if len(first) == 0 {
		first = englishOf(found, found[0].Form)
	}
	if !unlike(analysis.Mapped(found, func(r Rendered) string { return r.English }), first) {
		return found
	}
	its := []string{word}
	if len(english) == 0 { // and not an entry, which says by itself what it means
		for _, d := range t.formsAmong(found, word) {
			its = append(its, d.word)
		}
	}
	left := slices.Clone(found)
	for _, form := range its[1:] {
		for _, d := range t.formsAmong(found, form) {
			if other := englishOf(found, d.word); !slices.Contains(its, d.word) && unlike(englishOf(found, form), other) && !t.ratherFormOf(found, d.word, form, d.class) {
				left = slices.DeleteFunc(left, func(r Rendered) bool {
					return r.Form == d.word || r.Form == form && slices.Contains(other, r.English)
				})
			}
		}
		english = append(english, englishOf(left, form)...)
	}
	if len(english) == 0 {
		return left
	}
	return slices.DeleteFunc(left, func(r Rendered) bool {
		return !slices.Contains(its, r.Form) && !SameEnglish([]string{r.English}, english)
	})
}

// formsAmong are the forms with renderings that another is an inflected form of: those that are
// listed, or else those that patterns find.
func (t *Lexicon) formsAmong(found []Rendered, form string) []dictionaryForm {
	among := func(w string) bool {
		return w != form && slices.ContainsFunc(found, func(r Rendered) bool { return r.Form == w })
	}
	list := t.forms.dictionaryForms(&t.forms.folded, form, among)
	if len(list) == 0 {
		return t.formsWithoutClitic(form, among)
	}
	if n := slices.IndexFunc(list, func(d dictionaryForm) bool { return d.class >= 0 }); n > 0 {
		return list[:n]
	}
	return list
}

// ratherFormOf tells whether a pattern likelier than one of a class makes one form of another.
func (t *Lexicon) ratherFormOf(found []Rendered, form, other string, class int) bool {
	return slices.ContainsFunc(t.formsAmong(found, form), func(d dictionaryForm) bool { return d.word == other && d.class < class })
}

// unlike tells whether one of some English words has nothing in common with any of others.
func unlike(some, others []string) bool {
	return slices.ContainsFunc(some, func(english string) bool { return !SameEnglish([]string{english}, others) })
}

// englishOf is the English that one form has.
func englishOf(found []Rendered, form string) (english []string) {
	for _, r := range found {
		if r.Form == form {
			english = append(english, r.English)
		}
	}
	return english
}

// Readings are the English words for a word: those for the word that it is most likely a
// form of, and the first for each other that it may be a form of.
func (t *Lexicon) Readings(w ProblemWord) (english []string) {
	for _, key := range w.Readings {
		found := t.Glossary.Values([]string{key})
		switch {
		case found == nil:
		case english == nil:
			english = Renderings(t.Meant(found, w.Word, 1))
		default:
			other := Renderings(t.Meant(found, w.Word, 1))[0]
			if at := slices.Index(english, other); at < 0 || at > 1 { // as likely as the rest of the first
				english = slices.DeleteFunc(slices.Clone(english), func(e string) bool { return e == other })
				english = slices.Insert(english, 1, other)
			}
		}
	}
	return english
}

// SameMeaning tells whether two words with these keys may be one: they share a key, the commonest
// English word for one is one for the other too, or only one of them is known.
func (t *Lexicon) SameMeaning(one, other []string) bool {
	if len(one) == 0 || len(other) == 0 {
		return false // a small word
	}
	if analysis.Shares(one, other) || IsUnknown(one[0]) != IsUnknown(other[0]) {
		return true
	}
	english := func(keys []string) []string {
		var found []Rendered
		for _, key := range keys {
			found = append(found, t.Glossary.Values([]string{key})...)
		}
		return Renderings(found)
	}
	a, b := english(one), english(other)
	has := func(list []string, word string) bool {
		return slices.ContainsFunc(list, func(w string) bool { return analysis.Inflected(w, word) || analysis.Inflected(word, w) })
	}
	return len(a) > 0 && len(b) > 0 && (has(a, b[0]) || has(b, a[0]))
}

// Renderings are the English words for a foreign one, those first for which it
// is the commonest equivalent, and none that is another form of one before it. A problem is
// searched as MaxRenderings of them.
func Renderings(found []Rendered) []string {
	sorted := slices.Clone(found)
	slices.SortStableFunc(sorted, func(a, b Rendered) int {
		return cmp.Or(cmp.Compare(a.Place, b.Place), cmp.Compare(a.English, b.English))
	})
	var english []string
	for _, r := range sorted {
		if r.Place >= collapsed && sorted[0].Place < collapsed {
			break
		}
		if slices.ContainsFunc(english, func(e string) bool { return analysis.Inflected(e, r.English) }) {
			continue
		}
		if english = append(english, r.English); len(english) == maxChoice {
			break
		}
	}
	return english
}

// Compound takes a compound apart into two words of the glossary, each with its key and its
// renderings, and as it was typed the whole; nil for what is none. A cut between words as they
// stand wins over one that needs a letter to join them, and then the longest last part, since it
// says what the whole is.
func (t *Lexicon) Compound(w ProblemWord, stems func(analysis.Token) string) []ProblemWord {
	letters := []rune(analysis.Lowered(w.Token))
	for _, joint := range analysis.GrammarOf(t.Code).Joints {
		for i := minPart + len(joint); i <= len(letters)-minPart; i++ {
			begin, ok := strings.CutSuffix(string(letters[:i]), joint)
			if !ok {
				continue
			}
			shortEnd := len(letters)-i == minPart
			last, ok := t.part(w, string(letters[i:]), stems, shortEnd)
			if !ok {
				continue
			}
			if first, ok := t.part(w, begin, stems, shortEnd || i-len(joint) == minPart); ok {
				first.behind, last.before, last.Gap = "", "", false
				return []ProblemWord{first, last}
			}
		}
	}
	return nil
}

// part is a part of a compound; ok is false for what the glossary lacks. asItStands says that it
// must be no other form of what the glossary has: three letters begin or end too many words.
func (t *Lexicon) part(whole ProblemWord, part string, stems func(analysis.Token) string, asItStands bool) (w ProblemWord, ok bool) {
	w, w.Word = whole, analysis.Fold(part)
	w.Stem = stems(analysis.Token{Raw: part, Word: w.Word})
	found := t.Glossary.Values([]string{w.Stem})
	if found == nil || asItStands && !slices.ContainsFunc(found, func(r Rendered) bool { return r.Form == w.Word }) {
		return w, false
	}
	w.Part, w.Readings, w.Terms = w.Word, []string{w.Stem}, Renderings(found)
	return w, true
}

// Rendered is an English word for a foreign one. place is where the foreign one
// stands among the equivalents of the English one, from 0.
type Rendered struct {
	English string
	Place   int
	Form    string // the foreign one, folded; "" of a phrase of several keys
}

// collapsed is added to the place of a phrase of which only one word has a topic,
// such as "bon marché": it counts only where nothing else is known of that word.
const collapsed = 100

// Entries are the English equivalents of each word and phrase of the glossary, folded.
func (t *Lexicon) Entries() map[string][]string {
	entries := map[string][]string{}
	for _, first := range t.Glossary.FirstWords() {
		for _, p := range t.Glossary.BeginningWith(first) {
			for _, r := range p.Values {
				entries[r.Form] = analysis.AppendNew(entries[r.Form], r.English)
			}
		}
	}
	return entries
}
