package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"precedent/bot/delivery"
	"precedent/bot/view"
	"precedent/recommend"
)

func TestSeen(t *testing.T) {
	now := time.Unix(0, 0)
	s := newSeen(func() time.Time { return now }, time.Minute, 3)
	if !s.first([]string{"a", "b"}) || s.first([]string{"b", "c"}) || s.first([]string{"a"}) {
		t.Error("does not know what it has seen")
	}
	now = now.Add(2 * time.Minute)
	if !s.first([]string{"a"}) {
		t.Error("remembers for too long")
	}
	for i := range 10 {
		s.first([]string{fmt.Sprint(i)})
	}
	if s.order.Len() != 3 || len(s.keys) != 3 {
		t.Errorf("keeps %d and %d, want 3", s.order.Len(), len(s.keys))
	}
	s.drop([]string{"9", "unknown"})
	if !s.first([]string{"9"}) {
		t.Error("does not forget")
	}
}

// TestAccept_Busy fills the bot up and delivers more.
func TestAccept_Busy(t *testing.T) {
	english := view.New(nil, "", false)
	b := &Bot{
		lg: slog.New(slog.DiscardHandler), seen: newSeen(time.Now, time.Minute, 100), pending: maxPending,
		locales: newRemembered[locale](time.Now, localeFor, maxLocales), views: func(string) *view.Renderer { return english },
	}
	command := Delivery{Command: &Command{TriggerID: "1"}}
	ack, _, err := b.Accept(command)
	if err != nil || !strings.Contains(fmt.Sprint(ack), english.Text(view.TroubleBusy)) {
		t.Errorf("a command: %v, %v", ack, err)
	}
	share := Delivery{Interaction: &Interaction{Type: viewSubmission, TriggerID: "2"}}
	share.Interaction.View.CallbackID = view.CallbackShare
	if ack, _, err := b.Accept(share); err != nil || ack == nil {
		t.Errorf("a submitted window: %v, %v", ack, err)
	}
	mention := Delivery{Event: &Event{Type: "app_mention", User: "U1", Channel: "C1", TS: "1.1", Message: delivery.Message{Text: "tenders"}}}
	if _, _, err := b.Accept(mention); !errors.Is(err, ErrBusy) {
		t.Errorf("a mention: %v", err)
	}
	b.pending = maxPending - 1
	if _, _, err := b.Accept(mention); err != nil || b.pending != maxPending {
		t.Errorf("the mention again, with room: %v, %d pending", err, b.pending)
	}
}

// TestTellLater_Bounds: whoever waits to be told something is told it once, and only so
// many can wait.
func TestTellLater_Bounds(t *testing.T) {
	b := &Bot{lg: slog.New(slog.DiscardHandler), now: time.Now, awaited: map[untoldKey]bool{}, telling: maxTelling} // who tell are busy
	busy := sentence{text: view.TroubleBusy}
	for range 3 {
		b.tellLater(reply{user: "U1", channel: "C1"}, busy, 0)
	}
	b.tellLater(reply{user: "U1", channel: "C2"}, busy, 0)
	b.tellLater(reply{user: "U1", channel: "C1"}, sentence{text: view.TroubleRateLimited}, time.Hour)
	if len(b.untold) != 3 {
		t.Fatalf("%d wait, want 3", len(b.untold))
	}
	if wait := time.Until(b.untold[2].due); wait > longestTell {
		t.Errorf("kept waiting for %s", wait)
	}
	for i := range 2 * maxUntold {
		b.tellLater(reply{user: fmt.Sprint(i)}, busy, 0)
	}
	if len(b.untold) != maxUntold || len(b.awaited) != maxUntold {
		t.Errorf("%d wait, at most %d can", len(b.untold), maxUntold)
	}
	for range maxUntold {
		if _, ok := b.nextUntold(); !ok {
			t.Fatal("somebody is lost")
		}
	}
	if _, ok := b.nextUntold(); ok || len(b.awaited) != 0 {
		t.Error("somebody waits for ever")
	}
}

func TestClient_RespondsOnlyToSlack(t *testing.T) {
	c, err := NewClient(ClientConfig{APIURL: "https://slack.com/api/"})
	if err != nil {
		t.Fatal(err)
	}
	for _, address := range []string{"https://evil.example/x", "http://hooks.slack.com/x", "http://169.254.169.254/", "file:///etc/passwd", "https://hooks.slack.com.evil.example/", "", "::"} {
		if err := c.Respond(context.Background(), address, &slack.WebhookMessage{}); err == nil || !strings.Contains(err.Error(), "not one of Slack's") {
			t.Errorf("%q: %v", address, err)
		}
	}
	for _, address := range []string{"", "slack.com/api/", "https://slack.com/api"} {
		if _, err := NewClient(ClientConfig{APIURL: address}); err == nil {
			t.Errorf("%q is taken for Slack's address", address)
		}
	}
}

// TestButtonValues_End: problems in any script leave the values of buttons within
// their bounds.
func TestButtonValues_End(t *testing.T) {
	for _, fill := range []string{"a", "漢", "🙂", "é", "\"", "<"} {
		problem := strings.Repeat(fill, 3000)
		if v := refineValue(problem, recommend.Query{}, true); len(v) > maxRefineValue {
			t.Errorf("%s: the value of Refine has %d bytes", fill, len(v))
		}
		if v := feedbackValue("U1", problem)(nil, true); len(v) > maxFeedbackValue {
			t.Errorf("%s: the value of feedback has %d bytes", fill, len(v))
		}
	}
}
