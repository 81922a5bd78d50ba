package rank

import (
	"maps"
	"slices"

	"precedent/recommend"
	"precedent/recommend/understand"
)

// How much of what a case borrows the cases with a topic or approach must lend for it to be given to
// the case: where the thesaurus finds it in the record, and where it does not, which only the start
// of an engine goes by. It finds bare records better (0.02 to 0.04 nDCG@10 over
// tune.MeasureStripped) and is right less often in libraries about other things than the built-in
// one, so nobody is told of it as proposed in a record. Of what is, 82 in 100 topics are right for
// built-in records by their texts alone, and 43 in 100 of the right ones are found; of approaches 81
// and 20: package propose measures it.
const (
	lentBesidePhrases = 0.2
	lentAlone         = 0.5
)

// propose gives a case that lacks topics or approaches those that it speaks of and that cases like
// it have. Where there is none like it, what the thesaurus found stays. What stands in a record as
// proposed stays too, and where that is nothing, nothing is wanted.
func propose(c *collection, number int) {
	d, cs := c.doc(number), c.record(number)
	if len(d.borrowed.lenders) == 0 || cs.Proposed.Empty() || !understand.LacksTags(cs) {
		return
	}
	own := c.stats.tags.numbers(cs.Topics, cs.Approaches)
	recorded := c.stats.tags.numbers(cs.ProposedTopics(), cs.ProposedApproaches())
	found := lentTags(worthBy(c, d.borrowed.lenders), func(tag int32) float64 {
		if slices.Contains(d.tags, tag) { // which the thesaurus has found
			return lentBesidePhrases
		}
		return lentAlone
	})
	found = slices.DeleteFunc(found, func(tag int32) bool {
		return slices.Contains(recorded, tag) || !understand.LacksFacet(c.vocabulary.Taxonomy, cs, c.stats.tags.ids[tag])
	})
	setTags(d, own, append(recorded, found[:min(max(0, understand.MaxInferred-len(recorded)), len(found))]...), &c.stats.tags)
}

// setTags gives a case its tags: those of its record and others that were proposed for it, none
// of a kind that the record has.
func setTags(d *analysedCase, own, proposed []int32, s *tagStats) {
	d.tags, d.proposed = append(own, proposed...), 0
	for _, tag := range proposed {
		d.proposed |= s.kindOf(tag)
	}
}

// worthBy is how much of what a case borrows the cases with each tag lend.
func worthBy(c *collection, lenders []lender) map[int32]float64 {
	worth := map[int32]float64{}
	for _, l := range lenders {
		for _, tag := range c.doc(l.number).tags {
			worth[tag] += l.share
		}
	}
	return worth
}

// lentTags are the tags that the cases that a record is like lend so much to as it takes, the surest
// first. worth is by tag what they lend.
func lentTags(worth map[int32]float64, least func(tag int32) float64) (found []int32) {
	for tag, share := range worth {
		if share >= least(tag) {
			found = append(found, tag)
		}
	}
	slices.SortFunc(found, byWorth(func(tag int32) float64 { return worth[tag] }))
	return found
}

// proposed is Proposed by the number of the case.
func proposed(c *collection, number int) (p recommend.Tags) {
	cs := c.record(number)
	for _, tag := range c.stats.tags.names(c.doc(number).tags) {
		switch {
		case slices.Contains(cs.Topics, tag) || slices.Contains(cs.Approaches, tag):
		case c.vocabulary.Taxonomy.IsTopic(tag):
			p.Topics = append(p.Topics, tag)
		default:
			p.Approaches = append(p.Approaches, tag)
		}
	}
	return p
}

// Of the cases that one is like, so many topics are named at most: the first, and another that so
// much of what the case borrows comes from.
const (
	likeCasesShown = 2
	muchLent       = 0.5
)

// likeCasesOn are the topics that most of what a case borrows comes from, the first of
// them at least.
func likeCasesOn(c *collection, number int) []string {
	share := map[string]float64{}
	for _, l := range c.doc(number).borrowed.lenders {
		for _, topic := range c.record(l.number).Topics {
			share[topic] += l.share
		}
	}
	topics := slices.SortedFunc(maps.Keys(share), byWorth(func(topic string) float64 { return share[topic] }))
	kept := 0
	for kept < min(likeCasesShown, len(topics)) && (kept == 0 || share[topics[kept]] >= muchLent) {
		kept++
	}
	return topics[:kept]
}
