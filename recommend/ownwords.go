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

// tellLanguages tells the languages of people's own cases; all others are in English. It
// needs the words of the library and no more. english are words that are English for sure,
// nil where that is not known.
func (u *understander) tellLanguages(cases []corpus.Case, l *analysedLibrary, own []int, english *lexicon) {
	l.languages = slices.Repeat([]string{corpus.English}, len(cases))
	teller := *u
	if english == nil { // the words of the records themselves all count as English
		english = l.words
	}
	teller.words, teller.speller = &knownWords{english, u.words.thesaurus}, &speller{english, rightEnglish}
	onAllCores(len(own), func(from, to int) {
		for _, n := range own[from:to] {
			start, _ := truncate(ownText(&cases[n]), toldBy)
			l.languages[n] = teller.detect(start, tokenize(start))
		}
	})
}

// leaveOutSmall takes what is a small word in its language out of each of people's own
// cases that is not in English: it would count as a word that few cases share, and make all
// in one language alike.
func (u *understander) leaveOutSmall(l *analysedLibrary, own []int) error {
	small := map[string]map[string]bool{} // by language: the stems that it has as an English word
	a := newAnalyzer(nil)
	for _, n := range own {
		language := l.languages[n]
		if language == corpus.English {
			continue
		}
		if small[language] == nil {
			t, err := u.foreign[language]()
			if err != nil {
				return err
			}
			small[language] = map[string]bool{}
			for word := range t.stop {
				small[language][a.stem(word)] = true
			}
		}
		l.docs[n].leaveOut(small[language])
	}
	return nil
}

// leaveOut takes words with some stems out of a case that has no entries yet.
func (d *analysedCase) leaveOut(stems map[string]bool) {
	out := func(w *wordEntry) bool { return stems[w.stem] }
	for f, words := range d.fields {
		shown := len(slices.DeleteFunc(slices.Clone(words[:d.shown[f]]), out))
		d.fields[f], d.shown[f] = slices.DeleteFunc(words, out), shown
	}
	for k := range d.asked {
		d.asked[k] = slices.DeleteFunc(d.asked[k], out)
	}
}

// readOwnWords keeps the words of those of the cases with these numbers that are not in
// English. english are words that are English for sure, nil where that is not known.
func (u *understander) readOwnWords(cases []corpus.Case, languages []string, numbers []int, english *lexicon) *ownWords {
	o := &ownWords{words: map[string][]string{}, foreign: map[string]bool{}, byStem: map[string]map[string][]string{}}
	known := knownWords{english, u.words.thesaurus}
	seen := map[string]map[string]bool{} // by language
	var inEnglish []int
	for _, n := range numbers {
		language := languages[n]
		if language == corpus.English {
			inEnglish = append(inEnglish, n)
			continue
		}
		if seen[language] == nil {
			seen[language] = map[string]bool{}
		}
		for _, t := range tokenize(ownText(&cases[n])) {
			if seen[language][t.word] {
				continue
			}
			seen[language][t.word] = true
			if english == nil || known.get(t.word) == nil {
				o.foreign[t.word] = true
			}
		}
	}
	if len(seen) == 0 {
		return o
	}
	for language, words := range seen {
		o.words[language] = sortedKeys(words)
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

// formsOf returns a word or phrase as records in a language may have it: each of its words
// in the forms that have its stem there. It returns none where one of them stands nowhere.
func (o *ownWords) formsOf(language string, phrase []token, stems func(token) string) []string {
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
	found := []string{""}
	for _, word := range phrase {
		stem := stems(word)
		if stem == "" {
			continue // a small word
		}
		var longer []string
		for _, begin := range found {
			for _, form := range o.byStem[language][stem] {
				longer = append(longer, strings.TrimPrefix(begin+" "+form, " "))
			}
		}
		found = longer[:min(mostRenderings, len(longer))]
	}
	return slices.DeleteFunc(found, func(f string) bool { return f == "" })
}
