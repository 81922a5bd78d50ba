package view

import (
	"github.com/slack-go/slack"

	"precedent/bot/blockkit"
	"precedent/corpus"
)

// Keys of texts.
const (
	ButtonHelpful    = "button.helpful"
	ButtonNotHelpful = "button.not-helpful"
	LabelThanks      = "label.thanks"
	labelWhich       = "label.which"
	labelWhole       = "label.whole"
	labelReason      = "label.reason"
	hintReason       = "hint.reason"
	titleReason      = "title.reason"
	buttonSend       = "button.send"
)

// Names around feedback.
const (
	ActionFeedback   = "feedback"
	ActionHelpful    = ActionFeedback + ":yes"
	ActionNotHelpful = ActionFeedback + ":no"

	CallbackReason = "feedback_reason"
	BlockWhich     = "which"
	InputWhich     = "which"
	BlockReason    = "reason"
	InputReason    = "reason"
	ValueWhole     = "*" // of the option that means no single case
)

// feedbackRow asks whether an answer helped. Slack shows feedback buttons in
// messages that stay; whether it does in private ones is not known, so those get
// plain buttons.
func (r *Renderer) feedbackRow(yes, no string) (newer, older slack.Block) {
	newer = slack.NewContextActionsBlock("feedback", slack.NewFeedbackButtonsBlockElement(ActionFeedback,
		slack.NewFeedbackButton(plainText(r.Text(ButtonHelpful), blockkit.ButtonTextChars), yes),
		slack.NewFeedbackButton(plainText(r.Text(ButtonNotHelpful), blockkit.ButtonTextChars), no)))
	older = slack.NewActionBlock("feedback",
		newButton(ActionHelpful, yes, r.Text(ButtonHelpful), ""),
		newButton(ActionNotHelpful, no, r.Text(ButtonNotHelpful), ""))
	return newer, older
}

// ReasonWindow asks what was not helpful: which case, and why. state is handed
// back when the window is submitted.
func (r *Renderer) ReasonWindow(cases []*corpus.Case, state string) slack.ModalViewRequest {
	options := []*slack.OptionBlockObject{slack.NewOptionBlockObject(ValueWhole, plainText(r.Text(labelWhole), blockkit.OptionTextChars), nil)}
	for _, c := range cases {
		if len(c.ID) <= blockkit.OptionValueChars {
			options = append(options, slack.NewOptionBlockObject(c.ID, plainText(cut(c.Title, blockkit.OptionTextChars), blockkit.OptionTextChars), nil))
		}
	}
	which := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, nil, InputWhich, options...)
	which.InitialOption = options[0]
	field := slack.NewPlainTextInputBlockElement(nil, InputReason)
	field.Multiline = true
	field.MaxLength = MaxNote
	why := slack.NewInputBlock(BlockReason, plainText(r.Text(labelReason), blockkit.InputLabelChars), plainText(r.Text(hintReason), blockkit.InputHintChars), field)
	why.Optional = true
	return r.form(CallbackReason, titleReason, buttonSend, state, slack.NewInputBlock(BlockWhich, plainText(r.Text(labelWhich), blockkit.InputLabelChars), nil, which), why)
}
