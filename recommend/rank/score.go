package rank

import (
	"cmp"
	"math"
	"math/bits"
	"slices"
	"strings"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/understand"
	"precedent/recommend/understand/analysis"
)

// namedPart is a part of a score with what its reason is made from.
type namedPart struct {
	recommend.Part
	place int   // of a word among those of the problem, -1 where they have no order
	ways  []way // in which the case has a word

	borrowed bool // the case has the word only from cases like it
}

// part is a Part on its way: numbers instead of names, so that scoring some
// hundred cases makes nothing that the garbage collector must follow.
type part struct {
	kind  partKind
	asked int32 // place of the word or tag among those asked for
	met   int32 // number of the term or tag that it met
	value float64

	borrowed bool // the word is met in no sentence of the case's own, but in those of cases like it
}

type partKind uint8

const (
	ofWord partKind = iota
	ofTag
	ofCountry
	ofLevel
	ofPeriod
	ofGuess
	ofLikeWords // feedback
	ofLikeTags
	ofAlike
	ofHomeCountry
	ofHomeRegion
	ofHomeLevel
	ofName
	ofRefused
)

// scorer computes exact scores of cases for one query.
type scorer struct {
	e       *Engine
	words   []scoredWord
	tags    []scoredTag
	names   []scoredName
	refused []scoredRefusal
	wishes  recommend.Filter
	wished  []string    // country codes of wishes.Places
	home    *homeReader // nil where none is preferred
	known   float64     // summed weight of the words that some case has
	unknown float64     // and of the others

	leastIDF float64            // what a word or tag weighs at least for fit
	fitKnown float64            // known, each word weighing leastIDF at least
	guessed  []float64          // by tag: what a case with it is given, nil where nothing can be guessed
	onlyTags bool               // nothing but topics and approaches can be met
	main     mainly             // what the problem is mainly about
	like     bool               // cases like a case are looked for: the words and tags are that case's
	met      []metTerm          // room for wordParts; a scorer serves one goroutine
	parts    []part             // the same for score
	stemmer  *analysis.Analyzer // the same, made when it is needed

	// Known once feedback has settled the order of the cases.
	problem recommend.ProblemFeatures
	tenth   float64 // score of the tenth case, or of the last where there are fewer
}

type scoredWord struct {
	recommend.Word
	alternatives [][]int32 // the terms of each; those that no case has are left out
	texts        []string  // of the alternatives
	worth        []float64 // of the alternatives, as against the word itself; nil where all are worth as much
	own          int       // where they are not, how many of them, from the first, are no equivalents
	idf          float64   // of the word, whichever of its alternatives is met
	weight       float64   // idf times trust
}

type scoredName struct {
	asked string
	cases []int // numbers of those that bear it
}

type scoredTag struct {
	recommend.Concept
	kind   recommend.PartKind
	number int32
	idf    float64
	weight float64
	near   []float64 // by tag: the share of the worth that it is given; 0 for most
	named  []int     // places of the words that named it
	alone  []int     // of those of them that name it by themselves, and not only as a part of a phrase
}

func (e *Engine) newScorer(q recommend.Query) *scorer {
	s := &scorer{e: e, wishes: q.Wishes, wished: e.vocabulary.Places.Codes(q.Wishes.Places), home: newHomeReader(e.vocabulary.Places, homeOf(q)), like: q.Like != "", leastIDF: e.leastIDF()}
	a := analysis.NewAnalyzer(e.understander.Words)
	for _, w := range q.Words {
		sw, ok := e.scoredWord(w, a)
		if !ok {
			continue
		}
		s.words = append(s.words, sw)
	}
	s.weighRenderings(q.Language)
	if saysProblem(q) {
		s.addEquivalents(a)
	}
	for i := range s.words {
		if sw := &s.words[i]; len(sw.alternatives) > 0 {
			s.known += sw.weight
			s.fitKnown += s.fitWeight(i)
		}
	}
	s.weighUnknown()
	for _, n := range q.Named {
		s.names = append(s.names, scoredName{n.Asked, e.numbersOf(n.Cases)})
	}
	s.refused = e.scoredRefusals(q.Refused, a)
	for _, c := range q.Concepts {
		n, ok := e.stats.tags.number[c.ID]
		if !ok {
			continue
		}
		kind := recommend.PartTopic
		if e.vocabulary.Taxonomy.IsApproach(c.ID) {
			kind = recommend.PartApproach
		}
		idf := e.stats.tags.idfs[n]
		named := s.placesOf(c.Words())
		s.tags = append(s.tags, scoredTag{c, kind, n, idf, e.weights.Tag * c.Weight * idf, e.closeTo(c.ID), named, s.namedAlone(c, named)})
	}
	if s.known == 0 { // no word that any case has: only tags can be met
		for _, t := range s.tags {
			s.known += t.weight
		}
		s.fitKnown = s.known
		s.onlyTags = len(s.tags) > 0
	}
	s.guessed = s.guess()
	s.main = s.mainly()
	return s
}

