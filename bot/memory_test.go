package bot_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"precedent/bot"
	"precedent/bot/slackfake"
	"precedent/bot/store"
	"precedent/bot/view"
)

// brokenMemory fails at everything.
type brokenMemory struct{}

var errDisk = errors.New("the disk is full")

func (brokenMemory) Save(context.Context, store.Saved) (*store.Saved, error) { return nil, errDisk }
func (brokenMemory) Remove(context.Context, string, string) (*store.Saved, error) {
	return nil, errDisk
}
func (brokenMemory) Annotate(context.Context, string, string, string, string) (bool, error) {
	return false, errDisk
}
func (brokenMemory) List(context.Context, string) ([]store.Saved, error) { return nil, errDisk }
func (brokenMemory) AddShare(context.Context, store.Share) error         { return errDisk }
func (brokenMemory) SharedIn(context.Context, string, []string) (map[string]store.Share, error) {
	return nil, errDisk
}
func (brokenMemory) AddFeedback(context.Context, store.Feedback) (int64, error) { return 0, errDisk }
func (brokenMemory) ExplainFeedback(context.Context, int64, string, string, string) (bool, error) {
	return false, errDisk
}

func (brokenMemory) PublicShares(context.Context, int) ([]store.Share, error)        { return nil, errDisk }
func (brokenMemory) NewCases(context.Context, int) ([]string, error)                 { return nil, errDisk }
func (brokenMemory) SetThread(context.Context, string, string, string, []byte) error { return errDisk }
func (brokenMemory) Thread(context.Context, string, string) ([]byte, error)          { return nil, errDisk }

func (brokenMemory) SetQuestion(context.Context, string, string, string) error { return errDisk }
func (brokenMemory) Question(context.Context, string) (string, error)          { return "", errDisk }
func (brokenMemory) SetPerson(context.Context, string, store.Person) error     { return errDisk }
func (brokenMemory) Person(context.Context, string) (store.Person, error) {
	return store.Person{}, errDisk
}
func (brokenMemory) AddWatch(context.Context, string, string, string) (store.Watch, bool, error) {
	return store.Watch{}, false, errDisk
}
func (brokenMemory) StopWatch(context.Context, string, string, int64) (*store.Watch, error) {
	return nil, errDisk
}
func (brokenMemory) Watches(context.Context, string) ([]store.Watch, error) { return nil, errDisk }

func (brokenMemory) Added(context.Context, int64, int64) ([]string, int64, error) {
	return nil, 0, errDisk
}
func (brokenMemory) Advance(context.Context, store.Watch, int64) (bool, error) { return false, errDisk }
func (brokenMemory) Rewind(context.Context, store.Watch, int64) error          { return errDisk }

func (brokenMemory) AddSuggestion(context.Context, string, string, string, string) (store.Suggestion, error) {
	return store.Suggestion{}, errDisk
}
func (brokenMemory) Suggestion(context.Context, int64) (*store.Suggestion, error) {
	return nil, errDisk
}
func (brokenMemory) WaitingSuggestions(context.Context) ([]store.Suggestion, error) {
	return nil, errDisk
}
func (brokenMemory) PostedSuggestion(context.Context, int64, string, string) error { return errDisk }
func (brokenMemory) ChangeSuggestion(context.Context, int64, int64, string, string) (bool, error) {
	return false, errDisk
}
func (brokenMemory) AcceptSuggestion(context.Context, int64, int64, string, string, string) (bool, error) {
	return false, errDisk
}
func (brokenMemory) DeclineSuggestion(context.Context, int64, int64, string, string) (bool, error) {
	return false, errDisk
}

// TestMemory_NotWritable: answers and sharing go on, and whoever wants something
// kept is told that it was not.
func TestMemory_NotWritable(t *testing.T) {
	w := newWorkspace(t, setup{bot: bot.Options{Memory: brokenMemory{}}})
	r, id := w.firstCase(slackfake.General)
	w.press(r, view.ActionSave, "act:"+id)
	wantText(t, w.answer(2), "could not reach what is kept")
	w.press(r, view.ActionHelpful, "feedback")
	wantText(t, w.answer(3), "could not reach what is kept")
	w.slash(slackfake.General, "list")
	wantText(t, w.answer(4), "could not reach what is kept")
	must(must(w.HomeOpened(w.ctx, slackfake.Ada, "home"))(t).Wait(w.ctx))(t)
	if v := w.home("could not reach what is kept"); strings.Contains(string(v.Blocks), "Press Save") || strings.Contains(string(v.Blocks), "Say where you work") {
		t.Errorf("Home looks as if all were gone: %s", v.Blocks)
	}
	w.slash(slackfake.General, "watch")
	wantText(t, w.answer(5), "could not reach what is kept")
	w.slash(slackfake.General, "watch housing")
	w.press(w.answer(6), view.ActionWatch, "watch")
	wantText(t, w.answer(7), "could not reach what is kept")
	w.bot.RunJobs(w.ctx)
	w.press(r, view.ActionCompare, "more") // needs nothing that is kept
	w.submit(view.CallbackCompare, nil)
	wantText(t, w.answer(8), "4 cases side by side")
	w.closeWindow()
	w.press(r, view.ActionBrief, "more")
	w.submit(view.CallbackBrief, nil)
	w.window("in your direct messages")
	w.closeWindow()
	w.share(r, id, slackfake.General, "")
	w.window("Shared in")
	if strings.Contains(w.logs.String(), problem) {
		t.Error("the log holds what was asked")
	}
}

// TestMemory_None: without a folder nothing is offered that would not be kept, and
// old buttons say so.
func TestMemory_None(t *testing.T) {
	w := newWorkspace(t, setup{})
	r, _ := w.firstCase(slackfake.General)
	for _, action := range []string{`"` + view.ActionSave + `"`, view.ActionHelpful} {
		if strings.Contains(string(r.Blocks), action) {
			t.Errorf("%s is offered", action)
		}
	}
	w.slash(slackfake.General, "list")
	wantText(t, w.answer(2), "set PRECEDENT_DATA")
}

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
