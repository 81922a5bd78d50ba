package recommend

import (
	"fmt"
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"

	"precedent/corpus"
)

// Reading a language takes long enough not to read seven of them to tell which
// one a text is in. So the words that each language knows are written down when
// the vocabulary changes (go test ./recommend -update), a line each: the word,
// folded, and the languages. A word with accents has a second line as it is spelled,
// which tells the Portuguese "água" from the Spanish "agua".
var languageWords = wordList{corpus.Prepared().Words, " "}

const beginningLetters = 6 // how many letters of a word tell its language: enough to leave off most endings

// languageSet is a bit for each language, by its place in corpus.Languages. A test
// sees to it that they fit.
type languageSet uint64

func (s languageSet) has(place int) bool { return s&(1<<place) != 0 }

// count is 1 for a language of the set and 0 for others.
func (s languageSet) count(place int) int { return int(s >> place & 1) }

// first returns the first language of a set, so that English wins ties.
func (s languageSet) first() string { return corpus.Languages[bits.TrailingZeros64(uint64(s))] }

// readLanguages reads the codes of languages behind a word, "" for none.
func readLanguages(codes string) (set languageSet) {
	for code := range strings.FieldsSeq(codes) {
		set |= 1 << slices.Index(corpus.Languages, code)
	}
	return set
}

// languagesOf returns the languages that know a word just as it stands: with its
// accents, or else without. Of English words only those written so have accents.
func languagesOf(t token) languageSet {
	if !accented(t.raw) {
		codes, _ := languageWords.find(t.word)
		return readLanguages(codes)
	}
	if codes, ok := languageWords.find(lowered(t)); ok {
		return readLanguages(codes)
	}
	codes, _ := languageWords.find(t.word)
	return readLanguages(codes) &^ 1
}

// languagesBeginning returns the languages other than English that know a word with
// the beginning of this one.
func languagesBeginning(word string) (set languageSet) {
	begin, longer := truncate(word, beginningLetters)
	if !longer && utf8.RuneCountInString(word) < beginningLetters {
		codes, _ := languageWords.find(word)
		return readLanguages(codes) &^ 1
	}
	for _, codes := range languageWords.beginning(begin) {
		set |= readLanguages(codes)
	}
	return set &^ 1
}

// leastLike is how many letters words must begin with alike to count as alike.
const leastLike = 4

// wordLikeness is, by language, how many letters a word shares at most with the
// beginning of a word of the language that begins as it does.
func wordLikeness(word string) []int {
	most := make([]int, len(corpus.Languages))
	begin, _ := truncate(word, leastLike)
	for other, codes := range languageWords.beginning(begin) {
		n := shared(word, other)
		if n <= slices.Min(most) {
			continue
		}
		set := readLanguages(codes)
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
					if accented(tok.raw) {
						known[lowered(tok)] |= 1 << place
					}
				}
			}
		}
	}
	for place, code := range corpus.Languages {
		l, err := v.Language(code)
		if err != nil {
			return "", fmt.Errorf("collect the words of languages: %w", err)
		}
		common, err := l.Spelling()
		if err != nil {
			return "", fmt.Errorf("collect the words of languages: %w", err)
		}
		glossary, err := l.Glossary()
		if err != nil {
			return "", fmt.Errorf("collect the words of languages: %w", err)
		}
		thesaurus, err := v.Thesaurus(code)
		if err != nil {
			return "", fmt.Errorf("collect the words of languages: %w", err)
		}
		// A word that is English too says nothing about the language.
		add(place, code, slices.DeleteFunc(slices.Clone(common), func(w string) bool { return rightEnglish(fold(w)) }))
		for _, list := range []map[string][]string{thesaurus, glossary, l.Words.Levels} {
			for _, key := range sortedKeys(list) {
				add(place, code, list[key])
			}
		}
		add(0, corpus.English, sortedKeys(glossary))
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
	return listOfLanguages(known, languageWords.end), nil
}

// listOfLanguages makes the text of a wordList that says the languages of each word.
func listOfLanguages(known map[string]languageSet, end string) string {
	var b strings.Builder
	for _, word := range sortedKeys(known) {
		var codes []string
		for place, code := range corpus.Languages {
			if known[word].has(place) {
				codes = append(codes, code)
			}
		}
		b.WriteString(word + end + strings.Join(codes, " ") + "\n")
	}
	return b.String()
}
