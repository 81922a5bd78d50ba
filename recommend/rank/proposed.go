package rank

import (
	"cmp"

	"precedent/corpus"
	"precedent/recommend"
)

// kindSet are kinds of what is known of a case, a bit each. Of a kind that was proposed for it,
// its record says nothing.
type kindSet uint8

const (
	ofTopics kindSet = 1 << iota
	ofApproaches
	ofCountries
	ofLevels
	ofYears
)

// facts are what limits and wishes are held against: what the record of a case says, and of what
// it does not say what was proposed for it.
type facts struct {
	countries []string
	level     string
	year      int
	proposed  kindSet
}

func factsOf(c *corpus.Case) facts {
	f := facts{c.Countries, cmp.Or(c.Level, c.ProposedLevel()), int(cmp.Or(c.Year, c.ProposedYear())), 0}
	if more := c.ProposedCountries(); len(more) > 0 {
		f.countries = more
		f.proposed |= ofCountries
	}
	if f.level != c.Level {
		f.proposed |= ofLevels
	}
	if f.year != int(c.Year) {
		f.proposed |= ofYears
	}
	return f
}

// trust is what something of a kind is worth that a case has: less where it was proposed.
func (k kindSet) trust(of kindSet, w *recommend.Weights) float64 {
	if k&of != 0 {
		return w.Proposed
	}
	return 1
}

// kindOf is that of a topic or approach, which are numbered behind the topics.
func (s *tagStats) kindOf(tag int32) kindSet {
	if int(tag) < s.topics {
		return ofTopics
	}
	return ofApproaches
}

// setTags gives a case its tags: those of its record and others that were proposed for it, none
// of a kind that the record has.
func (d *analysedCase) setTags(own, proposed []int32, s *tagStats) {
	d.tags, d.proposed = append(own, proposed...), 0
	for _, tag := range proposed {
		d.proposed |= s.kindOf(tag)
	}
}

// tagsWorth is what the tags of a case are worth together, each given by its number, and
// the one that is worth most; -1 where the case has none.
func tagsWorth(c *collection, d *analysedCase, each []float64) (most int32, worth float64) {
	most = -1
	best := 0.0
	for _, tag := range d.tags {
		value := each[tag]
		if d.proposed != 0 {
			value *= d.proposed.trust(c.stats.tags.kindOf(tag), &c.weights)
		}
		worth += value
		if most < 0 || value > best {
			most, best = tag, value
		}
	}
	return most, worth
}
