package recommend

import (
	"slices"
	"unicode/utf8"

	"precedent/corpus"
)

// cutLine is what a line is worth that is too long to be shown whole, against one that is
// not: the words that it meets may stand in what is cut off.
const cutLine = 0.5

// linesOfOurs are the lines on how people may ask for a case. No source has them.
func linesOfOurs(c *corpus.Case) []string { return slices.Concat(c.Asked(), c.Also) }

// ourLine is the one of our lines on a case that meets most of the problem, and the words
// that it meets and the record does not. It is told where the words that the record
// lacks weigh more than those that are named of it: then whoever reads the record alone
// cannot see why the case is shown.
func (e *Engine) ourLine(a *analyzer, c *corpus.Case, words, named []*metWord) (line string, hidden []WordReason) {
	var shown, unseen float64
	for _, w := range named {
		shown += w.value
	}
	for _, w := range words {
		if !w.inRecord {
			unseen += w.value
		}
	}
	if unseen <= shown {
		return "", nil
	}
	most := 0.0
	lines := stemAll(a, linesOfOurs(c))
	for i, l := range lines {
		if i >= len(lines)-len(c.Also) && line != "" {
			break // a sentence says more than a term
		}
		worth := 0.0
		var met []WordReason
		for _, w := range words {
			if said := l.said(w.stems); said != "" {
				worth += w.value
				if !w.inRecord {
					met = append(met, WordReason{Asked: w.reason.Asked, Met: said, Hidden: true, Other: w.reason.Other})
				}
			}
		}
		if utf8.RuneCountInString(l.text) > lineShown {
			worth *= cutLine
		}
		if len(met) > 0 && (worth > most || worth == most && len(l.text) < len(line)) {
			line, most, hidden = l.text, worth, met
		}
	}
	return line, hidden
}
