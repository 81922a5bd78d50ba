package bot_test

import (
	"fmt"
	"strings"
	"testing"

	"precedent/bot"
	"precedent/bot/slackfake"
)

func TestFailure_EndsInASentence(t *testing.T) {
	for name, fail := range map[string]func() error{
		"error": func() error { return fmt.Errorf("the index is on fire") },
		"panic": func() error { panic("the index is on fire") },
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorkspace(t, setup{engine: failing{sharedEngine(), fail}, bot: bot.Options{Reference: func() string { return "ref-1" }}})
			must(w.Mention(w.ctx, slackfake.Post{User: slackfake.Ada, Channel: slackfake.General, Text: problem}))(t)
			r := w.answer(1)
			wantText(t, r, "Something went wrong on my side")
			wantText(t, r, "ref-1")
			if r.EphemeralTo != slackfake.Ada || strings.Contains(r.Text, "fire") {
				t.Errorf("told to %q: %q", r.EphemeralTo, r.Text)
			}
			if log := w.logs.String(); !strings.Contains(log, "ref-1") || !strings.Contains(log, "fire") {
				t.Errorf("the log does not say what happened: %s", log)
			}
		})
	}
}

func TestLog_NeverSaysWhatWasAsked(t *testing.T) {
	w := newWorkspace(t, setup{})
	w.slash(slackfake.General, "whistleblowers in zanzibarian museums")
	w.answer(1)
	w.slash(slackfake.General, "zanzibarian schools topic:nonsense")
	w.answer(2)
	w.done()
	log := w.logs.String()
	for _, secret := range []string{"zanzibarian", w.BotToken(), w.AppToken(), "/response/"} {
		if strings.Contains(log, secret) {
			t.Errorf("the log says %q:\n%s", secret, log)
		}
	}
	if !strings.Contains(log, "bot: answered") {
		t.Errorf("the log does not say that something was answered:\n%s", log)
	}
}

func TestHostileText_StaysText(t *testing.T) {
	w := newWorkspace(t, setup{})
	w.slash(slackfake.General, "<!channel> &lt;!here&gt; *small* firms <https://evil.example|cannot> win public tenders <@U0MAREK>")
	r := w.answer(1)
	wantCases(t, r, 5)
	if strings.Contains(r.Text, "<!") || strings.Contains(r.Text, "<@") || strings.Contains(r.Text, "<http") {
		t.Errorf("live markup in %q", r.Text)
	}
}
