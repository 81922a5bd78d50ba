package rank

import (
	"runtime"
	"slices"
	"sync"

	"precedent/recommend"
	"precedent/recommend/understand/analysis"
)

// Beside a segment, the cases that are worth an exact score are those that score best by a rough one,
// those in memory and those of the segment alike.
// It has every part of the exact score that a problem alone decides, as the postings tell it; what a
// case borrows counts by what its lenders would earn with it; what sentences of its own share with
// the problem, what is not wanted, and what other cases tell are left to the exact score.

// maxLendersAsked is how many of those that lend most of a problem's words count: what the others
// lend moves no case.
const maxLendersAsked = 128

// rough scores all cases for one problem.
type rough struct {
	c      *collection
	limits *limits   // nil for none
	scores []float32 // by number
	parts  []*roughPart
	slots  []int32 // by number: the place of a case among some, from 1; 0 for most
	words  []roughWord
}

// roughPart scores some of the cases, so that each core can score a part of them.
type roughPart struct {
	*rough
	from, to int32 // numbers of the cases
	counted  room  // frequencies of one word
	phrase   room  // of a phrase of several
}

// stored are those of some postings of the segment that are of the part.
func (r *roughPart) stored(p *postings) postings {
	from, to := r.span(p.places)
	return postings{p.places[from:to], p.marks[from:to]}
}

// span is which of some places in the segment are of the part.
func (r *roughPart) span(places []int32) (from, to int) {
	first := int32(len(r.c.docs))
	from, _ = slices.BinarySearch(places, r.from-first)
	to, _ = slices.BinarySearch(places, r.to-first)
	return from, to
}

// inMemory are those of some postings of cases in memory that are of the part: the first part has
// them all.
func (r *roughPart) inMemory(p postings) postings {
	if r.from > 0 {
		return postings{}
	}
	return p
}

// roughWord is a word that cases are scored by, of the problem or of the best cases.
type roughWord struct {
	alternatives [][]int32 // the terms of each
	itself       int       // how many of them, from the first, count for a rough score
	worth        []float64 // of the alternatives, nil where they are worth the same
	weight       float32
}

// room has a frequency for each case, 0 but for those that were touched.
type room struct {
	sums    []float32
	found   []uint8 // how many words of a phrase
	touched []int32
}

// add adds how often a word stands in cases, from those with a number on.
func (r *room) add(p postings, first int32, times float32) {
	for i, place := range p.places {
		n := first + place
		if r.found[n] == 0 {
			r.touched = append(r.touched, n)
		}
		r.found[n]++
		r.sums[n] += times * frequencies[p.marks[i].level()]
	}
}

func (r *room) empty() {
	for _, n := range r.touched {
		r.sums[n], r.found[n] = 0, 0
	}
	r.touched = r.touched[:0]
}

// roughs have room for all cases, since it is the largest thing that a problem needs.
var roughs sync.Pool

func newRough(sc *scorer, q recommend.Query) *rough {
	r, ok := roughs.Get().(*rough)
	if cases := sc.c.count(); !ok || len(r.scores) != cases {
		r = &rough{scores: make([]float32, cases), slots: make([]int32, cases)}
		newRoom := func() func() room {
			sums, found := make([]float32, cases), make([]uint8, cases)
			return func() room { return room{sums: sums, found: found} }
		}
		counted, phrase := newRoom(), newRoom()
		memory, stored := len(sc.c.docs), sc.c.segment.Len()
		n := runtime.GOMAXPROCS(0)
		for i := range n {
			part := &roughPart{rough: r, from: int32(memory + i*stored/n), to: int32(memory + (i+1)*stored/n), counted: counted(), phrase: phrase()}
			if i == 0 {
				part.from = 0
			}
			r.parts = append(r.parts, part)
		}
	}
	r.c = sc.c
	if !q.Limits.Empty() {
		limits := spelledOut(q.Limits, sc.c.vocabulary.Places)
		r.limits = &limits
	}
	return r
}

// done gives the room back.
func (r *rough) done() {
	clear(r.scores)
	r.c, r.limits, r.words = nil, nil, r.words[:0]
	roughs.Put(r)
}

