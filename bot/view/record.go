package view

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/slack-go/slack"

	"precedent/corpus"
	"precedent/recommend/wording"
	"precedent/recommend/wording/catalogue"
)

// Line is one text of a case's record under its label, without markup. Parts that
// stand below each other are set apart by line breaks.
type Line struct{ Label, Text string }

// part is a part of the record of a case as people read it wherever it is shown whole: as
// lines in the window of details, in a terminal and in briefs, and as columns of tables.
type part struct {
	lines       func(s *Speaker, c *corpus.Case) []Line
	columns     []column
	notInBriefs bool
}

// column is a column of a table of cases. name is the key of its text.
type column struct {
	name string
	cell func(s *Speaker, c *corpus.Case) string
}

// parts are all of a record but its title, address and source. Whoever adds a field to
// records adds a row here, or a column to one, with its label in each spoken language.
var parts = []part{
	{
		lines: lineOf("label.where", (*Speaker).whereabouts),
		columns: []column{
			{labelCountry, (*Speaker).countries},
			{"label.organisation", func(_ *Speaker, c *corpus.Case) string { return c.Organisation }},
			{labelLevel, func(s *Speaker, c *corpus.Case) string { return s.words.LevelName(c.Level) }},
			{labelYear, func(_ *Speaker, c *corpus.Case) string { return yearText(c) }},
		},
	},
	{
		lines: lineOf("label.language", func(s *Speaker, c *corpus.Case) string { return s.words.TextLanguage(c) }),
	},
	{
		lines: lineOf("label.library", func(_ *Speaker, c *corpus.Case) string { return c.Library }),
	},
	{
		lines: (*Speaker).accountLines,
		columns: []column{
			{labelProblem, func(_ *Speaker, c *corpus.Case) string { return c.Problem }},
			{labelDone, func(_ *Speaker, c *corpus.Case) string { return c.Summary }},
			{labelResults, func(_ *Speaker, c *corpus.Case) string { return c.Results }},
		},
	},
	{
		lines:   lineOf("label.tags", func(s *Speaker, c *corpus.Case) string { return strings.Join(s.allTags(c), ", ") }),
		columns: []column{{"label.tags", func(s *Speaker, c *corpus.Case) string { return strings.Join(s.allTags(c), "; ") }}},
	},
	{
		lines:       lineOf("label.proposed", (*Speaker).proposed),
		notInBriefs: true,
	},
	{
		lines:       lineOf("label.keywords", func(_ *Speaker, c *corpus.Case) string { return strings.Join(c.Keywords, ", ") }),
		notInBriefs: true,
	},
}

// lineOf is a part of one line. label is the key of its text.
func lineOf(label string, body func(*Speaker, *corpus.Case) string) func(*Speaker, *corpus.Case) []Line {
	return func(s *Speaker, c *corpus.Case) []Line { return []Line{{s.Text(label), body(s, c)}} }
}

// recordLines are the lines of all parts that have something to say, or of those that stand in
// briefs.
func (s *Speaker) recordLines(c *corpus.Case, brief bool) (all []Line) {
	for _, p := range parts {
		if !brief || !p.notInBriefs {
			all = append(all, p.lines(s, c)...)
		}
	}
	return slices.DeleteFunc(all, func(l Line) bool { return l.Text == "" })
}

// Record is the whole record of a case but for its title and address, for where
// there are no blocks.
func (s *Speaker) Record(c *corpus.Case) []Line {
	lines := append(s.recordLines(c, false), Line{s.Text(labelBriefSource), c.Source}, Line{s.Text(labelEvidence), s.evidence(c)})
	if c.URL == "" {
		lines = append(lines, Line{s.Text(labelLink), s.Text(labelNoLink)})
	}
	return slices.DeleteFunc(lines, func(l Line) bool { return l.Text == "" })
}

// accountLines are what a case answers, what was done and what came of it.
func (s *Speaker) accountLines(c *corpus.Case) (lines []Line) {
	for _, t := range s.words.Account(c) {
		lines = append(lines, Line{cmp.Or(t.Label, s.Text("label.text")), t.Text})
	}
	return lines
}

// whereabouts is where, who, at which level and when, in full.
func (s *Speaker) whereabouts(c *corpus.Case) string {
	since := ""
	if c.Year != 0 {
		since = s.Text("label.since", catalogue.Year(c.Year))
	}
	return strings.Join(present(s.countries(c), c.Organisation, s.words.LevelName(c.Level), since), "\n")
}

// countries are where a case was, by name.
func (s *Speaker) countries(c *corpus.Case) string {
	names := make([]string, len(c.Countries))
	for i, code := range c.Countries {
		names[i] = s.words.Place(code)
	}
	return strings.Join(names, ", ")
}

