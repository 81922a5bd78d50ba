package bot_test

import (
	"strings"
	"testing"

	"precedent/bot"
	"precedent/bot/slackfake"
	"precedent/bot/store"
	"precedent/bot/view"
)

// home opens the Home tab and waits until it says something.
func (w *workspace) home(want string) slackfake.View {
	w.t.Helper()
	w.wait("Home says "+want, func(slackfake.Snapshot) bool {
		v, ok := w.HomeView(slackfake.Ada)
		return ok && strings.Contains(string(v.Blocks), want)
	})
	v, _ := w.HomeView(slackfake.Ada)
	return v
}

func (w *workspace) pressHome(action, block string, values ...string) {
	w.t.Helper()
	v, _ := w.HomeView(slackfake.Ada)
	a := slackfake.Action{ActionID: action, BlockID: block}
	if len(values) > 0 {
		a.Values = values
	}
	d := must(w.PressInView(w.ctx, slackfake.Ada, v.ID, a, nil))(w.t)
	must(d.Wait(w.ctx))(w.t)
}

// TestHome opens the Home tab, browses, saves, removes and searches from there.
func TestHome(t *testing.T) {
	overBoth(t, func(t *testing.T, s setup) {
		w, kept := remembering(t, s)
		if err := kept.SeeLibrary(t.Context(), []string{"something-old"}); err != nil {
			t.Fatal(err)
		}
		if err := kept.SeeLibrary(t.Context(), []string{"seoul-owl-bus"}); err != nil {
			t.Fatal(err)
		}
		d := must(w.HomeOpened(w.ctx, slackfake.Ada, "home"))(t)
		must(d.Wait(w.ctx))(t)
		w.home("Press Save under a case")
		w.home("When somebody shares a case")
		w.home("New in the library")

		w.pressHome(view.ActionTopic, "search", "housing")
		list := w.answer(1)
		wantText(t, list, "only housing and homelessness")
		if !strings.HasPrefix(list.Channel, "D") {
			t.Errorf("listed in %s", list.Channel)
		}
		w.home("in your direct messages")

		w.pressHome(view.ActionSave, "new-act:seoul-owl-bus")
		w.home("Saved: ")
		w.pressHome(view.ActionRemove, "act:seoul-owl-bus")
		w.home("Removed: ")

		w.pressHome(view.ActionSearch, "search")
		w.submit(view.CallbackSearch, slackfake.Values{view.BlockProblem: {problem}})
		w.window("in your direct messages")
		wantCases(t, w.answer(2), 5)
	})
}

// TestHome_NothingLeaks: what was shared in a private channel, or is saved by others,
// is not in anybody's Home tab.
func TestHome_NothingLeaks(t *testing.T) {
	w, kept := remembering(t, setup{})
	r, id := w.firstCase(slackfake.General)
	w.share(r, id, slackfake.Secret, "")
	w.window("Shared in")
	shown, _ := w.TopView(slackfake.Ada)
	must(w.CloseView(w.ctx, slackfake.Ada, shown.ID))(t)
	w.share(r, caseIDs(t, r)[1], slackfake.General, "")
	w.wait("the second case is shared", func(slackfake.Snapshot) bool {
		shares, err := kept.PublicShares(t.Context(), 5)
		return err == nil && len(shares) == 1
	})
	d := must(w.HomeOpened(w.ctx, slackfake.Ada, "home"))(t)
	must(d.Wait(w.ctx))(t)
	v := w.home(caseIDs(t, r)[1])
	if strings.Contains(string(v.Blocks), `"shared:`+id) {
		t.Error("Home shows what was shared in a private channel")
	}
}

// TestHome_WithoutMemory has a search and the topics.
func TestHome_WithoutMemory(t *testing.T) {
	w := newWorkspace(t, setup{bot: bot.Options{}})
	d := must(w.HomeOpened(w.ctx, slackfake.Ada, "home"))(t)
	must(d.Wait(w.ctx))(t)
	v := w.home("Browse by topic")
	if strings.Contains(string(v.Blocks), "Saved by you") {
		t.Error("Home offers to save what is not kept")
	}
}

// TestHome_Place says where the person works. Private answers then prefer cases from there
// and say so, those for everybody do not.
func TestHome_Place(t *testing.T) {
	overBoth(t, func(t *testing.T, s setup) {
		w, kept := remembering(t, s)
		must(must(w.HomeOpened(w.ctx, slackfake.Ada, "home"))(t).Wait(w.ctx))(t)
		w.home("Say where you work")
		w.pressHome(view.ActionWorkplace, "search")
		w.submit(view.CallbackWorkplace, slackfake.Values{view.BlockCountry: {"PL"}, view.BlockLevel: {"national"}})
		w.window("come a little earlier from now on")
		w.home("You work here: Poland · National or federal government")
		if p := must(kept.Person(t.Context(), slackfake.Ada))(t); p != (store.Person{Country: "PL", Level: "national"}) {
			t.Errorf("kept %+v", p)
		}
		w.slash(slackfake.General, problem)
		wantText(t, w.answer(1), "also at national")
		w.press(w.answer(1), view.ActionMore, "more")
		wantText(t, w.answer(2), "also at national")
		for _, elsewhere := range []func(){
			func() { w.slashBy(slackfake.Marek, slackfake.General, problem) },
			func() {
				must(w.Mention(w.ctx, slackfake.Post{User: slackfake.Ada, Channel: slackfake.General, Text: problem}))(t)
			},
		} {
			elsewhere()
		}
		for i := 3; i <= 4; i++ {
			if r := w.answer(i); strings.Contains(string(r.Blocks), "also at") {
				t.Errorf("another answer shows where the person works: %s", r.Blocks)
			}
		}
		w.closeWindow()
		w.pressHome(view.ActionWorkplace, "search")
		w.submit(view.CallbackWorkplace, slackfake.Values{view.BlockCountry: {view.ValueNone}, view.BlockLevel: {view.ValueNone}})
		w.window("Nothing is kept")
		w.home("Say where you work")
	})
}

// TestHome_CompareTooFew says in Home why nothing can be compared.
func TestHome_CompareTooFew(t *testing.T) {
	w, kept := remembering(t, setup{})
	for _, id := range []string{"seoul-owl-bus", "gone-from-the-library"} {
		must(kept.Save(t.Context(), store.Saved{List: slackfake.Ada, Case: id, Title: id, By: slackfake.Ada}))(t)
	}
	must(must(w.HomeOpened(w.ctx, slackfake.Ada, "home"))(t).Wait(w.ctx))(t)
	w.home("This case has left the library")
	w.pressHome(view.ActionCompare, "list")
	w.home("There are not two of those cases")
}
