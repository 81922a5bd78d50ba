package slackfake_test

import (
	"context"
	"encoding/json"
	"io"
	"log"
	"sync"
	"testing"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
	"github.com/slack-go/slack/socketmode"
	"go.uber.org/goleak"

	"precedent/bot/slackfake"
)

func TestMain(m *testing.M) {
	goleak.VerifyTestMain(m,
		// Goroutines that packages start when they are loaded.
		goleak.IgnoreCurrent(),
		// net/http lingers half a second after it has refused a body as too big.
		goleak.IgnoreAnyFunction("net/http.(*conn).closeWriteAndWait"),
	)
}

// testContext bounds everything a test waits for.
func testContext(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	t.Cleanup(cancel)
	return ctx
}

func newServer(t *testing.T, opts slackfake.Options) *slackfake.Server {
	t.Helper()
	srv, err := slackfake.New(opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(srv.Close)
	return srv
}

func newClient(srv *slackfake.Server) *slack.Client {
	return slack.New(srv.BotToken(), slack.OptionAPIURL(srv.APIURL()), slack.OptionAppLevelToken(srv.AppToken()))
}

// clock is a clock that only the test moves.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func newClock() *clock { return &clock{now: time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)} }

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// silence as an answer leaves an envelope without an acknowledgement.
const silence = "silence"

// connect runs a real Socket Mode client that acknowledges what it hears with the
// answer, and waits until it is connected. Every event is sent to the channel
// returned, after it has been acknowledged.
func connect(t *testing.T, srv *slackfake.Server, answer func(socketmode.Event) any) <-chan socketmode.Event {
	t.Helper()
	already := srv.Snapshot().Sockets
	client := socketmode.New(newClient(srv), socketmode.OptionLog(log.New(io.Discard, "", 0)))
	ctx, cancel := context.WithCancel(context.Background())
	heard := make(chan socketmode.Event, 100)
	var running sync.WaitGroup
	running.Go(func() { _ = client.RunContext(ctx) })
	running.Go(func() {
		for {
			select {
			case <-ctx.Done():
				return
			case event := <-client.Events:
				acknowledge(ctx, t, client, event, answer)
				heard <- event
			}
		}
	})
	t.Cleanup(func() { cancel(); running.Wait() })
	waitFor(t, srv, func(s slackfake.Snapshot) bool { return s.Sockets > already })
	return heard
}

func acknowledge(ctx context.Context, t *testing.T, client *socketmode.Client, event socketmode.Event, answer func(socketmode.Event) any) {
	if event.Request == nil || event.Request.EnvelopeID == "" {
		return
	}
	payload := answer(event)
	if payload == silence {
		return
	}
	if err := client.AckCtx(ctx, event.Request.EnvelopeID, payload); err != nil && ctx.Err() == nil {
		t.Errorf("acknowledging: %v", err)
	}
}

func nothing(socketmode.Event) any { return nil }

func next(t *testing.T, heard <-chan socketmode.Event, kind socketmode.EventType) socketmode.Event {
	t.Helper()
	ctx := testContext(t)
	for {
		select {
		case event := <-heard:
			if event.Type == kind {
				return event
			}
		case <-ctx.Done():
			t.Fatalf("no %s event", kind)
		}
	}
}

func waitFor(t *testing.T, srv *slackfake.Server, ok func(slackfake.Snapshot) bool) {
	t.Helper()
	if err := srv.WaitFor(testContext(t), ok); err != nil {
		t.Fatal(err)
	}
}

// sent fails the test unless a delivery went out and was acknowledged.
func sent(t *testing.T) func(*slackfake.Delivery, error) *slackfake.Delivery {
	t.Helper()
	return func(d *slackfake.Delivery, err error) *slackfake.Delivery {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := d.Wait(testContext(t)); err != nil {
			t.Fatal(err)
		}
		return d
	}
}

func plain(text string) *slack.TextBlockObject {
	return slack.NewTextBlockObject(slack.PlainTextType, text, false, false)
}

func buttons(elements ...slack.BlockElement) slack.Block {
	return slack.NewActionBlock("", elements...)
}

func wantSlackError(t *testing.T, err error, want string) {
	t.Helper()
	if err == nil || err.Error() != want {
		t.Errorf("error = %v, want %s", err, want)
	}
}

// inner is the event within an events_api event.
func inner(t *testing.T, event socketmode.Event) any {
	t.Helper()
	outer, ok := event.Data.(slackevents.EventsAPIEvent)
	if !ok {
		t.Fatalf("data is %T", event.Data)
	}
	return outer.InnerEvent.Data
}

func encode(t *testing.T, v any) json.RawMessage {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func contextThatIsOver() (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	return ctx, cancel
}
