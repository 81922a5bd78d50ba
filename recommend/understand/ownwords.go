package understand

import (
	"slices"
	"strings"
	"sync"

	"precedent/corpus"
	"precedent/recommend/understand/analysis"
	"precedent/recommend/understand/lexicon"
)

// ownWords are the words of people's own records that are not in English. A problem in
// the language of such a record is searched by these words as they stand, beside their
// English renderings, which the record has not. It is safe for concurrent use.
type ownWords struct {
	Words   map[string][]string // by language, in order
	Foreign map[string]bool     // words that no English record has: they say nothing for a text being English

	mu     sync.Mutex
	byStem map[string]map[string][]string // language -> stem there -> words
}

// readOwnWords keeps the words of those of people's own cases that are not in English.
func readOwnWords(thesaurus *analysis.Dictionary, l Library) *ownWords {
	o := &ownWords{Words: map[string][]string{}, Foreign: map[string]bool{}, byStem: map[string]map[string][]string{}}
	known := analysis.KnownWords{Library: l.English, Thesaurus: thesaurus}
	seen := map[string]map[string]bool{} // by language
	var inEnglish []int
	for _, n := range l.Own {
		language := l.Languages[n]
		if language == corpus.English {
			inEnglish = append(inEnglish, n)
			continue
		}
		if seen[language] == nil {
			seen[language] = map[string]bool{}
		}
		for _, t := range analysis.Tokenize(ownText(&l.Cases[n])) {
			if seen[language][t.Word] {
				continue
			}
			seen[language][t.Word] = true
			if l.English == nil || known.Get(t.Word) == nil {
				o.Foreign[t.Word] = true
			}
		}
	}
	if len(seen) == 0 {
		return o
	}
	for language, words := range seen {
		o.Words[language] = analysis.SortedKeys(words)
	}
	for _, n := range inEnglish {
		for _, t := range analysis.Tokenize(ownText(&l.Cases[n])) {
			delete(o.Foreign, t.Word)
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
func (o *ownWords) isForeign(word string) bool { return o != nil && o.Foreign[word] }

// formsOf returns a word or phrase as records in a language may have it: each of its words
// in the forms that have its stem there. It returns none where one of them stands nowhere.
func (o *ownWords) formsOf(language string, phrase []analysis.Token, stems func(analysis.Token) string) []string {
	if len(o.Words[language]) == 0 {
		return nil
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.byStem[language] == nil {
		by := map[string][]string{}
		for _, w := range o.Words[language] {
			if stem := stems(analysis.Token{Word: w, Raw: w}); stem != "" {
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
		found = longer[:min(lexicon.MaxRenderings, len(longer))]
	}
	return slices.DeleteFunc(found, func(f string) bool { return f == "" })
}
