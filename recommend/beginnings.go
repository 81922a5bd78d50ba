package recommend

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"precedent/corpus"
)

// Reading a language takes long enough not to read seven of them to tell which
// one a text is in. So the beginnings of the words that each language knows are
// written down when the vocabulary changes (go test ./recommend -update), a
// line each: the letters, and the languages.
//
//go:embed beginnings.txt
var beginningsFile string

// beginningLetters is how many letters of a word tell its language: enough to
// leave off most endings.
const beginningLetters = 6

func beginning(word string) string {
	s, _ := truncate(word, beginningLetters)
	return s
}

// beginnings are the languages, by their place in corpus.Languages, that have
// words with a beginning.
var beginnings = sync.OnceValue(func() map[string][]int {
	places := map[string][]int{} // text of a line's second half -> what it says
	known := make(map[string][]int, strings.Count(beginningsFile, "\n"))
	for line := range strings.Lines(beginningsFile) {
		letters, codes, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		if places[codes] == nil {
			for code := range strings.SplitSeq(codes, " ") {
				places[codes] = append(places[codes], slices.Index(corpus.Languages, code))
			}
		}
		known[letters] = places[codes]
	}
	return known
})

// collectBeginnings makes the file of beginnings from a vocabulary.
func collectBeginnings(v *corpus.Vocabulary) (string, error) {
	languages := map[string][]string{}
	for _, code := range corpus.Languages[1:] {
		l, err := v.Language(code)
		if err != nil {
			return "", fmt.Errorf("collect the beginnings of words: %w", err)
		}
		t, err := newForeignTongue(v, code, firstYear)
		if err != nil {
			return "", err
		}
		add := func(phrases []string) {
			for _, phrase := range phrases {
				for _, tok := range t.tokenize(phrase) {
					if b := beginning(tok.word); len(b) > 2 && !stopWords()[tok.word] && !slices.Contains(languages[b], code) {
						languages[b] = append(languages[b], code)
					}
				}
			}
		}
		for _, list := range []map[string][]string{l.Thesaurus, l.Glossary, l.Names.Names, l.Words.Levels} {
			for _, key := range sortedKeys(list) {
				add(list[key])
			}
		}
		add(sortedKeys(l.Words.Abbreviations))
		add(sortedKeys(t.stop))
		w := l.Words
		for _, list := range [][]string{w.Asking, w.Only, w.Not, w.Examples, w.Times.Since, w.Times.Before, w.Times.During, w.Times.Decades} {
			add(list)
		}
	}
	var b strings.Builder
	for _, letters := range sortedKeys(languages) {
		fmt.Fprintf(&b, "%s %s\n", letters, strings.Join(languages[letters], " "))
	}
	return b.String(), nil
}
