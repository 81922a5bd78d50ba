package view

import (
	"testing"
	"time"

	"github.com/slack-go/slack"

	"precedent/corpus"
)

// suggestedCase is a case as somebody enters it, with markup that must stay text.
func suggestedCase() corpus.Case {
	return corpus.Case{
		Title: "Tender desks for <small> firms", URL: "https://example.org/desks?a=1&b=2", Countries: []string{"CL"}, Level: "regional", Year: 2019, Organisation: "Region of Ñuble",
		Problem: "Small firms cannot win public tenders. <!channel>", Summary: "Desks help small firms bid.\n*Free*", Topics: []string{"public-procurement", "entrepreneurship-smes"},
	}
}

func TestSuggest_Golden(t *testing.T) {
	inEach(t, func(t *testing.T, r *Renderer) {
		c, library := suggestedCase(), engine().Library()
		ada, marek := By{"U0123", time.Date(2026, 3, 2, 9, 30, 0, 0, time.UTC)}, By{"U0456", time.Date(2026, 3, 3, 9, 30, 0, 0, time.UTC)}
		suggestion := func(d *Decision, like ...*corpus.Case) Post {
			return r.Suggested(Suggestion{Case: &c, Remark: "I know who runs it.", By: ada, Like: like, Value: `{"i":7}`, Decision: d})
		}
		accepted, declined := &Decision{By: marek, Accepted: true}, &Decision{By: marek, Reason: "It has not begun."}
		for name, p := range map[string]Post{
			"suggested":          suggestion(nil, library.Case("govtech-poland-programme"), library.Case("colombia-open-contracting-reform")),
			"suggested_alone":    suggestion(nil),
			"suggested_accepted": suggestion(accepted),
			"suggested_declined": suggestion(declined),
			"told_accepted":      r.ToldOf(c.Title, accepted),
			"told_declined":      r.ToldOf(c.Title, declined),
			"decided":            r.Decided(&Decision{By: By{At: marek.At}, Accepted: true}), // by somebody who is forgotten
		} {
			check(t, p)
			golden(t, r, name, p)
		}
		known := library.Case("govtech-poland-programme")
		for name, w := range map[string]slack.ModalViewRequest{
			"suggest_window": r.SuggestWindow(CallbackSuggest, corpus.Case{}, "", nil, "{}"),
			"suggest_page":   r.SuggestWindow(CallbackSuggest, c, "I know who runs it.", &InLibrary{Case: known}, "{}"),
			"suggest_title":  r.SuggestWindow(CallbackSuggest, c, "I know who runs it.", &InLibrary{known, true}, "{}"),
			"change_window":  r.SuggestWindow(CallbackChange, c, "I know who runs it.", nil, `{"i":7}`),
			"decline_window": r.DeclineWindow(c.Title, `{"i":7}`),
			"too_late":       r.DecidedWindow(CallbackChange, declined),
		} {
			checkView(t, w)
			if name == "suggest_window" { // that of change_window, empty
				continue
			}
			if name == "suggest_page" || name == "suggest_title" { // the rest is that of change_window
				golden(t, r, name, w.Blocks.BlockSet[:1])
				continue
			}
			golden(t, r, name, w)
		}
	})
}
