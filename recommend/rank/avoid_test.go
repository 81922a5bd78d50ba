package rank

import (
	"slices"
	"strings"
	"testing"

	"precedent/recommend"
)

// TestRecommend_WhatIsRefusedComesLater asks for a subject with and without a part
// of it: cases about that part fall behind those that are not, and their score says
// why.
func TestRecommend_WhatIsRefusedComesLater(t *testing.T) {
	e := sharedEngine(t)
	const part = "Housing First"
	about := func(m recommend.Match) bool { return strings.Contains(m.Case.Title, part) || len(m.Why.Refused) > 0 }
	all, err := e.Recommend(t.Context(), recommend.Request{Problem: "homelessness"}, recommend.MaxLimit)
	if err != nil || !about(all.Cases[0]) {
		t.Fatalf("the first case for homelessness is not about %s: %v", part, err)
	}
	some, err := e.Recommend(t.Context(), recommend.Request{Problem: "homelessness, but not housing first"}, recommend.MaxLimit)
	if err != nil {
		t.Fatal(err)
	}
	if len(some.Cases) == 0 || about(some.Cases[0]) {
		t.Fatalf("%d cases; the first is about what was refused, or there is none", len(some.Cases))
	}
	for i, m := range some.Cases {
		if about(m) && i+1 < len(some.Cases) && !about(some.Cases[i+1]) {
			t.Errorf("%s comes before %s", m.Case.Title, some.Cases[i+1].Case.Title)
		}
	}
	mentions, err := e.Recommend(t.Context(), recommend.Request{Problem: "homeless young people in cities, but not social impact bonds"}, recommend.MaxLimit)
	if err != nil {
		t.Fatal(err)
	}
	told := false
	for _, m := range mentions.Cases {
		var sum float64
		refused := false
		for _, p := range m.Parts {
			sum += p.Value
			refused = refused || p.Kind == recommend.PartRefused && p.Value < 0
		}
		if diff := sum - m.Score; diff > 1e-9 || diff < -1e-9 {
			t.Errorf("%s: the score %g is not the sum of its parts, %g", m.Case.Title, m.Score, sum)
		}
		if refused != (len(m.Why.Refused) > 0) {
			t.Errorf("%s: %v is given as refused, the score says %v", m.Case.Title, m.Why.Refused, refused)
		}
		told = told || refused
	}
	if !told {
		t.Errorf("none of the cases shown has anything of %+v, so nothing is proved", some.Query.Refused)
	}
}

func TestRecommend_NothingButARefusalLists(t *testing.T) {
	e := sharedEngine(t)
	a, err := e.Recommend(t.Context(), recommend.Request{Problem: "anything but blockchain"}, recommend.MaxLimit)
	if err != nil || a.Total == 0 || a.Total >= a.LibrarySize {
		t.Fatalf("%d of %d cases, %v; want all but some", a.Total, a.LibrarySize, err)
	}
	for _, m := range a.Cases {
		if slices.Contains(m.Case.Approaches, "blockchain") {
			t.Errorf("%s is about blockchain", m.Case.Title)
		}
	}
}

func TestQuery_RefusalsTravel(t *testing.T) {
	e := sharedEngine(t)
	q, err := e.Understand(recommend.Request{Problem: "homelessness, but not housing first or shelters or jails or camps or tents"})
	if err != nil || len(q.Refused) != recommend.MaxRefused {
		t.Fatalf("%d refusals, %v", len(q.Refused), err)
	}
	text, err := q.Encode(1500)
	if err != nil {
		t.Fatal(err)
	}
	back, err := recommend.DecodeQuery(text)
	if err != nil || len(back.Refused) != recommend.MaxRefused || back.Refused[0].Asked != "housing first" {
		t.Errorf("came back as %+v, %v", back.Refused, err)
	}
	back.Refused = slices.Repeat(back.Refused, 2)
	if text, err = back.Encode(4000); err != nil {
		t.Fatal(err)
	}
	if back, err := recommend.DecodeQuery(text); err == nil {
		t.Errorf("a query with %d refusals is taken, want at most %d", len(back.Refused), recommend.MaxRefused)
	}
}
