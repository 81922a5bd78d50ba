package bot_test

import (
	"strings"
	"testing"

	"precedent/bot/slackfake"
	"precedent/bot/view"
	"precedent/corpus"
)

// TestSearch_Faults: the form says beside its fields what it cannot search for, and
// stays open.
func TestSearch_Faults(t *testing.T) {
	for name, tc := range map[string]struct {
		values slackfake.Values
		block  string
		want   string
	}{
		"no year":         {slackfake.Values{view.BlockProblem: {problem}, view.BlockSince: {"soon"}}, view.BlockSince, "is no year"},
		"an empty period": {slackfake.Values{view.BlockProblem: {problem}, view.BlockSince: {"2020"}, view.BlockUntil: {"2010"}}, view.BlockUntil, "ends before it begins"},
		"nothing":         {slackfake.Values{}, view.BlockProblem, "at least one limit"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorkspace(t, setup{})
			d := must(w.GlobalShortcut(w.ctx, slackfake.Ada, "search_cases"))(t)
			must(d.Wait(w.ctx))(t)
			w.submit(view.CallbackSearch, tc.values)
			v, open := w.TopView(slackfake.Ada)
			if !open || !strings.Contains(v.Errors[tc.block], tc.want) {
				t.Errorf("open %t, the form shows %v; want it open with %q at %s", open, v.Errors, tc.want, tc.block)
			}
		})
	}
}

// TestRefine opens the form with what was asked, and answers where that was.
func TestRefine(t *testing.T) {
	w := newWorkspace(t, setup{})
	w.slash(slackfake.General, problem+" country:PL")
	r := w.answer(1)
	w.press(r, view.ActionRefine, "more")
	w.wait("the form is open", func(slackfake.Snapshot) bool { _, open := w.TopView(slackfake.Ada); return open })
	v, _ := w.TopView(slackfake.Ada)
	if !strings.Contains(string(v.Blocks), problem) {
		t.Errorf("the form holds\n%s\nwant the problem %q", v.Blocks, problem)
	}
	if _, chosen, _ := strings.Cut(string(v.Blocks), `"initial_options"`); !strings.Contains(chosen[:min(200, len(chosen))], `"PL"`) {
		t.Errorf("the form holds\n%s\nwant the country PL chosen", v.Blocks)
	}
	w.submit(view.CallbackSearch, slackfake.Values{view.BlockProblem: {problem}, view.BlockLevels: {"national"}})
	w.window("The answer stands in the conversation")
	again := w.answer(2)
	wantText(t, again, "only at national level")
	if again.EphemeralTo != slackfake.Ada || again.Channel != slackfake.General {
		t.Errorf("answered in %s to %q", again.Channel, again.EphemeralTo)
	}
}

// TestSearch_WindowRefused: where Slack does not open the form, the person learns
// how to do without.
func TestSearch_WindowRefused(t *testing.T) {
	w := newWorkspace(t, setup{})
	w.Fail("views.open", slackfake.SlackError("invalid_blocks"), 1)
	d := must(w.GlobalShortcut(w.ctx, slackfake.Ada, "search_cases"))(t)
	must(d.Wait(w.ctx))(t)
	wantText(t, w.answer(1), "type the limits after /similar")
}

// TestSearch_TriggerExpired: a form that Slack would not open in time is said so.
func TestSearch_TriggerExpired(t *testing.T) {
	w := newWorkspace(t, setup{})
	w.Fail("views.open", slackfake.SlackError("expired_trigger_id"), 1)
	d := must(w.GlobalShortcut(w.ctx, slackfake.Ada, "search_cases"))(t)
	must(d.Wait(w.ctx))(t)
	wantText(t, w.answer(1), "press the button again")
}

// TestRefine_Quoted: what somebody else wrote stays theirs through Refine, so no feedback
// is asked for that would keep it.
func TestRefine_Quoted(t *testing.T) {
	w, _ := remembering(t, setup{})
	m := must(w.Say(slackfake.Post{User: slackfake.Marek, Channel: slackfake.General, Text: problem}))(t)
	must(must(w.MessageShortcut(w.ctx, slackfake.Ada, "find_similar", m))(t).Wait(w.ctx))(t)
	w.press(w.answer(1), view.ActionRefine, "more")
	w.submit(view.CallbackSearch, nil)
	r := w.answer(2)
	wantCases(t, r, 5)
	if strings.Contains(string(r.Blocks), view.ActionHelpful) {
		t.Errorf("feedback is asked for on what somebody else wrote:\n%s", r.Blocks)
	}
}

// TestSearch_Aside: where the answer had to go to a direct message, the window says so.
func TestSearch_Aside(t *testing.T) {
	w := newWorkspace(t, setup{})
	r, _ := w.firstCase(slackfake.General)
	w.press(r, view.ActionRefine, "more")
	w.Fail(slackfake.ResponseURLs, slackfake.SlackError("expired_url"), 1)
	w.Fail("chat.postEphemeral", slackfake.SlackError("not_in_channel"), 1)
	w.submit(view.CallbackSearch, nil)
	w.window("in your direct messages")
}

// TestSearch_Library: an answer can be limited to one of several libraries, in the form and in what
// is typed, and stays limited through Refine and in what is watched.
func TestSearch_Library(t *testing.T) {
	engine := grownEngine(corpus.Case{ID: "otters", Title: "Quillwort otters", Summary: "Trained otters carry small parcels for firms that tender.", Library: "river-cases"})
	t.Cleanup(func() { engine.Close() })
	w, _ := remembering(t, setup{engine: engine})
	w.slash(slackfake.General, "parcels for small firms library:precedent")
	r := w.answer(1)
	wantText(t, r, "only the built-in library")
	if strings.Contains(string(r.Blocks), "Quillwort") {
		t.Errorf("a case of another library is shown:\n%s", r.Blocks)
	}
	w.press(r, view.ActionRefine, "more")
	w.wait("the form is open", func(slackfake.Snapshot) bool { _, open := w.TopView(slackfake.Ada); return open })
	v, _ := w.TopView(slackfake.Ada)
	if _, chosen, _ := strings.Cut(string(v.Blocks), `"initial_options"`); !strings.Contains(chosen[:min(200, len(chosen))], `"precedent"`) {
		t.Errorf("the form holds\n%s\nwant the library chosen", v.Blocks)
	}
	w.submit(view.CallbackSearch, slackfake.Values{view.BlockProblem: {"parcels for small firms"}, view.BlockLibrary: {"river-cases"}})
	w.window("The answer stands in the conversation")
	r = w.answer(2)
	wantText(t, r, "only library river-cases")
	wantText(t, r, "\\nlibrary river-cases")
	wantText(t, r, "Quillwort otters")
	w.slash(slackfake.General, "parcels library:lake-cases")
	wantText(t, w.answer(3), "The library \"lake-cases\" is not known")
	w.slash(slackfake.General, "watch parcels for small firms library:river-cases")
	wantText(t, w.answer(4), "only library river-cases")
	w.noErrors()
}
