package lexicon

import (
	"fmt"
	"strings"

	"precedent/corpus"
	"precedent/recommend/understand/analysis"
	"precedent/recommend/understand/letter"
)

// WithoutFrames returns a text without the frames that public bodies put a problem in, and
// what they say. Each leaves blanks and the end of a clause in its place, so that every
// other word stays where it is.
func (t *Lexicon) WithoutFrames(text string) (problem string, frames []string) {
	spans := t.framer.Frames(text)
	if len(spans) == 0 {
		return text, nil
	}
	var b strings.Builder
	at := 0
	for _, s := range spans {
		frames = append(frames, text[s.From:s.To])
		b.WriteString(text[at:s.From])
		b.WriteString(ClauseEnd)
		b.WriteString(strings.Repeat(" ", s.To-s.From-len(ClauseEnd)))
		at = s.To
	}
	b.WriteString(text[at:])
	return b.String(), frames
}

// ClauseEnd parts what stands before a frame from what stands behind it.
const ClauseEnd = ";"

// newFramer makes what finds frames in the language of a lexicon, of what
// [letter.PackFrames] made.
func (t *Lexicon) newFramer(packed string) *letter.Framer {
	tells := func(word string) bool { return !t.Stop[word] && !t.Asking[word] }
	return letter.NewFramer(analysis.WordList{Text: packed, End: "\t"}.Find, analysis.Fold, tells, analysis.GrammarOf(t.Code).CapitalNouns)
}

// packFrames writes the frames of a language as newFramer reads them.
func packFrames(v *corpus.Vocabulary, code string) (string, error) {
	words, err := v.Frames(code)
	if err != nil {
		return "", fmt.Errorf("read the frames of the language %s: %w", code, err)
	}
	return letter.PackFrames(words, analysis.Fold), nil
}
