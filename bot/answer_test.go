package bot_test

import (
	"strings"
	"testing"

	"precedent/bot/slackfake"
	"precedent/bot/view"
)

// TestNothing_SaysWhatWasAsked: after a command Slack keeps nothing of it, and
// the person is to ask again in other words.
func TestNothing_SaysWhatWasAsked(t *testing.T) {
	w := newWorkspace(t, setup{})
	for i, asked := range []string{"packs of stray dogs bite children", "schools country:Polnd"} {
		w.slash(slackfake.General, asked)
		wantText(t, w.answer(i+1), "You asked: "+asked)
	}
}

func TestOutsideLimits_CanBeWidened(t *testing.T) {
	w := newWorkspace(t, setup{})
	w.slash(slackfake.General, problem+" country:VA")
	r := w.answer(1)
	wantText(t, r, "search without limits")
	w.press(r, view.ActionMore, "")
	wide := w.answer(2)
	wantCases(t, wide, 5)
	wantText(t, wide, "similar cases")
}

func TestMore_ShowsTheRest(t *testing.T) {
	w := newWorkspace(t, setup{})
	first, _ := w.firstCase(slackfake.General)
	w.press(first, view.ActionMore, "")
	second := w.answer(2)
	wantText(t, second, "More cases: 6 to")
	if second.EphemeralTo != slackfake.Ada {
		t.Errorf("seen by %q", second.EphemeralTo)
	}
	shown := strings.Join(caseIDs(t, first), " ")
	for _, id := range caseIDs(t, second) {
		if strings.Contains(shown, id) {
			t.Errorf("%s is shown again", id)
		}
	}
}

func TestLike_AnswersWithOthers(t *testing.T) {
	w := newWorkspace(t, setup{})
	r, id := w.firstCase(slackfake.General)
	w.press(r, view.ActionLike, "act:"+id)
	like := w.answer(2)
	wantText(t, like, "a little like")
	for _, other := range caseIDs(t, like) {
		if other == id {
			t.Errorf("%s is like itself", id)
		}
	}
}

func TestBrowse_ListsATopic(t *testing.T) {
	w := newWorkspace(t, setup{})
	w.slash(slackfake.General, "Packs of stray dogs roam the outskirts and bite children; should we sterilise them or pay for kennels?")
	r := w.answer(1)
	wantText(t, r, "No case in the library comes close")
	_, topic, ok := strings.Cut(string(r.Blocks), `"action_id":"`+view.ActionBrowse+":")
	if !ok {
		t.Fatalf("no topic to browse: %s", r.Blocks)
	}
	topic, _, _ = strings.Cut(topic, `"`)
	w.press(r, view.ActionBrowse+":"+topic, "")
	list := w.answer(2)
	wantText(t, list, "newest first")
	wantCases(t, list, 5)
}

func TestDetails_ShowsTheRecord(t *testing.T) {
	w := newWorkspace(t, setup{})
	r, id := w.firstCase(slackfake.General)
	w.press(r, view.ActionDetails, "act:"+id)
	w.wait("a window is open", func(slackfake.Snapshot) bool { _, open := w.TopView(slackfake.Ada); return open })
	v, _ := w.TopView(slackfake.Ada)
	c := sharedEngine().Library().Case(id)
	for _, want := range []string{c.Problem[:40], c.Summary[:40], c.URL, c.Retrieved, "Report a mistake", "mailto:cases@example.org"} {
		if !strings.Contains(string(v.Blocks), want) {
			t.Errorf("the window does not show %q", want)
		}
	}
}
