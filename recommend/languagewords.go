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
// one a text is in. So the words that each language knows are written down when
// the vocabulary changes (go test ./recommend -update), a line each: the word,
// folded, and the languages.
//
//go:embed languagewords.txt
var languageWordsFile string

// beginningLetters is how many letters of a word tell its language: enough to
// leave off most endings.
const beginningLetters = 6

func beginning(word string) string {
	s, _ := truncate(word, beginningLetters)
	return s
}

// languageSet is a bit for each language, by its place in corpus.Languages. A test
// sees to it that they fit.
type languageSet uint64

func (s languageSet) has(place int) bool { return s&(1<<place) != 0 }

// languageWords are the languages that know a word, and those that know a word
// with a beginning; English has none of the latter.
type languageWords struct {
	whole, beginnings map[string]languageSet
	sorted            []string // all words
}

var wordsOfLanguages = sync.OnceValue(func() *languageWords { return readLanguageWords(languageWordsFile) })

func readLanguageWords(file string) *languageWords {
	sets := map[string]languageSet{} // second half of a line -> what it says
	lines := strings.Count(file, "\n")
	w := &languageWords{make(map[string]languageSet, lines), make(map[string]languageSet, lines/2), make([]string, 0, lines)}
	for line := range strings.Lines(file) {
		word, codes, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		set, ok := sets[codes]
		if !ok {
			for code := range strings.SplitSeq(codes, " ") {
				set |= 1 << slices.Index(corpus.Languages, code)
			}
			sets[codes] = set
		}
		w.whole[word] = set
		w.sorted = append(w.sorted, word)
		if foreign := set &^ 1; foreign != 0 {
			w.beginnings[beginning(word)] |= foreign
		}
	}
	return w
}

// leastLike is how many letters words must begin with alike to count as alike.
const leastLike = 4

// likeness is, by language, how many letters a word shares at most with the
// beginning of a word of the language that begins as it does.
func (w *languageWords) likeness(word string) []int {
	most := make([]int, len(corpus.Languages))
	begin, _ := truncate(word, leastLike)
	at, _ := slices.BinarySearch(w.sorted, begin)
	for _, other := range w.sorted[at:] {
		if !strings.HasPrefix(other, begin) {
			break
		}
		n, set := shared(word, other), w.whole[other]
		for i := range most {
			if set.has(i) {
				most[i] = max(most[i], n)
			}
		}
	}
	return most
}

// collectLanguageWords makes the file of words from a vocabulary.
func collectLanguageWords(v *corpus.Vocabulary) (string, error) {
	known := map[string]languageSet{}
	add := func(place int, code string, phrases []string) {
		for _, phrase := range phrases {
			for _, tok := range tokenizeIn(code, phrase) {
				if telling(tok.word) && (place == 0 || !stopWords()[tok.word]) {
					known[tok.word] |= 1 << place
				}
			}
		}
	}
	for place, code := range corpus.Languages {
		l, err := v.Language(code)
		if err != nil {
			return "", fmt.Errorf("collect the words of languages: %w", err)
		}
		for _, list := range []map[string][]string{l.Thesaurus, l.Glossary, l.Names.Names, l.Words.Levels} {
			for _, key := range sortedKeys(list) {
				add(place, code, list[key])
			}
		}
		add(0, corpus.English, sortedKeys(l.Glossary))
		add(place, code, sortedKeys(l.Words.Abbreviations))
		add(place, code, l.Words.Stop)
		if code == corpus.English {
			add(place, code, sortedKeys(stopWords()))
		} else {
			add(place, code, bleveStopWords(foreignStopWords[code]))
		}
		w := l.Words
		for _, list := range [][]string{w.Asking, w.Only, w.Not, w.Scope.Except, w.Scope.Excluded, w.Examples, w.Times.Since, w.Times.Before, w.Times.During, w.Times.Decades} {
			add(place, code, list)
		}
	}
	for _, list := range [][]corpus.Concept{v.Taxonomy.Topics, v.Taxonomy.Approaches} {
		for _, c := range list {
			add(0, corpus.English, []string{c.Label})
		}
	}
	var b strings.Builder
	for _, word := range sortedKeys(known) {
		b.WriteString(word)
		for place, code := range corpus.Languages {
			if known[word].has(place) {
				b.WriteString(" " + code)
			}
		}
		b.WriteByte('\n')
	}
	return b.String(), nil
}
