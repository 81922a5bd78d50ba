package bot_test

import (
	"context"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"precedent/bot/slackfake"
	"precedent/bot/view"
)

// TestSlack_RateLimitedInAnyWords: the answer is not lost, whichever way it goes.
func TestSlack_RateLimitedInAnyWords(t *testing.T) {
	for said, fault := range retryAfters {
		t.Run(said, func(t *testing.T) {
			w := newWorkspace(t, setup{})
			w.Fail("chat.postMessage", fault, 2)
			w.mention()
			wantCases(t, w.answer(1), 5)
			w.Fail(slackfake.ResponseURLs, fault, 2)
			w.slash(slackfake.General, problem)
			r := w.answer(2)
			wantCases(t, r, 5)
			if r.Via != slackfake.ResponseURLs {
				t.Errorf("answered via %s", r.Via)
			}
		})
	}
}

func TestSlack_RateLimited(t *testing.T) {
	w := newWorkspace(t, setup{})
	w.Fail("chat.postMessage", slackfake.RateLimited(time.Second), 2)
	w.mention()
	wantCases(t, w.answer(1), 5)
	if n := w.Snapshot().Count(slackfake.APICall, "chat.postMessage"); n != 3 {
		t.Errorf("%d calls, want two refused and one that posts", n)
	}
}

// TestSlack_RateLimitedHoldsNobodyUp lets more answers wait for Slack than are
// worked on at a time. Another one must get through meanwhile.
func TestSlack_RateLimitedHoldsNobodyUp(t *testing.T) {
	const waiting = 20
	paused, release := make(chan struct{}, waiting), make(chan struct{})
	w := newWorkspace(t, setup{pause: func(ctx context.Context, _ time.Duration) error {
		paused <- struct{}{}
		<-release
		return ctx.Err()
	}})
	w.Fail("chat.postMessage", slackfake.RateLimited(time.Second), waiting)
	for range waiting {
		w.mention()
	}
	for range waiting {
		<-paused
	}
	w.slash(slackfake.General, problem)
	wantCases(t, w.answer(1), 5)
	close(release)
	w.wait("all are answered", func(s slackfake.Snapshot) bool { return len(answers(s)) == waiting+1 })
}

func TestSlack_RateLimitedForLong(t *testing.T) {
	w := newWorkspace(t, setup{})
	w.Fail("chat.postMessage", slackfake.RateLimited(10*time.Minute), 1)
	w.mention()
	wantText(t, w.answer(1), "Slack asks me to slow down")
}

// TestSlack_Fails lets posting fail before and after its effect. An answer is
// never posted twice, and the person is told in either case.
func TestSlack_Fails(t *testing.T) {
	for name, tc := range map[string]struct {
		fault   slackfake.Fault
		answers int
	}{
		"500 before the effect":   {slackfake.ServerError, 0},
		"500 after the effect":    {slackfake.ServerErrorAfter, 1},
		"dropped before":          {slackfake.DropConnection, 0},
		"dropped after":           {slackfake.DropConnectionAfter, 1},
		"500 for the whole while": {slackfake.ServerError, 0},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorkspace(t, setup{})
			w.Fail("chat.postMessage", tc.fault, 1)
			w.mention()
			w.answer(tc.answers + 1)
			got := w.done()
			if len(got) != tc.answers+1 {
				t.Fatalf("%d messages, want %d", len(got), tc.answers+1)
			}
			told := got[len(got)-1]
			wantText(t, told, "Slack had trouble just now")
			if told.EphemeralTo != slackfake.Ada {
				t.Errorf("told to %q", told.EphemeralTo)
			}
		})
	}
}

func TestSlack_ResponseAddressFails(t *testing.T) {
	for name, tc := range map[string]struct {
		fault slackfake.Fault
		via   string
	}{
		"expired":             {slackfake.SlackError("expired_url"), "chat.postEphemeral"},
		"rate limited":        {slackfake.RateLimited(time.Second), "response_url"},
		"500 and after":       {slackfake.ServerError, ""},
		"a page of a proxy's": {slackfake.Page(200), ""},
		"a proxy's refusal":   {slackfake.Page(403), "chat.postEphemeral"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorkspace(t, setup{})
			w.Fail(slackfake.ResponseURLs, tc.fault, 1)
			w.slash(slackfake.General, problem)
			r := w.answer(1)
			if tc.via == "" {
				wantText(t, r, "Slack had trouble just now")
				return
			}
			wantCases(t, r, 5)
			if r.Via != tc.via || r.EphemeralTo != slackfake.Ada {
				t.Errorf("answered via %s to %q", r.Via, r.EphemeralTo)
			}
		})
	}
}

