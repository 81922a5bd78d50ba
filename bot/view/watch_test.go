package view

import (
	"strings"
	"testing"
	"time"

	"precedent/recommend"
	"precedent/recommend/understand"
)

func fixedWatch() Watch {
	return Watch{ID: 7, Asked: "procurement country:LATAM", Made: By{"U0123", time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)}}
}

func TestWatch_Golden(t *testing.T) {
	req, err := understand.ParseRequest(engine().Vocabulary(), fixedWatch().Asked)
	if err != nil {
		t.Fatal(err)
	}
	req.Among = []string{"colombia-open-contracting-reform", "bogota-school-meals-open-contracting"}
	a, err := engine().Recommend(t.Context(), req, 5)
	if err != nil || len(a.Cases) != 2 {
		t.Fatalf("%d cases, %v", len(a.Cases), err)
	}
	inEach(t, func(t *testing.T, r *Renderer) {
		named := fixedWatch()
		named.Name = "Ada"
		for name, p := range map[string]Post{
			"offer_watch":   r.OfferWatch(fixedWatch().Asked, a, false),
			"unwatched":     r.Unwatched("U0123", fixedWatch().Asked),
			"watching":      r.Watching(fixedWatch(), a, false),
			"watching_own":  r.Watching(fixedWatch(), a, true),
			"watches":       r.Watches([]Watch{fixedWatch(), {ID: 8, Asked: "old people in villages feel lonely", Made: fixedWatch().Made}}, false, r.Text("label.unwatched", "housing")),
			"watches_empty": r.Watches(nil, true, ""),
			"news":          r.News(named, a.Cases, moreFrom("{}"), false),
		} {
			check(t, p)
			golden(t, r, name, p)
		}
	})
}

// TestNews_Many shows the first of many new cases and says how many more there are.
func TestNews_Many(t *testing.T) {
	r := renderer()
	var matches []recommend.Match
	for _, c := range engine().Library().Cases()[:40] {
		matches = append(matches, recommend.Match{Case: &c})
	}
	p := r.News(fixedWatch(), matches, moreFrom(`{"o":8}`), true)
	check(t, p)
	if got := mustJSON(t, p.Blocks); p.Cases < 3 || p.Cases > maxNews || !strings.Contains(got, "At least 40 new cases") || !strings.Contains(got, r.Text(buttonMore)) {
		t.Errorf("%d cases shown: %s", p.Cases, got)
	}
	p = r.MoreNews(matches, 35, moreFrom(""))
	check(t, p)
	if got := mustJSON(t, p.Blocks); p.Cases != 5 || !strings.Contains(got, "36 to 40 of 40") || strings.Contains(got, r.Text(buttonMore)) {
		t.Errorf("%d cases shown: %s", p.Cases, got)
	}
}
