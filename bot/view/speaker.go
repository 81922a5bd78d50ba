package view

import (
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"precedent/bot/blockkit"
	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/wording"
)

// Speaker says texts in one language, alone and with what they are filled in with, and makes
// the windows around them. It is what all features share.
type Speaker struct {
	Language   string // ISO 639-1, also where a variant of it is spoken
	Vocabulary *corpus.Vocabulary

	words *wording.Wording // in Language
}

// Text is a text of the catalogue, filled in, in the language of the people spoken to.
func (s *Speaker) Text(key string, args ...any) string { return s.words.Text(key, args...) }

// Nearest are the known values that are most like one that is not.
func (s *Speaker) Nearest(e *recommend.FilterError) []string { return s.words.Nearest(e) }

// Unknown is a sentence that says that a value is not known.
func (s *Speaker) Unknown(e *recommend.FilterError) string {
	return s.words.AsSentence(s.words.Unknown(e))
}

// Either joins alternatives.
func (s *Speaker) Either(list []string) string { return s.words.Either(list) }

// Sentence is a message of one text of the catalogue.
func (s *Speaker) Sentence(key string, args ...any) Post { return said(s.Text(key, args...)) }

// window makes a window that only shows something.
func (s *Speaker) window(title string, blocks ...slack.Block) slack.ModalViewRequest {
	return slack.ModalViewRequest{
		Type:   slack.VTModal,
		Title:  plainText(s.Text(title), blockkit.ViewTitleChars),
		Close:  plainText(s.Text("button.close"), blockkit.ViewTitleChars),
		Blocks: slack.Blocks{BlockSet: blocks},
	}
}

// Callback ids of the windows that people submit. They stay the same while windows are open.
const (
	CallbackShare     = "share_case"
	CallbackNote      = "note_case"
	CallbackReason    = "feedback_reason"
	CallbackSearch    = "search"
	CallbackCompare   = "compare_cases"
	CallbackBrief     = "make_brief"
	CallbackWorkplace = "where_i_work"
	CallbackSuggest   = "suggest_case"
	CallbackChange    = "change_suggestion"
	CallbackDecline   = "decline_suggestion"
)

// forms are these windows: texts of the catalogue for the
// title, for the button, and for what is said while the work is done.
var forms = map[string]struct{ title, submit, working string }{
	CallbackShare:     {"title.share", "button.share", "label.sharing"},
	CallbackNote:      {labelShareNote, "button.save", "label.keeping"},
	CallbackReason:    {"title.reason", "button.send", "label.keeping"},
	CallbackSearch:    {"title.search", "button.search", "label.searching"},
	CallbackCompare:   {"title.compare", buttonCompare, "label.comparing"},
	CallbackBrief:     {"title.brief", "button.make", "label.briefing"},
	CallbackWorkplace: {"title.workplace", "button.keep", "label.keeping"},
	CallbackSuggest:   {"title.suggest", "button.send", "label.suggesting"},
	CallbackChange:    {"title.change", "button.keep", "label.keeping"},
	CallbackDecline:   {"title.decline", "button.decline", "label.keeping"},
}

// form makes a window that people submit. state is handed back with what they entered.
func (s *Speaker) form(callback, state string, blocks ...slack.Block) slack.ModalViewRequest {
	f := forms[callback]
	w := s.window(f.title, blocks...)
	w.CallbackID, w.PrivateMetadata = callback, state
	w.Submit, w.Close = plainText(s.Text(f.submit), blockkit.ViewTitleChars), plainText(s.Text(buttonCancel), blockkit.ViewTitleChars)
	return w
}

// Working is the window while what was submitted in it is being done.
func (s *Speaker) Working(callback string) slack.ModalViewRequest {
	f := forms[callback]
	return s.window(f.title, newRichText("", text(s.Text(f.working))))
}

// Outcome is a window that says how something went: a sentence under the title of the
// window that it went out from. entered is what the person had typed, shown so that it can be
// copied where it was not kept; "" for none.
func (s *Speaker) Outcome(callback, sentence, entered string) slack.ModalViewRequest {
	return s.outcome(forms[callback].title, sentence, entered)
}

func (s *Speaker) outcome(title, sentence, entered string) slack.ModalViewRequest {
	blocks := []slack.Block{newRichText("", text(sentence))}
	if entered != "" {
		blocks = append(blocks, newRichText("", bold(s.Text("label.your-note")), text("\n"+cut(entered, blockkit.TextChars-100))))
	}
	return s.window(title, blocks...)
}

// WithQuestion adds what was asked, for an answer that leads the person to ask
// again: Slack does not keep what was typed after a command.
func (s *Speaker) WithQuestion(p Post, asked string) Post {
	asked = cut(strings.Join(strings.Fields(asked), " "), questionChars)
	if asked == "" {
		return p
	}
	line := s.Text("label.you-asked", asked)
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
