// Package view holds what people see in Slack: answers as Block Kit, and the
// checker that keeps every payload within Slack's limits.
//
// Everything here is pure. The package sends nothing and knows no client.
package view

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"net/url"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf16"
)

// Surface is a place in Slack that shows blocks.
type Surface string

// The surfaces, each with its own number of blocks and its own block types.
const (
	Message Surface = "message" // a message, ephemeral or not
	Modal   Surface = "modal"   // a modal view
	Home    Surface = "home"    // an App Home view
)

// The limits, from Slack's published block reference unless a comment says
// otherwise. Lengths are in characters, numbers in items.
const (
	MessageBlocks = 50  // blocks in a message
	ViewBlocks    = 100 // blocks in a modal or an App Home

	MessageTextChars = 40000 // top-level text of a message; Slack cuts what is longer
	// MessageBlockChars is the room for all blocks of one message, as compact
	// JSON. Slack publishes no figure; people saw msg_blocks_too_long from about
	// 13,200 characters on, and earlier where blocks have much structure.
	MessageBlockChars = 13000

	BlockIDChars  = 255  // block_id of any block
	ActionIDChars = 255  // action_id of any element
	URLChars      = 3000 // any address: of a button, an image, a link
	AltTextChars  = 2000 // alt_text of an image or a video

	TextChars         = 3000 // any text object, and the text of a section
	SectionFields     = 10   // fields of a section
	SectionFieldChars = 2000 // one field of a section
	HeaderChars       = 150  // text of a header

	ActionsElements        = 25 // elements of an actions block
	ContextElements        = 10 // elements of a context block
	ContextActionsElements = 5  // elements of a context_actions block

	ButtonTextChars         = 75   // text of a button
	ButtonValueChars        = 2000 // value of a button
	AccessibilityLabelChars = 75   // what a screen reader says in place of a button's text
	PrimaryButtons          = 1    // primary buttons in a message: our own rule

	OptionTextChars        = 75  // text of an option
	OptionValueChars       = 75  // value of an option: the strictest published figure
	OptionDescriptionChars = 75  // description of an option
	SelectOptions          = 100 // options in a select menu or in one of its groups
	OptionGroups           = 100 // option groups in a select menu
	OptionGroupLabelChars  = 75  // label of an option group
	OverflowMinOptions     = 2   // fewest options in an overflow menu
	OverflowMaxOptions     = 5   // most options in an overflow menu
	ChoiceOptions          = 10  // options of checkboxes or radio buttons

	ConfirmTitleChars  = 100 // title of a confirmation dialog
	ConfirmTextChars   = 300 // text of a confirmation dialog
	ConfirmButtonChars = 30  // either button of a confirmation dialog

	InputLabelChars  = 2000 // label of an input block
	InputHintChars   = 2000 // hint of an input block
	InputLength      = 3000 // min_length and max_length of a plain_text_input
	PlaceholderChars = 150  // placeholder of any element
	InputFiles       = 10   // max_files of a file_input
	InputLines       = 100  // min_lines and max_lines of a rich_text_input

	ListIndent = 8 // indent of a rich_text_list

	ImageTitleChars  = 2000  // title of an image block
	VideoTitleChars  = 199   // title of a video: "less than 200"
	VideoAuthorChars = 49    // author_name of a video: "less than 50"
	MarkdownChars    = 12000 // all markdown blocks of a message together

	MessageTables     = 1     // table blocks in a message
	TableRows         = 100   // rows of a table
	TableColumns      = 20    // cells in a row of a table or a data_table
	TableChars        = 10000 // all table cells of a message together
	DataTableRows     = 201   // rows of a data_table: 200 and the header
	DataTableChars    = 20000 // all cells of a data_table together
	DataTablePageSize = 100   // rows shown at once in a data_table

	CardTitleChars     = 150 // title or subtitle of a card
	CardBodyChars      = 200 // body of a card
	CardActions        = 3   // buttons of a card
	CarouselCards      = 10  // cards in a carousel
	ContainerBlocks    = 10  // blocks in a container
	ContainerTextChars = 150 // title or subtitle of a container
	AlertChars         = 200 // text of an alert

	ViewTitleChars       = 24   // title, submit or close of a modal
	PrivateMetadataChars = 3000 // private_metadata of a view
	CallbackIDChars      = 255  // callback_id of a view
	ExternalIDChars      = 255  // external_id of a view
)