// weighUnknown holds the words that no case has to the weight of the heaviest that some
// case has: how rare they are in the world the library cannot tell.
func (s *scorer) weighUnknown() {
	heaviest := s.heaviest()
	for i := range s.words {
		if w := &s.words[i]; len(w.alternatives) == 0 {
			if heaviest > 0 {
				w.weight = min(w.weight, heaviest)
			}
			s.unknown += w.weight
		}
	}
}

// heaviest is what the heaviest of the words weighs that some case has, 0 for none.
func (s *scorer) heaviest() (most float64) {
	for i := range s.words {
		if w := &s.words[i]; len(w.alternatives) > 0 {
			most = max(most, w.weight)
		}
	}
	return most
}

// fitWeight is what a word weighs for fit.
func (s *scorer) fitWeight(word int) float64 {
	w := &s.words[word]
	return trustOf(w.Word) * max(w.idf, s.leastIDF)
}

// scoredWord finds the terms of a word and what it weighs. ok is false for a word
// that has no stem.
func (e *Engine) scoredWord(w recommend.Word, a *analysis.Analyzer) (sw scoredWord, ok bool) {
	sw.Word = w
	for _, text := range understand.TermsOf(w) {
		var alternative []int32
		known := true
		for _, stem := range a.StemsOf(text) {
			ok = true
			term, has := e.stats.stems.find(stem)
			if !has {
				known = false
				break
			}
			alternative = append(alternative, term)
		}
		if known && len(alternative) > 0 {
			sw.alternatives = append(sw.alternatives, alternative)
			sw.texts = append(sw.texts, text)
		}
	}
	sw.idf = e.idfOf(&sw)
	sw.weight = trustOf(w) * sw.idf
	return sw, ok
}

// idfOf is the idf of a word, by how many cases would have one of its alternatives were
// these independent, each counting for what it is worth.
func (e *Engine) idfOf(w *scoredWord) float64 {
	without := 1.0 // share of the cases that have none
	n := float64(max(1, e.stats.cases))
	for i, alternative := range w.alternatives {
		fewest := e.stats.cases
		for _, term := range alternative {
			fewest = min(fewest, int(e.stats.caseCnt[term]))
		}
		worth := 1.0
		if w.worth != nil {
			worth = w.worth[i]
		}
		without *= 1 - worth*float64(fewest)/n
	}
	return idf(e.stats.cases, int(math.Round(n*(1-without))))
}

// scored is a case with its score.
type scored struct {
	number     int
	score      float64
	names      float64 // what of the score comes from the case's own name
	queryScore float64 // how well the case meets the problem's own words and tags, for any length of problem
	relevance  float64 // own, and how much the case is like the best matches
	parts      []part

	likely   float64 // how likely the case is to be on the point of the problem
	strength recommend.Strength
}

// score adds up the parts of a case.
func (s *scorer) score(number int) scored {
	d, c := &s.e.docs[number], &s.e.cases[number]
	r := scored{number: number, parts: s.parts[:0]}
	s.wordParts(d, &r)
	s.tagParts(d, &r)
	s.contextParts(c, &r)
	s.nameParts(&r)
	s.refusedParts(number, &r)
	if !r.isRefused() { // a case about what is not wanted gets nothing for its likely topics
		s.guessPart(d, &r)
	}
	s.parts = r.parts
	r.parts = append(make([]part, 0, len(r.parts)+mostFeedback), r.parts...)
	r.sum()
	r.queryScore = s.queryScore(r.parts, s.e.fitScales.of(d))
	r.relevance = r.queryScore
	return r
}

// sum makes the score of the parts.
func (r *scored) sum() {
	r.score = 0
	for _, p := range r.parts {
		r.score += p.value
	}
}

