// Package state is what travels through Slack and back, in the values of buttons and in the
// private metadata of windows: what each holds, how much room it may take, and the seal that
// binds the state of a window to the person it was made for. Messages keep their buttons for
// years, so no name of a field here ever changes. The package does not know what becomes of
// a state that has come back.
package state

import (
	"encoding/json"
	"errors"
	"fmt"
	"unicode/utf8"
)

// How much room states may take, so that the buttons of a message do not crowd out its
// cases. A button of Slack's holds 2,000 characters.
const (
	maxMore      = 1200 // bytes of the query in the value of a Show More button
	maxRefine    = 1000 // bytes of the value of a Refine button
	maxFeedback  = 1000 // bytes of the value of either feedback button
	maxSelection = 800  // bytes of the value of the buttons that compare cases and make briefs

	// MaxRefineProblem is how much of a problem travels in a Refine button, in characters.
	MaxRefineProblem = 500
	// MaxFeedbackProblem is how much of a problem travels in a feedback button, in
	// characters: both buttons of a message hold it.
	MaxFeedbackProblem = 400
	// MaxWatched is how long what is watched may be, in characters.
	MaxWatched = 250
)

// ErrUnreadable says that the value of a button or the state of a window cannot be read,
// such as that of a message from long ago.
var ErrUnreadable = errors.New("button not understood")

// nothingFits is the value of a button that could not hold what it was to hold.
const nothingFits = "{}"

// Encode is the state of a window or the value of a button: of texts, numbers and lists
// of them, which can always be written.
func Encode(state any) string {
	data, err := json.Marshal(state)
	if err != nil {
		panic(err) // a mistake of ours, which ends this piece of work only
	}
	return string(data)
}

// Decode reads the value of a button into a pointer. The error is ErrUnreadable.
func Decode(value string, state any) error {
	if err := json.Unmarshal([]byte(value), state); err != nil {
		return fmt.Errorf("%w: %w", ErrUnreadable, err)
	}
	return nil
}

// fit encodes a state that holds a text, which is shortened until the value has at most
// limit bytes; nothingFits where even the rest has more.
func fit(text string, limit int, state func(text string) any) string {
	for {
		value, err := json.Marshal(state(text))
		if err == nil && len(value) <= limit {
			return string(value)
		}
		if text == "" {
			return nothingFits
		}
		text = First(text, utf8.RuneCountInString(text)/2)
	}
}

// First keeps the first characters of a text, at most so many.
func First(s string, limit int) string {
	n := 0
	for i := range s {
		if n == limit {
			return s[:i]
		}
		n++
	}
	return s
}

// Origin is where a person was when they opened a window. It travels in the window's
// state.
type Origin struct {
	Channel     string `json:"h,omitempty"` // "" outside any conversation
	Thread      string `json:"t,omitempty"`
	ResponseURL string `json:"r,omitempty"`
}
