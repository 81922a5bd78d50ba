package slackfake_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"

	"precedent/bot/slackfake"
)

// request is a delivery whose signature has been found good.
type request struct {
	header http.Header
	body   []byte
}

// asHTTP is the request once more, for slack-go to parse.
func (r request) asHTTP() *http.Request {
	again := httptest.NewRequest(http.MethodPost, "/slack/events", bytes.NewReader(r.body))
	again.Header = r.header
	return again
}

// listen runs a request URL that verifies every delivery with slack-go and answers
// what answer writes.
func listen(t *testing.T, srv *slackfake.Server, answer func(http.ResponseWriter, request)) <-chan request {
	t.Helper()
	heard := make(chan request, 100)
	bot := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		verifier, err := slack.NewSecretsVerifier(r.Header, srv.SigningSecret())
		if err != nil {
			t.Error(err)
		}
		_, _ = verifier.Write(body)
		if err := verifier.Ensure(); err != nil {
			t.Error(err)
		}
		got := request{r.Header.Clone(), body}
		answer(w, got)
		heard <- got
	}))
	t.Cleanup(bot.Close)
	srv.DeliverTo(bot.URL)
	return heard
}

func empty(http.ResponseWriter, request) {}

func TestSigned_Deliveries(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	heard := listen(t, srv, func(w http.ResponseWriter, r request) {
		if r.header.Get("Content-Type") != "application/x-www-form-urlencoded" {
			return
		}
		if command, err := slack.SlashCommandParse(r.asHTTP()); err == nil && command.Command != "" {
			fmt.Fprint(w, "Looking ...")
		}
	})
	ctx, ok := testContext(t), sent(t)

	d := ok(srv.Slash(ctx, slackfake.SlashCommand{User: slackfake.Ada, Channel: slackfake.General, Command: "/other", Text: "a & b"}))
	r := <-heard
	command, err := slack.SlashCommandParse(r.asHTTP())
	if err != nil || command.Text != "a & b" || command.Command != "/other" || command.ResponseURL != d.ResponseURL {
		t.Errorf("command = %+v, %v", command, err)
	}
	if m := srv.Messages(); len(m) != 1 || m[0].Text != "Looking ..." || m[0].Via != "ack" {
		t.Errorf("messages = %+v", m)
	}

	d = ok(srv.Mention(ctx, slackfake.Post{User: slackfake.Ada, Channel: slackfake.General, Text: "a"}))
	r = <-heard
	event, err := slackevents.ParseEvent(r.body, slackevents.OptionNoVerifyToken())
	if err != nil || event.InnerEvent.Data.(*slackevents.AppMentionEvent).TimeStamp != d.TS {
		t.Errorf("event = %+v, %v", event, err)
	}

	ok(srv.GlobalShortcut(ctx, slackfake.Ada, "search_cases"))
	r = <-heard
	callback, err := slack.InteractionCallbackParse(r.asHTTP())
	if err != nil || callback.CallbackID != "search_cases" {
		t.Errorf("callback = %+v, %v", callback, err)
	}

	ok(srv.DeliverRaw(ctx, []byte(`{"type":`)))
	if r = <-heard; string(r.body) != `{"type":` {
		t.Errorf("raw body = %q", r.body)
	}
	ok(srv.DeliverPayload(ctx, "slash_commands", json.RawMessage(`{"text":1}`)))
	if r = <-heard; string(r.body) != `{"text":1}` {
		t.Errorf("odd command = %q", r.body)
	}
}

func TestSigned_Submission(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	client, ctx := newClient(srv), testContext(t)
	answer := encode(t, slack.NewErrorsViewSubmissionResponse(map[string]string{"name": "Too short"}))
	heard := listen(t, srv, func(w http.ResponseWriter, r request) {
		if strings.Contains(string(r.body), "view_submission") {
			_, _ = w.Write(answer)
		}
	})
	d := sent(t)(srv.GlobalShortcut(ctx, slackfake.Ada, "search_cases"))
	<-heard
	opened, err := client.OpenViewContext(ctx, d.TriggerID, modal())
	if err != nil {
		t.Fatal(err)
	}
	sent(t)(srv.Submit(ctx, slackfake.Ada, opened.ID, slackfake.Values{"name": {"a"}}))
	if v, _ := srv.TopView(slackfake.Ada); v.Errors["name"] != "Too short" {
		t.Errorf("view = %+v", v)
	}
}

