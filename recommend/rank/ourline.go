package rank

import (
	"slices"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/understand/analysis"
)

const (
	// otherWords are what other words for a problem are worth, against a sentence that
	// meets as much of it.
	otherWords = 0.5
	// untelling is what a word adds to the worth of a line that tells nothing by itself,
	// against one that does.
	untelling = 0.3
)

// linesOfOurs are the lines on how people may ask for a case. No source has them.
func linesOfOurs(c *corpus.Case) []string { return slices.Concat(c.Asked(), c.Also) }

// ourLine is the one of our lines on a case that meets most of the problem, and the words
// that it meets and the record does not. It is told where the telling words that the
// record lacks weigh more than those that are named of it: then whoever reads the record
// alone cannot see why the case is shown. score is that of the case.
func ourLine(c *collection, a *analysis.Analyzer, cs *corpus.Case, words, named []*metWord, score float64) (line string, hidden []recommend.WordReason) {
	var shown, unseen float64
	for _, w := range named {
		shown += w.value
	}
	tells := map[*metWord]bool{}
	for _, w := range words {
		if !w.inRecord && w.value >= minReason*score && (anyTelling(c, w.ways) || shown == 0 && w.value >= muchOfScore*score) {
			tells[w] = true
			unseen += w.value
		}
	}
	if unseen <= shown {
		return "", nil
	}
	for _, w := range named {
		tells[w] = true
	}
	most := 0.0
	by, at := byFirstStem(words), map[*metWord]metAt{}
	for _, l := range stemAll(a, linesOfOurs(cs)) {
		kept, _ := analysis.Truncate(l.text, recommend.LineShown)
		end := len(kept)
		worth, told := 0.0, false
		var met []recommend.WordReason
		by.in(l, at)
		for _, w := range words {
			m, has := at[w]
			if !has || l.tokens[m.to-1].Start >= end {
				continue // or it stands in what is cut off
			}
			adds := w.value
			if m.way.other {
				adds *= otherWorth
			}
			if !tells[w] {
				adds *= untelling
			}
			worth += adds
			if !w.inRecord {
				told = told || tells[w]
				met = append(met, recommend.WordReason{Asked: w.reason.Asked, Met: l.between(m.from, m.to), Hidden: true, Other: m.way.other})
			}
		}
		if !recommend.IsSentence(l.text) {
			worth *= otherWords
		}
		if told && (worth > most || worth == most && len(l.text) < len(line)) {
			line, most, hidden = l.text, worth, met
		}
	}
	return line, hidden
}

// anyTelling tells whether one of the ways in which a case has a word tells something.
func anyTelling(c *collection, ways []way) bool {
	return slices.ContainsFunc(ways, func(w way) bool { return len(w.stems) > 1 || isTelling(c, w.stems[0], false) })
}
