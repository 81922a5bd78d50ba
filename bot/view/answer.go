package view

import (
	"fmt"
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"precedent/bot/blockkit"
	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/wording"
)

// Action ids of buttons. They stay the same for ever, since old messages keep
// sending them.
const (
	ActionShare   = "share"
	ActionLike    = "like"
	ActionDetails = "details"
	ActionMore    = "more"
	ActionBrowse  = "browse"
)

// caseText is how much of a case's text is shown at first, in characters, and the steps
// by which it gives way where a message would grow over Slack's limit for all its blocks.
// Less than the last tells too little, so then the last cases are left out instead.
// tightText are the further steps for a case that does not fit even alone.
var (
	caseText  = []int{720, 620, 540, 460, 400, 350, 300, 270, 240}
	tightText = []int{160, 100, 60}
)

// textSteps are the lengths of text to try in turn with so many cases.
func textSteps(cases int) []int {
	if cases > 1 {
		return caseText
	}
	return slices.Concat(caseText, tightText)
}

// sharedText is how much of its text a case gets that is shown alone.
const sharedText = 800

// noteChars is the room that a page of cases leaves for a note below it, see WithNote, as
// JSON; pageChars is what is left for the cases.
const (
	noteChars = 350
	pageChars = blockkit.MessageBlockChars - noteChars
)

// lineChars is how long a line on a case may be, such as where it was.
const lineChars = 420

// headedChars is the room for what was asked in a header, beside what is counted there.
const headedChars = blockkit.HeaderChars - 65

// Heading says what an answer answers.
type Heading struct {
	Asked  string // the problem as it was typed, "" where it is no longer known
	Like   string // the title of the case to compare with, "" for none
	Widen  string // the value for a button that searches without the limits, "" for none
	Refine string // the value for a button that opens the search form, "" for none

	Shared   map[string]Shared                               // by case: when it was shared before where the answer goes
	Feedback func(shown []*corpus.Case, helpful bool) string // the value for a feedback button; nil for no such buttons
	Pick     func(shown []recommend.Match) string            // the value for buttons that compare the cases and make a brief of them; nil for none
}

// Shared is when a case was shared before.
type Shared struct {
	By   By
	Name string // what the person is called, where naming them should not ping them; "" for a mention
	Link string // to the message, "" for none
}

// Answer shows a page of cases, or says that there is none. more gives the
// value for the Show More button when so many cases have been shown on this
// page, "" for no button. Where the page would grow over Slack's limit, texts
// are shortened first, and then the last cases are left to the next page.
func (r *Renderer) Answer(a recommend.Answer, h Heading, more func(shown int) string) Post {
	if len(a.Cases) == 0 {
		return r.nothing(a, h)
	}
	for {
		title, next := r.heading(a, h), more(len(a.Cases))
		quoted := h // without emoji: what is left is quoted whole
		quoted.Asked, quoted.Like = blockkit.WithoutEmoji(h.Asked), blockkit.WithoutEmoji(h.Like)
		inHeader := r.heading(a, quoted)
		type page struct{ blocks, older []slack.Block }
		shown, fits := longest(textSteps(len(a.Cases)), func(most int) (page, bool) {
			blocks, older := r.answerBlocks(a, h, inHeader, next, most)
			return page{blocks, older}, size(blocks) <= pageChars && size(older) <= pageChars
		})
		switch {
		case !fits && len(a.Cases) > 1:
			a.Cases = a.Cases[:len(a.Cases)-1]
			continue
		case !fits && h.Feedback != nil:
			h.Feedback = nil // an answer is worth more than what is said of it
			continue
		}
		return Post{
			Text:   escape(r.firstOf(a.Cases, title)),
			Plain:  r.plainAnswer(a, title),
			Blocks: shown.blocks,
			Older:  shown.older,
			Cases:  len(a.Cases),

			OlderInPrivate: true, // feedback buttons
		}
	}
}

// firstOf says in a sentence what cases are shown, and names the first.
func (r *Renderer) firstOf(cases []recommend.Match, title string) string {
	if cases[0].Strength == recommend.Weak {
		return r.Text(textNearest, title, cases[0].Case.Title)
	}
	return r.Text(textAnswer, title, cases[0].Case.Title)
}