// The errors Slack answers with, as a [Fault] names them.
const (
	codeBlocks        = "invalid_blocks"
	codeBlocksTooLong = "msg_blocks_too_long"
	codeTextTooLong   = "msg_too_long"
	codeNoText        = "no_text"
	codeView          = "invalid_arguments"
	codeOwnRule       = "" // Slack would take it; we do not send it
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
	"actions":         {Message, Modal, Home},
	"alert":           {Modal},
	"card":            {Message, Modal, Home},
	"carousel":        {Message, Home},
	"container":       {Message, Home},
	"context":         {Message, Modal, Home},
	"context_actions": {Message},
	"data_table":      {Message},
	"divider":         {Message, Modal, Home},
	"file":            {Message},
	"header":          {Message, Modal, Home},
	"image":           {Message, Modal, Home},
	"input":           {Message, Modal, Home},
	"markdown":        {Message},
	"rich_text":       {Message, Modal, Home},
	"section":         {Message, Modal, Home},
	"table":           {Message},
	"video":           {Message, Modal, Home},
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
}

// textStyles are the keys a rich text leaf's style may have.
var textStyles = []string{"bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink"}

var (
	webSchemes  = []string{"http", "https"}
	linkSchemes = []string{"http", "https", "mailto"}
	onlyHTTPS   = []string{"https"}
)

// shortCode matches ":wave:" and ":+1:", but not the middle of "10:30:45".
var shortCode = regexp.MustCompile(`(?:^|[^0-9A-Za-z]):[0-9a-z_+'-]+:`)

// pictographs are the characters shown as little pictures: emoji, dingbats and
// the marks that turn others into emoji.
var pictographs = &unicode.RangeTable{
	R16: []unicode.Range16{
		{Lo: 0x203c, Hi: 0x203c, Stride: 1},
		{Lo: 0x2049, Hi: 0x2049, Stride: 1},
		{Lo: 0x20e3, Hi: 0x20e3, Stride: 1},
		{Lo: 0x231a, Hi: 0x231b, Stride: 1},
		{Lo: 0x23e9, Hi: 0x23fa, Stride: 1},
		{Lo: 0x2600, Hi: 0x27bf, Stride: 1},
		{Lo: 0x2b05, Hi: 0x2b07, Stride: 1},
		{Lo: 0x2b1b, Hi: 0x2b1c, Stride: 1},
		{Lo: 0x2b50, Hi: 0x2b55, Stride: 5},
		{Lo: 0xfe0f, Hi: 0xfe0f, Stride: 1},
	},
	R32: []unicode.Range32{
		{Lo: 0x1f000, Hi: 0x1faff, Stride: 1},
		{Lo: 0xe0020, Hi: 0xe007f, Stride: 1},
	},
}

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

// node is a JSON object and where it stands.
type node struct {
	c    *checker
	path string
	obj  map[string]any
}

func (n node) at(field string) string {
	if n.path == "" {
		return field
	}
	return n.path + "." + field
}

func (n node) fault(field, format string, args ...any) {
	n.c.add(n.at(field), format, args...)
}

// has reports whether a field is there; null counts as absent, as it does for Slack.
func (n node) has(field string) bool { return n.obj[field] != nil }

func (n node) kind() string {
	kind, _ := n.obj["type"].(string)
	return kind
}

// need faults a missing field and reports whether it is there.
func (n node) need(field string) bool {
	if !n.has(field) {
		n.fault(field, "missing")
	}
	return n.has(field)
}

// optional checks a string that may be absent. The limit is in characters.
func (n node) optional(field string, limit int) (string, bool) {
	if !n.has(field) {
		return "", false
	}
	s, ok := n.obj[field].(string)
	if !ok {
		n.fault(field, "not a string")
		return "", false
	}
	if k := chars(s); k > limit {
		n.fault(field, "%d characters, at most %d", k, limit)
	}
	return s, true
}

