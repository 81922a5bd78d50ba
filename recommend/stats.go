package recommend

import (
	"math"
	"runtime"
	"slices"
	"sync"

	"precedent/corpus"
)

// field is a part of the record with a weight and a length of its own.
type field int

// The fields that words are scored in. Weights says what each is worth.
const (
	fieldTitle    field = iota
	fieldKeywords       // keywords, and other words for the problem
	fieldProblem
	fieldSummary // what was done, and what came of it
	fieldAsked   // how people put the problem
	numFields
)

// analysedCase is a case as the engine sees it.
type analysedCase struct {
	id     string
	fields [numFields][]string // stems in order, without stop words
	asked  [][]string          // the stems of each sentence in fieldAsked
	tags   []string            // topics and approaches

	// Made by newStats.
	terms   [numFields][]termCount // sorted by term
	lengths [numFields]int
	sets    [][]int32 // asked, as sorted distinct terms
}

type termCount struct {
	term  int32
	count int32
}

func (d *analysedCase) allStems(yield func(string) bool) {
	for _, stems := range d.fields {
		for _, s := range stems {
			if !yield(s) {
				return
			}
		}
	}
}

// count returns how often term stands in field f.
func (d *analysedCase) count(f field, term int32) int {
	i, ok := slices.BinarySearchFunc(d.terms[f], term, func(tc termCount, t int32) int { return int(tc.term - t) })
	if !ok {
		return 0
	}
	return int(d.terms[f][i].count)
}

// analyseAll analyses the cases on all cores. It returns them with every word
// that stands in them.
func analyseAll(cases []corpus.Case) (docs []analysedCase, words map[string]*wordEntry) {
	docs = make([]analysedCase, len(cases))
	workers := min(runtime.GOMAXPROCS(0), max(1, len(cases)))
	analyzers := make([]*analyzer, workers)
	var finish sync.WaitGroup
	for w := range workers {
		analyzers[w] = newAnalyzer(nil)
		finish.Go(func() {
			for i := w; i < len(cases); i += workers {
				docs[i] = analyse(&cases[i], analyzers[w])
			}
		})
	}
	finish.Wait()
	words = analyzers[0].words
	for _, a := range analyzers[1:] {
		for word, e := range a.words {
			if have := words[word]; have != nil {
				have.count += e.count
			} else {
				words[word] = e
			}
		}
	}
	return docs, words
}

func analyse(c *corpus.Case, a *analyzer) analysedCase {
	d := analysedCase{id: c.ID, tags: slices.Concat(c.Topics, c.Approaches)}
	add := func(f field, texts ...string) {
		for _, t := range texts {
			d.fields[f] = append(d.fields[f], a.stemsOf(t)...)
		}
	}
	add(fieldTitle, c.Title)
	add(fieldKeywords, c.Keywords...)
	add(fieldKeywords, c.Also...)
	add(fieldProblem, c.Problem)
	add(fieldSummary, c.Summary, c.Results, c.Organisation)
	for _, sentence := range c.AskedAs {
		stems := a.stemsOf(sentence)
		d.asked = append(d.asked, stems)
		d.fields[fieldAsked] = append(d.fields[fieldAsked], stems...)
	}
	return d
}

// stats are the figures about the whole library that scores need.
type stats struct {
	cases   int
	terms   map[string]int32 // stem -> number
	caseCnt []int32          // by term: in how many cases it stands
	tagCnt  map[string]int   // by tag: how many cases carry it
	mean    [numFields]float64
}

// newStats numbers the stems and fills in what analysedCase leaves to it.
func newStats(docs []analysedCase) *stats {
	s := &stats{cases: len(docs), terms: make(map[string]int32, 16<<10), tagCnt: map[string]int{}}
	var total [numFields]int
	last := make([]int32, 0, 16<<10) // by term: the case counted last, plus one
	number := func(stem string) int32 {
		n, ok := s.terms[stem]
		if !ok {
			n = int32(len(s.terms))
			s.terms[stem] = n
			s.caseCnt = append(s.caseCnt, 0)
			last = append(last, 0)
		}
		return n
	}
	for i := range docs {
		d := &docs[i]
		for f := range numFields {
			numbers := make([]int32, len(d.fields[f]))
			for k, stem := range d.fields[f] {
				n := number(stem)
				numbers[k] = n
				if last[n] != int32(i+1) {
					last[n] = int32(i + 1)
					s.caseCnt[n]++
				}
			}
			d.lengths[f] = len(numbers)
			total[f] += len(numbers)
			d.terms[f] = countTerms(numbers)
		}
		for _, sentence := range d.asked {
			set := make([]int32, len(sentence))
			for k, stem := range sentence {
				set[k] = s.terms[stem]
			}
			slices.Sort(set)
			d.sets = append(d.sets, slices.Compact(set))
		}
		for _, tag := range d.tags {
			s.tagCnt[tag]++
		}
	}
	for f := range numFields {
		s.mean[f] = float64(total[f]) / math.Max(1, float64(len(docs)))
	}
	return s
}

func countTerms(numbers []int32) []termCount {
	slices.Sort(numbers)
	var counts []termCount
	for _, n := range numbers {
		if k := len(counts) - 1; k >= 0 && counts[k].term == n {
			counts[k].count++
		} else {
			counts = append(counts, termCount{n, 1})
		}
	}
	return counts
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
	return idf(s.cases, int(s.caseCnt[n]))
}

// tagIDF is the idf of a topic or approach: rarer tags count more.
func (s *stats) tagIDF(id string) float64 { return idf(s.cases, s.tagCnt[id]) }
