package rank

import (
	"cmp"
	"slices"

	"precedent/corpus"
	"precedent/recommend"
)

// workplaceThatCounts is what of Workplace counts: where the problem or a limit names a place or a
// level, that rules.
func workplaceThatCounts(q recommend.Query) recommend.Workplace {
	h := q.Workplace
	if len(q.Limits.Places)+len(q.Limits.Except)+len(q.Wishes.Places) > 0 {
		h.Country = ""
	}
	if len(q.Limits.Levels)+len(q.Wishes.Levels) > 0 {
		h.Level = ""
	}
	return h
}

// noNeighbourhood are the regions whose members are not near each other: those too
// wide to say anything, and groups by income, treaty or language.
var noNeighbourhood = []string{
	"americas", "asia", "asia-pacific",
	"low-middle-income", "developing", "global-south", "oecd", "g7", "g20", "small-island-states",
	"arab-states", "asean", "dach", "ibero-america", "visegrad",
	"least-developed", "landlocked", "landlocked-developing", "island-states", "mediterranean", "post-soviet", "brics", "commonwealth",
	"francophone-africa", "anglophone-africa", "lusophone-africa", "french-speaking", "portuguese-speaking", "spanish-speaking",
}

// neighbourhoods are the regions of the world that make their members neighbours, the
// smallest first.
func neighbourhoods(p *corpus.Places) []corpus.Region {
	regions := slices.DeleteFunc(slices.Clone(p.Regions), func(r corpus.Region) bool { return slices.Contains(noNeighbourhood, r.ID) })
	slices.SortStableFunc(regions, func(a, b corpus.Region) int { return cmp.Compare(len(a.Members), len(b.Members)) })
	return regions
}

// workplaceReader tells how cases are like a workplace.
type workplaceReader struct {
	recommend.Workplace
	regions []string         // that the country lies in, the smallest first
	near    map[string]int32 // country -> place of the smallest that it shares
}

// newWorkplaceReader returns nil for a workplace that prefers nothing.
func newWorkplaceReader(p *corpus.Places, h recommend.Workplace) *workplaceReader {
	if h == (recommend.Workplace{}) {
		return nil
	}
	r := &workplaceReader{Workplace: h, near: map[string]int32{}}
	for _, region := range neighbourhoods(p) {
		members := p.Codes([]string{region.ID})
		if !slices.Contains(members, h.Country) {
			continue
		}
		for _, code := range members {
			if _, nearer := r.near[code]; !nearer {
				r.near[code] = int32(len(r.regions))
			}
		}
		r.regions = append(r.regions, region.ID)
	}
	return r
}

// parts are what a case is worth more for being like the workplace: its country, or
// else the smallest region of the world with both, and its level.
func (r *workplaceReader) parts(w *recommend.Weights, c facts) (list []part) {
	if r.Country != "" && slices.Contains(c.countries, r.Country) {
		list = append(list, part{kind: ofWorkplaceCountry, value: w.WorkplaceCountry * c.proposed.trust(ofCountries, w)})
	} else if region, ok := r.nearest(c.countries); ok {
		list = append(list, part{kind: ofWorkplaceRegion, met: region, value: w.WorkplaceRegion * c.proposed.trust(ofCountries, w)})
	}
	if r.Level != "" && c.level == r.Level {
		list = append(list, part{kind: ofWorkplaceLevel, value: w.WorkplaceLevel * c.proposed.trust(ofLevels, w)})
	}
	return list
}

// nearest is the smallest of the workplace's regions in which one of the countries lies.
func (r *workplaceReader) nearest(codes []string) (region int32, ok bool) {
	for _, code := range codes {
		if its, has := r.near[code]; has && (!ok || its < region) {
			region, ok = its, true
		}
	}
	return region, ok
}

// preferWorkplace adds to the scores of what is shown what being like the person's workplace
// is worth, and orders each strength anew. Nothing else is left to decide by then.
func preferWorkplace(s *scorer, shown []group) {
	if s.workplace == nil {
		return
	}
	for i := range shown {
		g := &shown[i]
		if more := s.workplace.parts(&s.c.weights, s.c.facts(g.number)); len(more) > 0 {
			g.parts = append(g.parts, more...)
			g.sum()
		}
	}
	slices.SortStableFunc(shown, func(a, b group) int {
		return cmp.Or(byStrength(a.scored, b.scored), cmp.Compare(b.score, a.score))
	})
}
