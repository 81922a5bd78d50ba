package recommend

import (
	"fmt"
	"strings"

	"precedent/corpus"
	"precedent/recommend/understand"
)

// withoutFrames returns a text without the frames that public bodies put a problem in, and
// what they say. Each leaves blanks and the end of a clause in its place, so that every
// other word stays where it is.
func (t *tongue) withoutFrames(text string) (problem string, frames []string) {
	spans := t.framer.Frames(text)
	if len(spans) == 0 {
		return text, nil
	}
	var b strings.Builder
	at := 0
	for _, s := range spans {
		frames = append(frames, text[s.From:s.To])
		b.WriteString(text[at:s.From])
		b.WriteString(clauseEnd)
		b.WriteString(strings.Repeat(" ", s.To-s.From-len(clauseEnd)))
		at = s.To
	}
	b.WriteString(text[at:])
	return b.String(), frames
}

// clauseEnd parts what stands before a frame from what stands behind it.
const clauseEnd = ";"

// newFramer makes what finds frames in the language of a tongue, of what
// [understand.PackFrames] made.
func (t *tongue) newFramer(packed string) *understand.Framer {
	tells := func(word string) bool { return !t.stop[word] && !t.asking[word] }
	return understand.NewFramer(wordList{packed, "\t"}.find, fold, tells, t.code == "de")
}

// packFrames writes the frames of a language as newFramer reads them.
func packFrames(v *corpus.Vocabulary, code string) (string, error) {
	words, err := v.Frames(code)
	if err != nil {
		return "", fmt.Errorf("read the frames of the language %s: %w", code, err)
	}
	return understand.PackFrames(words, fold), nil
}
