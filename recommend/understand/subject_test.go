package understand_test

import (
	"testing"

	"precedent/recommend/understand"
)

func TestBeginsSubject(t *testing.T) {
	for word, want := range map[string]bool{
		"procurement": true, "the": true, "for": true, "country:PL": true, "all": true, "in": true,
		"out": false, "over": false, "your": false, "how": false, "it": false, "as": false, "while": false, "this": false,
	} {
		if got := understand.BeginsSubject(word); got != want {
			t.Errorf("%q: %v", word, got)
		}
	}
}