// required checks a string that may be neither absent nor empty.
func (n node) required(field string, limit int) (string, bool) {
	if !n.need(field) {
		return "", false
	}
	s, ok := n.optional(field, limit)
	if ok && s == "" {
		n.fault(field, "empty")
	}
	return s, ok && s != ""
}

func (n node) oneOf(field string, allowed ...string) {
	s, ok := n.optional(field, math.MaxInt)
	if ok && !slices.Contains(allowed, s) {
		n.fault(field, "%q is not one of %s", s, strings.Join(allowed, ", "))
	}
}

func (n node) flag(field string) bool {
	on, ok := n.obj[field].(bool)
	if n.has(field) && !ok {
		n.fault(field, "not true or false")
	}
	return on
}

func (n node) integer(field string, least, most float64) (float64, bool) {
	if !n.has(field) {
		return 0, false
	}
	v, ok := n.obj[field].(float64)
	if !ok || v != math.Trunc(v) {
		n.fault(field, "not a whole number")
		return 0, false
	}
	if v < least || v > most {
		n.fault(field, "%.0f is not between %.0f and %.0f", v, least, most)
	}
	return v, true
}

func (n node) child(field string) (node, bool) {
	if !n.has(field) {
		return node{}, false
	}
	return n.c.object(n.at(field), n.obj[field])
}

func (n node) list(field string, least, most int) []any {
	if !n.has(field) {
		if least > 0 {
			n.fault(field, "missing")
		}
		return nil
	}
	list, ok := n.obj[field].([]any)
	if !ok {
		n.fault(field, "not an array")
		return nil
	}
	switch {
	case len(list) < least:
		n.fault(field, "%d items, at least %d", len(list), least)
	case len(list) > most:
		n.fault(field, "%d items, at most %d", len(list), most)
	}
	return list
}

func (n node) objects(field string, least, most int) []node {
	var nodes []node
	for i, item := range n.list(field, least, most) {
		if child, ok := n.c.object(fmt.Sprintf("%s[%d]", n.at(field), i), item); ok {
			nodes = append(nodes, child)
		}
	}
	return nodes
}

// link checks an address. One without a host leads nowhere, so it is refused too.
func (n node) link(field string, schemes []string) {
	s, ok := n.optional(field, URLChars)
	if !ok {
		return
	}
	u, err := url.Parse(s)
	switch {
	case err != nil:
		n.fault(field, "not an address")
	case !slices.Contains(schemes, strings.ToLower(u.Scheme)):
		n.fault(field, "scheme %q is not one of %s", u.Scheme, strings.Join(schemes, ", "))
	case u.Host == "" && u.Opaque == "":
		n.fault(field, "an address without a host")
	}
}

func (n node) needLink(field string, schemes []string) {
	if n.need(field) {
		n.link(field, schemes)
	}
}

// plain checks a text object that must be plain_text, if it is there.
func (n node) plain(field string, limit int) (string, bool) {
	return n.textObject(field, limit, "plain_text")
}

// text checks a text object of either type, if it is there.
func (n node) text(field string, limit int) (string, bool) {
	return n.textObject(field, limit, "plain_text", "mrkdwn")
}

func (n node) textObject(field string, limit int, allowed ...string) (string, bool) {
	t, ok := n.child(field)
	if !ok {
		return "", false
	}
	return t.textItself(limit, allowed...)
}

// textItself checks a text object. The faults of its text bear the object's own
// path, since that is what a reader looks for.
func (n node) textItself(limit int, allowed ...string) (string, bool) {
	if !slices.Contains(allowed, n.kind()) {
		n.c.add(n.path, "type %q, want %s", n.kind(), strings.Join(allowed, " or "))
	}
	if n.kind() == "plain_text" && n.has("verbatim") {
		n.c.add(n.path, "plain_text has no verbatim")
	}
	if n.kind() == "mrkdwn" && n.has("emoji") {
		n.c.add(n.path, "mrkdwn has no emoji")
	}
	s, ok := n.obj["text"].(string)
	switch k := chars(s); {
	case !ok:
		n.c.add(n.path, "no text")
	case s == "":
		n.c.add(n.path, "empty text")
	case k > limit:
		n.c.add(n.path, "%d characters, at most %d", k, limit)
	}
	return s, ok
}

