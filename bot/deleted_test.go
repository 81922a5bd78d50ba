package bot_test

import (
	"strings"
	"testing"

	"precedent/bot/slackfake"
	"precedent/bot/store"
	"precedent/bot/view"
)

// TestDeleted_Question: who deletes their question in a channel is answered alone, and in
// a direct message below.
func TestDeleted_Question(t *testing.T) {
	gone := slackfake.SlackError("thread_not_found")
	w := newWorkspace(t, setup{})
	w.Fail("chat.postMessage", gone, 1)
	must(w.Mention(w.ctx, slackfake.Post{User: slackfake.Ada, Channel: slackfake.General, Text: problem}))(t)
	r := w.answer(1)
	wantCases(t, r, 5)
	if r.EphemeralTo != slackfake.Ada || r.ThreadTS != "" {
		t.Errorf("seen by %q in the thread %q", r.EphemeralTo, r.ThreadTS)
	}
	w.Fail("chat.postMessage", gone, 1)
	must(w.DirectMessage(w.ctx, slackfake.Post{User: slackfake.Ada, Text: problem}))(t)
	if r := w.answer(2); r.EphemeralTo != "" || r.ThreadTS != "" || !strings.HasPrefix(r.Channel, "D") {
		t.Errorf("seen by %q in the thread %q of %s", r.EphemeralTo, r.ThreadTS, r.Channel)
	}
}

// TestDeleted_Thread: what is shared or made for a thread that is gone stands below it all.
func TestDeleted_Thread(t *testing.T) {
	w := newWorkspace(t, setup{})
	must(w.Mention(w.ctx, slackfake.Post{User: slackfake.Ada, Channel: slackfake.General, Text: problem}))(t)
	r := w.answer(1)
	id := caseIDs(t, r)[0]
	w.press(r, view.ActionShare, "act:"+id)
	w.Fail("chat.postMessage", slackfake.SlackError("cannot_reply_to_message"), 1)
	w.submit(view.CallbackShare, slackfake.Values{view.BlockShareTo: {slackfake.General}})
	w.window("Shared in")
	if shared := w.answer(2); shared.ThreadTS != "" || shared.Channel != slackfake.General {
		t.Errorf("shared in the thread %q of %s", shared.ThreadTS, shared.Channel)
	}
	w.closeWindow()
	w.press(r, view.ActionBrief, "more")
	w.Fail("chat.postMessage", slackfake.SlackError("message_not_found"), 1)
	w.submit(view.CallbackBrief, slackfake.Values{view.BlockForm: {view.FormCSV}, view.BlockFor: {view.ForChannel}})
	w.window("in the channel")
	if files := w.Files(); len(files) != 1 || files[0].Channel != slackfake.General || files[0].ThreadTS != "" {
		t.Errorf("files: %+v", files)
	}
}

// TestDeleted_Message: what was to stand in place of a message that is gone comes anew.
func TestDeleted_Message(t *testing.T) {
	w, kept := remembering(t, setup{})
	for _, id := range []string{"govtech-poland-programme", "seoul-owl-bus"} {
		must(kept.Save(t.Context(), store.Saved{List: slackfake.General, Case: id, Title: id, By: slackfake.Ada}))(t)
	}
	w.slash(slackfake.General, "list")
	list := w.answer(1)
	w.Fail(slackfake.ResponseURLs, slackfake.SlackError("message_not_found"), 1)
	w.press(list, view.ActionRemove+":0", "act:seoul-owl-bus")
	r := w.answer(2)
	wantText(t, r, "Removed: ")
	if r.EphemeralTo != slackfake.Ada {
		t.Errorf("seen by %q", r.EphemeralTo)
	}
}

// TestExpired_Windows: whoever presses too late is told to press again, for every window.
func TestExpired_Windows(t *testing.T) {
	w, _ := remembering(t, setup{})
	r, id := w.firstCase(slackfake.General)
	w.press(r, view.ActionSave, "act:"+id)
	saved := w.answer(2)
	n := 2
	for _, press := range []struct {
		on            slackfake.Record
		action, block string
	}{
		{r, view.ActionShare, "act:" + id}, {r, view.ActionDetails, "act:" + id}, {r, view.ActionRefine, "more"},
		{r, view.ActionCompare, "more"}, {r, view.ActionBrief, "more"}, {saved, view.ActionEdit, "act:" + id},
	} {
		w.Fail("views.open", slackfake.SlackError("expired_trigger_id"), 1)
		w.press(press.on, press.action, press.block)
		n++
		wantText(t, w.answer(n), "press the button again")
	}
	w.press(r, view.ActionCompare, "more")
	w.submit(view.CallbackCompare, nil)
	table := w.answer(n + 1)
	w.Fail("views.open", slackfake.SlackError("expired_trigger_id"), 1)
	w.press(table, view.ActionShareCompare, "compared")
	wantText(t, w.answer(n+2), "press the button again")
	must(must(w.HomeOpened(w.ctx, slackfake.Ada, "home"))(t).Wait(w.ctx))(t)
	w.home("Say where you work")
	w.Fail("views.open", slackfake.SlackError("expired_trigger_id"), 1)
	w.pressHome(view.ActionWorkplace, "search")
	wantText(t, w.answer(n+3), "press the button again")
}
