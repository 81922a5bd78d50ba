package rank

import (
	"slices"
	"testing"

	"precedent/corpus"
	"precedent/recommend"
)

// harbourTown are a small library of somebody's own, title and text alone.
var harbourTown = []corpus.Case{
	{ID: "zz-ticket", Title: "One ticket for ferry and bus", Summary: "The islands sell one ticket for the ferry and the bus that waits at the pier. Timetables were joined so that nobody misses the last bus."},
	{ID: "zz-hydrogen", Title: "Hydrogen on the lake", Summary: "The canton ordered a small ferry that runs on hydrogen, with a tank at the landing stage. Two shipyards built it together."},
	{ID: "zz-kiln", Title: "Cleaner brick kilns", Summary: "Kiln owners were lent money to change to zigzag firing, which burns less coal. Inspectors measured the smoke before and after."},
	{ID: "zz-stoves", Title: "Wood stoves exchanged", Summary: "Households in the valley swapped old wood stoves for pellet stoves. Smoke hung over the valley all winter before."},
	{ID: "zz-holes", Title: "Potholes reported by bus drivers", Summary: "Bus drivers press a button when they hit a pothole, and the road crew gets the place on a map every evening."},
	{ID: "zz-choir", Title: "Singing for lungs", Summary: "People with asthma and lung disease sing in a choir once a week, by prescription of their doctor."},
	{ID: "zz-archive", Title: "The archive learns to read handwriting", Summary: "Software trained by volunteers reads parish registers, so that people can search for their ancestors."},
}

// TestTouchWhole asks a small library for words that stand in its titles and texts, alone
// and beside the built-in one: no record that has all of a short problem is left out, also
// behind one that has it better.
func TestTouchWhole(t *testing.T) {
	beside := engineOver(t, Options{}, slices.Concat(builtin(t).Library.Cases(), harbourTown))
	alone := taught(t, harbourTown...)
	for problem, want := range map[string][]string{
		"ferry": {"zz-ticket", "zz-hydrogen"}, "ferries": {"zz-ticket", "zz-hydrogen"}, "bus": {"zz-ticket", "zz-holes"}, "smoke": {"zz-kiln", "zz-stoves"},
		"asthma": {"zz-choir"}, "choir": {"zz-choir"}, "wood smoke": {"zz-stoves"}, "parish registers": {"zz-archive"}, "shipyards": {"zz-hydrogen"},
		"ancestors": {"zz-archive"}, "brick kilns": {"zz-kiln"}, "landing stage": {"zz-hydrogen"}, "last bus": {"zz-ticket"}, "potholes": {"zz-holes"},
	} {
		for where, e := range map[string]*Engine{"alone": alone, "beside the built-in library": beside} {
			found := idsOf(allOf(t, e, recommend.Request{Problem: problem}).Cases)
			for _, id := range want {
				if !slices.Contains(found, id) {
					t.Errorf("%q %s: %s is not among the %d cases %v", problem, where, id, len(found), found[:min(5, len(found))])
				}
			}
		}
	}
	// Of a longer problem much is enough, also behind built-in cases that touch on it more.
	if found := idsOf(allOf(t, beside, recommend.Request{Problem: "volunteers should read the handwriting in parish registers, since ancestors are hard to find"}).Cases); !slices.Contains(found, "zz-archive") {
		t.Errorf("a long problem finds %v", found)
	}
	if found := idsOf(allOf(t, beside, recommend.Request{Problem: "nurses leave for better pay abroad, so hospitals close wards and patients wait"}).Cases); slices.Contains(found, "zz-archive") || len(found) == 0 {
		t.Errorf("a long problem of other words finds %v", found)
	}
	for _, problem := range []string{"reindeer", "nuclear waste", "tax evasion", "ferry accidents kill tourists", "the smoke of five wet autumn bonfires"} {
		if a := answerTo(t, alone, recommend.Request{Problem: problem}); slices.ContainsFunc(a.Cases, func(m recommend.Match) bool { return m.Strength != recommend.Weak }) {
			t.Errorf("%q: %s is %s", problem, a.Cases[0].Case.ID, a.Cases[0].Strength)
		}
	}
}

