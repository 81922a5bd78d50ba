package analysis_test

import (
	"testing"

	"precedent/recommend/understand/analysis"
)

func TestInflected(t *testing.T) {
	for _, tc := range []struct {
		word, typed string
		want        bool
	}{
		{"tender", "tenders", true}, {"tender", "tendering", true}, {"bid", "bidding", true}, {"bribe", "bribing", true}, {"bribe", "bribes", true},
		{"charity", "charities", true}, {"charities", "charity", true}, {"bus", "buses", true}, {"ban", "banned", true}, {"petition", "petition", true},
		{"ageing", "age", false}, {"aging", "aged", false}, {"reservation", "reserves", false}, {"declaration", "declare", false}, {"commissioning", "commission", false},
		{"hospital", "hospitality", false}, {"mobility", "mobile", false}, {"", "s", true}, {"a", "", false},
	} {
		if got := analysis.Inflected(tc.word, tc.typed); got != tc.want {
			t.Errorf("Inflected(%q, %q) = %v, want %v", tc.word, tc.typed, got, tc.want)
		}
	}
}
