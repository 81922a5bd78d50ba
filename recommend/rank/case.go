package rank

import (
	"slices"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/understand/analysis"
)

// borrowed are the words that a case borrows. The zero value is none.
type borrowed struct {
	lenders []lender  // the most alike first
	terms   []int32   // in order
	counts  []float32 // of terms: how often each would stand in sentences of the usual length
}

// lender is a case that others borrow from.
type lender struct {
	number int
	alike  float64 // how like the records are: 0 for not at all, 1 for the same words
	share  float64 // of what is borrowed
}

// count is how often a term is borrowed.
func (b *borrowed) count(term int32) float64 {
	if len(b.terms) == 0 {
		return 0
	}
	i, ok := slices.BinarySearch(b.terms, term)
	if !ok {
		return 0
	}
	return float64(b.counts[i])
}

// sentenceWords is how many words stand in the sentences that are for matching only.
func (d *analysedCase) sentenceWords() int {
	return d.lengths[recommend.FieldAsked] + d.lengths[recommend.FieldOfficial]
}

// analysedCase is a case as the engine sees it.
type analysedCase struct {
	id       string
	tags     []int32  // numbers of its topics and approaches
	proposed kindSet  // of these that are none of its record's
	entries  []entry  // of every word in the case, sorted by term
	terms    []int32  // of the entries: searching these alone stays in the processor's cache
	sieve    []uint64 // a bit for what each term is sieved to: a term without it stands nowhere in the case
	lengths  [recommend.NumFields]int
	borrowed borrowed // in place of sentences of its own

	// What the indexes are made from; let go once they are made.
	fields [recommend.NumFields][]*analysis.Entry // in order, without stop words
	read   [recommend.NumFields][]*analysis.Entry // the English words that those of a record in another language are read as
	shown  [recommend.NumFields]int               // how many of the words, from the first, stand in the record itself
	asked  [][]*analysis.Entry                    // each sentence of FieldAsked and FieldOfficial

	shownRead [recommend.NumFields]int // the same of read
}

// entry says where in a case a term stands. One search for the term then tells
// everything that its score needs.
type entry struct {
	term  int32
	count [recommend.NumFields]uint16
	read  uint16 // how often of these it is what a word of another language is read as
	shown bool   // the term stands in the record itself, and not only in what it is matched by
	asked uint64 // a bit for each asked-as sentence with it
}

// isInName tells whether the term stands in the title of the case or its keywords.
func (e *entry) isInName() bool {
	return e.count[recommend.FieldTitle]+e.count[recommend.FieldKeywords] > 0
}

// frequency is how often a term stands in a case, weighted by field.
func frequency(e *entry, norm *[recommend.NumFields]float64) (tf float64) {
	for f, n := range e.count {
		if n > 0 {
			tf += norm[f] * float64(n)
		}
	}
	return tf
}

// standsItself tells whether the term stands in the case, and not only what is read as it.
func (e *entry) standsItself() bool {
	all := 0
	for _, n := range e.count {
		all += int(n)
	}
	return all > int(e.read)
}

// maxSentences is how many asked-as sentences of a case are told apart; those
// beyond count as words only.
const maxSentences = 64

// entry returns where term stands, or nil. It is the innermost step of scoring, so the
// search is written out, which takes half the time, and is not begun for most of the terms
// that do not stand there.
func (d *analysedCase) entry(term int32) *entry {
	if len(d.sieve) == 0 {
		return nil
	}
	if word, bit := d.sieved(term); d.sieve[word]&bit == 0 {
		return nil
	}
	low, high := 0, len(d.terms)
	for low < high {
		if middle := int(uint(low+high) >> 1); d.terms[middle] < term {
			low = middle + 1
		} else {
			high = middle
		}
	}
	if low == len(d.terms) || d.terms[low] != term {
		return nil
	}
	return &d.entries[low]
}

