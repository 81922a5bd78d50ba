package bot_test

import (
	"cmp"
	"slices"
	"strings"
	"testing"
	"time"

	"precedent/bot"
	"precedent/bot/slackfake"
)

func TestMention_AnswersInItsThread(t *testing.T) {
	overBoth(t, func(t *testing.T, s setup) {
		w := newWorkspace(t, s)
		d := must(w.Mention(w.ctx, slackfake.Post{User: slackfake.Ada, Channel: slackfake.General, Text: problem}))(t)
		r := w.answer(1)
		wantCases(t, r, 5)
		if r.ThreadTS != d.TS || r.EphemeralTo != "" || r.Channel != slackfake.General {
			t.Errorf("answered at %q in thread %q, want thread %q", r.Channel, r.ThreadTS, d.TS)
		}
		if strings.Contains(r.Text, slackfake.BotUserID) {
			t.Errorf("the mention stands in the answer: %q", r.Text)
		}
	})
}

func TestMention_InAThreadStaysThere(t *testing.T) {
	w := newWorkspace(t, setup{})
	root := must(w.Say(slackfake.Post{User: slackfake.Marek, Channel: slackfake.General, Text: "Our firms never win."}))(t)
	must(w.Mention(w.ctx, slackfake.Post{User: slackfake.Ada, Channel: slackfake.General, Text: problem, ThreadTS: root.TS}))(t)
	if r := w.answer(1); r.ThreadTS != root.TS {
		t.Errorf("answered in thread %q, want %q", r.ThreadTS, root.TS)
	}
}

func TestDirectMessage_IsAnswered(t *testing.T) {
	overBoth(t, func(t *testing.T, s setup) {
		w := newWorkspace(t, s)
		must(w.DirectMessage(w.ctx, slackfake.Post{User: slackfake.Ada, Text: problem}))(t)
		r := w.answer(1)
		wantCases(t, r, 5)
		if !strings.HasPrefix(r.Channel, "D") || r.EphemeralTo != "" {
			t.Errorf("answered in %s to %q", r.Channel, r.EphemeralTo)
		}
	})
}

// TestAgent offers questions and says that it is searching.
func TestAgent(t *testing.T) {
	w := newWorkspace(t, setup{})
	d := must(w.HomeOpened(w.ctx, slackfake.Ada, "messages"))(t)
	must(d.Wait(w.ctx))(t)
	w.wait("questions are suggested", func(slackfake.Snapshot) bool { return len(w.Prompts(slackfake.Ada)) > 0 })
	if prompts := w.Prompts(slackfake.Ada); len(prompts) != 4 || !strings.Contains(prompts[0].Message, "tenders") {
		t.Errorf("suggested %v, want 4, the first about tenders", prompts)
	}
	must(w.DirectMessage(w.ctx, slackfake.Post{User: slackfake.Ada, Text: problem}))(t)
	w.answer(1)
	if got, want := w.journal(), "assistant.threads.setStatus"; !strings.Contains(got, want) {
		t.Errorf("called\n%s\nwant %s among it", got, want)
	}
}

// TestAgent_WithoutScope: a status line needs no more than answering does.
func TestAgent_WithoutScope(t *testing.T) {
	scopes := slices.DeleteFunc(slackfake.AllScopes(), func(s string) bool { return s == "assistant:write" })
	w := newWorkspace(t, setup{fake: slackfake.Options{Scopes: scopes}})
	must(w.DirectMessage(w.ctx, slackfake.Post{User: slackfake.Ada, Text: problem}))(t)
	wantCases(t, w.answer(1), 5)
	for _, e := range w.Journal() {
		if e.Name == "assistant.threads.setStatus" && e.Error != "" {
			t.Errorf("no status line: %s", e.Error)
		}
	}
}

// TestAgent_StatusNotTaken: where Slack does not take a status line, the bot answers all
// the same, and does not go on asking.
func TestAgent_StatusNotTaken(t *testing.T) {
	w := newWorkspace(t, setup{})
	w.Fail("assistant.threads.setStatus", slackfake.SlackError("missing_scope"), 3)
	for n := range 3 {
		must(w.DirectMessage(w.ctx, slackfake.Post{User: slackfake.Ada, Text: problem}))(t)
		wantCases(t, w.answer(n+1), 5)
	}
	tried := 0
	for _, e := range w.Journal() {
		if e.Name == "assistant.threads.setStatus" {
			tried++
		}
	}
	if tried != 1 {
		t.Errorf("Slack was asked %d times", tried)
	}
}

