package view

import (
	"testing"

	"github.com/slack-go/slack"
)

// TestStep_Golden is what a workflow gets.
func TestStep_Golden(t *testing.T) {
	r := renderer()
	cases, links := r.StepOutputs(fixedAnswer(t))
	check(t, Post{Text: "cases", Plain: "cases", Blocks: []slack.Block{cases}})
	golden(t, r, "step", []slack.Block{cases})
	if want := fixedAnswer(t).Cases[0].Case.URL; links != want {
		t.Errorf("links %q, want %q", links, want)
	}
}
