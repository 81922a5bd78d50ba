package main

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/wording"
)

// Lengths in characters.
const (
	shownProblem = 70  // of the problem in the heading
	shownText    = 600 // of each text of a case; built-in ones are shorter
)

// caseIndent is how far the text of a case stands in.
const caseIndent = "    "

// question is what was asked, in words that are safe to print.
type question struct {
	problem string
	like    string // title of the case to compare with
}

// renderAnswer puts an answer into lines for a person.
func renderAnswer(a recommend.Answer, q question, say *wording.Wording, l look) string {
	p := &page{look: l}
	p.paragraph("", heading(a, q, say), l.bold)
	if said := say.LookingAt(a); len(said) > 0 {
		p.paragraph("", "Looking at: "+strings.Join(said, ", "), l.faint)
	}
	for _, note := range notes(a, say) {
		p.paragraph("", note, nil)
	}
	if len(a.Cases) == 0 {
		p.nothing(a, say)
		return p.String()
	}
	weak := false
	for _, m := range a.Cases {
		p.gap()
		if m.Strength == recommend.Weak && !weak {
			weak = true
			p.paragraph("", say.OnlyTouch(a), nil)
			p.gap()
		}
		p.oneCase(a, m, say)
	}
	p.gap()
	if more := moreLine(a); more != "" {
		p.paragraph("", more, l.faint)
	}
	p.paragraph("", p.advised("show")+" ID shows a case whole, and --like ID finds cases like it.", l.faint)
	return p.String()
}

// heading says in one line what the answer is.
func heading(a recommend.Answer, q question, say *wording.Wording) string {
	problem := `"` + shorten(q.problem, shownProblem) + `"`
	asked := "similar to " + problem
	switch {
	case q.problem != "" && q.like != "":
		asked = fmt.Sprintf(`similar to %s and like "%s"`, problem, q.like)
	case q.like != "":
		asked = "like \"" + q.like + "\""
	}
	switch {
	case len(a.Cases) > 0:
		return say.Heading(a, shorten(q.problem, shownProblem), q.like)
	case a.Outside > 0:
		return fmt.Sprintf("No case inside these limits is %s.", asked)
	case !a.Query.Empty():
		return fmt.Sprintf("None of the %s is %s.", counting(a.LibrarySize, "case", "cases"), asked)
	case !a.Query.AsksNothing():
		return fmt.Sprintf("None of the %s is within these limits.", counting(a.LibrarySize, "case", "cases"))
	}
	return "Happy to help. Say what goes wrong and for whom, and Precedent looks for who had that problem before."
}

// notes say what of the problem was not read or not understood.
func notes(a recommend.Answer, say *wording.Wording) []string {
	var list []string
	if a.Query.Truncated {
		list = append(list, fmt.Sprintf("Only the first %s characters of the problem were read.", thousands(recommend.MaxProblem)))
	}
	if a.Query.MuchLeftOut {
		list = append(list, "The letter around the question (greeting, signature, older mails) was left out.")
	}
	list = append(list, mapped(say.Missing(a), func(missing string) string { return missing + "." })...)
	if a.Strange {
		list = append(list, "Most of its words are not known here. Problems are understood in "+say.Languages()+".")
	}
	return list
}

func thousands(n int) string {
	s := strconv.Itoa(n)
	if len(s) > 3 {
		s = s[:len(s)-3] + "," + s[len(s)-3:]
	}
	return s
}

// moreLine says how to see the cases that are not shown.
func moreLine(a recommend.Answer) string {
	switch shown := len(a.Cases); {
	case shown >= a.Total:
		return ""
	case shown >= recommend.MaxLimit:
		return fmt.Sprintf("There are %d more; filters narrow them down.", a.Total-shown)
	default:
		return fmt.Sprintf("%d of %d are shown; --limit %d shows more.", shown, a.Total, min(a.Total, max(2*shown, 2*recommend.DefaultLimit), recommend.MaxLimit))
	}
}

