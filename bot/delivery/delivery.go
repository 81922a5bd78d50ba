// Package delivery is what Slack delivers: commands, interactions and events, read from the
// payloads that a transport receives, with the words of a message wherever in it they stand.
// It calls nobody, and decides nothing about what is asked.
package delivery

import (
	"cmp"
	"errors"
	"strings"
)

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

// Command is a slash command.
type Command struct {
	Channel     string `json:"channel_id"`
	User        string `json:"user_id"`
	Team        string `json:"team_id"`       // of the user
	Enterprise  string `json:"enterprise_id"` // that the team belongs to, "" for none
	Text        string `json:"text"`
	ResponseURL string `json:"response_url"`
	TriggerID   string `json:"trigger_id"`
}

// Interaction is a press of a button, a submitted window or a shortcut.
type Interaction struct {
	Type        string `json:"type"`
	TriggerID   string `json:"trigger_id"`
	ResponseURL string `json:"response_url"`
	User        struct {
		ID   string `json:"id"`
		Team string `json:"team_id"`
	} `json:"user"`
	Team struct { // where the user is, who may be from another
		ID string `json:"id"`
	} `json:"team"`
	Enterprise struct {
		ID string `json:"id"`
	} `json:"enterprise"`
	Channel struct {
		ID string `json:"id"`
	} `json:"channel"`
	CallbackID string      `json:"callback_id"` // of a shortcut
	Message    MessageUsed `json:"message"`
	Container  struct {
		Channel   string `json:"channel_id"`
		Thread    string `json:"thread_ts"`
		Ephemeral bool   `json:"is_ephemeral"`
	} `json:"container"`
	Actions []struct {
		ID       string `json:"action_id"`
		Value    string `json:"value"`
		Selected option `json:"selected_option"`
	} `json:"actions"`
	View struct {
		ID              string `json:"id"`
		Type            string `json:"type"`
		CallbackID      string `json:"callback_id"`
		PrivateMetadata string `json:"private_metadata"`
		State           struct {
			Values map[string]map[string]InputValue `json:"values"` // by block id and action id
		} `json:"state"`
	} `json:"view"`
	ResponseURLs []struct {
		Channel     string `json:"channel_id"`
		ResponseURL string `json:"response_url"`
	} `json:"response_urls"`
}

// MessageUsed is the message that a button or a shortcut was used on.
type MessageUsed struct {
	Thread string `json:"thread_ts"`
	Message
}

// InputValue is what a person entered in one field of a window.
type InputValue struct {
	Value        string   `json:"value"`
	Conversation string   `json:"selected_conversation"`
	Selected     option   `json:"selected_option"`
	Several      []option `json:"selected_options"`
}

type option struct {
	Value string `json:"value"`
}

// Chosen are the values of the options chosen in a menu of several.
func (v InputValue) Chosen() []string {
	values := make([]string, len(v.Several))
	for i, o := range v.Several {
		values[i] = o.Value
	}
	return values
}

// The kinds of Interaction.
const (
	BlockActions    = "block_actions"
	ViewSubmission  = "view_submission"
	GlobalShortcut  = "shortcut"
	MessageShortcut = "message_action"
)

// Event is something that happened in a conversation of the bot's.
type Event struct {
	ID          string `json:"-"`
	External    bool   `json:"-"` // in a channel that is shared with another organisation
	Type        string `json:"type"`
	Subtype     string `json:"subtype"`
	Channel     string `json:"channel"`
	ChannelType string `json:"channel_type"`
	User        string `json:"user"`
	UserTeam    string `json:"user_team"`   // of the user, in channels that are shared with others
	SourceTeam  string `json:"source_team"` // the same
	Team        string `json:"team"`        // the same, everywhere
	BotID       string `json:"bot_id"`
	TS          string `json:"ts"`
	Thread      string `json:"thread_ts"`
	// Edited is set where somebody has changed the message since. Slack then delivers it
	// as if it were new.
	Edited *struct{} `json:"edited"`
	Message

	Tab string `json:"tab"` // of app_home_opened

	// Of link_shared: the links, and the message or the text in the composer that
	// holds them.
	Links []struct {
		URL string `json:"url"`
	} `json:"links"`
	MessageTS string `json:"message_ts"`
	UnfurlID  string `json:"unfurl_id"`
	Source    string `json:"source"`

	// Of function_executed: a workflow that comes to a step of the bot's, what it asks
	// for, and the token to answer it with.
	Function struct {
		CallbackID string `json:"callback_id"`
	} `json:"function"`
	Inputs struct {
		Problem string `json:"problem"`
		Country string `json:"country"`
		Topic   string `json:"topic"`
	} `json:"inputs"`
	Execution string `json:"function_execution_id"`
	BotToken  string `json:"bot_access_token"` // a secret
}

// Name is what handlers of the event go by: its type, with what tells it from others of that
// type behind a colon, which is the tab that was opened or the step that a workflow came to.
// It is "" for a message that asks nothing.
func (e *Event) Name() string {
	switch e.Type {
	case "app_mention", "message":
		if !e.Asks() {
			return ""
		}
	case "app_home_opened":
		return e.Type + ":" + e.Tab
	case "function_executed":
		return e.Type + ":" + e.Function.CallbackID
	}
	return e.Type
}

// Asks tells whether an event is a question: a mention, or a direct message. It
// is not for edits, joins, and what bots say, the bot itself among them.
func (e *Event) Asks() bool {
	if e.BotID != "" || e.User == "" || e.Edited != nil {
		return false
	}
	switch e.Type {
	case "app_mention":
		return true
	case "message":
		return e.Direct() && (e.Subtype == "" || e.Subtype == "file_share" || e.Subtype == "thread_broadcast")
	}
	return false
}

// Direct tells whether an event happened in a direct message with the bot. An
// event that does not say so is told by its channel.
func (e *Event) Direct() bool {
	return e.ChannelType == "im" || e.ChannelType == "" && strings.HasPrefix(e.Channel, "D")
}

// Organisation is whose people somebody is, as Slack names it: a workspace and, on
// Enterprise Grid, the enterprise that it is part of. Either is "" where Slack does not say.
type Organisation struct{ Team, Enterprise string }

// Organisation is what a command says of who typed it.
func (c *Command) Organisation() Organisation { return Organisation{c.Team, c.Enterprise} }

// Organisation is what an interaction says of who pressed or submitted. The team of the
// user comes before that of the payload, which is where they are. The enterprise is that of
// the payload's team, and says nothing of people of another one.
func (i *Interaction) Organisation() Organisation {
	if i.User.Team != "" && i.Team.ID != "" && i.User.Team != i.Team.ID {
		return Organisation{Team: i.User.Team}
	}
	return Organisation{cmp.Or(i.User.Team, i.Team.ID), i.Enterprise.ID}
}

// Organisation is what an event says of who it is about.
func (e *Event) Organisation() Organisation {
	return Organisation{Team: cmp.Or(e.UserTeam, e.SourceTeam, e.Team)}
}
