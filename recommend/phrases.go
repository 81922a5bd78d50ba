package recommend

import "slices"

// phraseTable finds known phrases in a sequence of words, the longest first.
// Keys are words or stems, as the caller chose; values are what phrases mean.
type phraseTable[V any] struct {
	byFirst map[string][]phrase[V] // longest first
	firsts  firstWords             // of byFirst
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

func (f *firstWords) add(word string) { at, bit := f.bit(word); f[at] |= 1 << bit }

// mayHave is false for a word that was not added.
func (f *firstWords) mayHave(word string) bool { at, bit := f.bit(word); return f[at]&(1<<bit) != 0 }

type phrase[V any] struct {
	words  []string
	values []V
}

// span is a phrase found at words[from:to].
type span[V any] struct {
	from, to int
	values   []V
}

func newPhraseTable[V any]() *phraseTable[V] {
	return &phraseTable[V]{byFirst: map[string][]phrase[V]{}}
}

// add says that words mean value. Words already known get it as one more
// meaning.
func (t *phraseTable[V]) add(words []string, value V) {
	if len(words) == 0 {
		return
	}
	list := t.byFirst[words[0]]
	for i := range list {
		if slices.Equal(list[i].words, words) {
			list[i].values = append(list[i].values, value)
			return
		}
	}
	i := len(list) // behind the others of its length
	for i > 0 && len(list[i-1].words) < len(words) {
		i--
	}
	t.firsts.add(words[0])
	t.byFirst[words[0]] = slices.Insert(list, i, phrase[V]{words, []V{value}})
}

// find returns the phrases in words from left to right. At each place the
// longest one is taken and its words are not read again. No phrase runs across
// a gap: gaps[i] says that a clause ends before words[i]; nil for no gaps.
func (t *phraseTable[V]) find(words []string, gaps []bool) []span[V] {
	var found []span[V]
	for i := 0; i < len(words); {
		p := t.longestAt(words, gaps, i)
		if p == nil {
			i++
			continue
		}
		found = append(found, span[V]{i, i + len(p.words), p.values})
		i += len(p.words)
	}
	return found
}

// beginningWith are the phrases that begin with a word, the longest first.
func (t *phraseTable[V]) beginningWith(word string) []phrase[V] {
	if !t.firsts.mayHave(word) {
		return nil
	}
	return t.byFirst[word]
}

// startingAt returns every phrase that begins at words[i], the longest first.
func (t *phraseTable[V]) startingAt(words []string, gaps []bool, i int) []span[V] {
	var found []span[V]
	for _, p := range t.beginningWith(words[i]) {
		if n := len(p.words); p.at(words, gaps, i) {
			found = append(found, span[V]{i, i + n, p.values})
		}
	}
	return found
}

// values returns what words mean, nil when they are no phrase.
func (t *phraseTable[V]) values(words []string) []V {
	if len(words) == 0 {
		return nil
	}
	for _, p := range t.byFirst[words[0]] {
		if slices.Equal(p.words, words) {
			return p.values
		}
	}
	return nil
}

func (t *phraseTable[V]) longestAt(words []string, gaps []bool, i int) *phrase[V] {
	list := t.beginningWith(words[i])
	for k := range list {
		if list[k].at(words, gaps, i) {
			return &list[k]
		}
	}
	return nil
}

// at tells whether the phrase stands at words[i], within one clause.
func (p *phrase[V]) at(words []string, gaps []bool, i int) bool {
	n := len(p.words)
	return i+n <= len(words) && slices.Equal(p.words, words[i:i+n]) && (gaps == nil || !slices.Contains(gaps[i+1:i+n], true))
}
