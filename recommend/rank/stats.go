package rank

import (
	"math"
	"slices"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/understand/analysis"
)

// analysedCase is a case as the engine sees it.
type analysedCase struct {
	id       string
	tags     []int32  // numbers of its topics and approaches
	entries  []entry  // of every word in the case, sorted by term
	terms    []int32  // of the entries: searching these alone stays in the processor's cache
	sieve    []uint64 // a bit for what each term is sieved to: a term without it stands nowhere in the case
	lengths  [recommend.NumFields]int
	borrowed borrowed // in place of sentences of its own

	// What the indexes are made from; let go once they are made.
	fields [recommend.NumFields][]*analysis.Entry // in order, without stop words
	shown  [recommend.NumFields]int               // how many of them, from the first, stand in the record itself
	asked  [][]*analysis.Entry                    // each sentence of FieldAsked and FieldOfficial
}

// entry says where in a case a term stands. One search for the term then tells
// everything that its score needs.
type entry struct {
	term  int32
	count [recommend.NumFields]uint16
	shown bool   // the term stands in the record itself, and not only in what it is matched by
	asked uint64 // a bit for each asked-as sentence with it
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

// analyse reads the words of a case.
func analyse(c *corpus.Case, a *analysis.Analyzer) analysedCase {
	d := analysedCase{id: c.ID}
	add := func(f recommend.Field, texts ...string) {
		for _, t := range texts {
			d.fields[f] = append(d.fields[f], a.Count(t)...)
		}
	}
	add(recommend.FieldTitle, c.Title)
	add(recommend.FieldKeywords, c.Keywords...)
	add(recommend.FieldProblem, c.Problem)
	add(recommend.FieldSummary, c.Summary, c.Results, c.Organisation)
	for f, words := range d.fields {
		d.shown[f] = len(words)
	}
	add(recommend.FieldKeywords, c.Also...)
	for k, sentence := range c.Asked() {
		words := a.Count(sentence)
		d.asked = append(d.asked, words)
		field := recommend.FieldAsked
		if k >= len(c.AskedAs) {
			field = recommend.FieldOfficial
		}
		d.fields[field] = append(d.fields[field], words...)
	}
	return d
}

// statistics are the figures about the whole library that scores need.
type statistics struct {
	cases   int
	stems   stemList  // by term
	caseCnt []int32   // by term: in how many cases it stands
	told    []bool    // by term: it stands in the record itself of a case that can be shown, and not only in what cases are matched by
	idfs    []float64 // by term
	tags    tagStats
	mean    [recommend.NumFields]float64 // words that a case has in a field, of the cases that have any there

	// The cases in which each term stands, one term behind the other, and where those of a
	// term begin.
	postings []int32
	begin    []int32
}

// casesWith returns the numbers of the cases in which a term stands, in order.
func (s *statistics) casesWith(term int32) []int32 { return s.postings[s.begin[term]:s.begin[term+1]] }

// post lists which cases each term stands in. They have been counted.
func (s *statistics) post(docs []analysedCase) {
	s.begin = make([]int32, len(s.caseCnt)+1)
	for term, n := range s.caseCnt {
		s.begin[term+1] = s.begin[term] + n
	}
	s.postings = make([]int32, s.begin[len(s.caseCnt)])
	next := slices.Clone(s.begin)
	for n := range docs {
		for _, term := range docs[n].terms {
			s.postings[next[term]] = int32(n)
			next[term]++
		}
	}
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
	d.fields, d.shown, d.asked = [recommend.NumFields][]*analysis.Entry{}, [recommend.NumFields]int{}, nil
}

// renumber gives the terms of a case other numbers, which are in the same order.
func (d *analysedCase) renumber(numbers []int32) {
	d.entries = slices.Clone(d.entries) // they belong to the prepared library
	for k := range d.entries {
		d.entries[k].term = numbers[d.entries[k].term]
	}
	d.listTerms()
}

// newStatistics counts over cases that have their entries. Terms are numbered as stems are.
// teaching tells which cases only teach, nil for none.
func newStatistics(docs []analysedCase, stems stemList, tags tagStats, teaching []bool) *statistics {
	s := &statistics{cases: len(docs), stems: stems, tags: tags}
	s.caseCnt, s.told, s.idfs = make([]int32, len(stems)), make([]bool, len(stems)), make([]float64, len(stems))
	s.tags.count(docs)
	var total, having [recommend.NumFields]int
	for i := range docs {
		d := &docs[i]
		for k := range d.entries {
			e := &d.entries[k]
			s.caseCnt[e.term]++
			if e.shown && (teaching == nil || !teaching[i]) {
				s.told[e.term] = true
			}
		}
		for f, n := range d.lengths {
			total[f] += n
			if n > 0 {
				having[f]++
			}
		}
	}
	s.post(docs)
	known := map[int32]float64{} // by how many cases have a term: few numbers are many
	for term, n := range s.caseCnt {
		value, ok := known[n]
		if !ok {
			value = idf(s.cases, int(n))
			known[n] = value
		}
		s.idfs[term] = value
	}
	for f := range recommend.NumFields {
		s.mean[f] = float64(total[f]) / math.Max(1, float64(having[f]))
	}
	return s
}

// stemList is the stems of a library in the order of the alphabet. The place of a stem is
// its number as a term, so that the same library has the same numbers however it was
// analysed.
type stemList []string

// find returns the number of a stem, and whether the library has it.
func (l stemList) find(stem string) (int32, bool) {
	n, ok := slices.BinarySearch(l, stem)
	return int32(n), ok
}

// numbersIn returns by number what number each stem has in a longer list with all of them.
func (l stemList) numbersIn(longer stemList) []int32 {
	numbers := make([]int32, len(l))
	at := 0
	for n, stem := range l {
		for longer[at] != stem {
			at++
		}
		numbers[n] = int32(at)
	}
	return numbers
}

// idf is the inverse document frequency of BM25 as Robertson and Spärck Jones
// give it, with 1 added inside the logarithm so that it is never negative.
func idf(cases, having int) float64 {
	return math.Log1p((float64(cases) - float64(having) + 0.5) / (float64(having) + 0.5))
}

// idf of a stem; a stem that no case has gets the highest.
func (s *statistics) idf(stem string) float64 {
	n, ok := s.stems.find(stem)
	if !ok {
		return idf(s.cases, 0)
	}
	return s.idfs[n]
}

// having is how many cases have a word with a stem.
func (s *statistics) having(stem string) int {
	n, ok := s.stems.find(stem)
	if !ok {
		return 0
	}
	return int(s.caseCnt[n])
}

// tagStats number the topics and approaches of the taxonomy and tell how rare
// they are.
type tagStats struct {
	number map[string]int32
	ids    []string  // by number
	idfs   []float64 // by number: rarer tags count more
	cases  []float64 // by number: how many cases have it
}

func newTagStats(t *corpus.Taxonomy) tagStats {
	s := tagStats{number: map[string]int32{}}
	for _, list := range [][]corpus.Concept{t.Topics, t.Approaches} {
		for _, c := range list {
			s.number[c.ID] = int32(len(s.ids))
			s.ids = append(s.ids, c.ID)
		}
	}
	return s
}

// numbers returns those of tags; tags that the taxonomy lacks have none.
func (s *tagStats) numbers(tags ...[]string) (list []int32) {
	for _, ids := range tags {
		for _, id := range ids {
			if n, ok := s.number[id]; ok {
				list = append(list, n)
			}
		}
	}
	return list
}

// names returns the ids of numbers.
func (s *tagStats) names(numbers []int32) []string {
	return analysis.Mapped(numbers, func(n int32) string { return s.ids[n] })
}

// count makes the idfs.
func (s *tagStats) count(docs []analysedCase) {
	s.cases = make([]float64, len(s.ids))
	for i := range docs {
		for _, tag := range docs[i].tags {
			s.cases[tag]++
		}
	}
	s.idfs = make([]float64, len(s.ids))
	for tag, n := range s.cases {
		s.idfs[tag] = idf(len(docs), int(n))
	}
}