// proposed is what was found in the text of a case that its record does not say, with the words
// that led to it.
func (s *Speaker) proposed(c *corpus.Case) string {
	if c.Proposed == nil {
		return ""
	}
	var lines []string
	add := func(label string, list []corpus.Proposal, name func(id string) string) {
		var said []string
		for _, p := range list {
			one := name(p.ID)
			if len(p.Words) > 0 {
				one += " (" + strings.Join(s.words.Quoted(p.Words), ", ") + ")"
			}
			said = append(said, one)
		}
		if len(said) > 0 {
			lines = append(lines, s.Text("label.field", s.Text(label))+" "+strings.Join(said, ", "))
		}
	}
	if len(c.ProposedCountries()) > 0 {
		add(labelCountry, c.Proposed.Countries, s.words.Place)
	}
	if c.ProposedLevel() != "" {
		add(labelLevel, []corpus.Proposal{*c.Proposed.Level}, s.words.LevelName)
	}
	if year := c.ProposedYear(); year != 0 {
		add(labelYear, []corpus.Proposal{{ID: strconv.Itoa(int(year)), Words: c.Proposed.Year.Words}}, func(id string) string { return id })
	}
	tags := []corpus.Proposal{}
	if len(c.ProposedTopics()) > 0 {
		tags = append(tags, c.Proposed.Topics...)
	}
	if len(c.ProposedApproaches()) > 0 {
		tags = append(tags, c.Proposed.Approaches...)
	}
	add("label.tags", tags, s.words.Tag)
	return strings.Join(lines, "\n")
}

// yearText is when a case began, "" where that is not known.
func yearText(c *corpus.Case) string {
	if c.Year == 0 {
		return ""
	}
	return strconv.Itoa(int(c.Year))
}

// tags are the labels of topics and approaches.
func (s *Speaker) tags(ids []string) []string {
	labels := make([]string, len(ids))
	for i, id := range ids {
		labels[i] = s.words.Tag(id)
	}
	return labels
}

// allTags are the labels of what a case is about and how it went about it.
func (s *Speaker) allTags(c *corpus.Case) []string {
	return s.tags(slices.Concat(c.Topics, c.Approaches))
}

// evidence says how much of a case's source was seen, and when, and what a second look
// at it found; "" where the record does not tell.
func (s *Speaker) evidence(c *corpus.Case) string {
	seen, known := evidenceSeen[c.Evidence]
	if !known || c.Retrieved == "" { // without a day the sentences below say nothing that can be checked
		return ""
	}
	secondLook := cmp.Or(secondLooks[c.Checked], "label.looked-once")
	return s.Text(seen, s.words.Day(c.Retrieved)) + " " + s.Text(secondLook) + " " + s.Text("label.figures")
}

// evidenceSeen are the texts for how much of a source was seen, and secondLooks those for what
// a second look at a record found.
var (
	evidenceSeen = map[corpus.Evidence]string{
		corpus.EvidencePage:    "label.evidence-page",
		corpus.EvidenceSnippet: "label.evidence-snip",
		corpus.EvidenceListing: "label.evidence-list",
	}
	secondLooks = map[corpus.Checked]string{
		corpus.CheckedConfirmed: "label.confirmed",
		corpus.CheckedMended:    "label.mended",
		corpus.CheckedUnclear:   "label.unclear",
	}
)

// sharedText is how much of its text a case gets that is shown alone.
const sharedText = 800

// minPart is how much of what a case answers, and of what came of it, is shown where
// there is room: most records tell either in so many characters.
const minPart = 150

// account is what an answer shows of a case's record, within about so many characters.
// What it answers and what came of it are kept whole where they can be: they tell whether
// the case is worth a look.
func (s *Speaker) account(c *corpus.Case, most int) []wording.Field {
	fields := s.words.Account(c)
	left, done := most, -1
	each := max(most/2, min(minPart, 3*most/5))
	for i := range fields {
		if fields[i].Text == c.Summary {
			done = i
			continue
		}
		fields[i].Text = excerpt(fields[i].Text, each)
		left -= len(fields[i].Text)
	}
	if done >= 0 {
		fields[done].Text = excerpt(fields[done].Text, max(most/2, left))
	}
	return fields
}

// accountElements show an account, each part on its own line behind its label.
func (s *Speaker) accountElements(account []wording.Field) (elements []slack.RichTextSectionElement) {
	for _, t := range account {
		if t.Label == "" {
			elements = append(elements, text("\n"+t.Text))
			continue
		}
		elements = append(elements, bold("\n"+s.Text(labelField, t.Label)), text(" "+t.Text))
	}
	return elements
}

// plainAccount are the lines of an account, for where there is no rich text.
func (s *Speaker) plainAccount(account []wording.Field) []string {
	lines := make([]string, len(account))
	for i, t := range account {
		lines[i] = t.Text
		if t.Label != "" {
			lines[i] = s.Text(labelField, t.Label) + " " + t.Text
		}
	}
	return lines
}
