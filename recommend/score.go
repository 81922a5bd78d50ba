package recommend

import (
	"cmp"
	"math"
	"slices"

	"precedent/corpus"
)

// PartKind says where a part of a score comes from.
type PartKind string

// The kinds of part.
const (
	PartWord     PartKind = "word"     // a word of the problem stands in the case
	PartTopic    PartKind = "topic"    // a topic of the problem is the case's, or close to one of its topics
	PartApproach PartKind = "approach" // the same for an approach
	PartContext  PartKind = "context"  // the case lies where, or when, or at the level wished for
)

// Part is one addend of a score. The score of a case is the sum of its parts,
// and the reasons shown are made from them.
type Part struct {
	Kind  PartKind
	Asked string // the word as typed, or the words that named the topic, approach or context
	Met   string // the stem, tag, country code, level or year in the case that it met
	Exact bool   // for tags: the very tag asked for, not one close to it
	Value float64
}

// scorer computes exact scores of cases for one query.
type scorer struct {
	e       *Engine
	words   []scoredWord
	tags    []scoredTag
	wishes  Filter
	wished  []string // country codes of wishes.Places
	most    float64  // summed weight of the words
	exclude int      // number of the case asked about, -1 for none
}

type scoredWord struct {
	Word
	stem   string
	term   int32 // -1 when no case has it
	weight float64
}

type scoredTag struct {
	Concept
	weight float64
}

func (e *Engine) newScorer(q Query) *scorer {
	s := &scorer{e: e, wishes: q.Wishes, wished: placeCodes(e.vocabulary.Places, q.Wishes.Places), exclude: -1}
	a := newAnalyzer(e.understander.words)
	for _, w := range q.Words {
		stem := a.stem(w.term())
		if stem == "" {
			continue
		}
		sw := scoredWord{Word: w, stem: stem, term: -1, weight: w.weight() * e.stats.idf(stem)}
		if n, ok := e.stats.terms[stem]; ok {
			sw.term = n
		}
		s.words = append(s.words, sw)
		s.most += sw.weight
	}
	for _, c := range q.Concepts {
		if e.vocabulary.Taxonomy.Concept(c.ID) != nil {
			s.tags = append(s.tags, scoredTag{c, e.weights.Tag * c.Weight * e.stats.tagIDF(c.ID)})
		}
	}
	return s
}

// scored is a case with its score.
type scored struct {
	number int
	score  float64
	fit    float64 // how well the case meets the problem, for any length of problem
	parts  []Part
}

// score adds up the parts of a case.
func (s *scorer) score(number int) scored {
	d, c := &s.e.docs[number], &s.e.cases[number]
	r := scored{number: number}
	s.wordParts(d, &r)
	s.tagParts(d, &r)
	s.contextParts(c, &r)
	for _, p := range r.parts {
		r.score += p.Value
	}
	r.fit = s.fit(r.parts)
	return r
}

// fit makes one yardstick for short and long problems out of the parts:
//
//	fit = (words + tags) / sqrt(most) * max(share, min(1, words met / FullWords))
//
// Scores grow with the number of words asked, about with the root of their
// summed weight (most). The last factor keeps one rare word from standing in
// for a problem of many: share is how much of the asked weight was met, and
// words met is counted by weight, (sum w)^2 / sum w^2, so that a small word
// beside a rare one hardly counts.
func (s *scorer) fit(parts []Part) float64 {
	var about, met, squares float64
	for _, p := range parts {
		switch p.Kind {
		case PartWord:
			w := s.e.stats.idf(p.Met)
			met += w
			squares += w * w
			about += p.Value
		case PartTopic, PartApproach:
			about += p.Value
		}
	}
	if s.most == 0 { // only tags were asked for
		return about
	}
	words := 1.0
	if squares > 0 {
		words = met * met / squares
	}
	return about / math.Sqrt(s.most) * max(met/s.most, min(1, words/s.e.weights.FullWords))
}

