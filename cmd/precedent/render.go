package main

import (
	"cmp"
	"fmt"
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
		p.paragraph("", say.Text("label.looking-at", strings.Join(said, ", ")), l.faint)
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
	if more := moreLine(a, say); more != "" {
		p.paragraph("", more, l.faint)
	}
	p.paragraph("", say.Text("terminal.show", p.advised("show")), l.faint)
	return p.String()
}

// heading says in one line what the answer is.
func heading(a recommend.Answer, q question, say *wording.Wording) string {
	asked := shorten(q.problem, shownProblem)
	var about []any
	none, inside := "terminal.none", "terminal.none-inside"
	if q.problem != "" || q.like == "" {
		about = append(about, say.Text("phrase.quoted", asked))
	}
	if q.like != "" {
		about = append(about, say.Text("phrase.quoted", q.like))
		none, inside = "terminal.none-like", "terminal.none-inside-like"
	}
	if len(about) == 2 {
		none, inside = "terminal.none-both", "terminal.none-inside-both"
	}
	switch {
	case len(a.Cases) > 0:
		return say.Heading(a, asked, q.like)
	case a.Outside > 0:
		return say.Text(inside, about...)
	case !a.Query.Empty():
		return say.Text(none, append([]any{a.LibrarySize}, about...)...)
	case !a.Query.AsksNothing():
		return say.Text("terminal.none-fits", a.LibrarySize)
	}
	return say.Text("terminal.no-problem")
}

// notes say what of the problem was not read or not understood.
func notes(a recommend.Answer, say *wording.Wording) []string {
	var list []string
	if a.Query.Truncated {
		list = append(list, say.Text("terminal.truncated", recommend.MaxProblem))
	}
	if a.Query.MuchLeftOut {
		list = append(list, say.Text("label.left-out"))
	}
	list = append(list, mapped(say.Missing(a), func(missing string) string { return missing + "." })...)
	if a.Strange {
		list = append(list, say.Text("terminal.strange", say.Languages()))
	}
	return list
}

// moreLine says how to see the cases that are not shown.
func moreLine(a recommend.Answer, say *wording.Wording) string {
	switch shown := len(a.Cases); {
	case shown >= a.Total:
		return ""
	case shown >= recommend.MaxLimit:
		return say.Text("terminal.more-narrow", a.Total-shown)
	default:
		return say.Text("terminal.more", shown, a.Total, min(a.Total, max(2*shown, 2*recommend.DefaultLimit), recommend.MaxLimit))
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
			text = say.Text("label.field", field.Label) + " " + text
		}
		p.paragraph(caseIndent, text, nil)
	}
	if why := say.Because(a, m, strings.Join(seen, "\n")); why != "" {
		p.paragraph(caseIndent, plain(why), nil)
	}
	p.id(caseIndent, c)
	for _, other := range m.Duplicates[:min(len(m.Duplicates), wording.MaxAlso)] {
		p.linked(caseIndent, caseIndent, say.Text("label.field", say.AlsoIn(c, other))+" "+other.Title, printable(other), nil)
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
		p.paragraph("", say.Text("terminal.leave-out"), nil)
		return
	case a.Outside > 0:
		p.paragraph("", say.Outside(a)+" "+say.Text("terminal.leave-limit"), nil)
		return
	case a.Query.Empty():
		p.paragraph("", strings.Join([]string{say.Text("help.try"), p.advised("similar"), say.Text("terminal.example")}, " "), nil)
		return
	default:
		p.paragraph("", say.Text("terminal.other-words"), nil)
	}
	if len(a.Suggestions) == 0 {
		p.paragraph("", say.Text("terminal.topics", p.command()+" help filters"), nil)
		return
	}
	p.paragraph("", say.Text("terminal.nearest"), nil)
	for _, topic := range a.Suggestions {
		p.paragraph("  ", say.Text("label.field", say.Tag(topic)), nil)
		p.WriteString(caseIndent + p.advised("similar") + " --topic " + topic + "\n")
	}
}
