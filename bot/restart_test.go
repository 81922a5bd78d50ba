package bot_test

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"

	"precedent/bot/turn"

	"precedent/bot/slackfake"
	"precedent/bot/store"
	"precedent/bot/view"
	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/rank"
)

// leftEngine is the library when most cases of an answer to problem have left it: all of
// its first page but the last.
var leftEngine = sync.OnceValue(func() *rank.Engine {
	e := sharedEngine()
	a, err := e.Recommend(context.Background(), recommend.Request{Problem: problem}, turn.PageSize)
	if err != nil {
		panic(err)
	}
	left := map[string]bool{}
	for _, m := range a.Cases[:turn.PageSize-1] {
		left[m.Case.ID] = true
	}
	lib, err := corpus.NewLibrary(slices.DeleteFunc(slices.Clone(e.Library().Cases()), func(c corpus.Case) bool { return left[c.ID] }))
	if err != nil {
		panic(err)
	}
	without, err := rank.New(slog.New(slog.DiscardHandler), e.Vocabulary(), lib, rank.Options{})
	if err != nil {
		panic(err)
	}
	return without
})

// lasting is a workspace whose bot can be started anew with what it kept.
type lasting struct {
	*workspace
	setup  setup
	folder string
	kept   *store.Store
}

func newLasting(t *testing.T, s setup) *lasting {
	t.Helper()
	l := &lasting{setup: s, folder: t.TempDir()}
	l.open(t)
	l.workspace = newWorkspace(t, l.setup)
	return l
}

// open opens what is kept.
func (l *lasting) open(t testing.TB) {
	t.Helper()
	kept, err := store.Open(context.Background(), l.folder, store.Options{Now: wireTime})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { kept.Close() })
	l.kept, l.setup.bot.Memory = kept, kept
}

// restart stops the bot and starts another one in the same Slack, on the same file. Its
// library is that of the engine.
func (l *lasting) restart(e turn.Engine) {
	l.t.Helper()
	l.done()
	l.wait("the socket is gone", func(s slackfake.Snapshot) bool { return s.Sockets == 0 })
	if err := l.kept.Close(); err != nil {
		l.t.Fatal(err)
	}
	l.open(l.t)
	l.setup.engine = e
	l.start(l.setup)
}

// csv is a brief that is a table for the person alone.
var csv = slackfake.Values{view.BlockForm: {view.FormCSV}}

// other is a case that no answer to problem shows.
const other = "seoul-owl-bus"

// messages are old ones, of every kind with buttons.
type messages struct {
	shown []string // the cases of the answer

	answer    slackfake.Record
	like      slackfake.Record // cases like the first
	saved     slackfake.Record // the first case
	list      slackfake.Record // of the first case, the last, and another
	table     slackfake.Record // those three side by side
	shared    slackfake.Record // the first case
	thread    slackfake.Record
	offer     slackfake.Record // to watch
	announced slackfake.Record // a watch
	news      slackfake.Record // of that watch
}

// messages lets the bot write a message of every kind but those around watches.
func (l *lasting) messages() messages {
	l.t.Helper()
	var m messages
	m.answer = l.said(func() { l.slash(slackfake.General, problem) })
	m.shown = wantCases(l.t, m.answer, 5)
	first, last := m.shown[0], m.shown[4]

	m.like = l.presses(m.answer, view.ActionLike, "act:"+first, "a little like")
	m.saved = l.presses(m.answer, view.ActionSave, "act:"+first, "Saved to the list")
	l.presses(m.answer, view.ActionSave, "act:"+last, "Saved to the list")
	must(l.kept.Save(l.ctx, store.Saved{List: slackfake.General, Case: other, Title: other, By: slackfake.Marek}))(l.t)
	m.list = l.said(func() { l.slash(slackfake.General, "list") })
	m.table = l.said(func() { l.fills(m.list, view.ActionCompare, "page", view.CallbackCompare, nil, "The answer stands") })
	wantText(l.t, m.table, "3 cases side by side")
	m.shared = l.said(func() {
		l.fills(m.answer, view.ActionShare, "act:"+first, view.CallbackShare, slackfake.Values{view.BlockShareTo: {slackfake.General}}, "Shared in")
	})
	m.thread = l.mentions("", problem)
	return m
}

