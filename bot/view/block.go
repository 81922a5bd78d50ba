package view

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/slack-go/slack"

	"precedent/bot/blockkit"
)

// Post is one message, ready to be posted.
type Post struct {
	Text   string        // one escaped sentence for notifications and screen readers
	Plain  string        // the whole message without blocks, escaped, for when Slack refuses them
	Blocks []slack.Block // at most MessageBlockChars of JSON
	Older  []slack.Block // the same without the newest kinds of block, for where Slack refuses those; nil for none
	Cases  int           // how many cases of an answer it shows
	// OlderInPrivate says that Slack may take the newest kinds in a private message and
	// yet not show them.
	OlderInPrivate bool `json:",omitempty"`
}

// said is a message of one plain sentence.
func said(sentence string) Post {
	return Post{
		Text:   escape(sentence),
		Plain:  escape(sentence),
		Blocks: []slack.Block{slack.NewSectionBlock(plainText(sentence, blockkit.TextChars), nil, nil)},
	}
}

// escape makes text safe where Slack reads markup: no mention, no link. The
// three characters are those that Slack's own rules name.
func escape(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(s)
}

// linkURL is a case's address as it may stand in a link: a bar would end it.
func linkURL(url string) string { return strings.ReplaceAll(url, "|", "%7C") }

func plainText(s string, most int) *slack.TextBlockObject {
	return slack.NewTextBlockObject(slack.PlainTextType, cut(s, most), false, false)
}

// quotedText is plainText for what a person typed, whose emoji Slack hands over by their
// names.
func quotedText(s string, most int) *slack.TextBlockObject {
	return slack.NewTextBlockObject(slack.PlainTextType, cut(s, most), true, false)
}

// newButton makes a button whose label for screen readers says what it acts on.
func newButton(actionID, value, label, about string) *slack.ButtonBlockElement {
	shown := &slack.TextBlockObject{Type: slack.PlainTextType, Text: cut(label, blockkit.ButtonTextChars)} // no word on emoji, to save room
	b := slack.NewButtonBlockElement(actionID, value, shown)
	if about != "" {
		b.AccessibilityLabel = cut(label+": "+about, blockkit.AccessibilityLabelChars)
	}
	return b
}

func note(text string) *slack.ContextBlock {
	return slack.NewContextBlock("", plainText(text, blockkit.TextChars))
}

// header is a heading without emoji. What is nothing else is a line in bold.
func header(text string) slack.Block {
	if plain := blockkit.WithoutEmoji(text); plain != "" {
		return slack.NewHeaderBlock(plainText(plain, blockkit.HeaderChars))
	}
	return newRichText("", bold(text))
}

func newRichText(blockID string, elements ...slack.RichTextSectionElement) *slack.RichTextBlock {
	return slack.NewRichTextBlock(blockID, slack.NewRichTextSection(elements...))
}

func text(s string) slack.RichTextSectionElement {
	return slack.NewRichTextSectionTextElement(s, nil)
}

func bold(s string) slack.RichTextSectionElement {
	return slack.NewRichTextSectionTextElement(s, &slack.RichTextSectionTextStyle{Bold: true})
}

// longest shows something with the longest texts with which it fits, of the lengths given,
// which fall; with the last, where that does not fit either. What fits with some length is
// taken to fit with every smaller one.
func longest[T any](lengths []int, show func(most int) (shown T, fits bool)) (shown T, fits bool) {
	last := len(lengths) - 1
	if shown, fits = show(lengths[last]); !fits {
		return shown, false
	}
	for first := 0; first < last; {
		middle := (first + last) / 2
		if longer, fits := show(lengths[middle]); fits {
			shown, last = longer, middle
		} else {
			first = middle + 1
		}
	}
	return shown, true
}

// longestBlocks are blocks with the longest texts with which they fit into a message.
func longestBlocks(lengths []int, show func(most int) []slack.Block) []slack.Block {
	blocks, _ := longest(lengths, func(most int) ([]slack.Block, bool) {
		blocks := show(most)
		return blocks, size(blocks) <= blockkit.MessageBlockChars
	})
	return blocks
}

// size is how many characters blocks take in a message.
func size(blocks []slack.Block) int {
	data, err := json.Marshal(blocks)
	if err != nil {
		return blockkit.MessageBlockChars + 1 // what cannot be written cannot be sent
	}
	return len(data)
}

// present are the texts that are not empty.
func present(texts ...string) []string {
	return slices.DeleteFunc(texts, func(s string) bool { return s == "" })
}

func itoa(n int) string { return strconv.Itoa(n) }

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
