package blockkit

import (
	"encoding/json"
	"strings"
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

	MessageTables      = 1     // table blocks in a message
	TableRows          = 100   // rows of a table
	TableColumns       = 20    // cells in a row of a table or a data_table
	TableChars         = 10000 // all table cells of a message together
	DataTableLeastRows = 2     // rows of a data_table: the header and one more
	DataTableRows      = 201   // rows of a data_table: 200 and the header
	DataTableChars     = 20000 // all cells of a data_table together
	DataTablePageSize  = 100   // rows shown at once in a data_table

	ChartLabelChars = 50 // title of a data_visualization, and what is said at its axes
	ChartNameChars  = 20 // name of a segment, a series, a point or a category
	ChartSeries     = 6  // segments or series of a chart
	ChartPoints     = 20 // points of a series

	PlanTasks        = 50  // tasks of a plan
	LayoutLabelChars = 150 // label of a layout
	LayoutRows       = 5   // rows of a layout
	LayoutItems      = 3   // blocks side by side in a layout

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
