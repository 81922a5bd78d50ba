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

// Action ids of the buttons of a case. Like all of them they stay the same for ever, since
// old messages keep sending them.
const (
	ActionShare   = "share"
	ActionSave    = "save"
	ActionLike    = "like"
	ActionDetails = "details"
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

// noteChars is the room that a page of cases leaves for a note below it, see WithNote, as
// JSON; pageChars is what is left for the cases.
const (
	noteChars = 350
	pageChars = blockkit.MessageBlockChars - noteChars
)

// lineChars is how long a line on a case may be, such as where it was.
const lineChars = 420

// caseLink is the title of a case, which leads to its page where that is known.
func caseLink(c *corpus.Case) slack.RichTextSectionElement {
	title := cut(c.Title, corpus.MaxTitle)
	if c.URL == "" {
		return bold(title)
	}
	return slack.NewRichTextSectionLinkElement(linkURL(c.URL), title, &slack.RichTextSectionTextStyle{Bold: true})
}

// caseLines are the title of a case and, where that is known, below it where it was.
func caseLines(c *corpus.Case, where string) []slack.RichTextSectionElement {
	if where == "" {
		return []slack.RichTextSectionElement{caseLink(c)}
	}
	return []slack.RichTextSectionElement{caseLink(c), text("\n" + where)}
}

// caseBlocks shows one case: what it is, why it is similar, what can be done.
func (r *Renderer) caseBlocks(a recommend.Answer, m recommend.Match, before Shared, most int) []slack.Block {
	c := m.Case
	where, account := r.words.Whereabouts(c), r.account(c, most)
	elements := slices.Concat(ranked(m), caseLines(c, where), r.accountElements(account))
	for _, other := range m.Duplicates[:min(len(m.Duplicates), wording.MaxAlso)] {
		elements = append(elements, text("\n"+r.Text(labelField, r.words.AlsoIn(c, other))+" "), caseLink(other))
	}
	if !before.By.At.IsZero() {
		elements = append(elements, r.sharedBefore(before)...)
	}
	blocks := []slack.Block{newRichText("case:"+c.ID, elements...)}
	if why := r.reasonFor(a, m, where, account); why != "" {
		blocks = append(blocks, note(why))
	}
	return append(blocks, slack.NewActionBlock("act:"+c.ID, r.caseButtons(c, false)...))
}

// ranked is the number that stands before a case.
func ranked(m recommend.Match) []slack.RichTextSectionElement {
	return []slack.RichTextSectionElement{text(itoa(m.Rank) + "  ")}
}

// Shared is when a case was shared before.
type Shared struct {
	By   By
	Name string // what the person is called, where naming them should not ping them; "" for a mention
	Link string // to the message, "" for none
}

// sharedBefore says by whom and when a case was shared before.
func (r *Renderer) sharedBefore(before Shared) []slack.RichTextSectionElement {
	by := r.by("label.shared-before", before.By, before.Name)
	return slices.Concat([]slack.RichTextSectionElement{text("\n")}, by, r.seeMessage(before.Link))
}

// CaseButton is a button below every case of an answer, whose value is the id of the case.
// The feature that does what it says declares it. Each takes some 190 characters of a message
// for each case: with one more than the four that there are, and all that stands below an
// answer, many a page has room for four cases and not for five.
type CaseButton struct {
	Action string // its action id
	Label  string // the key of its text
	Keeps  bool   // it needs somewhere to keep things, and is left out where there is none
	Shares bool   // it shares the case, and is left out below one that has been shared
}

// caseButtons are what can be done with a case, which may have been shared already.
func (r *Renderer) caseButtons(c *corpus.Case, shared bool) []slack.BlockElement {
	var buttons []slack.BlockElement
	for _, b := range r.CaseButtons {
		if b.Keeps && !r.Keeps || b.Shares && shared {
			continue
		}
		buttons = append(buttons, newButton(b.Action, c.ID, r.Text(b.Label), c.Title))
	}
	return buttons
}

// reasonFor says why a case is similar, by what is shown of it. It is never cut, since what
// the case lacks stands at its end; how long it can be is bounded where it is made.
func (r *Renderer) reasonFor(a recommend.Answer, m recommend.Match, place string, account []wording.Field) string {
	seen := []string{m.Case.Title, place}
	for _, t := range account {
		seen = append(seen, t.Text)
	}
	return r.words.Because(a, m, strings.Join(seen, "\n"))
}

// lookingAt says what was understood of a problem, "" for nothing.
func (r *Renderer) lookingAt(a recommend.Answer) string {
	list := r.words.LookingAt(a)
	if len(list) == 0 {
		return ""
	}
	return r.Text("label.looking-at", strings.Join(list, ", "))
}

// summaryOf says in a sentence what cases are shown, and names the first.
func (r *Renderer) summaryOf(cases []recommend.Match, title string) string {
	if cases[0].Strength == recommend.Weak {
		return r.Text("notification.nearest", title, cases[0].Case.Title)
	}
	return r.Text("notification.answer", title, cases[0].Case.Title)
}

// plainCases are the cases of an answer in lines, for when Slack refuses the blocks.
func (r *Renderer) plainCases(a recommend.Answer, title string) string {
	lines := []string{title}
	weak := false
	for _, m := range a.Cases {
		if m.Strength == recommend.Weak && !weak {
			weak = true
			lines = append(lines, r.words.OnlyTouch(a))
		}
		line := fmt.Sprintf("%d  %s", m.Rank, m.Case.Title)
		if where := r.words.Whereabouts(m.Case); where != "" {
			line += " (" + where + ")"
		}
		if m.Case.URL != "" {
			line += "\n" + linkURL(m.Case.URL)
		}
		lines = append(lines, line)
	}
	return escape(strings.Join(lines, "\n"))
}
