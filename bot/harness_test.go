package bot_test

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"precedent/bot/slackapi"
	"precedent/bot/store"
	"precedent/bot/turn"
	"precedent/bot/view"
	"precedent/recommend"

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

// overBoth runs a test over Socket Mode and over signed HTTP.
func overBoth(t *testing.T, test func(t *testing.T, s setup)) {
	t.Run("socket", func(t *testing.T) { test(t, setup{}) })
	t.Run("http", func(t *testing.T) { test(t, setup{http: true}) })
}

// mention asks the problem by mentioning the bot in General.
func (w *workspace) mention() *slackfake.Delivery {
	w.t.Helper()
	return must(w.Mention(w.ctx, slackfake.Post{User: slackfake.Ada, Channel: slackfake.General, Text: problem}))(w.t)
}

// remembering is a workspace where what people save is kept.
func remembering(t *testing.T, s setup) (*workspace, *store.Store) {
	t.Helper()
	kept, err := store.Open(t.Context(), t.TempDir(), store.Options{Now: wireTime})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { kept.Close() })
	s.bot.Memory = kept
	return newWorkspace(t, s), kept
}

func (w *workspace) pressBy(user string, on slackfake.Record, action, block string) {
	w.t.Helper()
	d := must(w.Press(w.ctx, user, on, slackfake.Action{ActionID: action, BlockID: block}))(w.t)
	must(d.Wait(w.ctx))(w.t)
}

// submit fills in the window that is open and submits it.
func (w *workspace) submit(callback string, values slackfake.Values) {
	w.t.Helper()
	w.wait("the window is open", func(slackfake.Snapshot) bool {
		v, open := w.TopView(slackfake.Ada)
		return open && v.CallbackID == callback
	})
	v, _ := w.TopView(slackfake.Ada)
	d := must(w.Submit(w.ctx, slackfake.Ada, v.ID, values))(w.t)
	must(d.Wait(w.ctx))(w.t)
}

// firstCase asks the problem and returns the answer and its first case.
func (w *workspace) firstCase(channel string) (slackfake.Record, string) {
	w.t.Helper()
	w.slash(channel, problem)
	r := w.answer(1)
	return r, wantCases(w.t, r, 5)[0]
}

// share presses Share, fills the window in and submits it.
func (w *workspace) share(r slackfake.Record, id, to, note string) {
	w.t.Helper()
	w.press(r, view.ActionShare, "act:"+id)
	w.wait("the window is open", func(slackfake.Snapshot) bool { _, open := w.TopView(slackfake.Ada); return open })
	v, _ := w.TopView(slackfake.Ada)
	if !strings.Contains(string(v.Blocks), sharedEngine().Library().Case(id).Title) {
		w.t.Error("the window does not show what will be shared")
	}
	values := slackfake.Values{view.BlockShareTo: {to}}
	if note != "" {
		values[view.BlockNote] = []string{note}
	}
	d := must(w.Submit(w.ctx, slackfake.Ada, v.ID, values))(w.t)
	must(d.Wait(w.ctx))(w.t)
}

// window waits until the window shows a text.
func (w *workspace) window(want string) {
	w.t.Helper()
	w.wait("the window says "+want, func(slackfake.Snapshot) bool {
		v, open := w.TopView(slackfake.Ada)
		return open && strings.Contains(string(v.Blocks), want)
	})
}

// said does something and returns the message that the bot writes upon it.
func (w *workspace) said(do func()) slackfake.Record {
	w.t.Helper()
	n := len(answers(w.Snapshot()))
	do()
	return w.answer(n + 1)
}

// presses presses a button and holds the message that comes of it against a text.
func (w *workspace) presses(on slackfake.Record, action, block, want string) slackfake.Record {
	w.t.Helper()
	r := w.said(func() { w.press(on, action, block) })
	wantText(w.t, r, want)
	return r
}

// fills presses a button, submits the window that opens, and closes it when it has said
// how that went.
func (w *workspace) fills(on slackfake.Record, action, block, callback string, values slackfake.Values, want string) {
	w.t.Helper()
	w.press(on, action, block)
	w.submit(callback, values)
	w.window(want)
	w.closeWindow()
}

// mentions asks in a thread of a channel, which "" begins.
func (w *workspace) mentions(thread, text string) slackfake.Record {
	w.t.Helper()
	return w.said(func() {
		must(w.Mention(w.ctx, slackfake.Post{User: slackfake.Ada, Channel: slackfake.General, Text: text, ThreadTS: thread}))(w.t)
	})
}

// noErrors holds what the bot logged against there having been no trouble.
func (w *workspace) noErrors() {
	w.t.Helper()
	if logs := w.logs.String(); strings.Contains(logs, "level=ERROR") {
		w.t.Errorf("logged:\n%s", logs)
	}
}

// closeWindow closes the window that is open, so that the next one is seen.
func (w *workspace) closeWindow() {
	w.t.Helper()
	v, open := w.TopView(slackfake.Ada)
	if !open {
		w.t.Fatal("no window is open")
	}
	must(w.CloseView(w.ctx, slackfake.Ada, v.ID))(w.t)
}

// without are all scopes but some.
func without(scopes ...string) []string {
	return slices.DeleteFunc(slackfake.AllScopes(), func(s string) bool { return slices.Contains(scopes, s) })
}

func must3[A, B any](a A, b B, err error) func(testing.TB) {
	return func(t testing.TB) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
}

// visible fails the test unless a person sees a message.
func visible(t testing.TB, r slackfake.Record, want string) {
	t.Helper()
	wantText(t, r, want)
	if r.Hidden || r.EphemeralTo != "" && r.EphemeralTo != slackfake.Ada {
		t.Errorf("Ada does not see it: %+v", r)
	}
}

func newBlocked(room int) *blocked {
	return &blocked{Engine: sharedEngine(), entered: make(chan struct{}, room), release: make(chan struct{})}
}

// blocked is an engine that does not answer until it is released.
type blocked struct {
	turn.Engine
	entered chan struct{}
	release chan struct{}
}

func (b *blocked) Recommend(ctx context.Context, r recommend.Request, limit int) (recommend.Answer, error) {
	b.entered <- struct{}{}
	<-b.release
	return b.Engine.Recommend(ctx, r, limit)
}

// failing is an engine that fails in its own way.
type failing struct {
	turn.Engine
	fail func() error
}

func (f failing) Recommend(context.Context, recommend.Request, int) (recommend.Answer, error) {
	return recommend.Answer{}, f.fail()
}

func (panicking) Recommend(context.Context, recommend.Request, int) (recommend.Answer, error) {
	panic("broken")
}
