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

// homes are those that tests ask from.
var homes = []recommend.Home{{Country: "PL", Level: "local"}, {Country: "BR", Level: "national"}, {Country: "", Level: "regional"}, {Country: "KE", Level: ""}, {Country: "EU", Level: "international"}, {Country: "ZZ", Level: "galactic"}}

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

// TestHome_OnlyOrders asks every judged problem with and without a home: the same
// cases must come, as strong as before and for the same reasons, and be moved by no
// more than they say.
func TestHome_OnlyOrders(t *testing.T) {
	e := sharedEngine(t)
	queries, _, err := eval.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	moved, explained := 0, 0
	for n, q := range queries {
		plain := allOf(t, e, recommend.Request{Problem: q.Text})
		before := map[string]recommend.Match{}
		for _, m := range plain.Cases {
			before[m.Case.ID] = m
		}
		for i, h := range homes {
			if n%len(homes) != i && i > 0 {
				continue // the first home for each problem, the others in turn
			}
			name := fmt.Sprintf("%s from %v", q.ID, h)
			a := allOf(t, e, recommend.Request{Problem: q.Text, Home: h})
			rest := a
			rest.Cases, rest.Query.Home = plain.Cases, recommend.Home{}
			if !reflect.DeepEqual(rest, plain) || len(a.Cases) != len(plain.Cases) {
				t.Fatalf("%s: %d of %d cases, want %d of %d; or the answer differs otherwise", name, len(a.Cases), a.Total, len(plain.Cases), plain.Total)
			}
			for i, m := range a.Cases {
				was, ok := before[m.Case.ID]
				if !ok {
					t.Fatalf("%s: %s is not shown without a home", name, m.Case.ID)
				}
				if i > 0 {
					above := a.Cases[i-1]
					if order := []recommend.Strength{recommend.Strong, recommend.Fair, recommend.Weak}; slices.Index(order, above.Strength) > slices.Index(order, m.Strength) ||
						above.Strength == m.Strength && above.Score < m.Score {
						t.Errorf("%s: %s stands behind %s", name, m.Case.ID, above.Case.ID)
					}
				}
				var home float64
				var said []string
				parts := slices.DeleteFunc(slices.Clone(m.Parts), func(p recommend.Part) bool {
					if p.Kind == recommend.PartHome {
						home += p.Value
						said = append(said, p.Met)
					}
					return p.Kind == recommend.PartHome
				})
				want := wantHome(e, a.Query, h, m.Case)
				if !slices.Equal(said, want) || !slices.Equal(m.Why.Home, want) {
					t.Errorf("%s: %s counts for %v and says %v, want %v", name, m.Case.ID, said, m.Why.Home, want)
				}
				if math.Abs(m.Score-home-was.Score) > 1e-9 {
					t.Errorf("%s: %s has %v, of which %v for the home; without it %v", name, m.Case.ID, m.Score, home, was.Score)
				}
				if m.Rank != was.Rank {
					moved++
				}
				if home > 0 {
					explained++
				}
				m.Parts, m.Score, m.Rank, m.Why.Home = parts, was.Score, was.Rank, nil
				m.Why.Akin = was.Why.Akin // the first is never said to be like itself
				if !reflect.DeepEqual(m, was) {
					t.Errorf("%s: %s is\n%+v, without a home\n%+v", name, m.Case.ID, m, was)
				}
			}
		}
	}
	if moved < 25 || explained < 250 {
		t.Errorf("%d cases moved and %d explained: too few to prove anything", moved, explained)
	}
}

