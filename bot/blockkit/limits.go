package blockkit

import (
	"encoding/json"
	"strings"
	"unicode/utf16"
)

// surface is a place in Slack that shows blocks.
type surface string

// The surfaces, each with its own number of blocks and its own block types.
const (
	message surface = "message" // a message, ephemeral or not
	modal   surface = "modal"   // a modal view
	home    surface = "home"    // an App Home view
)

// The limits that more than one field or package keeps to; those of a single field stand in
// its rule. All are from Slack's published block reference unless a comment says otherwise.
// Lengths are in characters, numbers in items.
const (
	MessageBlocks = 50  // blocks in a message
	ViewBlocks    = 100 // blocks in a modal or an App Home

	MessageTextChars = 40000 // top-level text of a message; Slack cuts what is longer
	// MessageBlockChars is the room for all blocks of one message, as compact
	// JSON. Slack publishes no figure; people saw msg_blocks_too_long from about
	// 13,200 characters on, and earlier where blocks have much structure.
	MessageBlockChars = 13000

	URLChars     = 3000 // any address: of a button, an image, a link
	AltTextChars = 2000 // alt_text of an image or a video

	TextChars   = 3000 // any text object, and the text of a section
	HeaderChars = 150  // text of a header

	ButtonTextChars         = 75   // text of a button
	ButtonValueChars        = 2000 // value of a button
	AccessibilityLabelChars = 75   // what a screen reader says in place of a button's text
	PrimaryButtons          = 1    // primary buttons in a message: our own rule

	OptionTextChars        = 75  // text of an option
	OptionValueChars       = 75  // value of an option: the strictest published figure
	OptionDescriptionChars = 75  // description of an option
	SelectOptions          = 100 // options in a select menu or in one of its groups
	OptionGroupLabelChars  = 75  // label of an option group
	ChoiceOptions          = 10  // options of checkboxes or radio buttons

	ConfirmTitleChars  = 100 // title of a confirmation dialog
	ConfirmTextChars   = 300 // text of a confirmation dialog
	ConfirmButtonChars = 30  // either button of a confirmation dialog

	InputLabelChars  = 2000 // label of an input block
	InputHintChars   = 2000 // hint of an input block
	InputLength      = 3000 // min_length and max_length of a plain_text_input
	PlaceholderChars = 150  // placeholder of any element

	MarkdownChars = 12000 // all markdown blocks of a message together

	MessageTables  = 1     // table blocks in a message
	TableColumns   = 20    // cells in a row of a table or a data_table
	TableChars     = 10000 // all table cells of a message together
	DataTableChars = 20000 // all cells of a data_table together

	ChartLabelChars = 50 // title of a data_visualization, and what is said at its axes
	ChartNameChars  = 20 // name of a segment, a series, a point or a category
	ChartSeries     = 6  // segments or series of a chart
	ChartPoints     = 20 // points of a series

	ViewTitleChars = 24 // title, submit or close of a modal
)

// blockChars is the number of characters that blocks take of MessageBlockChars:
// those of their compact JSON. What is not JSON takes its own length.
func blockChars(blocks json.RawMessage) int {
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
