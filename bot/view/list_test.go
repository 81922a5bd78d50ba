package view

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"precedent/corpus"
)

// fixedEntries are saved cases: one with a note, one that has left the library.
func fixedEntries() []Entry {
	at := time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
	c := engine().Library().Case("govtech-poland-programme")
	return []Entry{
		{Case: c, ID: c.ID, Title: c.Title, URL: c.URL, Saved: By{"U0123", at}, Note: "Ask them about the blind judging.", NotedBy: "U0456"},
		{ID: "gone", Title: "A case that was here once", URL: "https://example.org/gone", Saved: By{"U0456", at.AddDate(0, -1, 0)}},
	}
}

func TestShortlist_Golden(t *testing.T) {
	inEach(t, func(t *testing.T, r *Renderer) {
		c := engine().Library().Case("govtech-poland-programme")
		at := time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
		for name, p := range map[string]Post{
			"saved":        r.Saved(c, false, nil),
			"saved_before": r.Saved(c, true, &By{"U0123", at}),
			"list":         r.List(fixedEntries(), false, 0, r.Text("label.removed", "Another case")),
			"list_empty":   r.List(nil, true, 0, ""),
		} {
			t.Run(name, func(t *testing.T) {
				check(t, p)
				golden(t, r, name, p)
			})
		}
		for name, w := range map[string]slack.ModalViewRequest{
			"note_window":   r.NoteWindow(c.Title, "Ask them about the blind judging.", "{}"),
			"note_kept":     r.Outcome(CallbackNote, r.Text("label.noted"), ""),
			"reason_window": r.ReasonWindow([]*corpus.Case{c}, "{}"),
			"search_window": r.SearchWindow(Form{
				Problem: "small firms cannot win public tenders", Topics: []string{"public-procurement", "no-topic"}, Places: []string{"PL", "latam"},
				Levels: []string{"local"}, Libraries: []string{"health-cases"}, Since: 2015,
			}, []string{"PL", "CL", "KE", "JP", "FJ", "XX"}, []string{corpus.BuiltinName, "health-cases"}, "{}"),
		} {
			t.Run(name, func(t *testing.T) {
				checkView(t, w)
				golden(t, r, name, w)
			})
		}
	})
}

// TestList_Pages turns the pages of a long list.
func TestList_Pages(t *testing.T) {
	r := renderer()
	var entries []Entry
	for i := range 20 {
		entries = append(entries, Entry{ID: fmt.Sprint("case-", i), Title: strings.Repeat("long title ", 5), Saved: By{"U1", time.Unix(1, 0)}, Note: strings.Repeat("note ", 20), NotedBy: "U2"})
	}
	for offset, want := range map[int]int{0: 8, 8: 8, 16: 4, 99: 1, -3: 8} {
		p := r.List(entries, true, offset, "")
		check(t, p)
		shown := 0
		for _, b := range p.Blocks {
			if strings.HasPrefix(b.ID(), "case:") {
				shown++
			}
		}
		if shown != want {
			t.Errorf("from %d on: %d cases, want %d", offset, shown, want)
		}
	}
}
