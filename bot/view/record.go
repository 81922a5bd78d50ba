package view

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"precedent/corpus"
)

// Line is one text of a case's record under its label, without markup. Parts that
// stand below each other are set apart by line breaks.
type Line struct{ Label, Text string }

// part is a part of the record of a case as people read it wherever it is shown whole: as
// lines in the window of details, in a terminal and in briefs, and as columns of tables.
type part struct {
	lines       func(r *Renderer, c *corpus.Case) []Line
	columns     []column
	notInBriefs bool
}

// column is a column of a table of cases. name is the key of its text.
type column struct {
	name string
	cell func(r *Renderer, c *corpus.Case) string
}

// parts are all of a record but its title, address and source. Whoever adds a field to
// records adds a row here, or a column to one.
var parts = []part{
	{
		lines: lineOf(labelWhere, (*Renderer).whereabouts),
		columns: []column{
			{labelCountry, (*Renderer).countries},
			{labelOrganisation, func(_ *Renderer, c *corpus.Case) string { return c.Organisation }},
			{labelLevel, func(r *Renderer, c *corpus.Case) string { return r.words.LevelName(c.Level) }},
			{labelYear, func(_ *Renderer, c *corpus.Case) string { return yearText(c) }},
		},
	},
	{
		lines: (*Renderer).accountLines,
		columns: []column{
			{labelProblem, func(_ *Renderer, c *corpus.Case) string { return c.Problem }},
			{labelDone, func(_ *Renderer, c *corpus.Case) string { return c.Summary }},
			{labelResults, func(_ *Renderer, c *corpus.Case) string { return c.Results }},
		},
	},
	{
		lines:   lineOf(labelTags, func(r *Renderer, c *corpus.Case) string { return strings.Join(r.allTags(c), ", ") }),
		columns: []column{{labelTags, func(r *Renderer, c *corpus.Case) string { return strings.Join(r.allTags(c), "; ") }}},
	},
	{
		lines:       lineOf(labelKeywords, func(_ *Renderer, c *corpus.Case) string { return strings.Join(c.Keywords, ", ") }),
		notInBriefs: true,
	},
}

// lineOf is a part of one line. label is the key of its text.
func lineOf(label string, body func(*Renderer, *corpus.Case) string) func(*Renderer, *corpus.Case) []Line {
	return func(r *Renderer, c *corpus.Case) []Line { return []Line{{r.Text(label), body(r, c)}} }
}

// recordLines are the lines of all parts that have something to say, or of those that stand in
// briefs.
func (r *Renderer) recordLines(c *corpus.Case, brief bool) (all []Line) {
	for _, p := range parts {
		if !brief || !p.notInBriefs {
			all = append(all, p.lines(r, c)...)
		}
	}
	return slices.DeleteFunc(all, func(l Line) bool { return l.Text == "" })
}

// Record is the whole record of a case but for its title and address, for where
// there are no blocks.
func (r *Renderer) Record(c *corpus.Case) []Line {
	lines := append(r.recordLines(c, false), Line{r.Text(labelBriefSource), c.Source}, Line{r.Text(labelEvidence), r.evidence(c)})
	if c.URL == "" {
		lines = append(lines, Line{r.Text(labelLink), r.Text(labelNoLink)})
	}
	return slices.DeleteFunc(lines, func(l Line) bool { return l.Text == "" })
}

// accountLines are what a case answers, what was done and what came of it.
func (r *Renderer) accountLines(c *corpus.Case) (lines []Line) {
	for _, t := range r.words.Account(c) {
		lines = append(lines, Line{cmp.Or(t.Label, r.Text(labelText)), t.Text})
	}
	return lines
}

// whereabouts is where, who, at which level and when, in full.
func (r *Renderer) whereabouts(c *corpus.Case) string {
	var lines []string
	add := func(s string) {
		if s != "" {
			lines = append(lines, s)
		}
	}
	add(r.countries(c))
	add(c.Organisation)
	add(r.words.LevelName(c.Level))
	if c.Year != 0 {
		add(r.Text(labelSince, int(c.Year)))
	}
	return strings.Join(lines, "\n")
}

// countries are where a case was, by name.
func (r *Renderer) countries(c *corpus.Case) string {
	names := make([]string, len(c.Countries))
	for i, code := range c.Countries {
		names[i] = r.words.Place(code)
	}
	return strings.Join(names, ", ")
}

// yearText is when a case began, "" where that is not known.
func yearText(c *corpus.Case) string {
	if c.Year == 0 {
		return ""
	}
	return strconv.Itoa(int(c.Year))
}

// tags are the labels of topics and approaches.
func (r *Renderer) tags(ids []string) []string {
	labels := make([]string, len(ids))
	for i, id := range ids {
		labels[i] = r.words.Tag(id)
	}
	return labels
}

// allTags are the labels of what a case is about and how it went about it.
func (r *Renderer) allTags(c *corpus.Case) []string {
	return r.tags(slices.Concat(c.Topics, c.Approaches))
}

// evidence says how much of a case's source was seen, and when, and what a second look
// at it found.
func (r *Renderer) evidence(c *corpus.Case) string {
	if c.Retrieved == "" {
		return r.Text(labelOwnLibrary) // without a day the sentences below say nothing that can be checked
	}
	var seen string
	switch c.Evidence {
	case corpus.EvidencePage:
		seen = labelEvidencePage
	case corpus.EvidenceSnippet:
		seen = labelEvidenceSnip
	case corpus.EvidenceListing:
		seen = labelEvidenceList
	default:
		return r.Text(labelOwnLibrary)
	}
	return r.Text(seen, c.Retrieved) + " " + r.Text(secondLook(c.Checked)) + " " + r.Text(labelFigures)
}

// secondLook is the text for what a second look at a record found.
func secondLook(found corpus.Checked) string {
	switch found {
	case corpus.CheckedConfirmed:
		return labelConfirmed
	case corpus.CheckedMended:
		return labelMended
	case corpus.CheckedUnclear:
		return labelUnclear
	}
	return labelLookedOnce
}
