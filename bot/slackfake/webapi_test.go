package slackfake_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"precedent/bot/slackfake"
)

func text(s string) slack.MsgOption { return slack.MsgOptionText(s, false) }

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

func TestTokens(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	ctx := testContext(t)
	call := func(token string) error {
		_, err := slack.New(token, slack.OptionAPIURL(srv.APIURL())).AuthTestContext(ctx)
		return err
	}
	wantSlackError(t, call(""), "not_authed")
	wantSlackError(t, call("xoxb-"+"other"), "invalid_auth")
	wantSlackError(t, call(srv.AppToken()), "not_allowed_token_type")

	_, _, err := slack.New("", slack.OptionAPIURL(srv.APIURL()), slack.OptionAppLevelToken(srv.BotToken())).StartSocketModeContext(ctx)
	wantSlackError(t, err, "not_allowed_token_type")
	for _, e := range srv.Journal() {
		if _, ok := e.Args["token"]; ok {
			t.Errorf("the journal holds a token: %v", e)
		}
	}
}

func TestPostMessage(t *testing.T) {
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

func longSections(n int) []slack.Block {
	var blocks []slack.Block
	for range n {
		blocks = append(blocks, slack.NewSectionBlock(plain(strings.Repeat("x", 3000)), nil, nil))
	}
	return blocks
}

func TestInvalidBlocksSaysWhy(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	_, _, err := newClient(srv).PostMessageContext(testContext(t), slackfake.General, text("a"),
		slack.MsgOptionBlocks(buttons(slack.NewButtonBlockElement("a", "", plain(strings.Repeat("x", 80))))))
	var answer slack.SlackErrorResponse
	if !errors.As(err, &answer) {
		t.Fatal(err)
	}
	want := "blocks[0].elements[0].text: 80 characters, at most 75"
	if got := answer.ResponseMetadata.Messages; len(got) != 1 || got[0] != want {
		t.Errorf("messages = %q, want %q", got, want)
	}
}

func TestTimestampsIncrease(t *testing.T) {
	t.Parallel()
	now := newClock()
	srv := newServer(t, slackfake.Options{Clock: now.Now})
	client, last := newClient(srv), ""
	for _, step := range []time.Duration{0, time.Second, -time.Hour, 0} {
		now.add(step)
		_, ts, err := client.PostMessageContext(testContext(t), slackfake.General, text("a"))
		if err != nil {
			t.Fatal(err)
		}
		if ts <= last {
			t.Errorf("%s after %s", ts, last)
		}
		last = ts
	}
	if last != "1795338001.000004" {
		t.Errorf("the fourth timestamp is %s", last)
	}
}

func TestPostEphemeral(t *testing.T) {
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

func TestUpdateAndDelete(t *testing.T) {
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
	if err != nil || user.Locale != "pl-PL" || user.TZ != "Europe/Warsaw" {
		t.Errorf("users.info = %+v, %v", user, err)
	}
	_, err = client.GetUserInfoContext(ctx, "U0NOBODY")
	wantSlackError(t, err, "user_not_found")
}

func TestMissingScope(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{Scopes: []string{"commands", "im:read"}})
	client, ctx := newClient(srv), testContext(t)
	_, _, posting := client.PostMessageContext(ctx, slackfake.General, text("a"))
	_, looking := client.GetUserInfoContext(ctx, slackfake.Ada)
	_, peeking := client.GetConversationInfoContext(ctx, &slack.GetConversationInfoInput{ChannelID: slackfake.General})
	for needed, err := range map[string]error{"chat:write": posting, "users:read": looking, "channels:read": peeking} {
		var answer slack.SlackErrorResponse
		if !errors.As(err, &answer) || answer.Err != "missing_scope" || answer.Needed != needed || answer.Provided != "commands,im:read" {
			t.Errorf("error = %#v, want missing_scope %s", err, needed)
		}
	}
}

// TestBodies calls without a client library: tokens and arguments may come as a form
// or as JSON, and a body may be too big.
func TestBodies(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	post := func(method, contentType, token, body string) (int, map[string]any) {
		t.Helper()
		req, err := http.NewRequestWithContext(testContext(t), http.MethodPost, srv.APIURL()+method, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Content-Type", contentType)
		if token != "" {
			req.Header.Set("Authorization", "Bearer "+token)
		}
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		defer res.Body.Close()
		data, _ := io.ReadAll(res.Body)
		var answer map[string]any
		_ = json.Unmarshal(data, &answer)
		return res.StatusCode, answer
	}
	form := url.Values{"token": {srv.BotToken()}, "channel": {slackfake.General}, "text": {"form"}}.Encode()
	if _, answer := post("chat.postMessage", "application/x-www-form-urlencoded", "", form); answer["ok"] != true {
		t.Errorf("form: %v", answer)
	}
	body := `{"channel":"` + slackfake.General + `","text":"json","blocks":[{"type":"divider"}],"thread_ts":null}`
	if _, answer := post("chat.postMessage", "application/json; charset=utf-8", srv.BotToken(), body); answer["ok"] != true {
		t.Errorf("JSON: %v", answer)
	}
	if _, answer := post("chat.postMessages", "application/json", srv.BotToken(), `{}`); answer["error"] != "unknown_method" {
		t.Errorf("unknown method: %v", answer)
	}
	huge := string(bytes.Repeat([]byte("x"), 1<<20+1))
	if status, _ := post("chat.postMessage", "application/json", srv.BotToken(), huge); status != http.StatusRequestEntityTooLarge {
		t.Errorf("a huge body: status %d", status)
	}
	messages := srv.Messages()
	if len(messages) != 2 || messages[0].Text != "form" || messages[1].Text != "json" {
		t.Errorf("messages = %+v", messages)
	}
}

func TestRecordsAreBounded(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{MaxRecords: 2, MaxJournal: 10})
	client := newClient(srv)
	for range 30 {
		if _, _, err := client.PostMessageContext(testContext(t), slackfake.General, text("a")); err != nil {
			t.Fatal(err)
		}
	}
	journal := srv.Journal()
	if len(srv.Messages()) != 2 || len(journal) < 10 || len(journal) > 11 || journal[len(journal)-1].Seq != 30 {
		t.Errorf("%d messages, %d entries", len(srv.Messages()), len(journal))
	}
}
