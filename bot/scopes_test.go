package bot_test

import (
	"slices"
	"testing"

	"precedent/bot"
	"precedent/bot/slackfake"
)

// TestScopes_OptionalDeclined: whoever installs the app can decline every optional scope,
// and people get their answers all the same, by each way to ask.
func TestScopes_OptionalDeclined(t *testing.T) {
	var granted []string
	for _, s := range bot.Scopes {
		if !s.Optional {
			granted = append(granted, s.Name)
		}
	}
	w := newWorkspace(t, setup{fake: slackfake.Options{Scopes: granted}})
	w.slash(slackfake.General, problem)
	wantCases(t, w.answer(1), 5)
	w.mention()
	if r := w.answer(2); r.EphemeralTo != "" {
		t.Errorf("a mention is answered to %s alone", r.EphemeralTo)
	} else {
		wantCases(t, r, 5)
	}
	must(w.DirectMessage(w.ctx, slackfake.Post{User: slackfake.Ada, Text: problem}))(t)
	wantCases(t, w.answer(3), 5)
}

// TestScopes_AreSlacks: the stand-in knows every scope that the app asks for.
func TestScopes_AreSlacks(t *testing.T) {
	for _, s := range bot.Scopes {
		if !slices.Contains(slackfake.AllScopes(), s.Name) {
			t.Errorf("slackfake.AllScopes does not have %s, which the app asks for", s.Name)
		}
	}
}
