package delivery

import (
	"encoding/json"
	"iter"
	"strings"
	"unicode/utf8"
)

// Message is the part of a message that can hold words, as Slack delivers it. Its fields
// are read only as far as they are understood: a question must not be lost because a
// block of a new kind stands beside it.
type Message struct {
	Text        string          `json:"text"`
	Blocks      json.RawMessage `json:"blocks"`
	Attachments json.RawMessage `json:"attachments"`
	Files       json.RawMessage `json:"files"`
}

// Words are what people read in a message, as plain text with a line for each part. None
// of them stands there twice.
type Words struct {
	Own    string // what the message itself says
	Quoted string // what hangs below it: forwarded messages, previews of links, files
}

// All are the words of the message and of what hangs below it.
func (w Words) All() string {
	return strings.TrimSpace(w.Own + "\n" + w.Quoted)
}

// Bounds of what is read of one message.
const (
	maxWords = 40_000 // bytes of words: as many characters as Slack lets a message have
	maxParts = 500    // texts
	maxNodes = 20_000 // JSON values
	maxDepth = 60     // of JSON values in each other; a message forwarded twice has some 30
)

// Words finds the words of a message: its text, its blocks, its attachments with the
// messages that they forward, and the texts of its files. What Slack itself puts in the
// place of words is none.
func (m Message) Words() Words {
	r := &reader{room: maxWords, nodes: maxNodes}
	// Slack makes either of text and blocks of the other for what people write, but apps
	// put different things into them.
	r.add(Plain(m.Text))
	r.blocks(parsed(m.Blocks), 0)
	own := len(r.parts)
	r.attachments(parsed(m.Attachments), 0)
	r.files(parsed(m.Files), 0)
	keep := distinct(r.parts, own)
	return Words{Own: joined(r.parts[:own], keep[:own]), Quoted: joined(r.parts[own:], keep[own:])}
}

// parsed is JSON as far as it is any, nil otherwise.
func parsed(raw json.RawMessage) any {
	var v any
	if len(raw) == 0 || json.Unmarshal(raw, &v) != nil {
		return nil
	}
	return v
}

func joined(parts []string, keep []bool) string {
	var kept []string
	for i, p := range parts {
		if keep[i] {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, "\n")
}

// reader gathers the texts of one message, in order.
type reader struct {
	parts []string
	room  int // bytes that may still be added
	nodes int // JSON values that may still be looked at
}

// add takes a plain text.
func (r *reader) add(text string) {
	text = strings.TrimSpace(text)
	if len(text) > r.room {
		text = text[:r.room]
		for len(text) > 0 && !utf8.ValidString(text[max(0, len(text)-utf8.UTFMax):]) {
			text = text[:len(text)-1]
		}
	}
	if text == "" || len(r.parts) == maxParts || standIn(text) {
		return
	}
	r.parts = append(r.parts, text)
	r.room -= len(text)
}

// spend tells whether another JSON value at a depth may be looked at.
func (r *reader) spend(depth int) bool {
	r.nodes--
	return r.nodes >= 0 && depth <= maxDepth
}

// objects are the objects in what ought to be a list of them, as far as more may be looked
// at.
func (r *reader) objects(v any, depth int) iter.Seq[map[string]any] {
	list, _ := v.([]any)
	return func(yield func(map[string]any) bool) {
		for _, item := range list {
			object, _ := item.(map[string]any)
			if object != nil && r.spend(depth) && !yield(object) {
				return
			}
		}
	}
}

// blocks reads what ought to be a list of blocks.
func (r *reader) blocks(v any, depth int) {
	if list, ok := v.([]any); ok {
		r.value(list, depth)
	}
}

// attachments reads what hangs below a message: old attachments of apps, previews of
// links, and forwarded messages.
func (r *reader) attachments(v any, depth int) {
	for a := range r.objects(v, depth) {
		before := len(r.parts)
		for _, field := range []string{"pretext", "title", "text"} {
			r.add(Plain(str(a[field])))
		}
		for field := range r.objects(a["fields"], depth) {
			r.add(Plain(str(field["title"])))
			r.add(Plain(str(field["value"])))
		}
		r.blocks(a["blocks"], depth+1)
		r.forwarded(a["message_blocks"], depth+1)
		r.attachments(a["attachments"], depth+1)
		r.files(a["files"], depth+1)
		if len(r.parts) == before {
			r.add(Plain(pattern().whoAndWhen.ReplaceAllString(str(a["fallback"]), "")))
		}
	}
}

// forwarded reads the messages that an attachment holds whole.
func (r *reader) forwarded(v any, depth int) {
	for holder := range r.objects(v, depth) {
		m, _ := holder["message"].(map[string]any)
		r.add(Plain(str(m["text"])))
		r.blocks(m["blocks"], depth+1)
		r.attachments(m["attachments"], depth+1)
		r.files(m["files"], depth+1)
	}
}

// files reads the words that Slack has of files: the text of mails and snippets, what is
// said in a recording, what a picture shows. Their names are not words.
func (r *reader) files(v any, depth int) {
	for f := range r.objects(v, depth) {
		if str(f["filetype"]) == "email" {
			r.add(str(f["title"])) // its subject
		}
		for _, field := range []string{"subject", "plain_text", "preview_plain_text", "preview", "alt_txt"} {
			r.add(str(f[field]))
		}
		spoken, _ := f["transcription"].(map[string]any)
		preview, _ := spoken["preview"].(map[string]any)
		r.add(str(preview["content"]))
	}
}

func str(v any) string {
	s, _ := v.(string)
	return s
}

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
