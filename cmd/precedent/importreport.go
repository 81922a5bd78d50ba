package main

import (
	"fmt"
	"slices"
	"strings"

	"precedent/corpus"
	"precedent/corpus/importing"
)

// How much of an import is printed; --json has more.
const (
	shownSamples = 3
	shownSample  = 240 // characters of a text
	shownRows    = 10  // rows that were refused
	shownValues  = 3   // examples a column
	shownUnread  = 12  // columns that are not read
	shownHeading = 60  // characters of a heading
)

// allListed says where all of a list stand.
const allListed = " (--json lists all)"

// importJSON is the object that import --json prints.
type importJSON struct {
	importing.Report
	Proposed proposed      `json:"proposed"` // how many cases something was proposed for
	Skipped  []skippedFile `json:"skipped"`  // files in folders that could not be read
	Samples  []recordJSON  `json:"samples"`
	Library  string        `json:"library"`
	Mapping  string        `json:"mapping"`
	DryRun   bool          `json:"dry_run"`
	Error    string        `json:"error,omitempty"` // why nothing was written
}

func importObject(made imported, dryRun bool) importJSON {
	return importJSON{
		made.library.Report, made.proposed, append([]skippedFile{}, made.skipped...),
		mapped(samplesOf(made), func(c corpus.Case) recordJSON { return recordObject(&c) }), made.out, mappingBeside(made.out), dryRun, "",
	}
}

// samplesOf are the first cases with a text, and where there are too few, others.
func samplesOf(made imported) []corpus.Case {
	cases := made.library.Cases()
	var samples []corpus.Case
	for _, texts := range []bool{true, false} {
		for _, c := range cases {
			if len(samples) == shownSamples {
				return samples
			}
			if (c.Summary != "" || c.Problem != "") == texts {
				samples = append(samples, c)
			}
		}
	}
	return samples
}

// renderImport puts what came in, and what did not, into lines for a person.
func renderImport(made imported, dryRun bool, l look) string {
	p := &page{look: l}
	r := made.library.Report
	for _, f := range r.Files {
		p.paragraph("", f.File+" ("+strings.Join(f.Read, "; ")+")", l.bold)
		p.columns(f.Columns)
		if f.Short > 0 {
			p.paragraph("  ", fmt.Sprintf("%s fewer cells than there are headings, the first in line %d; what is missing counts as empty", counting(f.Short, "row has", "rows have"), f.FirstShort), nil)
		}
		if f.Long > 0 {
			p.paragraph("  ", fmt.Sprintf("%s cells beyond the headings, the first in line %d; they are not read, so give their columns headings", counting(f.Long, "row has", "rows have"), f.FirstLong), nil)
		}
		p.gap()
	}
	for _, f := range made.skipped {
		p.paragraph("", "left out: "+f.File+" "+f.Reason, nil)
	}
	for _, c := range samplesOf(made) {
		p.sample(&c)
		p.gap()
	}
	p.paragraph("", fmt.Sprintf("%s: %d imported, %d merged with the same case, %d refused", counting(r.Rows, "row", "rows"), r.Imported, r.Merged, r.Refused), l.bold)
	p.paragraph("", fmt.Sprintf("of %s, %d have a text, %d a page, %d a country, %d a year, %d a known topic or approach",
		counting(r.Imported, "case", "cases"), r.Have.Text, r.Have.URL, r.Have.Country, r.Have.Year, r.Have.Tags), nil)
	if r.Have.Text == 0 {
		p.paragraph("", noText(r), l.bold)
	}
	if made.proposed != (proposed{}) {
		p.paragraph("", made.proposed.said(), nil)
	}
	for i, refusal := range r.Refusals {
		if i == shownRows {
			p.paragraph("", fmt.Sprintf("refused: %s more; --json lists them", counting(r.Refused-shownRows, "row", "rows")), nil)
			break
		}
		p.paragraph("", fmt.Sprintf("refused: %s, line %d: %s", refusal.File, refusal.Line, refusal.Reason), nil)
	}
	p.merged(r)
	for _, v := range r.Values {
		p.paragraph("", fmt.Sprintf("not as written in %q, %s: %s", shorten(v.Column, shownHeading), counting(v.Count, "row", "rows"), strings.Join(mapped(v.Examples[:min(len(v.Examples), shownValues)], exampleOf), "; ")), nil)
	}
	p.gap()
	if dryRun {
		p.paragraph("", "nothing was written, because of --dry-run", nil)
		return p.String()
	}
	p.paragraph("", fmt.Sprintf("written: %s, and beside it %s, which says what each column holds", made.out, mappingBeside(made.out)), nil)
	if made.replaced != "" {
		p.paragraph("", fmt.Sprintf("it stands in place of a library that was made of %s", made.replaced), nil)
	}
	if made.kept != "" {
		p.paragraph("", fmt.Sprintf("the mapping that stood there said something else, and is kept as %s; --map takes what columns hold from it", made.kept), nil)
	}
	if file, ids := corpus.Slug(libraryName(made.out)), corpus.Slug(made.mapping.Name); file != ids {
		p.paragraph("", fmt.Sprintf("ids begin with %s/, and by its file the library is called %s; with one name for both, it is easier to find", ids, file), nil)
	}
	p.paragraph("", "next, or once that file is put right where a column is taken for what it is not:", nil)
	p.typable("similar --library", quotedPath(made.out), `"a problem in your own words"`)
	p.typable("import --map", quotedPath(mappingBeside(made.out)), strings.Join(mapped(made.sources, quotedPath), " "))
	return p.String()
}

