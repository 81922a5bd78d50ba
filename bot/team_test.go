package bot_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"

	"precedent/bot"
	"precedent/bot/slackfake"
	"precedent/bot/store"
	"precedent/bot/view"
	"precedent/corpus"
	"precedent/recommend/rank"
)

// closeWindow closes the window that is open, so that the next one is seen.
func (w *workspace) closeWindow() {
	w.t.Helper()
	v, open := w.TopView(slackfake.Ada)
	if !open {
		w.t.Fatal("no window is open")
	}
	must(w.CloseView(w.ctx, slackfake.Ada, v.ID))(w.t)
}

// without are all scopes but some.
func without(scopes ...string) []string {
	return slices.DeleteFunc(slackfake.AllScopes(), func(s string) bool { return slices.Contains(scopes, s) })
}

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

// savedBrief is a workspace where a channel has a list of two cases, one with a note, and
// the window for a brief of it is open.
func savedBrief(t *testing.T, s setup) (*workspace, *store.Store) {
	w, kept := remembering(t, s)
	for _, id := range []string{"govtech-poland-programme", "seoul-owl-bus"} {
		c := sharedEngine().Library().Case(id)
		must(kept.Save(t.Context(), store.Saved{List: slackfake.General, Case: id, Title: c.Title, URL: c.URL, By: slackfake.Marek}))(t)
	}
	must(kept.Annotate(t.Context(), slackfake.General, "seoul-owl-bus", slackfake.Marek, "Ask about the costs."))(t)
	w.slash(slackfake.General, "list")
	w.press(w.answer(1), view.ActionBrief, "page")
	return w, kept
}

// TestBrief_Canvas makes a canvas of the list for its channel.
func TestBrief_Canvas(t *testing.T) {
	overBoth(t, func(t *testing.T, s setup) {
		w, kept := savedBrief(t, s)
		w.submit(view.CallbackBrief, slackfake.Values{view.BlockQuestion: {"What about night transport?"}, view.BlockFor: {view.ForChannel}})
		w.window("The brief is in the channel")
		r := w.answer(2)
		canvases := w.Canvases()
		if len(canvases) != 1 || canvases[0].Channels[slackfake.General] != "write" {
			t.Fatalf("canvases: %+v", canvases)
		}
		wantText(t, r, "A brief of 2 cases")
		wantText(t, r, canvases[0].ID)
		if r.Channel != slackfake.General || r.EphemeralTo != "" {
			t.Errorf("in %s for %q", r.Channel, r.EphemeralTo)
		}
		for _, want := range []string{"What about night transport?", "## 1. ", "## 2. ", "Ask about the costs.", "read in part on", sharedEngine().Library().Case("seoul-owl-bus").URL} {
			if !strings.Contains(canvases[0].Markdown, want) {
				t.Errorf("%q is missing:\n%s", want, canvases[0].Markdown)
			}
		}
		if q := must(kept.Question(t.Context(), slackfake.General))(t); q != "What about night transport?" {
			t.Errorf("kept question %q", q)
		}
		// The next brief of the list begins with the same question.
		w.closeWindow()
		w.slash(slackfake.General, "list")
		w.press(w.answer(3), view.ActionBrief, "page")
		w.submit(view.CallbackBrief, slackfake.Values{view.BlockForm: {view.FormMarkdown}})
		w.window("in your direct messages")
		files := w.Files()
		if len(files) != 1 || !strings.Contains(files[0].Content, "What about night transport?") {
			t.Errorf("files: %+v", files)
		}
	})
}

// TestBrief_ForMe gives the brief to the person alone: a canvas that they can edit.
func TestBrief_ForMe(t *testing.T) {
	w, _ := savedBrief(t, setup{})
	w.submit(view.CallbackBrief, slackfake.Values{view.BlockCases: {"seoul-owl-bus"}})
	w.window("in your direct messages")
	canvases := w.Canvases()
	if len(canvases) != 1 || canvases[0].Users[slackfake.Ada] != "write" || len(canvases[0].Channels) != 0 {
		t.Fatalf("canvases: %+v", canvases)
	}
	if strings.Contains(canvases[0].Markdown, "GovTech") {
		t.Error("a case stands in it that was not chosen")
	}
	if r := w.answer(2); !strings.HasPrefix(r.Channel, "D") {
		t.Errorf("told in %s", r.Channel)
	}
}

