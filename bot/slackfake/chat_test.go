package slackfake_test

import (
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"precedent/bot/slackfake"
)

func text(s string) slack.MsgOption { return slack.MsgOptionText(s, false) }

func TestChat_PostMessage(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		channel string
		options []slack.MsgOption
		want    string // error, empty for none
	}{
		{"public channel", slackfake.General, []slack.MsgOption{text("hello")}, ""},
		{"by name", "#general", []slack.MsgOption{text("hello")}, ""},
		{"a user", slackfake.Ada, []slack.MsgOption{text("hello")}, ""},
		{"blocks alone", slackfake.General, []slack.MsgOption{slack.MsgOptionBlocks(slack.NewDividerBlock())}, ""},
		{"a primary button too many is our own rule", slackfake.General, []slack.MsgOption{text("hello"), slack.MsgOptionBlocks(buttons(
			slack.NewButtonBlockElement("a", "", plain("A")).WithStyle(slack.StylePrimary),
			slack.NewButtonBlockElement("b", "", plain("B")).WithStyle(slack.StylePrimary)))}, ""},
		{"unknown channel", "C0NOWHERE", []slack.MsgOption{text("hello")}, "channel_not_found"},
		{"not a member", slackfake.Random, []slack.MsgOption{text("hello")}, "not_in_channel"},
		{"not a member of a private channel", slackfake.Secret, []slack.MsgOption{text("hello")}, "channel_not_found"},
		{"archived", slackfake.Archived, []slack.MsgOption{text("hello")}, "is_archived"},
		{"nothing to say", slackfake.General, nil, "no_text"},
		{"bad blocks", slackfake.General, []slack.MsgOption{text("hello"), slack.MsgOptionBlocks(slack.NewHeaderBlock(plain(strings.Repeat("x", 151))))}, "invalid_blocks"},
		{"blocks too long", slackfake.General, []slack.MsgOption{text("hello"), slack.MsgOptionBlocks(longSections(5)...)}, "msg_blocks_too_long"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			srv := newServer(t, slackfake.Options{})
			channel, ts, err := newClient(srv).PostMessageContext(testContext(t), tt.channel, tt.options...)
			if tt.want != "" {
				wantSlackError(t, err, tt.want)
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			rec, ok := srv.Message(channel, ts)
			if !ok || rec.User != slackfake.BotUserID || rec.Via != "chat.postMessage" || rec.EphemeralTo != "" || rec.Seq == 0 {
				t.Errorf("record = %+v", rec)
			}
		})
	}
}

func TestChat_PostEphemeral(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	srv.AddUser(slackfake.User{ID: "U0LATE", Name: "late"})
	client, ctx := newClient(srv), testContext(t)
	whisper := func() string {
		t.Helper()
		ts, err := client.PostEphemeralContext(ctx, slackfake.General, slackfake.Ada, text("psst"), slack.MsgOptionTS("1.000001"))
		if err != nil {
			t.Fatal(err)
		}
		return ts
	}
	// Slack's reference: "Ephemeral messages in threads are only shown if there is already
	// an active thread."
	ts := whisper()
	if rec, shown := srv.Message(slackfake.General, ts); shown {
		t.Errorf("shown before there is a reply: %+v", rec)
	}
	if h := srv.Snapshot().Hidden; len(h) != 1 || h[0].TS != ts {
		t.Errorf("hidden = %+v", h)
	}
	if _, err := srv.Say(slackfake.Post{User: slackfake.Marek, Channel: slackfake.General, Text: "so?", ThreadTS: "1.000001"}); err != nil {
		t.Fatal(err)
	}
	if rec, shown := srv.Message(slackfake.General, whisper()); !shown || rec.EphemeralTo != slackfake.Ada || rec.ThreadTS != "1.000001" || rec.Via != "chat.postEphemeral" {
		t.Errorf("record = %+v, shown %v", rec, shown)
	}
	_, err := client.PostEphemeralContext(ctx, slackfake.General, "U0LATE", text("psst"))
	wantSlackError(t, err, "user_not_in_channel")
	_, err = client.PostEphemeralContext(ctx, slackfake.General, "U0NOBODY", text("psst"))
	wantSlackError(t, err, "user_not_found")
	_, err = client.PostEphemeralContext(ctx, slackfake.Random, slackfake.Ada, text("psst"))
	wantSlackError(t, err, "not_in_channel")
	_, _, _, err = client.UpdateMessageContext(ctx, slackfake.General, ts, text("louder"))
	wantSlackError(t, err, "message_not_found")
}

func TestChat_UpdateAndDelete(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	client, ctx := newClient(srv), testContext(t)
	channel, ts, err := client.PostMessageContext(ctx, slackfake.General, text("one"), slack.MsgOptionBlocks(slack.NewDividerBlock()))
	if err != nil {
		t.Fatal(err)
	}
	if _, _, _, err := client.UpdateMessageContext(ctx, channel, ts, text("two")); err != nil {
		t.Fatal(err)
	}
	rec, _ := srv.Message(channel, ts)
	if rec.Text != "two" || rec.Edits != 1 || rec.Blocks == nil {
		t.Errorf("after the update: %+v", rec)
	}
	link, err := client.GetPermalinkContext(ctx, &slack.PermalinkParameters{Channel: channel, Ts: ts})
	if err != nil || !strings.Contains(link, "/archives/"+channel+"/p"+strings.ReplaceAll(ts, ".", "")) {
		t.Errorf("permalink = %q, %v", link, err)
	}
	if _, _, err := client.DeleteMessageContext(ctx, channel, ts); err != nil {
		t.Fatal(err)
	}
	if _, ok := srv.Message(channel, ts); ok {
		t.Error("the message is still there")
	}
	_, _, err = client.DeleteMessageContext(ctx, channel, ts)
	wantSlackError(t, err, "message_not_found")
	_, err = client.GetPermalinkContext(ctx, &slack.PermalinkParameters{Channel: channel, Ts: ts})
	wantSlackError(t, err, "message_not_found")

	theirs, err := srv.Say(slackfake.Post{User: slackfake.Ada, Channel: channel, Text: "mine"})
	if err != nil {
		t.Fatal(err)
	}
	_, _, _, err = client.UpdateMessageContext(ctx, channel, theirs.TS, text("yours"))
	wantSlackError(t, err, "cant_update_message")
	_, _, err = client.DeleteMessageContext(ctx, channel, theirs.TS)
	wantSlackError(t, err, "cant_delete_message")
}

// TestPrompts_InAThreadDoNothing: so it is for apps with the agent view, without an error.
func TestPrompts_InAThreadDoNothing(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	im, _ := srv.Channel(slackfake.Ada)
	set := func(thread string) {
		t.Helper()
		if err := newClient(srv).SetAssistantThreadsSuggestedPromptsContext(testContext(t), slack.AssistantThreadsSetSuggestedPromptsParameters{
			ChannelID: im.ID, ThreadTS: thread, Prompts: []slack.AssistantThreadsPrompt{{Title: "a", Message: "a"}},
		}); err != nil {
			t.Fatal(err)
		}
	}
	set("1.1")
	if got := srv.Prompts(slackfake.Ada); len(got) != 0 {
		t.Errorf("in a thread: %v", got)
	}
	set("")
	if got := srv.Prompts(slackfake.Ada); len(got) != 1 {
		t.Errorf("in no thread: %v", got)
	}
}
