// Package catalogue has every text that people read in the language that they are spoken to
// in, about cases and in Slack: a file a language, all of them alike. A file more is a
// language more; nothing else has to be changed.
//
// A file is named by the ISO 639-1 code of its language: de.json. What a country says otherwise
// stands in a file named by both, pt-BR.json, and is a variant of the language: it has the texts
// that differ, and all others are those of its language. The files are in the form of
// go-i18n, which tools for translators read: a text by its key, or an object with the text
// as "other", what a translator should know as "description", and, where a text depends on
// a number, how it is for "one" (in some languages "few" or "many", as Unicode's plural rules
// call them). English has every key. Verbs such as %s and %d stand for what is filled in; in
// another order they have their number: %[2]s before %[1]s. Where the first of what is filled
// in is a number, it chooses the form, and a form may leave it out.
//
// The names of topics, countries and regions are no texts: package corpus has them, for all
// languages that problems are understood in and their variants.
package catalogue

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
)

// extension ends the name of the file of a language.
const extension = ".json"

// Catalogue has the texts of one language, or of a variant of it. It is read-only and safe for
// concurrent use.
type Catalogue struct {
	Code     string // as [Set.Languages] has it: "pt", or "pt-BR" for a variant of it
	Language string // ISO 639-1: "pt" for both
	tag      language.Tag
	texts    map[string]entry
	english  *Catalogue // has what this one lacks; nil for English itself
	faults   []error
}

// Text is the text with a key, filled in. What is missing or wrong in the language is said
// in English.
func (c *Catalogue) Text(key string, args ...any) string {
	e, ok := c.texts[key]
	switch {
	case !ok && c.english != nil:
		return c.english.Text(key, args...)
	case !ok:
		return key
	}
	text := e.other
	if len(args) == 0 {
		return text
	}
	if n, ok := args[0].(int); ok && e.counts() {
		text = cmp.Or(e.forms[plural.Cardinal.MatchPlural(c.tag, max(n, -n), 0, 0, 0, 0)], text)
	}
	if !strings.Contains(text, "%") {
		return text // a form without the number
	}
	filled := slices.Clone(args)
	for i, arg := range args {
		if n, ok := arg.(int); ok {
			filled[i] = number{n, c}
		}
	}
	return fmt.Sprintf(text, filled...)
}

// locale is the key of the locale whose rules for numbers a language follows, where Unicode takes
// the code of the language for that of another country: "pt" for Portuguese as in Brazil.
const locale = "rule.locale"

// Year is a year where a text is filled in with it: it has no separator of thousands.
type Year int

// number is how many there are of something, as a language writes it.
type number struct {
	n int
	c *Catalogue
}

// groupedFrom is the key of the number from which on a language sets thousands apart. The
// tables of package message do so from 1000 on in every language.
const groupedFrom = "rule.grouped-from"

// Format writes the number, whatever the verb is.
func (x number) Format(f fmt.State, _ rune) {
	if x.n < 1000 { // nothing separates its digits, and a printer costs more than all the rest
		fmt.Fprint(f, x.n)
		return
	}
	if from, err := strconv.Atoi(x.c.Text(groupedFrom)); err == nil && x.n < from {
		fmt.Fprint(f, x.n)
		return
	}
	message.NewPrinter(x.c.tag).Fprint(f, x.n)
}

// Faults says what is missing or wrong in the file of the language, nil for nothing.
func (c *Catalogue) Faults() error { return errors.Join(c.faults...) }

// Keys are those of every text, in no order.
func (c *Catalogue) Keys() []string {
	return slices.Collect(maps.Keys(c.texts))
}

// entry is a text, with its forms for kinds of number where it depends on one.
type entry struct {
	other string // for all kinds that have no form of their own
	forms map[plural.Form]string
}

// formNames are the kinds of number as Unicode's plural rules call them.
var formNames = map[string]plural.Form{
	"zero": plural.Zero, "one": plural.One, "two": plural.Two, "few": plural.Few, "many": plural.Many, "other": plural.Other,
}

// newEntry takes what stands in a file: a text alone, or an object of its forms.
func newEntry(value any) (entry, error) {
	if text, ok := value.(string); ok {
		return entry{other: text}, nil
	}
	object, ok := value.(map[string]any)
	if !ok {
		return entry{}, errors.New("this is neither a text nor an object with its forms")
	}
	var e entry
	for name, value := range object {
		form, known := formNames[name]
		text, isText := value.(string)
		switch {
		case name == "description":
		case !known:
			return entry{}, fmt.Errorf("%q is no form of a text", name)
		case !isText:
			return entry{}, fmt.Errorf("the form %q is no text", name)
		case form == plural.Other:
			e.other = text
		default:
			if e.forms == nil {
				e.forms = map[plural.Form]string{}
			}
			e.forms[form] = text
		}
	}
	return e, nil
}

// counts tells whether the text depends on a number.
func (e *entry) counts() bool { return len(e.forms) > 0 }