// heading says what an answer is, in the room that a header has.
func (r *Renderer) heading(a recommend.Answer, h Heading) string {
	if h.Like != "" {
		return r.words.Heading(a, "", cut(h.Like, headedChars))
	}
	return r.words.Heading(a, cut(strings.Join(strings.Fields(h.Asked), " "), headedChars), "")
}

// answerBlocks are the blocks of an answer, and older those to show where Slack
// refuses the newest kinds.
func (r *Renderer) answerBlocks(a recommend.Answer, h Heading, title, more string, most int) (blocks, older []slack.Block) {
	blocks = []slack.Block{header(title)}
	if said := r.understood(a); said != "" {
		blocks = append(blocks, note(said))
	}
	weak := false
	for i, m := range a.Cases {
		if m.Strength == recommend.Weak && !weak {
			weak = true
			blocks = append(blocks, note(r.words.OnlyTouch(a)))
		} else if i > 0 {
			blocks = append(blocks, slack.NewDividerBlock())
		}
		blocks = append(blocks, r.caseBlocks(a, m, h.Shared[m.Case.ID], most)...)
	}
	var further []slack.BlockElement
	if more != "" {
		further = append(further, newButton(ActionMore, more, r.Text(ButtonMore), ""))
	}
	if h.Refine != "" {
		further = append(further, newButton(ActionRefine, h.Refine, r.Text(ButtonRefine), ""))
	}
	shown := make([]*corpus.Case, len(a.Cases))
	for i, m := range a.Cases {
		shown[i] = m.Case
	}
	if h.Pick != nil {
		further = append(further, r.pickButtons(h.Pick(a.Cases), len(shown))...)
	}
	if len(further) > 0 {
		blocks = append(blocks, slack.NewActionBlock("more", further...))
	}
	if h.Feedback == nil {
		return blocks, nil
	}
	newer, plain := r.feedbackRow(h.Feedback(shown, true), h.Feedback(shown, false))
	return append(slices.Clone(blocks), newer), append(blocks, plain)
}

// understood says back what was asked, what was not read, and how much was
// searched.
func (r *Renderer) understood(a recommend.Answer) string {
	var said []string
	if list := r.words.LookingAt(a); len(list) > 0 {
		said = append(said, r.Text(labelLookingAt, strings.Join(list, ", ")))
	}
	said = append(said, r.Text(labelSearched, a.LibrarySize))
	if shown := len(a.Cases); a.Offset == 0 && shown > 0 && shown < a.Total {
		said = append(said, r.Text(labelFirstShown, shown))
	}
	line := strings.Join(said, " · ")
	if a.Query.Truncated {
		line += "\n" + r.Text(labelTruncated, recommend.MaxProblem)
	}
	if a.Query.MuchLeftOut {
		line += "\n" + r.Text(labelLeftOut)
	}
	for _, missing := range r.words.Missing(a) {
		line += "\n" + missing + "."
	}
	if a.Strange {
		line += "\n" + r.Text(labelStrange, r.words.Languages())
	}
	return line
}

// caseBlocks shows one case: what it is, why it is similar, what can be done.
func (r *Renderer) caseBlocks(a recommend.Answer, m recommend.Match, before Shared, most int) []slack.Block {
	c := m.Case
	elements := []slack.RichTextSectionElement{text(fmt.Sprintf("%d  ", m.Rank)), caseLink(c)}
	place := r.words.Whereabouts(c)
	if place != "" {
		elements = append(elements, text("\n"+place))
	}
	account := r.account(c, most)
	elements = append(elements, r.told(account)...)
	for _, other := range m.Also[:min(len(m.Also), wording.AlsoShown)] {
		elements = append(elements, text("\n"+r.Text(labelField, r.words.AlsoIn(c, other))+" "), caseLink(other))
	}
	if !before.By.At.IsZero() {
		elements = append(elements, r.sharedBefore(before)...)
	}
	blocks := []slack.Block{newRichText("case:"+c.ID, elements...)}
	if why := r.because(a, m, place, account); why != "" {
		blocks = append(blocks, note(why))
	}
	return append(blocks, slack.NewActionBlock("act:"+c.ID, r.caseButtons(c, true)...))
}

