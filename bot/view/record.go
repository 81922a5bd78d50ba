package view

import (
	"slices"

	"precedent/corpus"
)

// Line is one text of a case's record under its label, without markup. Parts that
// stand below each other are set apart by line breaks.
type Line struct{ Label, Text string }

// Record is the whole record of a case but for its title and address, for where
// there are no blocks.
func (r *Renderer) Record(c *corpus.Case) []Line {
	var lines []Line
	for _, f := range r.fields(c) {
		lines = append(lines, Line{f.label, f.body})
	}
	lines = append(lines, Line{r.Text(labelBriefSource), c.Source}, Line{r.Text(labelEvidence), r.evidence(c)})
	if c.URL == "" {
		lines = append(lines, Line{r.Text(labelLink), r.Text(labelNoLink)})
	}
	return slices.DeleteFunc(lines, func(l Line) bool { return l.Text == "" })
}
