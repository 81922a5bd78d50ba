package analysis

import (
	"hash/maphash"
	"iter"
	"maps"
	"slices"
	"strings"

	"precedent/corpus/pack"
)

// Dictionary is the words of many texts in the order of the alphabet, with what is known of
// each. It is read-only once made.
type Dictionary struct {
	Words     []string
	Entries   []Entry   // of words
	Positions HashTable // of words
}

// NewDictionary makes a dictionary of the words that analyzers have met.
func NewDictionary(met map[string]*Entry) *Dictionary {
	l := &Dictionary{Words: slices.Sorted(maps.Keys(met)), Entries: make([]Entry, len(met))}
	for i, word := range l.Words {
		l.Entries[i] = *met[word]
	}
	l.Positions = newHashTable(l.Words)
	return l
}

// Get returns what is known of a word, nil for nothing. The caller must not change it.
func (l *Dictionary) Get(word string) *Entry {
	if l == nil {
		return nil
	}
	if i := l.Positions.find(l.Words, word); i >= 0 {
		return &l.Entries[i]
	}
	return nil
}

// Beginning yields the words that begin with a prefix, in order.
func (l *Dictionary) Beginning(prefix string) iter.Seq2[string, *Entry] {
	return func(yield func(string, *Entry) bool) {
		first, _ := slices.BinarySearch(l.Words, prefix)
		for i := first; i < len(l.Words) && strings.HasPrefix(l.Words[i], prefix); i++ {
			if !yield(l.Words[i], &l.Entries[i]) {
				return
			}
		}
	}
}

// And returns a dictionary of the words of both, counted together.
func (l *Dictionary) And(other *Dictionary) *Dictionary {
	sum := &Dictionary{Words: make([]string, 0, len(l.Words)+len(other.Words))}
	sum.Entries = make([]Entry, 0, cap(sum.Words))
	add := func(from *Dictionary, i int) {
		sum.Words, sum.Entries = append(sum.Words, from.Words[i]), append(sum.Entries, from.Entries[i])
	}
	for i, k := 0, 0; i < len(l.Words) || k < len(other.Words); {
		switch both := i < len(l.Words) && k < len(other.Words); {
		case both && l.Words[i] == other.Words[k]:
			add(l, i)
			sum.Entries[len(sum.Entries)-1].Join(&other.Entries[k])
			i, k = i+1, k+1
		case k == len(other.Words) || both && l.Words[i] < other.Words[k]:
			add(l, i)
			i++
		default:
			add(other, k)
			k++
		}
	}
	sum.Positions = newHashTable(sum.Words)
	return sum
}

// Stems returns the stems of all words in the order of the alphabet, each once.
func (l *Dictionary) Stems() []string {
	stems := make([]string, 0, len(l.Words))
	for i := range l.Entries {
		if s := l.Entries[i].Stem; s != "" {
			stems = append(stems, s)
		}
	}
	slices.Sort(stems)
	return slices.Clip(slices.Compact(stems))
}

// Pack describes a dictionary.
func (l *Dictionary) Pack(p *pack.Coder) {
	p.Sorted(&l.Words)
	pack.List(p, &l.Entries, func(e *Entry) {
		p.Name(&e.Stem)
		count := e.Count << 1 // and whether it is small
		if e.Small {
			count++
		}
		pack.Uint(p, &count)
		if p.Reading() {
			e.Count, e.Small = count>>1, count&1 == 1
		}
	})
	if p.Reading() {
		l.Positions = newHashTable(l.Words)
	}
}

// KnownWords are the words that the engine knows: those of the library, and those of the
// thesaurus that the library lacks.
type KnownWords struct{ Library, Thesaurus *Dictionary }

// Get returns what is known of a word, nil for nothing. The caller must not change it.
func (k *KnownWords) Get(word string) *Entry {
	if k == nil {
		return nil
	}
	if e := k.Library.Get(word); e != nil {
		return e
	}
	return k.Thesaurus.Get(word)
}

// HashTable finds the place of a word in a list. It holds nothing but places, since to
// make a map of as many words takes five times as long, at each start.
type HashTable struct {
	seed  maphash.Seed
	slots []int32 // a place counted from 1, 0 for none; a word is in the first that is free from its hash on
}

func newHashTable(words []string) HashTable {
	size := 2
	for size < 2*len(words) {
		size *= 2
	}
	t := HashTable{maphash.MakeSeed(), make([]int32, size)}
	for place, word := range words {
		at := t.slot(word)
		for t.slots[at] != 0 {
			at = t.next(at)
		}
		t.slots[at] = int32(place) + 1
	}
	return t
}

func (t *HashTable) slot(word string) int {
	return int(maphash.String(t.seed, word)) & (len(t.slots) - 1)
}

func (t *HashTable) next(slot int) int { return (slot + 1) & (len(t.slots) - 1) }

// find returns the place of a word in the list that the table was made of, -1 for none.
func (t *HashTable) find(words []string, word string) int {
	if len(words) == 0 {
		return -1
	}
	for at := t.slot(word); t.slots[at] != 0; at = t.next(at) {
		if place := int(t.slots[at]) - 1; words[place] == word {
			return place
		}
	}
	return -1
}

// Entry is what is known of a word.
type Entry struct {
	Stem  string // "" for a stop word
	Count int32  // how often the word stands in the library
	Term  int32  // the stem's number plus one, 0 until enter gives it
	Small bool   // the library writes the word without a capital somewhere
}

// Join counts another entry of the same word in.
func (e *Entry) Join(other *Entry) {
	e.Count += other.Count
	e.Small = e.Small || other.Small
}
