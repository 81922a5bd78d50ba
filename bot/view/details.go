package view

import (
	"net/url"
	"strings"

	"github.com/slack-go/slack"

	"precedent/corpus"
)

// detailChars is how much of one text the details window shows.
const detailChars = 2500

// Details is the window with the whole record of a case.
func (r *Renderer) Details(c *corpus.Case) slack.ModalViewRequest {
	blocks := []slack.Block{header(c.Title)}
	for _, l := range r.recordLines(c, false) {
		blocks = append(blocks, newRichText("", bold(l.Label), text("\n"+cut(l.Text, detailChars))))
	}
	blocks = append(blocks, slack.NewDividerBlock(), newRichText("", r.provenance(c)...))
	return r.window("title.details", blocks...)
}

// PlainDetails is the record as a message without blocks, for when Slack does
// not open the window.
func (r *Renderer) PlainDetails(c *corpus.Case) Post {
	lines := []string{c.Title}
	for _, l := range r.recordLines(c, false) {
		lines = append(lines, r.Text(labelField, l.Label)+" "+cut(l.Text, detailChars))
	}
	if c.URL != "" {
		lines = append(lines, linkURL(c.URL))
	}
	lines = append(lines, present(r.evidence(c))...)
	return Post{Text: escape(c.Title), Plain: escape(strings.Join(lines, "\n"))}
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
		elements = append(elements, caseLinkAs(c, r.Text("label.source", c.Source)))
	}
	for _, seen := range present(r.evidence(c)) {
		elements = append(elements, text("\n"+seen))
	}
	if report := r.reportURL(c); report != "" {
		elements = append(elements, text("\n"), slack.NewRichTextSectionLinkElement(report, r.Text("label.report"), nil))
	}
	return elements
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
	subject, body := r.Text("label.report-mail", c.ID), c.Title+"\n"+c.URL+"\n\n"+r.Text("label.report-body")+"\n"
	return "mailto:" + strings.TrimPrefix(r.ReportTo, "mailto:") + "?subject=" + mailPart(subject) + "&body=" + mailPart(body)
}

// mailPart escapes text for a mailto address, where a plus is no space.
func mailPart(s string) string { return strings.ReplaceAll(url.QueryEscape(s), "+", "%20") }
