package bot_test

import (
	"strings"
	"testing"

	"precedent/bot/slackfake"
	"precedent/bot/store"
	"precedent/bot/view"
)

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