// queryScore makes one yardstick for short and long problems out of the parts:
//
//	own = (words + tags - refused) / sqrt(known) * max(share, min(1, (words met + tags met) / min(FullWords, words asked)))
//
// Scores grow with the number of words asked that the library knows, about
// with the root of their summed weight (known). The last factor keeps one rare
// word from standing in for a problem of many: share is how much of the asked
// weight was met. Words that no case has count half there. Words met are counted by
// weight, (sum w)^2 / sum w^2, so that a small word beside a rare one hardly
// counts; tags met are the topics and approaches asked for that the case
// carries, half for those that only repeat words met. A word weighs at least LeastIDF
// here. scale brings own to one scale for all libraries.
func (s *scorer) queryScore(parts []part, scale float64) float64 {
	var about, met, squares, count float64
	for _, p := range parts {
		switch p.kind {
		case ofWord:
			idf := s.words[p.asked].idf
			w := max(idf, s.leastIDF)
			met += w
			squares += w * w
			about += p.value * w / idf
		case ofRefused:
			about += p.value
		case ofTag:
			t := &s.tags[p.asked]
			about += p.value * max(t.idf, s.leastIDF) / t.idf
			switch exact := p.met == t.number; {
			case exact && s.repeats(t):
				count += 0.5
			case exact:
				count++
			}
		}
	}
	switch {
	case s.fitKnown == 0:
		return 0
	case s.onlyTags: // all of what was asked for is as good as can be
		return s.e.weights.OnlyTags * about / s.known
	}
	about *= scale
	if squares > 0 {
		count += met * met / squares
	}
	return about / math.Sqrt(s.fitKnown) * max(met/(s.fitKnown+s.unknown/2), min(1, count/min(s.e.weights.FullWords, max(1, s.wordsAsked()))))
}

// wordsAsked is how many words the problem has, those that no case has counting half:
// they may be what it is about, or a name, or a slip.
func (s *scorer) wordsAsked() (n float64) {
	for i := range s.words {
		if len(s.words[i].alternatives) > 0 {
			n++
		} else {
			n += 0.5
		}
	}
	return n
}

// repeats tells whether the case at hand meets all words that named a topic or
// approach.
func (s *scorer) repeats(t *scoredTag) bool {
	return len(t.named) > 0 && !slices.ContainsFunc(t.named, func(i int) bool { return s.met[i].tf == 0 })
}

// placesOf returns where words as typed stand among those that are searched for.
func (s *scorer) placesOf(words []string) (places []int) {
	for _, said := range words {
		i := slices.IndexFunc(s.words, func(w scoredWord) bool { return w.Asked == said || slices.Contains(analysis.PartsOf(w.Asked), said) })
		if i >= 0 {
			places = append(places, i)
		}
	}
	return places
}

// namedAlone returns those places of words that are all of a phrase that named a topic or
// approach. A word of a longer phrase does not name it: not all of housing is about rents
// that are controlled.
func (s *scorer) namedAlone(c recommend.Concept, named []int) (places []int) {
	for _, phrase := range c.Phrases() {
		for _, i := range named {
			if asked := s.words[i].Asked; asked == phrase || strings.Contains(" "+asked+" ", " "+phrase+" ") {
				places = append(places, i)
			}
		}
	}
	return places
}

// leastIDF is LeastIDF on the scale of the library.
func (e *Engine) leastIDF() float64 {
	return e.weights.LeastIDF * idf(len(e.cases), 1) / idf(e.weights.FitCases, 1)
}

// fitScales bring fit to the scale of the library that its thresholds were found on: that
// of cases with sentences of how people ask for them, and that of cases without.
type fitScales struct{ with, without float64 }

func (f *fitScales) of(d *analysedCase) float64 {
	if d.sentenceWords() == 0 {
		return f.without
	}
	return f.with
}

// fewEarned is how many words weigh as much, where the scale of cases without sentences is
// found, as that of cases with them: of six cases it would be chance.
const fewEarned = 200

