package language

import (
	"fmt"
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"

	"precedent/corpus"
	"precedent/recommend/understand/analysis"
)

// Reading a language takes long enough not to read seven of them to tell which
// one a text is in. So the words that each language knows are written down when
// the vocabulary changes (go test ./recommend/rank -update), a line each: the word,
// folded, and the languages. A word with accents has a second line as it is spelled,
// which tells the Portuguese "água" from the Spanish "agua".
var LanguageWords = analysis.WordList{Text: corpus.Prepared().Words, End: " "}

const beginningLetters = 6 // how many letters of a word tell its language: enough to leave off most endings

// LanguageSet is a bit for each language, by its place in corpus.Languages. A test
// sees to it that they fit.
type LanguageSet uint64

func (s LanguageSet) Has(place int) bool { return s&(1<<place) != 0 }

// count is 1 for a language of the set and 0 for others.
func (s LanguageSet) count(place int) int { return int(s >> place & 1) }

// first returns the first language of a set, so that English wins ties.
func (s LanguageSet) first() string { return corpus.Languages[bits.TrailingZeros64(uint64(s))] }

// ReadLanguages reads the codes of languages behind a word, "" for none.
func ReadLanguages(codes string) (set LanguageSet) {
	for code := range strings.FieldsSeq(codes) {
		set |= 1 << slices.Index(corpus.Languages, code)
	}
	return set
}

// languagesOf returns the languages that know a word just as it stands: with its
// accents, or else without. Of English words only those written so have accents.
func languagesOf(t analysis.Token) LanguageSet {
	if !analysis.Accented(t.Raw) {
		codes, _ := LanguageWords.Find(t.Word)
		return ReadLanguages(codes)
	}
	if codes, ok := LanguageWords.Find(analysis.Lowered(t)); ok {
		return ReadLanguages(codes)
	}
	codes, _ := LanguageWords.Find(t.Word)
	return ReadLanguages(codes) &^ 1
}

// languagesBeginning returns the languages other than English that know a word with
// the beginning of this one.
func languagesBeginning(word string) (set LanguageSet) {
	begin, longer := analysis.Truncate(word, beginningLetters)
	if !longer && utf8.RuneCountInString(word) < beginningLetters {
		codes, _ := LanguageWords.Find(word)
		return ReadLanguages(codes) &^ 1
	}
	for _, codes := range LanguageWords.Beginning(begin) {
		set |= ReadLanguages(codes)
	}
	return set &^ 1
}

// LeastLike is how many letters words must begin with alike to count as alike.
const LeastLike = 4

// wordLikeness is, by language, how many letters a word shares at most with the
// beginning of a word of the language that begins as it does.
func wordLikeness(word string) []int {
	most := make([]int, len(corpus.Languages))
	begin, _ := analysis.Truncate(word, LeastLike)
	for other, codes := range LanguageWords.Beginning(begin) {
		n := analysis.Shared(word, other)
		if n <= slices.Min(most) {
			continue
		}
		set := ReadLanguages(codes)
		for i := range most {
			if set.Has(i) {
				most[i] = max(most[i], n)
			}
		}
	}
	return most
}

// CollectLanguageWords makes the file of words from a vocabulary.
func CollectLanguageWords(v *corpus.Vocabulary) (string, error) {
	known := map[string]LanguageSet{}
	add := func(place int, code string, phrases []string) {
		for _, phrase := range phrases {
			for _, tok := range analysis.TokenizeIn(code, phrase) {
				if telling(tok.Word) && (place == 0 || !analysis.StopWords()[tok.Word]) {
					known[tok.Word] |= 1 << place
					if analysis.Accented(tok.Raw) {
						known[analysis.Lowered(tok)] |= 1 << place
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
		add(place, code, slices.DeleteFunc(slices.Clone(common), func(w string) bool { return analysis.RightEnglish(analysis.Fold(w)) }))
		for _, list := range []map[string][]string{thesaurus, glossary, l.Words.Levels} {
			for _, key := range analysis.SortedKeys(list) {
				add(place, code, list[key])
			}
		}
		add(0, corpus.English, analysis.SortedKeys(glossary))
		add(place, code, analysis.SortedKeys(l.Words.Abbreviations))
		add(place, code, l.Words.Stop)
		if code == corpus.English {
			add(place, code, analysis.SortedKeys(analysis.StopWords()))
		} else {
			add(place, code, analysis.BleveStopWords(analysis.ForeignStopWords[code]))
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
	return listOfLanguages(known, LanguageWords.End), nil
}

// listOfLanguages makes the text of a wordList that says the languages of each word.
func listOfLanguages(known map[string]LanguageSet, end string) string {
	var b strings.Builder
	for _, word := range analysis.SortedKeys(known) {
		var codes []string
		for place, code := range corpus.Languages {
			if known[word].Has(place) {
				codes = append(codes, code)
			}
		}
		b.WriteString(word + end + strings.Join(codes, " ") + "\n")
	}
	return b.String()
}
