package curate

import (
	"cmp"
	"fmt"
	"slices"
)

// Kind is a kind of finding.
type Kind string

// The kinds, in the order in which they are reported: what keeps a record out comes first, what
// reads well and could be written better last.
const (
	Unreadable      Kind = "unreadable"
	SameID          Kind = "same-id"
	Rule            Kind = "rule" // of the built-in library
	Twice           Kind = "twice"
	SameLink        Kind = "same-link"
	NearText        Kind = "near-text"
	SameTitle       Kind = "same-title"
	UnknownTag      Kind = "unknown-tag"
	UnknownCountry  Kind = "unknown-country"
	UnknownLevel    Kind = "unknown-level"
	UnknownLanguage Kind = "unknown-language"
	OddYear         Kind = "odd-year"
	BadLink         Kind = "bad-link"
	FrontPage       Kind = "front-page"
	UnknownField    Kind = "unknown-field"
	NotRead         Kind = "not-read"
	LongText        Kind = "long-text"
	Garbled         Kind = "garbled"
	NoText          Kind = "no-text"
	NoTags          Kind = "no-tags"
	NoLink          Kind = "no-link"
	NoCountry       Kind = "no-country"
	NoYear          Kind = "no-year"
	Form            Kind = "form"
)

// About is what is said of a kind of finding.
type About struct {
	Kind Kind
	Name string // of what was found, in a few words
	Next string // what to do about it
}

// Kinds are all kinds, in their order.
var Kinds = []About{
	{Unreadable, "lines that are no case", "mend or remove these lines: nobody is shown them"},
	{SameID, "ids that stand twice", "give one of them another id: all but the first are left out"},
	{Rule, "broken rules of the built-in library", "mend the record in corpus/data/cases"},
	{Twice, "records that say the same", "keep one of each: people see both"},
	{SameLink, "cases with the same link", "keep one of them, or give each the page of its own"},
	{NearText, "cases that tell nearly the same", "keep the better one, or say in their texts what sets them apart"},
	{SameTitle, "cases with the same title, and nothing that sets them apart", "keep one of them, or tell their countries, years or organisations"},
	{UnknownTag, "topics and approaches that are not known", "write a known one instead (precedent help filters lists them), or move the word to keywords, as which it is read"},
	{UnknownCountry, "countries that are not known", "write the two-letter code or the name in one of the eight languages; they are left out until then"},
	{UnknownLevel, "levels of government that are not known", "write one of those that precedent help filters lists; they are left out until then"},
	{UnknownLanguage, "languages that are not read", "leave the field out, or write the code of a language that is read"},
	{OddYear, "odd years", "write the year in which the case began in four digits"},
	{BadLink, "links that are no address of a page", "write the whole address, beginning with https://; they are left out until then"},
	{FrontPage, "links to the first page of a site", "give the page of the case itself: the first page of a site says nothing of it"},
	{UnknownField, "fields that are not known", "give them the name of a field, or leave them: they are not read"},
	{NotRead, "values that are not read as they are written", "write them as it says"},
	{LongText, "texts that are too long", "shorten them: what is beyond is cut"},
	{Garbled, "texts with signs that went wrong", "copy the text once more from where it came from, or import the table with --encoding"},
	{NoText, "cases without a text that says what was done", "add a summary: cases are found by their texts"},
	{NoTags, "cases without a topic or approach", "add some (precedent help filters lists them): limits leave these cases out"},
	{NoLink, "cases without a link", "add the page of the case: people cannot read on"},
	{NoCountry, "cases without a country", "add it: a limit to a country leaves these cases out"},
	{NoYear, "cases without a year", "add the year in which the case began: since and until leave these cases out"},
	{Form, "values that are understood and could be written plainly", "precedent library check --fix writes them so"},
}

// Place is where a record stands.
type Place struct {
	File string `json:"file"`
	Line int    `json:"line,omitempty"` // 0 in the built-in library
	ID   string `json:"id,omitempty"`
}

func (p Place) String() string {
	s := p.File
	if p.Line > 0 {
		s += fmt.Sprintf(", line %d", p.Line)
	}
	if p.ID != "" {
		s += " (" + p.ID + ")"
	}
	return s
}

// Finding is one thing that was found, in one record or in the same way in several.
type Finding struct {
	What    string  `json:"what"`            // "" where the kind says it all
	Field   string  `json:"field,omitempty"` // that it is in
	Value   string  `json:"value,omitempty"` // that is not known, as far as it is short
	Other   *Place  `json:"other,omitempty"` // the record that it is held against
	Fix     bool    `json:"fix"`             // whether mending it is mechanical
	Records int     `json:"records"`         // that it is in
	Places  []Place `json:"places"`          // the first of these
}

// Group is what was found of one kind.
type Group struct {
	About
	Records  int // that it is in, each as often as it was found there
	Fix      int // of these, those that are mended mechanically
	Findings []Finding
}

// collector gathers findings, those that say the same in one.
type collector struct {
	places int // how many places of a finding are kept, 0 for all
	groups map[Kind]*gathered
}

type gathered struct {
	list []*Finding
	more int // findings that are counted alone
	fix  int // of these, those that are mechanical
	same map[[4]string]*Finding
}

func newCollector(places int) *collector {
	return &collector{places, map[Kind]*gathered{}}
}

// mostPairs is how many pairs of a kind are kept, unless all places are: a file may have a million
// times the same id.
const mostPairs = 10_000

// add notes a finding at a place.
func (c *collector) add(kind Kind, at Place, f Finding) {
	g := c.groups[kind]
	if g == nil {
		g = &gathered{same: map[[4]string]*Finding{}}
		c.groups[kind] = g
	}
	key := [4]string{f.Field, f.What, f.Value}
	if f.What == "" && f.Value == "" {
		key[3] = at.File // what is missing is told by file
	}
	if f.Other != nil && c.places > 0 && len(g.list) >= mostPairs {
		if g.more++; f.Fix {
			g.fix++
		}
		return
	}
	known := g.same[key]
	if known == nil || f.Other != nil { // each pair is a finding of its own
		known = &f
		g.list = append(g.list, known)
		g.same[key] = known
	}
	known.Records++
	if c.places == 0 || len(known.Places) < c.places {
		known.Places = append(known.Places, at)
	}
}

// report is what was found by kind, within each kind what is in most records first.
func (c *collector) report() []Group {
	var groups []Group
	for _, about := range Kinds {
		g := c.groups[about.Kind]
		if g == nil {
			continue
		}
		group := Group{About: about, Records: g.more, Fix: g.fix}
		slices.SortStableFunc(g.list, func(a, b *Finding) int { return cmp.Compare(b.Records, a.Records) })
		for _, f := range g.list {
			group.Findings = append(group.Findings, *f)
			group.Records += f.Records
			if f.Fix {
				group.Fix += f.Records
			}
		}
		groups = append(groups, group)
	}
	return groups
}
