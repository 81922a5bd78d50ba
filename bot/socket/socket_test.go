package socket_test

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"precedent/bot/delivery"
	"precedent/bot/slackfake"
	"precedent/bot/socket"
)

// idle is a bot that has nothing to do.
type idle struct{ err error }

func (b idle) Accept(delivery.Delivery) (any, func(), error) { return nil, func() {}, b.err }

// nervous is a bot that panics at mentions.
type nervous struct{}

func (nervous) Accept(d delivery.Delivery) (any, func(), error) {
	if d.Event != nil {
		panic("a mention!")
	}
	return nil, func() {}, nil
}

func start(t *testing.T) (*slackfake.Server, *slack.Client, context.Context) {
	t.Helper()
	return startWith(t, slackfake.Options{})
}

func startWith(t *testing.T, opts slackfake.Options) (*slackfake.Server, *slack.Client, context.Context) {
	t.Helper()
	srv, err := slackfake.New(opts)
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
		ended <- socket.Run(running, slog.New(slog.DiscardHandler), api, idle{}, socket.Options{Connected: func(c bool) { stands <- c }})
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
		t.Error("the last word is that a socket stands, want that none is left")
	}
}

// TestRun_EndsWhilePinged: a ping that comes just when the context ends does not prolong
// the wait for the next message.
func TestRun_EndsWhilePinged(t *testing.T) {
	_, api, ctx := startWith(t, slackfake.Options{PingInterval: 20 * time.Microsecond})
	for range 100 {
		running, stop := context.WithCancel(ctx)
		ended := make(chan error, 1)
		stands := make(chan bool, 10)
		go func() {
			ended <- socket.Run(running, slog.New(slog.DiscardHandler), api, idle{}, socket.Options{Connected: func(c bool) { stands <- c }})
		}()
		<-stands
		stop()
		select {
		case err := <-ended:
			if err != nil {
				t.Fatal(err)
			}
		case <-ctx.Done():
			t.Fatalf("Run has not returned: %v, want it to end with its context", ctx.Err())
		}
	}
}

// TestRun_EndsWhenSlackRefuses: trying again with a revoked token would go on
// for ever and look like an attack.
func TestRun_EndsWhenSlackRefuses(t *testing.T) {
	srv, api, ctx := start(t)
	srv.Fail("apps.connections.open", slackfake.SlackError("invalid_auth"), 1)
	err := socket.Run(ctx, slog.New(slog.DiscardHandler), api, idle{}, socket.Options{})
	if err == nil || !strings.Contains(err.Error(), "invalid_auth") {
		t.Errorf("got %v, want invalid_auth", err)
	}
}

// TestRun_SurvivesWhatIsNotSlacksWord: only what Slack itself says of a token ends the bot;
// a page of a proxy's, a server in trouble or a broken connection passes.
func TestRun_SurvivesWhatIsNotSlacksWord(t *testing.T) {
	for name, fault := range map[string]slackfake.Fault{
		"a page, not found":  slackfake.Page(404),
		"a page, forbidden":  slackfake.Page(403),
		"a page, sign in":    slackfake.Page(401),
		"a page, status 200": slackfake.Page(200),
		"a page, bad":        slackfake.Page(502),
		"500":                slackfake.ServerError,
		"no answer":          slackfake.DropConnection,
		"limited":            slackfake.RateLimitedSaying(""),
		"moving":             slackfake.SlackError("team_added_to_org"),
		"trouble":            slackfake.SlackError("internal_error"),
		"too many":           slackfake.SlackError("too_many_websockets"),
	} {
		t.Run(name, func(t *testing.T) {
			srv, api, ctx := start(t)
			srv.Fail("apps.connections.open", fault, 3)
			run(t, srv, api, ctx, idle{}, socket.Options{Pause: func(ctx context.Context, _ time.Duration) error { return ctx.Err() }})
			mention(t, srv, ctx)
		})
	}
}