// caseButtons are what can be done with a case; share is left out where it has
// been shared already.
func (r *Renderer) caseButtons(c *corpus.Case, share bool) []slack.BlockElement {
	var buttons []slack.BlockElement
	add := func(action, label string) {
		buttons = append(buttons, newButton(action, c.ID, r.Text(label), c.Title))
	}
	if share {
		add(ActionShare, ButtonShare)
	}
	if r.Keeps {
		add(ActionSave, ButtonSave)
	}
	add(ActionLike, ButtonLike)
	add(ActionDetails, ButtonDetails)
	return buttons
}

// sharedBefore says by whom and when a case was shared before.
func (r *Renderer) sharedBefore(before Shared) []slack.RichTextSectionElement {
	elements := append([]slack.RichTextSectionElement{text("\n")}, r.by(labelSharedBefore, before.By, before.Name)...)
	if before.Link != "" {
		elements = append(elements, text(" "), slack.NewRichTextSectionLinkElement(before.Link, r.Text(labelSeeMessage), nil))
	}
	return elements
}

func caseLink(c *corpus.Case) slack.RichTextSectionElement {
	title := cut(c.Title, corpus.MaxTitle)
	if c.URL == "" {
		return bold(title)
	}
	return slack.NewRichTextSectionLinkElement(linkURL(c.URL), title, &slack.RichTextSectionTextStyle{Bold: true})
}

// leastPart is how much of what a case answers, and of what came of it, is shown where
// there is room: most records tell either in so many characters.
const leastPart = 150

// account is what an answer shows of a case's record, within about so many characters.
// What it answers and what came of it are kept whole where they can be: they tell whether
// the case is worth a look.
func (r *Renderer) account(c *corpus.Case, most int) []wording.Told {
	told := r.words.Account(c)
	left, done := most, -1
	each := max(most/2, min(leastPart, 3*most/5))
	for i := range told {
		if told[i].Text == c.Summary {
			done = i
			continue
		}
		told[i].Text = excerpt(told[i].Text, each)
		left -= len(told[i].Text)
	}
	if done >= 0 {
		told[done].Text = excerpt(told[done].Text, max(most/2, left))
	}
	return told
}

// told shows an account, each part on its own line behind its label.
func (r *Renderer) told(account []wording.Told) (elements []slack.RichTextSectionElement) {
	for _, t := range account {
		if t.Label == "" {
			elements = append(elements, text("\n"+t.Text))
			continue
		}
		elements = append(elements, bold("\n"+r.Text(labelField, t.Label)), text(" "+t.Text))
	}
	return elements
}

// plainTold are the lines of an account, for where there is no rich text.
func (r *Renderer) plainTold(account []wording.Told) []string {
	lines := make([]string, len(account))
	for i, t := range account {
		lines[i] = t.Text
		if t.Label != "" {
			lines[i] = r.Text(labelField, t.Label) + " " + t.Text
		}
	}
	return lines
}

// because is why a case is similar, by what is shown of it. It is never cut: what the case
// lacks stands at its end. What it says has bounds of its own.
func (r *Renderer) because(a recommend.Answer, m recommend.Match, place string, account []wording.Told) string {
	seen := []string{m.Case.Title, place}
	for _, t := range account {
		seen = append(seen, t.Text)
	}
	return r.words.Because(a, m, strings.Join(seen, "\n"))
}

// plainAnswer is the answer in lines, for when Slack refuses the blocks.
func (r *Renderer) plainAnswer(a recommend.Answer, title string) string {
	lines := []string{title}
	weak := false
	for _, m := range a.Cases {
		if m.Strength == recommend.Weak && !weak {
			weak = true
			lines = append(lines, r.words.OnlyTouch(a))
		}
		line := fmt.Sprintf("%d  %s", m.Rank, m.Case.Title)
		if place := r.words.Whereabouts(m.Case); place != "" {
			line += " (" + place + ")"
		}
		if m.Case.URL != "" {
			line += "\n" + linkURL(m.Case.URL)
		}
		lines = append(lines, line)
	}
	return escape(strings.Join(lines, "\n"))
}

