package understand

import (
	"strings"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/understand/analysis"
)

// FindCase returns the case with that id. A *FilterError names the ids of the cases
// whose id or title is nearest to one that is not known.
func FindCase(l *corpus.Library, id string) (*corpus.Case, error) {
	if c := l.Case(id); c != nil {
		return c, nil
	}
	var known []string
	ids := map[string]string{}
	for _, c := range l.Cases() {
		known = append(known, c.ID, c.Title)
		ids[c.Title] = c.ID
	}
	for _, c := range l.Cases() {
		ids[c.ID] = c.ID // where it is another's title too
	}
	near := analysis.Unique(analysis.Mapped(analysis.Nearest(id, known, 2*analysis.NearestShown), func(found string) string { return ids[found] }))
	return nil, &recommend.FilterError{Field: "case", Value: id, Nearest: near[:min(analysis.NearestShown, len(near))]}
}

// slipsInName is how many letters of a name may be wrong for it to be a slip for
// another.
const slipsInName = 2

// Misspelt returns the known name that a name is most probably a slip for, in any
// capitals, and "" where there is none.
func Misspelt(name string, known []string) string {
	best, least := "", slipsInName+1
	for _, k := range known {
		if d := analysis.Distance([]rune(strings.ToUpper(name)), []rune(strings.ToUpper(k)), slipsInName); d < least {
			best, least = k, d
		}
	}
	return best
}
