package bot

import (
	"fmt"
	"log/slog"
	"testing"
	"time"

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
	n.later(turn.Target{User: "U1", Channel: "C1"}, turn.Message{Text: view.ProblemRateLimited}, time.Hour)
	if len(n.queue) != 3 {
		t.Fatalf("%d wait, want 3", len(n.queue))
	}
	if wait := time.Until(n.queue[2].due); wait > longestNotify {
		t.Errorf("kept waiting for %s", wait)
	}
	for i := range 2 * maxQueued {
		n.later(turn.Target{User: fmt.Sprint(i)}, busy, 0)
	}
	if len(n.queue) != maxQueued || len(n.queued) != maxQueued {
		t.Errorf("%d wait, at most %d can", len(n.queue), maxQueued)
	}
	for range maxQueued {
		if _, ok := n.next(); !ok {
			t.Fatal("somebody is lost")
		}
	}
	if _, ok := n.next(); ok || len(n.queued) != 0 {
		t.Error("somebody waits for ever")
	}
}
