package recommend

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"precedent/corpus"
)

// conceptsShown and wordsShown bound what is said back of a problem.
const (
	conceptsShown = 4
	wordsShown    = 5
)

// LookingAt says back what was understood: names of cases, topics and approaches, most
// telling first, places, levels, period, what is not wanted, and mended words. The other words of the problem
// are said where there is no topic or approach, and where there is no case, whose
// reasons would name them.
func (w *Wording) LookingAt(a Answer) []string {
	var said []string
	q := a.Query
	for _, n := range q.Named {
		said = appendNew(said, w.quoted(n.Asked))
	}
	for _, c := range q.Concepts[:min(conceptsShown, len(q.Concepts))] {
		said = appendNew(said, w.concept(c))
	}
	if len(said) == 0 || len(a.Cases) == 0 {
		others := q.unnamed()
		for _, word := range others[:min(wordsShown, len(others))] {
			said = appendNew(said, w.quoted(word))
		}
	}
	if name := languageNames[q.Language]; name != "" && !q.Empty() {
		said = append(said, w.sayf(sayReadAs, w.say(name)))
	}
	said = append(said, w.context(q.Limits, sayOnly)...)
	said = append(said, w.context(q.Wishes, sayFirst)...)
	for _, r := range q.Refused {
		said = appendNew(said, w.sayf(sayNot, w.refused(r)))
	}
	for _, typed := range sortedKeys(q.Corrections) {
		said = append(said, w.sayf(sayTypedAs, w.quoted(typed), w.quoted(q.Corrections[typed])))
	}
	return said
}

// concept names a topic or approach, with the words that named it where they are others
// than its label's.
func (w *Wording) concept(c Concept) string {
	label := lowerFirst(w.Tag(c.ID))
	var by []string
	for phrase := range strings.SplitSeq(c.Asked, ", ") {
		if phrase != "" && !strings.Contains(strings.ToLower(label), strings.ToLower(phrase)) {
			by = append(by, w.quoted(phrase))
		}
	}
	if len(by) == 0 {
		return label
	}
	return w.sayf(sayNamedBy, label, strings.Join(by, ", "))
}

// refused names a subject that is not wanted: by the topic or approach that it is, or
// else as it was typed.
func (w *Wording) refused(r Refusal) string {
	if len(r.Concepts) == 1 {
		return lowerFirst(w.Tag(r.Concepts[0]))
	}
	return w.quoted(r.Asked)
}

// unnamed are the words that named no topic or approach.
func (q Query) unnamed() (words []string) {
	named := map[string]bool{}
	for _, c := range q.Concepts {
		for _, word := range slices.Concat(c.words(), partsOf(c.Asked)) {
			named[strings.TrimSuffix(word, ",")] = true
		}
	}
	for _, w := range q.Words {
		if slices.ContainsFunc(strings.Fields(w.Asked), func(part string) bool { return !named[part] }) {
			words = append(words, w.Asked)
		}
	}
	return words
}

// context puts a filter in words, each part in the form given.
func (w *Wording) context(f Filter, form string) []string {
	var said []string
	say := func(what string, args ...any) { said = append(said, w.sayf(form, w.sayf(what, args...))) }
	add := func(list []string, label func(string) string) {
		if len(list) > 0 {
			say("%s", strings.Join(mapped(list, label), w.say(sayOr)))
		}
	}
	add(f.Topics, func(id string) string { return lowerFirst(w.Tag(id)) })
	add(f.Approaches, func(id string) string { return lowerFirst(w.Tag(id)) })
	add(f.Places, w.Place)
	if len(f.Except) > 0 {
		said = append(said, w.sayf(sayNot, strings.Join(mapped(f.Except, w.Place), w.say(sayOr))))
	}
	add(f.Levels, w.Level) // one word each, where the label is a list
	switch {
	case f.Since != 0 && f.Since == f.Until:
		say("%s", yearText(f.Since))
	case f.Since != 0 && f.Until != 0:
		say(sayPeriod, yearText(f.Since), yearText(f.Until))
	case f.Since != 0:
		say(saySince, yearText(f.Since))
	case f.Until != 0:
		say(sayUntil, yearText(f.Until))
	}
	return said
}

