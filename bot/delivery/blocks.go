package delivery

import "strings"

// wordFields are the fields in which blocks and what is in them hold words, in the order
// in which people read them. Blocks of kinds that are not known yet use the same names.
var wordFields = []string{
	"rich_text_title", "title", "subtitle", "label", "text", "fields", "caption", "body", "subtext", "description", "hint",
	"details", "output", "alt_text", "accessory", "element", "elements", "child_blocks", "blocks", "columns", "items",
	"tasks", "cards", "header", "rows", "cells", "hero_image", "icon",
}

// controls are the kinds of element that people use, whose words say what they do.
var controls = map[string]bool{
	"button": true, "icon_button": true, "feedback_buttons": true, "workflow_button": true, "overflow": true,
	"checkboxes": true, "radio_buttons": true, "datepicker": true, "timepicker": true, "datetimepicker": true,
	"plain_text_input": true, "rich_text_input": true, "email_text_input": true, "url_text_input": true,
	"number_input": true, "file_input": true,
	"static_select": true, "external_select": true, "users_select": true, "conversations_select": true, "channels_select": true,
	"multi_static_select": true, "multi_external_select": true, "multi_users_select": true,
	"multi_conversations_select": true, "multi_channels_select": true,
}

// value reads the words of a block, of what is in one, or of a list of them.
func (r *reader) value(v any, depth int) {
	if !r.spend(depth) {
		return
	}
	switch v := v.(type) {
	case string:
		r.add(Plain(v))
	case []any:
		if line, ok := r.line(v); ok {
			r.add(line)
			return
		}
		for _, item := range v {
			r.value(item, depth+1)
		}
	case map[string]any:
		kind, text := str(v["type"]), str(v["text"])
		switch {
		case controls[kind]:
		case kind == "mrkdwn" || kind == "plain_text":
			r.add(Plain(text))
		case kind == "markdown":
			r.add(fromMarkdown(text))
		default:
			for _, field := range wordFields {
				r.value(v[field], depth+1)
			}
		}
	}
}

// line is the text of the leaves of one piece of rich text; ok is false for a list of
// anything else.
func (r *reader) line(list []any) (line string, ok bool) {
	var b strings.Builder
	for _, item := range list {
		leaf, _ := item.(map[string]any)
		if !leaves[str(leaf["type"])] {
			return "", false
		}
		r.nodes--
		switch str(leaf["type"]) {
		case "text":
			b.WriteString(read(str(leaf["text"])))
		case "link":
			b.WriteString(" " + read(str(leaf["text"])) + " ")
		case "date":
			b.WriteString(" " + read(str(leaf["fallback"])) + " ")
		case "emoji":
			b.WriteString(emojiName(leaf))
		default:
			b.WriteString(" ") // a name of somebody or of a channel, or a colour: no words
		}
		if b.Len() > maxWords {
			break
		}
	}
	return b.String(), len(list) > 0
}

// leaves are the kinds of piece that a line of rich text is made of.
var leaves = map[string]bool{
	"text": true, "link": true, "date": true, "emoji": true, "user": true, "usergroup": true, "channel": true,
	"team": true, "broadcast": true, "color": true,
}

// emojiName is an emoji of rich text as the text of a message has it.
func emojiName(leaf map[string]any) string {
	name := str(leaf["name"])
	if name == "" {
		return " "
	}
	tone, ok := leaf["skin_tone"].(float64)
	if ok && tone >= 2 && tone <= 6 {
		return ":" + name + "::skin-tone-" + string(rune('0'+int(tone))) + ":"
	}
	return ":" + name + ":"
}
