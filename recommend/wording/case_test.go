package wording

import (
	"slices"
	"testing"

	"precedent/corpus"
	"precedent/recommend/rank/ranktest"
)

// TestAccount tells apart what a record tells, and that no result is reported only where
// the library says what its sources report.
func TestAccount(t *testing.T) {
	say := InEnglish(ranktest.Builtin(t).Vocabulary)
	for _, tc := range []struct {
		c    corpus.Case
		want []Field
	}{
		{corpus.Case{Problem: "P", Summary: "S", Results: "R", Evidence: corpus.EvidencePage}, []Field{{"Problem", "P"}, {"What was done", "S"}, {"What came of it", "R"}}},
		{corpus.Case{Problem: "P", Summary: "S", Evidence: corpus.EvidencePage}, []Field{{"Problem", "P"}, {"What was done", "S"}, {"What came of it", "No result reported."}}},
		{corpus.Case{Problem: "P", Summary: "S"}, []Field{{"Problem", "P"}, {"What was done", "S"}}},
		{corpus.Case{Summary: "All of it."}, []Field{{"", "All of it."}}},
		{corpus.Case{Summary: "S", Results: "R"}, []Field{{"What was done", "S"}, {"What came of it", "R"}}},
	} {
		if got := say.Account(&tc.c); !slices.Equal(got, tc.want) {
			t.Errorf("tells %q, want %q", got, tc.want)
		}
	}
}
