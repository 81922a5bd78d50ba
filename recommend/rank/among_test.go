package rank

import (
	"reflect"
	"slices"
	"testing"

	"precedent/recommend"
	"precedent/recommend/eval"
	"precedent/recommend/understand/analysis"
)

func idsOf(matches []recommend.Match) (ids []string) {
	for _, m := range matches {
		ids = append(ids, m.Case.ID)
	}
	return ids
}

// TestAmong_AsInTheWhole looks for some of the cases of every judged answer again:
// they must come with the same score and strength, in the same order.
func TestAmong_AsInTheWhole(t *testing.T) {
	e := sharedEngine(t)
	dev, err := eval.BuiltinSet(eval.SetDev)
	if err != nil {
		t.Fatal(err)
	}
	compared, beyond := 0, 0
	every := analysis.Mapped(e.docs, func(d analysedCase) string { return d.id })
	for n, q := range dev.Queries {
		others := []recommend.Request{{Problem: q.Text, Limits: recommend.Filter{Since: 2012}}, {Problem: q.Text, Workplace: workplaces[0]}}
		for _, r := range []recommend.Request{{Problem: q.Text}, others[n%2]} {
			full := allOf(t, e, r)
			some := full.Cases[min(2, len(full.Cases)):min(7, len(full.Cases))]
			r.Among = append(idsOf(some), "no-such-case")
			slices.Reverse(r.Among)
			r.Among = append(r.Among, idsOf(some)...)
			a := allOf(t, e, r)
			if a.Total != len(some) || len(a.Cases) != len(some) || a.LibrarySize != len(some) {
				t.Fatalf("%s: %d of %d cases among %v", q.ID, len(a.Cases), a.Total, r.Among)
			}
			for i, m := range a.Cases {
				compared++
				want := some[i]
				if m.Rank != i+1 {
					t.Errorf("%s: %s has rank %d", q.ID, m.Case.ID, m.Rank)
				}
				m.Rank, want.Duplicates = want.Rank, nil // what was folded into it is not among them
				m.Why.Akin = want.Why.Akin               // the first is never said to be like itself
				if !reflect.DeepEqual(m, want) {
					t.Errorf("%s: %s among %v is\n%+v, in the whole\n%+v", q.ID, m.Case.ID, r.Among, m, want)
				}
			}
			// Among all, at least those come that come without Among, and nothing comes
			// where nothing did.
			r.Among = every
			a = allOf(t, e, r)
			if (a.Total == 0) != (full.Total == 0) {
				t.Errorf("%s: %d cases among all, %d without", q.ID, a.Total, full.Total)
			}
			strength := map[string]recommend.Strength{}
			for _, m := range a.Cases {
				strength[m.Case.ID] = m.Strength
			}
			for _, m := range full.Cases {
				if s := strength[m.Case.ID]; s != m.Strength && s != "" { // "" where it is folded into another
					t.Errorf("%s: %s is %s among all, %s without", q.ID, m.Case.ID, s, m.Strength)
				}
			}
			beyond += a.Total - full.Total
		}
	}
	t.Logf("%d cases compared; among all, %d cases more than without", compared, beyond)
	if compared < 300 {
		t.Errorf("only %d cases compared", compared)
	}
}

func TestAmong_Limits(t *testing.T) {
	e := sharedEngine(t)
	limits := recommend.Filter{Topics: []string{"open-data"}}
	full := allOf(t, e, recommend.Request{Limits: limits})
	r := recommend.Request{Limits: limits, Among: append(idsOf(full.Cases[1:4]), "seoul-owl-bus", "no-such-case", full.Cases[2].Case.ID)}
	a := allOf(t, e, r)
	if !slices.Equal(idsOf(a.Cases), idsOf(full.Cases[1:4])) || a.Total != 3 || a.LibrarySize != 4 {
		t.Errorf("listed %v of %d, %d searched; want %v", idsOf(a.Cases), a.Total, a.LibrarySize, idsOf(full.Cases[1:4]))
	}
}

func TestAmong_Rules(t *testing.T) {
	e := sharedEngine(t)
	problem := "small firms cannot win public tenders"
	free := allOf(t, e, recommend.Request{Problem: problem})
	ids := idsOf(free.Cases[:3])
	for name, tc := range map[string]struct {
		request        recommend.Request
		total, outside int
	}{
		"nil is all":         {recommend.Request{Problem: problem}, free.Total, 0},
		"none":               {recommend.Request{Problem: problem, Among: []string{}}, 0, 0},
		"unknown ones":       {recommend.Request{Problem: problem, Among: []string{"", "no-such-case"}}, 0, 0},
		"outside the limits": {recommend.Request{Problem: problem, Among: ids, Limits: recommend.Filter{Places: []string{"VA"}}}, 0, 3},
		"what is not like":   {recommend.Request{Problem: problem, Among: []string{"seoul-owl-bus"}}, 0, 0},
		"silence":            {recommend.Request{Problem: "How should we tax sugary drinks?", Among: ids}, 0, 0},
		"not itself":         {recommend.Request{Like: ids[0], Among: ids[:1]}, 0, 0},
		"no list of none":    {recommend.Request{Limits: recommend.Filter{Since: 2000}, Among: []string{}}, 0, 0},
	} {
		a := allOf(t, e, tc.request)
		if a.Total != tc.total || a.Outside != tc.outside {
			t.Errorf("%s: %d inside, %d outside, want %d and %d", name, a.Total, a.Outside, tc.total, tc.outside)
		}
	}
	if q, err := e.Understand(recommend.Request{Among: ids}); err == nil {
		t.Errorf("cases to look among alone are taken for the request %+v, want an error", q)
	}
	q, err := e.Understand(recommend.Request{Problem: problem, Among: ids})
	if err != nil {
		t.Fatal(err)
	}
	s, err := q.Encode(1400)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := recommend.DecodeQuery(s); err != nil || again.Among != nil {
		t.Errorf("among %v after travelling, %v", again.Among, err)
	}
}

// TestAmong_FoldedCase: a case that stands under another one in the whole answer
// stands by itself where it alone is looked for.
func TestAmong_FoldedCase(t *testing.T) {
	e := sharedEngine(t)
	r := recommend.Request{Problem: "child allowance is paid without a claim after a birth"}
	whole := allOf(t, e, r)
	for _, m := range whole.Cases {
		if len(m.Duplicates) == 0 {
			continue
		}
		folded := m.Duplicates[0]
		r.Among = []string{folded.ID}
		if a := allOf(t, e, r); a.Total != 1 || a.Cases[0].Case != folded {
			t.Errorf("%s is not found by itself: %d cases", folded.ID, a.Total)
		}
		return
	}
	t.Errorf("nothing is folded among %d cases, the first %s", len(whole.Cases), firstID(whole))
}
