package bot_test

import (
	"context"
	"encoding/json"
	"errors"
	"regexp"
	"strings"
	"sync"
	"testing"

	"precedent/bot"
	"precedent/bot/slackfake"
	"precedent/bot/store"
	"precedent/bot/view"
)

// remembering is a workspace where what people save is kept.
func remembering(t *testing.T, s setup) (*workspace, *store.Store) {
	t.Helper()
	kept, err := store.Open(t.Context(), t.TempDir(), store.Options{Now: wireTime})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { kept.Close() })
	s.bot.Memory = kept
	return newWorkspace(t, s), kept
}

func (w *workspace) pressBy(user string, on slackfake.Record, action, block string) {
	w.t.Helper()
	d := must(w.Press(w.ctx, user, on, slackfake.Action{ActionID: action, BlockID: block}))(w.t)
	must(d.Wait(w.ctx))(w.t)
}

// submit fills in the window that is open and submits it.
func (w *workspace) submit(callback string, values slackfake.Values) {
	w.t.Helper()
	w.wait("the window is open", func(slackfake.Snapshot) bool {
		v, open := w.TopView(slackfake.Ada)
		return open && v.CallbackID == callback
	})
	v, _ := w.TopView(slackfake.Ada)
	d := must(w.Submit(w.ctx, slackfake.Ada, v.ID, values))(w.t)
	must(d.Wait(w.ctx))(w.t)
}

// TestSave keeps a case for a channel, by two people, with a note, and removes it.
func TestSave(t *testing.T) {
	overBoth(t, func(t *testing.T, s setup) {
		w, _ := remembering(t, s)
		r, id := w.firstCase(slackfake.General)
		title := sharedEngine().Library().Case(id).Title
		w.press(r, view.ActionSave, "act:"+id)
		saved := w.answer(2)
		wantText(t, saved, "Saved to the list of this channel")
		if saved.EphemeralTo != slackfake.Ada {
			t.Errorf("seen by %q", saved.EphemeralTo)
		}
		w.slashBy(slackfake.Marek, slackfake.General, problem)
		w.pressBy(slackfake.Marek, w.answer(3), view.ActionSave, "act:"+id)
		wantText(t, w.answer(4), "on the list already")

		w.press(saved, view.ActionEdit, "act:"+id)
		w.submit(view.CallbackNote, slackfake.Values{view.BlockNote: {"Could work for school meals."}})
		w.window("The note is on the list.")

		w.slashBy(slackfake.Marek, slackfake.General, "list")
		list := w.answer(5)
		for _, want := range []string{"Saved in this channel: 1", title, "Could work for school meals.", slackfake.Ada} {
			wantText(t, list, want)
		}
		w.slashBy(slackfake.Marek, slackfake.Random, "list")
		wantText(t, w.answer(6), "Nothing is saved here yet")

		w.pressBy(slackfake.Marek, list, view.ActionRemove+":0", "act:"+id)
		w.wait("the case is gone from the list", func(s slackfake.Snapshot) bool {
			m, ok := w.Message(slackfake.General, list.TS)
			return ok && strings.Contains(m.Text, "Removed: ")
		})
	})
}

// TestSave_InADirectMessage keeps a person's own list.
func TestSave_InADirectMessage(t *testing.T) {
	w, kept := remembering(t, setup{})
	must(w.DirectMessage(w.ctx, slackfake.Post{User: slackfake.Ada, Text: problem}))(t)
	r := w.answer(1)
	w.press(r, view.ActionSave, "act:"+caseIDs(t, r)[0])
	wantText(t, w.answer(2), "Saved to your own list")
	if list := must(kept.List(t.Context(), slackfake.Ada))(t); len(list) != 1 {
		t.Errorf("her own list has %v", list)
	}
	must(w.DirectMessage(w.ctx, slackfake.Post{User: slackfake.Ada, Text: "list"}))(t)
	wantText(t, w.answer(3), "Saved by you: 1")
	must(w.DirectMessage(w.ctx, slackfake.Post{User: slackfake.Marek, Text: "list"}))(t)
	wantText(t, w.answer(4), "Nothing is saved here yet")
}

// TestList_AskedInAChannelIsPrivate: the list is shown to who asked, also where a
// mention would be answered openly.
func TestList_AskedInAChannelIsPrivate(t *testing.T) {
	w, kept := remembering(t, setup{})
	must(kept.Save(t.Context(), store.Saved{List: slackfake.General, Case: "gone-from-the-library", Title: "A case of long ago", By: slackfake.Marek}))(t)
	must(w.Mention(w.ctx, slackfake.Post{User: slackfake.Ada, Channel: slackfake.General, Text: "list"}))(t)
	r := w.answer(1)
	wantText(t, r, "A case of long ago")
	wantText(t, r, "This case has left the library")
	if r.EphemeralTo != slackfake.Ada {
		t.Errorf("seen by %q", r.EphemeralTo)
	}
}

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

// TestSharedBefore shares a case and asks again, privately and openly.
func TestSharedBefore(t *testing.T) {
	w, _ := remembering(t, setup{})
	r, id := w.firstCase(slackfake.General)
	w.share(r, id, slackfake.General, "")
	w.window("Shared in")
	w.slash(slackfake.General, problem)
	again := w.answer(3)
	wantText(t, again, "Already shared here by")
	wantText(t, again, "See the message")
	wantText(t, again, `"user_id":"`+slackfake.Ada+`"`)
	must(w.Mention(w.ctx, slackfake.Post{User: slackfake.Marek, Channel: slackfake.General, Text: problem}))(t)
	open := w.answer(4)
	wantText(t, open, "Already shared here by")
	if strings.Contains(string(open.Blocks), `"user_id":"`+slackfake.Ada+`"`) {
		t.Error("an open answer pings who shared before")
	}
	w.slash(slackfake.Random, problem)
	if r := w.answer(5); strings.Contains(string(r.Blocks), "Already shared") {
		t.Error("what was shared in one channel is told in another")
	}
}

