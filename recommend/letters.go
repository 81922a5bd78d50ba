package recommend

import (
	"fmt"
	"sync"

	"precedent/corpus"
	"precedent/recommend/understand"
)

// textTools are what is needed to read a text before its language is known.
type textTools struct {
	letters *understand.Reader
	typed   func() *typedWords // for texts with a colon
}

// allTextTools are the tools of each vocabulary, made when a text is first read.
var allTextTools sync.Map // *corpus.Vocabulary -> func() (*textTools, error)

func textToolsOf(v *corpus.Vocabulary) (*textTools, error) {
	tools, ok := allTextTools.Load(v)
	if !ok {
		tools, _ = allTextTools.LoadOrStore(v, sync.OnceValues(func() (*textTools, error) { return newTextTools(v) }))
	}
	return tools.(func() (*textTools, error))()
}

func newTextTools(v *corpus.Vocabulary) (*textTools, error) {
	letters, err := v.Letters()
	if err != nil {
		return nil, fmt.Errorf("read the words of letters: %w", err)
	}
	asking := sync.OnceValue(func() map[string]bool {
		words := map[string]bool{}
		for _, code := range corpus.Languages {
			w, err := v.Words(code)
			if err != nil {
				continue // the language that matters is read, or fails, later
			}
			for _, word := range w.Asking {
				words[fold(word)] = true
			}
		}
		return words
	})
	tells := func(word string) bool {
		return !stopWords()[word] && len(functionWords()[word]) == 0 && !asking()[word]
	}
	return &textTools{understand.NewReader(letters, fold, tells), sync.OnceValue(func() *typedWords { return newTypedWords(v, letters) })}, nil
}

// readText makes of what somebody typed or pasted the text of their question, in plain
// characters, with the letter around it left out.
func readText(v *corpus.Vocabulary, text string) (question string, left LeftOut, err error) {
	text = understand.Plain(text)
	tools, err := textToolsOf(v)
	if err != nil {
		return "", LeftOut{}, err
	}
	letter := tools.letters.Read(understand.WithoutEmoji(text))
	return letter.Question(text), LeftOut{letter.LeftOut(), letter.MuchLeftOut()}, nil
}
