package rank

import (
	"cmp"
	"slices"
	"strings"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/understand/analysis"
)

func newScorer(c *collection, q recommend.Query) *scorer {
	places := c.vocabulary.Places
	s := &scorer{c: c, wishes: q.Wishes, like: q.Like != "", leastIDF: leastIDF(c)}
	s.wished, s.workplace = places.Codes(q.Wishes.Places), newWorkplaceReader(places, workplaceThatCounts(q))
	a := analysis.NewAnalyzer(c.words)
	for _, w := range q.Words {
		if sw, ok := newScoredWord(c, w, a); ok {
			s.words = append(s.words, sw)
		}
	}
	for _, w := range q.Origins {
		if sw, ok := newScoredWord(c, w, a); ok {
			s.origins = append(s.origins, sw)
		}
	}
	weighRenderings(s, q.Language)
	addOwnForms(s, a)
	if saysProblem(q) {
		addEquivalents(s, a)
	}
	for i := range s.words {
		if sw := &s.words[i]; len(sw.alternatives) > 0 {
			s.known += sw.weight
			s.fitKnown += fitWeight(s, i)
		}
	}
	weighUnknown(s)
	for _, n := range q.Named {
		s.names = append(s.names, scoredName{n.Asked, c.numbersOf(n.Cases)})
	}
	s.refused = scoredRefusals(c, q.Refused, a)
	for _, concept := range q.Concepts {
		n, ok := c.stats.tags.number[concept.ID]
		if !ok {
			continue
		}
		kind := recommend.PartTopic
		if c.vocabulary.Taxonomy.IsApproach(concept.ID) {
			kind = recommend.PartApproach
		}
		idf := c.stats.tags.idfs[n]
		named := placesOf(s, concept.Words())
		s.tags = append(s.tags, scoredTag{concept, kind, n, idf, c.weights.Tag * concept.Weight * idf, closeTo(c, concept.ID), named, namedAlone(s, concept, named)})
	}
	if s.known == 0 { // no word that any case has: only tags can be met
		for _, t := range s.tags {
			s.known += t.weight
		}
		s.fitKnown = s.known
		s.onlyTags = len(s.tags) > 0
	}
	s.guessed = guessTags(s)
	s.main = s.mainly()
	return s
}

// weighUnknown holds the words that no case has to the weight of the heaviest that some
// case has: how rare they are in the world the library cannot tell.
func weighUnknown(s *scorer) {
	heaviest := heaviest(s)
	for i := range s.words {
		if w := &s.words[i]; len(w.alternatives) == 0 {
			if heaviest > 0 {
				w.weight = min(w.weight, heaviest)
			}
			s.unknown += w.weight
		}
	}
}

// placesOf returns where words as typed stand among those that are searched for.
func placesOf(s *scorer, words []string) (places []int) {
	for _, said := range words {
		i := slices.IndexFunc(s.words, func(w scoredWord) bool {
			if w.Part != "" {
				return w.Part == said
			}
			return w.Asked == said || slices.Contains(analysis.PartsOf(w.Asked), said)
		})
		if i >= 0 {
			places = append(places, i)
		}
	}
	return places
}

// namedAlone returns those places of words that are all of a phrase that named a topic or
// approach. A word of a longer phrase does not name it: of "rent control", "control" alone
// does not.
func namedAlone(s *scorer, c recommend.Concept, named []int) (places []int) {
	for _, phrase := range c.Phrases() {
		for _, i := range named {
			if asked := s.words[i].Asked; asked == phrase || strings.Contains(" "+asked+" ", " "+phrase+" ") {
				places = append(places, i)
			}
		}
	}
	return places
}

// closeTo returns by tag how close it comes to a topic or approach, as the share
// of its worth: 1 for itself, Broader where one contains the other, Related
// where they are related.
func closeTo(c *collection, id string) []float64 {
	t, numbers := c.vocabulary.Taxonomy, c.stats.tags.number
	near := make([]float64, len(numbers))
	for _, list := range [][]corpus.Concept{t.Topics, t.Approaches} {
		for _, other := range list {
			if slices.Contains(other.Broader, id) {
				near[numbers[other.ID]] = c.weights.Broader
			} else if slices.Contains(other.Related, id) {
				near[numbers[other.ID]] = c.weights.Related
			}
		}
	}
	for _, r := range t.Concept(id).Related {
		near[numbers[r]] = max(near[numbers[r]], c.weights.Related)
	}
	for _, b := range t.Concept(id).Broader {
		near[numbers[b]] = c.weights.Broader
	}
	near[numbers[id]] = 1
	return near
}

// likeTerms is how many words of a case stand for it when others like it are
// looked for: enough to tell it from its neighbours, few enough that its own
// wording does not drown what it is about.
const likeTerms = 30

// likeLeastIDF leaves out words that stand in more than about a fifth of the
// cases and so tell none apart.
const likeLeastIDF = 1.5

// likeQuery asks for what a case is about: its most telling words, taken from
// the fields that name the problem and the answer, and its tags. Words and
// limits of the query itself stay.
func likeQuery(c *collection, q recommend.Query) recommend.Query {
	n := c.numberOf(q.Like)
	if n < 0 {
		return q
	}
	cs, d := c.record(n), c.doc(n)
	type candidate struct {
		recommend.Word
		value float64
	}
	a := analysis.NewAnalyzer(c.words)
	var list []candidate
	seen := map[string]bool{}
	add := func(raw, word string, terms []string) {
		stem := a.Stem(word)
		if stem == "" || seen[stem] {
			return
		}
		seen[stem] = true
		term, _ := c.stats.stems.find(stem)
		here := d.entry(term)
		if here == nil || c.stats.caseCnt[term] < 2 || c.stats.idf(stem) < likeLeastIDF {
			return // it is a small word there, no other case has it, or too many have
		}
		var count float64
		for f, n := range here.count {
			count += c.weights.Field[f] * float64(n) / float64(max(1, d.lengths[f]))
		}
		list = append(list, candidate{recommend.Word{Asked: raw, Terms: terms}, count * c.stats.idf(stem)})
	}
	language := c.languageOf(n)
	for _, text := range append([]string{cs.Title, cs.Problem, cs.Summary}, cs.Keywords...) {
		for _, t := range analysis.TokenizeIn(language, text) {
			of, _ := c.readings.known(language, analysis.Lowered(t))
			for _, english := range of.English[:of.Likely] {
				add(t.Raw, analysis.Fold(english), []string{t.Word, english})
			}
			if of.Likely == 0 {
				add(t.Raw, t.Word, nil)
			}
		}
	}
	slices.SortStableFunc(list, func(a, b candidate) int { return cmp.Compare(b.value, a.value) })
	for _, w := range list[:min(len(list), likeTerms)] {
		q.Words = append(q.Words, w.Word)
	}
	for _, tag := range c.stats.tags.names(d.tags) {
		q.Concepts = append(q.Concepts, recommend.Concept{ID: tag, Asked: c.vocabulary.Taxonomy.Label(tag), Weight: 1})
	}
	return q
}
