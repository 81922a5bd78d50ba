package bot_test

import (
	"context"
	"fmt"
	"precedent/bot/delivery"
	"precedent/bot/turn"
	"strings"
	"testing"

	"precedent/bot"
	"precedent/bot/slackfake"
	"precedent/bot/view"
	"precedent/recommend"
)

// overBoth runs a test over Socket Mode and over signed HTTP.
func overBoth(t *testing.T, test func(t *testing.T, s setup)) {
	t.Run("socket", func(t *testing.T) { test(t, setup{}) })
	t.Run("http", func(t *testing.T) { test(t, setup{http: true}) })
}

func TestSlash_AnswersPrivately(t *testing.T) {
	overBoth(t, func(t *testing.T, s setup) {
		w := newWorkspace(t, s)
		w.slash(slackfake.General, problem)
		r := w.answer(1)
		wantCases(t, r, 5)
		wantText(t, r, problem)
		if r.EphemeralTo != slackfake.Ada || r.Via != "response_url" {
			t.Errorf("seen by %q via %s, want only Ada", r.EphemeralTo, r.Via)
		}
	})
}

func TestSlash_WorksWhereTheBotIsNoMember(t *testing.T) {
	w := newWorkspace(t, setup{})
	w.slash(slackfake.Secret, problem)
	if r := w.answer(1); r.EphemeralTo != slackfake.Ada {
		t.Errorf("seen by %q", r.EphemeralTo)
	}
}

func TestSlash_Help(t *testing.T) {
	for _, text := range []string{"", "  ", "help", "HELP"} {
		w := newWorkspace(t, setup{})
		w.slash(slackfake.General, text)
		wantText(t, w.answer(1), "/similar small firms cannot win public tenders")
	}
}

func TestSlash_Sentences(t *testing.T) {
	for text, want := range map[string]string{
		"schools country:Polnd":                            "Poland",
		"schools since:lately":                             "since:2018",
		"schools since:2020 until:2010":                    "ends before it begins",
		"schools topic:helth-care":                         "health-care",
		"thanks, that was great!":                          "Happy to help. Tell me what goes wrong",
		"!!! ???":                                          "/similar",
		"packs of stray dogs bite children":                "No case in the library comes close",
		"small firms cannot win public tenders country:VA": "Outside the limits: ",
		"country:AQ":                                       "No case in the library fits those limits",
	} {
		t.Run(text, func(t *testing.T) {
			w := newWorkspace(t, setup{})
			w.slash(slackfake.General, text)
			r := w.answer(1)
			wantText(t, r, want)
			if len(caseIDs(t, r)) > 0 {
				t.Error("cases where there should be none")
			}
		})
	}
}

func TestSlash_Filters(t *testing.T) {
	w := newWorkspace(t, setup{})
	w.slash(slackfake.General, "tenders country:UA")
	r := w.answer(1)
	wantText(t, r, "only Ukraine")
	for _, id := range caseIDs(t, r) {
		if c := sharedEngine().Library().Case(id); c.Countries[0] != "UA" {
			t.Errorf("%s is outside Ukraine", id)
		}
	}
	w.slash(slackfake.General, "topic:open-data")
	wantText(t, w.answer(2), "newest first")
}

func TestSlash_LongText(t *testing.T) {
	w := newWorkspace(t, setup{})
	w.slash(slackfake.General, strings.Repeat("small firms cannot win public tenders and say so. ", 100))
	r := w.answer(1)
	wantCases(t, r, 5)
	wantText(t, r, "Only the first 3000 characters were read")
}

func TestMention_AnswersInItsThread(t *testing.T) {
	overBoth(t, func(t *testing.T, s setup) {
		w := newWorkspace(t, s)
		d := must(w.Mention(w.ctx, slackfake.Post{User: slackfake.Ada, Channel: slackfake.General, Text: problem}))(t)
		r := w.answer(1)
		wantCases(t, r, 5)
		if r.ThreadTS != d.TS || r.EphemeralTo != "" || r.Channel != slackfake.General {
			t.Errorf("answered at %q in thread %q, want thread %q", r.Channel, r.ThreadTS, d.TS)
		}
		if strings.Contains(r.Text, slackfake.BotUserID) {
			t.Errorf("the mention stands in the answer: %q", r.Text)
		}
	})
}

func TestMention_InAThreadStaysThere(t *testing.T) {
	w := newWorkspace(t, setup{})
	root := must(w.Say(slackfake.Post{User: slackfake.Marek, Channel: slackfake.General, Text: "Our firms never win."}))(t)
	must(w.Mention(w.ctx, slackfake.Post{User: slackfake.Ada, Channel: slackfake.General, Text: problem, ThreadTS: root.TS}))(t)
	if r := w.answer(1); r.ThreadTS != root.TS {
		t.Errorf("answered in thread %q, want %q", r.ThreadTS, root.TS)
	}
}

