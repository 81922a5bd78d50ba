package rank

import (
	"cmp"
	"slices"

	"precedent/corpus"
	"precedent/recommend"
)

// homeOf is what of Home counts: where the problem or a limit names a place or a
// level, that rules.
func homeOf(q recommend.Query) recommend.Home {
	h := q.Home
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

// neighbourhoods are the regions of the world that make their members neighbours,
// by id, the smallest first.
func neighbourhoods(p *corpus.Places) (ids []string) {
	size := map[string]int{}
	for _, r := range p.Regions {
		if !slices.Contains(noNeighbourhood, r.ID) {
			ids = append(ids, r.ID)
			size[r.ID] = len(r.Members)
		}
	}
	slices.SortStableFunc(ids, func(a, b string) int { return cmp.Compare(size[a], size[b]) })
	return ids
}

// homeReader tells how cases are like a home.
type homeReader struct {
	recommend.Home
	regions []string         // that the country lies in, the smallest first
	near    map[string]int32 // country -> place of the smallest that it shares
}

// newHomeReader returns nil for a home that prefers nothing.
func newHomeReader(p *corpus.Places, h recommend.Home) *homeReader {
	if h == (recommend.Home{}) {
		return nil
	}
	r := &homeReader{Home: h, near: map[string]int32{}}
	for _, id := range neighbourhoods(p) {
		members := p.Codes([]string{id})
		if !slices.Contains(members, h.Country) {
			continue
		}
		for _, code := range members {
			if _, nearer := r.near[code]; !nearer {
				r.near[code] = int32(len(r.regions))
			}
		}
		r.regions = append(r.regions, id)
	}
	return r
}

// parts are what a case is worth more for being like the home: its country, or
// else the smallest region of the world with both, and its level.
func (h *homeReader) parts(w *recommend.Weights, c *corpus.Case) (list []part) {
	if h.Country != "" && slices.Contains(c.Countries, h.Country) {
		list = append(list, part{kind: ofHomeCountry, value: w.HomeCountry})
	} else if region, ok := h.nearest(c.Countries); ok {
		list = append(list, part{kind: ofHomeRegion, met: region, value: w.HomeRegion})
	}
	if h.Level != "" && c.Level == h.Level {
		list = append(list, part{kind: ofHomeLevel, value: w.HomeLevel})
	}
	return list
}

// nearest is the smallest of the home's regions in which one of the countries lies.
func (h *homeReader) nearest(codes []string) (region int32, ok bool) {
	for _, code := range codes {
		if r, has := h.near[code]; has && (!ok || r < region) {
			region, ok = r, true
		}
	}
	return region, ok
}

// preferHome adds to the scores of what is shown what being like the person's home
// is worth, and orders each strength anew. Nothing else is left to decide by then.
func preferHome(s *scorer, shown []group) {
	if s.home == nil {
		return
	}
	for i := range shown {
		g := &shown[i]
		if more := s.home.parts(&s.e.weights, &s.e.cases[g.number]); len(more) > 0 {
			g.parts = append(g.parts, more...)
			g.sum()
		}
	}
	slices.SortStableFunc(shown, func(a, b group) int {
		return cmp.Or(byStrength(a.scored, b.scored), cmp.Compare(b.score, a.score))
	})
}