// scalesOfFit are those of the library. Weights of words grow with the number of cases,
// and fit with their root; what a word can earn grows with the number of fields that the
// records have, and with what they borrow.
func (e *Engine) scalesOfFit() fitScales {
	// earned sums up what each word that several such cases have earns in the one that has
	// most of it.
	earned := func(without bool) (sum, words float64) {
		best, having := make([]float64, len(e.stats.stems)), make([]int32, len(e.stats.stems))
		s := scorer{e: e}
		for i := range e.docs {
			d := &e.docs[i]
			if (d.sentenceWords() == 0) != without {
				continue
			}
			norm := s.fieldWeights(d)
			for k := range d.entries {
				entry := &d.entries[k]
				tf := frequency(entry, &norm) + e.weights.Borrowed*d.borrowed.count(entry.term)
				best[entry.term] = max(best[entry.term], s.saturated(tf))
				having[entry.term]++
			}
		}
		for term, n := range having {
			if n > 1 { // a word of one case only says little
				sum += best[term]
				words++
			}
		}
		return sum, words
	}
	scale := math.Sqrt(idf(e.weights.FitCases, 1) / idf(len(e.cases), 1))
	usual := e.weights.FitBest
	if sum, words := earned(false); words > 0 {
		usual = sum / words
	}
	sum, words := earned(true)
	without := (sum + fewEarned*usual) / (words + fewEarned)
	return fitScales{scale * e.weights.FitBest / usual, scale * e.weights.FitBest / without}
}

// metTerm is how a case meets a word.
type metTerm struct {
	tf    float64 // weighted by field, of all alternatives together
	asked uint64  // a bit for each asked-as sentence with an alternative
	like  uint64  // the same with an equivalent
	term  int32   // of the alternative that counts most, its rarest word
	shown bool    // an alternative stands in the record, not in asked-as sentences alone
	own   bool    // an alternative stands in the record or in sentences of its own, and is not only borrowed
	other bool    // it meets equivalents alone
}

// inSentences is in how many of some asked-as sentences the word is met, with an
// equivalent for its share.
func (m *metTerm) inSentences(of uint64, equivalent float64) float64 {
	return float64(bits.OnesCount64(m.asked&of)) + equivalent*float64(bits.OnesCount64(m.like&^m.asked&of))
}

// meet looks for a word in a case. An alternative of several words counts as
// often as they do on average, less by the share of them that is missing.
func (s *scorer) meet(d *analysedCase, w *scoredWord, norm *[recommend.NumFields]float64) (m metTerm) {
	most := 0.0
	for i, alternative := range w.alternatives {
		var sum, found float64
		var shown, own bool
		rarest, asked := int32(-1), ^uint64(0)
		for _, term := range alternative {
			e, borrowed := d.entry(term), s.e.weights.Borrowed*d.borrowed.count(term)
			if e == nil && borrowed == 0 {
				asked = 0
				continue
			}
			found++
			sum += borrowed
			if e != nil {
				sum += frequency(e, norm)
				shown, own = shown || e.shown, true
				asked &= e.asked
			} else {
				asked = 0
			}
			if rarest < 0 || s.e.stats.caseCnt[term] < s.e.stats.caseCnt[rarest] {
				rarest = term
			}
		}
		if found == 0 {
			continue
		}
		words := float64(len(alternative))
		tf := sum / words * math.Pow(found/words, s.e.weights.Whole)
		if w.worth != nil {
			tf *= w.worth[i]
		}
		if i < w.itself() {
			m.asked |= asked
		} else if found < words {
			continue
		} else {
			m.like |= asked
			if m.tf > 0 && !m.other { // the word itself says where it is met
				m.tf += tf
				continue
			}
			m.other = true
		}
		m.tf += tf
		m.shown, m.own = m.shown || shown, m.own || own
		if tf > most {
			most, m.term = tf, rarest
		}
	}
	return m
}

// wordParts adds BM25F for each word, and what the best of the asked-as
// sentences add for the words they share with the problem.
func (s *scorer) wordParts(d *analysedCase, r *scored) {
	w := &s.e.weights
	norm := s.fieldWeights(d)
	met := s.met[:0]
	for i := range s.words {
		met = append(met, s.meet(d, &s.words[i], &norm))
	}
	s.met = met
	best := s.bestSentences(met)
	for i, m := range met {
		if m.tf == 0 {
			continue
		}
		word := &s.words[i]
		value := word.weight * s.saturated(m.tf)
		if shared := m.inSentences(best, w.Equivalent); shared > 0 {
			value += word.weight * w.Asked * shared / float64(bits.OnesCount64(best))
		}
		r.parts = append(r.parts, part{kind: ofWord, asked: int32(i), met: m.term, value: value, borrowed: !m.own})
	}
}

