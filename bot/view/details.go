package view

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"precedent/corpus"
)

// detailChars is how much of one text the details window shows.
const detailChars = 2500

// Details is the window with the whole record of a case.
func (r *Renderer) Details(c *corpus.Case) slack.ModalViewRequest {
	blocks := []slack.Block{header(c.Title)}
	for _, f := range r.fields(c) {
		blocks = append(blocks, newRichText("", bold(f.label), text("\n"+cut(f.body, detailChars))))
	}
	blocks = append(blocks, slack.NewDividerBlock(), newRichText("", r.provenance(c)...))
	return r.window(titleDetails, blocks...)
}

// PlainDetails is the record as a message without blocks, for when Slack does
// not open the window.
func (r *Renderer) PlainDetails(c *corpus.Case) Post {
	lines := []string{c.Title}
	for _, f := range r.fields(c) {
		lines = append(lines, f.label+": "+cut(f.body, detailChars))
	}
	if c.URL != "" {
		lines = append(lines, linkURL(c.URL))
	}
	lines = append(lines, r.evidence(c))
	return Post{Text: escape(c.Title), Plain: escape(strings.Join(lines, "\n"))}
}

// field is one text of a record, with its label.
type field struct{ label, body string }

func (r *Renderer) fields(c *corpus.Case) []field {
	all := []field{{r.Text(labelWhere), r.whereabouts(c)}}
	for _, t := range r.words.Account(c) {
		all = append(all, field{cmp.Or(t.Label, r.Text(labelText)), t.Text})
	}
	all = append(all,
		field{r.Text(labelTags), strings.Join(r.tags(slices.Concat(c.Topics, c.Approaches)), ", ")},
		field{r.Text(labelKeywords), strings.Join(c.Keywords, ", ")})
	return slices.DeleteFunc(all, func(f field) bool { return f.body == "" })
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
	return itoa(int(c.Year))
}

// tags are the labels of topics and approaches.
func (r *Renderer) tags(ids []string) []string {
	labels := make([]string, len(ids))
	for i, id := range ids {
		labels[i] = r.words.Tag(id)
	}
	return labels
}

// provenance says where a case comes from, how much of that was seen and when,
// and where to report a mistake.
func (r *Renderer) provenance(c *corpus.Case) []slack.RichTextSectionElement {
	var elements []slack.RichTextSectionElement
	switch {
	case c.URL == "":
		elements = append(elements, text(r.Text(labelNoLink)))
	case c.Source == "":
		elements = append(elements, caseLinkAs(c, c.URL))
	default:
		elements = append(elements, caseLinkAs(c, r.Text(labelSource, c.Source)))
	}
	elements = append(elements, text("\n"+r.evidence(c)))
	if report := r.reportURL(c); report != "" {
		elements = append(elements, text("\n"), slack.NewRichTextSectionLinkElement(report, r.Text(labelReport), nil))
	}
	return elements
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

func caseLinkAs(c *corpus.Case, label string) slack.RichTextSectionElement {
	return slack.NewRichTextSectionLinkElement(linkURL(c.URL), cut(label, corpus.MaxTitle), nil)
}

// reportURL is where a mistake in a case is reported: a mail with the case in
// its subject, or a page with the case as a parameter.
func (r *Renderer) reportURL(c *corpus.Case) string {
	switch {
	case r.ReportTo == "":
		return ""
	case strings.Contains(r.ReportTo, "://"):
		u, err := url.Parse(r.ReportTo)
		if err != nil {
			return ""
		}
		q := u.Query()
		q.Set("case", c.ID)
		u.RawQuery = q.Encode()
		return u.String()
	}
	subject, body := r.Text(labelReportMail, c.ID), c.Title+"\n"+c.URL+"\n\n"+r.Text(labelReportBody)+"\n"
	return "mailto:" + strings.TrimPrefix(r.ReportTo, "mailto:") + "?subject=" + mailPart(subject) + "&body=" + mailPart(body)
}

// mailPart escapes text for a mailto address, where a plus is no space.
func mailPart(s string) string { return strings.ReplaceAll(url.QueryEscape(s), "+", "%20") }
