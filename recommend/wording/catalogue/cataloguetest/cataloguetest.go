// Package cataloguetest has a language that nobody speaks, in which tests see what is said in
// English though it is no text of the catalogue. It is for tests alone.
package cataloguetest

import (
	"cmp"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"precedent/recommend/wording/catalogue"
)

// Language is the code of the language: none that problems are understood in.
const Language = "eo"

// letter stands for every letter in the language.
const letter = "ø"

// filledIn matches what a text is filled in with, and letters.
var filledIn = regexp.MustCompile(`%(?:\[\d+\])?[sd]|\pL`)

// Set has English and the language, whose texts are the English ones without their letters.
func Set(tb testing.TB) *catalogue.Set {
	tb.Helper()
	english := catalogue.Builtin().English()
	before, after := map[string]string{}, map[string]string{}
	for _, key := range english.Keys() {
		text := english.Text(key)
		before[key], after[key] = text, text
		if !strings.HasPrefix(key, "rule.") {
			after[key] = filledIn.ReplaceAllStringFunc(text, func(found string) string {
				if strings.HasPrefix(found, "%") {
					return found
				}
				return letter
			})
		}
	}
	fsys := fstest.MapFS{}
	for code, texts := range map[string]map[string]string{catalogue.English: before, Language: after} {
		data, err := json.Marshal(texts)
		if err != nil {
			tb.Fatal(err)
		}
		fsys[code+".json"] = &fstest.MapFile{Data: data}
	}
	set, err := catalogue.NewSet(fsys)
	if err != nil {
		tb.Fatal(err)
	}
	return set
}

// In is the catalogue of the language.
func In(tb testing.TB) *catalogue.Catalogue {
	tb.Helper()
	c, err := Set(tb).In(Language)
	if err == nil {
		err = c.Faults()
	}
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

// words matches words that are in no text of the language.
var words = regexp.MustCompile(`[a-z]{2,}`)

// Known is what may stand in English in what is said: cases, names, and what people typed.
func Known(texts ...string) *strings.Replacer {
	texts = slices.Clone(texts)
	slices.SortFunc(texts, func(a, b string) int { return cmp.Compare(len(b), len(a)) }) // the longest counts
	var pairs []string
	for _, text := range texts {
		if text != "" {
			pairs = append(pairs, strings.ToLower(text), " ")
		}
	}
	return strings.NewReplacer(pairs...)
}

// Untranslated are the words of what was said in the language that come neither from a text
// of the catalogue nor from what is known.
func Untranslated(said string, known *strings.Replacer) []string {
	return words.FindAllString(known.Replace(strings.ToLower(said)), -1)
}
