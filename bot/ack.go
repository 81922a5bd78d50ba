package bot

import (
	"github.com/slack-go/slack"

	"precedent/bot/delivery"
	"precedent/bot/turn"
	"precedent/bot/view"
)

// ackOf is what a delivery is acknowledged with: a submitted window stays open
// and says that work goes on, or what is wrong with it; everything else gets an empty
// acknowledgement.
func (b *Bot) ackOf(task turn.Task) any {
	if task.Window == nil {
		return nil
	}
	say := b.host.SpeakKnown(task.Window.User)
	if len(task.Faults) > 0 {
		texts := map[string]string{}
		for block, fault := range task.Faults {
			texts[block] = fault.In(say)
		}
		return slack.NewErrorsViewSubmissionResponse(texts)
	}
	w := say.Working(task.Window.Callback())
	return slack.NewUpdateViewSubmissionResponse(&w)
}

// busyAck tells the person in the acknowledgement itself that the bot is too
// busy; nil where an acknowledgement cannot say anything.
func (b *Bot) busyAck(d delivery.Delivery, task turn.Task) any {
	switch {
	case d.Command != nil:
		return map[string]string{"response_type": "ephemeral", "text": b.host.SpeakKnown(d.Command.User).Text(view.ProblemBusy)}
	case task.Window != nil:
		say := b.host.SpeakKnown(task.Window.User)
		w := say.Outcome(task.Window.Callback(), say.Text(view.ProblemBusy), task.Window.Typed())
		return slack.NewUpdateViewSubmissionResponse(&w)
	}
	return nil
}
