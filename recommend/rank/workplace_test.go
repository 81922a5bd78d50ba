package rank

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/eval"
	"precedent/recommend/understand/analysis"
)

// workplaces are those that tests ask from.
var workplaces = []recommend.Workplace{{Country: "PL", Level: "local"}, {Country: "BR", Level: "national"}, {Country: "", Level: "regional"}, {Country: "KE", Level: ""}, {Country: "EU", Level: "international"}, {Country: "ZZ", Level: "galactic"}}

// allOf asks for every case of an answer.
func allOf(t *testing.T, e *Engine, r recommend.Request) recommend.Answer {
	t.Helper()
	q, err := e.Understand(r)
	if err != nil {
		t.Fatalf("%+v: %v", r, err)
	}
	all, err := e.Answer(t.Context(), q, 0, recommend.MaxLimit)
	if err != nil {
		t.Fatalf("%+v: %v", r, err)
	}
	for len(all.Cases) < all.Total {
		more, err := e.Answer(t.Context(), q, len(all.Cases), recommend.MaxLimit)
		if err != nil || len(more.Cases) == 0 {
			t.Fatalf("%+v: %d of %d cases, %v", r, len(all.Cases), all.Total, err)
		}
		all.Cases = append(all.Cases, more.Cases...)
	}
	return all
}

// TestWorkplace_OnlyOrders asks every judged problem with and without a workplace: the same
// cases must come, as strong as before and for the same reasons, and be moved by no
// more than they say.
func TestWorkplace_OnlyOrders(t *testing.T) {
	e := sharedEngine(t)
	dev, err := eval.BuiltinSet(eval.SetDev)
	if err != nil {
		t.Fatal(err)
	}
	moved, explained := 0, 0
	for n, q := range dev.Queries {
		plain := allOf(t, e, recommend.Request{Problem: q.Text})
		before := map[string]recommend.Match{}
		for _, m := range plain.Cases {
			before[m.Case.ID] = m
		}
		for i, h := range workplaces {
			if n%len(workplaces) != i && i > 0 {
				continue // the first workplace for each problem, the others in turn
			}
			name := fmt.Sprintf("%s from %v", q.ID, h)
			a := allOf(t, e, recommend.Request{Problem: q.Text, Workplace: h})
			rest := a
			rest.Cases, rest.Query.Workplace = plain.Cases, recommend.Workplace{}
			if !reflect.DeepEqual(rest, plain) || len(a.Cases) != len(plain.Cases) {
				t.Fatalf("%s: %d of %d cases, want %d of %d; or the answer differs otherwise", name, len(a.Cases), a.Total, len(plain.Cases), plain.Total)
			}
			for i, m := range a.Cases {
				was, ok := before[m.Case.ID]
				if !ok {
					t.Fatalf("%s: %s is not shown without a workplace", name, m.Case.ID)
				}
				if i > 0 {
					above := a.Cases[i-1]
					if order := []recommend.Strength{recommend.Strong, recommend.Fair, recommend.Weak}; slices.Index(order, above.Strength) > slices.Index(order, m.Strength) ||
						above.Strength == m.Strength && above.Score < m.Score {
						t.Errorf("%s: %s stands behind %s", name, m.Case.ID, above.Case.ID)
					}
				}
				var workplace float64
				var said []string
				parts := slices.DeleteFunc(slices.Clone(m.Parts), func(p recommend.Part) bool {
					if p.Kind == recommend.PartWorkplace {
						workplace += p.Value
						said = append(said, p.Met)
					}
					return p.Kind == recommend.PartWorkplace
				})
				want := wantWorkplace(e, a.Query, h, m.Case)
				if !slices.Equal(said, want) || !slices.Equal(m.Why.Workplace, want) {
					t.Errorf("%s: %s counts for %v and says %v, want %v", name, m.Case.ID, said, m.Why.Workplace, want)
				}
				if math.Abs(m.Score-workplace-was.Score) > 1e-9 {
					t.Errorf("%s: %s has %v, of which %v for the workplace; without it %v", name, m.Case.ID, m.Score, workplace, was.Score)
				}
				if m.Rank != was.Rank {
					moved++
				}
				if workplace > 0 {
					explained++
				}
				m.Parts, m.Score, m.Rank, m.Why.Workplace = parts, was.Score, was.Rank, nil
				m.Why.Akin = was.Why.Akin // the first is never said to be like itself
				if !reflect.DeepEqual(m, was) {
					t.Errorf("%s: %s is\n%+v, without a workplace\n%+v", name, m.Case.ID, m, was)
				}
			}
		}
	}
	if moved < 25 || explained < 250 {
		t.Errorf("%d cases moved and %d explained: too few to prove anything", moved, explained)
	}
}

