package bot

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"precedent/bot/delivery"
)

// Delivery is one thing that Slack delivered: exactly one of Command,
// Interaction and Event is set.
type Delivery struct {
	EnvelopeID  string // of Socket Mode; "" over HTTP
	Command     *Command
	Interaction *Interaction
	Event       *Event
}

// Of a payload only what the bot uses is read, and a field out of shape is left
// empty. A message can hold blocks and attachments of any kind, and a question
// must not be lost because one of them is not understood; that is also why
// these are not slack-go's types.

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
	CallbackID string  `json:"callback_id"` // of a shortcut
	Message    Message `json:"message"`
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

// Message is the message that a button or a shortcut was used on.
type Message struct {
	Thread string `json:"thread_ts"`
	delivery.Message
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

// chosen are the values of the options chosen in a menu of several.
func (v InputValue) chosen() []string {
	values := make([]string, len(v.Several))
	for i, o := range v.Several {
		values[i] = o.Value
	}
	return values
}

// The kinds of Interaction.
const (
	blockActions    = "block_actions"
	viewSubmission  = "view_submission"
	globalShortcut  = "shortcut"
	messageShortcut = "message_action"
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
	delivery.Message

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

// decode reads JSON as far as it has the shape of v.
func decode(data []byte, v any) error {
	err := json.Unmarshal(data, v)
	var shape *json.UnmarshalTypeError
	if errors.As(err, &shape) && shape.Field != "" {
		return nil // one field; the others have been read
	}
	return err
}

// DecodeCommand reads a command's JSON payload, as Socket Mode has it.
func DecodeCommand(payload []byte) (*Command, error) {
	var c Command
	if err := decode(payload, &c); err != nil {
		return nil, fmt.Errorf("read command: %w", err)
	}
	return &c, nil
}

// DecodeForm reads a command or an interaction from a form, as HTTP has them.
func DecodeForm(form url.Values) (Delivery, error) {
	if payload := form.Get("payload"); payload != "" {
		i, err := DecodeInteraction([]byte(payload))
		return Delivery{Interaction: i}, err
	}
	if form.Get("command") == "" {
		return Delivery{}, errors.New("read form: neither a command nor an interaction")
	}
	return Delivery{Command: &Command{
		Channel:     form.Get("channel_id"),
		User:        form.Get("user_id"),
		Team:        form.Get("team_id"),
		Enterprise:  form.Get("enterprise_id"),
		Text:        form.Get("text"),
		ResponseURL: form.Get("response_url"),
		TriggerID:   form.Get("trigger_id"),
	}}, nil
}

// DecodeInteraction reads an interaction's payload.
func DecodeInteraction(payload []byte) (*Interaction, error) {
	var i Interaction
	if err := decode(payload, &i); err != nil {
		return nil, fmt.Errorf("read interaction: %w", err)
	}
	return &i, nil
}

// DecodeEvent reads an event with what Slack wraps it in. challenge is set
// instead where Slack asks for it, to see whether a Request URL is the bot's.
func DecodeEvent(payload []byte) (e *Event, challenge string, err error) {
	var outer struct {
		Type      string          `json:"type"`
		Challenge string          `json:"challenge"`
		ID        string          `json:"event_id"`
		External  bool            `json:"is_ext_shared_channel"`
		Event     json.RawMessage `json:"event"`
	}
	if err := decode(payload, &outer); err != nil {
		return nil, "", fmt.Errorf("read event: %w", err)
	}
	if outer.Type == "url_verification" {
		return nil, outer.Challenge, nil
	}
	e = &Event{ID: outer.ID, External: outer.External}
	if err := decode(outer.Event, e); err != nil {
		return nil, "", fmt.Errorf("read event: %w", err)
	}
	return e, "", nil
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
		add("event", d.Event.ID)
		if d.Event.asks() && d.Event.TS != "" {
			add("message", d.Event.Channel+" "+d.Event.TS)
		}
	}
	if len(keys) == 0 {
		add("envelope", d.EnvelopeID)
	}
	return keys
}

// asks tells whether an event is a question: a mention, or a direct message. It
// is not for edits, joins, and what bots say, the bot itself among them.
func (e *Event) asks() bool {
	if e.BotID != "" || e.User == "" || e.Edited != nil {
		return false
	}
	switch e.Type {
	case "app_mention":
		return true
	case "message":
		return e.direct() && (e.Subtype == "" || e.Subtype == "file_share" || e.Subtype == "thread_broadcast")
	}
	return false
}

// direct tells whether an event happened in a direct message with the bot. An
// event that does not say so is told by its channel.
func (e *Event) direct() bool {
	return e.ChannelType == "im" || e.ChannelType == "" && strings.HasPrefix(e.Channel, "D")
}
