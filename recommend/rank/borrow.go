package rank

import (
	"cmp"
	"context"
	"maps"
	"math"
	"slices"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/understand/analysis"
)

// How people ask for one case tells how they ask for its like. So a case that nobody wrote
// sentences for borrows the words of those of the cases whose records are most like its
// own: its document is expanded by its neighbours, as Tao and others (2006) do it. What is
// borrowed stands apart from the record.

// borrow lets the cases without sentences borrow from those that have some, and returns their
// numbers. What topics one in another language has, the phrases of its language tell.
func borrow(c *collection) []int {
	var without, lending []int
	for n := range c.docs {
		switch {
		case c.docs[n].sentenceWords() > 0:
			lending = append(lending, n)
		case !c.teaches(n):
			without = append(without, n)
		}
	}
	if len(without) == 0 || len(lending) == 0 {
		return nil
	}
	near, sentences := newNeighbours(c, lending), sentencesOf(c, lending)
	onAllCores(len(without), func(from, to int) {
		search := near.search()
		room := borrowRoom{counts: make([]float64, len(c.stats.stems))}
		for _, n := range without[from:to] {
			c.docs[n].borrowed = room.lend(c, sentences, search.nearest(n))
			if c.languageOf(n) == corpus.English {
				propose(c, n)
			}
		}
	})
	c.stats.tags.count(c.docs, c.segment)
	return without
}

// lent is how often a word stands in the sentences of a case, were these of the usual length.
type lent struct {
	term  int32
	count float64
}

// sentencesOf is what each case can lend, by number: the words of its sentences.
func sentencesOf(c *collection, lending []int) [][]lent {
	usual := c.stats.mean[recommend.FieldAsked] + c.stats.mean[recommend.FieldOfficial]
	all := make([][]lent, len(c.docs))
	for _, n := range lending {
		d := &c.docs[n]
		for i := range d.entries {
			if count := d.entries[i].count[recommend.FieldAsked] + d.entries[i].count[recommend.FieldOfficial]; count > 0 {
				all[n] = append(all[n], lent{d.entries[i].term, float64(count) * usual / float64(d.sentenceWords())})
			}
		}
	}
	return all
}

// borrowRoom has room for what one case borrows.
type borrowRoom struct {
	counts []float64 // by term, all 0 between two cases
	worth  []worthOf
}

// worthOf is what a term is worth.
type worthOf struct {
	worth float64
	term  int32
}

// lend returns what cases lend to one: the words that tell most of their sentences, each
// lender by its share.
func (r *borrowRoom) lend(c *collection, sentences [][]lent, lenders []lender) borrowed {
	b := borrowed{lenders: lenders}
	r.worth = r.worth[:0]
	for _, l := range lenders {
		for _, s := range sentences[l.number] {
			if r.counts[s.term] == 0 {
				r.worth = append(r.worth, worthOf{term: s.term})
			}
			r.counts[s.term] += l.share * s.count
		}
	}
	for i := range r.worth {
		r.worth[i].worth = r.counts[r.worth[i].term] * c.stats.idfs[r.worth[i].term]
	}
	most := min(c.weights.BorrowedTerms, len(r.worth))
	selectFirst(r.worth, most, func(a, b worthOf) bool { return a.worth > b.worth || a.worth == b.worth && a.term < b.term })
	b.terms = make([]int32, most)
	for i := range b.terms {
		b.terms[i] = r.worth[i].term
	}
	slices.Sort(b.terms)
	b.counts = make([]float32, len(b.terms))
	for i, term := range b.terms {
		b.counts[i] = frequencies[levelOf(r.counts[term])] // as an index on disk has it
	}
	for _, w := range r.worth {
		r.counts[w.term] = 0
	}
	return b
}

