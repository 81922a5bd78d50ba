package recommend

import (
	"fmt"
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

// LookingAt says back what was understood: topics and approaches, most telling
// first, places, levels, period, and mended words. The other words of the problem
// are said where there is no topic or approach, and where there is no case, whose
// reasons would name them.
func (a Answer) LookingAt(v *corpus.Vocabulary) []string {
	var said []string
	q := a.Query
	for _, c := range q.Concepts[:min(conceptsShown, len(q.Concepts))] {
		said = appendNew(said, lowerFirst(v.Taxonomy.Label(c.ID)))
	}
	if len(said) == 0 || len(a.Cases) == 0 {
		others := q.unnamed()
		for _, w := range others[:min(wordsShown, len(others))] {
			said = appendNew(said, quoted(w))
		}
	}
	if name := languageNames[q.Language]; name != "" && !q.Empty() {
		said = append(said, "read as "+name)
	}
	said = append(said, sayContext(v, q.Limits, "only %s")...)
	said = append(said, sayContext(v, q.Wishes, "%s first")...)
	for _, typed := range sortedKeys(q.Corrections) {
		said = append(said, fmt.Sprintf("%q read as %q", typed, q.Corrections[typed]))
	}
	return said
}

// unnamed are the words that named no topic or approach.
func (q Query) unnamed() (words []string) {
	named := map[string]bool{}
	for _, c := range q.Concepts {
		for _, word := range c.words() {
			named[word] = true
		}
	}
	for _, w := range q.Words {
		if slices.ContainsFunc(strings.Fields(w.Asked), func(part string) bool { return !named[part] }) {
			words = append(words, w.Asked)
		}
	}
	return words
}

// languageNames are the English names of the languages that are understood beside
// English.
var languageNames = map[string]string{
	"de": "German", "es": "Spanish", "fr": "French", "it": "Italian", "nl": "Dutch", "pl": "Polish", "pt": "Portuguese",
}

// LanguagesUnderstood names every language that problems are understood in.
const LanguagesUnderstood = "Dutch, English, French, German, Italian, Polish, Portuguese and Spanish"

// sayContext puts a filter in words, each part in the form given.
func sayContext(v *corpus.Vocabulary, f Filter, form string) []string {
	var said []string
	say := func(what string, args ...any) { said = append(said, fmt.Sprintf(form, fmt.Sprintf(what, args...))) }
	add := func(list []string, label func(string) string) {
		if len(list) > 0 {
			say("%s", strings.Join(mapped(list, label), " or "))
		}
	}
	add(f.Topics, func(id string) string { return lowerFirst(v.Taxonomy.Label(id)) })
	add(f.Approaches, func(id string) string { return lowerFirst(v.Taxonomy.Label(id)) })
	add(f.Places, v.Places.Name)
	if len(f.Except) > 0 {
		said = append(said, "not "+strings.Join(mapped(f.Except, v.Places.Name), " or "))
	}
	add(f.Levels, func(id string) string { return id }) // one word each, where the label is a list
	switch {
	case f.Since != 0 && f.Since == f.Until:
		say("%d", f.Since)
	case f.Since != 0 && f.Until != 0:
		say("%d to %d", f.Since, f.Until)
	case f.Since != 0:
		say("since %d", f.Since)
	case f.Until != 0:
		say("until %d", f.Until)
	}
	return said
}

// Because puts the reasons for a match in one line: shared topics and
// approaches (or where there is none, one close to them), the person's own words
// in quotes, the context met, and where that is the lesser part, that the case is
// like those above it. It is empty for a case that was listed, not matched.
func Because(v *corpus.Vocabulary, why Why) string {
	var groups []string
	add := func(form string, list []string) {
		if list = unique(list); len(list) > 0 {
			groups = append(groups, fmt.Sprintf(form, strings.Join(list, ", ")))
		}
	}
	label := func(id string) string { return lowerFirst(v.Taxonomy.Label(id)) }
	tags := mapped(slices.Concat(why.Topics, why.Approaches), func(id string) string {
		if said := why.Named[id]; said != "" {
			return quoted(said) + " → " + label(id)
		}
		return label(id)
	})
	add("%s", tags)
	if len(tags) == 0 {
		add("%s, which is close", mapped(why.Near[:min(1, len(why.Near))], label))
	}
	var shown, hidden []string
	for _, w := range why.Words {
		said := quoted(w.Asked)
		if w.Other && !strings.EqualFold(w.Asked, w.Met) {
			said += " → " + w.Met
		}
		if w.Hidden {
			hidden = append(hidden, said)
		} else {
			shown = append(shown, said)
		}
	}
	add("%s", shown)
	hidden = slices.DeleteFunc(hidden, func(w string) bool { return slices.Contains(shown, w) })
	add("people also ask with %s", hidden)
	add("%s", why.Context)
	if why.Akin {
		add("%s", []string{"much like the best matches"})
	}
	return strings.Join(groups, "; ")
}

// AlsoShown is how many of the cases folded into one are named.
const AlsoShown = 3

// AlsoIn introduces a case that was folded into another: where it was, if that is
// elsewhere.
func AlsoIn(v *corpus.Vocabulary, main, other *corpus.Case) string {
	var elsewhere []string
	for _, code := range other.Countries {
		if !slices.Contains(main.Countries, code) {
			elsewhere = append(elsewhere, v.Places.Name(code))
		}
	}
	if len(elsewhere) == 0 {
		return "See also"
	}
	if more := len(elsewhere) - countriesShown; more > 0 {
		elsewhere = append(elsewhere[:countriesShown], fmt.Sprintf("%d more", more))
	}
	return "Also in " + strings.Join(elsewhere, ", ")
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
func Whereabouts(v *corpus.Vocabulary, c *corpus.Case) string {
	countries := mapped(c.Countries[:min(countriesShown, len(c.Countries))], v.Places.Name)
	if more := len(c.Countries) - countriesShown; more > 0 {
		countries = append(countries, fmt.Sprintf("%d more", more))
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
		add(c.Level)
	}
	if c.Year != 0 {
		add(yearText(int(c.Year)))
	}
	return strings.Join(parts, " · ")
}

// quotedShown is how many characters of a person's word are said back.
const quotedShown = 40

func quoted(word string) string {
	shown, cut := truncate(word, quotedShown)
	if cut {
		shown += "…"
	}
	return `"` + shown + `"`
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
// with an abbreviation.
func lowerFirst(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	next, _ := utf8.DecodeRuneInString(s[size:])
	if unicode.IsUpper(next) {
		return s
	}
	return string(unicode.ToLower(r)) + s[size:]
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
