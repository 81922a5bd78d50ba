package rank

import (
	"slices"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/understand/analysis"
)

// limits is a filter with its places spelled out as country codes.
type limits struct {
	recommend.Filter
	places, except []string
}

func spelledOut(f recommend.Filter, p *corpus.Places) limits {
	return limits{Filter: f, places: p.Codes(f.Places), except: p.Codes(f.Except)}
}

// outsideOf tells which limits a case is outside of, by what its record says and, where it says
// nothing, by what was proposed: nine in ten of these are right, and they are marked.
func outsideOf(c *collection, f limits, number int) recommend.LimitKind {
	cs := c.facts(number)
	return f.outside(cs, func(ids []string) bool {
		return analysis.Shares(c.stats.tags.numbers(ids), c.tagsOf(number))
	})
}

// Within tells whether a record fits all limits, by what stands in it and what was proposed for it.
func Within(f recommend.Filter, p *corpus.Places) func(c *corpus.Case) bool {
	spelled := spelledOut(f, p)
	return func(c *corpus.Case) bool {
		return spelled.outside(factsOf(c), func(ids []string) bool {
			return slices.ContainsFunc([][]string{c.Topics, c.Approaches, c.ProposedTopics(), c.ProposedApproaches()}, func(its []string) bool { return analysis.Shares(ids, its) })
		}) == 0
	}
}

// outside tells which limits a case is outside of by its facts. has tells whether it has one of some
// topics or approaches. A case without a year meets no period, and is on
// neither side of it; one of several countries is left out only when all of them are.
func (f limits) outside(its facts, has func(ids []string) bool) (kinds recommend.LimitKind) {
	elsewhere := func(code string) bool { return !slices.Contains(f.except, code) }
	if len(f.Places) > 0 && !analysis.Shares(f.places, its.countries) ||
		len(f.except) > 0 && len(its.countries) > 0 && !slices.ContainsFunc(its.countries, elsewhere) {
		kinds |= recommend.LimitPlace
	}
	if len(f.Levels) > 0 && !slices.Contains(f.Levels, its.level) {
		kinds |= recommend.LimitLevel
	}
	if len(f.Libraries) > 0 && !slices.Contains(f.Libraries, its.library) {
		kinds |= recommend.LimitLibrary
	}
	for _, ids := range [][]string{f.Topics, f.Approaches} {
		if len(ids) > 0 && !has(ids) {
			kinds |= recommend.LimitTag
		}
	}
	switch year := its.year; {
	case inPeriod(f.Filter, year):
	case year == 0:
		kinds |= recommend.LimitBefore | recommend.LimitAfter
	case year < f.Since:
		kinds |= recommend.LimitBefore
	default:
		kinds |= recommend.LimitAfter
	}
	return kinds
}

func inPeriod(f recommend.Filter, year int) bool {
	if f.Since == 0 && f.Until == 0 {
		return true
	}
	return year != 0 && year >= f.Since && (f.Until == 0 || year <= f.Until)
}

// metByProposal is 1 for a case that is inside limits by what was proposed for it, 0 for others.
func metByProposal(f recommend.Filter, c facts) int {
	if len(f.Places) > 0 && c.proposed&ofCountries != 0 || len(f.Levels) > 0 && c.proposed&ofLevels != 0 ||
		(f.Since != 0 || f.Until != 0) && c.proposed&ofYears != 0 {
		return 1
	}
	return 0
}