// label checks the plain text of a button or a header, which has no pictures.
func (n node) label(field string, limit int) {
	s, ok := n.plain(field, limit)
	if !ok {
		return
	}
	hasPictograph := strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(pictographs, r) })
	if hasPictograph || shortCode.MatchString(s) {
		n.c.ownRule(n.at(field), "emoji in a button or header")
	}
}

func (n node) needLabel(field string, limit int) {
	if n.need(field) {
		n.label(field, limit)
	}
}

func (n node) view() {
	switch kind := n.kind(); kind {
	case "modal":
		n.modal()
	case "home":
		n.c.surface = Home
		for _, field := range []string{"title", "submit", "close"} {
			if n.has(field) {
				n.fault(field, "not in an App Home")
			}
		}
	default:
		n.fault("type", "%q is not one of modal, home", kind)
	}
	n.optional("private_metadata", PrivateMetadataChars)
	n.optional("callback_id", CallbackIDChars)
	n.optional("external_id", ExternalIDChars)
	if n.need("blocks") {
		n.c.blockArray(n.obj["blocks"])
	}
	if n.c.input != "" && n.kind() == "modal" && !n.has("submit") {
		n.fault("submit", "missing, and %s is an input block", n.c.input)
	}
}

func (n node) modal() {
	if n.need("title") {
		n.plain("title", ViewTitleChars)
	}
	n.label("submit", ViewTitleChars)
	n.label("close", ViewTitleChars)
	n.flag("clear_on_close")
	n.flag("notify_on_close")
}

func (n node) block() {
	kind := n.kind()
	surfaces, known := blockSurfaces[kind]
	switch {
	case !known:
		n.fault("type", "unknown block type %q", kind)
		return
	case !slices.Contains(surfaces, n.c.surface):
		n.fault("type", "%s blocks cannot stand in a %s", kind, n.c.surface)
	}
	n.blockID()
	n.blockOf(kind)
	n.actionIDs()
}

func (n node) blockOf(kind string) {
	switch kind {
	case "actions":
		n.elements("elements", kind, ActionsElements)
	case "alert":
		n.alert()
	case "card":
		n.card()
	case "carousel":
		n.carousel()
	case "container":
		n.container()
	case "context":
		n.context()
	case "context_actions":
		n.elements("elements", kind, ContextActionsElements)
	case "data_table":
		n.dataTable()
	case "file":
		n.file()
	case "header":
		n.needLabel("text", HeaderChars)
	case "image":
		n.imageBlock()
	case "input":
		n.inputBlock()
	case "markdown":
		n.markdownBlock()
	case "rich_text":
		n.richText()
	case "section":
		n.section()
	case "table":
		n.table()
	case "video":
		n.video()
	}
}

func (n node) blockID() {
	id, ok := n.optional("block_id", BlockIDChars)
	if !ok || id == "" {
		return
	}
	if first, taken := n.c.blockIDs[id]; taken {
		n.fault("block_id", "%q is taken by %s", id, first)
		return
	}
	n.c.blockIDs[id] = n.path
}

// actionIDs faults an action_id used twice in one block. Blocks within this one
// have been checked as blocks of their own.
func (n node) actionIDs() {
	items, _ := n.obj["elements"].([]any)
	if n.kind() == "card" {
		items, _ = n.obj["actions"].([]any)
	}
	seen := map[string]bool{}
	for _, item := range items {
		element, _ := item.(map[string]any)
		id, _ := element["action_id"].(string)
		if id == "" {
			continue
		}
		if seen[id] {
			n.c.add(n.path, "action_id %q is used twice", id)
		}
		seen[id] = true
	}
}

func (n node) section() {
	if !n.has("text") && !n.has("fields") {
		n.fault("text", "missing, and there are no fields")
	}
	n.text("text", TextChars)
	if n.has("fields") {
		for _, field := range n.objects("fields", 1, SectionFields) {
			field.textItself(SectionFieldChars, "plain_text", "mrkdwn")
		}
	}
	if accessory, ok := n.child("accessory"); ok {
		accessory.elementIn("section")
	}
	n.flag("expand")
}

