package state

import (
	"strings"
	"testing"

	"precedent/recommend"
)

// TestEncode_Bounds: problems in any script leave the values of buttons within their bounds.
func TestEncode_Bounds(t *testing.T) {
	for _, fill := range []string{"a", "漢", "🙂", "é", "\"", "<"} {
		problem := strings.Repeat(fill, 3000)
		if v := EncodeRefine(problem, recommend.Query{}, true); len(v) > maxRefine {
			t.Errorf("%s: the value of Refine has %d bytes, want at most %d", fill, len(v), maxRefine)
		}
		if v := EncodeFeedback("U1", problem, nil, true); len(v) > maxFeedback {
			t.Errorf("%s: the value of feedback has %d bytes, want at most %d", fill, len(v), maxFeedback)
		}
	}
}
