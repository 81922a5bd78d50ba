package catalogue

import (
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// check holds a catalogue against the English one and notes what is missing, left over or
// wrong, with what could not be read. What is wrong is taken out, so that it is said in
// English. A variant of a language lacks what is said alike there, and what is wrong is said as
// it is there.
func (c *Catalogue) check(variantOf *Catalogue, unread map[string]error) {
	keys := maps.Clone(c.texts)
	if variantOf == nil {
		maps.Copy(keys, c.english.texts)
	}
	examples := kindsOfNumber(c.tag)
	for _, key := range slices.Sorted(maps.Keys(keys)) {
		english, known := c.english.texts[key]
		here, has := c.texts[key]
		err := unread[key]
		switch {
		case err != nil:
		case !known:
			err = errors.New("no text has this key")
		case !has:
			err = fmt.Errorf("there is no text for %q", english.other)
		case variantOf != nil && here.same(variantOf.texts[key]):
			err = fmt.Errorf("this is what %s%s has", variantOf.Code, extension)
		default:
			err = here.like(&english, examples)
		}
		if err != nil {
			c.faults = append(c.faults, fmt.Errorf("%s%s: %s: %w", c.Code, extension, key, err))
			delete(c.texts, key)
		}
	}
}

// same tells whether a text is another one in all its forms.
func (e *entry) same(other entry) bool {
	return e.other == other.other && maps.Equal(e.forms, other.forms)
}

// like tells what a text lacks to stand for an English one. examples are the kinds of number
// that its language tells apart.
func (e *entry) like(english *entry, examples map[plural.Form]int) error {
	want := verbs(english.other)
	numbered := english.counts() || want[1] == "d"
	if e.counts() && !numbered {
		return errors.New("there is no number to choose a form by")
	}
	for _, text := range append(slices.Sorted(maps.Values(e.forms)), e.other) {
		if text == "" {
			return errors.New("the text is empty")
		}
		if err := filledAlike(text, want, numbered, e.counts()); err != nil {
			return err
		}
	}
	for _, form := range slices.Sorted(maps.Keys(examples)) {
		if e.counts() && form != plural.Other && e.forms[form] == "" {
			return fmt.Errorf("the form for numbers like %d is missing", examples[form])
		}
	}
	return nil
}

// filledAlike tells where a text is not filled in with the same as the English one. A number
// that chooses the form may be said or not, and has to be said where there is one form.
func filledAlike(text string, want map[int]string, numbered, forms bool) error {
	got := verbs(text)
	for _, place := range slices.Sorted(maps.Keys(got)) {
		if verb := got[place]; want[place] != verb && !(place == 1 && verb == "d" && numbered) {
			return fmt.Errorf("%q is filled in with %%[%d]%s, which English is not", text, place, verb)
		}
	}
	for _, place := range slices.Sorted(maps.Keys(want)) {
		if got[place] == "" && !(place == 1 && forms) {
			return fmt.Errorf("%q is not filled in with %%[%d]%s, which English is", text, place, want[place])
		}
	}
	if len(want) > 0 && strings.Contains(verb().ReplaceAllString(text, ""), "%") {
		return fmt.Errorf("%q has a %% that stands for nothing; write %%%%", text)
	}
	return nil
}

// verb matches what is filled in, with its place where that is given.
var verb = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`%(?:\[(\d+)\])?([a-z%])`) })

// verbs are what a text is filled in with, by place, from 1.
func verbs(text string) map[int]string {
	places, next := map[int]string{}, 1
	for _, m := range verb().FindAllStringSubmatch(text, -1) {
		if m[2] == "%" {
			continue
		}
		if m[1] != "" {
			next, _ = strconv.Atoi(m[1])
		}
		places[next] = m[2]
		next++
	}
	return places
}

// maxSampled is up to which number the kinds that a language tells apart are looked for.
const maxSampled = 120

// kindsOfNumber are the kinds of whole number that a language tells apart, each with the
// first of them.
func kindsOfNumber(tag language.Tag) map[plural.Form]int {
	kinds := map[plural.Form]int{}
	for n := range maxSampled {
		form := plural.Cardinal.MatchPlural(tag, n, 0, 0, 0, 0)
		if _, known := kinds[form]; !known {
			kinds[form] = n
		}
	}
	return kinds
}
