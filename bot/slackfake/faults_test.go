package slackfake_test

import (
	"errors"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"precedent/bot/slackfake"
)

func TestFail_WebAPI(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		fault   slackfake.Fault
		effects int // messages there after the failed call
		check   func(error) bool
	}{
		{"rate limit", slackfake.RateLimited(2 * time.Second), 0, func(err error) bool {
			var limited *slack.RateLimitedError
			return errors.As(err, &limited) && limited.RetryAfter == 2*time.Second
		}},
		{"500 before", slackfake.ServerError, 0, isStatus500},
		{"500 after", slackfake.ServerErrorAfter, 1, isStatus500},
		{"drop before", slackfake.DropConnection, 0, isBroken},
		{"drop after", slackfake.DropConnectionAfter, 1, isBroken},
		{"Slack's error", slackfake.SlackError("fatal_error"), 0, func(err error) bool { return err != nil && err.Error() == "fatal_error" }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			srv := newServer(t, slackfake.Options{})
			client, ctx := newClient(srv), testContext(t)
			srv.Fail("chat.postMessage", tt.fault, 1)
			if _, _, err := client.PostMessageContext(ctx, slackfake.General, text("a")); !tt.check(err) {
				t.Errorf("error = %v", err)
			}
			if n := len(srv.Messages()); n != tt.effects {
				t.Errorf("%d messages, want %d", n, tt.effects)
			}
			if _, _, err := client.PostMessageContext(ctx, slackfake.General, text("b")); err != nil {
				t.Errorf("the fault was for one call: %v", err)
			}
		})
	}
}

func isStatus500(err error) bool {
	var status slack.StatusCodeError
	return errors.As(err, &status) && status.Code == 500
}

func isBroken(err error) bool { return err != nil && !isStatus500(err) }

func TestFail_OneAfterAnother(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	client, ctx := newClient(srv), testContext(t)
	srv.Fail("auth.test", slackfake.SlackError("one"), 2)
	srv.Fail("auth.test", slackfake.SlackError("two"), 1)
	srv.Fail("auth.test", slackfake.SlackError("three"), 5)
	for _, want := range []string{"one", "one", "two", "three"} {
		_, err := client.AuthTestContext(ctx)
		wantSlackError(t, err, want)
	}
	srv.Heal("auth.test")
	if _, err := client.AuthTestContext(ctx); err != nil {
		t.Errorf("after healing: %v", err)
	}
}

func TestHold(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	client, ctx := newClient(srv), testContext(t)
	release := srv.Hold("chat.postMessage", 1)
	posted := make(chan error, 1)
	go func() {
		_, _, err := client.PostMessageContext(ctx, slackfake.General, text("slow"))
		posted <- err
	}()
	waitFor(t, srv, func(s slackfake.Snapshot) bool { return s.Count(slackfake.Held, "chat.postMessage") == 1 })
	if len(srv.Messages()) != 0 {
		t.Error("a held call had its effect")
	}
	release()
	release() // a second time does nothing
	if err := <-posted; err != nil {
		t.Errorf("after the release: %v", err)
	}
	if len(srv.Messages()) != 1 {
		t.Error("a released call had no effect")
	}
}

func TestSlow(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	srv.Fail("auth.test", slackfake.Slow(time.Millisecond), 1)
	if _, err := newClient(srv).AuthTestContext(testContext(t)); err != nil {
		t.Error(err)
	}
}

// TestHold_FreedByClose would hang if a held call kept the server from closing.
func TestHold_FreedByClose(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	srv.Hold("auth.test", 1)
	failed := make(chan error, 1)
	go func() {
		_, err := newClient(srv).AuthTestContext(testContext(t))
		failed <- err
	}()
	waitFor(t, srv, func(s slackfake.Snapshot) bool { return s.Count(slackfake.Held, "") == 1 })
	srv.Close()
	if err := <-failed; err == nil {
		t.Error("the held call succeeded")
	}
	err := srv.WaitFor(testContext(t), func(slackfake.Snapshot) bool { return false })
	if !errors.Is(err, slackfake.ErrClosed) {
		t.Errorf("waiting on a closed server: %v", err)
	}
}
