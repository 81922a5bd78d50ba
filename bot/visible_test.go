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

// visible fails the test unless a person sees a message.
func visible(t testing.TB, r slackfake.Record, want string) {
	t.Helper()
	wantText(t, r, want)
	if r.Hidden || r.EphemeralTo != "" && r.EphemeralTo != slackfake.Ada {
		t.Errorf("Ada does not see it: %+v", r)
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
		"tenders country:Atlantis":          "I do not know the country",
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

// TestWatch_WhenSlackDoesNotSayWhoReads: nothing is said of a channel that is not known,
// and no news are lost.
func TestWatch_WhenSlackDoesNotSayWhoReads(t *testing.T) {
	w, kept := remembering(t, setup{engine: tenderEngine()})
	w.Fail("conversations.info", slackfake.ServerError, 100)
	w.slash(slackfake.General, "watch procurement")
	wantText(t, w.answer(1), "Slack had trouble just now")

	see := func(cases ...string) {
		if err := kept.SeeLibrary(t.Context(), cases); err != nil {
			t.Fatal(err)
		}
	}
	see("govtech-poland-programme")
	must3(kept.AddWatch(t.Context(), slackfake.General, slackfake.Ada, "public procurement"))(t)
	see("govtech-poland-programme", newTender.ID)
	w.bot.RunJobs(w.ctx)
	if n := len(answers(w.Snapshot())); n != 1 {
		t.Errorf("%d messages", n)
	}
	w.Heal("conversations.info")
	w.bot.RunJobs(w.ctx)
	if r := w.answer(2); r.Channel != slackfake.General || r.EphemeralTo != "" {
		t.Errorf("told in %s", r.Channel)
	}
}

// TestFollowUp_WhereOutsidersRead: a thread whose answers only one person sees can be gone
// on with too.
func TestFollowUp_WhereOutsidersRead(t *testing.T) {
	w, _ := remembering(t, setup{})
	root := must(w.Mention(w.ctx, slackfake.Post{User: slackfake.Ada, Channel: slackfake.Shared, Text: problem}))(t)
	wantCases(t, w.answer(1), 5)
	for n, text := range []string{"show more", "only in Latin America"} {
		must(w.Mention(w.ctx, slackfake.Post{User: slackfake.Ada, Channel: slackfake.Shared, Text: text, ThreadTS: root.TS}))(t)
		r := w.answer(n + 2)
		visible(t, r, []string{"More cases: 6 to 10", "only Latin America"}[n])
		if r.EphemeralTo != slackfake.Ada || r.ThreadTS != root.TS || !strings.Contains(string(r.Blocks), "another organisation") {
			t.Errorf("%s: seen by %q in thread %q\n%s", text, r.EphemeralTo, r.ThreadTS, r.Blocks)
		}
	}
}

// TestMessageShortcut_Pictures: a message of emoji alone has no words.
func TestMessageShortcut_Pictures(t *testing.T) {
	w := newWorkspace(t, setup{})
	for n, text := range []string{"🙏🏽", ":pray: :tada:", "!!!"} {
		said := must(w.Say(slackfake.Post{User: slackfake.Marek, Channel: slackfake.General, Text: text}))(t)
		must(must(w.MessageShortcut(w.ctx, slackfake.Ada, "find_similar", said))(t).Wait(w.ctx))(t)
		wantText(t, w.answer(n+1), "no text in that message")
	}
}
