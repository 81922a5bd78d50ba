package delivery

import (
	"encoding/json"
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
	r.message(m.Text, parsed(m.Blocks))
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

// message reads the text of a message and its blocks. Slack makes either of the other
// for what people write, but apps put different things into them.
func (r *reader) message(text string, blocks any) {
	r.add(Plain(text))
	r.blocks(blocks, 0)
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
	list, _ := v.([]any)
	for _, item := range list {
		a, _ := item.(map[string]any)
		if a == nil || !r.spend(depth) {
			continue
		}
		before := len(r.parts)
		for _, field := range []string{"pretext", "title", "text"} {
			r.add(Plain(str(a[field])))
		}
		fields, _ := a["fields"].([]any)
		for _, f := range fields {
			if field, _ := f.(map[string]any); field != nil && r.spend(depth) {
				r.add(Plain(str(field["title"])))
				r.add(Plain(str(field["value"])))
			}
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
	list, _ := v.([]any)
	for _, item := range list {
		holder, _ := item.(map[string]any)
		m, _ := holder["message"].(map[string]any)
		if m == nil || !r.spend(depth) {
			continue
		}
		r.add(Plain(str(m["text"])))
		r.blocks(m["blocks"], depth+1)
		r.attachments(m["attachments"], depth+1)
		r.files(m["files"], depth+1)
	}
}

// files reads the words that Slack has of files: the text of mails and snippets, what is
// said in a recording, what a picture shows. Their names are not words.
func (r *reader) files(v any, depth int) {
	list, _ := v.([]any)
	for _, item := range list {
		f, _ := item.(map[string]any)
		if f == nil || !r.spend(depth) {
			continue
		}
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
