package understand

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"precedent/recommend/understand/analysis"
	"precedent/recommend/understand/lexicon"
)

// OwnForm is a word as it stands in people's own records that are not in English. Place is where
// an English word stands among those that it is read as, 0 for the likeliest.
type OwnForm struct {
	Word  string // folded
	Place int
}

// OwnForms returns what finds the words of people's own records that are read as an English word
// or phrase, by its stems, so that a record is found by a problem in any language: the glossary the other
// way round. It finds none where all records are in English, reads the words when the first is
// asked for, and is safe for concurrent use.
func OwnForms(u *Understander) (func(stems []string) []OwnForm, error) {
	if len(u.Own.Words) == 0 {
		return func([]string) []OwnForm { return nil }, nil
	}
	var readers []ownReader
	for _, language := range analysis.SortedKeys(u.Own.Words) {
		t, err := u.Foreign[language]()
		if err != nil {
			return nil, fmt.Errorf("read the words of your own cases: %w", err)
		}
		keys, err := t.NewKeys(false)
		if err != nil {
			return nil, fmt.Errorf("read the words of your own cases: %w", err)
		}
		readers = append(readers, ownReader{t, keys, u.Own.Words[language]})
	}
	read := sync.OnceValue(func() map[string][]OwnForm { return readOwnForms(readers) })
	return func(stems []string) []OwnForm { return read()[strings.Join(stems, " ")] }, nil
}

// ownReader reads the words of records in one language.
type ownReader struct {
	lexicon *lexicon.Lexicon
	keys    func(analysis.Token) []string
	words   []string
}

// english are the English words and phrases that a word is read as, the likeliest first; of a
// compound those of its parts, which are as likely. likely says how many are.
func (r *ownReader) english(word string) (english []string, likely int) {
	tok := analysis.Token{Raw: word, Word: word}
	keys := r.keys(tok)
	if len(keys) == 0 || r.lexicon.Asking[word] {
		return nil, 0
	}
	if english = r.lexicon.Readings(lexicon.ProblemWord{Token: tok, Stem: keys[0], Readings: keys}); english != nil {
		return english[:min(len(english), lexicon.MaxRenderings)], 1
	}
	parts, _ := r.lexicon.Compound(word, func(tok analysis.Token) string { return lexicon.FirstKey(r.keys(tok)) })
	for _, part := range parts {
		english = append(english, part[0])
	}
	return english, len(english)
}

// readOwnForms reads every word and turns that round. A phrase of English is found by its last
// word too, which says what it is.
func readOwnForms(readers []ownReader) map[string][]OwnForm {
	forms, a := map[string][]OwnForm{}, analysis.NewAnalyzer(nil)
	add := func(english string, f OwnForm) {
		key := strings.Join(a.StemsOf(english), " ")
		same := func(have OwnForm) bool { return have.Word == f.Word }
		if key != "" && !slices.ContainsFunc(forms[key], same) {
			forms[key] = append(forms[key], f)
		}
	}
	for _, r := range readers {
		for _, word := range r.words {
			english, likely := r.english(word)
			for i, e := range english {
				place := max(0, i-likely+1)
				add(e, OwnForm{word, place})
				if last := strings.LastIndexByte(e, ' '); last > 0 {
					add(e[last+1:], OwnForm{word, place + 1})
				}
			}
		}
	}
	return forms
}
