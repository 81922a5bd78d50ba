package rank

import (
	"slices"
	"testing"

	"precedent/recommend"
)

// TestMissing_Beyond: a number said for a limit is how many more strong and fair cases
// there are without it.
func TestMissing_Beyond(t *testing.T) {
	e := sharedEngine(t)
	all := func(r recommend.Request) []recommend.Match {
		a, err := e.Recommend(t.Context(), r, recommend.MaxLimit)
		if err != nil || a.Total > recommend.MaxLimit {
			t.Fatalf("%d cases, %v", a.Total, err)
		}
		return a.Cases
	}
	good := func(r recommend.Request) (n int) {
		for _, m := range all(r) {
			if m.Strength != recommend.Weak {
				n++
			}
		}
		return n
	}
	for _, f := range []recommend.Filter{{Since: 2018}, {Until: 2010}, {Places: []string{"latin-america-caribbean"}}, {Levels: []string{"national"}}} {
		r := recommend.Request{Problem: "small firms cannot win public tenders", Limits: f}
		a := answerTo(t, e, r)
		within := 0
		for _, m := range all(recommend.Request{Problem: r.Problem}) {
			if m.Strength != recommend.Weak && outsideOf(e.collection, spelledOut(f, e.Vocabulary().Places), e.numberOf(m.Case.ID)) == 0 {
				within++
			}
		}
		left := 0
		for _, b := range a.Missing.Beyond {
			left += b.Cases
		}
		undated := good(recommend.Request{Problem: r.Problem}) - within - left
		if len(a.Missing.Beyond) != 1 || left == 0 || undated < 0 || undated > 2 {
			t.Errorf("%+v: said %+v, of %d without the limit %d are inside it", f, a.Missing.Beyond, good(recommend.Request{Problem: r.Problem}), within)
		}
	}
}

// TestMissing_Suggestions: topics are suggested only where the problem's words name them.
func TestMissing_Suggestions(t *testing.T) {
	e := sharedEngine(t)
	for problem, want := range map[string][]string{
		"antibiotic resistance":                       {"public-health"},
		"asteroid mining":                             nil,
		"tattoo removal in elections, only in Monaco": {"elections-constitution"},
	} {
		a := answerTo(t, e, recommend.Request{Problem: problem})
		if a.Total != 0 || !slices.Equal(a.Suggestions, want) && len(a.Suggestions)+len(want) > 0 {
			t.Errorf("%q: %d cases, suggestions %q, want %q", problem, a.Total, a.Suggestions, want)
		}
	}
}
