package view

import (
	"cmp"
	"fmt"
	"sync"

	"github.com/slack-go/slack"

	"precedent/bot/blockkit"
	"precedent/corpus"
	"precedent/recommend/wording"
)

// Renderer makes messages and windows for people who are spoken to in one
// language. It is read-only and safe for concurrent use.
type Renderer struct {
	Language   string // a code of wording.SpokenTo
	Vocabulary *corpus.Vocabulary
	ReportTo   string // mail or web address for mistakes, "" for none
	Keeps      bool   // there is somewhere to keep what people save and say

	words *wording.Wording
	texts map[string]string // by the English; nil for English itself
}

// catalogues hold the texts of this package in the languages that are not English.
var catalogues = map[string]map[string]string{"fr": inFrench}

// New makes a Renderer for people who are spoken to in English.
func New(v *corpus.Vocabulary, reportTo string, keeps bool) *Renderer {
	return &Renderer{Language: corpus.English, Vocabulary: v, ReportTo: reportTo, Keeps: keeps, words: wording.InEnglish(v)}
}

// In returns the Renderer for another language of wording.SpokenTo.
func (r *Renderer) In(language string) (*Renderer, error) {
	words, err := wording.New(r.Vocabulary, language)
	if err != nil {
		return nil, fmt.Errorf("speak the language %s: %w", language, err)
	}
	other := *r
	other.Language, other.words, other.texts = language, words, catalogues[language]
	return &other, nil
}

// WithoutMemory returns the same Renderer for when nothing that is kept can be read.
func (r *Renderer) WithoutMemory() *Renderer {
	other := *r
	other.Keeps = false
	return &other
}

// Languages returns a function that gives the Renderer for a language, made when it
// is first asked for, and that for English where there is none.
func Languages(english *Renderer, failed func(error)) func(language string) *Renderer {
	others := map[string]func() *Renderer{}
	for code := range catalogues {
		others[code] = sync.OnceValue(func() *Renderer {
			r, err := english.In(code)
			if err != nil {
				failed(err)
				return english
			}
			return r
		})
	}
	return func(language string) *Renderer {
		if other := others[language]; other != nil {
			return other()
		}
		return english
	}
}

// say returns a text of this package in the language of the people spoken to.
func (r *Renderer) say(english string) string { return cmp.Or(r.texts[english], english) }

func (r *Renderer) sayf(english string, args ...any) string {
	return fmt.Sprintf(r.say(english), args...)
}

// Text is a text of this package, filled in, in the language of the people spoken
// to.
func (r *Renderer) Text(english string, args ...any) string {
	if len(args) == 0 {
		return r.say(english)
	}
	return r.sayf(english, args...)
}

// Sentence is a message of one plain text of this package.
func (r *Renderer) Sentence(english string, args ...any) Post { return said(r.Text(english, args...)) }

// said is a message of one plain sentence.
func said(sentence string) Post {
	return Post{
		Text:   escape(sentence),
		Plain:  escape(sentence),
		Blocks: []slack.Block{slack.NewSectionBlock(plainText(sentence, blockkit.TextChars), nil, nil)},
	}
}

// window makes a window that only shows something.
func (r *Renderer) window(title string, blocks ...slack.Block) slack.ModalViewRequest {
	return slack.ModalViewRequest{
		Type:   slack.VTModal,
		Title:  plainText(r.say(title), blockkit.ViewTitleChars),
		Close:  plainText(r.say(buttonClose), blockkit.ViewTitleChars),
		Blocks: slack.Blocks{BlockSet: blocks},
	}
}

// form makes a window that people submit: texts of this package for its title and its
// button, and a state that is handed back with what they entered.
func (r *Renderer) form(callback, title, submit, state string, blocks ...slack.Block) slack.ModalViewRequest {
	w := r.window(title, blocks...)
	w.CallbackID, w.PrivateMetadata = callback, state
	w.Submit, w.Close = plainText(r.say(submit), blockkit.ViewTitleChars), plainText(r.say(buttonCancel), blockkit.ViewTitleChars)
	return w
}
