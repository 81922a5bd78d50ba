package recommend

import (
	"slices"
	"strings"
	"sync"

	"precedent/corpus"
)

// ownWords are the words of people's own records that are not in English. A problem in
// the language of such a record is searched by these words as they stand, beside their
// English renderings, which the record has not. It is safe for concurrent use.
type ownWords struct {
	words   map[string][]string // by language, in order
	foreign map[string]bool     // words that no English record has: they say nothing for a text being English

	mu     sync.Mutex
	byStem map[string]map[string][]string // language -> stem there -> words
}

// toldBy is how many characters of a record its language is told by.
const toldBy = 400

// readOwnWords tells the language of the cases with these numbers, and keeps the words of
// those that are not in English. english are words that are English for sure, nil where
// that is not known.
func (u *understander) readOwnWords(cases []corpus.Case, numbers []int, english *lexicon) *ownWords {
	o := &ownWords{words: map[string][]string{}, foreign: map[string]bool{}, byStem: map[string]map[string][]string{}}
	teller := *u
	if english != nil { // the words of the records themselves would all count as English
		teller.words, teller.speller = &knownWords{english, u.words.thesaurus}, &speller{english, rightEnglish}
	}
	var inEnglish []int
	for _, n := range numbers {
		text := ownText(&cases[n])
		start, _ := truncate(text, toldBy)
		language := teller.detect(start, tokenize(start))
		if language == corpus.English {
			inEnglish = append(inEnglish, n)
			continue
		}
		for _, t := range tokenize(text) {
			o.words[language] = append(o.words[language], t.word)
			if e := teller.words.get(t.word); e == nil || english == nil {
				o.foreign[t.word] = true
			}
		}
	}
	if len(o.words) == 0 {
		return o
	}
	for language, words := range o.words {
		slices.Sort(words)
		o.words[language] = slices.Compact(words)
	}
	for _, n := range inEnglish {
		for _, t := range tokenize(ownText(&cases[n])) {
			delete(o.foreign, t.word)
		}
	}
	return o
}

// ownText is everything that a record says.
func ownText(c *corpus.Case) string {
	return strings.Join(slices.Concat([]string{c.Title, c.Problem, c.Summary, c.Results}, c.Keywords, c.Also, c.Asked()), "\n")
}

// isForeign tells whether a word stands in records of other languages alone. There may be
// no ownWords yet.
func (o *ownWords) isForeign(word string) bool { return o != nil && o.foreign[word] }

// formsOf returns the words of records in a language that have the stem of a word there.
func (o *ownWords) formsOf(language string, word token, stems func(token) string) []string {
	if len(o.words[language]) == 0 {
		return nil
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.byStem[language] == nil {
		by := map[string][]string{}
		for _, w := range o.words[language] {
			if stem := stems(token{word: w, raw: w}); stem != "" {
				by[stem] = append(by[stem], w)
			}
		}
		o.byStem[language] = by
	}
	found := o.byStem[language][stems(word)]
	return found[:min(mostRenderings, len(found))]
}
