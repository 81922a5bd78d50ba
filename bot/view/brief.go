package view

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"precedent/bot/blockkit"
	"precedent/corpus"
	"precedent/recommend"
)

// Names around briefs.
const (
	BlockQuestion = "question"
	BlockForm     = "form"
	BlockFor      = "for"

	// Forms of a brief.
	FormCanvas   = "canvas"
	FormMarkdown = "markdown"
	FormCSV      = "csv"

	// Who a brief is for.
	forMe      = "me"
	ForChannel = "channel"
)

// BriefContent is what stands in a brief.
type BriefContent struct {
	Question string // that it answers, "" for none
	Items    []BriefItem
	Made     time.Time
}

// BriefItem is one case of a brief.
type BriefItem struct {
	Case    *corpus.Case // nil for one that has left the library
	Title   string
	URL     string             // "" for none
	Note    string             // the team's, "" for none
	NotedBy string             // what who wrote the note is called, "" where that is not known
	Found   recommend.Strength // how similar it was found, "" where that is not known
}

// BriefWindow asks what is to stand in a brief, in which form it is made and whom it
// is for. chosen is how many of the cases are chosen already; channel tells whether
// there is one that it could be for. state is handed back when it is submitted.
func (r *Renderer) BriefWindow(cases Choices, chosen int, question string, channel bool, state string) slack.ModalViewRequest {
	blocks := []slack.Block{
		caseMenu(&r.Speaker, cases, chosen, 0),
		r.optional(BlockQuestion, "label.question", "hint.question", multiline(InputField, question, MaxQuestion)),
		r.radio(BlockForm, "label.brief-form", "", []alternative{
			{FormCanvas, "label.canvas", "hint.canvas"}, {FormMarkdown, "label.markdown", "hint.markdown"}, {FormCSV, "label.csv", "hint.csv"},
		}),
	}
	if channel {
		blocks = append(blocks, r.radio(BlockFor, "label.brief-for", "hint.brief-for", []alternative{
			{forMe, "label.for-me", ""}, {ForChannel, "label.for-channel", ""},
		}))
	}
	return r.form(CallbackBrief, state, blocks...)
}

// BriefMade is the message that a brief comes with. user is who made it, where others read
// it too, "" otherwise; link is where it can be read, "" for a file that follows.
func (r *Renderer) BriefMade(b BriefContent, user, link string) Post {
	made := r.Text("label.brief-made", len(b.Items))
	elements, sentence := []slack.RichTextSectionElement{bold(made)}, escape(made)
	if user != "" {
		elements, sentence = r.bySomebody("label.brief-by", user, made)
	}
	plain := ""
	if b.Question != "" {
		line := "\n" + r.Text("label.brief-question", cut(b.Question, MaxQuestion))
		elements, plain = append(elements, text(line)), line
	}
	if link != "" {
		elements = append(elements, text("\n"), slack.NewRichTextSectionLinkElement(link, r.Text("label.open-canvas"), nil))
		plain += "\n" + link
	}
	return Post{Text: sentence, Plain: sentence + escape(plain), Blocks: []slack.Block{newRichText("", elements...)}}
}

// BriefTitle names a brief: a canvas, or a file.
func (r *Renderer) BriefTitle(b BriefContent) string {
	return cut(r.Text("title.brief-on", cmp.Or(oneLine(b.Question), r.day(b.Made))), blockkit.HeaderChars)
}

// BriefMarkdown is a brief for a Markdown file. Whatever comes from cases and from
// people is text in it, never markup.
func (r *Renderer) BriefMarkdown(b BriefContent) string {
	return "# " + markdown(r.BriefTitle(b)) + "\n\n" + r.BriefCanvas(b)
}

