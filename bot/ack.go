package bot

import (
	"maps"
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"precedent/bot/view"
)

// ackOf is what a delivery is acknowledged with: a submitted window stays open
// and says that work goes on, everything else gets an empty acknowledgement.
func (b *Bot) ackOf(d Delivery) any {
	if submits(d) {
		say := b.speakKnown(d.Interaction.User.ID)
		if faults := b.faults(d.Interaction); len(faults) > 0 {
			texts := map[string]string{}
			for block, fault := range faults {
				texts[block] = fault.said(say)
			}
			return slack.NewErrorsViewSubmissionResponse(texts)
		}
		w := say.Working(d.Interaction.View.CallbackID)
		return slack.NewUpdateViewSubmissionResponse(&w)
	}
	return nil
}

// busyAck tells the person in the acknowledgement itself that the bot is too
// busy; nil where an acknowledgement cannot say anything.
func (b *Bot) busyAck(d Delivery) any {
	switch {
	case d.Command != nil:
		return map[string]string{"response_type": "ephemeral", "text": b.speakKnown(d.Command.User).Text(view.TroubleBusy)}
	case submits(d):
		say := b.speakKnown(d.Interaction.User.ID)
		w := say.Outcome(d.Interaction.View.CallbackID, say.Text(view.TroubleBusy), typed(d.Interaction))
		return slack.NewUpdateViewSubmissionResponse(&w)
	}
	return nil
}

// typed is what a person typed in a window, so that it is not lost.
func typed(i *Interaction) string {
	var texts []string
	for _, block := range slices.Sorted(maps.Keys(i.View.State.Values)) {
		for _, field := range i.View.State.Values[block] {
			if field.Value != "" {
				texts = append(texts, field.Value)
			}
		}
	}
	return strings.Join(texts, "\n")
}

// submits tells whether a delivery is a submitted window of the bot's.
func submits(d Delivery) bool {
	if d.Interaction == nil || d.Interaction.Type != viewSubmission {
		return false
	}
	return submissions[d.Interaction.View.CallbackID] != nil
}