// wantWorkplace is what of a workplace must count for a case, worked out in another way.
func wantWorkplace(e *Engine, q recommend.Query, h recommend.Workplace, c *corpus.Case) (want []string) {
	p := e.vocabulary.Places
	said := slices.Concat(q.Limits.Places, q.Limits.Except, q.Wishes.Places)
	if p.Country(h.Country) != nil && len(said) == 0 {
		best, size := "", math.MaxInt
		for _, r := range p.Regions {
			codes := p.Codes([]string{r.ID})
			if !slices.Contains(noNeighbourhood, r.ID) && slices.Contains(codes, h.Country) && analysis.Shares(codes, c.Countries) && len(r.Members) < size {
				best, size = r.ID, len(r.Members)
			}
		}
		if slices.Contains(c.Countries, h.Country) {
			best = h.Country
		}
		if best != "" {
			want = append(want, best)
		}
	}
	if c.Level == h.Level && len(q.Limits.Levels)+len(q.Wishes.Levels) == 0 {
		want = append(want, h.Level)
	}
	return want
}

// TestWorkplace_SaidWins: what the problem or a limit names takes the place of that part
// of the workplace.
func TestWorkplace_SaidWins(t *testing.T) {
	e := sharedEngine(t)
	for _, tc := range []struct {
		request recommend.Request
		counts  recommend.Workplace
	}{
		{recommend.Request{Problem: "tenders"}, recommend.Workplace{Country: "PL", Level: "local"}},
		{recommend.Request{Problem: "tenders in Chile"}, recommend.Workplace{Country: "", Level: "local"}},
		{recommend.Request{Problem: "tenders in Poland"}, recommend.Workplace{Country: "", Level: "local"}},
		{recommend.Request{Problem: "tenders, only in Latin America"}, recommend.Workplace{Country: "", Level: "local"}},
		{recommend.Request{Problem: "tenders, not in Albania"}, recommend.Workplace{Country: "", Level: "local"}},
		{recommend.Request{Problem: "tenders of ministries"}, recommend.Workplace{Country: "PL", Level: ""}},
		{recommend.Request{Problem: "tenders, only in cities"}, recommend.Workplace{Country: "PL", Level: ""}},
		{recommend.Request{Problem: "tenders of ministries in Chile"}, recommend.Workplace{}},
		{recommend.Request{Problem: "tenders since 2018"}, recommend.Workplace{Country: "PL", Level: "local"}},
		{recommend.Request{Problem: "tenders", Limits: recommend.Filter{Places: []string{"latam"}}}, recommend.Workplace{Country: "", Level: "local"}},
		{recommend.Request{Problem: "tenders", Limits: recommend.Filter{Except: []string{"AL"}}}, recommend.Workplace{Country: "", Level: "local"}},
		{recommend.Request{Problem: "tenders", Limits: recommend.Filter{Levels: []string{"local", "national"}}}, recommend.Workplace{Country: "PL", Level: ""}},
		{recommend.Request{Problem: "tenders, only in Chile", LimitsRule: true}, recommend.Workplace{Country: "PL", Level: "local"}}, // taken away in a form
		{recommend.Request{Like: "ukraine-prozorro"}, recommend.Workplace{Country: "PL", Level: "local"}},
		{recommend.Request{Problem: "przetargi w Chile dla małych firm"}, recommend.Workplace{Country: "", Level: "local"}},
	} {
		tc.request.Workplace = recommend.Workplace{Country: "PL", Level: "local"}
		q, err := e.Understand(tc.request)
		if err != nil {
			t.Fatal(err)
		}
		if got := workplaceThatCounts(q); got != tc.counts || q.Workplace != tc.request.Workplace {
			t.Errorf("%+v: %+v of %+v counts, want %+v", tc.request, got, q.Workplace, tc.counts)
		}
	}
}