// watched adds those around watches, and shows the Home tab with the first case as a new
// one.
func (l *lasting) watched(m *messages) {
	l.t.Helper()
	first := m.shown[0]
	see := func(cases ...string) {
		if err := l.kept.SeeLibrary(l.ctx, cases); err != nil {
			l.t.Fatal(err)
		}
	}
	see("of-long-ago")
	m.offer = l.said(func() { l.slash(slackfake.General, "watch public tenders country:LATAM") })
	offer := l.said(func() { l.slash(slackfake.General, "watch public tenders") })
	m.announced = l.presses(offer, view.ActionWatch, "watch", "has asked me")
	var all []string
	for _, c := range sharedEngine().Library().Cases() {
		all = append(all, c.ID)
	}
	see(slices.DeleteFunc(slices.Clone(all), func(id string) bool { return id == first })...)
	see(all...)
	m.news = l.said(func() { l.bot.RunJobs(l.ctx) })
	wantText(l.t, m.news, "new cases in the library")
	l.openHome("new-act:" + first)
}

// openHome opens the Home tab and waits until it says something.
func (l *lasting) openHome(want string) {
	l.t.Helper()
	must(must(l.HomeOpened(l.ctx, slackfake.Ada, "home"))(l.t).Wait(l.ctx))(l.t)
	l.home(want)
}

// TestRestart_OldMessages uses everything on messages from before a restart.
func TestRestart_OldMessages(t *testing.T) {
	overBoth(t, func(t *testing.T, s setup) {
		l := newLasting(t, s)
		m := l.messages()
		l.watched(&m)
		l.restart(sharedEngine())
		first := "act:" + m.shown[0]

		l.presses(m.answer, view.ActionMore, "more", ": 6 to 10 of")
		l.presses(m.answer, view.ActionLike, first, "a little like")
		l.presses(m.answer, view.ActionSave, first, "on the list already")
		l.presses(m.answer, view.ActionSave, "act:"+m.shown[1], "Saved to the list of this channel")
		l.presses(m.answer, view.ActionHelpful, "feedback", "Thank you")
		l.fills(m.answer, view.ActionNotHelpful, "feedback", view.CallbackReason, slackfake.Values{view.BlockReason: {"too old"}}, "Thank you")
		if all := must(l.kept.AllFeedback(l.ctx))(t); len(all) != 1 || all[0].Problem != problem || all[0].Reason != "too old" {
			t.Errorf("kept %+v", all)
		}
		l.press(m.answer, view.ActionDetails, first)
		l.window(sharedEngine().Library().Case(m.shown[0]).URL)
		l.closeWindow()
		r := l.said(func() {
			l.fills(m.answer, view.ActionRefine, "more", view.CallbackSearch,
				slackfake.Values{view.BlockProblem: {problem}, view.BlockPlaces: {"latam"}}, "The answer stands")
		})
		wantText(t, r, problem)
		wantText(t, r, "only Latin America")
		r = l.said(func() {
			l.fills(m.answer, view.ActionCompare, "more", view.CallbackCompare, nil, "The answer stands")
		})
		wantText(t, r, "4 cases side by side")
		l.fills(m.answer, view.ActionBrief, "more", view.CallbackBrief, csv, "in your direct messages")
		r = l.said(func() {
			l.fills(m.answer, view.ActionShare, "act:"+m.shown[2], view.CallbackShare, slackfake.Values{view.BlockShareTo: {slackfake.General}}, "Shared in")
		})
		wantText(t, r, "shared a case")

		r = l.said(func() {
			l.fills(m.table, view.ActionShareCompare, "compared", view.CallbackShare, slackfake.Values{view.BlockShareTo: {slackfake.Random}}, "Shared in")
		})
		wantText(t, r, "shared a comparison of 3 cases")
		l.fills(m.table, view.ActionBrief, "compared", view.CallbackBrief, csv, "in your direct messages")
		l.fills(m.list, view.ActionBrief, "page", view.CallbackBrief, csv, "in your direct messages")
		l.presses(m.shared, view.ActionLike, first, "a little like")
		l.presses(m.shared, view.ActionSave, first, "on the list already")

		l.fills(m.saved, view.ActionEdit, first, view.CallbackNote, slackfake.Values{view.BlockNote: {"Could work."}}, "The note is on the list.")
		r = l.presses(m.saved, view.ActionList, first, "Saved in this channel: 4")
		wantText(t, r, "Could work.")
		l.press(m.list, view.ActionRemove+":0", first)
		l.wait("the case is gone from the list", func(slackfake.Snapshot) bool {
			r, ok := l.Message(slackfake.General, m.list.TS)
			return ok && strings.Contains(r.Text, "Removed: ")
		})

		l.presses(m.news, view.ActionNews, "news", "More cases: ")
		l.presses(m.offer, view.ActionWatch, "watch", "has asked me")
		l.presses(m.offer, view.ActionWatch, "watch", "watched here already")
		l.presses(m.announced, view.ActionUnwatch, "", "has stopped what I looked for")
		l.wait("what is left is shown", func(s slackfake.Snapshot) bool {
			list := answers(s)
			return strings.Contains(list[len(list)-1].Text, "No longer watched")
		})
		l.presses(m.news, view.ActionUnwatch, "news", "no longer watched")

		r = l.mentions(m.thread.ThreadTS, "only in Latin America")
		wantText(t, r, problem)
		wantText(t, r, "only Latin America")
		if r.ThreadTS != m.thread.ThreadTS {
			t.Errorf("answered in thread %q", r.ThreadTS)
		}
		l.presses(m.thread, view.ActionMore, "more", fmt.Sprintf("More cases: %d to", len(caseIDs(t, m.thread))+1))

		l.pressHome(view.ActionSave, "new-"+first)
		l.home("Saved: ")
		l.noErrors()
	})
}