// TestSlack_NoWayButADirectMessage closes every nearer way.
func TestSlack_NoWayButADirectMessage(t *testing.T) {
	w := newWorkspace(t, setup{})
	w.Fail(slackfake.ResponseURLs, slackfake.SlackError("expired_url"), 1)
	w.slash(slackfake.Secret, problem) // the bot is no member there
	r := w.answer(1)
	wantCases(t, r, 5)
	if !strings.HasPrefix(r.Channel, "D") {
		t.Errorf("answered in %s", r.Channel)
	}
}

// TestSlack_Refuses lets Slack refuse the answer to a mention. The person is
// told why, privately.
func TestSlack_Refuses(t *testing.T) {
	for code, want := range map[string]string{
		"not_in_channel":                        "/invite @Precedent",
		"is_archived":                           "archived",
		"channel_not_found":                     "/invite @Precedent",
		"restricted_action":                     "does not let me post",
		"restricted_action_read_only_channel":   "does not let me post",
		"restricted_action_thread_only_channel": "does not let me post",
		"restricted_action_yet_to_come":         "does not let me post",
		"ekm_access_denied":                     "does not let me post",
		"no_permission":                         "does not let me post",
		"not_allowed_token_type":                "access to this workspace has ended",
		"missing_scope":                         "missing a permission",
		"token_revoked":                         "access to this workspace has ended",
		"fatal_error":                           "Slack had trouble just now",
		"brand_new_code":                        "Something went wrong on my side",
	} {
		t.Run(code, func(t *testing.T) {
			w := newWorkspace(t, setup{})
			w.Fail("chat.postMessage", slackfake.SlackError(code), 1)
			w.mention()
			r := w.answer(1)
			wantText(t, r, want)
			if r.EphemeralTo != slackfake.Ada && !strings.HasPrefix(r.Channel, "D") {
				t.Errorf("told in %s to %q", r.Channel, r.EphemeralTo)
			}
		})
	}
}

func TestSlack_RefusesBlocks(t *testing.T) {
	for _, code := range []string{"invalid_blocks", "invalid_blocks_format", "invalid_attachments", "too_many_attachments", "msg_blocks_too_long"} {
		t.Run(code, func(t *testing.T) {
			w := newWorkspace(t, setup{})
			w.Fail("chat.postMessage", slackfake.SlackError(code), 1)
			w.mention()
			r := w.answer(1)
			if len(caseIDs(t, r)) != 0 || strings.Count(r.Text, "https://") != 5 {
				t.Errorf("not the plain answer: %q", r.Text)
			}
			w.Fail(slackfake.ResponseURLs, slackfake.SlackError(code), 1)
			w.slash(slackfake.General, problem)
			if r := w.answer(2); strings.Count(r.Text, "https://") != 5 {
				t.Errorf("not the plain answer: %q", r.Text)
			}
		})
	}
}

// TestSlack_SlowHoldsNobodyUp lets Slack hold on to more answers than the bot
// sends at a time. A window must open meanwhile, since it can for three seconds
// only, and the bot must go on taking questions.
func TestSlack_SlowHoldsNobodyUp(t *testing.T) {
	w := newWorkspace(t, setup{})
	r, id := w.firstCase(slackfake.General)
	const many = 100
	release := w.Hold(slackfake.ResponseURLs, many)
	w.burst(many, func() {})
	w.wait("as many answers are held as are sent at a time", func(s slackfake.Snapshot) bool { return s.Count(slackfake.Held, slackfake.ResponseURLs) == 64 })
	w.press(r, view.ActionDetails, "act:"+id)
	w.wait("a window is open", func(slackfake.Snapshot) bool { _, open := w.TopView(slackfake.Ada); return open })
	release()
	w.wait("all are answered", func(s slackfake.Snapshot) bool { return len(answers(s)) == many+1 })
}

// TestSlack_TellingHasAnEnd lets Slack refuse every way to tell the person. The
// bot must give up in time to be stopped.
func TestSlack_TellingHasAnEnd(t *testing.T) {
	var unbounded atomic.Int32
	w := newWorkspace(t, setup{pause: func(ctx context.Context, _ time.Duration) error {
		if _, ok := ctx.Deadline(); !ok {
			unbounded.Add(1)
		}
		return ctx.Err()
	}})
	for _, target := range []string{slackfake.ResponseURLs, "chat.postEphemeral", "chat.postMessage"} {
		w.Fail(target, slackfake.RateLimited(time.Second), 100)
	}
	w.slash(slackfake.General, problem)
	if got := w.done(); len(got) > 0 || unbounded.Load() > 0 {
		t.Errorf("%d messages, %d pauses without an end", len(got), unbounded.Load())
	}
	if log := w.logs.String(); !strings.Contains(log, "could not tell the person") {
		t.Errorf("the log does not say so: %s", log)
	}
}