// TestMention_IsAnsweredWhereItIsSeen mentions the bot outside a thread and within one,
// where it may answer openly and where not, with what is answered openly, privately, and
// not at all.
func TestMention_IsAnsweredWhereItIsSeen(t *testing.T) {
	for text, want := range map[string]string{
		problem:                             problem,
		"":                                  "Describe a policy problem",
		"help":                              "Describe a policy problem",
		"list":                              "Nothing is saved here yet",
		"watch":                             "Nothing is watched here",
		"watch procurement":                 "procurement",
		"tenders country:Atlantis":          "The country \"Atlantis\" is not known",
		"tenders since:lately":              "is no year",
		"tenders since:2020 until:2010":     "ends before it begins",
		"!!!":                               "Describe a policy problem",
		"packs of stray dogs bite children": "No case in the library",
	} {
		for _, channel := range []string{slackfake.General, slackfake.Shared} {
			for _, inThread := range []bool{false, true} {
				t.Run(strings.Join([]string{text, channel, map[bool]string{true: "in a thread"}[inThread]}, " "), func(t *testing.T) {
					w, _ := remembering(t, setup{})
					post := slackfake.Post{User: slackfake.Ada, Channel: channel, Text: text}
					if inThread {
						post.ThreadTS = must(w.Say(slackfake.Post{User: slackfake.Marek, Channel: channel, Text: "What now?"}))(t).TS
					}
					d := must(w.Mention(w.ctx, post))(t)
					if text == "watch procurement" && channel == slackfake.Shared {
						want = "do not tell of new cases here"
					}
					r := w.answer(1)
					visible(t, r, want)
					switch {
					case inThread && r.ThreadTS != post.ThreadTS:
						t.Errorf("in thread %q, want %q", r.ThreadTS, post.ThreadTS)
					case !inThread && r.ThreadTS != "" && (r.ThreadTS != d.TS || r.EphemeralTo != ""):
						t.Errorf("in thread %q, seen by %q", r.ThreadTS, r.EphemeralTo)
					case channel == slackfake.Shared && r.EphemeralTo != slackfake.Ada:
						t.Errorf("seen by %q", r.EphemeralTo)
					}
					w.done()
					if s := w.Status(channel, cmp.Or(post.ThreadTS, d.TS)); s != "" {
						t.Errorf("the status line %q is left", s)
					}
				})
			}
		}
	}
}

// TestMention_RefusedIsToldWhereItIsSeen: Slack refuses the answer, for good or for a
// while.
func TestMention_RefusedIsToldWhereItIsSeen(t *testing.T) {
	for _, code := range []string{"restricted_action", "not_in_channel", "is_archived", "brand_new_code"} {
		t.Run(code, func(t *testing.T) {
			w := newWorkspace(t, setup{})
			w.Fail("chat.postMessage", slackfake.SlackError(code), 1)
			d := must(w.Mention(w.ctx, slackfake.Post{User: slackfake.Ada, Channel: slackfake.General, Text: problem}))(t)
			if r := w.answer(1); r.Hidden || r.EphemeralTo != slackfake.Ada {
				t.Errorf("%+v", r)
			}
			w.done()
			if s := w.Status(slackfake.General, d.TS); s != "" {
				t.Errorf("the status line %q is left", s)
			}
		})
	}
}

// TestMention_WhenSlackDoesNotSayWhoReads: trouble with conversations.info once does not
// turn an open answer into a private one; where it lasts, the answer is private, seen,
// and says why.
func TestMention_WhenSlackDoesNotSayWhoReads(t *testing.T) {
	for name, f := range map[string]slackfake.Fault{
		"429":     slackfake.RateLimited(time.Second),
		"500":     slackfake.ServerError,
		"dropped": slackfake.DropConnection,
		"fatal":   slackfake.SlackError("fatal_error"),
		"hangs":   slackfake.Slow(5 * time.Second),
	} {
		t.Run(name+" once", func(t *testing.T) {
			w := newWorkspace(t, setup{})
			w.Fail("conversations.info", f, 1)
			d := must(w.Mention(w.ctx, slackfake.Post{User: slackfake.Ada, Channel: slackfake.General, Text: problem}))(t)
			r := w.answer(1)
			wantCases(t, r, 5)
			if r.EphemeralTo != "" || r.ThreadTS != d.TS {
				t.Errorf("seen by %q in thread %q", r.EphemeralTo, r.ThreadTS)
			}
		})
		if name == "hangs" {
			continue // would take a second and a half three times over
		}
		t.Run(name+" for long", func(t *testing.T) {
			w := newWorkspace(t, setup{})
			w.Fail("conversations.info", f, 100)
			must(w.Mention(w.ctx, slackfake.Post{User: slackfake.Ada, Channel: slackfake.General, Text: problem}))(t)
			r := w.answer(1)
			wantCases(t, r, 5)
			visible(t, r, "Slack did not say just now")
			if r.EphemeralTo != slackfake.Ada {
				t.Errorf("seen by %q", r.EphemeralTo)
			}
		})
	}
}

// TestMention_StatusLine: a mention is told that an answer is coming, where all may see
// that, with no more than chat:write.
func TestMention_StatusLine(t *testing.T) {
	scopes := slices.DeleteFunc(slackfake.AllScopes(), func(s string) bool { return s == "assistant:write" })
	for channel, want := range map[string]int{slackfake.General: 1, slackfake.Shared: 0} {
		w := newWorkspace(t, setup{fake: slackfake.Options{Scopes: scopes}, bot: bot.Options{}})
		must(w.Mention(w.ctx, slackfake.Post{User: slackfake.Ada, Channel: channel, Text: problem}))(t)
		w.answer(1)
		if n := w.Snapshot().Count(slackfake.APICall, "assistant.threads.setStatus"); n != want {
			t.Errorf("%s: %d status lines, want %d", channel, n, want)
		}
	}
}

// TestDirectMessage_ListIsInItsThread: nobody else reads a direct message, so nothing in
// it is answered elsewhere.
func TestDirectMessage_ListIsInItsThread(t *testing.T) {
	w, _ := remembering(t, setup{})
	d := must(w.DirectMessage(w.ctx, slackfake.Post{User: slackfake.Ada, Text: "list"}))(t)
	if r := w.answer(1); r.ThreadTS != d.TS || r.EphemeralTo != "" {
		t.Errorf("in thread %q, seen by %q", r.ThreadTS, r.EphemeralTo)
	}
}
