package recommend

import (
	"fmt"
	"sync"

	"precedent/corpus"
	"precedent/recommend/understand"
)

// letterReaders are the readers of letters, by vocabulary. Most questions are of one
// plain line that has nothing of a letter, so they are made when a text first needs one.
var letterReaders sync.Map // *corpus.Vocabulary -> func() (*understand.Reader, error)

// letterReader finds the letter around a question with the words of a vocabulary.
func letterReader(v *corpus.Vocabulary) (*understand.Reader, error) {
	read, ok := letterReaders.Load(v)
	if !ok {
		read, _ = letterReaders.LoadOrStore(v, sync.OnceValues(func() (*understand.Reader, error) { return newLetterReader(v) }))
	}
	return read.(func() (*understand.Reader, error))()
}

func newLetterReader(v *corpus.Vocabulary) (*understand.Reader, error) {
	letters, err := v.Letters()
	if err != nil {
		return nil, fmt.Errorf("read the words of letters: %w", err)
	}
	asking := sync.OnceValue(func() map[string]bool {
		words := map[string]bool{}
		lists, err := v.Asking()
		if err != nil {
			return words // the words of the language that matters are read, or fail, later
		}
		for _, list := range lists {
			for _, w := range list {
				words[fold(w)] = true
			}
		}
		return words
	})
	return understand.NewReader(letters, fold, func(word string) bool {
		return !stopWords()[word] && len(functionWords()[word]) == 0 && !asking()[word]
	}), nil
}

// readText makes of what somebody typed or pasted the text of their question, in plain
// characters, with the letter around it left out.
func readText(v *corpus.Vocabulary, text string) (question string, left LeftOut, err error) {
	text = understand.Plain(text)
	r, err := letterReader(v)
	if err != nil {
		return "", LeftOut{}, err
	}
	letter := r.Read(understand.WithoutEmoji(text))
	return letter.Question(text), LeftOut{letter.LeftOut(), letter.MuchLeftOut()}, nil
}
