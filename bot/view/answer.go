package view

import (
	"fmt"
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"precedent/corpus"
	"precedent/recommend"
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

// caseText is how much of a case's text an answer shows at first, in
// characters, and the steps by which it gives way where a message would grow
// over Slack's limit.
var caseText = []int{450, 330, 240, 160, 100, 60}

// Renderer makes messages and windows. It is read-only and safe for concurrent
// use.
type Renderer struct {
	Vocabulary *corpus.Vocabulary
	ReportTo   string // mail or web address for mistakes, "" for none
}

// Heading says what an answer answers.
type Heading struct {
	Asked string // the problem as it was typed, "" where it is no longer known
	Like  string // the title of the case to compare with, "" for none
	Widen string // the value for a button that searches without the limits, "" for none
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
		title, next := heading(a, h), more(len(a.Cases))
		for _, most := range caseText {
			blocks := r.answerBlocks(a, title, next, most)
			if size(blocks) <= MessageBlockChars || len(a.Cases) == 1 && most == caseText[len(caseText)-1] {
				return Post{
					Text:   escape(title + ". First: " + a.Cases[0].Case.Title + "."),
					Plain:  r.plainAnswer(a, title),
					Blocks: blocks,
					Cases:  len(a.Cases),
				}
			}
		}
		a.Cases = a.Cases[:len(a.Cases)-1]
	}
}

func heading(a recommend.Answer, h Heading) string {
	last := a.Offset + len(a.Cases)
	quoted := cut(strings.Join(strings.Fields(h.Asked), " "), HeaderChars-50)
	switch {
	case a.Offset > 0:
		return fmt.Sprintf(labelMore, a.Offset+1, last, a.Total)
	case h.Like != "":
		return fmt.Sprintf(labelLike, cut(h.Like, HeaderChars-20))
	case a.Query.Empty() && a.Total == 1:
		return labelOneFitting
	case a.Query.Empty() && a.Total == len(a.Cases):
		return fmt.Sprintf(labelFitting, a.Total)
	case a.Query.Empty():
		return fmt.Sprintf(labelSomeFitting, len(a.Cases), a.Total)
	case quoted == "":
		return fmt.Sprintf(labelSimilar, len(a.Cases), a.Total)
	case a.Total == 1:
		return fmt.Sprintf(labelOneCase, quoted)
	case a.Total > len(a.Cases):
		return fmt.Sprintf(labelSomeCases, len(a.Cases), a.Total, quoted)
	}
	return fmt.Sprintf(labelCases, len(a.Cases), quoted)
}

func (r *Renderer) answerBlocks(a recommend.Answer, title, more string, most int) []slack.Block {
	blocks := []slack.Block{header(title)}
	if said := r.understood(a); said != "" {
		blocks = append(blocks, note(said))
	}
	weak := false
	for i, m := range a.Cases {
		if m.Strength == recommend.Weak && !weak {
			weak = true
			blocks = append(blocks, note(labelWeak))
		} else if i > 0 {
			blocks = append(blocks, slack.NewDividerBlock())
		}
		blocks = append(blocks, r.caseBlocks(m, most)...)
	}
	if more != "" {
		blocks = append(blocks, slack.NewActionBlock("more", newButton(ActionMore, more, ButtonMore, "")))
	}
	return blocks
}

// understood says back what was asked, what was not read, and how much was
// searched.
func (r *Renderer) understood(a recommend.Answer) string {
	var said []string
	if list := a.LookingAt(r.Vocabulary); len(list) > 0 {
		said = append(said, fmt.Sprintf(labelLookingAt, strings.Join(list, ", ")))
	}
	said = append(said, fmt.Sprintf(labelSearched, a.LibrarySize))
	line := strings.Join(said, " · ")
	if a.Query.Truncated {
		line += "\n" + fmt.Sprintf(labelTruncated, recommend.MaxProblem)
	}
	if a.Strange {
		line += "\n" + fmt.Sprintf(labelStrange, recommend.LanguagesUnderstood)
	}
	return line
}

// caseBlocks shows one case: what it is, why it is similar, what can be done.
func (r *Renderer) caseBlocks(m recommend.Match, most int) []slack.Block {
	c := m.Case
	elements := []slack.RichTextSectionElement{text(fmt.Sprintf("%d  ", m.Rank)), caseLink(c)}
	if place := recommend.Whereabouts(r.Vocabulary, c); place != "" {
		elements = append(elements, text("\n"+place))
	}
	said := story(c, most)
	if said != "" {
		elements = append(elements, text("\n"+said))
	}
	if quote := m.Why.Quote; quote != "" && !strings.Contains(said, quote) {
		elements = append(elements, text("\n"+fmt.Sprintf(labelAnswers, cut(quote, most/2))))
	}
	for _, other := range m.Also[:min(len(m.Also), recommend.AlsoShown)] {
		elements = append(elements, text("\n"+recommend.AlsoIn(r.Vocabulary, c, other)+": "), caseLink(other))
	}
	blocks := []slack.Block{newRichText("case:"+c.ID, elements...)}
	if why := because(r.Vocabulary, m); why != "" {
		blocks = append(blocks, note(why))
	}
	return append(blocks, slack.NewActionBlock("act:"+c.ID,
		newButton(ActionShare, c.ID, ButtonShare, c.Title),
		newButton(ActionLike, c.ID, ButtonLike, c.Title),
		newButton(ActionDetails, c.ID, ButtonDetails, c.Title),
	))
}