// TestTouchWhole_Said: a record that says a short problem as it was typed is fair, also where
// no case of the built-in library is about anything like it; one that has its words apart,
// or only one of them, touches on it.
func TestTouchWhole_Said(t *testing.T) {
	e := taught(t, harbourTown...)
	for problem, want := range map[string]recommend.Strength{"landing stage": recommend.Fair, "last bus": recommend.Fair, "parish registers": recommend.Fair, "bus timetables": recommend.Weak, "shipyards": recommend.Weak} {
		if a := answerTo(t, e, recommend.Request{Problem: problem}); len(a.Cases) == 0 || a.Cases[0].Strength != want {
			t.Errorf("%q: wanted %s, found %v %+v", problem, want, idsOf(a.Cases), a.Similar)
		}
	}
}

// TestTouchWhole_Named: a record is fair whose title or keyword is the one word of a problem in its
// language, in any form, and weak that has it elsewhere, by another word or in another language.
func TestTouchWhole_Named(t *testing.T) {
	e := taught(t, corpus.Case{
		ID: "zz-named", Language: "pl", Title: "Zamówienia w częściach", Keywords: []string{"przetarg"},
		Summary: "Gmina dzieli zadania, aby drobni rzemieślnicy mogli składać oferty.",
	}, corpus.Case{ID: "zz-english", Language: "en", Title: "Marram grass", Summary: "Volunteers plant it on the dunes."})
	for problem, want := range map[string]recommend.Strength{
		"zamówienie": recommend.Fair, "przetargi": recommend.Fair, "oferta": recommend.Weak, "rzemieślnik": recommend.Weak, "Ausschreibung": recommend.Weak, "dunes": recommend.Weak,
	} {
		if a := answerTo(t, e, recommend.Request{Problem: problem}); len(a.Cases) == 0 || a.Cases[0].Strength != want {
			t.Errorf("%q: found are %v, %d of them fair or strong; want the first %s", problem, idsOf(a.Cases), a.Similar, want)
		}
	}
}

// TestTouchWhole_OtherLanguages: a record in another language than the problem is found by
// the topics that the words of the problem name, and by nothing where some name none.
func TestTouchWhole_OtherLanguages(t *testing.T) {
	e := taught(t, ownCases()...)
	for problem, want := range map[string]string{
		"corruption": "zz-Segnal", "drinking water": "zz-Cister", "homeless people": "zz-Wohnun", "public procurement": "zz-Des ma",
		"recycling": "zz-Troca ", "Korruption": "zz-Segnal", "marchés publics": "zz-Przeta",
		"brass bands": "zz-Una ba", "corruption of brass bands": "", "recycling of brass trumpets": "",
	} {
		a := allOf(t, e, recommend.Request{Problem: problem})
		if found := idsOf(a.Cases); want == "" && len(found) > 0 || want != "" && !slices.Contains(found, want) {
			t.Errorf("%q: found are %v, wanted %q", problem, found, want)
		}
	}
}

// TestHasWhole: what a word may be called too and what is borrowed are no words of a record.
func TestHasWhole(t *testing.T) {
	e := taught(t, harbourTown...)
	for _, tc := range []struct {
		problem, id string
		want        bool
	}{
		{"ferry", "zz-hydrogen", true}, {"ferry", "zz-choir", false}, {"small ferry", "zz-hydrogen", true}, {"small ferry", "zz-ticket", false},
		{"ship", "zz-ticket", false}, {"potholes", "zz-holes", true}, {"zeppelin", "zz-holes", false},
	} {
		q, err := e.Understand(recommend.Request{Problem: tc.problem})
		if err != nil {
			t.Fatal(err)
		}
		if got := hasWhole(newScorer(e.collection, q), &e.docs[e.numberOf(tc.id)]); got != tc.want {
			t.Errorf("%q, %s: %v", tc.problem, tc.id, got)
		}
	}
}