// TestWorkplace_AsksNothing: a workplace alone is no request, and changes no list.
func TestWorkplace_AsksNothing(t *testing.T) {
	e := sharedEngine(t)
	if _, err := e.Recommend(t.Context(), recommend.Request{Workplace: workplaces[0]}, 0); !errors.Is(err, recommend.ErrEmptyRequest) {
		t.Errorf("a workplace alone: %v", err)
	}
	limits := recommend.Filter{Topics: []string{"open-data"}}
	plain, a := allOf(t, e, recommend.Request{Limits: limits}), allOf(t, e, recommend.Request{Limits: limits, Workplace: workplaces[0]})
	if !reflect.DeepEqual(plain.Cases, a.Cases) {
		t.Errorf("a workplace changes a list by limits alone: %d cases from %s, without it %d from %s",
			len(a.Cases), firstID(a), len(plain.Cases), firstID(plain))
	}
	r, err := e.FollowUp(recommend.Before{Problem: "tenders"}, "what about schools?")
	if err != nil {
		t.Fatal(err)
	}
	r.Workplace = workplaces[0]
	if a := answerTo(t, e, r); a.Query.Workplace != workplaces[0] {
		t.Errorf("after a follow-up the workplace is %+v", a.Query.Workplace)
	}
}

// TestWorkplace_Neighbourhoods says which region two countries are told to share.
func TestWorkplace_Neighbourhoods(t *testing.T) {
	p := builtin(t).Vocabulary.Places
	for _, tc := range []struct{ workplace, other, region string }{
		{"PL", "CZ", "central-europe"}, {"PL", "EE", "eastern-europe"}, {"PL", "FR", "eu"}, {"PL", "GB", "europe"},
		{"DK", "NO", "nordic"}, {"NL", "BE", "benelux"}, {"PT", "ES", "iberia"}, {"XK", "AL", "balkans"},
		{"CO", "PE", "andean"}, {"BR", "AR", "south-america"}, {"BR", "MX", "latam"}, {"US", "MX", "north-america"},
		{"KE", "RW", "east-africa"}, {"KE", "NG", "sub-saharan-africa"}, {"MA", "ZA", "africa"}, {"MA", "JO", "mena"},
		{"JP", "KR", "east-asia"}, {"SG", "ID", "southeast-asia"}, {"IN", "BD", "south-asia"}, {"TR", "GE", "western-asia"},
		{"AU", "NZ", "oceania"}, {"EU", "FR", "eu"}, {"FR", "EU", "eu"},
		// Too far apart, or no more than a treaty, a language or an income.
		{"US", "BR", ""}, {"JP", "QA", ""}, {"PT", "BR", ""}, {"US", "GB", ""}, {"GB", "EU", ""}, {"AU", "JP", ""}, {"AQ", "AR", ""},
	} {
		h := newWorkplaceReader(p, recommend.Workplace{Country: tc.workplace})
		got := ""
		if n, ok := h.nearest([]string{tc.other}); ok {
			got = h.regions[n]
		}
		if got != tc.region {
			t.Errorf("%s and %s share %q, want %q", tc.workplace, tc.other, got, tc.region)
		}
	}
	h := newWorkplaceReader(p, recommend.Workplace{Country: "PL"})
	if n, _ := h.nearest([]string{"BR", "GB", "CZ", "FR"}); h.regions[n] != "central-europe" {
		t.Errorf("of several countries the nearest is in %s", h.regions[n])
	}
	for _, id := range noNeighbourhood {
		if p.Region(id) == nil {
			t.Errorf("%s is no region", id)
		}
	}
	for _, c := range p.Countries {
		if h := newWorkplaceReader(p, recommend.Workplace{Country: c.Code}); len(h.regions) == 0 && c.Code != "AQ" {
			t.Errorf("%s has no neighbours", c.Name)
		}
	}
}

// TestWorkplace_Weights: what is said counts more than where the person is.
func TestWorkplace_Weights(t *testing.T) {
	w := recommend.DefaultWeights()
	if w.WorkplaceRegion <= 0 || w.WorkplaceLevel <= 0 || w.WorkplaceCountry < w.WorkplaceRegion {
		t.Errorf("country %v, region %v, level %v", w.WorkplaceCountry, w.WorkplaceRegion, w.WorkplaceLevel)
	}
	if w.WorkplaceCountry >= w.Country || w.WorkplaceLevel >= w.Level {
		t.Errorf("country %v of %v, level %v of %v", w.WorkplaceCountry, w.Country, w.WorkplaceLevel, w.Level)
	}
}

