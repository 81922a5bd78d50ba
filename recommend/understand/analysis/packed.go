package analysis

import (
	"slices"
	"sync"

	"precedent/corpus/pack"
)

// packedPhrases are those of a table as they are written down. To read all of them takes far
// longer than to look the words of a problem up, so the phrases that begin with a word are read
// when that is met. It is safe for concurrent use.
type packedPhrases[V any] struct {
	firsts []string // in order
	parts  pack.Parts
	value  func(*pack.Coder, *V)
	read   sync.Map // of firsts -> []Phrase[V]
}

// beginningWith are the phrases that begin with a word, the longest first.
func (t *packedPhrases[V]) beginningWith(first string) []Phrase[V] {
	if list, ok := t.read.Load(first); ok {
		return list.([]Phrase[V])
	}
	i, ok := slices.BinarySearch(t.firsts, first)
	if !ok {
		return nil
	}
	var list []Phrase[V]
	if !t.parts.Read(i, func(p *pack.Coder) { packList(p, first, &list, t.value) }) {
		list = nil // a test reads all of them
	}
	t.read.Store(first, list)
	return list
}

// PackPhrases describes a table, value what its phrases mean. names are those that a value has.
func PackPhrases[V any](p *pack.Coder, t **PhraseTable[V], value func(*pack.Coder, *V), names func(V) []string) {
	if p.Reading() {
		packed := &packedPhrases[V]{value: value}
		p.Meet(nil)
		p.Names(&packed.firsts)
		p.Parts(&packed.parts, 0, nil)
		if packed.parts.Len() != len(packed.firsts) {
			packed = &packedPhrases[V]{}
		}
		*t = &PhraseTable[V]{packed: packed}
		for _, first := range packed.firsts {
			(*t).firsts.add(first)
		}
		return
	}
	firsts := (*t).FirstWords()
	var all []string
	for _, first := range firsts {
		for _, phrase := range (*t).BeginningWith(first) {
			all = append(all, phrase.Words...)
			for _, v := range phrase.Values {
				all = append(all, names(v)...)
			}
		}
	}
	slices.Sort(all)
	p.Meet(slices.Compact(all))
	p.Names(&firsts)
	p.Parts(&pack.Parts{}, len(firsts), func(p *pack.Coder, i int) {
		list := (*t).BeginningWith(firsts[i])
		packList(p, firsts[i], &list, value)
	})
}

// packList describes the phrases that begin with a word.
func packList[V any](p *pack.Coder, first string, list *[]Phrase[V], value func(*pack.Coder, *V)) {
	pack.List(p, list, func(one *Phrase[V]) {
		if p.Reading() {
			one.Words = []string{first}
		}
		rest := one.Words[1:]
		p.Names(&rest)
		if p.Reading() {
			one.Words = append(one.Words, rest...)
		}
		pack.List(p, &one.Values, func(v *V) { value(p, v) })
	})
}
