package recommend

import (
	"math"
	"runtime"
	"slices"
	"sync"

	"precedent/corpus"
)

// Field is a part of the record with a weight and a length of its own.
type Field int

// The fields that words are scored in. Weights says what each is worth.
const (
	FieldTitle    Field = iota
	FieldKeywords       // keywords, and other words for the problem
	FieldProblem
	FieldSummary // what was done, and what came of it
	FieldAsked   // how people put the problem
	numFields
)

// analysedCase is a case as the engine sees it.
type analysedCase struct {
	id      string
	tags    []int32 // numbers of its topics and approaches
	entries []entry // of every word in the case, sorted by term
	terms   []int32 // of the entries: searching these alone stays in the processor's cache
	lengths [numFields]int

	// What the indexes are made from; let go once they are made.
	fields [numFields][]*wordEntry // in order, without stop words
	shown  [numFields]int          // how many of them, from the first, stand in the record itself
	asked  [][]*wordEntry          // each sentence of FieldAsked
}

// entry says where in a case a term stands. One search for the term then tells
// everything that its score needs.
type entry struct {
	term  int32
	count [numFields]uint16
	shown bool   // the term stands in the record itself, and not only in what it is matched by
	asked uint64 // a bit for each asked-as sentence with it
}

// maxSentences is how many asked-as sentences of a case are told apart; those
// beyond count as words only.
const maxSentences = 64

// entry returns where term stands, or nil. It is the innermost step of scoring,
// so the search is written out, which takes half the time.
func (d *analysedCase) entry(term int32) *entry {
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

// analyseAll analyses the cases on all cores. It returns them with every word
// that stands in them.
func analyseAll(cases []corpus.Case, tags *tagStats) (docs []analysedCase, words map[string]*wordEntry) {
	docs = make([]analysedCase, len(cases))
	workers := min(runtime.GOMAXPROCS(0), max(1, len(cases)))
	analyzers := make([]*analyzer, workers)
	var finish sync.WaitGroup
	for w := range workers {
		analyzers[w] = newAnalyzer(nil)
		finish.Go(func() {
			for i := w; i < len(cases); i += workers {
				docs[i] = analyse(&cases[i], analyzers[w], tags)
			}
		})
	}
	finish.Wait()
	words = analyzers[0].words
	for _, a := range analyzers[1:] {
		for word, e := range a.words {
			if have := words[word]; have != nil {
				have.count += e.count
				have.small = have.small || e.small
			} else {
				words[word] = e
			}
		}
	}
	return docs, words
}

func analyse(c *corpus.Case, a *analyzer, tags *tagStats) analysedCase {
	d := analysedCase{id: c.ID, tags: tags.numbers(c.Topics, c.Approaches)}
	add := func(f Field, texts ...string) {
		for _, t := range texts {
			d.fields[f] = append(d.fields[f], a.count(t)...)
		}
	}
	add(FieldTitle, c.Title)
	add(FieldKeywords, c.Keywords...)
	add(FieldProblem, c.Problem)
	add(FieldSummary, c.Summary, c.Results, c.Organisation)
	for f, words := range d.fields {
		d.shown[f] = len(words)
	}
	add(FieldKeywords, c.Also...)
	for _, sentence := range c.Asked() {
		words := a.count(sentence)
		d.asked = append(d.asked, words)
		d.fields[FieldAsked] = append(d.fields[FieldAsked], words...)
	}
	return d
}

// stats are the figures about the whole library that scores need.
type stats struct {
	cases   int
	terms   map[string]int32 // stem -> number
	stems   []string         // number -> stem
	caseCnt []int32          // by term: in how many cases it stands
	told    []bool           // by term: it stands in a record itself, and not only in what cases are matched by
	idfs    []float64        // by term
	tags    tagStats
	mean    [numFields]float64
}

// newStats numbers the stems, makes the entries of every case, and counts.
func newStats(docs []analysedCase, tags tagStats) *stats {
	s := &stats{cases: len(docs), terms: make(map[string]int32, 16<<10), tags: tags}
	s.tags.count(docs)
	var total [numFields]int
	var place []int32 // by term: where its entry stands in the case at hand, if it is there
	for i := range docs {
		d := &docs[i]
		at := func(w *wordEntry) *entry {
			n := s.number(w)
			if int(n) == len(place) {
				place = append(place, 0)
			}
			if p := int(place[n]); p < len(d.entries) && d.entries[p].term == n {
				return &d.entries[p]
			}
			place[n] = int32(len(d.entries))
			s.caseCnt[n]++
			d.entries = append(d.entries, entry{term: n})
			return &d.entries[len(d.entries)-1]
		}
		for f := range numFields {
			for k, w := range d.fields[f] {
				e := at(w)
				e.count[f]++
				if k < d.shown[f] {
					e.shown = true
					s.told[e.term] = true
				}
			}
			d.lengths[f] = len(d.fields[f])
			total[f] += d.lengths[f]
		}
		for k, sentence := range d.asked[:min(maxSentences, len(d.asked))] {
			for _, w := range sentence {
				at(w).asked |= 1 << k
			}
		}
		slices.SortFunc(d.entries, func(a, b entry) int { return int(a.term - b.term) })
		d.terms = make([]int32, len(d.entries))
		for k := range d.entries {
			d.terms[k] = d.entries[k].term
		}
	}
	s.idfs = make([]float64, len(s.caseCnt))
	for term, n := range s.caseCnt {
		s.idfs[term] = idf(s.cases, int(n))
	}
	for f := range numFields {
		s.mean[f] = float64(total[f]) / math.Max(1, float64(len(docs)))
	}
	return s
}

// number returns the number of a word's stem, a new one for a new stem. The
// word remembers it, which spares most look-ups.
func (s *stats) number(w *wordEntry) int32 {
	if w.term == 0 {
		n, ok := s.terms[w.stem]
		if !ok {
			n = int32(len(s.terms))
			s.terms[w.stem] = n
			s.stems = append(s.stems, w.stem)
			s.caseCnt = append(s.caseCnt, 0)
			s.told = append(s.told, false)
		}
		w.term = n + 1
	}
	return w.term - 1
}

// idf is the inverse document frequency of BM25 as Robertson and Spärck Jones
// give it, with 1 added inside the logarithm so that it is never negative.
func idf(cases, having int) float64 {
	return math.Log1p((float64(cases) - float64(having) + 0.5) / (float64(having) + 0.5))
}

// idf of a stem; a stem that no case has gets the highest.
func (s *stats) idf(stem string) float64 {
	n, ok := s.terms[stem]
	if !ok {
		return idf(s.cases, 0)
	}
	return s.idfs[n]
}

// having is how many cases have a word with a stem.
func (s *stats) having(stem string) int {
	n, ok := s.terms[stem]
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
	return mapped(numbers, func(n int32) string { return s.ids[n] })
}

// count makes the idfs.
func (s *tagStats) count(docs []analysedCase) {
	having := make([]int, len(s.ids))
	for i := range docs {
		for _, tag := range docs[i].tags {
			having[tag]++
		}
	}
	s.idfs = make([]float64, len(s.ids))
	for tag, n := range having {
		s.idfs[tag] = idf(len(docs), n)
	}
}
