package delivery

import "errors"

// ErrBusy says that an event was not taken on. Over HTTP Slack is to be told
// so, over Socket Mode it is not to be acknowledged; either way it comes again.
var ErrBusy = errors.New("too much to do")

// Delivery is one thing that Slack delivered: exactly one of Command,
// Interaction and Event is set.
type Delivery struct {
	EnvelopeID  string // of Socket Mode; "" over HTTP
	Command     *Command
	Interaction *Interaction
	Event       *Event
}

// Keys are what the delivery is known by when Slack delivers it again. A
// mention can also arrive as the message that holds it, so messages are known
// by their channel and time too.
func (d Delivery) Keys() []string {
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
		add("event", d.Event.ID)
		if d.Event.Asks() && d.Event.TS != "" {
			add("message", d.Event.Channel+" "+d.Event.TS)
		}
	}
	if len(keys) == 0 {
		add("envelope", d.EnvelopeID)
	}
	return keys
}