// analyse reads the words of a case in a language. english tells what each is read as.
func analyse(c *corpus.Case, language string, a *analysis.Analyzer, english func(analysis.Token) []string) analysedCase {
	d := analysedCase{id: c.ID}
	add := func(f recommend.Field, texts ...string) (words []*analysis.Entry) {
		for _, t := range texts {
			tokens := analysis.TokenizeIn(language, t)
			words = a.Count(tokens)
			d.fields[f] = append(d.fields[f], words...)
			for _, tok := range tokens {
				for _, e := range english(tok) {
					d.read[f] = append(d.read[f], a.Count(analysis.Tokenize(e))...)
				}
			}
		}
		return words
	}
	add(recommend.FieldTitle, c.Title)
	add(recommend.FieldKeywords, c.Keywords...)
	add(recommend.FieldProblem, c.Problem)
	add(recommend.FieldSummary, c.Summary, c.Results, c.Organisation)
	for f := range d.fields {
		d.shown[f], d.shownRead[f] = len(d.fields[f]), len(d.read[f])
	}
	add(recommend.FieldKeywords, c.Also...)
	for k, sentence := range c.Asked() {
		field := recommend.FieldAsked
		if k >= len(c.AskedAs) {
			field = recommend.FieldOfficial
		}
		d.asked = append(d.asked, add(field, sentence))
	}
	return d
}

// enter makes the entries of a case of its words. terms are the stems of the library,
// place is room for a number by term, which enter leaves as it likes.
func (d *analysedCase) enter(terms stemList, place []int32) {
	at := func(w *analysis.Entry) *entry {
		if w.Term == 0 {
			n, _ := terms.find(w.Stem)
			w.Term = n + 1 // the word remembers it, which spares most look-ups
		}
		n := w.Term - 1
		if p := int(place[n]); p < len(d.entries) && d.entries[p].term == n {
			return &d.entries[p]
		}
		place[n] = int32(len(d.entries))
		d.entries = append(d.entries, entry{term: n})
		return &d.entries[len(d.entries)-1]
	}
	for f := range recommend.NumFields {
		for k, w := range d.fields[f] {
			e := at(w)
			e.count[f]++
			e.shown = e.shown || k < d.shown[f]
		}
		for k, w := range d.read[f] {
			e := at(w)
			e.count[f]++
			e.read++
			e.shown = e.shown || k < d.shownRead[f]
		}
		d.lengths[f] = len(d.fields[f])
	}
	for k, sentence := range d.asked[:min(maxSentences, len(d.asked))] {
		for _, w := range sentence {
			at(w).asked |= 1 << k
		}
	}
	slices.SortFunc(d.entries, func(a, b entry) int { return int(a.term - b.term) })
	d.listTerms()
}

// listTerms makes the list of terms from the entries.
func (d *analysedCase) listTerms() {
	d.terms = make([]int32, len(d.entries))
	size := 1
	for 64*size < sieveRoom*len(d.entries) {
		size *= 2
	}
	d.sieve = make([]uint64, size)
	for k := range d.entries {
		d.terms[k] = d.entries[k].term
		word, bit := d.sieved(d.terms[k])
		d.sieve[word] |= bit
	}
}

// sieveRoom is how many bits of a sieve there are at least for each term, so that no more
// than one in five of those that do not stand in a case pass it.
const sieveRoom = 4

// sieved tells which bit of the sieve is a term's. Terms are spread by the golden ratio
// (Knuth, volume 3).
func (d *analysedCase) sieved(term int32) (word int, bit uint64) {
	spread := uint64(uint32(term)*2654435769) * uint64(64*len(d.sieve)) >> 32
	return int(spread >> 6), 1 << (spread & 63)
}

// forgetText lets go what the entries and the index were made from.
func (d *analysedCase) forgetText() {
	d.fields, d.read, d.asked = [recommend.NumFields][]*analysis.Entry{}, [recommend.NumFields][]*analysis.Entry{}, nil
	d.shown, d.shownRead = [recommend.NumFields]int{}, [recommend.NumFields]int{}
}

// renumber gives the terms of a case other numbers, which are in the same order.
func (d *analysedCase) renumber(numbers []int32) {
	d.entries = slices.Clone(d.entries) // they belong to the prepared library
	for k := range d.entries {
		d.entries[k].term = numbers[d.entries[k].term]
	}
	d.listTerms()
}
