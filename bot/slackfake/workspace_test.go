package slackfake_test

import (
	"testing"

	"github.com/slack-go/slack"

	"precedent/bot/slackfake"
)

func TestAddChannel(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	srv.AddChannel(slackfake.Channel{ID: "C0NEW", Name: "new", Kind: slackfake.Private, Members: []string{slackfake.BotUserID}})
	if c, ok := srv.Channel("#new"); !ok || c.ID != "C0NEW" {
		t.Errorf("channel = %+v", c)
	}
	if im, ok := srv.Channel(slackfake.Ada); !ok || im.Kind != slackfake.IM {
		t.Errorf("IM = %+v", im)
	}
	if _, ok := srv.Channel("C0NOWHERE"); ok {
		t.Error("a channel out of nothing")
	}
	if _, _, err := newClient(srv).PostMessageContext(testContext(t), "C0NEW", text("a")); err != nil {
		t.Error(err)
	}
}

func TestConversationsAndUsers(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	client, ctx := newClient(srv), testContext(t)
	im, _, _, err := client.OpenConversationContext(ctx, &slack.OpenConversationParameters{Users: []string{slackfake.Ada}})
	if err != nil || !im.IsIM || im.User != slackfake.Ada {
		t.Errorf("conversations.open = %+v, %v", im, err)
	}
	_, _, _, err = client.OpenConversationContext(ctx, &slack.OpenConversationParameters{Users: []string{"U0NOBODY"}})
	wantSlackError(t, err, "user_not_found")
	info := func(id string) (*slack.Channel, error) {
		return client.GetConversationInfoContext(ctx, &slack.GetConversationInfoInput{ChannelID: id})
	}
	shared, err := info(slackfake.Shared)
	if err != nil || !shared.IsExtShared || shared.Name != "shared" {
		t.Errorf("conversations.info = %+v, %v", shared, err)
	}
	_, err = info(slackfake.Secret)
	wantSlackError(t, err, "channel_not_found")
	user, err := client.GetUserInfoContext(ctx, slackfake.Marek)
	if err != nil || user.Locale != "en-GB" || user.TZ != "Europe/Warsaw" {
		t.Errorf("users.info = %+v, %v", user, err)
	}
	_, err = client.GetUserInfoContext(ctx, "U0NOBODY")
	wantSlackError(t, err, "user_not_found")
}

func TestAuthTest(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{Scopes: []string{"commands", "chat:write"}})
	got, err := newClient(srv).AuthTestContext(testContext(t))
	if err != nil {
		t.Fatal(err)
	}
	if got.UserID != slackfake.BotUserID || got.BotID != slackfake.BotID || got.TeamID != slackfake.TeamID || got.URL == "" {
		t.Errorf("auth.test = %+v", got)
	}
	if scopes := got.Header.Get("X-OAuth-Scopes"); scopes != "commands,chat:write" {
		t.Errorf("scopes = %q", scopes)
	}
}