// TestBrief_KeepsTheQuestionOfAList: a brief of an answer leaves the list's question be.
func TestBrief_KeepsTheQuestionOfAList(t *testing.T) {
	w, kept := remembering(t, setup{})
	if err := kept.SetQuestion(t.Context(), slackfake.General, slackfake.Marek, "theirs"); err != nil {
		t.Fatal(err)
	}
	r, _ := w.firstCase(slackfake.General)
	w.press(r, view.ActionBrief, "more")
	w.submit(view.CallbackBrief, slackfake.Values{view.BlockFor: {view.ForChannel}})
	w.window("in the channel")
	if q := must(kept.Question(t.Context(), slackfake.General))(t); q != "theirs" {
		t.Errorf("kept question %q", q)
	}
}

// TestBrief_External: a brief with the team's notes is not for people of another
// organisation.
func TestBrief_External(t *testing.T) {
	w := newWorkspace(t, setup{})
	r, _ := w.firstCase(slackfake.Shared)
	w.press(r, view.ActionBrief, "more")
	w.wait("the window is open", func(slackfake.Snapshot) bool { _, open := w.TopView(slackfake.Ada); return open })
	if v, _ := w.TopView(slackfake.Ada); strings.Contains(string(v.Blocks), view.ForChannel+`"`) {
		t.Error("a brief for the channel is offered")
	}
}

// TestBrief_OnlyWhatIsSimilar: a brief begins with the cases that are similar and says of
// each how similar it was found, also of one that only touches on the problem.
func TestBrief_OnlyWhatIsSimilar(t *testing.T) {
	w := newWorkspace(t, setup{})
	const touching = " on the problem:"
	var r slackfake.Record
	asked, similar := "", 0
	for n, text := range []string{"Delivery units fail to deliver", "people wait months for a doctor", "people leaving prison become homeless", "public transport in rural areas"} {
		w.slash(slackfake.General, text)
		r = w.answer(n + 1)
		if before, _, both := strings.Cut(string(r.Blocks), touching); both {
			asked, similar = text, strings.Count(before, `"case:`)
		}
		if similar > 0 {
			break
		}
	}
	if similar == 0 {
		t.Fatal("no answer has both similar cases and others: ask something else")
	}
	shown, before := caseIDs(t, r), len(w.Messages())
	w.press(r, view.ActionBrief, "more")
	w.wait("the window is open", func(slackfake.Snapshot) bool {
		v, open := w.TopView(slackfake.Ada)
		return open && v.CallbackID == view.CallbackBrief
	})
	v, _ := w.TopView(slackfake.Ada)
	_, chosen, _ := strings.Cut(string(v.Blocks), `"initial_options":[`)
	chosen, _, _ = strings.Cut(chosen, "]")
	for i, id := range shown {
		if got := strings.Contains(chosen, `"value":"`+id+`"`); got != (i < similar) {
			t.Errorf("%s, the %d. of %d of which %d are similar, is chosen: %v", id, i+1, len(shown), similar, got)
		}
	}
	w.submit(view.CallbackBrief, slackfake.Values{view.BlockCases: {shown[0], shown[len(shown)-1]}, view.BlockForm: {view.FormMarkdown}})
	w.wait("the brief is there", func(s slackfake.Snapshot) bool { return len(s.Messages) > before && len(w.Files()) > 0 })
	file := w.Files()[0].Content
	for _, want := range []string{"**Question:** " + asked, "match with what was asked", "only touches on what was asked"} {
		if strings.Count(file, want) != 1 {
			t.Errorf("%q does not stand once in the brief:\n%s", want, file)
		}
	}
}

// TestBrief_CSV makes a table of the cases of an answer, with the question asked.
func TestBrief_CSV(t *testing.T) {
	w := newWorkspace(t, setup{})
	r, id := w.firstCase(slackfake.General)
	w.press(r, view.ActionBrief, "more")
	w.submit(view.CallbackBrief, slackfake.Values{view.BlockForm: {view.FormCSV}})
	w.window("in your direct messages")
	files := w.Files()
	if len(files) != 1 || !strings.HasSuffix(files[0].Name, ".csv") || !strings.HasPrefix(files[0].Channel, "D") {
		t.Fatalf("files: %+v", files)
	}
	for _, want := range []string{problem, sharedEngine().Library().Case(id).Title} {
		if !strings.Contains(files[0].Content, want) {
			t.Errorf("%q is missing:\n%s", want, files[0].Content)
		}
	}
}

