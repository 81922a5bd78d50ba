package rank

import (
	"math"
	"slices"
	"strings"
	"testing"

	"precedent/recommend"
	"precedent/recommend/wording"
)

// TestVariety_FoldsTheSameStory asks for cases of which two were the same thing
// done in two countries.
func TestVariety_FoldsTheSameStory(t *testing.T) {
	e := sharedEngine(t)
	a := answerTo(t, e, recommend.Request{Problem: "child allowance is paid without a claim after a birth"})
	var first *recommend.Match
	for i, m := range a.Cases {
		if len(m.Duplicates) > 0 {
			first = &a.Cases[i]
			break
		}
	}
	if first == nil {
		t.Fatalf("nothing is folded among %d cases, the first %s", len(a.Cases), firstID(a))
	}
	if said := wording.InEnglish(e.vocabulary).AlsoIn(first.Case, first.Duplicates[0]); !strings.HasPrefix(said, "Also (") {
		t.Errorf("%s: %q", first.Duplicates[0].ID, said)
	}
	for i, m := range a.Cases {
		for _, other := range m.Duplicates {
			if slices.ContainsFunc(a.Cases, func(m recommend.Match) bool { return m.Case == other }) {
				t.Errorf("%s stands twice", other.ID)
			}
		}
		if m.Rank != i+1 {
			t.Errorf("rank %d at place %d", m.Rank, i+1)
		}
	}
}

// TestVariety_IsLight: folding must stay a rare thing.
func TestVariety_IsLight(t *testing.T) {
	e := sharedEngine(t)
	pairs := 0
	var stories []story
	for a := range e.docs {
		s := storyOf(e.collection, a)
		by := make([]float64, len(e.stats.stems))
		s.spread(by, 1)
		if l := s.likeness(s.norm, by); math.Abs(l-1) > 1e-9 {
			t.Errorf("%s is like itself by %f", e.docs[a].id, l)
		}
		for _, other := range stories {
			if other.likeness(s.norm, by) >= sameStory {
				pairs++
			}
		}
		stories = append(stories, s)
	}
	if pairs == 0 || pairs > len(e.docs)/20 {
		t.Errorf("%d of %d cases are as good as another", pairs, len(e.docs))
	}
}
