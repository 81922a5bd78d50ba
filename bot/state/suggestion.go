package state

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Suggestion is what the buttons below a suggested case hold, and then the windows in which
// it is changed or declined: which one, as it was then. A window for a new one has neither.
type Suggestion struct {
	ID      int64 `json:"i,omitempty"`
	Version int64 `json:"v,omitempty"` // how often it had been changed
	Origin
}

// DecodeSuggestion reads the value of such a button, and takes nothing that the bot has not
// written. The error is ErrUnreadable.
func DecodeSuggestion(value string) (s Suggestion, err error) {
	dec := json.NewDecoder(strings.NewReader(value))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&s); err != nil {
		return s, fmt.Errorf("%w: %w", ErrUnreadable, err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) || s.ID < 1 || s.Version < 0 || s.Origin != (Origin{}) {
		return Suggestion{}, fmt.Errorf("%w: no suggestion", ErrUnreadable)
	}
	return s, nil
}
