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

// outsideOf tells which limits a case is outside of. A case without a year meets no period,
// and is on neither side of it; one of several countries is left out only when all of them
// are.
func outsideOf(c *collection, f limits, number int) (kinds recommend.LimitKind) {
	cs := c.facts(number)
	elsewhere := func(code string) bool { return !slices.Contains(f.except, code) }
	if len(f.Places) > 0 && !analysis.Shares(f.places, cs.countries) ||
		len(f.except) > 0 && len(cs.countries) > 0 && !slices.ContainsFunc(cs.countries, elsewhere) {
		kinds |= recommend.LimitPlace
	}
	if len(f.Levels) > 0 && !slices.Contains(f.Levels, cs.level) {
		kinds |= recommend.LimitLevel
	}
	if len(f.Libraries) > 0 && !slices.Contains(f.Libraries, cs.library) {
		kinds |= recommend.LimitLibrary
	}
	for _, ids := range [][]string{f.Topics, f.Approaches} {
		if len(ids) > 0 && !analysis.Shares(c.stats.tags.numbers(ids), c.tagsOf(number)) {
			kinds |= recommend.LimitTag
		}
	}
	switch year := cs.year; {
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
