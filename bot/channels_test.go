package bot_test

import (
	"slices"
	"strings"
	"testing"

	"precedent/bot"
	"precedent/bot/slackfake"
)

// TestExternal mentions the bot in a channel that is shared with another
// organisation: only who asked sees the answer, unless that is allowed.
func TestExternal(t *testing.T) {
	for name, tc := range map[string]struct {
		setup setup
		open  bool
	}{
		"guarded":        {setup{}, false},
		"allowed":        {setup{bot: bot.Options{AllowExternal: true}}, true},
		"without scopes": {setup{fake: slackfake.Options{Scopes: slices.DeleteFunc(slackfake.AllScopes(), func(s string) bool { return s == "channels:read" })}}, false},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorkspace(t, tc.setup)
			must(w.Mention(w.ctx, slackfake.Post{User: slackfake.Ada, Channel: slackfake.Shared, Text: problem}))(t)
			r := w.answer(1)
			wantCases(t, r, 5)
			if open := r.EphemeralTo == ""; open != tc.open {
				t.Errorf("seen by %q", r.EphemeralTo)
			}
			if said := strings.Contains(string(r.Blocks), "people of another organisation"); said == tc.open {
				t.Errorf("says why only she sees it: %v", said)
			}
			c := sharedEngine().Library().Case("govtech-poland-programme")
			d := must(w.PostLink(w.ctx, slackfake.Post{User: slackfake.Ada, Channel: slackfake.Shared, Text: c.URL}, "oecd-opsi.org"))(t)
			must(d.Wait(w.ctx))(t)
			w.done()
			if _, shown := w.Unfurled(d); shown != tc.open {
				t.Errorf("the link is unfurled: %v", shown)
			}
		})
	}
}
