package analysis

import "slices"

// PhraseTable finds known phrases in a sequence of words, the longest first.
// Keys are words or stems, as the caller chose; values are what phrases mean.
type PhraseTable[V any] struct {
	byFirst map[string][]Phrase[V] // longest first
	firsts  firstWords             // of byFirst, or of packed
	packed  *packedPhrases[V]      // of a table that was read; nil for one that was made
}

// firstWords tells of most words at once that no phrase begins with them: every word of a
// text is looked up in some twenty tables, and most of these are small. It is a set of
// words by their length and the letters at their ends, a bit each.
type firstWords [32]uint64

func (f *firstWords) bit(word string) (at, bit uint) {
	if word == "" {
		return 0, 0
	}
	h := uint(len(word))*67 + uint(word[0])*31 + uint(word[len(word)-1])*5
	return h / 64 % uint(len(f)), h % 64
}

// add says that a phrase begins with a word.
func (f *firstWords) add(word string) { at, bit := f.bit(word); f[at] |= 1 << bit }

// mayHave is false for a word that was not added.
func (f *firstWords) mayHave(word string) bool { at, bit := f.bit(word); return f[at]&(1<<bit) != 0 }

// Phrase is a known phrase with what it means.
type Phrase[V any] struct {
	Words  []string
	Values []V
}

// Span is a phrase found at words[from:to].
type Span[V any] struct {
	From, To int
	Values   []V
}

// NewPhraseTable makes an empty table.
func NewPhraseTable[V any]() *PhraseTable[V] {
	return &PhraseTable[V]{byFirst: map[string][]Phrase[V]{}}
}

// Add says that words mean value. Words already known get it as one more
// meaning.
func (t *PhraseTable[V]) Add(words []string, value V) {
	if len(words) == 0 {
		return
	}
	list := t.byFirst[words[0]]
	for i := range list {
		if slices.Equal(list[i].Words, words) {
			list[i].Values = append(list[i].Values, value)
			return
		}
	}
	i := len(list) // behind the others of its length
	for i > 0 && len(list[i-1].Words) < len(words) {
		i--
	}
	t.firsts.add(words[0])
	t.byFirst[words[0]] = slices.Insert(list, i, Phrase[V]{words, []V{value}})
}

// Find returns the phrases in words from left to right. At each place the
// longest one is taken and its words are not read again. No phrase runs across
// a gap: gaps[i] says that a clause ends before words[i]; nil for no gaps.
func (t *PhraseTable[V]) Find(words []string, gaps []bool) []Span[V] {
	var found []Span[V]
	for i := 0; i < len(words); {
		p := t.LongestAt(words, gaps, i)
		if p == nil {
			i++
			continue
		}
		found = append(found, Span[V]{i, i + len(p.Words), p.Values})
		i += len(p.Words)
	}
	return found
}

// BeginningWith are the phrases that begin with a word, the longest first.
func (t *PhraseTable[V]) BeginningWith(word string) []Phrase[V] {
	if !t.firsts.mayHave(word) {
		return nil
	}
	if t.packed != nil {
		return t.packed.beginningWith(word)
	}
	return t.byFirst[word]
}

// FirstWords are the words that phrases begin with, in order.
func (t *PhraseTable[V]) FirstWords() []string {
	if t.packed != nil {
		return t.packed.firsts
	}
	return SortedKeys(t.byFirst)
}

// StartingAt returns every phrase that begins at words[i], the longest first.
func (t *PhraseTable[V]) StartingAt(words []string, gaps []bool, i int) []Span[V] {
	var found []Span[V]
	for _, p := range t.BeginningWith(words[i]) {
		if n := len(p.Words); p.At(words, gaps, i) {
			found = append(found, Span[V]{i, i + n, p.Values})
		}
	}
	return found
}

// Values returns what words mean, nil when they are no phrase.
func (t *PhraseTable[V]) Values(words []string) []V {
	if len(words) == 0 {
		return nil
	}
	for _, p := range t.BeginningWith(words[0]) {
		if slices.Equal(p.Words, words) {
			return p.Values
		}
	}
	return nil
}

// LongestAt returns the longest phrase that begins at words[i], nil for none.
func (t *PhraseTable[V]) LongestAt(words []string, gaps []bool, i int) *Phrase[V] {
	list := t.BeginningWith(words[i])
	for k := range list {
		if list[k].At(words, gaps, i) {
			return &list[k]
		}
	}
	return nil
}

// At tells whether the phrase stands at words[i], within one clause.
func (p *Phrase[V]) At(words []string, gaps []bool, i int) bool {
	n := len(p.Words)
	return i+n <= len(words) && slices.Equal(p.Words, words[i:i+n]) && (gaps == nil || !slices.Contains(gaps[i+1:i+n], true))
}

// PhrasesOf makes the table of phrases of a language that all mean value.
func PhrasesOf[V any](code string, phrases []string, value V) *PhraseTable[V] {
	table := NewPhraseTable[V]()
	AddPhrases(code, table, phrases, value)
	return table
}

// AddPhrases adds phrases of a language, split into words, that all mean value.
func AddPhrases[V any](code string, table *PhraseTable[V], phrases []string, value V) {
	for _, p := range phrases {
		table.Add(WordsOf(TokenizeIn(code, p)), value)
	}
}

// Means tells whether a phrase was found, and has a meaning.
func Means[V comparable](s *Span[V], v V) bool { return s != nil && slices.Contains(s.Values, v) }

// Begins tells whether a phrase begins with two words.
func (t *PhraseTable[V]) Begins(a, b string) bool {
	return slices.ContainsFunc(t.BeginningWith(a), func(p Phrase[V]) bool { return len(p.Words) > 1 && p.Words[1] == b })
}

// Words returns every word that stands in a phrase.
func (t *PhraseTable[V]) Words() map[string]bool {
	all := map[string]bool{}
	for _, first := range t.FirstWords() {
		for _, p := range t.BeginningWith(first) {
			for _, w := range p.Words {
				all[w] = true
			}
		}
	}
	return all
}

// OnlyBeside tells whether words are one of the phrases, and otherwise only small ones.
func (t *PhraseTable[V]) OnlyBeside(words []string, small map[string]bool) bool {
	found := false
	for i := 0; i < len(words); {
		switch p := t.LongestAt(words, nil, i); {
		case p != nil:
			found = true
			i += len(p.Words)
		case small[words[i]]:
			i++
		default:
			return false
		}
	}
	return found
}