// TestBrief_NoCanvas: where Slack makes none, on a free plan or without the optional
// scope, the brief is a file, and the person is told why.
func TestBrief_NoCanvas(t *testing.T) {
	for name, fake := range map[string]slackfake.Options{
		"the plan":  {FreePlan: true},
		"the scope": {Scopes: without("canvases:write")},
	} {
		t.Run(name, func(t *testing.T) {
			w, _ := savedBrief(t, setup{fake: fake})
			w.submit(view.CallbackBrief, nil)
			w.window("Slack makes no canvas for Precedent here")
			if files := w.Files(); len(files) != 1 || !strings.HasSuffix(files[0].Name, ".md") {
				t.Errorf("files: %+v", files)
			}
		})
	}
}

// TestBrief_Refused: what cannot be done is told, with what was typed, and leaves nothing
// behind.
func TestBrief_Refused(t *testing.T) {
	for name, tc := range map[string]struct {
		fake   slackfake.Options
		fault  func(*workspace)
		values slackfake.Values
		want   string
	}{
		"no scope for files": {fake: slackfake.Options{Scopes: without("canvases:write", "files:write")}, want: "files:write"},
		"not in the channel": {fault: func(w *workspace) { w.Fail("chat.postMessage", slackfake.SlackError("not_in_channel"), 1) },
			values: slackfake.Values{view.BlockFor: {view.ForChannel}}, want: "/invite @Precedent"},
		"no access": {fault: func(w *workspace) {
			w.Fail("canvases.access.set", slackfake.SlackError("restricted_action"), 1)
			w.Fail("files.completeUploadExternal", slackfake.SlackError("restricted_action"), 1)
		}, want: "does not let me post"},
		"the canvas fails half way": {fault: func(w *workspace) { w.Fail("canvases.create", slackfake.SlackError("internal_error"), 1) }, want: "Slack had trouble"},
	} {
		t.Run(name, func(t *testing.T) {
			w, _ := savedBrief(t, setup{fake: tc.fake})
			if tc.fault != nil {
				tc.fault(w)
			}
			if tc.values == nil {
				tc.values = slackfake.Values{}
			}
			tc.values[view.BlockQuestion] = []string{"A long question, lost?"}
			w.submit(view.CallbackBrief, tc.values)
			w.window(tc.want)
			w.window("A long question, lost?")
			if left := w.Canvases(); len(left) > 0 {
				t.Errorf("left behind: %+v", left)
			}
			if said := w.done(); len(said) > 1 {
				t.Errorf("left behind: %q", said[1].Text)
			}
		})
	}
}

// newTender is a case that the library does not have today, and tenderEngine the library
// with it.
var (
	newTender = corpus.Case{
		ID: "chile-new-tenders", Title: "Tender desks for small firms", URL: "https://example.org/tenders", Countries: []string{"CL"}, Level: "national",
		Problem: "Small firms cannot win public tenders.", Summary: "Desks that help small firms bid for public contracts.", Topics: []string{"public-procurement"},
	}
	tenderEngine = sync.OnceValue(func() *rank.Engine { return grownEngine(newTender) })
)

// manyTenders are as many new cases as a large import brings, and manyEngine the library
// with them.
var (
	manyTenders = sync.OnceValue(func() (many []corpus.Case) {
		for i := range 150 {
			c := newTender
			c.ID, c.Title, c.URL = fmt.Sprintf("%s-%03d", c.ID, i), fmt.Sprintf("Tender desk number %d of %s", i, c.Countries[0]), fmt.Sprint(c.URL, i)
			c.Summary = fmt.Sprintf("Desk %d helps small firms of district %d bid for contract %d.", i, 7*i, 13*i)
			many = append(many, c)
		}
		return many
	})
	manyEngine = sync.OnceValue(func() *rank.Engine { return grownEngine(manyTenders()...) })
)

