package rank

import (
	"math"
	"math/bits"
	"slices"

	"precedent/recommend"
	"precedent/recommend/understand"
	"precedent/recommend/understand/analysis"
)

// scorer computes exact scores of cases for one query.
type scorer struct {
	c         *collection
	words     []scoredWord
	origins   []scoredWord
	tags      []scoredTag
	names     []scoredName
	refused   []scoredRefusal
	wishes    recommend.Filter
	wished    []string         // country codes of wishes.Places
	workplace *workplaceReader // nil where none is preferred
	known     float64          // summed weight of the words that some case has
	unknown   float64          // and of the others

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
	typed        int       // how many of them, from the first, come from the problem itself
	own          int       // where they are not all worth as much, how many of them, from the first, are no equivalents
	idf          float64   // of the word, whichever of its alternatives is met
	length       float64   // as how many words it counts
	weight       float64   // idf times trust and length
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

// has tells whether some terms are an alternative of the word already.
func (w *scoredWord) has(terms []int32) bool {
	return slices.ContainsFunc(w.alternatives, func(have []int32) bool { return slices.Equal(have, terms) })
}

// add adds an alternative that is worth so much as against the word itself.
func (w *scoredWord) add(terms []int32, text string, worth float64) {
	if w.worth == nil {
		w.worth, w.own = slices.Repeat([]float64{1}, len(w.alternatives)), len(w.alternatives)
	}
	w.alternatives, w.texts, w.worth = append(w.alternatives, terms), append(w.texts, text), append(w.worth, worth)
}

// itself is how many of the alternatives, from the first, are the word itself and no
// equivalents of it.
func (w *scoredWord) itself() int {
	if w.worth == nil {
		return len(w.alternatives)
	}
	return w.own
}

// scoredRefusal is a refusal as cases are held against it.
type scoredRefusal struct {
	recommend.Refusal
	words []scoredWord // nil where a case cannot have them all
	tags  []int32      // numbers of its topics and approaches
}

// ownStemmer is an analyzer for this scorer's goroutine, made when it is first needed.
func (s *scorer) ownStemmer() *analysis.Analyzer {
	if s.stemmer == nil {
		s.stemmer = analysis.NewAnalyzer(s.c.words)
	}
	return s.stemmer
}

// mainly is what a problem is mainly about. It is decided once for a problem, and held
// against each case.
type mainly struct {
	words []int // places of words, the heaviest first
	tags  []int // places of topics and approaches, the surest first
}

// anyWhole tells whether one of some alternatives has all its terms so.
func anyWhole(alternatives [][]int32, so func(term int32) bool) bool {
	return slices.ContainsFunc(alternatives, func(terms []int32) bool {
		return !slices.ContainsFunc(terms, func(term int32) bool { return !so(term) })
	})
}

// anyTerm tells whether one term of some alternatives is so.
func anyTerm(alternatives [][]int32, so func(term int32) bool) bool {
	return slices.ContainsFunc(alternatives, func(terms []int32) bool { return slices.ContainsFunc(terms, so) })
}

// heaviest is what the heaviest of the words weighs that some case has, 0 for none.
func heaviest(s *scorer) (most float64) {
	for i := range s.words {
		if w := &s.words[i]; len(w.alternatives) > 0 {
			most = max(most, w.weight)
		}
	}
	return most
}

// fitWeight is what a word weighs for fit.
func fitWeight(s *scorer, word int) float64 {
	w := &s.words[word]
	return trustOf(w.Word) * max(w.idf, s.leastIDF)
}

// newScoredWord finds the terms of a word and what it weighs. ok is false for a word
// that has no stem.
func newScoredWord(c *collection, w recommend.Word, a *analysis.Analyzer) (sw scoredWord, ok bool) {
	sw.Word = w
	for _, text := range understand.TermsOf(w) {
		stems := a.StemsOf(text)
		ok = ok || len(stems) > 0
		if terms := c.stats.stems.findAll(stems); len(terms) > 0 {
			sw.alternatives = append(sw.alternatives, terms)
			sw.texts = append(sw.texts, text)
		}
	}
	sw.typed = len(sw.alternatives)
	sw.idf = idfOf(c, &sw)
	sw.length = lengthOf(c, &sw)
	sw.weigh()
	return sw, ok
}

// lengthOf is as how many words one counts that is searched as a phrase: "Energiearmut" says as
// much as energy and poverty do.
func lengthOf(c *collection, w *scoredWord) float64 {
	if len(w.Terms) == 0 || len(w.alternatives) == 0 {
		return 1
	}
	var sum, most float64
	for _, term := range w.alternatives[0] {
		tells := idf(c.stats.cases, int(c.stats.caseCnt[term]))
		sum, most = sum+tells, max(most, tells)
	}
	return 1 + c.weights.RenderingLength*(sum/most-1)
}

// weigh makes the weight of a word.
func (w *scoredWord) weigh() { w.weight = trustOf(w.Word) * w.idf * w.length }

// idfOf is the idf of a word, by how many cases would have one of its alternatives were
// these independent, each counting for what it is worth.
func idfOf(c *collection, w *scoredWord) float64 {
	without := 1.0 // share of the cases that have none
	n := float64(max(1, c.stats.cases))
	for i, alternative := range w.alternatives {
		worth := 1.0
		if w.worth != nil {
			worth = w.worth[i]
		}
		without *= 1 - worth*float64(c.stats.caseCnt[c.stats.rarest(alternative)])/n
	}
	return idf(c.stats.cases, int(math.Round(n*(1-without))))
}

// leastIDF is LeastIDF on the scale of the library.
func leastIDF(c *collection) float64 {
	return c.weights.LeastIDF * idf(len(c.cases), 1) / idf(c.weights.FitCases, 1)
}

func trustOf(w recommend.Word) float64 {
	if w.Weight == 0 {
		return 1
	}
	return w.Weight
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
			e, borrowed := d.entry(term), s.c.weights.Borrowed*d.borrowed.count(term)
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
			if rarest < 0 || s.c.stats.caseCnt[term] < s.c.stats.caseCnt[rarest] {
				rarest = term
			}
		}
		if found == 0 {
			continue
		}
		words := float64(len(alternative))
		tf := sum / words * (found / words)
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

// fieldWeights is what a word counts in each field of a case, before
// saturation.
func (s *scorer) fieldWeights(d *analysedCase) (norm [recommend.NumFields]float64) {
	return s.c.stats.fieldWeights(d, &s.c.weights)
}

// saturated is BM25F's share of a word's weight that so many of it earn.
func (s *scorer) saturated(tf float64) float64 {
	k1 := s.c.weights.K1
	return tf * (k1 + 1) / (k1 + tf)
}