// TestLeft_OldMessages uses everything on messages from before a restart, when cases in
// them have left the library meanwhile.
func TestLeft_OldMessages(t *testing.T) {
	overBoth(t, func(t *testing.T, s setup) {
		l := newLasting(t, s)
		m := l.messages()
		l.watched(&m)
		l.restart(leftEngine())
		first, gone := "act:"+m.shown[0], "no longer in the library"

		for _, action := range []string{view.ActionSave, view.ActionDetails, view.ActionLike, view.ActionShare} {
			l.presses(m.answer, action, first, gone)
		}
		for _, action := range []string{view.ActionSave, view.ActionDetails, view.ActionLike} {
			l.presses(m.shared, action, first, gone)
		}
		for _, action := range []string{view.ActionDetails, view.ActionLike} {
			l.presses(m.list, action, first, gone)
		}
		l.presses(m.like, view.ActionMore, "more", gone)
		l.presses(m.answer, view.ActionMore, "more", ": 6 to 10 of")
		l.presses(m.answer, view.ActionCompare, "more", "There are not two")
		l.presses(m.answer, view.ActionHelpful, "feedback", "Thank you")
		l.fills(m.answer, view.ActionNotHelpful, "feedback", view.CallbackReason, slackfake.Values{view.BlockReason: {"too old"}}, "Thank you")
		l.fills(m.like, view.ActionRefine, "more", view.CallbackSearch, nil, gone)
		r := l.said(func() {
			l.fills(m.answer, view.ActionRefine, "more", view.CallbackSearch, nil, "The answer stands")
		})
		wantText(t, r, problem)

		l.fills(m.answer, view.ActionBrief, "more", view.CallbackBrief, csv, "in your direct messages")
		l.fills(m.list, view.ActionBrief, "page", view.CallbackBrief, csv, "in your direct messages")
		l.fills(m.table, view.ActionBrief, "compared", view.CallbackBrief, csv, "in your direct messages")
		title := sharedEngine().Library().Case(m.shown[0]).Title
		for i, f := range l.Files() { // what is saved stands in it as far as it is known
			if !strings.Contains(f.Content, title) || !strings.Contains(f.Content, leftEngine().Library().Case(m.shown[4]).Title) {
				t.Errorf("brief %d: %s", i, f.Content)
			}
		}
		r = l.said(func() {
			l.fills(m.list, view.ActionCompare, "page", view.CallbackCompare, nil, "The answer stands")
		})
		wantText(t, r, "2 cases side by side")
		r = l.said(func() {
			l.fills(m.table, view.ActionShareCompare, "compared", view.CallbackShare, slackfake.Values{view.BlockShareTo: {slackfake.General}}, "Shared in")
		})
		wantText(t, r, "a comparison of 2 cases")

		l.fills(m.saved, view.ActionEdit, first, view.CallbackNote, slackfake.Values{view.BlockNote: {"Gone?"}}, "The note is on the list.")
		l.presses(m.saved, view.ActionList, first, "This case has left the library")
		l.press(m.list, view.ActionRemove+":0", first)
		l.wait("the case is gone from the list", func(slackfake.Snapshot) bool {
			r, ok := l.Message(slackfake.General, m.list.TS)
			return ok && strings.Contains(r.Text, "Removed: ")
		})

		l.presses(m.news, view.ActionNews, "news", "More cases: ")
		wantText(t, l.mentions(m.thread.ThreadTS, "more like the second"), gone)
		wantText(t, l.mentions(m.thread.ThreadTS, "only in Latin America"), problem)

		l.pressHome(view.ActionDetails, "new-"+first)
		l.home(gone)
		l.noErrors()
	})
}