// find returns the numbers of the cases that are worth an exact score: exactLimit of all, as many
// of those inside the limits of the query, and as many that meet a wish for a place.
func (r *rough) find(sc *scorer) []int {
	for i := range sc.words {
		w := &sc.words[i]
		r.words = append(r.words, roughWord{w.alternatives, len(roughlyMet(w)), w.worth, float32(w.weight)})
	}
	worth := worthOfLenders(sc)
	eachOnAllCores(len(r.parts), func(k int) {
		part := r.parts[k]
		for i := range sc.words {
			part.addWord(sc, &sc.words[i])
		}
		part.lend(worth)
		for i := range sc.tags {
			part.addTag(&sc.tags[i])
		}
	})
	r.addOrigins(sc)
	return r.numbers(sc, exactLimit)
}

const (
	// exactLimit is how many cases of the segment get an exact score, and exactInMemory how many
	// others: the first ten are among them as good as always, as a test says.
	exactLimit, exactInMemory = 200, 120
	// likeLimit is how many of those are looked at that share most with the best cases.
	likeLimit = 60
	// roughly is how many times as many get a score for which borrowed words are counted with the
	// case's own, and the rest of what a problem alone decides.
	roughly = 4
)

// numbers are those of the best cases, at most so many of each kind.
func (r *rough) numbers(sc *scorer, most int) (numbers []int) {
	first, s := len(r.c.docs), r.c.segment
	take := func(fits func(n int) bool) {
		numbers = append(numbers, r.best(0, first, min(most, exactInMemory), sc, fits)...)
		numbers = append(numbers, r.best(first, len(r.scores), most, sc, fits)...)
	}
	take(nil)
	if len(sc.wished) > 0 {
		wished := analysis.Mapped(s.meta.Countries, func(codes []string) bool { return analysis.Shares(codes, sc.wished) })
		take(func(n int) bool {
			if n < first {
				return sc.wishedCountry(r.c.facts(n)) != ""
			}
			return wished[s.countries[n-first]]
		})
	}
	if r.limits != nil {
		take(func(n int) bool { return outsideOf(r.c, *r.limits, n) == 0 })
	}
	slices.Sort(numbers)
	return slices.Compact(numbers)
}

// findLike returns more cases that are worth an exact score for what they share with the best of
// those that were found.
func (r *rough) findLike(sc *scorer, f *feedback, found []scored) []int {
	earned := saturation(sc.c.weights.K1)
	for _, term := range f.terms {
		r.words = append(r.words, roughWord{alternatives: [][]int32{{term}}, itself: 1, weight: float32(f.weights[term])})
	}
	worth := worthOfLiked(sc, f)
	eachOnAllCores(len(r.parts), func(k int) {
		part := r.parts[k]
		for _, term := range f.terms {
			part.addTerm(term, float32(f.weights[term]), earned)
		}
		part.lend(worth)
		for n := part.from; n < part.to; n++ {
			if r.scores[n] > 0 {
				r.scores[n] += float32(r.tagsWorth(n, f.tags))
			}
		}
	})
	return notYet(found, r.numbers(sc, likeLimit))
}

// addWord adds BM25F for a word, in any of its alternatives.
func (r *roughPart) addWord(sc *scorer, w *scoredWord) {
	weight := float32(w.weight)
	alternatives := roughlyMet(w)
	if len(alternatives) == 1 && len(alternatives[0]) == 1 {
		r.addTerm(alternatives[0][0], weight, saturation(sc.c.weights.K1))
		return
	}
	for i, alternative := range alternatives {
		worth := float32(1)
		if w.worth != nil {
			worth = float32(w.worth[i])
		}
		into := &r.counted
		if len(alternative) > 1 {
			into = &r.phrase
		}
		for _, term := range alternative {
			into.add(r.inMemory(r.c.stats.marked(term)), 0, worth)
			into.add(r.stored(r.c.segment.postingsOf(term)), int32(len(r.c.docs)), worth)
		}
		if into == &r.counted {
			continue
		}
		words := float32(len(alternative))
		for _, n := range r.phrase.touched {
			found := float32(r.phrase.found[n])
			if found == words || i < w.itself() {
				if r.counted.found[n] == 0 {
					r.counted.touched = append(r.counted.touched, n)
				}
				r.counted.found[n]++
				r.counted.sums[n] += r.phrase.sums[n] / words * found / words
			}
		}
		r.phrase.empty()
	}
	k1 := float32(sc.c.weights.K1)
	for _, n := range r.counted.touched {
		tf := r.counted.sums[n]
		r.scores[n] += weight * tf * (k1 + 1) / (k1 + tf)
	}
	r.counted.empty()
}