// wantHome is what of a home must count for a case, worked out in another way.
func wantHome(e *Engine, q recommend.Query, h recommend.Home, c *corpus.Case) (want []string) {
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

// TestHome_SaidWins: what the problem or a limit names takes the place of that part
// of the home.
func TestHome_SaidWins(t *testing.T) {
	e := sharedEngine(t)
	for _, tc := range []struct {
		request recommend.Request
		counts  recommend.Home
	}{
		{recommend.Request{Problem: "tenders"}, recommend.Home{Country: "PL", Level: "local"}},
		{recommend.Request{Problem: "tenders in Chile"}, recommend.Home{Country: "", Level: "local"}},
		{recommend.Request{Problem: "tenders in Poland"}, recommend.Home{Country: "", Level: "local"}},
		{recommend.Request{Problem: "tenders, only in Latin America"}, recommend.Home{Country: "", Level: "local"}},
		{recommend.Request{Problem: "tenders, not in Albania"}, recommend.Home{Country: "", Level: "local"}},
		{recommend.Request{Problem: "tenders of ministries"}, recommend.Home{Country: "PL", Level: ""}},
		{recommend.Request{Problem: "tenders, only in cities"}, recommend.Home{Country: "PL", Level: ""}},
		{recommend.Request{Problem: "tenders of ministries in Chile"}, recommend.Home{}},
		{recommend.Request{Problem: "tenders since 2018"}, recommend.Home{Country: "PL", Level: "local"}},
		{recommend.Request{Problem: "tenders", Limits: recommend.Filter{Places: []string{"latam"}}}, recommend.Home{Country: "", Level: "local"}},
		{recommend.Request{Problem: "tenders", Limits: recommend.Filter{Except: []string{"AL"}}}, recommend.Home{Country: "", Level: "local"}},
		{recommend.Request{Problem: "tenders", Limits: recommend.Filter{Levels: []string{"local", "national"}}}, recommend.Home{Country: "PL", Level: ""}},
		{recommend.Request{Problem: "tenders, only in Chile", LimitsRule: true}, recommend.Home{Country: "PL", Level: "local"}}, // taken away in a form
		{recommend.Request{Like: "ukraine-prozorro"}, recommend.Home{Country: "PL", Level: "local"}},
		{recommend.Request{Problem: "przetargi w Chile dla małych firm"}, recommend.Home{Country: "", Level: "local"}},
	} {
		tc.request.Home = recommend.Home{Country: "PL", Level: "local"}
		q, err := e.Understand(tc.request)
		if err != nil {
			t.Fatal(err)
		}
		if got := homeOf(q); got != tc.counts || q.Home != tc.request.Home {
			t.Errorf("%+v: %+v of %+v counts, want %+v", tc.request, got, q.Home, tc.counts)
		}
	}
}

// TestHome_AsksNothing: a home alone is no request, and changes no list.
func TestHome_AsksNothing(t *testing.T) {
	e := sharedEngine(t)
	if _, err := e.Recommend(t.Context(), recommend.Request{Home: homes[0]}, 0); !errors.Is(err, recommend.ErrEmptyRequest) {
		t.Errorf("a home alone: %v", err)
	}
	limits := recommend.Filter{Topics: []string{"open-data"}}
	plain, a := allOf(t, e, recommend.Request{Limits: limits}), allOf(t, e, recommend.Request{Limits: limits, Home: homes[0]})
	if !reflect.DeepEqual(plain.Cases, a.Cases) {
		t.Error("a home changes a list by limits alone")
	}
	r, err := e.FollowUp(recommend.Before{Problem: "tenders"}, "what about schools?")
	if err != nil {
		t.Fatal(err)
	}
	r.Home = homes[0]
	if a := answerTo(t, e, r); a.Query.Home != homes[0] {
		t.Errorf("after a follow-up the home is %+v", a.Query.Home)
	}
}

// TestHome_Neighbourhoods says which region two countries are told to share.
func TestHome_Neighbourhoods(t *testing.T) {
	p := builtin(t).Vocabulary.Places
	for _, tc := range []struct{ home, other, region string }{
		{"PL", "CZ", "central-europe"}, {"PL", "EE", "eastern-europe"}, {"PL", "FR", "eu"}, {"PL", "GB", "europe"},
		{"DK", "NO", "nordic"}, {"NL", "BE", "benelux"}, {"PT", "ES", "iberia"}, {"XK", "AL", "balkans"},
		{"CO", "PE", "andean"}, {"BR", "AR", "south-america"}, {"BR", "MX", "latam"}, {"US", "MX", "north-america"},
		{"KE", "RW", "east-africa"}, {"KE", "NG", "sub-saharan-africa"}, {"MA", "ZA", "africa"}, {"MA", "JO", "mena"},
		{"JP", "KR", "east-asia"}, {"SG", "ID", "southeast-asia"}, {"IN", "BD", "south-asia"}, {"TR", "GE", "western-asia"},
		{"AU", "NZ", "oceania"}, {"EU", "FR", "eu"}, {"FR", "EU", "eu"},
		// Too far apart, or no more than a treaty, a language or an income.
		{"US", "BR", ""}, {"JP", "QA", ""}, {"PT", "BR", ""}, {"US", "GB", ""}, {"GB", "EU", ""}, {"AU", "JP", ""}, {"AQ", "AR", ""},
	} {
		h := newHomeReader(p, recommend.Home{Country: tc.home})
		got := ""
		if n, ok := h.nearest([]string{tc.other}); ok {
			got = h.regions[n]
		}
		if got != tc.region {
			t.Errorf("%s and %s share %q, want %q", tc.home, tc.other, got, tc.region)
		}
	}
	h := newHomeReader(p, recommend.Home{Country: "PL"})
	if n, _ := h.nearest([]string{"BR", "GB", "CZ", "FR"}); h.regions[n] != "central-europe" {
		t.Errorf("of several countries the nearest is in %s", h.regions[n])
	}
	for _, id := range noNeighbourhood {
		if p.Region(id) == nil {
			t.Errorf("%s is no region", id)
		}
	}
	for _, c := range p.Countries {
		if h := newHomeReader(p, recommend.Home{Country: c.Code}); len(h.regions) == 0 && c.Code != "AQ" {
			t.Errorf("%s has no neighbours", c.Name)
		}
	}
}

// TestHome_Weights: what is said counts more than where the person is.
func TestHome_Weights(t *testing.T) {
	w := recommend.DefaultWeights()
	if w.HomeRegion <= 0 || w.HomeLevel <= 0 || w.HomeCountry < w.HomeRegion {
		t.Errorf("country %v, region %v, level %v", w.HomeCountry, w.HomeRegion, w.HomeLevel)
	}
	if w.HomeCountry >= w.Country || w.HomeLevel >= w.Level {
		t.Errorf("country %v of %v, level %v of %v", w.HomeCountry, w.Country, w.HomeLevel, w.Level)
	}
}

// TestHome_Travels asks for a second page through the form that travels.
func TestHome_Travels(t *testing.T) {
	e := sharedEngine(t)
	for _, h := range homes {
		q, err := e.Understand(recommend.Request{Problem: "small firms cannot win public tenders", Home: h})
		if err != nil {
			t.Fatal(err)
		}
		state, err := q.Encode(1400)
		if err != nil {
			t.Fatal(err)
		}
		again, err := recommend.DecodeQuery(state)
		if err != nil || again.Home != q.Home {
			t.Fatalf("%+v became %+v, %v", q.Home, again.Home, err)
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
	q := recommend.Query{Words: []recommend.Word{{Asked: "tenders"}}, Home: recommend.Home{Country: "PL", Level: "local"}}
	if s, err := q.Encode(len(`{"h":{"c":"PL","l":"local"}}`)); err != nil || s != `{"h":{"c":"PL","l":"local"}}` {
		t.Errorf("%s, %v: words go first", s, err)
	}
	if s, err := q.Encode(len(`{}`)); err != nil || s != `{}` {
		t.Errorf("%s, %v: what fitted without a home must fit with one", s, err)
	}
	if s, err := (recommend.Query{}).Encode(100); err != nil || s != `{}` {
		t.Errorf("without a home: %s, %v", s, err)
	}
}

func TestHome_Hostile(t *testing.T) {
	e := sharedEngine(t)
	for _, tc := range []struct {
		home    string
		decoded recommend.Home
		known   recommend.Home
	}{
		{`{"c":"PL","l":"local"}`, recommend.Home{Country: "PL", Level: "local"}, recommend.Home{Country: "PL", Level: "local"}},
		{`{"c":"XK"}`, recommend.Home{Country: "XK", Level: ""}, recommend.Home{Country: "XK", Level: ""}},
		{`{"c":"ZZ","l":"galactic"}`, recommend.Home{Country: "ZZ", Level: "galactic"}, recommend.Home{}},
		{`{"c":"ZZ","l":"local"}`, recommend.Home{Country: "ZZ", Level: "local"}, recommend.Home{Country: "", Level: "local"}},
		{`{"c":"pl","l":"Local"}`, recommend.Home{}, recommend.Home{}},
		{`{"c":"latam","l":"<!channel>"}`, recommend.Home{}, recommend.Home{}},
		{`{"c":"ÅÄ","l":"` + strings.Repeat("a", 5000) + `"}`, recommend.Home{}, recommend.Home{}},
		{`{}`, recommend.Home{}, recommend.Home{}},
	} {
		q, err := recommend.DecodeQuery(`{"w":[{"a":"tenders"}],"h":` + tc.home + `}`)
		if err != nil || q.Home != tc.decoded {
			t.Errorf("%.40s: decoded %+v, %v, want %+v", tc.home, q.Home, err, tc.decoded)
		}
		a, err := e.Answer(t.Context(), q, 0, 0)
		if err != nil || a.Query.Home != tc.known {
			t.Errorf("%.40s: answered for %+v, %v, want %+v", tc.home, a.Query.Home, err, tc.known)
		}
	}
	for _, wrong := range []string{`"PL"`, `7`, `{"c":7}`, `["PL"]`} {
		if _, err := recommend.DecodeQuery(`{"h":` + wrong + `}`); err == nil {
			t.Errorf("%s is read as a home", wrong)
		}
	}
}