// wordParts adds BM25F for each word, and what the best of the asked-as
// sentences add for the words they share with the problem.
func (s *scorer) wordParts(d *analysedCase, r *scored) {
	w := &s.e.weights
	sentences := s.bestSentences(d)
	for _, word := range s.words {
		if word.term < 0 {
			continue
		}
		var tf float64
		for f := range numFields {
			if n := d.count(f, word.term); n > 0 {
				norm := 1 - w.Length[f] + w.Length[f]*float64(d.lengths[f])/s.e.stats.mean[f]
				tf += w.Field[f] * float64(n) / norm
			}
		}
		if tf == 0 {
			continue
		}
		value := word.weight * tf * (w.K1 + 1) / (w.K1 + tf)
		for _, set := range sentences {
			if _, has := slices.BinarySearch(set, word.term); has {
				value += w.Asked * word.weight / float64(len(sentences))
			}
		}
		r.parts = append(r.parts, Part{Kind: PartWord, Asked: word.Asked, Met: word.stem, Value: value})
	}
}

// bestSentences returns the asked-as sentences that share most with the
// problem, at most BestAsked.
func (s *scorer) bestSentences(d *analysedCase) [][]int32 {
	type candidate struct {
		set   []int32
		value float64
	}
	var list []candidate
	for _, set := range d.sets {
		var value float64
		for _, word := range s.words {
			if _, has := slices.BinarySearch(set, word.term); has {
				value += word.weight
			}
		}
		if value > 0 {
			list = append(list, candidate{set, value})
		}
	}
	slices.SortStableFunc(list, func(a, b candidate) int { return cmp.Compare(b.value, a.value) })
	var best [][]int32
	for _, c := range list[:min(len(list), s.e.weights.BestAsked)] {
		best = append(best, c.set)
	}
	return best
}

// tagParts adds each topic and approach asked for that the case carries, or a
// share of it for a tag close to one.
func (s *scorer) tagParts(d *analysedCase, r *scored) {
	for _, tag := range s.tags {
		met, share := s.closest(tag.ID, d.tags)
		if share == 0 {
			continue
		}
		kind := PartTopic
		if s.e.vocabulary.Taxonomy.IsApproach(tag.ID) {
			kind = PartApproach
		}
		r.parts = append(r.parts, Part{Kind: kind, Asked: tag.ID, Met: met, Exact: met == tag.ID, Value: share * tag.weight})
	}
}

// closest returns the tag of a case that comes closest to the one asked for,
// and the share of its worth: 1 for the same, Broader where one contains the
// other, Related where they are related.
func (s *scorer) closest(asked string, tags []string) (met string, share float64) {
	w, t := &s.e.weights, s.e.vocabulary.Taxonomy
	for _, tag := range tags {
		var here float64
		switch a, b := t.Concept(asked), t.Concept(tag); {
		case tag == asked:
			here = 1
		case b == nil:
		case slices.Contains(a.Broader, tag) || slices.Contains(b.Broader, asked):
			here = w.Broader
		case slices.Contains(a.Related, tag) || slices.Contains(b.Related, asked):
			here = w.Related
		}
		if here > share {
			met, share = tag, here
		}
	}
	return met, share
}

// contextParts adds the wishes that the case meets.
func (s *scorer) contextParts(c *corpus.Case, r *scored) {
	w := &s.e.weights
	add := func(met string, value float64) {
		r.parts = append(r.parts, Part{Kind: PartContext, Asked: met, Met: met, Value: value})
	}
	for _, code := range c.Countries {
		if slices.Contains(s.wished, code) {
			add(code, w.Country)
			break
		}
	}
	if slices.Contains(s.wishes.Levels, c.Level) {
		add(c.Level, w.Level)
	}
	if (s.wishes.Since != 0 || s.wishes.Until != 0) && s.wishes.inPeriod(int(c.Year)) {
		add(yearText(int(c.Year)), w.Period)
	}
}
