package rank

import (
	"log/slog"
	"math"
	"slices"
	"testing"

	"precedent/corpus"
	"precedent/recommend"
)

// stalls is somebody's own case, told in other words than people ask with, and bins one
// without tags; gears is about nothing that the built-in library has.
var (
	stalls = corpus.Case{ID: "zz-stalls", Title: "Market stalls online", Topics: []string{"entrepreneurship-smes"}, Approaches: []string{"digital-platform"},
		Summary: "Traders in the covered market could not be found on the internet. The town built a common web shop for forty small traders, with delivery by bicycle."}
	bins  = corpus.Case{ID: "zz-bins", Title: "Sensors in bins", Summary: "Waste bins in the park report when they are full, so that lorries drive fewer rounds."}
	gears = corpus.Case{ID: "zz-gears", Title: "Helical gears", Summary: "Laminar boundary layers over slender ogives at hypersonic Mach numbers, by the shock-tube method."}
)

// taught is an engine over some cases that the built-in library teaches.
func taught(t *testing.T, cases ...corpus.Case) *Engine {
	t.Helper()
	return engineOver(t, Options{Teacher: builtin(t).Library}, cases)
}

// engineOver is an engine over a library of these cases alone.
func engineOver(t *testing.T, opts Options, cases []corpus.Case) *Engine {
	t.Helper()
	lib, err := corpus.NewLibrary(cases)
	if err != nil {
		t.Fatal(err)
	}
	e, err := New(slog.New(slog.DiscardHandler), builtin(t).Vocabulary, lib, opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { e.Close() })
	return e
}

func TestBorrow(t *testing.T) {
	e := taught(t, stalls, bins, gears)
	for id, want := range map[string]bool{"zz-stalls": true, "zz-bins": true, "zz-gears": false} {
		lenders := e.Lenders(id)
		if (len(lenders) > 0) != want {
			t.Errorf("%s: %d lenders, of which some were wanted: %v", id, len(lenders), want)
		}
		var share float64
		for i, l := range lenders {
			share += l.Share
			if i > 0 && l.Alike > lenders[i-1].Alike {
				t.Errorf("%s: %s comes after a case less alike", id, l.Case.ID)
			}
		}
		if want && math.Abs(share-1) > 1e-9 {
			t.Errorf("%s: shares add up to %v", id, share)
		}
	}
	d := &e.docs[e.numberOf("zz-bins")]
	term, ok := e.stats.stems.find("rubbish")
	if !ok || d.borrowed.count(term) == 0 {
		t.Errorf("the bins borrow %v of the word rubbish (known: %v), want some", d.borrowed.count(term), ok)
	}
	if d.entry(term) != nil || e.stats.told[term] {
		t.Errorf("rubbish is borrowed and taken to stand in a record: entry %+v, told %v", d.entry(term), e.stats.told[term])
	}
	if l := e.Lenders("no such case"); l != nil {
		t.Errorf("a case that is not there has the lenders %+v", l)
	}
}

// TestBorrow_OwnSentences: whoever wrote sentences for a case needs no others.
func TestBorrow_OwnSentences(t *testing.T) {
	asked := bins
	asked.AskedAs = []string{"rubbish lies about in the park"}
	if l := taught(t, asked).Lenders(asked.ID); l != nil {
		t.Errorf("%d lenders, want none", len(l))
	}
}

// TestTeacher: nothing of a teacher is shown or counted, whatever is asked.
func TestTeacher(t *testing.T) {
	e := taught(t, stalls, bins)
	own := func(id string) bool { return id == stalls.ID || id == bins.ID }
	for _, r := range []recommend.Request{
		{Problem: "rubbish is not collected"}, {Problem: "small shops sell nothing on the internet"},
		{Limits: recommend.Filter{Topics: []string{"entrepreneurship-smes", "waste-circular-economy"}}},
		{Problem: "rubbish is not collected", Limits: recommend.Filter{Places: []string{"PL"}}},
		{Like: bins.ID}, {Problem: "GovTech Lab Lithuania"},
		{Problem: "rubbish is not collected", Among: []string{bins.ID, "bogota-care-blocks"}},
	} {
		a := answerTo(t, e, r)
		if a.LibrarySize > 2 || a.Total > 2 || a.Outside > 2 {
			t.Errorf("%+v: %d of %d cases, %d outside", r, a.Total, a.LibrarySize, a.Outside)
		}
		for _, m := range a.Cases {
			if !own(m.Case.ID) || slices.ContainsFunc(m.Duplicates, func(c *corpus.Case) bool { return !own(c.ID) }) {
				t.Errorf("%+v: shows %s", r, m.Case.ID)
			}
		}
		if len(a.Query.Named) > 0 {
			t.Errorf("%+v: is taken to name %v", r, a.Query.Named)
		}
	}
	if q, err := e.Understand(recommend.Request{Like: "bogota-care-blocks"}); err == nil {
		t.Errorf("a case of the teacher can be asked for: %+v", q)
	}
	a := answerTo(t, e, recommend.Request{Problem: "rubbish is not collected"})
	if len(a.Cases) == 0 || a.Cases[0].Case.ID != bins.ID {
		t.Fatalf("the bins are not found by how people ask for their like: %d cases", len(a.Cases))
	}
	if why := a.Cases[0].Why; !slices.Equal(why.LikeCasesOn, []string{"waste-circular-economy"}) ||
		slices.ContainsFunc(why.Words, func(w recommend.WordReason) bool { return w.Met == "" || w.Hidden }) {
		t.Errorf("reasons: %+v", why)
	}
	if got := a.UnknownWords(); !slices.Contains(got, "rubbish") {
		t.Errorf("no record has the word rubbish, and unknown are %q", got)
	}
	if counts := e.TopicCounts(); counts["waste-circular-economy"] != 1 || len(counts) != 2 {
		t.Errorf("topics: %v", counts)
	}
}

// TestTeacher_SameID: of a case that both have, the library's own counts.
func TestTeacher_SameID(t *testing.T) {
	b := builtin(t)
	e := taught(t, b.Library.Cases()[:20]...)
	if e.answering != 20 || len(e.cases) != b.Library.Len() {
		t.Errorf("%d cases, %d of them shown", len(e.cases), e.answering)
	}
}

func TestProposed(t *testing.T) {
	half := bins
	half.ID, half.Approaches = "zz-half", []string{"participatory-budgeting"}
	e := taught(t, stalls, bins, half)
	if p := e.Proposed(stalls.ID); len(p.Topics)+len(p.Approaches) > 0 {
		t.Errorf("a case with tags is given %v", p)
	}
	if p := e.Proposed(bins.ID); !slices.Contains(p.Topics, "waste-circular-economy") {
		t.Errorf("the bins are given %v", p)
	}
	if p := e.Proposed(half.ID); !slices.Contains(p.Topics, "waste-circular-economy") || len(p.Approaches) > 0 {
		t.Errorf("a case that lacks topics alone is given %v", p)
	}
	a := answerTo(t, e, recommend.Request{Limits: recommend.Filter{Topics: []string{"waste-circular-economy"}}})
	if a.Total != 2 || len(a.Cases[0].Proposed.Topics) == 0 {
		t.Errorf("%d cases on waste, the first given %v", a.Total, a.Cases[0].Proposed)
	}
}