// countBorrowed puts what cases borrow, and equivalents, to what they have of a word themselves
// before it is saturated, as the exact score does. The cases are in order of their numbers.
func (r *rough) countBorrowed(sc *scorer, cases []roughScore) {
	first, segment := len(r.c.docs), r.c.segment
	from, _ := slices.BinarySearchFunc(cases, first, func(a roughScore, first int) int { return a.number - first })
	cases = cases[from:]
	if len(cases) == 0 {
		return
	}
	for i, p := range cases {
		r.slots[p.number] = int32(i) + 1
	}
	words, builtin := len(r.words), segment.meta.Builtin
	frequency := make([]float32, len(cases)*words) // by case and word
	roughly := make([]float32, len(cases)*words)   // the same as it is in the score already
	lent := make([]float32, builtin*words)         // by lender and word
	for w := range r.words {
		r.words[w].count(sc, r, func(slot int32, more float32, already bool) {
			at := int(slot)*words + w
			frequency[at] += more
			if already {
				roughly[at] += more
			}
		}, func(then int, more float32) { lent[then*words+w] += more })
	}
	k1 := float32(sc.c.weights.K1)
	earns := func(tf float32) float32 { return tf * (k1 + 1) / (k1 + tf) }
	apart := make([]float32, builtin) // by lender: what is in the score already for what it lends
	for then := range apart {
		for w, tf := range lent[then*words : (then+1)*words] {
			if tf > 0 {
				apart[then] += r.words[w].weight * earns(tf)
			}
		}
	}
	for i := range cases {
		all := frequency[i*words : (i+1)*words]
		score := &cases[i].score
		for _, l := range segment.lendersOf(cases[i].number - first) {
			*score -= l.share * apart[l.then]
			for w, tf := range lent[int(l.then)*words : (int(l.then)+1)*words] {
				all[w] += l.share * tf
			}
		}
		for w, before := range roughly[i*words : (i+1)*words] {
			if all[w] > before {
				*score += r.words[w].weight * (earns(all[w]) - earns(before))
			}
		}
	}
	for _, p := range cases {
		r.slots[p.number] = 0
	}
}

// count tells how often the cases that have a slot have a word, whether that is in their scores
// already, and how often those that lend do.
func (w *roughWord) count(sc *scorer, r *rough, own func(slot int32, more float32, already bool), lends func(then int, more float32)) {
	first, segment := len(r.c.docs), r.c.segment
	for k, alternative := range w.alternatives {
		already := k < w.itself
		if !already && len(alternative) > 1 {
			continue // of a phrase that means the same, all words must be met
		}
		worth := 1 / float32(len(alternative))
		if w.worth != nil {
			worth *= float32(w.worth[k])
		}
		for _, term := range alternative {
			p := segment.postingsOf(term)
			slots := r.slots[first:]
			for i, place := range p.places {
				if slot := slots[place]; slot > 0 {
					own(slot-1, worth*frequencies[p.marks[i].level()], already)
				}
			}
			for _, l := range lendingOf(sc.c, term) {
				if l.then >= 0 {
					lends(int(l.then), worth*float32(sc.c.weights.Borrowed*l.count))
				}
			}
		}
	}
}

// roughlyMet are the alternatives of a word that count for a rough score: equivalents are three
// quarters of all postings, and hardly move a case, so that they count where there is nothing else.
func roughlyMet(w *scoredWord) [][]int32 {
	if itself := w.itself(); itself > 0 {
		return w.alternatives[:itself]
	}
	return w.alternatives
}

// addTerm adds what one term earns.
func (r *roughPart) addTerm(term int32, weight float32, earned *[levels]float32) {
	add := func(p postings, scores []float32) {
		for i, place := range p.places {
			scores[place] += weight * earned[p.marks[i].level()]
		}
	}
	add(r.inMemory(r.c.stats.marked(term)), r.scores)
	add(r.stored(r.c.segment.postingsOf(term)), r.scores[len(r.c.docs):])
}

