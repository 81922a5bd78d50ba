package slackfake_test

import (
	"testing"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"

	"precedent/bot/slackfake"
)

func interaction(t *testing.T, heard <-chan socketmode.Event) slack.InteractionCallback {
	t.Helper()
	return next(t, heard, socketmode.EventTypeInteractive).Data.(slack.InteractionCallback)
}

func TestShortcuts(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	heard := connect(t, srv, nothing)
	ctx, ok := testContext(t), sent(t)
	rec, err := srv.Say(slackfake.Post{User: slackfake.Marek, Channel: slackfake.Secret, Text: "we cannot hire"})
	if err != nil {
		t.Fatal(err)
	}
	d := ok(srv.MessageShortcut(ctx, slackfake.Ada, "find_similar", rec))
	got := interaction(t, heard)
	if got.Type != slack.InteractionTypeMessageAction || got.CallbackID != "find_similar" || got.User.ID != slackfake.Ada ||
		got.Message.Text != "we cannot hire" || got.MessageTs != rec.TS || got.Channel.ID != slackfake.Secret ||
		got.ResponseURL != d.ResponseURL || got.TriggerID != d.TriggerID {
		t.Errorf("message shortcut = %+v", got)
	}
	d = ok(srv.GlobalShortcut(ctx, slackfake.Ada, "search_cases"))
	got = interaction(t, heard)
	if got.Type != slack.InteractionTypeShortcut || got.CallbackID != "search_cases" || got.TriggerID != d.TriggerID || got.ResponseURL != "" {
		t.Errorf("global shortcut = %+v", got)
	}
}
