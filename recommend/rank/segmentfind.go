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
	slots  []int32 // by number: the place of a case on the shortlist, from 1; 0 for most

	shortlist []roughScore // the best cases, in order of number
	kinds     []roughKind  // of each of which the best are wanted
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
	r.c, r.limits, r.kinds, r.shortlist = nil, nil, nil, r.shortlist[:0]
	roughs.Put(r)
}

// find returns the numbers of the cases that are worth an exact score: exactLimit of all, as many
// of those inside the limits of the query, and as many that meet a wish for a place.
func (r *rough) find(sc *scorer) []int {
	words := make([]roughWord, len(sc.words))
	for i := range sc.words {
		w := &sc.words[i]
		words[i] = roughWord{w.alternatives, len(roughlyMet(w)), w.worth, float32(w.weight)}
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
	r.kinds = r.kindsFor(sc)
	for _, kind := range r.kinds {
		r.shortlist = append(r.shortlist, r.first(roughly*exactLimit, kind)...)
	}
	slices.SortFunc(r.shortlist, func(a, b roughScore) int { return a.number - b.number })
	r.shortlist = slices.CompactFunc(r.shortlist, func(a, b roughScore) bool { return a.number == b.number })
	r.count(sc, words)
	for i := range r.shortlist {
		r.shortlist[i].score += float32(r.more(sc, r.shortlist[i].number))
	}
	return r.numbers(exactLimit)
}

const (
	// exactLimit is how many cases in memory and of the segment each get an exact score: the first
	// ten are among them as good as always, as a test says.
	exactLimit = 200
	// likeLimit is how many of those are looked at that share most with the best cases.
	likeLimit = 60
	// roughly is how many times as many stand on the shortlist: they get a score for which borrowed
	// words are counted with the case's own, and the rest of what a problem alone decides.
	roughly = 5
)

// roughKind are the cases from one number to before another that fit, nil for all.
type roughKind struct {
	from, to int
	fits     func(number int) bool
}

func (k *roughKind) has(number int) bool {
	return number >= k.from && number < k.to && (k.fits == nil || k.fits(number))
}

// kindsFor are the kinds of cases of which the best are wanted: all in memory, all of the segment,
// and those of both that meet a wish for a place and that are inside the limits.
func (r *rough) kindsFor(sc *scorer) []roughKind {
	first, all, s := len(r.c.docs), len(r.scores), r.c.segment
	kinds := []roughKind{{0, first, nil}, {first, all, nil}}
	if len(sc.wished) > 0 {
		wished := analysis.Mapped(s.meta.Countries, func(codes []string) bool { return analysis.Shares(codes, sc.wished) })
		kinds = append(kinds, roughKind{0, all, func(n int) bool {
			if n < first {
				return sc.wishedCountry(r.c.facts(n)) != ""
			}
			return wished[s.countries[n-first]]
		}})
	}
	if r.limits != nil {
		kinds = append(kinds, roughKind{0, all, func(n int) bool { return outsideOf(r.c, *r.limits, n) == 0 }})
	}
	return kinds
}

// numbers are those of the best cases on the shortlist, at most so many of each kind.
func (r *rough) numbers(most int) (numbers []int) {
	for _, kind := range r.kinds {
		list := slices.DeleteFunc(slices.Clone(r.shortlist), func(p roughScore) bool { return !kind.has(p.number) })
		bestFirst(list, min(most, len(list)))
		for _, p := range list[:min(most, len(list))] {
			numbers = append(numbers, p.number)
		}
	}
	slices.Sort(numbers)
	return slices.Compact(numbers)
}

// findLike returns more cases of the shortlist that are worth an exact score for what they share
// with the best of those that were found.
func (r *rough) findLike(sc *scorer, f *feedback, found []scored) []int {
	words := make([]roughWord, len(f.terms))
	for i, term := range f.terms {
		words[i] = roughWord{alternatives: [][]int32{{term}}, weight: float32(f.weights[term])}
	}
	r.count(sc, words)
	for i := range r.shortlist {
		r.shortlist[i].score += float32(r.tagsWorth(int32(r.shortlist[i].number), f.tags))
	}
	return notYet(found, r.numbers(likeLimit))
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

// count adds to the scores of the shortlist what words earn that are not counted in them, or not as
// the exact score does: what a case borrows, and equivalents, stand beside what it has of a word
// itself before it is saturated.
func (r *rough) count(sc *scorer, words []roughWord) {
	cases := r.shortlist
	for i, p := range cases {
		r.slots[p.number] = int32(i) + 1
	}
	builtin := r.c.segment.meta.Builtin
	tf := make([]float32, len(cases)*len(words))      // by case and word
	counted := make([]float32, len(cases)*len(words)) // of that, what is in the score already
	lent := make([]float32, builtin*len(words))       // by lender and word
	for w := range words {
		r.countWord(sc, &words[w], func(slot int32, more float32, already bool) {
			at := int(slot)*len(words) + w
			tf[at] += more
			if already {
				counted[at] += more
			}
		}, func(then int, more float32) { lent[then*len(words)+w] += more })
	}
	k1 := float32(sc.c.weights.K1)
	earns := func(tf float32) float32 { return tf * (k1 + 1) / (k1 + tf) }
	apart := make([]float32, builtin) // by lender: what is in the score already for what it lends
	for then := range apart {
		for w, tf := range lent[then*len(words) : (then+1)*len(words)] {
			if tf > 0 && words[w].itself > 0 {
				apart[then] += words[w].weight * earns(tf)
			}
		}
	}
	eachOnAllCores(len(cases), func(i int) {
		all := tf[i*len(words) : (i+1)*len(words)]
		score := &cases[i].score
		if place, stored := r.c.stored(cases[i].number); stored {
			for _, l := range r.c.segment.lendersOf(place) {
				*score -= l.share * apart[l.then]
				for w, tf := range lent[int(l.then)*len(words) : (int(l.then)+1)*len(words)] {
					all[w] += l.share * tf
				}
			}
		}
		for w, before := range counted[i*len(words) : (i+1)*len(words)] {
			if all[w] > before {
				*score += words[w].weight * (earns(all[w]) - earns(before))
			}
		}
	})
	for _, p := range cases {
		r.slots[p.number] = 0
	}
}

// countWord tells how often the cases of the shortlist have a word, whether that is in their scores
// already, and how often those that lend do.
func (r *rough) countWord(sc *scorer, w *roughWord, own func(slot int32, more float32, already bool), lends func(then int, more float32)) {
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
			add := func(p postings, slots []int32) {
				for i, place := range p.places {
					if slot := slots[place]; slot > 0 {
						own(slot-1, worth*frequencies[p.marks[i].level()], already)
					}
				}
			}
			add(r.c.stats.marked(term), r.slots)
			add(*r.c.segment.postingsOf(term), r.slots[len(r.c.docs):])
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
		kind, segment := r.c.stats.tags.kindOf(tag), r.c.segment
		places := segment.casesTagged(tag)
		from, to := r.span(places)
		for _, place := range places[from:to] {
			if n := first + place; r.counted.found[n] == 0 {
				r.counted.found[n] = 1
				r.counted.touched = append(r.counted.touched, n)
				r.scores[n] += worth * float32(kindSet(segment.proposed[place]).trust(kind, &r.c.weights))
			}
		}
	}
	r.counted.empty()
	if r.from > 0 {
		return
	}
	for n := range r.c.docs {
		most := 0.0
		d := &r.c.docs[n]
		for _, tag := range d.tags {
			most = max(most, t.near[tag]*d.proposed.trust(r.c.stats.tags.kindOf(tag), &r.c.weights))
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
			sum += each[tag] * kindSet(r.c.segment.proposed[place]).trust(r.c.stats.tags.kindOf(int32(tag)), &r.c.weights)
		}
		return sum
	}
	_, sum = tagsWorth(r.c, &r.c.docs[number], each)
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
		sum += w.Country * its.proposed.trust(ofCountries, w)
	}
	if slices.Contains(sc.wishes.Levels, its.level) {
		sum += w.Level * its.proposed.trust(ofLevels, w)
	}
	if (sc.wishes.Since != 0 || sc.wishes.Until != 0) && inPeriod(sc.wishes, its.year) {
		sum += w.Period * its.proposed.trust(ofYears, w)
	}
	return sum
}