func grownEngine(more ...corpus.Case) *rank.Engine {
	builtin, err := corpus.Builtin()
	if err != nil {
		panic(err)
	}
	lib, err := corpus.NewLibrary(append(slices.Clone(builtin.Library.Cases()), more...))
	if err != nil {
		panic(err)
	}
	e, err := rank.New(slog.New(slog.DiscardHandler), builtin.Vocabulary, lib, rank.Options{})
	if err != nil {
		panic(err)
	}
	return e
}

// TestWatch watches in a channel, gets a new library, is told once, lists and stops.
func TestWatch(t *testing.T) {
	overBoth(t, func(t *testing.T, s setup) {
		s.engine = tenderEngine()
		w, kept := remembering(t, s)
		see := func(cases ...string) {
			if err := kept.SeeLibrary(t.Context(), cases); err != nil {
				t.Fatal(err)
			}
		}
		see("govtech-poland-programme")
		w.slash(slackfake.General, "watch public tenders country:LATAM")
		offer := w.answer(1)
		wantText(t, offer, "only Latin America")
		if offer.EphemeralTo != slackfake.Ada {
			t.Errorf("offered to %q", offer.EphemeralTo)
		}
		w.press(offer, view.ActionWatch, "watch")
		announced := w.answer(2)
		wantText(t, announced, "public tenders country:LATAM")
		if announced.EphemeralTo != "" || announced.Channel != slackfake.General {
			t.Errorf("announced in %s to %q", announced.Channel, announced.EphemeralTo)
		}
		w.press(offer, view.ActionWatch, "watch")
		wantText(t, w.answer(3), "watched here already")

		w.bot.RunJobs(w.ctx) // nothing is new
		see("chile-new-tenders", "seoul-owl-bus", "not-in-the-library")
		w.bot.RunJobs(w.ctx)
		news := w.answer(4)
		wantText(t, news, "A new case in the library")
		if ids := wantCases(t, news, 1); ids[0] != newTender.ID || news.Channel != slackfake.General {
			t.Errorf("told of %v in %s", ids, news.Channel)
		}
		w.bot.RunJobs(w.ctx) // and never again

		w.slash(slackfake.General, "watch")
		list := w.answer(5)
		wantText(t, list, "Watched in this channel: 1")
		w.slashBy(slackfake.Marek, slackfake.Random, "watch")
		wantText(t, w.answer(6), "Nothing is watched here")
		block := blockIDs(t, list, "watch:")[0]
		w.press(list, view.ActionUnwatch+":list", block)
		wantText(t, w.answer(7), "has stopped what I looked for")
		w.wait("the list is changed", func(slackfake.Snapshot) bool {
			m, ok := w.Message(slackfake.General, list.TS)
			return ok && strings.Contains(m.Text, "No longer watched")
		})
		w.press(announced, view.ActionUnwatch, block)
		wantText(t, w.answer(8), "no longer watched")
		if said := w.done(); len(said) != 8 {
			t.Errorf("%d messages", len(said))
		}
	})
}

// TestWatch_ByWordOnly: a problem that only begins like the word is a problem.
func TestWatch_ByWordOnly(t *testing.T) {
	w, _ := remembering(t, setup{})
	for i, text := range []string{"watching over lonely old people costs too much", "surveiller la qualité de l'air dans les écoles"} {
		w.slash(slackfake.General, text)
		if r := w.answer(i + 1); r.EphemeralTo != slackfake.Ada || strings.Contains(string(r.Blocks), english.Text(view.ButtonWatch)) {
			t.Errorf("%q: %s to %q", text, r.Text, r.EphemeralTo)
		}
	}
}

