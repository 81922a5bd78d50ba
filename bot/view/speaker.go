package view

import (
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"precedent/bot/blockkit"
	"precedent/corpus"
	"precedent/recommend/wording"
)

// Keys of texts.
const (
	labelYouAsked = "label.you-asked"
	buttonClose   = "button.close"
	buttonCancel  = "button.cancel"
)

// Speaker says texts in one language, alone and with what they are filled in with, and makes
// the windows around them. It is what all features share.
type Speaker struct {
	Language   string // ISO 639-1
	Vocabulary *corpus.Vocabulary

	words *wording.Wording // in Language
}

// Text is a text of the catalogue, filled in, in the language of the people spoken to.
func (s *Speaker) Text(key string, args ...any) string { return s.words.Text(key, args...) }

// Sentence is a message of one text of the catalogue.
func (s *Speaker) Sentence(key string, args ...any) Post { return said(s.Text(key, args...)) }

// window makes a window that only shows something.
func (s *Speaker) window(title string, blocks ...slack.Block) slack.ModalViewRequest {
	return slack.ModalViewRequest{
		Type:   slack.VTModal,
		Title:  plainText(s.Text(title), blockkit.ViewTitleChars),
		Close:  plainText(s.Text(buttonClose), blockkit.ViewTitleChars),
		Blocks: slack.Blocks{BlockSet: blocks},
	}
}

// form makes a window that people submit: texts of the catalogue for its title and its
// button, and a state that is handed back with what they entered.
func (s *Speaker) form(callback, title, submit, state string, blocks ...slack.Block) slack.ModalViewRequest {
	w := s.window(title, blocks...)
	w.CallbackID, w.PrivateMetadata = callback, state
	w.Submit, w.Close = plainText(s.Text(submit), blockkit.ViewTitleChars), plainText(s.Text(buttonCancel), blockkit.ViewTitleChars)
	return w
}

// WithQuestion adds what was asked, for an answer that leads the person to ask
// again: Slack does not keep what was typed after a command.
func (s *Speaker) WithQuestion(p Post, asked string) Post {
	asked = cut(strings.Join(strings.Fields(asked), " "), questionChars)
	if asked == "" {
		return p
	}
	line := s.Text(labelYouAsked, asked)
	p.Plain += "\n" + escape(line)
	p.Blocks = append(slices.Clone(p.Blocks), slack.NewContextBlock("", quotedText(line, blockkit.TextChars)))
	return p
}

// WithNote adds a text of the catalogue below a message.
func (s *Speaker) WithNote(p Post, key string) Post {
	line := s.Text(key)
	p.Plain += "\n" + escape(line)
	p.Blocks = append(slices.Clone(p.Blocks), note(line))
	if p.Older != nil {
		p.Older = append(slices.Clone(p.Older), note(line))
	}
	return p
}

// questionChars is how much of a question is said back, in characters.
const questionChars = 600