// page is an answer on its way to text.
type page struct {
	strings.Builder
	look
}

// command is how the program is called.
func (p *page) command() string { return cmp.Or(p.program, programName) }

// advised is how one of the program's commands that read the library is called, so that
// it reads the one that was searched.
func (p *page) advised(name string) string {
	if p.library != "" {
		name += " " + p.library
	}
	return p.command() + " " + name
}

func (p *page) gap() { p.WriteByte('\n') }

// paragraph writes wrapped text, each line set in and accented alike.
func (p *page) paragraph(indent, text string, accent func(string) string) {
	p.linked(indent, indent, text, "", accent)
}

func (p *page) oneCase(a recommend.Answer, m recommend.Match, say *wording.Wording) {
	c := m.Case
	address := printable(c)
	p.linked(fmt.Sprintf("%2d  ", m.Rank), caseIndent, c.Title, address, p.bold)
	p.paragraph(caseIndent, plain(say.Whereabouts(c)), p.faint)
	seen := []string{plain(c.Title), plain(say.Whereabouts(c))}
	for _, field := range say.Account(c) {
		text := shorten(field.Text, shownText)
		seen = append(seen, text)
		if field.Label != "" {
			text = field.Label + ": " + text
		}
		p.paragraph(caseIndent, text, nil)
	}
	if why := say.Because(a, m, strings.Join(seen, "\n")); why != "" {
		p.paragraph(caseIndent, plain(why), nil)
	}
	p.id(caseIndent, c)
	for _, other := range m.Duplicates[:min(len(m.Duplicates), wording.MaxAlso)] {
		p.linked(caseIndent, caseIndent, say.AlsoIn(c, other)+": "+other.Title, printable(other), nil)
		p.id(caseIndent, other)
	}
}

// id writes the id of a case, on one line however long it is, to be copied.
func (p *page) id(indent string, c *corpus.Case) {
	p.WriteString(indent + p.faint("id: "+plain(c.ID)) + "\n")
}

// printable is a case's address where nothing in it could be taken for more.
func printable(c *corpus.Case) string {
	if !corpus.WebAddress(c.URL) {
		return ""
	}
	return c.URL
}

// linked writes text that leads to an address, which follows on a line of its own
// where the terminal cannot link. first stands before the first line, indent before
// the others.
func (p *page) linked(first, indent, text, address string, accent func(string) string) {
	before := first
	for _, line := range wrap(text, p.width-len(indent)) {
		if accent != nil {
			line = accent(line)
		}
		if address != "" {
			line = p.link(address, line)
		}
		p.WriteString(before + line + "\n")
		before = indent
	}
	if address != "" && !p.links {
		p.WriteString(indent + address + "\n")
	}
}

// nothing says how to go on when there is no case to show.
func (p *page) nothing(a recommend.Answer, say *wording.Wording) {
	p.gap()
	switch {
	case a.Query.Empty() && !a.Query.AsksNothing():
		p.paragraph("", "Leave out one of the filters, or widen it.", nil)
		return
	case a.Outside > 0:
		p.paragraph("", say.Outside(a)+" Leave one of the limits out.", nil)
		return
	case a.Query.Empty():
		p.paragraph("", "For example: "+p.advised("similar")+" small firms cannot win public tenders", nil)
		return
	default:
		p.paragraph("", "Say in other words who has the problem and what goes wrong.", nil)
	}
	if len(a.Suggestions) == 0 {
		p.paragraph("", p.command()+" help filters lists the topics that there are cases of.", nil)
		return
	}
	p.paragraph("", "Or browse the nearest topics:", nil)
	for _, topic := range a.Suggestions {
		p.paragraph("  ", say.Tag(topic)+":", nil)
		p.WriteString(caseIndent + p.advised("similar") + " --topic " + topic + "\n")
	}
}