// contextName names a country, a level or a year that a case was preferred for.
func (w *Wording) contextName(met string) string {
	if w.vocabulary.Taxonomy.Level(met) != nil {
		return w.Level(met)
	}
	return w.Place(met)
}

// alsoAt says that a case is from the person's own level of government.
var alsoAt = map[string]string{
	"national": sayAlsoNat, "regional": sayAlsoReg, "local": sayAlsoLocal, "international": sayAlsoAcross, "other": sayAlsoOther,
}

// homeName says what a case has of the person's home. A local case may be that of a
// hospital or a court, so its level is named and not the body. The names of places stand
// behind a colon, where no language wants an article or another preposition.
func (w *Wording) homeName(met string) string {
	p := w.vocabulary.Places
	switch institutions := p.Region(strings.ToLower(met)); {
	case alsoAt[met] != "":
		return w.say(alsoAt[met])
	case institutions != nil: // those of the European Union are no country
		return w.sayf(sayOwnRegion, w.Place(institutions.ID))
	}
	return w.sayf(sayOwnCountry, w.Place(met))
}

// AlsoShown is how many of the cases folded into one are named.
const AlsoShown = 3

// AlsoIn introduces a case that was folded into another: where it was, if that is
// elsewhere.
func (w *Wording) AlsoIn(main, other *corpus.Case) string {
	var elsewhere []string
	for _, code := range other.Countries {
		if !slices.Contains(main.Countries, code) {
			elsewhere = append(elsewhere, w.Place(code))
		}
	}
	if len(elsewhere) == 0 {
		return w.say(saySeeAlso)
	}
	if more := len(elsewhere) - countriesShown; more > 0 {
		elsewhere = append(elsewhere[:countriesShown], w.sayf(sayMore, more))
	}
	return w.sayf(sayAlsoIn, strings.Join(elsewhere, ", "))
}

func mapped[T any](list []T, f func(T) string) []string {
	out := make([]string, len(list))
	for i, x := range list {
		out[i] = f(x)
	}
	return out
}

// countriesShown is how many countries of a case are named before "2 more".
const countriesShown = 4

// Whereabouts is, in one line, where a case was, who ran it, at which level and
// when it began, as far as that is known. The level "other" is left out, since
// it says nothing that the organisation does not.
func (w *Wording) Whereabouts(c *corpus.Case) string {
	countries := mapped(c.Countries[:min(countriesShown, len(c.Countries))], w.Place)
	if more := len(c.Countries) - countriesShown; more > 0 {
		countries = append(countries, w.sayf(sayMore, more))
	}
	var parts []string
	add := func(part string) {
		if part != "" {
			parts = append(parts, part)
		}
	}
	add(strings.Join(countries, ", "))
	add(c.Organisation)
	if c.Level != "other" {
		add(w.Level(c.Level))
	}
	if c.Year != 0 {
		add(yearText(int(c.Year)))
	}
	return strings.Join(parts, " · ")
}

// quotedShown is how many characters of a person's word are said back.
const quotedShown = 40

func (w *Wording) quoted(word string) string {
	shown, cut := truncate(word, quotedShown)
	if cut {
		shown += "…"
	}
	return w.sayf(sayQuoted, shown)
}

// unique drops repetitions, keeping the first of each.
func unique(list []string) []string {
	var out []string
	for _, s := range list {
		out = appendNew(out, s)
	}
	return out
}

// lowerFirst makes a label fit for the middle of a sentence, unless it begins
// with an abbreviation or is a name, which has a capital on a later word too.
func lowerFirst(s string) string {
	words := strings.Fields(s)
	if len(words) == 0 || abbreviated(words[0]) || slices.ContainsFunc(words[1:], capitalised) {
		return s
	}
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(r)) + s[size:]
}

// abbreviated tells whether a word begins with two capitals: "SMEs".
func abbreviated(word string) bool {
	first, size := utf8.DecodeRuneInString(word)
	next, _ := utf8.DecodeRuneInString(word[size:])
	return unicode.IsUpper(first) && unicode.IsUpper(next)
}

// capitalised tells whether a word has a capital and is no abbreviation.
func capitalised(word string) bool {
	first, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(first) && !abbreviated(word)
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
