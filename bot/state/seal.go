package state

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"strings"
)

// ErrForged says that a state was not sealed for the person who handed it in.
var ErrForged = errors.New("the state of the window was not made for this person")

// macBytes is how much of a code is kept: 128 bits, which nobody guesses.
const macBytes = 16

// Seal seals states with a key. It is safe for concurrent use.
type Seal struct{ key []byte }

// NewSeal makes a Seal whose key is derived from a secret, so that windows that were
// open when the bot was started anew still work. An empty secret seals too, which is
// for tests only.
func NewSeal(secret string) Seal {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte("precedent window state 1"))
	return Seal{mac.Sum(nil)}
}

// Close seals a state for one person, whose Slack id it is bound to. It adds 23
// characters.
func (s Seal) Close(user, state string) string { return s.code(user, state) + "." + state }

// Open returns the state that was sealed for a person, or ErrForged.
func (s Seal) Open(user, sealed string) (string, error) {
	code, state, _ := strings.Cut(sealed, ".")
	if !hmac.Equal([]byte(code), []byte(s.code(user, state))) {
		return "", ErrForged
	}
	return state, nil
}

func (s Seal) code(user, state string) string {
	mac := hmac.New(sha256.New, s.key)
	mac.Write([]byte(user + "\n" + state)) // no id has a line break
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil)[:macBytes])
}