// Nothing says in a sentence that no case is similar.
func (r *Renderer) Nothing(a recommend.Answer) string {
	switch {
	case a.Query.AsksNothing():
		return r.Text(labelNoProblem)
	case a.Outside > 0:
		return r.Text(labelOutside, r.words.Outside(a))
	case a.Query.Empty():
		return r.Text(labelNothingFits)
	}
	return r.Text(labelNothing)
}

// nothing says that no case is similar, and how to go on.
func (r *Renderer) nothing(a recommend.Answer, h Heading) Post {
	if a.Query.AsksNothing() {
		return r.NothingAsked()
	}
	sentence := r.Nothing(a)
	p := said(sentence)
	if said := r.understood(a); said != "" {
		p.Blocks = append(p.Blocks, note(said))
	}
	var further []slack.BlockElement
	if a.Outside > 0 && h.Widen != "" {
		further = append(further, newButton(ActionMore, h.Widen, r.Text(ButtonWiden), ""))
	}
	if h.Refine != "" {
		further = append(further, newButton(ActionRefine, h.Refine, r.Text(ButtonRefine), ""))
	}
	if len(further) > 0 {
		p.Blocks = append(p.Blocks, slack.NewActionBlock("more", further...))
	}
	if a.Outside > 0 || a.Query.Empty() {
		return p // the next step is another limit, not another wording
	}
	if len(a.Suggestions) == 0 {
		p.Blocks = append(p.Blocks, note(r.Text(labelAskOther)))
		p.Plain = escape(sentence + " " + r.Text(labelAskOther))
		return p
	}
	p.Blocks = append(p.Blocks, note(r.Text(labelAskAgain)))
	var buttons []slack.BlockElement
	var names []string
	for _, topic := range a.Suggestions {
		label := r.words.Tag(topic)
		names = append(names, label)
		buttons = append(buttons, newButton(ActionBrowse+":"+topic, topic, label, ""))
	}
	p.Blocks = append(p.Blocks, slack.NewActionBlock("browse", buttons...))
	p.Plain = escape(sentence + " " + r.Text(labelAskAgain) + " " + strings.Join(names, ", "))
	return p
}

// NothingAsked says that there was no problem in what was asked.
func (r *Renderer) NothingAsked() Post { return r.Sentence(labelNoProblem) }

// Help explains how to ask, with examples.
func (r *Renderer) Help() Post {
	bullets := func(lines []string) slack.Block {
		var items []slack.RichTextElement
		for _, line := range lines {
			items = append(items, slack.NewRichTextSection(slack.NewRichTextSectionTextElement("/similar "+line, &slack.RichTextSectionTextStyle{Code: true})))
		}
		return slack.NewRichTextBlock("", slack.NewRichTextList(slack.RTEListBullet, 0, items...))
	}
	section := func(s string) slack.Block {
		return slack.NewSectionBlock(plainText(r.Text(s), blockkit.TextChars), nil, nil)
	}
	examples, limits := r.lines(helpExamples), r.lines(helpLimits)
	return Post{
		Text:  escape(r.Text(helpText)),
		Plain: escape(strings.Join(slices.Concat([]string{r.Text(helpIntro), r.Text(helpTry)}, examples, []string{r.Text(helpLimit)}, limits, []string{r.Text(helpWays)}), "\n")),
		Blocks: []slack.Block{
			header(r.Text(helpTitle)), section(helpIntro),
			section(helpTry), bullets(examples),
			section(helpLimit), bullets(limits),
			note(r.Text(helpWays)),
		},
	}
}

// Prompts are problems to ask for a start, at most four.
func (r *Renderer) Prompts() []string { return r.lines(helpPrompts) }

// lines are the lines of a text.
func (r *Renderer) lines(text string) []string { return strings.Split(r.Text(text), "\n") }
