package bot_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"precedent/bot/slackfake"
	"precedent/bot/view"
)

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

// TestSlack_LimitedForLongInDM: where Slack lets the bot post nothing for a while, who wrote
// to it directly is told so by another way, or when the while is over.
func TestSlack_LimitedForLongInDM(t *testing.T) {
	for name, methods := range map[string][]string{
		"posting only": {"chat.postMessage"},
		"everything":   {"chat.postMessage", "chat.postEphemeral"},
	} {
		t.Run(name, func(t *testing.T) {
			var w *workspace
			over := sync.OnceFunc(func() {
				for _, method := range methods {
					w.Heal(method)
				}
			})
			w = newWorkspace(t, setup{pause: func(ctx context.Context, d time.Duration) error {
				if d > 20*time.Second { // the while that Slack asks for
					over()
				}
				return ctx.Err()
			}})
			for _, method := range methods {
				w.Fail(method, slackfake.RateLimited(30*time.Second), 1000)
			}
			must(w.DirectMessage(w.ctx, slackfake.Post{User: slackfake.Ada, Text: problem}))(t)
			wantText(t, w.answer(1), "Slack asks me to slow down")
			if got := w.done(); len(got) != 1 {
				t.Errorf("told %d times", len(got))
			}
		})
	}
}

// TestSlack_LimitedForLongEverywhere: the same where a command was typed.
func TestSlack_LimitedForLongEverywhere(t *testing.T) {
	methods := []string{slackfake.ResponseURLs, "chat.postMessage", "chat.postEphemeral"}
	var w *workspace
	over := sync.OnceFunc(func() {
		for _, method := range methods {
			w.Heal(method)
		}
	})
	w = newWorkspace(t, setup{pause: func(ctx context.Context, d time.Duration) error {
		if d > 20*time.Second {
			over()
		}
		return ctx.Err()
	}})
	for _, method := range methods {
		w.Fail(method, slackfake.RateLimited(40*time.Second), 1000)
	}
	w.slash(slackfake.General, problem)
	r := w.answer(1)
	wantText(t, r, "Slack asks me to slow down")
	wantText(t, r, problem) // what was typed is not lost
}

// TestSlack_ClosesWithoutThePause: whoever waits to be told when the bot is stopped does not
// hold it up.
func TestSlack_ClosesWithoutThePause(t *testing.T) {
	waiting := make(chan struct{}, 100)
	w := newWorkspace(t, setup{pause: func(ctx context.Context, d time.Duration) error {
		if d > 20*time.Second {
			waiting <- struct{}{}
			<-ctx.Done()
		}
		return ctx.Err()
	}})
	w.Fail("chat.postMessage", slackfake.RateLimited(30*time.Second), 1000)
	w.Fail("chat.postEphemeral", slackfake.RateLimited(30*time.Second), 1000)
	must(w.DirectMessage(w.ctx, slackfake.Post{User: slackfake.Ada, Text: problem}))(t)
	<-waiting
	w.Heal("chat.postEphemeral")
	w.Heal("chat.postMessage")
	got := w.done()
	if len(got) != 1 {
		t.Fatalf("told %d times", len(got))
	}
	wantText(t, got[0], "Slack asks me to slow down")
}
