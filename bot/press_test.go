package bot_test

import (
	"strings"
	"testing"
	"time"

	"precedent/bot/slackfake"
	"precedent/bot/view"
)

// firstCase asks the problem and returns the answer and its first case.
func (w *workspace) firstCase(channel string) (slackfake.Record, string) {
	w.t.Helper()
	w.slash(channel, problem)
	r := w.answer(1)
	return r, wantCases(w.t, r, 5)[0]
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

// TestPress_OnAPublicAnswerIsPrivate presses a button under an answer that
// everybody sees. What comes of it is for who pressed.
func TestPress_OnAPublicAnswerIsPrivate(t *testing.T) {
	w := newWorkspace(t, setup{})
	d := must(w.Mention(w.ctx, slackfake.Post{User: slackfake.Marek, Channel: slackfake.General, Text: problem}))(t)
	r := w.answer(1)
	w.press(r, view.ActionLike, "act:"+caseIDs(t, r)[0])
	like := w.answer(2)
	if like.EphemeralTo != slackfake.Ada || like.ThreadTS != d.TS {
		t.Errorf("seen by %q in thread %q, want Ada in %q", like.EphemeralTo, like.ThreadTS, d.TS)
	}
}

func TestPress_InADirectMessageStays(t *testing.T) {
	w := newWorkspace(t, setup{})
	must(w.DirectMessage(w.ctx, slackfake.Post{User: slackfake.Ada, Text: problem}))(t)
	r := w.answer(1)
	w.press(r, view.ActionLike, "act:"+caseIDs(t, r)[0])
	if like := w.answer(2); like.EphemeralTo != "" || like.Channel != r.Channel {
		t.Errorf("seen by %q in %s", like.EphemeralTo, like.Channel)
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

// share presses Share, fills the window in and submits it.
func (w *workspace) share(r slackfake.Record, id, to, note string) {
	w.t.Helper()
	w.press(r, view.ActionShare, "act:"+id)
	w.wait("the window is open", func(slackfake.Snapshot) bool { _, open := w.TopView(slackfake.Ada); return open })
	v, _ := w.TopView(slackfake.Ada)
	if !strings.Contains(string(v.Blocks), sharedEngine().Library().Case(id).Title) {
		w.t.Error("the window does not show what will be shared")
	}
	values := slackfake.Values{view.BlockShareTo: {to}}
	if note != "" {
		values[view.BlockNote] = []string{note}
	}
	d := must(w.Submit(w.ctx, slackfake.Ada, v.ID, values))(w.t)
	must(d.Wait(w.ctx))(w.t)
}

// window waits until the window shows a text.
func (w *workspace) window(want string) {
	w.t.Helper()
	w.wait("the window says "+want, func(slackfake.Snapshot) bool {
		v, open := w.TopView(slackfake.Ada)
		return open && strings.Contains(string(v.Blocks), want)
	})
}

func TestShare_InTheChannel(t *testing.T) {
	overBoth(t, func(t *testing.T, s setup) {
		w := newWorkspace(t, s)
		r, id := w.firstCase(slackfake.General)
		w.share(r, id, slackfake.General, "For <!channel>: look at *this*")
		w.window("Shared in")
		shared := w.answer(2)
		if shared.Channel != slackfake.General || shared.EphemeralTo != "" || shared.Via != "chat.postMessage" {
			t.Errorf("shared in %s to %q via %s", shared.Channel, shared.EphemeralTo, shared.Via)
		}
		wantText(t, shared, `"user_id":"`+slackfake.Ada)
		wantText(t, shared, "look at *this*")
		if got := caseIDs(t, shared); len(got) != 1 || got[0] != id {
			t.Errorf("shared %v, want %s", got, id)
		}
		if strings.Contains(shared.Text, "<!") {
			t.Errorf("live markup: %q", shared.Text)
		}
	})
}

func TestShare_WhereTheBotIsNoMember(t *testing.T) {
	w := newWorkspace(t, setup{})
	r, id := w.firstCase(slackfake.Random)
	w.share(r, id, slackfake.Random, "")
	w.window("Shared in")
	shared := w.answer(2)
	if shared.Channel != slackfake.Random || shared.EphemeralTo != "" || shared.Via != "response_url" {
		t.Errorf("shared in %s to %q via %s", shared.Channel, shared.EphemeralTo, shared.Via)
	}
}

func TestShare_Refused(t *testing.T) {
	for name, tc := range map[string]struct {
		to   string
		plan func(*workspace)
		want string
	}{
		"archived": {slackfake.Archived, func(*workspace) {}, "That channel is archived"},
		"not in channel, and no other way": {slackfake.Random, func(w *workspace) {
			w.Fail(slackfake.ResponseURLs, slackfake.SlackError("expired_url"), 1)
		}, "/invite @Precedent"},
		"restricted": {slackfake.General, func(w *workspace) {
			w.Fail("chat.postMessage", slackfake.SlackError("restricted_action"), 1)
			w.Fail(slackfake.ResponseURLs, slackfake.SlackError("restricted_action"), 1)
		}, "Slack does not let me post"},
		"rate limited for long": {slackfake.General, func(w *workspace) {
			w.Fail("chat.postMessage", slackfake.RateLimited(5*time.Minute), 1)
		}, "Slack asks me to slow down"},
		"slack fails": {slackfake.General, func(w *workspace) {
			w.Fail("chat.postMessage", slackfake.ServerError, 1)
		}, "Slack had trouble just now"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorkspace(t, setup{})
			r, id := w.firstCase(slackfake.General)
			w.press(r, view.ActionShare, "act:"+id)
			w.wait("the window is open", func(slackfake.Snapshot) bool { _, open := w.TopView(slackfake.Ada); return open })
			tc.plan(w)
			v, _ := w.TopView(slackfake.Ada)
			must(w.Submit(w.ctx, slackfake.Ada, v.ID, slackfake.Values{view.BlockShareTo: {tc.to}}))(t)
			w.window(tc.want)
			if got := w.done(); len(got) != 1 {
				t.Errorf("something was posted: %q", got[len(got)-1].Text)
			}
		})
	}
}

// TestShare_WithoutBlocks lets Slack refuse the blocks. The plain message must
// still say who shared the case, and why.
func TestShare_WithoutBlocks(t *testing.T) {
	w := newWorkspace(t, setup{})
	r, id := w.firstCase(slackfake.General)
	w.Fail("chat.postMessage", slackfake.SlackError("invalid_blocks"), 1)
	w.share(r, id, slackfake.General, "Look at <!channel> this")
	w.window("Shared in")
	shared := w.answer(2)
	for _, want := range []string{"<@" + slackfake.Ada + "> shared a case", "Look at &lt;!channel&gt; this", sharedEngine().Library().Case(id).URL} {
		wantText(t, shared, want)
	}
	if len(shared.Blocks) > 0 {
		t.Errorf("blocks: %s", shared.Blocks)
	}
}

func TestShare_RefusedKeepsTheNote(t *testing.T) {
	w := newWorkspace(t, setup{})
	r, id := w.firstCase(slackfake.General)
	w.share(r, id, slackfake.Archived, "A note that took a while")
	w.window("That channel is archived")
	w.window("A note that took a while")
}

func TestShare_RefusedAndWindowClosed(t *testing.T) {
	w := newWorkspace(t, setup{})
	r, id := w.firstCase(slackfake.General)
	w.press(r, view.ActionShare, "act:"+id)
	w.wait("the window is open", func(slackfake.Snapshot) bool { _, open := w.TopView(slackfake.Ada); return open })
	w.Fail("views.update", slackfake.SlackError("not_found"), 1)
	v, _ := w.TopView(slackfake.Ada)
	must(w.Submit(w.ctx, slackfake.Ada, v.ID, slackfake.Values{view.BlockShareTo: {slackfake.Archived}}))(t)
	told := w.answer(2)
	wantText(t, told, "That channel is archived")
	if told.EphemeralTo != slackfake.Ada {
		t.Errorf("told to %q", told.EphemeralTo)
	}
}

// TestPress_OldAndForged presses what no longer means anything, or never did.
func TestPress_OldAndForged(t *testing.T) {
	payload := func(action, value string) []byte {
		return []byte(`{"type":"block_actions","trigger_id":"` + action + value + `","user":{"id":"` + slackfake.Ada + `"},"channel":{"id":"` + slackfake.General +
			`"},"container":{"type":"message","channel_id":"` + slackfake.General + `"},"actions":[{"type":"button","action_id":"` + action + `","block_id":"b","value":"` + value + `"}]}`)
	}
	for name, tc := range map[string]struct{ action, value, want string }{
		"case gone":         {view.ActionLike, "a-case-of-yesterday", "no longer in the library"},
		"case gone, window": {view.ActionDetails, "a-case-of-yesterday", "no longer in the library"},
		"unknown action":    {"polish", "x", "no longer know what that button meant"},
		"broken state":      {view.ActionMore, "{", "no longer know what that button meant"},
		"negative offset":   {view.ActionMore, `{\"o\":-3,\"q\":{}}`, "no longer know what that button meant"},
		"offset too large":  {view.ActionMore, `{\"o\":9999999,\"q\":{\"w\":[{\"a\":\"tenders\"}]}}`, "no more cases"},
		"topic gone":        {view.ActionBrowse + ":x", "astrology", "I do not know the topic"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorkspace(t, setup{})
			d := must(w.DeliverPayload(w.ctx, "interactive", payload(tc.action, tc.value)))(t)
			must(d.Wait(w.ctx))(t)
			wantText(t, w.answer(1), tc.want)
		})
	}
}

func TestPress_ForeignResponseAddressIsNotCalled(t *testing.T) {
	w := newWorkspace(t, setup{})
	d := must(w.DeliverPayload(w.ctx, "interactive", []byte(`{"type":"block_actions","trigger_id":"t","response_url":"http://127.0.0.1:1/steal","user":{"id":"`+slackfake.Ada+
		`"},"channel":{"id":"`+slackfake.General+`"},"actions":[{"type":"button","action_id":"like","block_id":"b","value":"ukraine-prozorro"}]}`)))(t)
	must(d.Wait(w.ctx))(t)
	if r := w.answer(1); r.Via != "chat.postEphemeral" || r.EphemeralTo != slackfake.Ada {
		t.Errorf("answered via %s to %q", r.Via, r.EphemeralTo)
	}
}
