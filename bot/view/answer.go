package view

import (
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"precedent/bot/blockkit"
	"precedent/corpus"
	"precedent/recommend"
)

// Action ids of the buttons below an answer.
const (
	ActionMore   = "more"
	ActionBrowse = "browse"
	ActionRefine = "refine"
)

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
	Select   func(shown []recommend.Match) string            // the value for buttons that compare the cases and make a brief of them; nil for none
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
			Text:   escape(r.summaryOf(a.Cases, title)),
			Plain:  r.plainCases(a, title),
			Blocks: shown.blocks,
			Older:  shown.older,
			Cases:  len(a.Cases),

			OlderInPrivate: true, // feedback buttons
		}
	}
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
	blocks = []slack.Block{header(title), note(r.understood(a))}
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
	further := r.onward(more, buttonMore, h.Refine)
	shown := make([]*corpus.Case, len(a.Cases))
	for i, m := range a.Cases {
		shown[i] = m.Case
	}
	if h.Select != nil {
		further = append(further, selectButtons(&r.Speaker, h.Select(a.Cases), len(shown))...)
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

// onward are the buttons below an answer that search on: in the same way, under the label
// with the key given, and in another. Each is left out where there is no value for it.
func (r *Renderer) onward(value, label, refine string) (buttons []slack.BlockElement) {
	if value != "" {
		buttons = append(buttons, newButton(ActionMore, value, r.Text(label), ""))
	}
	if refine != "" {
		buttons = append(buttons, newButton(ActionRefine, refine, r.Text("button.refine"), ""))
	}
	return buttons
}

// understood says back what was asked, what was not read, and how much was
// searched.
func (r *Renderer) understood(a recommend.Answer) string {
	said := present(r.lookingAt(a), r.Text("label.searched", a.LibrarySize))
	if shown := len(a.Cases); a.Offset == 0 && shown > 0 && shown < a.Total {
		said = append(said, r.Text("label.first-shown", shown))
	}
	line := strings.Join(said, " · ")
	if a.Query.Truncated {
		line += "\n" + r.Text("label.truncated", recommend.MaxProblem)
	}
	if a.Query.MuchLeftOut {
		line += "\n" + r.Text("label.left-out")
	}
	for _, missing := range r.words.Missing(a) {
		line += "\n" + missing + "."
	}
	if a.Strange {
		line += "\n" + r.Text("label.strange", r.words.Languages())
	}
	return line
}

// Nothing says in a sentence that no case is similar.
func (r *Renderer) Nothing(a recommend.Answer) string {
	switch {
	case a.Query.AsksNothing():
		return r.Text(labelNoProblem)
	case a.Outside > 0:
		return r.Text("label.outside", r.words.Outside(a))
	case a.Query.Empty():
		return r.Text("label.nothing-fits")
	}
	return r.Text("label.nothing")
}

// nothing says that no case is similar, and how to go on.
func (r *Renderer) nothing(a recommend.Answer, h Heading) Post {
	if a.Query.AsksNothing() {
		return r.NothingAsked()
	}
	sentence := r.Nothing(a)
	p := said(sentence)
	p.Blocks = append(p.Blocks, note(r.understood(a)))
	if a.Outside == 0 {
		h.Widen = ""
	}
	if further := r.onward(h.Widen, "button.widen", h.Refine); len(further) > 0 {
		p.Blocks = append(p.Blocks, slack.NewActionBlock("more", further...))
	}
	if a.Outside > 0 || a.Query.Empty() {
		return p // the next step is another limit, not another wording
	}
	if len(a.Suggestions) == 0 {
		p.Blocks = append(p.Blocks, note(r.Text("label.ask-other")))
		p.Plain = escape(sentence + " " + r.Text("label.ask-other"))
		return p
	}
	p.Blocks = append(p.Blocks, note(r.Text("label.ask-again")))
	var buttons []slack.BlockElement
	var names []string
	for _, topic := range a.Suggestions {
		label := r.words.Tag(topic)
		names = append(names, label)
		buttons = append(buttons, newButton(ActionBrowse+":"+topic, topic, label, ""))
	}
	p.Blocks = append(p.Blocks, slack.NewActionBlock("browse", buttons...))
	p.Plain = escape(sentence + " " + r.Text("label.ask-again") + " " + strings.Join(names, ", "))
	return p
}