// noText is what is said where no case has a text, which is nearly all that cases are found by.
func noText(r importing.Report) string {
	var unread []string
	for _, f := range r.Files {
		for _, c := range f.Columns {
			if c.Field == "" {
				unread = append(unread, fmt.Sprintf("%q", shorten(c.Heading, shownHeading)))
			}
		}
	}
	if len(unread) == 0 {
		return "NO CASE HAS A TEXT, so they are found by their titles alone"
	}
	return "NO CASE HAS A TEXT, so they are found by their titles alone. Columns not read: " + upTo(unread, shownUnread, allListed) +
		`; give those that tell what was done the field "text" in the mapping, and import by it with --map`
}

// merged says which rows were merged though they have an id of their own.
func (p *page) merged(r importing.Report) {
	for _, d := range r.Duplicates[:min(r.OtherIDs, len(r.Duplicates), shownRows)] {
		p.paragraph("", fmt.Sprintf("merged: %s, line %d: its id is %q, and all its texts are those of %s; where it is another case, let a text say so", d.File, d.Line, d.Own, d.ID), nil)
	}
	if more := r.OtherIDs - shownRows; more > 0 {
		p.paragraph("", fmt.Sprintf("merged: %s more with an id of their own; --json lists them", counting(more, "row", "rows")), nil)
	}
}

// typable writes a command of the program on a line of its own, to be copied whole.
func (p *page) typable(words ...string) {
	p.WriteString("  " + p.command() + " " + strings.Join(words, " ") + "\n")
}

func exampleOf(e importing.Example) string {
	return fmt.Sprintf("%s (%s, first in line %d)", e.What, counting(e.Count, "row", "rows"), e.Line)
}

// columns says what the columns of a table are taken for.
func (p *page) columns(columns []importing.Column) {
	var unread []string
	for _, c := range columns {
		heading := shorten(c.Heading, shownHeading)
		if c.Field == "" {
			unread = append(unread, fmt.Sprintf("%q", heading))
			continue
		}
		said := fmt.Sprintf("%-12s  %s", c.Field, heading)
		if c.From == "contents" {
			said += " (by its contents)"
		}
		p.WriteString("  " + said + "\n")
	}
	if len(unread) > 0 {
		p.paragraph("  ", "not read: "+upTo(unread, shownUnread, allListed), nil)
	}
}

// sample shows what was made of a row.
func (p *page) sample(c *corpus.Case) {
	p.paragraph("", c.ID+": "+c.Title, p.look.bold)
	for _, line := range []struct{ label, text string }{
		{"page", c.URL}, {"country", strings.Join(c.Countries, ", ")}, {"year", yearText(c.Year)}, {"level", c.Level}, {"organisation", c.Organisation},
		{"problem", c.Problem}, {"text", c.Summary}, {"results", c.Results},
		{"tags", strings.Join(slices.Concat(c.Topics, c.Approaches, c.Keywords), ", ")}, {"language", c.Language}, {"proposed", proposedText(c.Proposed)},
	} {
		if line.text != "" {
			p.paragraph(caseIndent, line.label+": "+shorten(line.text, shownSample), nil)
		}
	}
}

// proposedText is what was proposed for a case, with the words that led to it.
func proposedText(p *corpus.Proposed) string {
	if p == nil {
		return ""
	}
	list := slices.Concat(p.Countries, p.Topics, p.Approaches)
	if p.Level != nil {
		list = append(list, *p.Level)
	}
	if p.Year != nil {
		list = append(list, corpus.Proposal{ID: yearText(p.Year.ID), Words: p.Year.Words})
	}
	return strings.Join(mapped(list, func(of corpus.Proposal) string {
		return of.ID + " (" + strings.Join(mapped(of.Words, func(w string) string { return fmt.Sprintf("%q", w) }), ", ") + ")"
	}), ", ")
}

func yearText(year corpus.OptInt) string {
	if year == 0 {
		return ""
	}
	return fmt.Sprint(int(year))
}