// selectFirst brings the first of a list to its first places, so many of them in any order (Hoare's
// selection).
func selectFirst[T any](list []T, most int, before func(a, b T) bool) {
	for low, high := 0, len(list)-1; low < high; {
		pivot := list[(low+high)/2]
		i, j := low, high
		for i <= j {
			for before(list[i], pivot) {
				i++
			}
			for before(pivot, list[j]) {
				j--
			}
			if i <= j {
				list[i], list[j] = list[j], list[i]
				i, j = i+1, j-1
			}
		}
		switch {
		case most <= j:
			high = j
		case most > i:
			low = i
		default:
			return
		}
	}
}

// best returns the first of a list, at most so many, in order.
func best[T any](most int, list []T, order func(a, b T) int) []T {
	kept := make([]T, 0, most+1)
	for _, x := range list {
		if most == 0 || len(kept) == most && order(x, kept[most-1]) >= 0 {
			continue
		}
		at, _ := slices.BinarySearchFunc(kept, x, order)
		kept = slices.Insert(kept, at, x)
		kept = kept[:min(most, len(kept))]
	}
	return kept
}

// byWorth orders by what each is worth, the largest first, and equal ones by themselves.
func byWorth[T cmp.Ordered](worth func(T) float64) func(a, b T) int {
	return func(a, b T) int { return cmp.Or(cmp.Compare(worth(b), worth(a)), cmp.Compare(a, b)) }
}

// borrowers proposes cases by the words that they borrowed.
type borrowers struct {
	stats *statistics
	words map[int32][]borrowing // by term
	tags  map[int32][]borrowing // by tag, since that may have been proposed for what cases lent
}

type borrowing struct {
	number int32
	count  float32
}

func newBorrowers(docs []analysedCase, numbers []int, st *statistics) *borrowers {
	r := &borrowers{st, map[int32][]borrowing{}, map[int32][]borrowing{}}
	for _, n := range numbers {
		b := &docs[n].borrowed
		for i, term := range b.terms {
			r.words[term] = append(r.words[term], borrowing{int32(n), b.counts[i]})
		}
		for _, tag := range docs[n].tags {
			r.tags[tag] = append(r.tags[tag], borrowing{int32(n), 1})
		}
	}
	return r
}

// find returns at most limit cases that borrowed one of the words or have one of the
// tags, those first that have the most telling ones most often.
func (r *borrowers) find(_ context.Context, words, tags []weighted, limit int) ([]int, error) {
	worth := map[int]float64{}
	add := func(w weighted, idf float64, postings []borrowing) {
		for _, p := range postings {
			worth[int(p.number)] += w.boost * idf * float64(p.count/(1+p.count))
		}
	}
	for _, w := range words {
		add(w, r.stats.idfs[w.number], r.words[w.number])
	}
	for _, t := range tags {
		add(t, r.stats.tags.idfs[t.number], r.tags[t.number])
	}
	numbers := slices.SortedFunc(maps.Keys(worth), byWorth(func(n int) float64 { return worth[n] }))
	return numbers[:min(limit, len(numbers))], nil
}

// neighbours finds which of some cases are most like another one, by postings of the words
// and tags of their records.
type neighbours struct {
	c       *collection
	numbers []int       // of these cases
	words   [][]posting // by term
	tags    [][]posting // by tag
}

// posting is a case that has a word or tag, and how much of its record that is.
type posting struct {
	at     int32 // place of the case in neighbours.numbers
	weight float32
}

func newNeighbours(c *collection, numbers []int) *neighbours {
	n := &neighbours{c: c, numbers: numbers, words: make([][]posting, len(c.stats.stems)), tags: make([][]posting, len(c.stats.tags.ids))}
	for at, number := range numbers {
		s := storyInEnglish(c, number)
		for i, term := range s.terms {
			n.words[term] = append(n.words[term], posting{int32(at), float32(s.weights[i] / s.norm)})
		}
		eachTag(c, number, func(tag int32, weight float64) {
			n.tags[tag] = append(n.tags[tag], posting{int32(at), float32(weight)})
		})
	}
	return n
}