// TestFeedback says that an answer helped, and then that it did not: the last word
// counts.
func TestFeedback(t *testing.T) {
	w, kept := remembering(t, setup{})
	r, id := w.firstCase(slackfake.General)
	w.press(r, view.ActionHelpful, "feedback")
	wantText(t, w.answer(2), "Thank you")
	w.press(r, view.ActionNotHelpful, "feedback")
	w.submit(view.CallbackReason, slackfake.Values{view.BlockWhich: {id}, view.BlockReason: {"too old"}})
	w.window("Thank you")
	all := must(kept.AllFeedback(t.Context()))(t)
	if len(all) != 1 || all[0].Helpful || all[0].Case != id || all[0].Reason != "too old" || all[0].Problem != problem || len(all[0].Cases) != 5 {
		t.Errorf("kept %+v", all)
	}
}

// TestFeedback_InAThread uses Slack's own buttons, which answers that stay have.
func TestFeedback_InAThread(t *testing.T) {
	w, kept := remembering(t, setup{})
	must(w.Mention(w.ctx, slackfake.Post{User: slackfake.Ada, Channel: slackfake.General, Text: problem}))(t)
	r := w.answer(1)
	var blocks []struct {
		Elements []struct {
			Type     string `json:"type"`
			Positive struct {
				Value string `json:"value"`
			} `json:"positive_button"`
		} `json:"elements"`
	}
	if err := json.Unmarshal(r.Blocks, &blocks); err != nil {
		t.Fatal(err)
	}
	last := blocks[len(blocks)-1].Elements
	if len(last) != 1 || last[0].Type != "feedback_buttons" {
		t.Fatalf("the answer ends in %+v", last)
	}
	d := must(w.Press(w.ctx, slackfake.Ada, r, slackfake.Action{ActionID: view.ActionFeedback, Values: []string{last[0].Positive.Value}}))(t)
	must(d.Wait(w.ctx))(t)
	wantText(t, w.answer(2), "Thank you")
	if all := must(kept.AllFeedback(t.Context()))(t); len(all) != 1 || !all[0].Helpful {
		t.Errorf("kept %+v", all)
	}
}

// TestFeedback_WindowExpired: the feedback is kept although the window that asks for
// more cannot be opened.
func TestFeedback_WindowExpired(t *testing.T) {
	w, kept := remembering(t, setup{})
	r, _ := w.firstCase(slackfake.General)
	w.Fail("views.open", slackfake.SlackError("expired_trigger_id"), 1)
	w.press(r, view.ActionNotHelpful, "feedback")
	wantText(t, w.answer(2), "Thank you")
	if all := must(kept.AllFeedback(t.Context()))(t); len(all) != 1 {
		t.Errorf("kept %+v", all)
	}
}

// TestFeedback_OlderBlocks: where Slack refuses its own newest blocks, the answer
// comes with plain buttons.
func TestFeedback_OlderBlocks(t *testing.T) {
	w, _ := remembering(t, setup{})
	w.Fail("chat.postMessage", slackfake.SlackError("invalid_blocks"), 1)
	must(w.Mention(w.ctx, slackfake.Post{User: slackfake.Ada, Channel: slackfake.General, Text: problem}))(t)
	r := w.answer(1)
	wantCases(t, r, 5)
	wantText(t, r, view.ActionNotHelpful)
}

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

// TestRemove_OnALaterPage stays there.
func TestRemove_OnALaterPage(t *testing.T) {
	w, kept := remembering(t, setup{})
	for _, c := range sharedEngine().Library().Cases()[:2*view.ListSize] {
		must(kept.Save(t.Context(), store.Saved{List: slackfake.General, Case: c.ID, Title: c.Title, By: slackfake.Ada}))(t)
	}
	w.slash(slackfake.General, "list")
	list := w.answer(1)
	first := caseIDs(t, list)[0]
	w.press(list, view.ActionPage+":on", "page")
	changed := func(want string) slackfake.Record {
		t.Helper()
		var m slackfake.Record
		w.wait("the list says "+want, func(slackfake.Snapshot) bool {
			m, _ = w.Message(slackfake.General, list.TS)
			return strings.Contains(string(m.Blocks), want) && !strings.Contains(string(m.Blocks), "case:"+first)
		})
		return m
	}
	second := changed("Show Newer")
	id := caseIDs(t, second)[0]
	action := regexp.MustCompile(view.ActionRemove + `:\d+`).FindString(string(second.Blocks))
	w.press(second, action, "act:"+id)
	changed("Removed: ")
}

// TestSave_TwoAtOnce: of two people who save the same case at the same time one is told
// that it is saved, and the other that it is there already.
func TestSave_TwoAtOnce(t *testing.T) {
	w, kept := remembering(t, setup{})
	r, id := w.firstCase(slackfake.General)
	w.slashBy(slackfake.Marek, slackfake.General, problem)
	theirs := w.answer(2)
	var pressing sync.WaitGroup
	pressing.Go(func() { w.pressBy(slackfake.Ada, r, view.ActionSave, "act:"+id) })
	pressing.Go(func() { w.pressBy(slackfake.Marek, theirs, view.ActionSave, "act:"+id) })
	pressing.Wait()
	said := w.answer(3).Text + w.answer(4).Text
	if !strings.Contains(said, "Saved to the list") || !strings.Contains(said, "on the list already") {
		t.Errorf("told %q", said)
	}
	if list := must(kept.List(t.Context(), slackfake.General))(t); len(list) != 1 {
		t.Errorf("the list has %v", list)
	}
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