func (n node) context() {
	for _, e := range n.objects("elements", 1, ContextElements) {
		switch e.kind() {
		case "image":
			e.image()
		case "plain_text", "mrkdwn":
			e.textItself(TextChars, "plain_text", "mrkdwn")
		default:
			e.fault("type", "context blocks cannot hold %q", e.kind())
		}
	}
}

func (n node) imageBlock() {
	n.image()
	n.plain("title", ImageTitleChars)
}

// image checks what the image block and the image element share.
func (n node) image() {
	n.required("alt_text", AltTextChars)
	if n.has("image_url") == n.has("slack_file") {
		n.fault("image_url", "want either image_url or slack_file")
	}
	n.link("image_url", webSchemes)
	if file, ok := n.child("slack_file"); ok && file.has("id") == file.has("url") {
		n.fault("slack_file", "want either id or url")
	}
}

func (n node) inputBlock() {
	if n.c.input == "" {
		n.c.input = n.path
	}
	if n.need("label") {
		n.plain("label", InputLabelChars)
	}
	n.plain("hint", InputHintChars)
	n.flag("optional")
	n.flag("dispatch_action")
	if n.need("element") {
		if element, ok := n.child("element"); ok {
			element.elementIn("input")
		}
	}
}

func (n node) markdownBlock() {
	s, _ := n.required("text", MarkdownChars)
	before := n.c.markdown
	n.c.markdown += chars(s)
	if before > 0 && n.c.markdown > MarkdownChars {
		n.fault("text", "%d characters of markdown so far, at most %d", n.c.markdown, MarkdownChars)
	}
}

func (n node) file() {
	n.required("external_id", math.MaxInt)
	n.required("source", math.MaxInt)
	n.oneOf("source", "remote")
}

func (n node) alert() {
	if n.need("text") {
		n.text("text", AlertChars)
	}
	n.oneOf("level", "default", "info", "warning", "error", "success")
}

func (n node) video() {
	n.required("alt_text", AltTextChars)
	if n.need("title") {
		n.plain("title", VideoTitleChars)
	}
	n.needLink("video_url", onlyHTTPS)
	n.needLink("thumbnail_url", webSchemes)
	n.link("title_url", onlyHTTPS)
	n.link("provider_icon_url", webSchemes)
	n.optional("author_name", VideoAuthorChars)
	n.plain("description", TextChars)
}

func (n node) card() {
	if !n.has("hero_image") && !n.has("title") && !n.has("actions") && !n.has("body") {
		n.c.add(n.path, "a card wants one of hero_image, title, actions, body")
	}
	n.text("title", CardTitleChars)
	n.text("subtitle", CardTitleChars)
	n.text("body", CardBodyChars)
	n.text("subtext", CardBodyChars)
	for _, field := range []string{"hero_image", "icon"} {
		if picture, ok := n.child(field); ok {
			picture.image()
		}
	}
	if n.has("actions") {
		n.elements("actions", "card", CardActions)
	}
}

func (n node) carousel() {
	for _, card := range n.objects("elements", 1, CarouselCards) {
		if card.kind() != "card" {
			card.fault("type", "a carousel cannot hold %q", card.kind())
			continue
		}
		card.block()
	}
}

func (n node) container() {
	if !n.has("title") && !n.has("rich_text_title") {
		n.fault("title", "missing, and there is no rich_text_title")
	}
	n.plain("title", ContainerTextChars)
	n.text("subtitle", ContainerTextChars)
	if title, ok := n.child("rich_text_title"); ok {
		title.richText()
	}
	if icon, ok := n.child("icon"); ok {
		icon.image()
	}
	n.oneOf("width", "narrow", "standard", "wide", "full")
	collapsible := n.flag("is_collapsible")
	if n.flag("default_collapsed") && !collapsible {
		n.fault("default_collapsed", "wants is_collapsible")
	}
	if n.flag("has_header_divider") && collapsible {
		n.fault("has_header_divider", "not with is_collapsible")
	}
	for _, child := range n.objects("child_blocks", 1, ContainerBlocks) {
		if !slices.Contains(containerChildren, child.kind()) {
			child.fault("type", "a container cannot hold %q", child.kind())
			continue
		}
		child.block()
	}
}

