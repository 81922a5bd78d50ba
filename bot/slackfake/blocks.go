package slackfake

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
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

// encode is the JSON of what is known to have one.
func encode(v any) json.RawMessage {
	data, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("slackfake: %v", err)) // v came from JSON or is ours
	}
	return data
}

// walk calls visit for every block and for every interactive element, each element
// after its block. The element is nil for the block itself.
func walk(blocks []any, visit func(block, element map[string]any)) {
	for _, b := range blocks {
		block, ok := b.(map[string]any)
		if !ok {
			continue
		}
		visit(block, nil)
		for _, e := range elementsOf(block) {
			if spec, ok := e.(map[string]any); ok && slices.Contains(interactive, str(spec["type"])) {
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
	for _, row := range rows {
		cells, _ := row.([]any)
		for _, c := range cells {
			if cell, ok := c.(map[string]any); ok {
				buttons = append(buttons, cell["element"])
			}
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
	rows, _ := layout["rows"].([]any)
	for _, r := range rows {
		row, _ := r.(map[string]any)
		items, _ := row["items"].([]any)
		for _, i := range items {
			if item, ok := i.(map[string]any); ok {
				blocks = append(blocks, item["block"])
			}
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

// marked matches what the composer makes an element of its own of: markup, and emoji.
var marked = regexp.MustCompile(`<([^<>|]+)(?:\|([^<>]*))?>|:([a-z0-9_+'-]*[a-z_+][a-z0-9_+'-]*):`)

// composed is a person's text as the message composer makes it: rich text, in which
// mentions, links and emoji are elements of their own.
func composed(text string) json.RawMessage {
	var leaves []any
	add := func(kind string, fields map[string]any) {
		fields["type"] = kind
		leaves = append(leaves, fields)
	}
	from := 0
	for _, m := range marked.FindAllStringSubmatchIndex(text, -1) {
		part := func(i int) string {
			if m[2*i] < 0 {
				return ""
			}
			return text[m[2*i]:m[2*i+1]]
		}
		if m[0] > from {
			add("text", map[string]any{"text": text[from:m[0]]})
		}
		from = m[1]
		switch target, label := part(1), part(2); {
		case target == "":
			add("emoji", map[string]any{"name": part(3)})
		case target[0] == '@':
			add("user", map[string]any{"user_id": target[1:]})
		case target[0] == '#':
			add("channel", map[string]any{"channel_id": target[1:]})
		case strings.HasPrefix(target, "!subteam^"):
			add("usergroup", map[string]any{"usergroup_id": strings.TrimPrefix(target, "!subteam^")})
		case strings.HasPrefix(target, "!date^"):
			add("date", map[string]any{"timestamp": 1, "format": "{date}", "fallback": label})
		case target[0] == '!':
			add("broadcast", map[string]any{"range": target[1:]})
		case label == "":
			add("link", map[string]any{"url": target})
		default:
			add("link", map[string]any{"url": target, "text": label})
		}
	}
	if from < len(text) {
		add("text", map[string]any{"text": text[from:]})
	}
	section := map[string]any{"type": "rich_text_section", "elements": leaves}
	return encode([]any{map[string]any{"type": "rich_text", "elements": []any{section}}})
}
