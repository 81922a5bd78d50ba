package view

import (
	"fmt"
	"sync"

	"precedent/corpus"
	"precedent/recommend/wording"
	"precedent/recommend/wording/catalogue"
)

// Renderer makes messages and windows for people who are spoken to in one
// language. It is read-only and safe for concurrent use.
type Renderer struct {
	Speaker
	ReportTo string // mail or web address for mistakes, "" for none
	Keeps    bool   // there is somewhere to keep what people save and say
	// CaseButtons stand below every case of an answer, in this order.
	CaseButtons []CaseButton

	spoken *catalogue.Set // the languages that there are
}

// New makes a Renderer for people who are spoken to in English.
func New(v *corpus.Vocabulary, reportTo string, keeps bool) *Renderer {
	return &Renderer{
		Speaker:  Speaker{Language: corpus.English, Vocabulary: v, words: wording.InEnglish(v)},
		ReportTo: reportTo, Keeps: keeps, spoken: catalogue.Builtin(),
	}
}

// In returns the Renderer for another language that there are texts in, or a variant of one.
func (r *Renderer) In(code string) (*Renderer, error) {
	texts, err := r.spoken.In(code)
	if err != nil {
		return nil, fmt.Errorf("speak the language %s: %w", code, err)
	}
	words, err := wording.New(r.Vocabulary, texts)
	if err != nil {
		return nil, fmt.Errorf("speak the language %s: %w", code, err)
	}
	other := *r
	other.Language, other.words = texts.Language, words
	return &other, nil
}

// WithoutMemory returns the same Renderer for when nothing that is kept can be read.
func (r *Renderer) WithoutMemory() *Renderer {
	other := *r
	other.Keeps = false
	return &other
}

// Languages returns a function that gives the Renderer for a locale such as "pt-BR", made when
// its language is first asked for, and that for English where there are no texts in it. failed
// is told of a language that cannot be spoken, or not in everything.
func Languages(english *Renderer, failed func(error)) func(locale string) *Renderer {
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
	return func(locale string) *Renderer {
		if other := others[english.spoken.Match(locale)]; other != nil {
			return other()
		}
		return english
	}
}