// TestWatch_ManyNewCases: after a large import there is one message, with all of them
// behind its button.
func TestWatch_ManyNewCases(t *testing.T) {
	var ids []string
	for _, c := range manyTenders() {
		ids = append(ids, c.ID)
	}
	w, kept := remembering(t, setup{engine: manyEngine()})
	see := func(cases ...string) {
		if err := kept.SeeLibrary(t.Context(), cases); err != nil {
			t.Fatal(err)
		}
	}
	see("govtech-poland-programme")
	must3(kept.AddWatch(t.Context(), slackfake.General, slackfake.Ada, "public procurement"))(t)
	see(ids...)
	w.bot.RunJobs(w.ctx)
	w.bot.RunJobs(w.ctx)

	news := w.answer(1)
	wantText(t, news, "150 new cases")
	seen := map[string]bool{}
	for n := 1; ; n++ {
		r := w.answer(n)
		for _, id := range caseIDs(t, r) {
			seen[id] = true
		}
		if !strings.Contains(string(r.Blocks), `"`+view.ActionNews+`"`) {
			break
		}
		w.press(r, view.ActionNews, "news")
	}
	if len(seen) < 100 {
		t.Errorf("%d different cases can be seen", len(seen))
	}
}

func blockIDs(t *testing.T, r slackfake.Record, prefix string) []string {
	t.Helper()
	var blocks []struct {
		BlockID string `json:"block_id"`
	}
	if err := json.Unmarshal(r.Blocks, &blocks); err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, b := range blocks {
		if strings.HasPrefix(b.BlockID, prefix) {
			ids = append(ids, b.BlockID)
		}
	}
	return ids
}

// watching is a workspace with the new case and a watch of a channel, or of a person.
func watching(t *testing.T, place string, s setup) (*workspace, *store.Store) {
	s.engine = tenderEngine()
	w, kept := remembering(t, s)
	if err := kept.SeeLibrary(t.Context(), []string{"govtech-poland-programme"}); err != nil {
		t.Fatal(err)
	}
	if _, _, err := kept.AddWatch(t.Context(), place, slackfake.Ada, "public tenders"); err != nil {
		t.Fatal(err)
	}
	if err := kept.SeeLibrary(t.Context(), []string{newTender.ID}); err != nil {
		t.Fatal(err)
	}
	return w, kept
}

// TestWatch_Own tells a person alone.
func TestWatch_Own(t *testing.T) {
	w, kept := remembering(t, setup{})
	must(w.DirectMessage(w.ctx, slackfake.Post{User: slackfake.Ada, Text: "watch public tenders"}))(t)
	w.press(w.answer(1), view.ActionWatch, "watch")
	wantText(t, w.answer(2), "I tell you of them")
	must(w.DirectMessage(w.ctx, slackfake.Post{User: slackfake.Ada, Text: "watch list"}))(t)
	wantText(t, w.answer(3), "Watched for you: 1")
	if list := must(kept.Watches(t.Context(), slackfake.Ada))(t); len(list) != 1 {
		t.Fatalf("watches: %v", list)
	}
	w, _ = watching(t, slackfake.Ada, setup{})
	w.bot.RunJobs(w.ctx)
	r := w.answer(1)
	if !strings.HasPrefix(r.Channel, "D") {
		t.Errorf("told in %s", r.Channel)
	}
	w.press(r, view.ActionUnwatch, "news")
	wantText(t, w.answer(2), "No longer watched")
}

