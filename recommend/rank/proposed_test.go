package rank

import (
	"slices"
	"testing"

	"precedent/corpus"
	"precedent/recommend"
)

// proposedCases are four records of the same text: one that says of itself where it is and what it
// is about, one for which that was proposed, one that wants nothing proposed, and one that nobody
// has looked at.
func proposedCases() []corpus.Case {
	text := corpus.Case{Title: "Composting with neighbours", Summary: "Households bring kitchen waste to a shared heap, and the soil goes to gardens. Household waste fell by half, and refuse lorries come less often."}
	own, proposed, none, unseen := text, text, text, text
	own.ID, proposed.ID, none.ID, unseen.ID = "zz-own", "zz-proposed", "zz-none", "zz-unseen"
	own.Countries, own.Level, own.Year, own.Topics = []string{"PL"}, "local", 2018, []string{"agriculture-food"}
	proposed.Proposed = &corpus.Proposed{
		Topics: []corpus.Proposal{{ID: "agriculture-food"}}, Countries: []corpus.Proposal{{ID: "PL"}},
		Level: &corpus.Proposal{ID: "local"}, Year: &corpus.ProposedYear{ID: 2018},
	}
	none.Proposed = &corpus.Proposed{}
	return []corpus.Case{own, proposed, none, unseen}
}

// bothForms do something with engines over these cases, in memory and on disk.
func bothForms(t *testing.T, do func(t *testing.T, e *Engine)) {
	t.Run("in memory", func(t *testing.T) {
		do(t, engineOver(t, Options{Now: testNow}, slices.Concat(builtin(t).Library.Cases(), proposedCases())))
	})
	t.Run("on disk", func(t *testing.T) { do(t, withSegment(t, proposedCases())) })
}

// TestProposed_AsRecordSays: what a record proposes its case is given, with what cases like it have,
// and nothing where it wants nothing; a record that nobody has looked at is looked at.
func TestProposed_AsRecordSays(t *testing.T) {
	bothForms(t, func(t *testing.T, e *Engine) {
		for id, want := range map[string][]string{"zz-own": nil, "zz-proposed": {"agriculture-food", "waste-circular-economy"}, "zz-none": nil, "zz-unseen": {"waste-circular-economy"}} {
			if got := e.Proposed(id).Topics; !slices.Equal(got, want) {
				t.Errorf("%s is given %v, want %v", id, got, want)
			}
		}
		if got := e.Library().Countries(); !slices.Contains(got, "PL") {
			t.Errorf("the library is said to have cases from %v", got)
		}
	})
}

// TestProposed_Limits: limits take in what was proposed, and a list by limits alone has it behind
// what records say.
func TestProposed_Limits(t *testing.T) {
	bothForms(t, func(t *testing.T, e *Engine) {
		for name, f := range map[string]recommend.Filter{
			"country": {Places: []string{"PL"}}, "level": {Levels: []string{"local"}, Places: []string{"PL"}}, "year": {Since: 2018, Until: 2018}, "topic": {Topics: []string{"agriculture-food"}, Since: 2018, Until: 2018},
		} {
			a, err := e.Recommend(t.Context(), recommend.Request{Limits: f, Among: []string{"zz-own", "zz-proposed", "zz-none", "zz-unseen"}}, 10)
			if err != nil {
				t.Fatal(err)
			}
			if got := ids(a); !slices.Equal(got, []string{"zz-own", "zz-proposed"}) {
				t.Errorf("by %s the list is %v", name, got)
			}
		}
		a, err := e.Recommend(t.Context(), recommend.Request{Limits: recommend.Filter{Except: []string{"PL"}}, Among: []string{"zz-own", "zz-proposed", "zz-none"}}, 10)
		if err != nil {
			t.Fatal(err)
		}
		if got := ids(a); !slices.Equal(got, []string{"zz-none"}) {
			t.Errorf("outside Poland the list is %v", got)
		}
	})
}

// TestProposed_CountsLess: the same case scores less for what was proposed for it than for what
// its record says, and more than for nothing.
func TestProposed_CountsLess(t *testing.T) {
	bothForms(t, func(t *testing.T, e *Engine) {
		q, err := e.Understand(recommend.Request{Problem: "local farming in gardens in Poland since 2015"})
		if err != nil {
			t.Fatal(err)
		}
		ranked, err := e.Order(t.Context(), q, 1000)
		if err != nil {
			t.Fatal(err)
		}
		scores := map[string]float64{}
		for _, r := range ranked {
			scores[r.ID] = r.Score
		}
		if own, proposed, none := scores["zz-own"], scores["zz-proposed"], scores["zz-none"]; own <= proposed || proposed <= none || none == 0 {
			t.Errorf("scores are %.2f where the record says it, %.2f where it is proposed, %.2f where it is not", own, proposed, none)
		}
	})
}

// TestSegment_Proposed: what was proposed for cases is the same in both forms of a library.
func TestSegment_Proposed(t *testing.T) {
	stored := withSegment(t, proposedCases())
	memory := engineOver(t, Options{Now: testNow}, slices.Concat(builtin(t).Library.Cases(), proposedCases()))
	for _, c := range proposedCases() {
		s, m := stored.numberOf(c.ID), memory.numberOf(c.ID)
		if a, b := stored.facts(s), memory.facts(m); !slices.Equal(a.countries, b.countries) || a.level != b.level || a.year != b.year || a.proposed|stored.doc(s).proposed != b.proposed|memory.doc(m).proposed {
			t.Errorf("%s: %+v on disk, and %+v in memory", c.ID, a, b)
		}
		if got := stored.record(s).Proposed; (got == nil) != (c.Proposed == nil) {
			t.Errorf("%s: the record on disk proposes %+v, want %+v", c.ID, got, c.Proposed)
		}
	}
}
