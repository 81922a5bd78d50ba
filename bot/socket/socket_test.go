package socket_test

import (
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"precedent/bot"
	"precedent/bot/slackfake"
	"precedent/bot/socket"
)

// idle is a bot that has nothing to do.
type idle struct{ err error }

func (b idle) Accept(bot.Delivery) (any, func(), error) { return nil, func() {}, b.err }

func start(t *testing.T) (*slackfake.Server, *slack.Client, context.Context) {
	t.Helper()
	srv, err := slackfake.New(slackfake.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(srv.Close)
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	t.Cleanup(cancel)
	return srv, slack.New(srv.BotToken(), slack.OptionAppLevelToken(srv.AppToken()), slack.OptionAPIURL(srv.APIURL())), ctx
}

func TestRun_EndsWithItsContext(t *testing.T) {
	srv, api, ctx := start(t)
	running, stop := context.WithCancel(ctx)
	ended := make(chan error, 1)
	stands := make(chan bool, 10)
	go func() {
		ended <- socket.Run(running, slog.New(slog.DiscardHandler), api, idle{}, func(c bool) { stands <- c })
	}()
	if err := srv.WaitFor(ctx, func(s slackfake.Snapshot) bool { return s.Sockets == 1 }); err != nil {
		t.Fatal(err)
	}
	for !<-stands { // told that it stands, once it does
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	last := true
	for len(stands) > 0 {
		last = <-stands
	}
	if last {
		t.Error("not told that the socket is gone")
	}
}

// TestRun_EndsWhenSlackRefuses: trying again with a revoked token would go on
// for ever and look like an attack.
func TestRun_EndsWhenSlackRefuses(t *testing.T) {
	srv, api, ctx := start(t)
	srv.Fail("apps.connections.open", slackfake.SlackError("invalid_auth"), 1)
	err := socket.Run(ctx, slog.New(slog.DiscardHandler), api, idle{}, nil)
	if err == nil || !strings.Contains(err.Error(), "invalid_auth") {
		t.Errorf("got %v", err)
	}
}

// TestRun_LeavesWhatItCannotTakeOn: what is not acknowledged comes again.
func TestRun_LeavesWhatItCannotTakeOn(t *testing.T) {
	srv, api, ctx := start(t)
	running, stop := context.WithCancel(ctx)
	defer stop()
	ended := make(chan error, 1)
	go func() { ended <- socket.Run(running, slog.New(slog.DiscardHandler), api, idle{bot.ErrBusy}, nil) }()
	if _, err := srv.Mention(ctx, slackfake.Post{User: slackfake.Ada, Channel: slackfake.General, Text: "tenders"}); err != nil {
		t.Fatal(err)
	}
	// An envelope of an unknown kind is acknowledged behind it, the mention is not.
	d, err := srv.DeliverPayload(ctx, "brand_new", []byte(`{}`))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Wait(ctx); err != nil {
		t.Fatal(err)
	}
	if n := srv.Snapshot().Count(slackfake.Acked, ""); n != 1 {
		t.Errorf("%d acknowledged, want one", n)
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}