// saturations are the shares of a word's weight that it earns, by level of its frequency.
var saturations sync.Map // k1 -> *[levels]float32

func saturation(k1 float64) *[levels]float32 {
	if known, ok := saturations.Load(k1); ok {
		return known.(*[levels]float32)
	}
	var earned [levels]float32
	for level, tf := range frequencies {
		earned[level] = tf * float32(k1+1) / (float32(k1) + tf)
	}
	saturations.Store(k1, &earned)
	return &earned
}

// worthOfLenders is by number what the words of a problem would earn in a case that borrows from one
// alone.
func worthOfLenders(sc *scorer) []float64 {
	c := sc.c
	worth := make([]float64, len(c.docs))
	tf := make([]float64, len(c.docs))
	var having []int32
	for i := range sc.words {
		w := &sc.words[i]
		for k, alternative := range roughlyMet(w) {
			share := c.weights.Borrowed / float64(len(alternative))
			if w.worth != nil {
				share *= w.worth[k]
			}
			for _, term := range alternative {
				for _, l := range lendingOf(c, term) {
					if tf[l.number] == 0 {
						having = append(having, l.number)
					}
					tf[l.number] += share * l.count
				}
			}
		}
		for _, n := range having {
			worth[n] += w.weight * sc.saturated(tf[n])
			tf[n] = 0
		}
		having = having[:0]
	}
	return worth
}

// worthOfLiked is the same for what the best cases share.
func worthOfLiked(sc *scorer, f *feedback) []float64 {
	c := sc.c
	worth := make([]float64, len(c.docs))
	for _, term := range f.terms {
		for _, l := range lendingOf(c, term) {
			worth[l.number] += f.weights[term] * sc.saturated(c.weights.Borrowed*l.count)
		}
	}
	return worth
}

// lendingOf tells of the cases in memory what they lend of a word.
func lendingOf(c *collection, term int32) []lending {
	return c.segment.found.lending.get(term, func() (list []lending) {
		usual := c.stats.mean[recommend.FieldAsked] + c.stats.mean[recommend.FieldOfficial]
		for _, n := range c.stats.casesWith(term) {
			d := &c.docs[n]
			e := d.entry(term)
			if count := e.count[recommend.FieldAsked] + e.count[recommend.FieldOfficial]; count > 0 {
				then, ok := slices.BinarySearch(c.segment.lenders, int(n))
				if !ok {
					then = -1
				}
				list = append(list, lending{n, int32(then), float64(count) * usual / float64(d.sentenceWords())})
			}
		}
		return list
	})
}

// lend adds to the cases that borrow what each of the lenders would earn, by its number, for the
// share that they borrow from it.
func (r *roughPart) lend(worth []float64) {
	s, scores := r.c.segment, r.scores[len(r.c.docs):]
	lenders := best(maxLendersAsked, numbersTo(len(s.lenders)), byWorth(func(then int) float64 { return worth[s.lenders[then]] }))
	for _, then := range lenders {
		each := float32(worth[s.lenders[then]]) / shareSteps
		p := r.stored(s.lentBy(then))
		for i, place := range p.places {
			scores[place] += each * float32(p.marks[i])
		}
	}
}

// addTag adds a topic or approach, or for the cases without it a share for the closest that they
// have.
func (r *roughPart) addTag(t *scoredTag) {
	var near []int32
	for tag, share := range t.near {
		if share > 0 {
			near = append(near, int32(tag))
		}
	}
	slices.SortStableFunc(near, byWorth(func(tag int32) float64 { return t.near[tag] }))
	first := int32(len(r.c.docs))
	for _, tag := range near {
		worth := float32(t.near[tag] * t.weight)
		places := r.c.segment.casesTagged(tag)
		from, to := r.span(places)
		for _, place := range places[from:to] {
			if n := first + place; r.counted.found[n] == 0 {
				r.counted.found[n] = 1
				r.counted.touched = append(r.counted.touched, n)
				r.scores[n] += worth
			}
		}
	}
	r.counted.empty()
	if r.from > 0 {
		return
	}
	for n := range r.c.docs {
		most := 0.0
		for _, tag := range r.c.docs[n].tags {
			most = max(most, t.near[tag])
		}
		r.scores[n] += float32(most * t.weight)
	}
}

