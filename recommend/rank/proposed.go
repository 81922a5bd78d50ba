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
	library   string // name
	proposed  kindSet
}

func factsOf(c *corpus.Case) facts {
	f := facts{c.Countries, cmp.Or(c.Level, c.ProposedLevel()), int(cmp.Or(c.Year, c.ProposedYear())), c.From(), 0}
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
