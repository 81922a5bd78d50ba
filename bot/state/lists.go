package state

import (
	"bytes"
	"strings"

	"precedent/recommend"
)

// Note travels in the window for a note.
type Note struct {
	Case string `json:"c"`
	Page string `json:"g,omitempty"` // offset of the page of the list that it was opened from, "" for none
	Origin
}

// Selection is what the buttons hold that compare cases or make a brief of them, and then
// the window where cases are chosen.
type Selection struct {
	Cases    []string `json:"c,omitempty"` // ids
	Found    string   `json:"s,omitempty"` // how similar each was found, a letter of strengths; "" for not known
	List     bool     `json:"l,omitempty"` // the list of the conversation instead
	Question string   `json:"p,omitempty"` // that the cases were found for
	Origin
}

// strengths are the letters that stand for how similar a case was found, and unmeasured
// for one that was not measured.
var strengths = map[byte]recommend.Strength{'s': recommend.Strong, 'f': recommend.Fair, 'w': recommend.Weak}

const unmeasured = '-'

// encodeStrengths writes how similar cases were found; "" where none was measured.
func encodeStrengths(matches []recommend.Match) string {
	letters := bytes.Repeat([]byte{unmeasured}, len(matches))
	for i, m := range matches {
		for letter, strength := range strengths {
			if m.Strength == strength {
				letters[i] = letter
			}
		}
	}
	return strings.TrimRight(string(letters), string(unmeasured))
}

// Strength is how similar the case of that number was found, "" where that is not known.
func (s Selection) Strength(number int) recommend.Strength {
	if number >= len(s.Found) {
		return ""
	}
	return strengths[s.Found[number]]
}

// EncodeSelection is the value of those buttons under cases that were found for a question:
// "" where not even one case fits into it.
func EncodeSelection(question string, shown []recommend.Match) string {
	s := Selection{Found: encodeStrengths(shown), Question: question}
	for _, m := range shown {
		s.Cases = append(s.Cases, m.Case.ID)
	}
	for len(s.Cases) > 0 {
		value := fit(s.Question, maxSelection, func(question string) any { s.Question = question; return s })
		if value != nothingFits {
			return value
		}
		s.Cases = s.Cases[:len(s.Cases)-1]
		s.Found = s.Found[:min(len(s.Found), len(s.Cases))]
	}
	return ""
}

// Share travels in the window that asks where to share cases.
type Share struct {
	Case  string   `json:"c,omitempty"`
	Cases []string `json:"m,omitempty"` // of a comparison
	Origin
}

// News is what the button for more news of a watch holds: what is watched for, when the
// cases came into the library, and how many of them were shown.
type News struct {
	Asked  string `json:"a"`
	Spoken string `json:"l,omitempty"` // as in a request
	From   int64  `json:"f"`
	To     int64  `json:"t"`
	Offset int    `json:"o"`
}
