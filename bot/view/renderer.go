package view

import (
	"fmt"
	"sync"

	"github.com/slack-go/slack"

	"precedent/bot/blockkit"
	"precedent/corpus"
	"precedent/recommend/wording"
	"precedent/recommend/wording/catalogue"
)

// Renderer makes messages and windows for people who are spoken to in one
// language. It is read-only and safe for concurrent use.
type Renderer struct {
	Language   string // ISO 639-1
	Vocabulary *corpus.Vocabulary
	ReportTo   string // mail or web address for mistakes, "" for none
	Keeps      bool   // there is somewhere to keep what people save and say

	spoken *catalogue.Set   // the languages that there are
	words  *wording.Wording // in Language
}

// New makes a Renderer for people who are spoken to in English.
func New(v *corpus.Vocabulary, reportTo string, keeps bool) *Renderer {
	return &Renderer{Language: corpus.English, Vocabulary: v, ReportTo: reportTo, Keeps: keeps, spoken: catalogue.Builtin(), words: wording.InEnglish(v)}
}

// In returns the Renderer for another language that there are texts in.
func (r *Renderer) In(language string) (*Renderer, error) {
	texts, err := r.spoken.In(language)
	if err != nil {
		return nil, fmt.Errorf("speak the language %s: %w", language, err)
	}
	words, err := wording.New(r.Vocabulary, texts)
	if err != nil {
		return nil, fmt.Errorf("speak the language %s: %w", language, err)
	}
	other := *r
	other.Language, other.words = language, words
	return &other, nil
}

// WithoutMemory returns the same Renderer for when nothing that is kept can be read.
func (r *Renderer) WithoutMemory() *Renderer {
	other := *r
	other.Keeps = false
	return &other
}

// Languages returns a function that gives the Renderer for a language, made when it
// is first asked for, and that for English where there is none. failed is told of a language
// that cannot be spoken, or not in everything.
func Languages(english *Renderer, failed func(error)) func(language string) *Renderer {
	others := map[string]func() *Renderer{}
	for _, code := range english.spoken.Languages() {
		if code == english.Language {
			continue
		}
		others[code] = sync.OnceValue(func() *Renderer {
			r, err := english.In(code)
			if err != nil {
				failed(err)
				return english
			}
			if err := r.words.Faults(); err != nil {
				failed(err)
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

// Text is a text of the catalogue, filled in, in the language of the people spoken to.
func (r *Renderer) Text(key string, args ...any) string { return r.words.Text(key, args...) }

// Sentence is a message of one text of the catalogue.
func (r *Renderer) Sentence(key string, args ...any) Post { return said(r.Text(key, args...)) }

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
		Title:  plainText(r.Text(title), blockkit.ViewTitleChars),
		Close:  plainText(r.Text(buttonClose), blockkit.ViewTitleChars),
		Blocks: slack.Blocks{BlockSet: blocks},
	}
}

// form makes a window that people submit: texts of this package for its title and its
// button, and a state that is handed back with what they entered.
func (r *Renderer) form(callback, title, submit, state string, blocks ...slack.Block) slack.ModalViewRequest {
	w := r.window(title, blocks...)
	w.CallbackID, w.PrivateMetadata = callback, state
	w.Submit, w.Close = plainText(r.Text(submit), blockkit.ViewTitleChars), plainText(r.Text(buttonCancel), blockkit.ViewTitleChars)
	return w
}