func caseLink(c *corpus.Case) slack.RichTextSectionElement {
	title := cut(c.Title, corpus.MaxTitle)
	if c.URL == "" {
		return bold(title)
	}
	return slack.NewRichTextSectionLinkElement(linkURL(c.URL), title, &slack.RichTextSectionTextStyle{Bold: true})
}

// story is what was done and what came of it, within so many characters. What
// came of it is kept whole where it can be, since it is what people ask for.
func story(c *corpus.Case, most int) string {
	done, results := c.Summary, c.Results
	if done == "" {
		done = c.Problem
	}
	results = wholeSentences(results, most/2)
	done = wholeSentences(done, max(most/2, most-len(results)))
	return strings.TrimSpace(done + " " + results)
}

// wholeSentences keeps as many sentences of s as there is room for, and of a
// first sentence that is too long the beginning.
func wholeSentences(s string, most int) string {
	if cut(s, most) == s {
		return s
	}
	kept := ""
	for i := 0; i < len(s); {
		end := strings.Index(s[i:], ". ")
		if end < 0 {
			break
		}
		i += end + len(". ")
		if next := strings.TrimSpace(s[:i]); cut(next, most) == next {
			kept = next
		}
	}
	if kept == "" {
		return cut(s, most)
	}
	return kept
}

// maxReasons is how long the reasons for a case may be, in characters: the
// words are the person's own, so they can be of any length.
const maxReasons = 250

func because(v *corpus.Vocabulary, m recommend.Match) string {
	why := recommend.Because(v, m.Why)
	if why == "" {
		return ""
	}
	return fmt.Sprintf(labelBecause, cut(why, maxReasons)) + "  ·  " + fmt.Sprintf(labelStrength, m.Strength)
}

// plainAnswer is the answer in lines, for when Slack refuses the blocks.
func (r *Renderer) plainAnswer(a recommend.Answer, title string) string {
	lines := []string{title}
	for _, m := range a.Cases {
		line := fmt.Sprintf("%d  %s", m.Rank, m.Case.Title)
		if place := recommend.Whereabouts(r.Vocabulary, m.Case); place != "" {
			line += " (" + place + ")"
		}
		if m.Case.URL != "" {
			line += "\n" + linkURL(m.Case.URL)
		}
		lines = append(lines, line)
	}
	return escape(strings.Join(lines, "\n"))
}

// nothing says that no case is similar, and how to go on.
func (r *Renderer) nothing(a recommend.Answer, h Heading) Post {
	sentence := labelNothing
	switch {
	case a.Outside > 0:
		sentence = fmt.Sprintf(labelOutside, a.Outside)
	case a.Query.Empty() && !a.Query.Limits.Empty():
		sentence = labelNothingFits
	case a.Query.Empty():
		return Sentence(labelNoProblem)
	}
	p := Sentence(sentence)
	if said := r.understood(a); said != "" {
		p.Blocks = append(p.Blocks, note(said))
	}
	if a.Outside > 0 && h.Widen != "" {
		p.Blocks = append(p.Blocks, slack.NewActionBlock("more", newButton(ActionMore, h.Widen, ButtonWiden, "")))
	}
	if a.Outside > 0 || a.Query.Empty() {
		return p // the next step is another limit, not another wording
	}
	if len(a.Suggestions) == 0 {
		p.Blocks = append(p.Blocks, note(labelAskOther))
		p.Plain = escape(sentence + " " + labelAskOther)
		return p
	}
	p.Blocks = append(p.Blocks, note(labelAskAgain))
	var buttons []slack.BlockElement
	var names []string
	for _, topic := range a.Suggestions {
		label := r.Vocabulary.Taxonomy.Label(topic)
		names = append(names, label)
		buttons = append(buttons, newButton(ActionBrowse+":"+topic, topic, label, ""))
	}
	p.Blocks = append(p.Blocks, slack.NewActionBlock("browse", buttons...))
	p.Plain = escape(sentence + " " + labelAskAgain + " " + strings.Join(names, ", "))
	return p
}

// Help explains how to ask, with examples.
func (r *Renderer) Help() Post {
	bullets := func(lines []string) slack.Block {
		var items []slack.RichTextElement
		for _, line := range lines {
			items = append(items, slack.NewRichTextSection(slack.NewRichTextSectionTextElement("/similar "+line, &slack.RichTextSectionTextStyle{Code: true})))
		}
		return slack.NewRichTextBlock("", slack.NewRichTextList(slack.RTEListBullet, 0, items...))
	}
	section := func(s string) slack.Block { return slack.NewSectionBlock(plainText(s, TextChars), nil, nil) }
	return Post{
		Text:  escape(helpText),
		Plain: escape(strings.Join(slices.Concat([]string{helpIntro, helpTry}, helpExamples, []string{helpLimit}, helpLimits, []string{helpWays}), "\n")),
		Blocks: []slack.Block{
			header(helpTitle), section(helpIntro),
			section(helpTry), bullets(helpExamples),
			section(helpLimit), bullets(helpLimits),
			note(helpWays),
		},
	}
}
