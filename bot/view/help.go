package view

import (
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"precedent/bot/blockkit"
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
	examples, limits := r.lines("help.examples"), r.lines("help.limits")
	return Post{
		Text:  escape(r.Text("help.text")),
		Plain: escape(strings.Join(slices.Concat([]string{r.Text("help.intro"), r.Text("help.try")}, examples, []string{r.Text("help.limit")}, limits, []string{r.Text("help.ways")}), "\n")),
		Blocks: []slack.Block{
			header(r.Text("help.title")), section("help.intro"),
			section("help.try"), bullets(examples),
			section("help.limit"), bullets(limits),
			note(r.Text("help.ways")),
		},
	}
}

// Prompts are problems to ask for a start, at most four.
func (r *Renderer) Prompts() []string { return r.lines("help.prompts") }

// lines are the lines of a text.
func (r *Renderer) lines(text string) []string { return strings.Split(r.Text(text), "\n") }
