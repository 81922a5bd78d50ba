package view

import (
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"precedent/bot/blockkit"
)

// Keys of texts.
const (
	LabelLeft      = "label.goodbye"
	LabelStatus    = "label.status"
	LabelPrompts   = "label.prompts"
	helpPrompts    = "help.prompts"
	labelNoProblem = "label.no-problem"
	helpTitle      = "help.title"
	helpIntro      = "help.intro"
	helpTry        = "help.try"
	helpLimit      = "help.limit"
	helpWays       = "help.ways"
	helpExamples   = "help.examples"
	helpLimits     = "help.limits"
	helpText       = "help.text"
)

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
