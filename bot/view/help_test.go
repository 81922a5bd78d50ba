package view

import (
	"slices"
	"testing"

	"precedent/recommend/understand"
)

func TestHelp_Golden(t *testing.T) {
	inEach(t, func(t *testing.T, r *Renderer) {
		p := r.Help()
		check(t, p)
		golden(t, r, "help", p)
	})
}

// TestHelp_ExamplesWork asks every example of the help.
func TestHelp_ExamplesWork(t *testing.T) {
	inEach(t, func(t *testing.T, r *Renderer) {
		for _, text := range slices.Concat(r.lines("help.examples"), r.lines("help.limits"), r.Prompts()) {
			req, err := understand.ParseRequest(engine().Vocabulary(), text)
			if err != nil {
				t.Fatalf("%s: %v", text, err)
			}
			a, err := engine().Recommend(t.Context(), req, 5)
			if err != nil || len(a.Cases) < 3 {
				t.Errorf("%s: %d cases, %v", text, len(a.Cases), err)
			}
		}
	})
}
