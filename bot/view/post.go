package view

import (
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
