package bot_test

import (
	"regexp"
	"strings"
	"sync"
	"testing"

	"precedent/bot/slackfake"
	"precedent/bot/store"
	"precedent/bot/view"
)

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
