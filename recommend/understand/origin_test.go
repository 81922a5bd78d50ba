package understand_test

import (
	"strings"
	"testing"

	"precedent/recommend"
	"precedent/recommend/rank/ranktest"
)

// TestUnderstand_Origins tells where people come from from where cases are wanted: each line has a
// problem, the places that are wanted and the origins, as typed.
func TestUnderstand_Origins(t *testing.T) {
	e := ranktest.Engine(t)
	ranktest.EachLine(t, "testdata/origins.txt", func(line string) {
		parts := strings.Split(line, "|")
		q, err := e.Understand(recommend.Request{Problem: parts[0]})
		if err != nil {
			t.Fatal(err)
		}
		var origins []string
		for _, o := range q.Origins {
			origins = append(origins, o.Asked)
		}
		if got := strings.Join(q.Wishes.Places, ", "); got != parts[1] || len(q.Limits.Places) > 0 {
			t.Errorf("%q (%s) wishes for %q and is limited to %q, want a wish for %q", parts[0], q.Language, got, q.Limits.Places, parts[1])
		}
		if got := strings.Join(origins, ", "); got != parts[2] {
			t.Errorf("%q (%s) has the origins %q, want %q", parts[0], q.Language, got, parts[2])
		}
	})
}

// TestUnderstand_OriginAlone: where nothing but an origin is asked for, it is the problem.
func TestUnderstand_OriginAlone(t *testing.T) {
	q, err := ranktest.Engine(t).Understand(recommend.Request{Problem: "Ukraińcy w Polsce"})
	if err != nil {
		t.Fatal(err)
	}
	if len(q.Words) != 1 || q.Words[0].Asked != "Ukraińcy" || len(q.Origins) > 0 {
		t.Errorf("got the words %+v and the origins %+v, want the word Ukraińcy", q.Words, q.Origins)
	}
}
