package slackfake

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// Values are what a person chose or typed in a view, by the action id of the element
// or the block id of its input. A menu takes the values of options, or ids.
type Values map[string][]string

// Action is what a person does with an element: presses a button, or chooses in a
// menu.
type Action struct {
	ActionID string
	BlockID  string // needed only where several blocks hold the action id
	// Values are what is chosen: values of options, ids, a date. Nil for a button;
	// the value of either button for feedback_buttons.
	Values []string
}

// find is the one element of some blocks that an action is taken on.
func find(blocks json.RawMessage, a Action) (element, error) {
	var found []element
	for _, e := range elements(blocks) {
		if e.actionID == a.ActionID && (a.BlockID == "" || a.BlockID == e.blockID) {
			found = append(found, e)
		}
	}
	if len(found) != 1 {
		return element{}, fmt.Errorf("slackfake: %d elements have the action id %q", len(found), a.ActionID)
	}
	return found[0], nil
}

// chosen is an element's part of a payload: what it holds once someone has chosen
// or typed the values. Without values it holds what it was preset to.
func (e element) chosen(values []string) (map[string]any, error) {
	state := map[string]any{"type": e.kind()}
	if values == nil {
		e.preset(state)
		return state, nil
	}
	return state, e.fill(state, values)
}

// single maps element types to the field that holds their one value.
var single = map[string]string{
	"users_select": "selected_user", "conversations_select": "selected_conversation",
	"channels_select": "selected_channel", "datepicker": "selected_date", "timepicker": "selected_time",
	"plain_text_input": "value", "email_text_input": "value", "url_text_input": "value", "number_input": "value",
}

// multiple maps element types to the field that holds their values.
var multiple = map[string]string{
	"multi_users_select": "selected_users", "multi_conversations_select": "selected_conversations",
	"multi_channels_select": "selected_channels",
}

func (e element) fill(state map[string]any, values []string) error {
	kind := e.kind()
	if field, ok := multiple[kind]; ok {
		state[field] = values
		return nil
	}
	switch kind {
	case "multi_static_select", "multi_external_select", "checkboxes":
		return e.fillOptions(state, values)
	}
	if len(values) != 1 {
		return fmt.Errorf("slackfake: %s %s takes one value, not %d", kind, e.actionID, len(values))
	}
	if field, ok := single[kind]; ok {
		state[field] = values[0]
		return nil
	}
	return e.fillOne(state, values[0])
}

func (e element) fillOne(state map[string]any, value string) error {
	switch e.kind() {
	case "static_select", "radio_buttons", "overflow", "external_select":
		option, err := e.option(value)
		state["selected_option"] = option
		return err
	case "datetimepicker":
		seconds, err := strconv.ParseInt(value, 10, 64)
		state["selected_date_time"] = seconds
		return err
	case "rich_text_input":
		rich := json.RawMessage(value)
		if !json.Valid(rich) {
			return fmt.Errorf("slackfake: the value of %s is not JSON", e.actionID)
		}
		state["rich_text_value"] = rich
		return nil
	case "feedback_buttons":
		return e.fillFeedback(state, value)
	}
	return fmt.Errorf("slackfake: %s %s takes no value", e.kind(), e.actionID)
}

func (e element) fillOptions(state map[string]any, values []string) error {
	options := []any{}
	for _, value := range values {
		option, err := e.option(value)
		if err != nil {
			return err
		}
		options = append(options, option)
	}
	state["selected_options"] = options
	return nil
}

// fillFeedback takes the value of either button.
func (e element) fillFeedback(state map[string]any, value string) error {
	for _, field := range []string{"positive_button", "negative_button"} {
		button, _ := e.spec[field].(map[string]any)
		if button != nil && button["value"] == value {
			state["value"], state["text"] = value, button["text"]
			return nil
		}
	}
	return fmt.Errorf("slackfake: no feedback button of %s has the value %q", e.actionID, value)
}

// option finds the option with the value. An external menu takes any: its options
// come from the bot.
func (e element) option(value string) (map[string]any, error) {
	if strings.HasSuffix(e.kind(), "external_select") {
		return map[string]any{"text": map[string]any{"type": "plain_text", "text": value}, "value": value}, nil
	}
	groups, _ := e.spec["option_groups"].([]any)
	for _, holder := range append(groups, e.spec) {
		group, _ := holder.(map[string]any)
		options, _ := group["options"].([]any)
		for _, o := range options {
			if option, ok := o.(map[string]any); ok && option["value"] == value {
				return option, nil
			}
		}
	}
	return nil, fmt.Errorf("slackfake: %s has no option %q", e.actionID, value)
}

// presets maps the field that presets an element to the one that reports it.
var presets = map[string]string{
	"initial_option": "selected_option", "initial_options": "selected_options",
	"initial_user": "selected_user", "initial_users": "selected_users",
	"initial_conversation": "selected_conversation", "initial_conversations": "selected_conversations",
	"initial_channel": "selected_channel", "initial_channels": "selected_channels",
	"initial_date": "selected_date", "initial_time": "selected_time", "initial_date_time": "selected_date_time",
}

func (e element) preset(state map[string]any) {
	for from, to := range presets {
		if v, ok := e.spec[from]; ok {
			state[to] = v
		}
	}
	if v, ok := e.spec["initial_value"]; ok {
		to := "value"
		if e.kind() == "rich_text_input" {
			to = "rich_text_value"
		}
		state[to] = v
	}
}

// isEmpty reports whether an element's state holds nothing, so that a required
// input would not be sent.
func isEmpty(state map[string]any) bool {
	for field, v := range state {
		list, isList := v.([]any)
		texts, isTexts := v.([]string)
		switch {
		case field == "type", v == nil, v == "", isList && len(list) == 0, isTexts && len(texts) == 0:
		default:
			return false
		}
	}
	return true
}
