package view

import (
	"cmp"
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"precedent/corpus"
)

// Names around comparisons.
const (
	ActionShareCompare = "share_compare"
)

// MaxCompared is how many cases can be compared at a time.
const MaxCompared = 4

// comparedText is how much of each text of a case a comparison shows at first, in
// characters, and the steps by which it gives way.
var comparedText = []int{330, 240, 160, 100, 60}

// CompareWindow asks which cases to compare; the first so many are chosen already. state
// is handed back when the window is submitted.
func (r *Renderer) CompareWindow(cases Choices, chosen int, state string) slack.ModalViewRequest {
	return r.form(CallbackCompare, state, caseMenu(&r.Speaker, cases, min(chosen, MaxCompared), MaxCompared))
}

// Comparison shows cases side by side. value is what its buttons hold.
func (r *Renderer) Comparison(cases []*corpus.Case, value string) Post {
	title := r.Text("label.compared", len(cases))
	return r.compared(cases, escape(title), nil, []slack.Block{header(title)}, slack.NewActionBlock("compared",
		newButton(ActionShareCompare, value, r.Text(ButtonShare), title),
		newButton(ActionBrief, value, r.Text(buttonBrief), title)))
}

// SharedComparison is the message that shares a comparison: who shared it, their note,
// the cases.
func (r *Renderer) SharedComparison(cases []*corpus.Case, user, why, value string) Post {
	sentence := r.markup("notification.shared-compare", len(cases), r.mention(user))
	var more []string
	if why != "" {
		more = append(more, cut(why, MaxNote))
	}
	title := r.Text("label.compared", len(cases))
	return r.compared(cases, sentence, more, []slack.Block{r.sharedIntro(user, "label.shared-compare", why), header(title)},
		slack.NewActionBlock("compared", newButton(ActionBrief, value, r.Text(buttonBrief), title)))
}

// compared is the message of a comparison, with the longest texts that fit.
func (r *Renderer) compared(cases []*corpus.Case, sentence string, more []string, before []slack.Block, after slack.Block) Post {
	plain := slices.Concat(more, numbered(cases))
	p := Post{Text: sentence, Plain: sentence + "\n" + escape(strings.Join(plain, "\n"))}
	p.Blocks = longestBlocks(comparedText, func(most int) []slack.Block {
		return append(append(slices.Clone(before), r.comparisonTable(cases, most)), after)
	})
	p.Older = longestBlocks(comparedText, func(most int) []slack.Block {
		return append(append(slices.Clone(before), r.comparisonLists(cases, most)...), after)
	})
	return p
}

// comparisonTable has a column for each case. Slack may refuse it, as a newer kind of
// block.
func (r *Renderer) comparisonTable(cases []*corpus.Case, most int) slack.Block {
	table := &slack.TableBlock{Type: "table", BlockID: "comparison"}
	cell := func(elements ...slack.RichTextSectionElement) slack.TableCell {
		return slack.NewTableRichTextCell(slack.NewRichTextSection(elements...))
	}
	wrapped := slack.ColumnSetting{Align: slack.ColumnAlignmentLeft, IsWrapped: true}
	settings := []slack.ColumnSetting{wrapped}
	head := []slack.TableCell{cell(bold(r.Text(labelCase)))}
	for _, c := range cases {
		head, settings = append(head, cell(caseLink(c))), append(settings, wrapped)
	}
	table.AddRow(head...)
	columns := make([][]Line, len(cases))
	for i, c := range cases {
		columns[i] = r.comparedFields(c, most)
	}
	for row, f := range columns[0] {
		cells := []slack.TableCell{cell(bold(f.Label))}
		for _, column := range columns {
			cells = append(cells, cell(text(column[row].Text)))
		}
		table.AddRow(cells...)
	}
	return table.WithColumnSettings(settings...)
}

// comparisonLists shows what cases are compared by, one case after another.
func (r *Renderer) comparisonLists(cases []*corpus.Case, most int) []slack.Block {
	var blocks []slack.Block
	for i, c := range cases {
		if i > 0 {
			blocks = append(blocks, slack.NewDividerBlock())
		}
		elements := []slack.RichTextSectionElement{caseLink(c)}
		for _, f := range r.comparedFields(c, most) {
			elements = append(elements, text("\n"), bold(f.Label), text("  "+f.Text))
		}
		blocks = append(blocks, newRichText("compared:"+OptionValue(c.ID), elements...))
	}
	return blocks
}

// unknown stands in a comparison for what is not known of a case.
const unknown = "–"

// comparedFields are what cases are compared by, alike for all of them.
func (r *Renderer) comparedFields(c *corpus.Case, most int) []Line {
	fields := []Line{
		{r.Text(labelCountry), r.countries(c)},
		{r.Text(labelLevel), r.words.LevelName(c.Level)},
		{r.Text(labelYear), yearText(c)},
		{r.Text(labelProblem), excerpt(c.Problem, most)},
		{r.Text(labelDone), excerpt(c.Summary, most)},
		{r.Text(labelResults), excerpt(r.words.Results(c), most)},
		{r.Text("label.approaches"), cut(strings.Join(r.tags(c.Approaches), ", "), most)},
	}
	for i := range fields {
		fields[i].Text = cmp.Or(fields[i].Text, unknown)
	}
	return fields
}
