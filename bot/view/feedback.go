package view

import (
	"github.com/slack-go/slack"

	"precedent/bot/blockkit"
	"precedent/corpus"
)

// Names around feedback.
const (
	ActionFeedback   = "feedback"
	ActionHelpful    = ActionFeedback + ":yes"
	ActionNotHelpful = ActionFeedback + ":no"

	BlockWhich  = "which"
	InputWhich  = "which"
	BlockReason = "reason"
	InputReason = "reason"
	valueWhole  = "*" // of the option that means no single case
)

// feedbackRow asks whether an answer helped. Slack shows feedback buttons in
// messages that stay; whether it does in private ones is not known, so those get
// plain buttons.
func (r *Renderer) feedbackRow(yes, no string) (newer, older slack.Block) {
	newer = slack.NewContextActionsBlock("feedback", slack.NewFeedbackButtonsBlockElement(ActionFeedback,
		slack.NewFeedbackButton(plainText(r.Text("button.helpful"), blockkit.ButtonTextChars), yes),
		slack.NewFeedbackButton(plainText(r.Text("button.not-helpful"), blockkit.ButtonTextChars), no)))
	older = slack.NewActionBlock("feedback",
		newButton(ActionHelpful, yes, r.Text("button.helpful"), ""),
		newButton(ActionNotHelpful, no, r.Text("button.not-helpful"), ""))
	return newer, older
}

// ReasonWindow asks what was not helpful: which case, and why. state is handed
// back when the window is submitted.
func (r *Renderer) ReasonWindow(cases []*corpus.Case, state string) slack.ModalViewRequest {
	options := []*slack.OptionBlockObject{choice(valueWhole, r.Text("label.whole"))}
	for _, c := range cases {
		if len(c.ID) <= blockkit.OptionValueChars {
			options = append(options, choice(c.ID, c.Title))
		}
	}
	which := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, nil, InputWhich, options...)
	which.InitialOption = options[0]
	return r.form(CallbackReason, state,
		r.input(BlockWhich, "label.which", "", which),
		r.optional(BlockReason, "label.reason", "hint.reason", multiline(InputReason, "", MaxNote)))
}