func TestSlack_RefusesWindow(t *testing.T) {
	w := newWorkspace(t, setup{})
	r, id := w.firstCase(slackfake.General)
	w.Fail("views.open", slackfake.SlackError("invalid_arguments"), 2)
	w.press(r, view.ActionDetails, "act:"+id)
	c := sharedEngine().Library().Case(id)
	for _, want := range []string{c.Problem[:40], c.URL, c.Retrieved} {
		wantText(t, w.answer(2), want)
	}
	w.press(r, view.ActionShare, "act:"+id)
	wantText(t, w.answer(3), "did not let me open the window")
}

func TestSlack_WindowTooLate(t *testing.T) {
	w := newWorkspace(t, setup{})
	r, id := w.firstCase(slackfake.General)
	w.Fail("views.open", slackfake.SlackError("expired_trigger_id"), 1)
	w.press(r, view.ActionDetails, "act:"+id)
	wantText(t, w.answer(2), "Please press the button again")
}

func TestSlack_SocketComesBack(t *testing.T) {
	w := newWorkspace(t, setup{})
	if err := w.Disconnect("refresh_requested"); err != nil {
		t.Fatal(err)
	}
	w.wait("a second socket was made", func(s slackfake.Snapshot) bool { return s.Count(slackfake.SocketOpened, "") >= 2 && s.Sockets > 0 })
	w.slash(slackfake.General, problem)
	wantCases(t, w.answer(1), 5)
}

// TestSlack_LimitedForLongInDM: where Slack lets the bot post nothing for a while, who wrote
// to it directly is told so by another way, or when the while is over.
func TestSlack_LimitedForLongInDM(t *testing.T) {
	for name, methods := range map[string][]string{
		"posting only": {"chat.postMessage"},
		"everything":   {"chat.postMessage", "chat.postEphemeral"},
	} {
		t.Run(name, func(t *testing.T) {
			var w *workspace
			over := sync.OnceFunc(func() {
				for _, method := range methods {
					w.Heal(method)
				}
			})
			w = newWorkspace(t, setup{pause: func(ctx context.Context, d time.Duration) error {
				if d > 20*time.Second { // the while that Slack asks for
					over()
				}
				return ctx.Err()
			}})
			for _, method := range methods {
				w.Fail(method, slackfake.RateLimited(30*time.Second), 1000)
			}
			must(w.DirectMessage(w.ctx, slackfake.Post{User: slackfake.Ada, Text: problem}))(t)
			wantText(t, w.answer(1), "Slack asks me to slow down")
			if got := w.done(); len(got) != 1 {
				t.Errorf("told %d times", len(got))
			}
		})
	}
}

// TestSlack_LimitedForLongEverywhere: the same where a command was typed.
func TestSlack_LimitedForLongEverywhere(t *testing.T) {
	methods := []string{slackfake.ResponseURLs, "chat.postMessage", "chat.postEphemeral"}
	var w *workspace
	over := sync.OnceFunc(func() {
		for _, method := range methods {
			w.Heal(method)
		}
	})
	w = newWorkspace(t, setup{pause: func(ctx context.Context, d time.Duration) error {
		if d > 20*time.Second {
			over()
		}
		return ctx.Err()
	}})
	for _, method := range methods {
		w.Fail(method, slackfake.RateLimited(40*time.Second), 1000)
	}
	w.slash(slackfake.General, problem)
	r := w.answer(1)
	wantText(t, r, "Slack asks me to slow down")
	wantText(t, r, problem) // what was typed is not lost
}

// TestSlack_ClosesWithoutThePause: whoever waits to be told when the bot is stopped does not
// hold it up.
func TestSlack_ClosesWithoutThePause(t *testing.T) {
	waiting := make(chan struct{}, 100)
	w := newWorkspace(t, setup{pause: func(ctx context.Context, d time.Duration) error {
		if d > 20*time.Second {
			waiting <- struct{}{}
			<-ctx.Done()
		}
		return ctx.Err()
	}})
	w.Fail("chat.postMessage", slackfake.RateLimited(30*time.Second), 1000)
	w.Fail("chat.postEphemeral", slackfake.RateLimited(30*time.Second), 1000)
	must(w.DirectMessage(w.ctx, slackfake.Post{User: slackfake.Ada, Text: problem}))(t)
	<-waiting
	w.Heal("chat.postEphemeral")
	w.Heal("chat.postMessage")
	got := w.done()
	if len(got) != 1 {
		t.Fatalf("told %d times", len(got))
	}
	wantText(t, got[0], "Slack asks me to slow down")
}
