package bot_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"

	"precedent/bot"
	"precedent/bot/delivery"
	"precedent/bot/slackapi"
	"precedent/bot/slackfake"
	"precedent/bot/view"
)

// TestAccept_Busy fills the bot up and delivers more.
func TestAccept_Busy(t *testing.T) {
	client := must(slackapi.NewClient(slackapi.ClientConfig{APIURL: "https://slack.com/api/"}))(t)
	b := bot.New(slog.New(slog.DiscardHandler), sharedEngine(), client, bot.Options{})
	b.Fill()
	command := delivery.Delivery{Command: &delivery.Command{TriggerID: "1"}}
	ack, _, err := b.Accept(command)
	if err != nil || !strings.Contains(fmt.Sprint(ack), english.Text(view.ProblemBusy)) {
		t.Errorf("a command: %v, %v", ack, err)
	}
	share := delivery.Delivery{Interaction: &delivery.Interaction{Type: delivery.ViewSubmission, TriggerID: "2"}}
	share.Interaction.View.CallbackID = view.CallbackShare
	if ack, _, err := b.Accept(share); err != nil || ack == nil {
		t.Errorf("a submitted window: %v, %v", ack, err)
	}
	mention := delivery.Delivery{Event: &delivery.Event{Type: "app_mention", User: "U1", Channel: "C1", TS: "1.1", Message: delivery.Message{Text: "tenders"}}}
	if _, _, err := b.Accept(mention); !errors.Is(err, delivery.ErrBusy) {
		t.Errorf("a mention: %v, want %v", err, delivery.ErrBusy)
	}
	b.Release()
	if _, _, err := b.Accept(mention); err != nil || b.Pending() != bot.MaxPending {
		t.Errorf("the mention again, with room: %v, %d pending", err, b.Pending())
	}
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

// TestMany lets many questions arrive at once. All are acknowledged at once and
// answered once.
func TestMany(t *testing.T) {
	overBoth(t, func(t *testing.T, s setup) {
		w := newWorkspace(t, s)
		w.burst(burstSize, func() {})
		w.wait("all are answered", func(s slackfake.Snapshot) bool { return len(answers(s)) >= burstSize })
		got := w.done()
		if len(got) != burstSize {
			t.Errorf("%d answers to %d questions", len(got), burstSize)
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

// TestBusy_TellsEverybody lets many people press a button while as many deliveries wait as
// the bot takes on: each of them is told.
func TestBusy_TellsEverybody(t *testing.T) {
	const people, presses = 200, 3
	w := newWorkspace(t, setup{})
	w.mention()
	shown := w.answer(1)
	details := slackfake.Action{ActionID: view.ActionDetails, BlockID: "act:" + caseIDs(t, shown)[0]}
	crowd := []string{slackfake.Ada, slackfake.Marek, slackfake.BotUserID}
	for i := range people {
		id := fmt.Sprintf("UCROWD%d", i)
		w.AddUser(slackfake.User{ID: id, Name: strings.ToLower(id), Locale: "en-GB"})
		crowd = append(crowd, id)
	}
	w.AddChannel(slackfake.Channel{ID: slackfake.General, Name: "general", Kind: slackfake.Public, Members: crowd})
	w.wait("nothing is on its way", func(s slackfake.Snapshot) bool { return len(answers(s)) == 1 })
	empty := w.bot.Fill()
	var pressing sync.WaitGroup
	for _, id := range crowd[3:] {
		pressing.Go(func() {
			for range presses {
				d, err := w.Press(w.ctx, id, shown, details)
				if err == nil {
					_, err = d.Wait(w.ctx)
				}
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	pressing.Wait()
	empty()
	told := map[string]int{}
	for _, r := range w.done() {
		if strings.Contains(r.Text, english.Text(view.ProblemBusy)) {
			told[r.EphemeralTo]++
		}
	}
	for _, id := range crowd[3:] {
		if told[id] == 0 {
			t.Errorf("%s is told nothing", id)
		}
	}
}
