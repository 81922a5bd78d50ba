package slackfake_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"precedent/bot/slackfake"
)

func respond(t *testing.T, address string, msg *slack.WebhookMessage) error {
	t.Helper()
	return slack.PostWebhookContext(testContext(t), address, msg)
}

func wantStatus(t *testing.T, err error, status int) {
	t.Helper()
	got, ok := err.(slack.StatusCodeError)
	if !ok || got.Code != status {
		t.Errorf("error = %v, want status %d", err, status)
	}
}

func TestResponseURL(t *testing.T) {
	t.Parallel()
	now := newClock()
	srv := newServer(t, slackfake.Options{Clock: now.Now})
	connect(t, srv, nothing)
	ctx, ok := testContext(t), sent(t)
	// The bot is no member of either channel.
	d := ok(srv.Slash(ctx, slackfake.SlashCommand{User: slackfake.Ada, Channel: slackfake.Secret}))
	say := func(msg slack.WebhookMessage) {
		t.Helper()
		if err := respond(t, d.ResponseURL, &msg); err != nil {
			t.Fatal(err)
		}
	}
	say(slack.WebhookMessage{Text: "for you"})
	say(slack.WebhookMessage{Text: "for all", ResponseType: slack.ResponseTypeInChannel})
	say(slack.WebhookMessage{Text: "in a thread", ThreadTimestamp: "1.000001"})
	m := srv.Messages()
	if len(m) != 2 || m[0].EphemeralTo != slackfake.Ada || m[1].EphemeralTo != "" {
		t.Fatalf("messages = %+v", m)
	}
	if h := srv.Snapshot().Hidden; len(h) != 1 || h[0].ThreadTS != "1.000001" {
		t.Errorf("hidden = %+v", h)
	}
	if m[0].Via != "response_url" || m[0].Channel != slackfake.Secret || m[0].User != slackfake.BotUserID {
		t.Errorf("message = %+v", m[0])
	}
	wantStatus(t, respond(t, d.ResponseURL, &slack.WebhookMessage{}), http.StatusBadRequest)
	long := slack.Blocks{BlockSet: []slack.Block{slack.NewHeaderBlock(plain(strings.Repeat("x", 151)))}}
	wantStatus(t, respond(t, d.ResponseURL, &slack.WebhookMessage{Text: "a", Blocks: &long}), http.StatusBadRequest)
	if j := srv.Journal(); j[len(j)-1].Error != "invalid_blocks" {
		t.Errorf("the last entry is %v", j[len(j)-1])
	}
	say(slack.WebhookMessage{Text: "4"})
	say(slack.WebhookMessage{Text: "5"})
	wantStatus(t, respond(t, d.ResponseURL, &slack.WebhookMessage{Text: "6"}), http.StatusNotFound)

	d = ok(srv.Slash(ctx, slackfake.SlashCommand{User: slackfake.Ada, Channel: slackfake.Secret}))
	now.add(30 * time.Minute)
	say(slack.WebhookMessage{Text: "just in time"})
	now.add(time.Second)
	wantStatus(t, respond(t, d.ResponseURL, &slack.WebhookMessage{Text: "late"}), http.StatusNotFound)
	if j := srv.Journal(); j[len(j)-1].Error != "expired_url" {
		t.Errorf("the last entry is %v", j[len(j)-1])
	}
	wantStatus(t, respond(t, srv.URL()+"/response/none", &slack.WebhookMessage{Text: "a"}), http.StatusNotFound)
}

func TestResponseURL_OfAnInteraction(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	connect(t, srv, nothing)
	ctx := testContext(t)
	ts, err := newClient(srv).PostEphemeralContext(ctx, slackfake.General, slackfake.Ada, text("one"),
		slack.MsgOptionBlocks(buttons(slack.NewButtonBlockElement("more", "", plain("More")))))
	if err != nil {
		t.Fatal(err)
	}
	rec, _ := srv.Message(slackfake.General, ts)
	d := sent(t)(srv.Press(ctx, slackfake.Ada, rec, slackfake.Action{ActionID: "more"}))
	if err := respond(t, d.ResponseURL, &slack.WebhookMessage{Text: "two", ReplaceOriginal: true}); err != nil {
		t.Fatal(err)
	}
	if rec, _ := srv.Message(slackfake.General, ts); rec.Text != "two" || rec.Edits != 1 || rec.EphemeralTo != slackfake.Ada {
		t.Errorf("replaced = %+v, want the text two, one edit, seen by %s alone", rec, slackfake.Ada)
	}
	if err := respond(t, d.ResponseURL, &slack.WebhookMessage{DeleteOriginal: true}); err != nil {
		t.Fatal(err)
	}
	if left := srv.Messages(); len(left) != 0 {
		t.Errorf("after the deletion there are %+v, want no message", left)
	}
	wantStatus(t, respond(t, d.ResponseURL, &slack.WebhookMessage{DeleteOriginal: true}), http.StatusBadRequest)
}

func TestResponseURL_Faults(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	connect(t, srv, nothing)
	d := sent(t)(srv.Slash(testContext(t), slackfake.SlashCommand{User: slackfake.Ada, Channel: slackfake.General}))
	srv.Fail(slackfake.ResponseURLs, slackfake.RateLimited(time.Second), 1)
	srv.Fail(slackfake.ResponseURLs, slackfake.ServerErrorAfter, 1)
	srv.Fail(slackfake.ResponseURLs, slackfake.SlackError("invalid_blocks"), 1)
	srv.Fail(slackfake.ResponseURLs, slackfake.DropConnection, 1)
	msg := &slack.WebhookMessage{Text: "a"}
	if err, ok := respond(t, d.ResponseURL, msg).(*slack.RateLimitedError); !ok || err.RetryAfter != time.Second {
		t.Errorf("error = %v", err)
	}
	wantStatus(t, respond(t, d.ResponseURL, msg), http.StatusInternalServerError)
	wantStatus(t, respond(t, d.ResponseURL, msg), http.StatusBadRequest)
	if err := respond(t, d.ResponseURL, msg); err == nil {
		t.Error("got no error, want one from a dropped connection")
	}
	if n := len(srv.Messages()); n != 1 {
		t.Errorf("%d messages, want the one of the 500 after the effect", n)
	}
}
