package slackfake

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// interactive are the element types that have an action id.
var interactive = []string{
	"button", "icon_button", "feedback_buttons", "workflow_button", "overflow", "checkboxes", "radio_buttons",
	"datepicker", "timepicker", "datetimepicker",
	"plain_text_input", "rich_text_input", "email_text_input", "url_text_input", "number_input", "file_input",
	"static_select", "external_select", "users_select", "conversations_select", "channels_select",
	"multi_static_select", "multi_external_select", "multi_users_select", "multi_conversations_select", "multi_channels_select",
}

// element is an interactive element and the block it stands in.
type element struct {
	blockID  string
	actionID string
	spec     map[string]any
	block    map[string]any
}

func (e element) kind() string { return str(e.spec["type"]) }

// isInput reports whether the element stands in an input block, whose state comes
// with a submission.
func (e element) isInput() bool { return e.block["type"] == "input" }

// holdsState reports whether an element outside an input block has a state.
func (e element) holdsState() bool {
	switch e.kind() {
	case "button", "icon_button", "feedback_buttons", "workflow_button", "overflow":
		return false
	}
	return true
}

func str(v any) string {
	s, _ := v.(string)
	return s
}

// put adds a field where there is something in it.
func put[T ~string | ~[]byte](to map[string]any, field string, v T) {
	if len(v) > 0 {
		to[field] = v
	}
}

// encode is the JSON of what is known to have one.
func encode(v any) json.RawMessage {
	data, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("slackfake: %v", err)) // v came from JSON or is ours
	}
	return data
}

// objects are the objects in what may be a list of them.
func objects(v any) (found []map[string]any) {
	list, _ := v.([]any)
	for _, item := range list {
		if object, ok := item.(map[string]any); ok {
			found = append(found, object)
		}
	}
	return found
}

// walk calls visit for every block and for every interactive element, each element
// after its block. The element is nil for the block itself.
func walk(blocks []any, visit func(block, element map[string]any)) {
	for _, block := range objects(blocks) {
		visit(block, nil)
		for _, spec := range objects(elementsOf(block)) {
			if slices.Contains(interactive, str(spec["type"])) {
				visit(block, spec)
			}
		}
		walk(blocksWithin(block), visit)
	}
}

func elementsOf(block map[string]any) []any {
	var all []any
	for _, field := range []string{"elements", "actions"} {
		list, _ := block[field].([]any)
		all = append(all, list...)
	}
	if block["type"] == "data_table" {
		all = append(all, actionCells(block)...)
	}
	return append(all, block["accessory"], block["element"])
}

// actionCells are the buttons in the cells of a data table.
func actionCells(table map[string]any) (buttons []any) {
	rows, _ := table["rows"].([]any)
	for _, cells := range rows {
		for _, cell := range objects(cells) {
			buttons = append(buttons, cell["element"])
		}
	}
	return buttons
}

func blocksWithin(block map[string]any) []any {
	if children, ok := block["child_blocks"].([]any); ok {
		return children
	}
	if cards, ok := block["elements"].([]any); ok && block["type"] == "carousel" {
		return cards
	}
	return laidOut(block)
}

// laidOut are the blocks in the rows of a layout.
func laidOut(layout map[string]any) (blocks []any) {
	if layout["type"] != "layout" {
		return nil
	}
	for _, row := range objects(layout["rows"]) {
		for _, item := range objects(row["items"]) {
			blocks = append(blocks, item["block"])
		}
	}
	return blocks
}

// withIDs gives ids to the blocks and elements that have none, as Slack does.
// Blocks that have them all come back as they are. The caller holds mu.
func withIDs(nextID func(prefix string) string, blocks json.RawMessage) json.RawMessage {
	var decoded []any
	if json.Unmarshal(blocks, &decoded) != nil {
		return blocks
	}
	complete := true
	give := func(to map[string]any, field string) {
		if str(to[field]) == "" {
			to[field] = nextID("fake")
			complete = false
		}
	}
	walk(decoded, func(block, element map[string]any) {
		if element == nil {
			give(block, "block_id")
		} else {
			give(element, "action_id")
		}
	})
	if complete {
		return blocks
	}
	return encode(decoded)
}

func elements(blocks json.RawMessage) []element {
	var decoded []any
	if json.Unmarshal(blocks, &decoded) != nil {
		return nil
	}
	var all []element
	walk(decoded, func(block, spec map[string]any) {
		if spec != nil {
			all = append(all, element{str(block["block_id"]), str(spec["action_id"]), spec, block})
		}
	})
	return all
}

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
	for _, holder := range append(objects(e.spec["option_groups"]), e.spec) {
		for _, option := range objects(holder["options"]) {
			if option["value"] == value {
				return option, nil
			}
		}
	}
	return nil, fmt.Errorf("slackfake: %s has no option %q", e.actionID, value)
}

// preset reports what an element was preset to: initial_user as selected_user, and so on,
// but for what is typed.
func (e element) preset(state map[string]any) {
	for field, v := range e.spec {
		what, isPreset := strings.CutPrefix(field, "initial_")
		switch {
		case !isPreset:
		case what != "value":
			state["selected_"+what] = v
		case e.kind() == "rich_text_input":
			state["rich_text_value"] = v
		default:
			state["value"] = v
		}
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
