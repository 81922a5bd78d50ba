package bot_test

import (
	"strings"
	"testing"
	"time"

	"precedent/bot/slackfake"
	"precedent/bot/view"
)

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
