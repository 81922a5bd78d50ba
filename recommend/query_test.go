package recommend_test

import (
	"strings"
	"testing"

	"precedent/recommend"
	"precedent/recommend/rank/ranktest"
	"precedent/recommend/understand"
	"precedent/recommend/understand/lexicon"
)

func TestQuery_EncodeFits(t *testing.T) {
	e := ranktest.Engine(t)
	var long strings.Builder
	for _, c := range e.Library().Cases()[:60] {
		long.WriteString(c.Problem + " ")
	}
	q, err := e.Understand(recommend.Request{Problem: long.String()})
	if err != nil {
		t.Fatal(err)
	}
	terms := 0
	for _, w := range q.Words {
		terms += len(understand.TermsOf(w))
	}
	if !q.Truncated || terms > recommend.MaxTerms || terms <= recommend.MaxTerms-lexicon.MaxRenderings {
		t.Errorf("truncated %v with %d terms, want true and %d at most", q.Truncated, terms, recommend.MaxTerms)
	}
	for _, limit := range []int{200, 700, 1400} {
		if s, err := q.Encode(limit); err != nil || len(s) > limit {
			t.Errorf("%d bytes for a limit of %d: %v", len(s), limit, err)
		}
	}
}

func FuzzDecodeQuery(f *testing.F) {
	e := ranktest.Engine(f)
	f.Add(`{"w":[{"a":"tenders"}],"c":[{"i":"public-procurement","w":1}]}`)
	f.Add(`{"k":"nowhere","f":{"places":["XX","latam"],"since":-5}}`)
	f.Add(`{"w":[{"a":"tenders"}],"h":{"c":"PL","l":"local"}}`)
	f.Add(`{"w":[{"a":"tenders"}],"h":{"c":"\u0000*","l":"<!channel>"}}`)
	f.Fuzz(func(t *testing.T, s string) {
		q, err := recommend.DecodeQuery(s)
		if err != nil {
			return
		}
		a, err := e.Answer(t.Context(), q, 0, 3)
		if err != nil {
			t.Error(err)
		}
		if h := a.Query.Workplace; h != h.Known(e.Vocabulary()) {
			t.Errorf("the workplace %+v is known to nobody", h)
		}
	})
}