// fieldWeights is what a word counts in each field of a case, before
// saturation.
func (s *scorer) fieldWeights(d *analysedCase) (norm [recommend.NumFields]float64) {
	w := &s.e.weights
	for f := range recommend.NumFields {
		norm[f] = w.Field[f] / (1 - w.Length[f] + w.Length[f]*float64(d.lengths[f])/s.e.stats.mean[f])
	}
	return norm
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

// saturated is BM25F's share of a word's weight that so many of it earn.
func (s *scorer) saturated(tf float64) float64 {
	k1 := s.e.weights.K1
	return tf * (k1 + 1) / (k1 + tf)
}

// waysIn returns the alternatives of a word that a case has whole.
func (s *scorer) waysIn(d *analysedCase, w *scoredWord) (ways []way) {
	for i, alternative := range w.alternatives {
		if slices.ContainsFunc(alternative, func(term int32) bool { return d.entry(term) == nil }) {
			continue
		}
		stems := make([]string, len(alternative))
		for k, term := range alternative {
			stems[k] = s.e.stats.stems[term]
		}
		is := way{stems: stems, other: len(w.Terms) > 0 || i >= w.itself()}
		switch {
		case i < w.itself():
			is.rank = i
		case len(stems) == 1:
			is.equivalent = w.texts[i]
		}
		ways = append(ways, is)
	}
	return ways
}

// bestSentences returns a bit for each of the asked-as sentences that share
// most with the problem, at most BestAsked, the earlier first among equals.
func (s *scorer) bestSentences(met []metTerm) (best uint64) {
	var value [maxSentences]float64
	var all uint64
	for i, e := range met {
		all |= e.asked | e.like
		for set := e.asked; set != 0; set &= set - 1 {
			value[bits.TrailingZeros64(set)] += s.words[i].weight
		}
		for set := e.like &^ e.asked; set != 0; set &= set - 1 {
			value[bits.TrailingZeros64(set)] += s.words[i].weight * s.e.weights.Equivalent
		}
	}
	for range s.e.weights.BestAsked {
		first := -1
		for set := all &^ best; set != 0; set &= set - 1 {
			if k := bits.TrailingZeros64(set); first < 0 || value[k] > value[first] {
				first = k
			}
		}
		if first < 0 {
			break
		}
		best |= 1 << first
	}
	return best
}

// tagParts adds each topic and approach asked for that the case carries, or a
// share of it for the closest tag that it carries instead.
func (s *scorer) tagParts(d *analysedCase, r *scored) {
	for i := range s.tags {
		asked := &s.tags[i]
		met, share := int32(-1), 0.0
		for _, tag := range d.tags {
			if near := asked.near[tag]; near > share {
				met, share = tag, near
			}
		}
		if share > 0 {
			r.parts = append(r.parts, part{kind: ofTag, asked: int32(i), met: met, value: share * asked.weight})
		}
	}
}

// closeTo returns by tag how close it comes to a topic or approach, as the share
// of its worth: 1 for itself, Broader where one contains the other, Related
// where they are related.
func (e *Engine) closeTo(id string) []float64 {
	t, numbers := e.vocabulary.Taxonomy, e.stats.tags.number
	near := make([]float64, len(numbers))
	for _, list := range [][]corpus.Concept{t.Topics, t.Approaches} {
		for _, other := range list {
			if slices.Contains(other.Broader, id) {
				near[numbers[other.ID]] = e.weights.Broader
			} else if slices.Contains(other.Related, id) {
				near[numbers[other.ID]] = e.weights.Related
			}
		}
	}
	for _, r := range t.Concept(id).Related {
		near[numbers[r]] = max(near[numbers[r]], e.weights.Related)
	}
	for _, b := range t.Concept(id).Broader {
		near[numbers[b]] = e.weights.Broader
	}
	near[numbers[id]] = 1
	return near
}

// contextParts adds the wishes that the case meets.
func (s *scorer) contextParts(c *corpus.Case, r *scored) {
	w := &s.e.weights
	if len(s.wished) > 0 && s.wishedCountry(c) != "" {
		r.parts = append(r.parts, part{kind: ofCountry, value: w.Country})
	}
	if slices.Contains(s.wishes.Levels, c.Level) {
		r.parts = append(r.parts, part{kind: ofLevel, value: w.Level})
	}
	if (s.wishes.Since != 0 || s.wishes.Until != 0) && inPeriod(s.wishes, int(c.Year)) {
		r.parts = append(r.parts, part{kind: ofPeriod, value: w.Period})
	}
}

// nameParts adds each name in the problem that the case bears.
func (s *scorer) nameParts(r *scored) {
	for i, n := range s.names {
		if slices.Contains(n.cases, r.number) {
			r.parts = append(r.parts, part{kind: ofName, asked: int32(i), value: s.e.weights.CaseName})
			r.names += s.e.weights.CaseName
		}
	}
}

// bears tells whether a case bears each of the names in the problem that another one
// bears.
func (s *scorer) bears(number, other int) bool {
	return !slices.ContainsFunc(s.names, func(n scoredName) bool {
		return slices.Contains(n.cases, other) && !slices.Contains(n.cases, number)
	})
}

// wishedCountry is the first country of a case that was wished for, "" where
// none was.
func (s *scorer) wishedCountry(c *corpus.Case) string {
	for _, code := range c.Countries {
		if slices.Contains(s.wished, code) {
			return code
		}
	}
	return ""
}

// named makes the parts of a scored case, the largest first.
func (s *scorer) named(r *scored) []namedPart {
	c, st := &s.e.cases[r.number], s.e.stats
	slices.SortStableFunc(r.parts, func(a, b part) int { return cmp.Compare(b.value, a.value) })
	list := make([]namedPart, len(r.parts))
	for i, p := range r.parts {
		n := namedPart{Part: recommend.Part{Value: p.value}}
		switch p.kind {
		case ofWord:
			n.Kind, n.Asked, n.Met = recommend.PartWord, s.words[p.asked].Asked, st.stems[p.met]
			n.borrowed = p.borrowed
			n.ways = s.waysIn(&s.e.docs[r.number], &s.words[p.asked])
			if n.place = int(p.asked); s.like {
				n.place = -1
			}
		case ofTag:
			t := &s.tags[p.asked]
			n.Kind, n.Asked, n.Met, n.Exact = t.kind, t.ID, st.tags.ids[p.met], p.met == t.number
		case ofCountry:
			n.Kind, n.Met = recommend.PartContext, s.wishedCountry(c)
		case ofLevel:
			n.Kind, n.Met = recommend.PartContext, c.Level
		case ofPeriod:
			n.Kind, n.Met = recommend.PartContext, yearText(int(c.Year))
		case ofRefused:
			n.Kind, n.Asked, n.Met = recommend.PartRefused, s.refused[p.asked].Asked, s.refused[p.asked].Asked
		case ofGuess:
			n.Kind, n.Met = recommend.PartGuess, st.tags.ids[p.met]
		case ofLikeWords:
			n.Kind, n.Met = recommend.PartFeedback, st.stems[p.met]
		case ofLikeTags:
			n.Kind, n.Met = recommend.PartFeedback, st.tags.ids[p.met]
		case ofAlike:
			n.Kind, n.Met = recommend.PartAlike, s.e.docs[p.met].id
		case ofName:
			n.Kind, n.Asked, n.Met = recommend.PartName, s.names[p.asked].asked, c.Title
		case ofHomeCountry:
			n.Kind, n.Met = recommend.PartHome, s.home.Country
		case ofHomeRegion:
			n.Kind, n.Met = recommend.PartHome, s.home.regions[p.met]
		case ofHomeLevel:
			n.Kind, n.Met = recommend.PartHome, s.home.Level
		}
		if n.Kind == recommend.PartContext || n.Kind == recommend.PartHome {
			n.Asked = n.Met
		}
		list[i] = n
	}
	return list
}

func trustOf(w recommend.Word) float64 {
	if w.Weight == 0 {
		return 1
	}
	return w.Weight
}

// way is one of the words or phrases that a word of a problem was searched as. A phrase is
// met as a whole or not at all: of an abbreviation's meaning, one word alone says nothing.
type way struct {
	stems      []string
	other      bool   // it is not the word as typed: a translation, what it is short for, an equivalent
	rank       int    // among the renderings of a word of another language, the likeliest first
	equivalent string // the word that it is where that is an equivalent, which no word stands for that merely has its stem
}
