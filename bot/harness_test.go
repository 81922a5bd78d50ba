package bot_test

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"net/http/httptest"
	"precedent/bot/slackapi"
	"precedent/bot/turn"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"precedent/bot"
	"precedent/bot/slackfake"
	"precedent/bot/socket"
	"precedent/bot/web"
	"precedent/corpus"
	"precedent/recommend/rank"
)

func TestMain(m *testing.M) {
	for _, open := range []func() *rank.Engine{sharedEngine, tenderEngine, manyEngine, leftEngine, picturedEngine, picturesEngine, keptEngine} {
		open() // its index keeps goroutines that are no leak
	}
	goleak.VerifyTestMain(m, goleak.IgnoreCurrent(),
		// net/http lingers half a second after it has refused a body as too big.
		goleak.IgnoreAnyFunction("net/http.(*conn).closeWriteAndWait"))
}

var sharedEngine = sync.OnceValue(func() *rank.Engine {
	b, err := corpus.Builtin()
	if err != nil {
		panic(err)
	}
	e, err := rank.New(slog.New(slog.DiscardHandler), b.Vocabulary, b.Library, rank.Options{})
	if err != nil {
		panic(err)
	}
	return e
})

// workspace is a bot at work in a stand-in Slack.
type workspace struct {
	*slackfake.Server
	t    testing.TB
	ctx  context.Context
	bot  *bot.Bot
	logs *logs
	stop func() // ends the transport

	forgeries int // deliveries that Slack never made, which need triggers of their own
}

type setup struct {
	engine turn.Engine // the real one when nil
	http   bool        // signed HTTP instead of Socket Mode
	fake   slackfake.Options
	bot    bot.Options
	pause  func(context.Context, time.Duration) error // how the bot waits; not at all when nil
}

// logs keeps what the bot logs, for tests that hold it against the rules.
type logs struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (l *logs) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(p)
}

func (l *logs) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.String()
}

func newWorkspace(t testing.TB, s setup) *workspace {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	t.Cleanup(cancel)
	srv, err := slackfake.New(s.fake)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(srv.Close)
	w := &workspace{Server: srv, t: t, ctx: ctx, logs: &logs{}}
	t.Cleanup(func() {
		for _, r := range srv.Snapshot().Hidden {
			t.Errorf("shown to nobody: %q in %s, thread %s", r.Text, r.Channel, r.ThreadTS)
		}
	})
	holdWire(t, srv)
	w.start(s)
	return w
}

// start lets a bot begin its work in the workspace.
func (w *workspace) start(s setup) {
	w.t.Helper()
	if s.engine == nil {
		s.engine = sharedEngine()
	}
	if s.bot.Now == nil {
		s.bot.Now = wireTime
	}
	if s.bot.Reference == nil {
		s.bot.Reference = func() string { return "c0ffee00" }
	}
	if s.bot.ReportTo == "" {
		s.bot.ReportTo = "cases@example.org"
	}
	lg := slog.New(slog.NewTextHandler(w.logs, &slog.HandlerOptions{Level: slog.LevelInfo}))
	if s.pause == nil {
		s.pause = func(ctx context.Context, _ time.Duration) error { return ctx.Err() }
	}
	client, err := slackapi.NewClient(slackapi.ClientConfig{
		BotToken: w.BotToken(), AppToken: w.AppToken(), APIURL: w.APIURL(),
		Pause: s.pause,
	})
	if err != nil {
		w.t.Fatal(err)
	}
	w.bot = bot.New(lg, s.engine, client, s.bot)
	if s.http {
		h := httptest.NewServer(web.Events(lg, w.SigningSecret(), w.bot))
		w.DeliverTo(h.URL + "/slack/events")
		w.stop = sync.OnceFunc(h.Close)
	} else {
		runCtx, end := context.WithCancel(w.ctx)
		var running sync.WaitGroup
		running.Go(func() {
			if err := socket.Run(runCtx, lg, client.API(), w.bot, socket.Options{}); err != nil {
				w.t.Errorf("socket: %v", err)
			}
		})
		w.stop = sync.OnceFunc(func() { end(); running.Wait() })
		w.wait("the socket stands", func(s slackfake.Snapshot) bool { return s.Sockets > 0 })
	}
	w.t.Cleanup(func() {
		w.stop()
		if err := w.bot.Close(w.ctx); err != nil {
			w.t.Error(err)
		}
	})
}