func (n node) table() {
	n.c.tables++
	if n.c.tables > MessageTables {
		n.c.add(n.path, "more than %d table in a message", MessageTables)
	}
	n.rows(TableRows)
	n.c.cells += textChars(n.obj["rows"])
	if n.c.cells > TableChars {
		n.fault("rows", "%d characters, at most %d in a message", n.c.cells, TableChars)
	}
	for _, column := range n.objects("column_settings", 0, TableColumns) {
		column.oneOf("align", "left", "center", "right")
		column.flag("is_wrapped")
	}
}

func (n node) dataTable() {
	n.required("caption", TextChars)
	n.rows(DataTableRows)
	if k := textChars(n.obj["rows"]); k > DataTableChars {
		n.fault("rows", "%d characters, at most %d", k, DataTableChars)
	}
	n.integer("page_size", 1, DataTablePageSize)
	n.integer("row_header_column_index", 0, TableColumns-1)
}

func (n node) rows(limit int) {
	for i, row := range n.list("rows", 1, limit) {
		path := fmt.Sprintf("%s[%d]", n.at("rows"), i)
		cells, ok := row.([]any)
		if !ok {
			n.c.add(path, "not an array")
			continue
		}
		if len(cells) < 1 || len(cells) > TableColumns {
			n.c.add(path, "%d cells, want 1 to %d", len(cells), TableColumns)
		}
		for j, item := range cells {
			if cell, ok := n.c.object(fmt.Sprintf("%s[%d]", path, j), item); ok {
				cell.tableCell()
			}
		}
	}
}

func (n node) tableCell() {
	switch n.kind() {
	case "raw_text":
		n.required("text", math.MaxInt)
	case "raw_number":
		if _, ok := n.obj["value"].(float64); !ok {
			n.fault("value", "not a number")
		}
		n.required("text", math.MaxInt)
	case "rich_text":
		n.richText()
	default:
		n.fault("type", "unknown table cell type %q", n.kind())
	}
}

// textChars adds up every "text" string within v.
func textChars(v any) int {
	sum := 0
	switch v := v.(type) {
	case []any:
		for _, item := range v {
			sum += textChars(item)
		}
	case map[string]any:
		for key, item := range v {
			if s, ok := item.(string); ok && key == "text" {
				sum += chars(s)
			}
			sum += textChars(item)
		}
	}
	return sum
}

func (n node) richText() {
	if n.kind() != "rich_text" {
		n.fault("type", "%q, want rich_text", n.kind())
	}
	for _, e := range n.objects("elements", 1, math.MaxInt) {
		switch e.kind() {
		case "rich_text_section", "rich_text_quote":
			e.leaves()
		case "rich_text_preformatted":
			e.leaves("text", "link")
		case "rich_text_list":
			e.richTextList()
		default:
			e.fault("type", "unknown rich text element type %q", e.kind())
		}
		e.integer("border", 0, 1)
	}
}

func (n node) richTextList() {
	n.required("style", math.MaxInt)
	n.oneOf("style", "bullet", "ordered")
	n.integer("indent", 0, ListIndent)
	n.integer("offset", 0, math.MaxInt32)
	for _, item := range n.objects("elements", 1, math.MaxInt) {
		if item.kind() != "rich_text_section" {
			item.fault("type", "a rich_text_list cannot hold %q", item.kind())
			continue
		}
		item.leaves()
	}
}

// leaves checks the leaves of a rich text element, only those of the allowed
// types where some are given.
func (n node) leaves(allowed ...string) {
	for _, leaf := range n.objects("elements", 1, math.MaxInt) {
		if len(allowed) > 0 && !slices.Contains(allowed, leaf.kind()) {
			leaf.fault("type", "a %s cannot hold %q", n.kind(), leaf.kind())
			continue
		}
		leaf.leaf()
	}
}

