package view

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode/utf16"
)

// Fault is one thing wrong with a payload.
type Fault struct {
	// Path says where, as in "blocks[3].elements[0].text".
	Path string
	// Problem says what, as in "80 characters, at most 75".
	Problem string
	// Code is the error Slack would answer with. It is empty where Slack would
	// take the payload and only a rule of our own is broken.
	Code string
}

// Error names the place and the problem.
func (f *Fault) Error() string { return f.Path + ": " + f.Problem }

// Faults lists the faults joined in an error of this package, in the order found.
func Faults(err error) []*Fault {
	switch e := err.(type) {
	case *Fault:
		return []*Fault{e}
	case interface{ Unwrap() error }:
		return Faults(e.Unwrap())
	case interface{ Unwrap() []error }:
		var all []*Fault
		for _, part := range e.Unwrap() {
			all = append(all, Faults(part)...)
		}
		return all
	}
	return nil
}

// Refused is what of an error of this package Slack would refuse, nil for nothing: rules of
// our own are no reason to send somebody less.
func Refused(err error) error {
	var refused []error
	for _, f := range Faults(err) {
		if f.Code != codeOwnRule {
			refused = append(refused, f)
		}
	}
	return errors.Join(refused...)
}

// CheckBlocks reports everything wrong with a JSON array of blocks meant for s,
// as joined [Fault] values. It does not know the message around the blocks: see
// [CheckMessage] for the room they have together.
func CheckBlocks(s Surface, blocks json.RawMessage) error {
	c := newChecker(s, codeBlocks)
	c.rawBlocks(blocks)
	return errors.Join(c.faults...)
}

// CheckView reports everything wrong with a whole modal or App Home view, as
// joined [Fault] values.
func CheckView(view json.RawMessage) error {
	c := newChecker(Modal, codeView)
	var decoded any
	if err := json.Unmarshal(view, &decoded); err != nil {
		c.add("view", "not JSON: %v", err)
		return errors.Join(c.faults...)
	}
	obj, ok := decoded.(map[string]any)
	if !ok {
		c.add("view", "not an object")
		return errors.Join(c.faults...)
	}
	node{c, "", obj}.view()
	return errors.Join(c.faults...)
}

// CheckMessage reports everything wrong with a message, as joined [Fault] values.
// Blocks may be empty; text may not, since notifications and screen readers show
// it in place of the blocks.
func CheckMessage(text string, blocks json.RawMessage) error {
	c := newChecker(Message, codeBlocks)
	hasBlocks := len(blocks) > 0 && string(blocks) != "null" && string(blocks) != "[]"
	c.messageText(text, hasBlocks)
	if hasBlocks {
		c.rawBlocks(blocks)
		if n := BlockChars(blocks); n > MessageBlockChars {
			c.addCode(codeBlocksTooLong, "blocks", "%d characters of JSON, at most %d", n, MessageBlockChars)
		}
	}
	return errors.Join(c.faults...)
}

// BlockChars is the number of characters that blocks take of [MessageBlockChars]:
// those of their compact JSON. What is not JSON takes its own length.
func BlockChars(blocks json.RawMessage) int {
	var decoded any
	if json.Unmarshal(blocks, &decoded) != nil {
		return chars(string(blocks))
	}
	var compact strings.Builder
	enc := json.NewEncoder(&compact)
	enc.SetEscapeHTML(false) // an escaped "&" is one character to Slack, not six
	if enc.Encode(decoded) != nil {
		return chars(string(blocks))
	}
	return chars(strings.TrimSuffix(compact.String(), "\n"))
}

// chars counts as Slack's clients do, in UTF-16 code units. It is not known
// whether Slack's servers count code points instead; this is the stricter count,
// two for most emoji.
func chars(s string) int {
	n := 0
	for _, r := range s {
		if k := utf16.RuneLen(r); k > 0 {
			n += k
		}
	}
	return n
}

// blockSurfaces says where each block type may stand.
var blockSurfaces = map[string][]Surface{
	"actions":            {Message, Modal, Home},
	"alert":              {Modal},
	"card":               {Message, Modal, Home},
	"carousel":           {Message, Home},
	"container":          {Message},
	"context":            {Message, Modal, Home},
	"context_actions":    {Message},
	"data_table":         {Message},
	"data_visualization": {Message},
	"divider":            {Message, Modal, Home},
	"file":               {Message},
	"header":             {Message, Modal, Home},
	"image":              {Message, Modal, Home},
	"input":              {Message, Modal, Home},
	"layout":             {Message, Modal, Home},
	"markdown":           {Message},
	"plan":               {Message},
	"rich_text":          {Message, Modal, Home},
	"section":            {Message, Modal, Home},
	"table":              {Message},
	"task_card":          {Message},
	"video":              {Message, Modal, Home},
}

