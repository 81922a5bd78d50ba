package rank

import "precedent/recommend"

// Lenders returns the cases that one borrows from, the most alike first: none for one that
// has sentences of how people ask for it, or that no case is like.
func (e *Engine) Lenders(id string) (list []recommend.Lender) {
	n := e.numberOf(id)
	if n < 0 {
		return nil
	}
	d := &e.docs[n]
	for _, l := range d.borrowed.lenders {
		list = append(list, recommend.Lender{Case: &e.cases[l.number], Alike: l.alike, Share: l.share, Words: wordsLent(e.collection, d, &e.cases[l.number])})
	}
	return list
}

// Proposed are the topics and approaches that a case was given because its record has
// none of the kind. They count as its own do.
func (e *Engine) Proposed(id string) recommend.Tags {
	n := e.numberOf(id)
	if n < 0 {
		return recommend.Tags{}
	}
	return proposed(e.collection, n)
}

// TopicCounts returns how many cases each topic has, proposed ones too.
func (e *Engine) TopicCounts() map[string]int {
	counts := map[string]int{}
	for n := range e.docs {
		if e.teaches(n) {
			continue
		}
		for _, tag := range e.stats.tags.names(e.docs[n].tags) {
			if e.vocabulary.Taxonomy.IsTopic(tag) {
				counts[tag]++
			}
		}
	}
	return counts
}