// TestRun_LeavesWhatItCannotTakeOn: what is not acknowledged comes again.
func TestRun_LeavesWhatItCannotTakeOn(t *testing.T) {
	srv, api, ctx := start(t)
	running, stop := context.WithCancel(ctx)
	defer stop()
	ended := make(chan error, 1)
	go func() {
		ended <- socket.Run(running, slog.New(slog.DiscardHandler), api, idle{delivery.ErrBusy}, socket.Options{})
	}()
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

// run lets a socket stand for the length of a test.
func run(t *testing.T, srv *slackfake.Server, api *slack.Client, ctx context.Context, b socket.Bot, opts socket.Options) {
	t.Helper()
	running, stop := context.WithCancel(ctx)
	ended := make(chan error, 1)
	go func() { ended <- socket.Run(running, slog.New(slog.DiscardHandler), api, b, opts) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	if err := srv.WaitFor(ctx, func(s slackfake.Snapshot) bool { return s.Sockets == 1 }); err != nil {
		t.Fatal(err)
	}
}

// mention delivers a mention and waits for its acknowledgement.
func mention(t *testing.T, srv *slackfake.Server, ctx context.Context) {
	t.Helper()
	d, err := srv.Mention(ctx, slackfake.Post{User: slackfake.Ada, Channel: slackfake.General, Text: "tenders"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Wait(ctx); err != nil {
		t.Fatal(err)
	}
}

// TestRun_RenewsWithoutAGap: while Slack renews a socket it delivers through
// the old one and the new one in turn.
func TestRun_RenewsWithoutAGap(t *testing.T) {
	for _, reason := range []string{"warning", "refresh_requested"} {
		t.Run(reason, func(t *testing.T) {
			srv, api, ctx := start(t)
			run(t, srv, api, ctx, idle{}, socket.Options{Pause: func(_ context.Context, d time.Duration) error {
				t.Errorf("waited %s before it renewed the socket, want no wait", d)
				return nil
			}})
			if err := srv.Disconnect(reason); err != nil {
				t.Fatal(err)
			}
			if err := srv.WaitFor(ctx, func(s slackfake.Snapshot) bool { return s.Sockets == 2 }); err != nil {
				t.Fatal(err)
			}
			mention(t, srv, ctx)
			mention(t, srv, ctx)
		})
	}
}

// TestRun_HearsAnyNumberOfDisconnects: however often Slack announces the end of a
// socket, what comes through it is acknowledged, and the program can be stopped.
func TestRun_HearsAnyNumberOfDisconnects(t *testing.T) {
	srv, api, ctx := start(t)
	running, stop := context.WithCancel(ctx)
	defer stop()
	ended := make(chan error, 1)
	go func() {
		ended <- socket.Run(running, slog.New(slog.DiscardHandler), api, idle{}, socket.Options{Pause: func(ctx context.Context, _ time.Duration) error { return ctx.Err() }})
	}()
	if err := srv.WaitFor(ctx, func(s slackfake.Snapshot) bool { return s.Sockets == 1 }); err != nil {
		t.Fatal(err)
	}
	// The new socket cannot be had yet, so that all is said on the old one.
	release := srv.Hold("apps.connections.open", 1)
	for i := range 20 {
		if err := srv.Disconnect([]string{"warning", "refresh_requested"}[i%2]); err != nil {
			t.Fatal(err)
		}
	}
	mention(t, srv, ctx)
	release()
	if err := srv.WaitFor(ctx, func(s slackfake.Snapshot) bool { return s.Sockets == 2 }); err != nil {
		t.Fatal(err)
	}
	for range 5 {
		if err := srv.Disconnect("warning"); err != nil {
			t.Fatal(err)
		}
		mention(t, srv, ctx)
	}
	stop()
	select {
	case err := <-ended:
		if err != nil {
			t.Error(err)
		}
	case <-ctx.Done():
		t.Fatalf("Run has not returned: %v, want it to end with its context", ctx.Err())
	}
}

func TestRun_WaitsLongerEachTime(t *testing.T) {
	srv, api, ctx := start(t)
	srv.Fail("apps.connections.open", slackfake.ServerError, 3)
	srv.Fail("apps.connections.open", slackfake.RateLimited(30*time.Second), 1)
	var mu sync.Mutex
	var waited []time.Duration
	run(t, srv, api, ctx, idle{}, socket.Options{Pause: func(ctx context.Context, d time.Duration) error {
		mu.Lock()
		defer mu.Unlock()
		waited = append(waited, d)
		return ctx.Err()
	}})
	mu.Lock()
	defer mu.Unlock()
	if want := []time.Duration{time.Second, 2 * time.Second, 30 * time.Second}; !slices.Equal(waited, want) {
		t.Errorf("waited %v, want %v", waited, want)
	}
}

// TestRun_SurvivesAPanic: one delivery that makes the bot panic is left, and the
// next is taken on.
func TestRun_SurvivesAPanic(t *testing.T) {
	srv, api, ctx := start(t)
	run(t, srv, api, ctx, nervous{}, socket.Options{})
	mention(t, srv, ctx)
	d, err := srv.Slash(ctx, slackfake.SlashCommand{User: slackfake.Ada, Channel: slackfake.General, Text: "help"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Wait(ctx); err != nil {
		t.Fatal(err)
	}
}

// TestRun_EndsWhenTurnedOff: with Socket Mode turned off a new socket would be
// closed again each time.
func TestRun_EndsWhenTurnedOff(t *testing.T) {
	srv, api, ctx := start(t)
	ended := make(chan error, 1)
	go func() { ended <- socket.Run(ctx, slog.New(slog.DiscardHandler), api, idle{}, socket.Options{}) }()
	if err := srv.WaitFor(ctx, func(s slackfake.Snapshot) bool { return s.Sockets == 1 }); err != nil {
		t.Fatal(err)
	}
	if err := srv.Disconnect("link_disabled"); err != nil {
		t.Fatal(err)
	}
	if err := <-ended; !errors.Is(err, socket.ErrTurnedOff) {
		t.Errorf("got %v, want %v", err, socket.ErrTurnedOff)
	}
}
