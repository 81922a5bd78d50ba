package view

import (
	"strings"

	"github.com/slack-go/slack"

	"precedent/recommend"
)

// stepText is how much of a case's text a workflow gets, in characters.
const stepText = 330

// StepOutputs are what a workflow gets of an answer: a text to put into a message, and
// the addresses of the cases, one a line.
func (r *Renderer) StepOutputs(a recommend.Answer) (cases *slack.RichTextBlock, links string) {
	if len(a.Cases) == 0 {
		return newRichText("", text(r.Nothing(a))), ""
	}
	var sections []slack.RichTextElement
	var addresses []string
	for _, m := range a.Cases {
		elements := []slack.RichTextSectionElement{text(itoa(m.Rank) + "  "), caseLink(m.Case)}
		for _, line := range []string{r.words.Whereabouts(m.Case), story(m.Case, stepText), r.because(m)} {
			if line != "" {
				elements = append(elements, text("\n"+line))
			}
		}
		sections = append(sections, slack.NewRichTextSection(append(elements, text("\n"))...))
		if m.Case.URL != "" {
			addresses = append(addresses, linkURL(m.Case.URL))
		}
	}
	return slack.NewRichTextBlock("", sections...), strings.Join(addresses, "\n")
}