// TestWatch_Faults: a case is told of again only where it surely was not told of, and
// somebody hears of it where the channel cannot.
func TestWatch_Faults(t *testing.T) {
	t.Run("Slack refuses for now", func(t *testing.T) {
		w, _ := watching(t, slackfake.General, setup{})
		w.Fail("chat.postMessage", slackfake.SlackError("team_access_not_granted"), 1)
		w.bot.RunJobs(w.ctx)
		w.bot.RunJobs(w.ctx)
		if said := w.done(); len(said) != 1 {
			t.Errorf("%d messages", len(said))
		}
	})
	t.Run("Slack fails and nobody knows", func(t *testing.T) {
		w, _ := watching(t, slackfake.General, setup{})
		w.Fail("chat.postMessage", slackfake.SlackError("fatal_error"), 1)
		w.bot.RunJobs(w.ctx)
		w.bot.RunJobs(w.ctx)
		if said := w.done(); len(said) != 0 {
			t.Errorf("%d messages", len(said))
		}
	})
	t.Run("no longer in the channel", func(t *testing.T) {
		w, kept := watching(t, slackfake.General, setup{})
		w.Fail("chat.postMessage", slackfake.SlackError("not_in_channel"), 1)
		w.bot.RunJobs(w.ctx)
		r := w.answer(1)
		wantText(t, r, "could not post this in the channel")
		if !strings.HasPrefix(r.Channel, "D") {
			t.Errorf("told in %s", r.Channel)
		}
		w.press(r, view.ActionUnwatch, "news") // who asked for it can still stop it
		w.wait("the watch is gone", func(slackfake.Snapshot) bool {
			left, err := kept.Watches(w.ctx, "")
			return err == nil && len(left) == 0
		})
	})
	t.Run("nobody is left", func(t *testing.T) {
		w, _ := watching(t, slackfake.General, setup{})
		w.Fail("chat.postMessage", slackfake.SlackError("is_archived"), 1)
		w.Fail("chat.postMessage", slackfake.SlackError("user_disabled"), 1)
		w.bot.RunJobs(w.ctx)
		w.bot.RunJobs(w.ctx)
		if said := w.done(); len(said) != 0 {
			t.Errorf("%d messages", len(said))
		}
	})
	t.Run("no longer understood", func(t *testing.T) {
		w, kept := remembering(t, setup{engine: tenderEngine()})
		for _, step := range []func() error{
			func() error { return kept.SeeLibrary(t.Context(), []string{"x"}) },
			func() error {
				_, _, err := kept.AddWatch(t.Context(), slackfake.General, slackfake.Ada, "topic:gone")
				return err
			},
			func() error { return kept.SeeLibrary(t.Context(), []string{newTender.ID}) },
		} {
			if err := step(); err != nil {
				t.Fatal(err)
			}
		}
		w.bot.RunJobs(w.ctx)
		w.bot.RunJobs(w.ctx)
		wantText(t, w.answer(1), "I no longer understand")
		if said := w.done(); len(said) != 1 {
			t.Errorf("%d messages", len(said))
		}
	})
	t.Run("another organisation reads along", func(t *testing.T) {
		w, _ := watching(t, slackfake.Shared, setup{})
		w.bot.RunJobs(w.ctx)
		if r := w.answer(1); !strings.HasPrefix(r.Channel, "D") {
			t.Errorf("told in %s", r.Channel)
		}
		wantText(t, w.answer(1), "People of another organisation")
		w.slash(slackfake.Shared, "watch housing")
		wantText(t, w.answer(2), "People of another organisation")
	})
	t.Run("two bots on one store", func(t *testing.T) {
		w, _ := watching(t, slackfake.General, setup{})
		done := make(chan struct{})
		go func() { defer close(done); w.bot.RunJobs(w.ctx) }()
		w.bot.RunJobs(w.ctx)
		<-done
		if said := w.done(); len(said) != 1 {
			t.Errorf("%d messages", len(said))
		}
	})
}

// TestWatch_Refused says what cannot be watched.
func TestWatch_Refused(t *testing.T) {
	w, kept := remembering(t, setup{})
	for i, tc := range []struct{ text, want string }{
		{"watch country:Narnia", "I do not know the country"},
		{"watch hello there", "Tell me what goes wrong"},
	} {
		w.slash(slackfake.General, tc.text)
		wantText(t, w.answer(i+1), tc.want)
	}
	w.slash(slackfake.General, "watch housing")
	offer := w.answer(3)
	w.Fail("chat.postMessage", slackfake.SlackError("not_in_channel"), 1)
	w.press(offer, view.ActionWatch, "watch")
	wantText(t, w.answer(4), "/invite @Precedent")
	if left := must(kept.Watches(t.Context(), ""))(t); len(left) != 0 {
		t.Errorf("watches where it cannot tell: %v", left)
	}
	w.Fail("chat.postMessage", slackfake.SlackError("fatal_error"), 1)
	w.press(offer, view.ActionWatch, "watch")
	wantText(t, w.answer(5), "Slack had trouble")
	for i := range store.MaxWatches - 1 {
		must3(kept.AddWatch(context.Background(), slackfake.General, slackfake.Ada, strings.Repeat("x", i+1)))(t)
	}
	w.slash(slackfake.General, "watch water")
	w.press(w.answer(6), view.ActionWatch, "watch")
	wantText(t, w.answer(7), "stop one first")
}

func must3[A, B any](a A, b B, err error) func(testing.TB) {
	return func(t testing.TB) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
}

var _ bot.Memory = (*store.Store)(nil)
