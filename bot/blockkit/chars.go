package blockkit

import (
	"encoding/json"
	"strings"
	"unicode/utf16"
)

// BlockChars is the number of characters that blocks take of [MessageBlockChars]:
// those of their compact JSON. What is not JSON takes its own length.
func BlockChars(blocks json.RawMessage) int {
	var decoded any
	if json.Unmarshal(blocks, &decoded) != nil {
		return chars(string(blocks))
	}
	var compact strings.Builder
	enc := json.NewEncoder(&compact)
	enc.SetEscapeHTML(false) // an escaped "&" is one character to Slack, not six
	if enc.Encode(decoded) != nil {
		return chars(string(blocks))
	}
	return chars(strings.TrimSuffix(compact.String(), "\n"))
}

// chars counts as Slack's clients do, in UTF-16 code units. It is not known
// whether Slack's servers count code points instead; this is the stricter count,
// two for most emoji.
func chars(s string) int {
	n := 0
	for _, r := range s {
		if k := utf16.RuneLen(r); k > 0 {
			n += k
		}
	}
	return n
}
