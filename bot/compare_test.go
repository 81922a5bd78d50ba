package bot_test

import (
	"strings"
	"testing"

	"precedent/bot/slackfake"
	"precedent/bot/store"
	"precedent/bot/view"
)

// TestCompare puts cases of an answer side by side, for the person alone, and shares that
// with a note.
func TestCompare(t *testing.T) {
	overBoth(t, func(t *testing.T, s setup) {
		w, kept := remembering(t, s)
		r, _ := w.firstCase(slackfake.General)
		shown := caseIDs(t, r)
		w.press(r, view.ActionCompare, "more")
		w.submit(view.CallbackCompare, slackfake.Values{view.BlockCases: {shown[0]}})
		w.wait("one case is refused", func(slackfake.Snapshot) bool {
			v, _ := w.TopView(slackfake.Ada)
			return v.Errors[view.BlockCases] != ""
		})
		w.submit(view.CallbackCompare, slackfake.Values{view.BlockCases: {shown[0], shown[2], shown[3]}})
		w.window("The answer stands in the conversation")
		table := w.answer(2)
		wantText(t, table, `"type":"table"`)
		wantText(t, table, "3 cases side by side")
		if table.EphemeralTo != slackfake.Ada {
			t.Errorf("seen by %q", table.EphemeralTo)
		}
		for _, i := range []int{0, 2, 3} {
			wantText(t, table, sharedEngine().Library().Case(shown[i]).Title)
		}
		w.closeWindow()
		w.press(table, view.ActionShareCompare, "compared")
		w.submit(view.CallbackShare, slackfake.Values{view.BlockShareTo: {slackfake.Random}, view.BlockNote: {"Which fits us?"}})
		w.window("Shared in")
		shared := w.answer(3)
		wantText(t, shared, "shared a comparison of 3 cases")
		wantText(t, shared, "Which fits us?")
		if shared.Channel != slackfake.Random || shared.EphemeralTo != "" {
			t.Errorf("shared in %s with %q", shared.Channel, shared.EphemeralTo)
		}
		found := must(kept.SharedIn(t.Context(), slackfake.Random, shown))(t)
		if len(found) != 3 {
			t.Errorf("%d shares are kept", len(found))
		}
	})
}

// TestCompare_TableRefusedInOtherWords: people report invalid_attachments for tables.
func TestCompare_TableRefusedInOtherWords(t *testing.T) {
	w := newWorkspace(t, setup{})
	r, _ := w.firstCase(slackfake.General)
	w.press(r, view.ActionCompare, "more")
	w.Fail(slackfake.ResponseURLs, slackfake.SlackError("invalid_attachments"), 1)
	w.submit(view.CallbackCompare, nil)
	list := w.answer(2)
	if strings.Contains(string(list.Blocks), `"table"`) {
		t.Error("the table is sent again")
	}
	wantText(t, list, "4 cases side by side")
}

// TestCompare_TableRefused: where Slack does not take a table, the cases stand one below
// the other.
func TestCompare_TableRefused(t *testing.T) {
	w := newWorkspace(t, setup{})
	r, _ := w.firstCase(slackfake.General)
	w.press(r, view.ActionCompare, "more")
	w.Fail(slackfake.ResponseURLs, slackfake.SlackError("invalid_blocks"), 1)
	w.submit(view.CallbackCompare, nil)
	w.window("The answer stands in the conversation")
	list := w.answer(2)
	if strings.Contains(string(list.Blocks), `"table"`) {
		t.Error("the table is sent again")
	}
	for _, want := range []string{"4 cases side by side", "What came of it", "Level of government"} {
		wantText(t, list, want)
	}
	w.closeWindow()
	w.press(list, view.ActionBrief, "compared") // with the question that the cases were found for
	w.submit(view.CallbackBrief, slackfake.Values{view.BlockForm: {view.FormCSV}})
	w.window("in your direct messages")
	if files := w.Files(); len(files) != 1 || !strings.Contains(files[0].Content, problem) {
		t.Errorf("files: %+v", files)
	}
}

// TestCompare_FromTheList compares what is saved, but for what has left the library.
func TestCompare_FromTheList(t *testing.T) {
	w, kept := remembering(t, setup{})
	for _, id := range []string{"govtech-poland-programme", "gone-from-the-library"} {
		must(kept.Save(t.Context(), store.Saved{List: slackfake.General, Case: id, Title: id, By: slackfake.Marek}))(t)
	}
	w.slash(slackfake.General, "list")
	list := w.answer(1)
	w.press(list, view.ActionCompare, "page")
	wantText(t, w.answer(2), "There are not two")
	must(kept.Save(t.Context(), store.Saved{List: slackfake.General, Case: "seoul-owl-bus", Title: "b", By: slackfake.Marek}))(t)
	w.press(list, view.ActionCompare, "page")
	w.submit(view.CallbackCompare, nil)
	wantText(t, w.answer(3), "2 cases side by side")
}