// containerChildren are the block types that a container may hold.
var containerChildren = []string{
	"actions", "context", "divider", "file", "header", "image", "input",
	"rich_text", "section", "table", "video",
}

// selects are the menus that sections, actions and inputs share.
var selects = []string{
	"static_select", "external_select", "users_select", "conversations_select", "channels_select",
	"multi_static_select", "multi_external_select", "multi_users_select",
	"multi_conversations_select", "multi_channels_select",
}

// elementsIn says which elements may stand in each block type.
var elementsIn = map[string][]string{
	"actions": append([]string{"button", "checkboxes", "datepicker", "datetimepicker", "overflow",
		"radio_buttons", "rich_text_input", "timepicker", "workflow_button"}, selects...),
	"section": append([]string{"button", "checkboxes", "datepicker", "image", "overflow",
		"radio_buttons", "timepicker", "workflow_button"}, selects...),
	"input": append([]string{"checkboxes", "datepicker", "datetimepicker", "email_text_input",
		"file_input", "number_input", "plain_text_input", "radio_buttons", "rich_text_input",
		"timepicker", "url_text_input"}, selects...),
	"context_actions": {"feedback_buttons", "icon_button"},
	"card":            {"button"},
	"data_table":      {"button"},
}

// textStyles are the keys a rich text leaf's style may have.
var textStyles = []string{"bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink"}

var (
	webSchemes  = []string{"http", "https"}
	linkSchemes = []string{"http", "https", "mailto"}
	onlyHTTPS   = []string{"https"}
)

// checker collects the faults of one payload, and what can only be judged over
// the whole of it.
type checker struct {
	surface  Surface
	code     string // what Slack answers with to a fault found here
	faults   []error
	blockIDs map[string]string // block_id to the path of its first use
	focused  string            // path of the element with focus_on_load
	primary  int               // primary buttons so far
	markdown int               // characters of markdown blocks so far
	tables   int               // tables so far
	cells    int               // characters of table cells so far
	input    string            // path of the first input block
}

func newChecker(s Surface, code string) *checker {
	return &checker{surface: s, code: code, blockIDs: map[string]string{}}
}

func (c *checker) add(path, format string, args ...any) {
	c.addCode(c.code, path, format, args...)
}

func (c *checker) addCode(code, path, format string, args ...any) {
	c.faults = append(c.faults, &Fault{Path: path, Problem: fmt.Sprintf(format, args...), Code: code})
}

// ownRule adds a fault against a rule of ours that Slack does not have.
func (c *checker) ownRule(path, format string, args ...any) {
	c.addCode(codeOwnRule, path, format+" (our own rule)", args...)
}

func (c *checker) messageText(text string, hasBlocks bool) {
	switch {
	case strings.TrimSpace(text) != "":
	case hasBlocks:
		c.ownRule("text", "empty: notifications and screen readers need it")
	default:
		c.addCode(codeNoText, "text", "empty, and there are no blocks")
	}
	if n := chars(text); n > MessageTextChars {
		c.addCode(codeTextTooLong, "text", "%d characters, at most %d", n, MessageTextChars)
	}
}

func (c *checker) rawBlocks(blocks json.RawMessage) {
	var decoded any
	if err := json.Unmarshal(blocks, &decoded); err != nil {
		c.add("blocks", "not JSON: %v", err)
		return
	}
	c.blockArray(decoded)
}

func (c *checker) blockArray(decoded any) {
	list, ok := decoded.([]any)
	if !ok {
		c.add("blocks", "not an array")
		return
	}
	limit := ViewBlocks
	if c.surface == Message {
		limit = MessageBlocks
	}
	if len(list) > limit {
		c.add("blocks", "%d blocks, at most %d in a %s", len(list), limit, c.surface)
	}
	for i, item := range list {
		if n, ok := c.object(fmt.Sprintf("blocks[%d]", i), item); ok {
			n.block()
		}
	}
}

func (c *checker) object(path string, v any) (node, bool) {
	obj, ok := v.(map[string]any)
	if !ok {
		c.add(path, "not an object")
	}
	return node{c, path, obj}, ok
}
