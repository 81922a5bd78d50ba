package recommend

import (
	"hash/maphash"
	"iter"
	"maps"
	"slices"
	"strings"

	"precedent/corpus/pack"
)

// lexicon is the words of many texts in the order of the alphabet, with what is known of
// each. It is read-only once made.
type lexicon struct {
	words   []string
	entries []wordEntry // of words
	places  hashTable   // of words
}

// newLexicon makes a lexicon of the words that analyzers have met.
func newLexicon(met map[string]*wordEntry) *lexicon {
	l := &lexicon{words: slices.Sorted(maps.Keys(met)), entries: make([]wordEntry, len(met))}
	for i, word := range l.words {
		l.entries[i] = *met[word]
	}
	l.places = newHashTable(l.words)
	return l
}

// get returns what is known of a word, nil for nothing. The caller must not change it.
func (l *lexicon) get(word string) *wordEntry {
	if l == nil {
		return nil
	}
	if i := l.places.find(l.words, word); i >= 0 {
		return &l.entries[i]
	}
	return nil
}

// beginning yields the words that begin with a prefix, in order.
func (l *lexicon) beginning(prefix string) iter.Seq2[string, *wordEntry] {
	return func(yield func(string, *wordEntry) bool) {
		first, _ := slices.BinarySearch(l.words, prefix)
		for i := first; i < len(l.words) && strings.HasPrefix(l.words[i], prefix); i++ {
			if !yield(l.words[i], &l.entries[i]) {
				return
			}
		}
	}
}

// and returns a lexicon of the words of both, counted together.
func (l *lexicon) and(other *lexicon) *lexicon {
	sum := &lexicon{words: make([]string, 0, len(l.words)+len(other.words))}
	sum.entries = make([]wordEntry, 0, cap(sum.words))
	add := func(from *lexicon, i int) {
		sum.words, sum.entries = append(sum.words, from.words[i]), append(sum.entries, from.entries[i])
	}
	i, k := 0, 0
	for i < len(l.words) && k < len(other.words) {
		switch strings.Compare(l.words[i], other.words[k]) {
		case -1:
			add(l, i)
			i++
		case 1:
			add(other, k)
			k++
		default:
			add(l, i)
			sum.entries[len(sum.entries)-1].join(&other.entries[k])
			i, k = i+1, k+1
		}
	}
	for ; i < len(l.words); i++ {
		add(l, i)
	}
	for ; k < len(other.words); k++ {
		add(other, k)
	}
	sum.places = newHashTable(sum.words)
	return sum
}

// stems returns the stems of all words in the order of the alphabet, each once.
func (l *lexicon) stems() []string {
	stems := make([]string, 0, len(l.words))
	for i := range l.entries {
		if s := l.entries[i].stem; s != "" {
			stems = append(stems, s)
		}
	}
	slices.Sort(stems)
	return slices.Clip(slices.Compact(stems))
}

// pack describes a lexicon.
func (l *lexicon) pack(p *pack.Coder) {
	p.Sorted(&l.words)
	pack.List(p, &l.entries, func(e *wordEntry) {
		p.Name(&e.stem)
		count := e.count << 1 // and whether it is small
		if e.small {
			count++
		}
		pack.Uint(p, &count)
		if p.Reading() {
			e.count, e.small = count>>1, count&1 == 1
		}
	})
	if p.Reading() {
		l.places = newHashTable(l.words)
	}
}

// knownWords are the words that the engine knows: those of the library, and those of the
// thesaurus that the library lacks.
type knownWords struct{ library, thesaurus *lexicon }

// get returns what is known of a word, nil for nothing. The caller must not change it.
func (k *knownWords) get(word string) *wordEntry {
	if k == nil {
		return nil
	}
	if e := k.library.get(word); e != nil {
		return e
	}
	return k.thesaurus.get(word)
}

// hashTable finds the place of a word in a list. It holds nothing but places, since to
// make a map of as many words takes five times as long, at each start.
type hashTable struct {
	seed  maphash.Seed
	slots []int32 // a place counted from 1, 0 for none; a word is in the first that is free from its hash on
}

func newHashTable(words []string) hashTable {
	size := 2
	for size < 2*len(words) {
		size *= 2
	}
	t := hashTable{maphash.MakeSeed(), make([]int32, size)}
	for place, word := range words {
		at := t.slot(word)
		for t.slots[at] != 0 {
			at = t.next(at)
		}
		t.slots[at] = int32(place) + 1
	}
	return t
}

func (t *hashTable) slot(word string) int {
	return int(maphash.String(t.seed, word)) & (len(t.slots) - 1)
}

func (t *hashTable) next(slot int) int { return (slot + 1) & (len(t.slots) - 1) }

// find returns the place of a word in the list that the table was made of, -1 for none.
func (t *hashTable) find(words []string, word string) int {
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
