package bot

import (
	"encoding/json"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
)

// Delivery is one thing that Slack delivered: exactly one of Command,
// Interaction and Event is set.
type Delivery struct {
	EnvelopeID  string // of Socket Mode; "" over HTTP
	Command     *slack.SlashCommand
	Interaction *slack.InteractionCallback
	Event       *slackevents.EventsAPIEvent
}

// keys are what the delivery is known by when Slack delivers it again. A
// mention can also arrive as the message that holds it, so messages are known
// by their channel and time too.
func (d Delivery) keys() []string {
	var keys []string
	add := func(kind, id string) {
		if id != "" {
			keys = append(keys, kind+" "+id)
		}
	}
	switch {
	case d.Command != nil:
		add("trigger", d.Command.TriggerID)
	case d.Interaction != nil:
		add("trigger", d.Interaction.TriggerID)
	case d.Event != nil:
		if outer, ok := d.Event.Data.(*slackevents.EventsAPICallbackEvent); ok {
			add("event", outer.EventID)
		}
		if m, ok := messageOf(d.Event); ok && m.ts != "" {
			add("message", m.channel+" "+m.ts)
		}
	}
	if len(keys) == 0 {
		add("envelope", d.EnvelopeID)
	}
	return keys
}

// message is a message that the bot is to answer.
type message struct {
	channel, thread, ts, user, text string
	direct                          bool
}

// messageOf reads the event that Slack sends for a mention or a direct
// message. ok is false for everything that is nobody's question: edits, joins,
// and what bots say, the bot itself among them.
func messageOf(e *slackevents.EventsAPIEvent) (m message, ok bool) {
	switch ev := e.InnerEvent.Data.(type) {
	case *slackevents.AppMentionEvent:
		m = message{channel: ev.Channel, thread: ev.ThreadTimeStamp, ts: ev.TimeStamp, user: ev.User, text: ev.Text}
		return m, ev.BotID == "" && ev.User != ""
	case *slackevents.MessageEvent:
		m = message{channel: ev.Channel, thread: ev.ThreadTimeStamp, ts: ev.TimeStamp, user: ev.User, text: ev.Text, direct: true}
		asked := ev.SubType == "" || ev.SubType == "file_share" || ev.SubType == "thread_broadcast"
		return m, ev.IsIM() && asked && ev.BotID == "" && ev.User != ""
	}
	return message{}, false
}

// DecodeInteraction reads an interaction's payload.
func DecodeInteraction(payload []byte) (*slack.InteractionCallback, error) {
	var cb slack.InteractionCallback
	if err := json.Unmarshal(payload, &cb); err != nil {
		return nil, err
	}
	return &cb, nil
}
