package bot_test

import (
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"precedent/bot"
	"precedent/bot/delivery"
	"precedent/bot/slackapi"
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
