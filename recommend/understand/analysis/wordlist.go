package analysis

import (
	"iter"
	"slices"
	"strings"

	"precedent/corpus"
)

// WordList is a text of one entry a line, a word and what is said of it, in the
// order of the words' bytes. Words are looked up in the text itself by halving it,
// so that a list of a hundred thousand costs nothing before it is asked.
type WordList struct {
	Text string
	End  string // stands between a word and what is said of it
}

// Find returns what is said of a word, and whether the list has it.
func (l WordList) Find(word string) (said string, ok bool) {
	line, _, _ := strings.Cut(l.Text[l.place(word):], "\n")
	if found, said, _ := strings.Cut(line, l.End); found == word && line != "" {
		return said, true
	}
	return "", false
}

// Beginning yields every word that begins with prefix, with what is said of it.
func (l WordList) Beginning(prefix string) iter.Seq2[string, string] {
	return func(yield func(word, said string) bool) {
		for word, said := range l.From(prefix) {
			if !strings.HasPrefix(word, prefix) || !yield(word, said) {
				return
			}
		}
	}
}

// From yields word and every word behind it, with what is said of each.
func (l WordList) From(word string) iter.Seq2[string, string] {
	return func(yield func(word, said string) bool) {
		for line := range strings.Lines(l.Text[l.place(word):]) {
			found, said, _ := strings.Cut(strings.TrimSuffix(line, "\n"), l.End)
			if !yield(found, said) {
				return
			}
		}
	}
}

// place returns where the first line begins whose word is not before word.
func (l WordList) place(word string) int {
	low, high := 0, len(l.Text) // each where a line begins, or the end
	for low < high {
		middle := low + strings.LastIndexByte(l.Text[low:low+(high-low)/2], '\n') + 1
		// What ends a word comes before all that stands in words, so the line need not be
		// taken apart.
		if rest := l.Text[middle:high]; rest[:min(len(word), len(rest))] < word {
			low = middle + strings.IndexByte(rest, '\n') + 1
		} else {
			high = middle
		}
	}
	return low
}

// EnglishWords are the words of [corpus.Dictionary], from minMended letters on.
var EnglishWords = WordList{corpus.Dictionary(), " "}

// RightEnglish tells whether a folded word is on the list of English words.
func RightEnglish(word string) bool {
	if _, ok := EnglishWords.Find(word); ok {
		return true
	}
	before := strings.TrimSuffix(EnglishWords.Text[:EnglishWords.place(word)], "\n")
	head, endings, _ := strings.Cut(before[strings.LastIndexByte(before, '\n')+1:], EnglishWords.End)
	ending, begins := strings.CutPrefix(word, head)
	return begins && slices.Contains(strings.Fields(endings), ending)
}
