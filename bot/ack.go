package bot

import (
	"github.com/slack-go/slack"

	"precedent/bot/view"
)

// ackOf is what a delivery is acknowledged with: a submitted window stays open
// and says that work goes on, everything else gets an empty acknowledgement.
func (b *Bot) ackOf(d Delivery) any {
	if isShare(d) {
		w := b.speakKnown(d.Interaction.User.ID).Sharing()
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
	case isShare(d):
		say := b.speakKnown(d.Interaction.User.ID)
		w := say.TroubleWindow(say.Text(view.TroubleBusy), "")
		return slack.NewUpdateViewSubmissionResponse(&w)
	}
	return nil
}

func isShare(d Delivery) bool {
	return d.Interaction != nil && d.Interaction.Type == viewSubmission && d.Interaction.View.CallbackID == view.CallbackShare
}