// TestWorkplace_Travels asks for a second page through the form that travels.
func TestWorkplace_Travels(t *testing.T) {
	e := sharedEngine(t)
	for _, h := range workplaces {
		q, err := e.Understand(recommend.Request{Problem: "small firms cannot win public tenders", Workplace: h})
		if err != nil {
			t.Fatal(err)
		}
		state, err := q.Encode(1400)
		if err != nil {
			t.Fatal(err)
		}
		again, err := recommend.DecodeQuery(state)
		if err != nil || again.Workplace != q.Workplace {
			t.Fatalf("%+v became %+v, %v", q.Workplace, again.Workplace, err)
		}
		all, err := e.Answer(t.Context(), q, 0, 10)
		if err != nil {
			t.Fatal(err)
		}
		rest, err := e.Answer(t.Context(), again, 5, 5)
		if err != nil || !reflect.DeepEqual(rest.Cases, all.Cases[5:]) {
			t.Errorf("%+v: the second page differs from the rest of the first, %v", h, err)
		}
	}
	q := recommend.Query{Words: []recommend.Word{{Asked: "tenders"}}, Workplace: recommend.Workplace{Country: "PL", Level: "local"}}
	if s, err := q.Encode(len(`{"h":{"c":"PL","l":"local"}}`)); err != nil || s != `{"h":{"c":"PL","l":"local"}}` {
		t.Errorf("%s, %v: words go first", s, err)
	}
	if s, err := q.Encode(len(`{}`)); err != nil || s != `{}` {
		t.Errorf("%s, %v: what fitted without a workplace must fit with one", s, err)
	}
	if s, err := (recommend.Query{}).Encode(100); err != nil || s != `{}` {
		t.Errorf("without a workplace: %s, %v", s, err)
	}
}

func TestWorkplace_Hostile(t *testing.T) {
	e := sharedEngine(t)
	for _, tc := range []struct {
		workplace string
		decoded   recommend.Workplace
		known     recommend.Workplace
	}{
		{`{"c":"PL","l":"local"}`, recommend.Workplace{Country: "PL", Level: "local"}, recommend.Workplace{Country: "PL", Level: "local"}},
		{`{"c":"XK"}`, recommend.Workplace{Country: "XK", Level: ""}, recommend.Workplace{Country: "XK", Level: ""}},
		{`{"c":"ZZ","l":"galactic"}`, recommend.Workplace{Country: "ZZ", Level: "galactic"}, recommend.Workplace{}},
		{`{"c":"ZZ","l":"local"}`, recommend.Workplace{Country: "ZZ", Level: "local"}, recommend.Workplace{Country: "", Level: "local"}},
		{`{"c":"pl","l":"Local"}`, recommend.Workplace{}, recommend.Workplace{}},
		{`{"c":"latam","l":"<!channel>"}`, recommend.Workplace{}, recommend.Workplace{}},
		{`{"c":"ÅÄ","l":"` + strings.Repeat("a", 5000) + `"}`, recommend.Workplace{}, recommend.Workplace{}},
		{`{}`, recommend.Workplace{}, recommend.Workplace{}},
	} {
		q, err := recommend.DecodeQuery(`{"w":[{"a":"tenders"}],"h":` + tc.workplace + `}`)
		if err != nil || q.Workplace != tc.decoded {
			t.Errorf("%.40s: decoded %+v, %v, want %+v", tc.workplace, q.Workplace, err, tc.decoded)
		}
		a, err := e.Answer(t.Context(), q, 0, 0)
		if err != nil || a.Query.Workplace != tc.known {
			t.Errorf("%.40s: answered for %+v, %v, want %+v", tc.workplace, a.Query.Workplace, err, tc.known)
		}
	}
	for _, wrong := range []string{`"PL"`, `7`, `{"c":7}`, `["PL"]`} {
		if _, err := recommend.DecodeQuery(`{"h":` + wrong + `}`); err == nil {
			t.Errorf("%s is read as a workplace", wrong)
		}
	}
}
