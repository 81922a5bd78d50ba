package rank

import (
	"cmp"
	"math"
	"slices"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/understand/analysis"
)

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
	marks    []mark // of the postings, where a rough score needs them
}

// casesWith returns the numbers of the cases in which a term stands, in order.
func (s *statistics) casesWith(term int32) []int32 { return s.postings[s.begin[term]:s.begin[term+1]] }

// rarest is the first of some terms that fewest cases have.
func (s *statistics) rarest(terms []int32) int32 {
	return slices.MinFunc(terms, func(a, b int32) int { return cmp.Compare(s.caseCnt[a], s.caseCnt[b]) })
}

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

// mark says how much each term stands in each case, weighted by field.
func (s *statistics) mark(docs []analysedCase, w *recommend.Weights) {
	s.marks = make([]mark, len(s.postings))
	onAllCores(len(docs), func(from, to int) {
		for n := from; n < to; n++ {
			d := &docs[n]
			norm := s.fieldWeights(d, w)
			for i := range d.entries {
				term := d.entries[i].term
				at, _ := slices.BinarySearch(s.casesWith(term), int32(n))
				s.marks[int(s.begin[term])+at] = markOf(frequency(&d.entries[i], &norm))
			}
		}
	})
}

// fieldWeights is what a word counts in each field of a case, before saturation.
func (s *statistics) fieldWeights(d *analysedCase, w *recommend.Weights) (norm [recommend.NumFields]float64) {
	for f := range recommend.NumFields {
		norm[f] = w.Field[f] / (1 - w.Length[f] + w.Length[f]*float64(d.lengths[f])/s.mean[f])
	}
	return norm
}

// marked are the postings of a term with their marks.
func (s *statistics) marked(term int32) postings {
	from, to := s.begin[term], s.begin[term+1]
	return postings{s.postings[from:to], s.marks[from:to]}
}

// newStatistics counts over cases that have their entries, and those of a segment, which may be
// nil. Terms are numbered as stems are. teaching tells which cases only teach, nil for none.
func newStatistics(docs []analysedCase, segment *Segment, stems stemList, tags tagStats, teaching []bool) *statistics {
	s := &statistics{cases: len(docs), stems: stems, tags: tags}
	s.caseCnt, s.told, s.idfs = make([]int32, len(stems)), make([]bool, len(stems)), make([]float64, len(stems))
	s.tags.count(docs, segment)
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
	if segment != nil {
		s.addSegment(segment, &total, &having)
	}
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

// addSegment counts the cases of a segment in, but for their postings, which it keeps.
func (s *statistics) addSegment(segment *Segment, total, having *[recommend.NumFields]int) {
	s.cases += segment.Len()
	for term := range s.caseCnt {
		if own := segment.ownTerm(int32(term)); own >= 0 {
			s.caseCnt[term] += segment.cases[own]
			s.told[term] = s.told[term] || segment.told[own]
		}
	}
	for f := range total {
		total[f] += segment.meta.Words[f]
		having[f] += segment.meta.Having[f]
	}
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
	topics int       // how many of them, from the first, are topics
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
	s.topics = len(t.Topics)
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

// kindOf is that of a topic or approach, which are numbered behind the topics.
func (s *tagStats) kindOf(tag int32) kindSet {
	if int(tag) < s.topics {
		return ofTopics
	}
	return ofApproaches
}

// count makes the idfs.
func (s *tagStats) count(docs []analysedCase, segment *Segment) {
	s.cases = make([]float64, len(s.ids))
	cases := len(docs)
	if segment != nil {
		cases += segment.Len()
		for _, tag := range segment.tags {
			s.cases[tag]++
		}
	}
	for i := range docs {
		for _, tag := range docs[i].tags {
			s.cases[tag]++
		}
	}
	s.idfs = make([]float64, len(s.ids))
	for tag, n := range s.cases {
		s.idfs[tag] = idf(cases, int(n))
	}
}
