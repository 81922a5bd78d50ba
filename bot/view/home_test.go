package view

import (
	"encoding/json"
	"testing"
	"time"

	"precedent/bot/blockkit"
	"precedent/corpus"
)

func fixedHome() HomeContent {
	at := time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
	c := engine().Library().Case("govtech-poland-programme")
	return HomeContent{
		Workplace: Workplace{Country: "PL", Level: "local"},
		Topics:    map[string]int{"public-procurement": 31, "housing": 12}, Saved: fixedEntries(), Updated: at, Cases: 846,
		Shared: []SharedIn{{Case: c, Channel: "C0123", By: By{"U0456", at}, Link: "https://example.slack.com/archives/C1/p1"}},
		New:    []*corpus.Case{engine().Library().Case("seoul-owl-bus")},
	}
}

func TestHome_Golden(t *testing.T) {
	inEach(t, func(t *testing.T, r *Renderer) {
		for name, content := range map[string]HomeContent{"home": fixedHome(), "home_empty": {Topics: map[string]int{"housing": 12}, Updated: time.Unix(1, 0), Cases: 846}} {
			home := r.Home(content)
			data, err := json.Marshal(home)
			if err != nil {
				t.Fatal(err)
			}
			if err := blockkit.CheckView(data); err != nil {
				t.Errorf("%s breaks a limit: %v", name, err)
			}
			golden(t, r, name, home)
		}
	})
}
