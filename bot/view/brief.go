package view

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"fmt"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"precedent/bot/blockkit"
	"precedent/corpus"
	"precedent/recommend"
)

// Keys of texts.
const (
	buttonMake         = "button.make"
	titleBrief         = "title.brief"
	titleBriefOn       = "title.brief-on"
	labelNumber        = "label.number"
	labelLookedAt      = "label.looked-at"
	labelQuestion      = "label.question"
	hintQuestion       = "hint.question"
	labelBriefForm     = "label.brief-form"
	labelCanvas        = "label.canvas"
	hintCanvas         = "hint.canvas"
	labelMarkdown      = "label.markdown"
	hintMarkdown       = "hint.markdown"
	labelCSV           = "label.csv"
	hintCSV            = "hint.csv"
	labelBriefFor      = "label.brief-for"
	hintBriefFor       = "hint.brief-for"
	labelForMe         = "label.for-me"
	labelForChannel    = "label.for-channel"
	labelBriefMade     = "label.brief-made"
	labelBriefQuestion = "label.brief-question"
	labelBriefFacts    = "label.brief-facts"
	labelBriefBy       = "label.brief-by"
	labelTeamNote      = "label.team-note"
	labelFound         = "label.found"
	labelFoundMatch    = "label.foundmatch"
	labelFoundTouching = "label.found-touching"
	labelOpenCanvas    = "label.open-canvas"
	LabelBriefDM       = "label.brief-dm"
	LabelBriefChannel  = "label.brief-channel"
	LabelFileDM        = "label.file-dm"
	LabelFileChannel   = "label.file-channel"
)

// Names around briefs.
const (
	CallbackBrief = "make_brief"

	BlockQuestion = "question"
	BlockForm     = "form"
	BlockFor      = "for"

	// Forms of a brief.
	FormCanvas   = "canvas"
	FormMarkdown = "markdown"
	FormCSV      = "csv"

	// Who a brief is for.
	ForMe      = "me"
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
	field := slack.NewPlainTextInputBlockElement(nil, InputField)
	field.Multiline, field.MaxLength, field.InitialValue = true, MaxQuestion, cut(question, MaxQuestion)
	asked := slack.NewInputBlock(BlockQuestion, plainText(r.Text(labelQuestion), blockkit.InputLabelChars), plainText(r.Text(hintQuestion), blockkit.InputHintChars), field)
	asked.Optional = true
	blocks := []slack.Block{
		caseMenu(&r.Speaker, cases, chosen, 0), asked,
		r.radio(BlockForm, labelBriefForm, "", alternative{FormCanvas, labelCanvas, hintCanvas}, alternative{FormMarkdown, labelMarkdown, hintMarkdown}, alternative{FormCSV, labelCSV, hintCSV}),
	}
	if channel {
		blocks = append(blocks, r.radio(BlockFor, labelBriefFor, hintBriefFor, alternative{ForMe, labelForMe, ""}, alternative{ForChannel, labelForChannel, ""}))
	}
	return r.form(CallbackBrief, titleBrief, buttonMake, state, blocks...)
}

// BriefMade is the message that a brief comes with. user is who made it, where others read
// it too, "" otherwise; link is where it can be read, "" for a file that follows.
func (r *Renderer) BriefMade(b BriefContent, user, link string) Post {
	sentence := r.Text(labelBriefMade, len(b.Items))
	elements := []slack.RichTextSectionElement{bold(sentence)}
	if user != "" {
		elements = r.rich(labelBriefBy, slack.NewRichTextSectionUserElement(user, nil), bold(sentence))
	}
	plain := ""
	if b.Question != "" {
		line := "\n" + r.Text(labelBriefQuestion, cut(b.Question, MaxQuestion))
		elements, plain = append(elements, text(line)), line
	}
	if link != "" {
		elements = append(elements, text("\n"), slack.NewRichTextSectionLinkElement(link, r.Text(labelOpenCanvas), nil))
		plain += "\n" + link
	}
	sentence = escape(sentence)
	if user != "" {
		sentence = r.markup(labelBriefBy, r.mention(user), sentence)
	}
	return Post{Text: sentence, Plain: sentence + escape(plain), Blocks: []slack.Block{newRichText("", elements...)}}
}

// BriefTitle names a brief: a canvas, or a file.
func (r *Renderer) BriefTitle(b BriefContent) string {
	return cut(r.Text(titleBriefOn, cmp.Or(oneLine(b.Question), b.Made.Format(time.DateOnly))), blockkit.HeaderChars)
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
	line(r.Text(labelQuestion), markdown(b.Question))
	fmt.Fprintf(&out, "%s\n\n", markdown(r.Text(labelBriefFacts, b.Made.Format(time.DateOnly))))
	for i, item := range b.Items {
		fmt.Fprintf(&out, "## %d. %s\n\n", i+1, markdown(item.Title))
		line(r.Text(labelFound), markdown(r.found(item.Found)))
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
		line(r.Text(labelTeamNote), note)
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
		return r.Text(labelFoundTouching)
	}
	return r.Text(labelFoundMatch, r.words.Strength(s))
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
	if item.Case != nil {
		source += " " + markdown(r.evidence(c))
	}
	return source
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
	row([]string{r.Text(labelNumber), r.Text(labelCase)}, func(column column) string { return r.Text(column.name) },
		r.Text(labelTeamNote), r.Text(labelBriefSource), r.Text(labelLink), r.Text(labelLookedAt), r.Text(labelEvidence), r.Text(labelQuestion), r.Text(labelFound))
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