// wait waits until ok holds of the stand-in's state.
func (w *workspace) wait(what string, ok func(slackfake.Snapshot) bool) {
	w.t.Helper()
	if err := w.WaitFor(w.ctx, ok); err != nil {
		w.t.Fatalf("waiting until %s: %v\njournal:\n%s", what, err, w.journal())
	}
}

func (w *workspace) journal() string {
	var b strings.Builder
	for _, e := range w.Journal() {
		b.WriteString(e.String() + "\n")
	}
	return b.String()
}

// answers are the messages that the bot wrote, oldest first.
func answers(s slackfake.Snapshot) []slackfake.Record {
	var list []slackfake.Record
	for _, r := range s.Messages {
		if r.Via != "person" {
			list = append(list, r)
		}
	}
	return list
}

// answer waits for the bot's n-th message and returns it.
func (w *workspace) answer(n int) slackfake.Record {
	w.t.Helper()
	w.wait("the bot has answered", func(s slackfake.Snapshot) bool { return len(answers(s)) >= n })
	return answers(w.Snapshot())[n-1]
}

// done stops the bot, so that nothing more can come, and returns its messages.
func (w *workspace) done() []slackfake.Record {
	w.t.Helper()
	w.stop()
	if err := w.bot.Close(w.ctx); err != nil {
		w.t.Fatal(err)
	}
	return answers(w.Snapshot())
}

func must[T any](v T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// slash types a command and waits for its acknowledgement.
func (w *workspace) slash(channel, text string) *slackfake.Delivery {
	w.t.Helper()
	return w.slashBy(slackfake.Ada, channel, text)
}

func (w *workspace) slashBy(user, channel, text string) *slackfake.Delivery {
	w.t.Helper()
	d := must(w.Slash(w.ctx, slackfake.SlashCommand{User: user, Channel: channel, Text: text}))(w.t)
	must(d.Wait(w.ctx))(w.t)
	return d
}

// burst lets so many commands arrive at once and waits until all are
// acknowledged. acked is told after each acknowledgement.
func (w *workspace) burst(many int, acked func()) {
	w.t.Helper()
	var asking sync.WaitGroup
	for range many {
		asking.Go(func() {
			d, err := w.Slash(w.ctx, slackfake.SlashCommand{User: slackfake.Ada, Channel: slackfake.General, Text: problem})
			if err == nil {
				_, err = d.Wait(w.ctx)
			}
			if err != nil {
				w.t.Error(err)
			}
			acked()
		})
	}
	asking.Wait()
}

// press presses the n-th button with an action id.
func (w *workspace) press(on slackfake.Record, action string, block string) *slackfake.Delivery {
	w.t.Helper()
	d := must(w.Press(w.ctx, slackfake.Ada, on, slackfake.Action{ActionID: action, BlockID: block}))(w.t)
	must(d.Wait(w.ctx))(w.t)
	return d
}

// caseIDs are the ids of the cases that a message shows, in order.
func caseIDs(t testing.TB, r slackfake.Record) []string {
	t.Helper()
	var blocks []struct {
		BlockID string `json:"block_id"`
	}
	if len(r.Blocks) > 0 {
		if err := json.Unmarshal(r.Blocks, &blocks); err != nil {
			t.Fatal(err)
		}
	}
	var ids []string
	for _, b := range blocks {
		if id, ok := strings.CutPrefix(b.BlockID, "case:"); ok {
			ids = append(ids, id)
		}
	}
	return ids
}

func wantCases(t testing.TB, r slackfake.Record, n int) []string {
	t.Helper()
	ids := caseIDs(t, r)
	if len(ids) != n {
		t.Fatalf("%d cases, want %d: %s\n%s", len(ids), n, r.Text, r.Blocks)
	}
	return ids
}

func wantText(t testing.TB, r slackfake.Record, want string) {
	t.Helper()
	if want == "" || !strings.Contains(r.Text, want) && !strings.Contains(string(r.Blocks), want) {
		t.Errorf("got %q\n%s\nwant %q", r.Text, r.Blocks, want)
	}
}

const problem = "small firms cannot win public tenders"