func (n node) leaf() {
	switch n.kind() {
	case "text":
		n.required("text", math.MaxInt)
	case "link":
		n.needLink("url", linkSchemes)
		n.optional("text", math.MaxInt)
	case "user":
		n.required("user_id", math.MaxInt)
	case "usergroup":
		n.required("usergroup_id", math.MaxInt)
	case "channel":
		n.required("channel_id", math.MaxInt)
	case "team":
		n.required("team_id", math.MaxInt)
	case "emoji":
		n.required("name", math.MaxInt)
	case "color":
		n.required("value", math.MaxInt)
	case "broadcast":
		n.required("range", math.MaxInt)
		n.oneOf("range", "here", "channel", "everyone")
	case "date":
		if n.need("timestamp") {
			n.integer("timestamp", 0, math.MaxInt64)
		}
		n.required("format", math.MaxInt)
		n.link("url", linkSchemes)
	default:
		n.fault("type", "unknown rich text leaf type %q", n.kind())
	}
	n.leafStyle()
}

func (n node) leafStyle() {
	style, ok := n.child("style")
	if !ok {
		return
	}
	for key := range style.obj {
		if !slices.Contains(textStyles, key) {
			style.fault(key, "unknown text style")
			continue
		}
		style.flag(key)
	}
}

// elements checks a block's array of one or more elements.
func (n node) elements(field, block string, limit int) {
	for _, element := range n.objects(field, 1, limit) {
		element.elementIn(block)
	}
}

// elementIn checks an element that stands in a block of the given type.
func (n node) elementIn(block string) {
	if !slices.Contains(elementsIn[block], n.kind()) {
		n.fault("type", "%s blocks cannot hold %q", block, n.kind())
		return
	}
	n.optional("action_id", ActionIDChars)
	n.plain("placeholder", PlaceholderChars)
	n.integer("max_selected_items", 1, math.MaxInt32)
	n.focus()
	if confirm, ok := n.child("confirm"); ok {
		confirm.confirmDialog()
	}
	n.elementOf(n.kind())
}

func (n node) elementOf(kind string) {
	switch kind {
	case "button":
		n.button()
	case "workflow_button":
		n.workflowButton()
	case "icon_button":
		n.iconButton()
	case "feedback_buttons":
		n.feedbackButtons()
	case "image":
		n.image()
	case "overflow":
		n.overflow()
	case "checkboxes", "radio_buttons":
		n.choices("options", 1, ChoiceOptions, "plain_text", "mrkdwn")
		n.initial(n.options("options"))
	case "static_select", "multi_static_select":
		n.staticSelect()
	case "external_select", "multi_external_select":
		n.integer("min_query_length", 0, math.MaxInt32)
	case "datepicker":
		n.moment("initial_date", time.DateOnly)
	case "timepicker":
		n.moment("initial_time", "15:04")
	case "datetimepicker":
		// Slack takes ten digits: no earlier than September 2001.
		n.integer("initial_date_time", 1e9, 1e10-1)
	case "plain_text_input":
		n.plainTextInput()
	case "rich_text_input":
		n.richTextInput()
	case "number_input":
		if n.need("is_decimal_allowed") {
			n.flag("is_decimal_allowed")
		}
	case "file_input":
		n.integer("max_files", 1, InputFiles)
	}
}

func (n node) focus() {
	if !n.flag("focus_on_load") {
		return
	}
	if n.c.focused != "" {
		n.fault("focus_on_load", "%s has the focus already", n.c.focused)
		return
	}
	n.c.focused = n.path
}

func (n node) confirmDialog() {
	n.plain("title", ConfirmTitleChars)
	if n.need("text") {
		n.text("text", ConfirmTextChars)
	}
	n.label("confirm", ConfirmButtonChars)
	n.label("deny", ConfirmButtonChars)
	n.oneOf("style", "primary", "danger")
}

func (n node) button() {
	n.needLabel("text", ButtonTextChars)
	n.optional("value", ButtonValueChars)
	n.link("url", linkSchemes)
	n.buttonLook()
}

// buttonLook checks the fields that only change how a button looks or is read.
func (n node) buttonLook() {
	n.optional("accessibility_label", AccessibilityLabelChars)
	n.oneOf("style", "primary", "danger")
	if n.obj["style"] != "primary" || n.c.surface != Message {
		return
	}
	n.c.primary++
	if n.c.primary > PrimaryButtons {
		n.c.ownRule(n.at("style"), "more than %d primary button in a message", PrimaryButtons)
	}
}

