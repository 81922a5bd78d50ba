package bot_test

import (
	"strings"
	"testing"

	"precedent/bot/slackfake"
	"precedent/bot/store"
	"precedent/bot/view"
)

// TestNote_OnACaseRemovedMeanwhile: the window says so and gives the note back.
func TestNote_OnACaseRemovedMeanwhile(t *testing.T) {
	w, kept := remembering(t, setup{})
	r, id := w.firstCase(slackfake.General)
	w.press(r, view.ActionSave, "act:"+id)
	w.press(w.answer(2), view.ActionEdit, "act:"+id)
	w.wait("the window is open", func(slackfake.Snapshot) bool { _, open := w.TopView(slackfake.Ada); return open })
	must(kept.Remove(t.Context(), slackfake.General, id))(t)
	w.submit(view.CallbackNote, slackfake.Values{view.BlockNote: {"A long note, lost?"}})
	w.window("no longer on the list")
	w.window("A long note, lost?")
}

// TestNote_OnTheList: a note that is made from the list stands in it at once.
func TestNote_OnTheList(t *testing.T) {
	w, kept := remembering(t, setup{})
	must(kept.Save(t.Context(), store.Saved{List: slackfake.General, Case: "seoul-owl-bus", Title: "x", By: slackfake.Ada}))(t)
	w.slash(slackfake.General, "list")
	list := w.answer(1)
	w.press(list, view.ActionEdit+":0", "act:seoul-owl-bus")
	w.submit(view.CallbackNote, slackfake.Values{view.BlockNote: {"Ask about the costs."}})
	w.window("The note is on the list.")
	w.wait("the list shows the note", func(slackfake.Snapshot) bool {
		m, ok := w.Message(slackfake.General, list.TS)
		return ok && strings.Contains(string(m.Blocks), "Ask about the costs.")
	})
}