// addOrigins adds what it is worth to name where people come from.
func (r *rough) addOrigins(sc *scorer) {
	for i := range sc.origins {
		for _, alternative := range sc.origins[i].alternatives {
			eachWith(sc.c, alternative, func(n int32) { r.scores[n] += float32(sc.c.weights.Origin) })
		}
	}
}

// tagsWorth is what the tags of a case are worth together, each given by its number.
func (r *rough) tagsWorth(number int32, each []float64) (sum float64) {
	if place, stored := r.c.stored(int(number)); stored {
		for _, tag := range r.c.segment.tagsOf(place) {
			sum += each[tag]
		}
		return sum
	}
	for _, tag := range r.c.docs[number].tags {
		sum += each[tag]
	}
	return sum
}

// more is what else a case scores for its likely topics and approaches, and the wishes that it
// meets.
func (r *rough) more(sc *scorer, number int) (sum float64) {
	w := &sc.c.weights
	if sc.guessed != nil {
		sum = r.tagsWorth(int32(number), sc.guessed)
	}
	its := sc.c.facts(number)
	if len(sc.wished) > 0 && sc.wishedCountry(its) != "" {
		sum += w.Country
	}
	if slices.Contains(sc.wishes.Levels, its.level) {
		sum += w.Level
	}
	if (sc.wishes.Since != 0 || sc.wishes.Until != 0) && inPeriod(sc.wishes, its.year) {
		sum += w.Period
	}
	return sum
}

// best are the numbers of the cases from one to before another that have the best scores, at most so
// many of those that fit, nil for all.
func (r *rough) best(from, to, most int, sc *scorer, fits func(number int) bool) []int {
	most *= roughly
	found := make([]roughHeap, len(r.parts))
	eachOnAllCores(len(r.parts), func(k int) {
		low, high := max(from, int(r.parts[k].from)), min(to, int(r.parts[k].to))
		if low >= high {
			return
		}
		least := float32(0) // what a case must score above to come in
		for i, score := range r.scores[low:high] {
			if score <= least || fits != nil && !fits(low+i) {
				continue
			}
			found[k].keep(roughScore{score, low + i}, most)
			if len(found[k]) == most {
				least = found[k][0].score
			}
		}
	})
	var top roughHeap
	for _, part := range found {
		slices.SortFunc(part, func(a, b roughScore) int { return a.number - b.number })
		for _, p := range part {
			top.keep(p, most)
		}
	}
	most /= roughly
	better := make(roughHeap, 0, most)
	slices.SortFunc(top, func(a, b roughScore) int { return a.number - b.number })
	r.countBorrowed(sc, top)
	for _, p := range top {
		p.score += float32(r.more(sc, p.number))
		better.keep(p, most)
	}
	return analysis.Mapped(better, func(p roughScore) int { return p.number })
}

type roughScore struct {
	score  float32
	number int
}

// roughHeap has the worst of some cases first, of equal ones the last.
type roughHeap []roughScore

func (h roughHeap) worse(i, j int) bool {
	return h[i].score < h[j].score || h[i].score == h[j].score && h[i].number > h[j].number
}

// keep takes a case in, and leaves out the worst where there are more than so many. Cases come in
// order of their numbers.
func (h *roughHeap) keep(p roughScore, most int) {
	a := *h
	if len(a) < most {
		a = append(a, p)
		*h = a
		for i := len(a) - 1; i > 0 && a.worse(i, (i-1)/2); i = (i - 1) / 2 {
			a[i], a[(i-1)/2] = a[(i-1)/2], a[i]
		}
		return
	}
	if most == 0 || p.score <= a[0].score {
		return
	}
	a[0] = p
	for i := 0; ; {
		least := i
		for child := 2*i + 1; child <= 2*i+2 && child < len(a); child++ {
			if a.worse(child, least) {
				least = child
			}
		}
		if least == i {
			return
		}
		a[i], a[least] = a[least], a[i]
		i = least
	}
}