func TestSigned_Retries(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	fails := true
	heard := listen(t, srv, func(w http.ResponseWriter, _ request) {
		if fails {
			w.WriteHeader(http.StatusInternalServerError)
		}
		fails = false
	})
	ctx := testContext(t)
	d, err := srv.Mention(ctx, slackfake.Post{User: slackfake.Ada, Channel: slackfake.General, Text: "a"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Wait(ctx); err == nil || !strings.Contains(err.Error(), "status 500") {
		t.Errorf("error = %v, want status 500", err)
	}
	first := <-heard
	if err := srv.Redeliver(ctx, d, "http_error"); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Wait(ctx); err != nil {
		t.Error(err)
	}
	second := <-heard
	if !bytes.Equal(first.body, second.body) || first.header.Get("X-Slack-Retry-Num") != "" ||
		second.header.Get("X-Slack-Retry-Num") != "1" || second.header.Get("X-Slack-Retry-Reason") != "http_error" {
		t.Errorf("headers = %v, then %v", first.header, second.header)
	}
}

func TestSigned_Timeout(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{AckTimeout: 20 * time.Millisecond})
	ctx := testContext(t)
	over := make(chan struct{})
	listen(t, srv, func(http.ResponseWriter, request) { <-over })
	t.Cleanup(func() { close(over) })
	d, err := srv.Slash(ctx, slackfake.SlashCommand{User: slackfake.Ada, Channel: slackfake.General})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Wait(ctx); err == nil || !strings.Contains(err.Error(), context.DeadlineExceeded.Error()) {
		t.Errorf("error = %v", err)
	}
	if srv.Snapshot().Count(slackfake.Undelivered, "slash_commands") != 1 {
		t.Error("not in the journal")
	}
}

func TestSigned_Duplicates(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	heard := listen(t, srv, empty)
	srv.FailDelivery(slackfake.Twice)
	sent(t)(srv.Mention(testContext(t), slackfake.Post{User: slackfake.Ada, Channel: slackfake.General, Text: "a"}))
	if first, second := <-heard, <-heard; !bytes.Equal(first.body, second.body) {
		t.Error("two different requests")
	}
}

func TestVerifyURL(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	ctx := testContext(t)
	listen(t, srv, func(w http.ResponseWriter, r request) {
		var challenge slackevents.ChallengeResponse
		if json.Unmarshal(r.body, &challenge) == nil {
			fmt.Fprint(w, challenge.Challenge)
		}
	})
	if err := srv.VerifyURL(ctx); err != nil {
		t.Error(err)
	}
	listen(t, srv, empty)
	if err := srv.VerifyURL(ctx); err == nil {
		t.Error("an empty answer is no proof")
	}
	listen(t, srv, func(w http.ResponseWriter, _ request) { w.WriteHeader(http.StatusNotFound) })
	if err := srv.VerifyURL(ctx); err == nil {
		t.Error("404 is no proof")
	}
	srv.DeliverTo("http://127.0.0.1:1/")
	if err := srv.VerifyURL(ctx); err == nil {
		t.Error("no answer is no proof")
	}
}

func TestSigned_NobodyAnswers(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	ctx := testContext(t)
	srv.DeliverTo("http://127.0.0.1:1/")
	d, err := srv.GlobalShortcut(ctx, slackfake.Ada, "a")
	if err != nil {
		t.Fatal(err)
	}
	if ack, err := d.Wait(ctx); err == nil {
		t.Errorf("no answer is taken for the acknowledgement %+v", ack)
	}
	srv.Close()
	if d, err := srv.GlobalShortcut(ctx, slackfake.Ada, "a"); err == nil {
		t.Errorf("a closed server delivers %+v", d)
	}
}
