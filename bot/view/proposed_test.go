package view

import (
	"fmt"
	"strings"
	"testing"

	"precedent/corpus"
)

// TestDetails_Proposed shows what was proposed for a case apart from what its record says, with the
// words that led to it.
func TestDetails_Proposed(t *testing.T) {
	inEach(t, func(t *testing.T, r *Renderer) {
		c := &corpus.Case{ID: "own", Title: "Night bus", Summary: "It runs all night.", Proposed: &corpus.Proposed{
			Topics:     []corpus.Proposal{{ID: "transport-mobility", Words: []string{"night bus", "<!channel> *bus*"}}},
			Approaches: []corpus.Proposal{{ID: "online-platform"}},
			Countries:  []corpus.Proposal{{ID: "PL", Words: []string{"Kraków"}}},
			Level:      &corpus.Proposal{ID: "local", Words: []string{"City of"}},
			Year:       &corpus.ProposedYear{ID: 2018, Words: []string{"launched in May 2018"}},
		}}
		window := r.Details(c)
		checkView(t, window)
		golden(t, r, "details-proposed", window)
		own := *c
		own.Topics, own.Approaches, own.Countries, own.Level, own.Year = []string{"energy"}, []string{"innovation-lab"}, []string{"DE"}, "national", 2001
		if said := mustJSON(t, r.Details(&own)); strings.Contains(said, "2018") || strings.Contains(said, "Kraków") {
			t.Errorf("proposals are shown of what the record says: %s", said)
		}
	})
}

// TestDetails_ManyProposed: as many and as long proposals as a library can have break no limit.
func TestDetails_ManyProposed(t *testing.T) {
	var record strings.Builder
	record.WriteString(`{"id":"own","title":"Own","text":"T","proposed":{"topics":[`)
	for i, topic := range engine().Vocabulary().Taxonomy.Topics {
		if i > 0 {
			record.WriteString(",")
		}
		fmt.Fprintf(&record, `{"id":%q,"words":[`, topic.ID)
		for k := range 20 {
			fmt.Fprintf(&record, `"%d%s",`, k, strings.Repeat("&<é ", 70))
		}
		record.WriteString(`"x"]}`)
	}
	record.WriteString("]}}")
	cases, _, _, err := corpus.ReadOwn(strings.NewReader(record.String()), "own.jsonl", engine().Vocabulary())
	if err != nil || len(cases) != 1 || len(cases[0].Proposed.Topics) == 0 {
		t.Fatalf("%d cases, %v", len(cases), err)
	}
	inEach(t, func(t *testing.T, r *Renderer) {
		checkView(t, r.Details(&cases[0]))
		checkBoth(t, r.PlainDetails(&cases[0]))
	})
}
