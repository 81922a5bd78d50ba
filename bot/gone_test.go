package bot_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"precedent/bot/slackfake"
	"precedent/bot/store"
	"precedent/bot/view"
)

// TestStoreGone: where the file with what is kept is moved away while the bot runs, no
// save is confirmed, the person is told, and questions are answered all the same.
func TestStoreGone(t *testing.T) {
	folder := t.TempDir()
	kept, err := store.Open(t.Context(), folder, store.Options{Now: wireTime})
	if err != nil {
		t.Fatal(err)
	}
	defer kept.Close()
	s := setup{}
	s.bot.Memory = kept
	w := newWorkspace(t, s)
	r, id := w.firstCase(slackfake.General)
	path := filepath.Join(folder, store.FileName)
	if err := os.Rename(path, path+".moved"); err != nil {
		t.Fatal(err)
	}
	w.press(r, view.ActionSave, "act:"+id)
	told := w.answer(2)
	wantText(t, told, "What is kept here is no longer in its place, so nothing was saved")
	if told.EphemeralTo != slackfake.Ada {
		t.Errorf("seen by %q", told.EphemeralTo)
	}
	w.slash(slackfake.General, "list")
	wantText(t, w.answer(3), "no longer in its place")
	w.slash(slackfake.General, problem)
	wantCases(t, w.answer(4), 5)
	w.slash(slackfake.General, "watch procurement in Poland")
	offer := w.answer(5)
	n := 5
	for _, ask := range []func(){
		func() { w.press(offer, view.ActionWatch, "watch") },
		func() { w.slash(slackfake.General, "watch") },
		func() {
			must(w.DirectMessage(w.ctx, slackfake.Post{User: slackfake.Ada, Text: "list"}))(t)
		},
		func() { w.press(r, view.ActionHelpful, "feedback") },
	} {
		ask()
		n++
		wantText(t, w.answer(n), "no longer in its place")
	}
	if err := os.Rename(path+".moved", path); err != nil {
		t.Fatal(err)
	}
	w.press(r, view.ActionSave, "act:"+id)
	wantText(t, w.answer(n+1), "Saved to the list of this channel")
	if log := w.logs.String(); !strings.Contains(log, "level=ERROR") || !strings.Contains(log, "moved, removed or replaced") {
		t.Errorf("the log does not say what happened:\n%s", log)
	}
}