// BriefCanvas is a brief for a canvas: BriefMarkdown without the title, which a canvas has of
// its own.
func (r *Renderer) BriefCanvas(b BriefContent) string {
	var out strings.Builder
	line := func(label, body string) {
		if body != "" {
			fmt.Fprintf(&out, "**%s** %s\n\n", markdown(r.Text(labelField, label)), body)
		}
	}
	line(r.Text("label.question"), markdown(b.Question))
	fmt.Fprintf(&out, "%s\n\n", markdown(r.Text("label.brief-facts", r.day(b.Made))))
	for i, item := range b.Items {
		fmt.Fprintf(&out, "## %d. %s\n\n", i+1, markdown(item.Title))
		line(r.Text("label.found"), markdown(r.found(item.Found)))
		if item.Case == nil {
			fmt.Fprintf(&out, "%s\n\n", markdown(r.Text(labelLeft)))
		} else {
			for _, l := range r.recordLines(item.Case, true) {
				line(l.Label, markdown(strings.ReplaceAll(l.Text, "\n", " · ")))
			}
		}
		note := markdown(item.Note)
		if note != "" && item.NotedBy != "" {
			note += " (" + markdown(item.NotedBy) + ")"
		}
		line(r.Text("label.team-note"), note)
		line(r.Text(labelBriefSource), r.cited(item))
	}
	return out.String()
}

// found puts in words how similar a case was found.
func (r *Renderer) found(s recommend.Strength) string {
	switch s {
	case "":
		return ""
	case recommend.Weak:
		return r.Text("label.found-touching")
	}
	return r.Text("label.foundmatch", r.words.Strength(s))
}

// cited says where a case was read of, and when.
func (r *Renderer) cited(item BriefItem) string {
	c := item.Case
	if c == nil {
		c = &corpus.Case{}
	}
	source := markdown(r.Text(labelNoLink))
	if item.URL != "" {
		source = "[" + markdown(cmp.Or(c.Source, item.URL)) + "](" + markdownURL(item.URL) + ")."
	}
	return strings.Join(append([]string{source}, present(markdown(r.evidence(c)))...), " ")
}

// byteOrderMark tells spreadsheets that a file is UTF-8.
const byteOrderMark = "\ufeff"

// BriefCSV is a brief as a table for spreadsheets, a case a row.
func (r *Renderer) BriefCSV(b BriefContent) []byte {
	var out bytes.Buffer
	out.WriteString(byteOrderMark)
	w := csv.NewWriter(&out)
	w.UseCRLF = true
	row := func(before []string, ofCase func(column) string, behind ...string) {
		cells := before
		for _, p := range parts {
			for _, column := range p.columns {
				cells = append(cells, ofCase(column))
			}
		}
		cells = append(cells, behind...)
		for i, c := range cells {
			cells[i] = cell(c)
		}
		w.Write(cells) // a buffer takes everything
	}
	row([]string{r.Text("label.number"), r.Text(labelCase)}, func(column column) string { return r.Text(column.name) },
		r.Text("label.team-note"), r.Text(labelBriefSource), r.Text(labelLink), r.Text("label.looked-at"), r.Text(labelEvidence), r.Text("label.question"), r.Text("label.found"))
	for i, item := range b.Items {
		c, read := item.Case, r.Text(labelLeft)
		if c == nil {
			c = &corpus.Case{}
		} else {
			read = r.evidence(c)
		}
		row([]string{itoa(i + 1), item.Title}, func(column column) string { return column.cell(&r.Speaker, c) },
			item.Note, c.Source, item.URL, c.Retrieved, read, b.Question, r.found(item.Found))
	}
	w.Flush()
	return out.Bytes()
}

// cell keeps a spreadsheet from taking text for a formula.
func cell(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}

// markdown makes text of what would be markup in Markdown, in one line. An ampersand is
// markup only where it begins the name of a character.
func markdown(s string) string {
	return markdownEntity.ReplaceAllString(markdownEscapes.Replace(oneLine(s)), `\$0`)
}

// markdownEntity is the name of a character. By number there is none left, since the
// number sign is escaped.
var markdownEntity = regexp.MustCompile(`&[A-Za-z][A-Za-z0-9]*;`)

var markdownEscapes = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, ">", `\>`, "#", `\#`, "|", `\|`, "~", `\~`, "!", `\!`)

// markdownURL is an address as it may stand in a link of Markdown.
func markdownURL(s string) string {
	return strings.NewReplacer("(", "%28", ")", "%29", "<", "%3C", ">", "%3E", " ", "%20", "|", "%7C", `\`, "%5C").Replace(s)
}