// eachTag tells each tag of a case with its weight, by rarity, the squares of which add
// up to 1.
func eachTag(c *collection, number int, tell func(tag int32, weight float64)) {
	var squares float64
	for _, tag := range c.doc(number).tags {
		squares += c.stats.tags.idfs[tag] * c.stats.tags.idfs[tag]
	}
	for _, tag := range c.doc(number).tags {
		tell(tag, c.stats.tags.idfs[tag]/math.Sqrt(squares))
	}
}

// neighbourSearch has room for one search at a time.
type neighbourSearch struct {
	*neighbours
	words, tags []float64 // by place: how like the case is by these
}

func (n *neighbours) search() *neighbourSearch {
	return &neighbourSearch{n, make([]float64, len(n.numbers)), make([]float64, len(n.numbers))}
}

// nearest returns the cases that are most like one, the most alike first: at most
// BorrowedCases of those that are like it at all, and none where no words are as like as
// BorrowedLikeness. Likeness is
// the cosine of the words of the records, with BorrowedTags of that of their tags mixed in.
func (s *neighbourSearch) nearest(number int) []lender {
	clear(s.tags)
	eachTag(s.c, number, func(tag int32, weight float64) {
		for _, p := range s.neighbours.tags[tag] {
			s.tags[p.at] += weight * float64(p.weight)
		}
	})
	return s.byStory(storyInEnglish(s.c, number), -1)
}

// nearestTo are the cases that are most like a record that has no tags, but for the one with a
// number, which it is itself; -1 for none.
func (s *neighbourSearch) nearestTo(record story, itself int) []lender {
	clear(s.tags)
	return s.byStory(record, itself)
}

// byStory is nearest of a record with these words; its tags are read.
func (s *neighbourSearch) byStory(story story, itself int) []lender {
	w := &s.c.weights
	clear(s.words)
	for i, term := range story.terms {
		for _, p := range s.neighbours.words[term] {
			s.words[p.at] += story.weights[i] / story.norm * float64(p.weight)
		}
	}
	if at, is := slices.BinarySearch(s.numbers, itself); is {
		s.words[at] = 0
	}
	if len(s.words) == 0 || slices.Max(s.words) < w.BorrowedLikeness {
		return nil
	}
	list := make([]lender, 0, len(s.numbers))
	for at, number := range s.numbers {
		if alike := (1-w.BorrowedTags)*s.words[at] + w.BorrowedTags*s.tags[at]; alike > 0 {
			list = append(list, lender{number: number, alike: alike})
		}
	}
	list = best(w.BorrowedCases, list, func(a, b lender) int {
		return cmp.Or(cmp.Compare(b.alike, a.alike), cmp.Compare(a.number, b.number))
	})
	var sum float64
	for i := range list {
		list[i].share = math.Pow(list[i].alike, w.BorrowedFocus)
		sum += list[i].share
	}
	for i := range list {
		list[i].share /= sum
	}
	return list
}

// lentShown is how many words of a lender are named.
const lentShown = 8

// wordsLent are the words that a case lends to another, as they stand in its sentences.
func wordsLent(c *collection, to *analysedCase, from *corpus.Case) []string {
	a := analysis.NewAnalyzer(c.words)
	word, count := map[int32]string{}, map[int32]float64{}
	for _, sentence := range from.Asked() {
		for _, t := range analysis.Tokenize(sentence) {
			term, ok := c.stats.stems.find(a.Stem(t.Word))
			if !ok || to.borrowed.count(term) == 0 || to.entry(term) != nil {
				continue
			}
			word[term] = cmp.Or(word[term], t.Word)
			count[term]++
		}
	}
	terms := slices.SortedFunc(maps.Keys(word), byWorth(func(term int32) float64 { return count[term] * c.stats.idfs[term] }))
	return analysis.Mapped(terms[:min(lentShown, len(terms))], func(term int32) string { return word[term] })
}
