package bot_test

import (
	"net/url"
	"strings"
	"testing"

	"precedent/bot/slackfake"
	"precedent/bot/store"
	"precedent/bot/view"
)

// TestForged: what stands in a window's state or a press, and was never handed out for
// this person, opens nobody else's list and posts nowhere.
func TestForged(t *testing.T) {
	w, kept := remembering(t, setup{})
	id := "govtech-poland-programme"
	must(kept.Save(t.Context(), store.Saved{List: slackfake.Marek, Case: id, Title: "his", By: slackfake.Marek}))(t)
	must(kept.Annotate(t.Context(), slackfake.Marek, id, slackfake.Marek, secretNote))(t)
	must(kept.Save(t.Context(), store.Saved{List: slackfake.Secret, Case: id, Title: "theirs", By: slackfake.Marek}))(t)
	if err := kept.SetQuestion(t.Context(), slackfake.Secret, slackfake.Marek, "the secret question"); err != nil {
		t.Fatal(err)
	}
	field := func(block, action string, value map[string]any) map[string]map[string]any {
		return map[string]map[string]any{block: {action: value}}
	}
	for name, state := range map[string]string{
		"a person": `{"c":"` + id + `","h":"` + slackfake.Marek + `","l":true}`,
		"a list":   `{"c":"` + id + `","h":"` + slackfake.Secret + `","l":true}`,
	} {
		t.Run(name, func(t *testing.T) {
			w.submitForged(slackfake.Ada, view.CallbackNote, state, field(view.BlockNote, view.InputNote, map[string]any{"value": "hacked"}))
			w.submitForged(slackfake.Ada, view.CallbackBrief, state, map[string]map[string]any{
				view.BlockForm:  {view.InputField: map[string]any{"selected_option": map[string]any{"value": view.FormCSV}}},
				view.BlockFor:   {view.InputField: map[string]any{"selected_option": map[string]any{"value": view.ForChannel}}},
				view.BlockCases: {view.InputField: map[string]any{"selected_options": []any{map[string]any{"value": view.OptionValue(id)}}}},
			})
		})
	}
	for _, action := range []string{view.ActionList, view.ActionPage, view.ActionRemove + ":0", view.ActionBrief, view.ActionEdit} {
		value := id
		if action == view.ActionBrief {
			value = view.SelectFromList
		}
		w.pressForged(slackfake.Ada, slackfake.TeamID, slackfake.Marek, action, value)
	}
	told := 0
	for _, r := range w.done() {
		if strings.Contains(r.Text, english.Text("problem.old-window")) {
			told++
		}
		if text := r.Text + string(r.Blocks); strings.Contains(text, secretNote) || strings.Contains(text, "his") && strings.Contains(text, "Remove") ||
			r.Channel == slackfake.Secret || r.Channel == slackfake.Marek || strings.Contains(text, "the secret question") {
			t.Errorf("in %s for %q: %s\n%s", r.Channel, r.EphemeralTo, r.Text, r.Blocks)
		}
	}
	if told != 4 { // two windows, twice
		t.Errorf("%d windows are said to be unreadable, want 4", told)
	}
	if files := w.Files(); len(files) != 0 {
		t.Errorf("files are made: %+v", files)
	}
	his := must(kept.List(t.Context(), slackfake.Marek))(t)
	theirs := must(kept.List(t.Context(), slackfake.Secret))(t)
	if len(his) != 1 || his[0].Note != secretNote || len(theirs) != 1 || theirs[0].Note != "" {
		t.Errorf("lists are changed: %+v, %+v", his, theirs)
	}
	if q := must(kept.Question(t.Context(), slackfake.Secret))(t); q != "the secret question" {
		t.Errorf("the question is now %q", q)
	}
	if strings.Contains(w.logs.String(), url.QueryEscape(secretNote)) || strings.Contains(w.logs.String(), secretNote) {
		t.Error("a note is logged")
	}
}

// TestPress_OldAndForged presses what no longer means anything, or never did.
func TestPress_OldAndForged(t *testing.T) {
	payload := func(action, value string) []byte {
		return []byte(`{"type":"block_actions","trigger_id":"` + action + value + `","user":{"id":"` + slackfake.Ada + `"},"channel":{"id":"` + slackfake.General +
			`"},"container":{"type":"message","channel_id":"` + slackfake.General + `"},"actions":[{"type":"button","action_id":"` + action + `","block_id":"b","value":"` + value + `"}]}`)
	}
	for name, tc := range map[string]struct{ action, value, want string }{
		"case gone":         {view.ActionLike, "a-case-of-yesterday", "no longer in the library"},
		"case gone, window": {view.ActionDetails, "a-case-of-yesterday", "no longer in the library"},
		"unknown action":    {"polish", "x", "no longer know what that button meant"},
		"broken state":      {view.ActionMore, "{", "no longer know what that button meant"},
		"negative offset":   {view.ActionMore, `{\"o\":-3,\"q\":{}}`, "no longer know what that button meant"},
		"offset too large":  {view.ActionMore, `{\"o\":9999999,\"q\":{\"w\":[{\"a\":\"tenders\"}]}}`, "no more cases"},
		"topic gone":        {view.ActionBrowse + ":x", "astrology", "The topic \"astrology\" is not known"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorkspace(t, setup{})
			d := must(w.DeliverPayload(w.ctx, "interactive", payload(tc.action, tc.value)))(t)
			must(d.Wait(w.ctx))(t)
			wantText(t, w.answer(1), tc.want)
		})
	}
}

func TestPress_ForeignResponseAddressIsNotCalled(t *testing.T) {
	w := newWorkspace(t, setup{})
	d := must(w.DeliverPayload(w.ctx, "interactive", []byte(`{"type":"block_actions","trigger_id":"t","response_url":"http://127.0.0.1:1/steal","user":{"id":"`+slackfake.Ada+
		`"},"channel":{"id":"`+slackfake.General+`"},"actions":[{"type":"button","action_id":"like","block_id":"b","value":"ukraine-prozorro"}]}`)))(t)
	must(d.Wait(w.ctx))(t)
	if r := w.answer(1); r.Via != "chat.postEphemeral" || r.EphemeralTo != slackfake.Ada {
		t.Errorf("answered via %s to %q", r.Via, r.EphemeralTo)
	}
}
