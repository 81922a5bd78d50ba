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

	"github.com/slack-go/slack"

	"precedent/bot/slackfake"
)

func TestWebAPI_Tokens(t *testing.T) {
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

// TestWebAPI_AppTokenInTheHeader: Slack takes the app's token nowhere else.
func TestWebAPI_AppTokenInTheHeader(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	if answer := postForm(t, srv, "apps.connections.open", url.Values{"token": {srv.AppToken()}}); !strings.Contains(answer, "not_authed") {
		t.Errorf("a token in the form: %s", answer)
	}
	api := slack.New(srv.BotToken(), slack.OptionAppLevelToken(srv.AppToken()), slack.OptionAPIURL(srv.APIURL()))
	if _, _, err := api.StartSocketModeContext(testContext(t)); err != nil {
		t.Errorf("a token in the header: %v", err)
	}
}

func TestWebAPI_MissingScope(t *testing.T) {
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

// TestWebAPI_Bodies calls without a client library: tokens and arguments may come as a form
// or as JSON, and a body may be too big.
func TestWebAPI_Bodies(t *testing.T) {
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