func TestDirectMessage_IsAnswered(t *testing.T) {
	overBoth(t, func(t *testing.T, s setup) {
		w := newWorkspace(t, s)
		must(w.DirectMessage(w.ctx, slackfake.Post{User: slackfake.Ada, Text: problem}))(t)
		r := w.answer(1)
		wantCases(t, r, 5)
		if !strings.HasPrefix(r.Channel, "D") || r.EphemeralTo != "" {
			t.Errorf("answered in %s to %q", r.Channel, r.EphemeralTo)
		}
	})
}

// TestIgnored delivers what is nobody's question. The bot must say nothing.
func TestIgnored(t *testing.T) {
	w := newWorkspace(t, setup{})
	for _, event := range []map[string]any{
		{"type": "message", "channel_type": "im", "channel": "D0X", "user": slackfake.BotUserID, "bot_id": slackfake.BotID, "text": problem, "ts": "1.1"},
		{"type": "message", "channel_type": "im", "channel": "D0X", "subtype": "message_changed", "ts": "1.2", "message": map[string]any{"user": slackfake.Ada, "text": problem}},
		{"type": "message", "channel_type": "im", "channel": "D0X", "subtype": "message_deleted", "ts": "1.3"},
		{"type": "app_mention", "channel": slackfake.General, "user": slackfake.Ada, "text": problem, "ts": "1.31", "edited": map[string]any{"user": slackfake.Ada, "ts": "1.32"}},
		{"type": "message", "channel_type": "im", "channel": "D0X", "user": slackfake.Ada, "text": problem, "ts": "1.33", "edited": map[string]any{"user": slackfake.Ada, "ts": "1.34"}},
		{"type": "message", "channel_type": "channel", "channel": slackfake.General, "subtype": "message_changed", "ts": "1.35", "message": map[string]any{"user": slackfake.Ada, "text": problem, "edited": map[string]any{"user": slackfake.Ada, "ts": "1.36"}}},
		{"type": "message", "channel_type": "channel", "channel": slackfake.General, "user": slackfake.Ada, "text": problem, "ts": "1.4"},
		{"type": "app_mention", "channel": slackfake.General, "bot_id": "B1", "user": "U1", "text": problem, "ts": "1.5"},
		{"type": "team_join"},
		{"type": "brand_new_event", "what": []int{1}},
	} {
		d := must(w.DeliverEvent(w.ctx, event))(t)
		must(d.Wait(w.ctx))(t)
	}
	if got := w.done(); len(got) > 0 {
		t.Errorf("the bot said %q", got[0].Text)
	}
}

// TestUnparseable delivers what slack-go cannot read. It must be acknowledged,
// and the bot must go on.
func TestUnparseable(t *testing.T) {
	overBoth(t, func(t *testing.T, s setup) {
		w := newWorkspace(t, s)
		for _, payload := range []string{`{"type":"event_callback","event":{"type":"message","blocks":"no list"}}`, `[]`, `"text"`} {
			d := must(w.DeliverPayload(w.ctx, "events_api", []byte(payload)))(t)
			must(d.Wait(w.ctx))(t)
		}
		if !s.http {
			d := must(w.DeliverPayload(w.ctx, "brand_new_envelope", []byte(`{}`)))(t)
			must(d.Wait(w.ctx))(t)
		}
		w.slash(slackfake.General, problem)
		wantCases(t, w.answer(1), 5)
	})
}

// TestOddMessage mentions the bot in a message with parts that nobody foresaw.
func TestOddMessage_IsAnswered(t *testing.T) {
	overBoth(t, func(t *testing.T, s setup) {
		w := newWorkspace(t, s)
		d := must(w.DeliverEvent(w.ctx, map[string]any{
			"type": "app_mention", "channel": slackfake.General, "user": slackfake.Ada, "ts": "1.1", "text": "<@" + slackfake.BotUserID + "> " + problem,
			"blocks": "no list", "attachments": []any{map[string]any{"author_id": 5, "blocks": []any{map[string]any{"type": "section", "text": "x"}}}}, "files": "x",
		}))(t)
		must(d.Wait(w.ctx))(t)
		wantCases(t, w.answer(1), 5)
	})
}

// TestNothing_SaysWhatWasAsked: after a command Slack keeps nothing of it, and
// the person is to ask again in other words.
func TestNothing_SaysWhatWasAsked(t *testing.T) {
	w := newWorkspace(t, setup{})
	for i, asked := range []string{"packs of stray dogs bite children", "schools country:Polnd"} {
		w.slash(slackfake.General, asked)
		wantText(t, w.answer(i+1), "You asked: "+asked)
	}
}

func TestOutsideLimits_CanBeWidened(t *testing.T) {
	w := newWorkspace(t, setup{})
	w.slash(slackfake.General, problem+" country:VA")
	r := w.answer(1)
	wantText(t, r, "search without limits")
	w.press(r, view.ActionMore, "")
	wide := w.answer(2)
	wantCases(t, wide, 5)
	wantText(t, wide, "similar cases")
}