// first are the cases of a kind with the best scores, at most so many.
func (r *rough) first(most int, kind roughKind) []roughScore {
	found := make([][]roughScore, len(r.parts))
	eachOnAllCores(len(r.parts), func(k int) { found[k] = r.parts[k].first(most, kind) })
	list := slices.Concat(found...)
	bestFirst(list, min(most, len(list)))
	return list[:min(most, len(list))]
}

// scoreSteps is how many steps scores are sorted into before the best are selected.
const scoreSteps = 1024

// first are the same of the part, with some more that are hardly worse.
func (r *roughPart) first(most int, kind roughKind) (list []roughScore) {
	from, to := max(kind.from, int(r.from)), min(kind.to, int(r.to))
	if from >= to {
		return nil
	}
	scores := r.scores[from:to]
	highest := float32(0)
	for _, score := range scores {
		highest = max(highest, score)
	}
	if highest == 0 {
		return nil
	}
	var having [scoreSteps]int // cases by step
	steps := (scoreSteps - 1) / highest
	for i, score := range scores {
		if score > 0 && (kind.fits == nil || kind.fits(from+i)) {
			having[int(score*steps)]++
		}
	}
	lowest, cases := scoreSteps, 0
	for lowest > 0 && cases < most {
		lowest--
		cases += having[lowest]
	}
	list = make([]roughScore, 0, cases)
	for i, score := range scores {
		if score > 0 && int(score*steps) >= lowest && (kind.fits == nil || kind.fits(from+i)) {
			list = append(list, roughScore{score, from + i})
		}
	}
	return list
}

type roughScore struct {
	score  float32
	number int
}

// bestFirst brings the cases with the best scores to the first places, so many of them in any order.
// Of equal ones the first number comes first.
func bestFirst(list []roughScore, most int) {
	selectFirst(list, most, func(a, b roughScore) bool {
		return a.score > b.score || a.score == b.score && a.number < b.number
	})
}
