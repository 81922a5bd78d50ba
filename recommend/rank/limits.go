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

// outside tells which limits a case is outside of. carries tells whether it has one of
// some topics or approaches. A case without a year meets no period,
// and is on neither side of it; one of several countries is left out only when all of
// them are.
func (f limits) outside(c *corpus.Case, carries func(ids []string) bool) (kinds recommend.LimitKind) {
	elsewhere := func(code string) bool { return !slices.Contains(f.except, code) }
	if len(f.Places) > 0 && !analysis.Shares(f.places, c.Countries) ||
		len(f.except) > 0 && len(c.Countries) > 0 && !slices.ContainsFunc(c.Countries, elsewhere) {
		kinds |= recommend.LimitPlace
	}
	if len(f.Levels) > 0 && !slices.Contains(f.Levels, c.Level) {
		kinds |= recommend.LimitLevel
	}
	if len(f.Topics) > 0 && !carries(f.Topics) || len(f.Approaches) > 0 && !carries(f.Approaches) {
		kinds |= recommend.LimitTag
	}
	switch year := int(c.Year); {
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

// outsideOf tells which limits a case is outside of.
func outsideOf(c *collection, f limits, number int) recommend.LimitKind {
	return f.outside(&c.cases[number], func(ids []string) bool {
		return slices.ContainsFunc(c.stats.tags.numbers(ids), func(tag int32) bool { return slices.Contains(c.docs[number].tags, tag) })
	})
}

func inPeriod(f recommend.Filter, year int) bool {
	if f.Since == 0 && f.Until == 0 {
		return true
	}
	return year != 0 && year >= f.Since && (f.Until == 0 || year <= f.Until)
}
