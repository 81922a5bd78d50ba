package recommend

import (
	"strings"

	"precedent/corpus"
)

// FindCase returns the case with that id. A *FilterError names the ids nearest to
// one that is not known.
func FindCase(l *corpus.Library, id string) (*corpus.Case, error) {
	if c := l.Case(id); c != nil {
		return c, nil
	}
	known := mapped(l.Cases(), func(c corpus.Case) string { return c.ID })
	return nil, &FilterError{Field: "case", Value: id, Nearest: nearest(id, known, nearestShown)}
}

// slipsInName is how many letters of a name may be wrong for it to be a slip for
// another.
const slipsInName = 2

// Misspelt returns the known name that a name is most probably a slip for, in any
// capitals, and "" where there is none.
func Misspelt(name string, known []string) string {
	best, least := "", slipsInName+1
	for _, k := range known {
		if d := distance([]rune(strings.ToUpper(name)), []rune(strings.ToUpper(k)), slipsInName); d < least {
			best, least = k, d
		}
	}
	return best
}
