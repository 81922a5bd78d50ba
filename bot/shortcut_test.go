package bot_test

import (
	"slices"
	"strings"
	"testing"

	"precedent/bot/slackfake"
	"precedent/bot/view"
)

// TestMessageShortcut asks about a colleague's message, also where the bot is no
// member and also when the message holds what would be a limit.
func TestMessageShortcut(t *testing.T) {
	overBoth(t, func(t *testing.T, s setup) {
		w := newWorkspace(t, s)
		for n, channel := range []string{slackfake.General, slackfake.Secret} {
			said := must(w.Say(slackfake.Post{User: slackfake.Marek, Channel: channel, Text: problem + " <!channel> level:unheard"}))(t)
			d := must(w.MessageShortcut(w.ctx, slackfake.Ada, "find_similar", said))(t)
			must(d.Wait(w.ctx))(t)
			r := w.answer(n + 1)
			wantCases(t, r, 5)
			wantText(t, r, problem)
			if r.EphemeralTo != slackfake.Ada || r.Channel != channel {
				t.Errorf("seen by %q in %s", r.EphemeralTo, r.Channel)
			}
		}
	})
}

// TestMessageShortcut_InAThread answers in the thread, and shares into it.
func TestMessageShortcut_InAThread(t *testing.T) {
	w := newWorkspace(t, setup{})
	root := must(w.Say(slackfake.Post{User: slackfake.Marek, Channel: slackfake.General, Text: "Ideas?"}))(t)
	said := must(w.Say(slackfake.Post{User: slackfake.Marek, Channel: slackfake.General, Text: problem, ThreadTS: root.TS}))(t)
	d := must(w.MessageShortcut(w.ctx, slackfake.Ada, "find_similar", said))(t)
	must(d.Wait(w.ctx))(t)
	r := w.answer(1)
	if r.ThreadTS != root.TS || r.EphemeralTo != slackfake.Ada {
		t.Errorf("answered in thread %q to %q", r.ThreadTS, r.EphemeralTo)
	}
	w.share(r, caseIDs(t, r)[0], slackfake.General, "")
	w.window("Shared in")
	if shared := w.answer(2); shared.ThreadTS != root.TS || shared.EphemeralTo != "" {
		t.Errorf("shared in thread %q, want %q", shared.ThreadTS, root.TS)
	}
}

func TestMessageShortcut_NoText(t *testing.T) {
	w := newWorkspace(t, setup{})
	said := must(w.Say(slackfake.Post{User: slackfake.Marek, Channel: slackfake.General, Text: "<@" + slackfake.Ada + ">"}))(t)
	d := must(w.MessageShortcut(w.ctx, slackfake.Ada, "find_similar", said))(t)
	must(d.Wait(w.ctx))(t)
	wantText(t, w.answer(1), "no text in that message")
}

// TestGlobalShortcut fills in the form from anywhere: the answer comes as a direct
// message, within the limits.
func TestGlobalShortcut(t *testing.T) {
	overBoth(t, func(t *testing.T, s setup) {
		w := newWorkspace(t, s)
		d := must(w.GlobalShortcut(w.ctx, slackfake.Ada, "search_cases"))(t)
		must(d.Wait(w.ctx))(t)
		w.submit(view.CallbackSearch, slackfake.Values{
			view.BlockProblem: {problem}, view.BlockPlaces: {"latam"}, view.BlockSince: {"2010"},
		})
		w.window("in your direct messages")
		r := w.answer(1)
		wantText(t, r, "only Latin America, only since 2010")
		if !strings.HasPrefix(r.Channel, "D") || r.EphemeralTo != "" {
			t.Errorf("answered in %s to %q", r.Channel, r.EphemeralTo)
		}
		for _, id := range caseIDs(t, r) {
			c := sharedEngine().Library().Case(id)
			latin := sharedEngine().Vocabulary().Places.Codes([]string{"latam"})
			if c.Year < 2010 || !slices.ContainsFunc(c.Countries, func(code string) bool { return slices.Contains(latin, code) }) {
				t.Errorf("%s is of %v, %d", id, c.Countries, c.Year)
			}
		}
	})
}

// TestMessageShortcut_Pictures: a message of emoji alone has no words.
func TestMessageShortcut_Pictures(t *testing.T) {
	w := newWorkspace(t, setup{})
	for n, text := range []string{"🙏🏽", ":pray: :tada:", "!!!"} {
		said := must(w.Say(slackfake.Post{User: slackfake.Marek, Channel: slackfake.General, Text: text}))(t)
		must(must(w.MessageShortcut(w.ctx, slackfake.Ada, "find_similar", said))(t).Wait(w.ctx))(t)
		wantText(t, w.answer(n+1), "no text in that message")
	}
}
