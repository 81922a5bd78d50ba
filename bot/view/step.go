package view

import (
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"precedent/bot/blockkit"
	"precedent/recommend"
)

// StepOutputs are what a workflow gets of an answer: a text to put into a message, and
// the addresses of the cases, one a line.
func (r *Renderer) StepOutputs(a recommend.Answer) (cases *slack.RichTextBlock, links string) {
	if len(a.Cases) == 0 {
		return newRichText("", text(r.Nothing(a))), ""
	}
	cases = r.stepCases(&a)
	var addresses []string
	for _, m := range a.Cases {
		if m.Case.URL != "" {
			addresses = append(addresses, linkURL(m.Case.URL))
		}
	}
	return cases, strings.Join(addresses, "\n")
}

// stepCases are the cases of an answer as one text. Where it would be too long for a
// message, texts are shortened first, and then the last cases are left out.
func (r *Renderer) stepCases(a *recommend.Answer) *slack.RichTextBlock {
	for {
		cases, fits := longest(textSteps(len(a.Cases)), func(most int) (*slack.RichTextBlock, bool) {
			cases := r.stepText(*a, most)
			return cases, size([]slack.Block{cases}) <= blockkit.MessageBlockChars
		})
		if fits || len(a.Cases) == 1 {
			return cases
		}
		a.Cases = a.Cases[:len(a.Cases)-1]
	}
}

// stepText is the text with all cases of an answer, with so much of each case.
func (r *Renderer) stepText(a recommend.Answer, most int) *slack.RichTextBlock {
	var sections []slack.RichTextElement
	for _, m := range a.Cases {
		where, account := r.words.Whereabouts(m.Case), r.account(m.Case, most)
		elements := slices.Concat(ranked(m), caseLines(m.Case, where), r.accountElements(account))
		if why := r.reasonFor(a, m, where, account); why != "" {
			elements = append(elements, text("\n"+why))
		}
		sections = append(sections, slack.NewRichTextSection(append(elements, text("\n"))...))
	}
	return slack.NewRichTextBlock("", sections...)
}
