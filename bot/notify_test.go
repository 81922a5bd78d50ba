package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"precedent/bot/slackapi"
	"precedent/bot/turn"
	"precedent/bot/view"
)

// TestNotifier_Bounds: whoever waits to be told something is told it once, and only so
// many can wait.
func TestNotifier_Bounds(t *testing.T) {
	n := newNotifier(&turn.Host{Log: slog.New(slog.DiscardHandler), Now: time.Now}, newLoad())
	n.workers = maxNotifying // who tell are busy
	busy := turn.Message{Text: view.ProblemBusy}
	for range 3 {
		n.later(turn.Target{User: "U1", Channel: "C1"}, busy, 0)
	}
	n.later(turn.Target{User: "U1", Channel: "C2"}, busy, 0)
	n.later(turn.Target{User: "U1", Channel: "C1"}, turn.Message{Text: "problem.rate-limited"}, time.Hour)
	if len(n.queue) != 3 {
		t.Fatalf("%d wait, want 3", len(n.queue))
	}
	if wait := time.Until(n.queue[2].due); wait > longestNotify {
		t.Errorf("waits for %s, want at most %s", wait, longestNotify)
	}
	for i := range 2 * maxQueued {
		n.later(turn.Target{User: fmt.Sprint(i)}, busy, 0)
	}
	if len(n.queue) != maxQueued || len(n.queued) != maxQueued {
		t.Errorf("%d wait, at most %d can", len(n.queue), maxQueued)
	}
	for i := range maxQueued {
		if _, ok := n.next(); !ok {
			t.Fatalf("%d came from the queue, want %d", i, maxQueued)
		}
	}
	if one, ok := n.next(); ok || len(n.queued) != 0 {
		t.Errorf("after all have come: next %+v, %t, and %d still noted as queued; want nobody", one, ok, len(n.queued))
	}
}

// TestNotifier_Panics: a panic while somebody is told what went wrong does not end the bot.
func TestNotifier_Panics(t *testing.T) {
	var logs strings.Builder
	lg := slog.New(slog.NewTextHandler(&logs, nil))
	h := turn.NewHost(turn.Options{
		Log: lg, Slack: noSlack(t), Now: time.Now, Reference: func() string { return "c0ffee00" },
		Views: func(string) *view.Renderer { panic("no view") },
	})
	newNotifier(h, newLoad()).failed(t.Context(), turn.Target{}, errors.New("broken"))
	if !strings.Contains(logs.String(), "panic: no view") {
		t.Errorf("the panic is not logged:\n%s", logs.String())
	}
}

// TestRunJobs_Panics: a job that breaks down ends neither the bot nor the jobs after it.
func TestRunJobs_Panics(t *testing.T) {
	b := &Bot{lg: slog.New(slog.DiscardHandler), router: turn.NewRouter()}
	ran := false
	b.router.Job(func(context.Context) { panic("broken") })
	b.router.Job(func(context.Context) { ran = true })
	b.RunJobs(t.Context())
	if !ran {
		t.Error("the job after it did not run")
	}
}

// noSlack is a client that is never to be used.
func noSlack(t *testing.T) *slackapi.Client {
	t.Helper()
	client, err := slackapi.NewClient(slackapi.ClientConfig{APIURL: "https://slack.com/api/"})
	if err != nil {
		t.Fatal(err)
	}
	return client
}
