package rank

import (
	"slices"

	"precedent/recommend/understand/analysis"
)

// Variety is as light as it can be: pushing unlike cases up costs more relevance
// than it gains (measured in the literature, and here). So only cases that tell
// nearly the same are folded into one: a programme and its successor, or the
// same thing done elsewhere.

const (
	// sameStory is how alike the records of two cases must be (the cosine of
	// their words, weighted by idf) to count as nearly the same.
	sameStory = 0.4
	// maxCollapsed is how many cases of an answer are compared: six pages.
	maxCollapsed = 30
)

// collapse puts cases that tell nearly the same as a better one under it, but for those
// that the problem names. The order of the others stays.
func collapse(s *scorer, shown []scored) []group {
	c := s.c
	groups := make([]group, 0, len(shown))
	stories := make([]story, min(maxCollapsed, len(shown)))
	eachOnAllCores(len(stories), func(i int) { stories[i] = storyOf(c, shown[i].number) })
	told := stories[:0] // those of the groups
	spread := make([]float64, len(c.stats.stems))
	for i, r := range shown {
		if i < len(stories) {
			this := stories[i]
			this.spread(spread, 1)
			k := slices.IndexFunc(told, func(other story) bool {
				return analysis.Shares(c.tagsOf(other.number), c.tagsOf(r.number)) && other.likeness(this.norm, spread) >= sameStory &&
					s.bears(other.number, r.number)
			})
			this.spread(spread, 0)
			if k >= 0 {
				groups[k].duplicates = append(groups[k].duplicates, r.number)
				continue
			}
			told = append(told, this)
		}
		groups = append(groups, group{scored: r})
	}
	return groups
}