// TestRestart_OpenWindow submits every window from before a restart, with the same
// library and with one that cases have left meanwhile.
func TestRestart_OpenWindow(t *testing.T) {
	for name, tc := range map[string]struct {
		open      func(*lasting, messages)
		callback  string
		values    slackfake.Values
		want      string
		afterLeft string
	}{
		"share": {
			func(l *lasting, m messages) { l.press(m.answer, view.ActionShare, "act:"+m.shown[0]) },
			view.CallbackShare, slackfake.Values{view.BlockShareTo: {slackfake.General}, view.BlockNote: {"Look."}}, "Shared in", "no longer in the library",
		},
		"share a comparison": {
			func(l *lasting, m messages) { l.press(m.table, view.ActionShareCompare, "compared") },
			view.CallbackShare, slackfake.Values{view.BlockShareTo: {slackfake.General}}, "Shared in", "no longer in the library",
		},
		"note": {
			func(l *lasting, m messages) { l.press(m.saved, view.ActionEdit, "act:"+m.shown[0]) },
			view.CallbackNote, slackfake.Values{view.BlockNote: {"Could work."}}, "The note is on the list.", "The note is on the list.",
		},
		"search": {
			func(l *lasting, m messages) { l.press(m.answer, view.ActionRefine, "more") },
			view.CallbackSearch, slackfake.Values{view.BlockProblem: {problem}}, "The answer stands in the conversation", "The answer stands in the conversation",
		},
		"search like a case": {
			func(l *lasting, m messages) { l.press(m.like, view.ActionRefine, "more") },
			view.CallbackSearch, nil, "The answer stands in the conversation", "no longer in the library",
		},
		"compare": {
			func(l *lasting, m messages) { l.press(m.answer, view.ActionCompare, "more") },
			view.CallbackCompare, nil, "The answer stands in the conversation", "There are not two",
		},
		"brief": {
			func(l *lasting, m messages) { l.press(m.list, view.ActionBrief, "page") },
			view.CallbackBrief, csv, "in your direct messages", "in your direct messages",
		},
		"not helpful": {
			func(l *lasting, m messages) { l.press(m.answer, view.ActionNotHelpful, "feedback") },
			view.CallbackReason, slackfake.Values{view.BlockReason: {"too old"}}, "Thank you", "Thank you",
		},
		"where I work": {
			func(l *lasting, _ messages) {
				l.openHome("Say where you work")
				l.pressHome(view.ActionWorkplace, "search")
			},
			view.CallbackWorkplace, slackfake.Values{view.BlockCountry: {"PL"}, view.BlockLevel: {"national"}}, "come a little earlier from now on", "come a little earlier from now on",
		},
	} {
		for library, after := range map[string]struct {
			engine turn.Engine
			want   string
		}{
			"the same library": {sharedEngine(), tc.want},
			"cases have left":  {leftEngine(), tc.afterLeft},
		} {
			t.Run(name+", "+library, func(t *testing.T) {
				l := newLasting(t, setup{})
				m := l.messages()
				tc.open(l, m)
				l.wait("the window is open", func(slackfake.Snapshot) bool { _, open := l.TopView(slackfake.Ada); return open })
				l.restart(after.engine)
				l.submit(tc.callback, tc.values)
				l.window(after.want)
				for _, note := range tc.values[view.BlockNote] {
					if strings.Contains(after.want, "library") { // it can be copied
						l.window(note)
					}
				}
				l.noErrors()
			})
		}
	}
}