func (n node) workflowButton() {
	n.needLabel("text", ButtonTextChars)
	n.buttonLook()
	if !n.need("workflow") {
		return
	}
	workflow, ok := n.child("workflow")
	if !ok || !workflow.need("trigger") {
		return
	}
	if trigger, ok := workflow.child("trigger"); ok {
		trigger.needLink("url", onlyHTTPS)
	}
}

func (n node) iconButton() {
	n.required("icon", math.MaxInt)
	n.needLabel("text", ButtonTextChars)
	n.optional("value", ButtonValueChars)
	n.optional("accessibility_label", AccessibilityLabelChars)
}

func (n node) feedbackButtons() {
	for _, field := range []string{"positive_button", "negative_button"} {
		if !n.need(field) {
			continue
		}
		if button, ok := n.child(field); ok {
			button.needLabel("text", ButtonTextChars)
			button.required("value", ButtonValueChars)
			button.optional("accessibility_label", AccessibilityLabelChars)
		}
	}
}

func (n node) overflow() {
	n.choices("options", OverflowMinOptions, OverflowMaxOptions, "plain_text")
	for _, option := range n.options("options") {
		option.link("url", linkSchemes)
	}
}

func (n node) staticSelect() {
	if n.has("options") == n.has("option_groups") {
		n.fault("options", "want either options or option_groups")
	}
	options := n.options("options")
	if n.has("options") {
		n.choices("options", 1, SelectOptions, "plain_text")
	}
	if n.has("option_groups") {
		for _, group := range n.objects("option_groups", 1, OptionGroups) {
			if group.need("label") {
				group.plain("label", OptionGroupLabelChars)
			}
			group.choices("options", 1, SelectOptions, "plain_text")
			options = append(options, group.options("options")...)
		}
	}
	n.initial(options)
}

// choices checks an array of options whose text is of one of the given types.
func (n node) choices(field string, least, most int, textTypes ...string) {
	for _, option := range n.objects(field, least, most) {
		if option.need("text") {
			option.textObject("text", OptionTextChars, textTypes...)
		}
		option.required("value", OptionValueChars)
		option.plain("description", OptionDescriptionChars)
	}
}

// options gathers the options that are objects, without judging them.
func (n node) options(field string) []node {
	items, _ := n.obj[field].([]any)
	var options []node
	for i, item := range items {
		if obj, ok := item.(map[string]any); ok {
			options = append(options, node{n.c, fmt.Sprintf("%s[%d]", n.at(field), i), obj})
		}
	}
	return options
}

// initial faults a preselection that is not among the options: Slack wants an
// exact match.
func (n node) initial(options []node) {
	among := func(v any) bool {
		return slices.ContainsFunc(options, func(o node) bool { return reflect.DeepEqual(map[string]any(o.obj), v) })
	}
	if n.has("initial_option") && !among(n.obj["initial_option"]) {
		n.fault("initial_option", "not among the options")
	}
	if !n.has("initial_options") {
		return
	}
	for i, v := range n.list("initial_options", 1, SelectOptions) {
		if !among(v) {
			n.fault(fmt.Sprintf("initial_options[%d]", i), "not among the options")
		}
	}
}

func (n node) moment(field, layout string) {
	s, ok := n.optional(field, math.MaxInt)
	if !ok {
		return
	}
	if _, err := time.Parse(layout, s); err != nil {
		n.fault(field, "%q is not like %s", s, layout)
	}
}

func (n node) plainTextInput() {
	least, hasLeast := n.integer("min_length", 0, InputLength)
	most, hasMost := n.integer("max_length", 1, InputLength)
	if hasLeast && hasMost && least > most {
		n.fault("min_length", "more than max_length")
	}
	n.optional("initial_value", InputLength)
	n.flag("multiline")
}

func (n node) richTextInput() {
	n.integer("min_lines", 1, InputLines)
	n.integer("max_lines", 1, InputLines)
	if initial, ok := n.child("initial_value"); ok {
		initial.richText()
	}
}
