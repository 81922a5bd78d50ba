package delivery

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
)

// Of a payload only what the bot uses is read, and a field out of shape is left
// empty. A message can hold blocks and attachments of any kind, and a question
// must not be lost because one of them is not understood; that is also why
// these are not slack-go's types.

// decoded reads JSON as far as it has the shape of a T. what says what it is, for the error.
func decoded[T any](what string, data []byte) (*T, error) {
	var v T
	err := json.Unmarshal(data, &v)
	var shape *json.UnmarshalTypeError
	if errors.As(err, &shape) && shape.Field != "" {
		err = nil // one field; the others have been read
	}
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", what, err)
	}
	return &v, nil
}

// DecodeCommand reads a command's JSON payload, as Socket Mode has it.
func DecodeCommand(payload []byte) (*Command, error) { return decoded[Command]("command", payload) }

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
	return decoded[Interaction]("interaction", payload)
}

// DecodeEvent reads an event with what Slack wraps it in. challenge is set
// instead where Slack asks for it, to see whether a Request URL is the bot's.
func DecodeEvent(payload []byte) (e *Event, challenge string, err error) {
	type wrapped struct {
		Type      string          `json:"type"`
		Challenge string          `json:"challenge"`
		ID        string          `json:"event_id"`
		External  bool            `json:"is_ext_shared_channel"`
		Event     json.RawMessage `json:"event"`
	}
	outer, err := decoded[wrapped]("event", payload)
	if err != nil {
		return nil, "", err
	}
	if outer.Type == "url_verification" {
		return nil, outer.Challenge, nil
	}
	if e, err = decoded[Event]("event", outer.Event); err != nil {
		return nil, "", err
	}
	e.ID, e.External = outer.ID, outer.External
	return e, "", nil
}