// blocked is an engine that does not answer until it is released.
type blocked struct {
	turn.Engine
	entered chan struct{}
	release chan struct{}
}

func newBlocked(room int) *blocked {
	return &blocked{Engine: sharedEngine(), entered: make(chan struct{}, room), release: make(chan struct{})}
}

func (b *blocked) Recommend(ctx context.Context, r recommend.Request, limit int) (recommend.Answer, error) {
	b.entered <- struct{}{}
	<-b.release
	return b.Engine.Recommend(ctx, r, limit)
}

// TestAck_ComesBeforeTheWork holds the work until the acknowledgement has been
// seen: were it sent after the work, or by it, this would never end.
func TestAck_ComesBeforeTheWork(t *testing.T) {
	overBoth(t, func(t *testing.T, s setup) {
		engine := newBlocked(10)
		s.engine = engine
		w := newWorkspace(t, s)
		d := w.slash(slackfake.General, problem) // returns once acknowledged
		ack := must(d.Wait(w.ctx))(t)
		close(engine.release)
		r := w.answer(1)
		if ack.Seq >= r.Seq {
			t.Errorf("acknowledged at %d, answered at %d", ack.Seq, r.Seq)
		}
	})
}

// TestMany lets 300 questions arrive at once. All are acknowledged at once and
// answered once.
func TestMany(t *testing.T) {
	overBoth(t, func(t *testing.T, s setup) {
		w := newWorkspace(t, s)
		const many = 300
		w.burst(many, func() {})
		w.wait("all are answered", func(s slackfake.Snapshot) bool { return len(answers(s)) >= many })
		got := w.done()
		if len(got) != many {
			t.Errorf("%d answers to %d questions", len(got), many)
		}
		for _, r := range got {
			if len(caseIDs(t, r)) != 5 {
				t.Fatalf("an answer without cases: %q", r.Text)
			}
		}
	})
}

func TestTwice_AnsweredOnce(t *testing.T) {
	for name, fault := range map[string]slackfake.DeliveryFault{
		"same envelope": slackfake.Twice, "new envelope": slackfake.Anew, "socket dropped before the acknowledgement": slackfake.DropSocket,
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorkspace(t, setup{})
			w.FailDelivery(fault)
			must(w.Mention(w.ctx, slackfake.Post{User: slackfake.Ada, Channel: slackfake.General, Text: problem}))(t)
			if fault == slackfake.DropSocket {
				// Whether the bot read the first delivery or not, the second comes.
				w.wait("the socket is back", func(s slackfake.Snapshot) bool { return s.Count(slackfake.SocketOpened, "") > 1 && s.Sockets > 0 })
				must(w.RedeliverUnacked(w.ctx))(t)
			}
			w.answer(1)
			w.slash(slackfake.General, "help") // comes after whatever was delivered twice
			w.answer(2)
			if got := w.done(); len(got) != 2 {
				t.Errorf("%d messages, want one answer and the help", len(got))
			}
		})
	}
	t.Run("retried over http", func(t *testing.T) {
		w := newWorkspace(t, setup{http: true})
		d := must(w.Mention(w.ctx, slackfake.Post{User: slackfake.Ada, Channel: slackfake.General, Text: problem}))(t)
		must(d.Wait(w.ctx))(t)
		if err := w.Redeliver(w.ctx, d, "http_timeout"); err != nil {
			t.Fatal(err)
		}
		if got := w.done(); len(got) != 1 {
			t.Errorf("%d answers, want one", len(got))
		}
	})
}

func TestClose_FinishesWhatItHas(t *testing.T) {
	engine := newBlocked(10)
	w := newWorkspace(t, setup{engine: engine})
	w.slash(slackfake.General, problem)
	<-engine.entered
	w.stop()
	closed := make(chan error, 1)
	go func() { closed <- w.bot.Close(w.ctx) }()
	if _, _, err := w.bot.Accept(delivery.Delivery{}); err != nil {
		t.Errorf("an empty delivery: %v", err)
	}
	select {
	case err := <-closed:
		t.Fatalf("closed before the work was done: %v", err)
	default:
	}
	close(engine.release)
	if err := <-closed; err != nil {
		t.Fatal(err)
	}
	wantCases(t, w.answer(1), 5)
}

func TestClose_GivesUpInTime(t *testing.T) {
	engine := newBlocked(1)
	w := newWorkspace(t, setup{engine: engine})
	w.slash(slackfake.General, problem)
	<-engine.entered
	ctx, cancel := context.WithCancel(w.ctx)
	cancel()
	if err := w.bot.Close(ctx); err == nil || !strings.Contains(err.Error(), "1 deliveries left") {
		t.Errorf("got %v", err)
	}
	close(engine.release)
}

// failing is an engine that fails in its own way.
type failing struct {
	turn.Engine
	fail func() error
}

func (f failing) Recommend(context.Context, recommend.Request, int) (recommend.Answer, error) {
	return recommend.Answer{}, f.fail()
}

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
