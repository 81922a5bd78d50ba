package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"slices"
	"strings"

	"github.com/gorilla/websocket"
	"github.com/slack-go/slack"

	"precedent/bot"
	"precedent/bot/slackapi"
	"precedent/bot/socket"
)

// checkSlack asks Slack whether it would let the bot work, with tokens that have
// the right form.
func (r *report) checkSlack(ctx context.Context, cfg Config) {
	mode := "HTTP mode, with a signing secret"
	if cfg.socketMode() {
		mode = "Socket Mode"
	}
	r.point(ready, "tokens", "present and of the right form, for %s", mode)
	client := slack.New(cfg.BotToken,
		slack.OptionAppLevelToken(cfg.AppToken),
		slack.OptionAPIURL(cfg.APIURL),
		slack.OptionHTTPClient(&http.Client{Timeout: r.app.patience, Transport: slackapi.Transport(http.DefaultTransport)}))
	r.checkGrant(ctx, client)
	if cfg.socketMode() {
		r.checkSocket(ctx, client)
		if cfg.ListenAddr != "" {
			r.checkListening(ctx, "health", cfg.ListenAddr, "health checks")
		}
		return
	}
	r.checkListening(ctx, "HTTP", cfg.ListenAddr, "what Slack sends to /slack/events")
}

// checkGrant signs in and holds what was granted against what is needed.
func (r *report) checkGrant(ctx context.Context, client *slack.Client) {
	ctx, cancel := context.WithTimeout(ctx, r.app.patience)
	defer cancel()
	who, err := client.AuthTestContext(ctx)
	if err != nil {
		r.point(notReady, "sign-in", "%s", slackAdvice("SLACK_BOT_TOKEN", err))
		r.point(skipped, "permissions", "the sign-in comes first")
		return
	}
	r.point(ready, "sign-in", "to the workspace %s, as %s", who.Team, who.User)
	granted := strings.FieldsFunc(who.Header.Get("X-Oauth-Scopes"), func(r rune) bool { return r == ',' || r == ' ' })
	if len(granted) == 0 {
		r.point(skipped, "permissions", "Slack did not say what it grants; the bot says so when something is missing")
		return
	}
	r.checkScopes(granted)
}

func (r *report) checkScopes(granted []string) {
	var missing, optional []string
	needed := map[string]bool{}
	for _, s := range bot.Scopes {
		needed[s.Name] = true
		switch line := fmt.Sprintf("%s, %s (without it %s)", s.Name, s.For, s.Without); {
		case slices.Contains(granted, s.Name):
		case s.Optional:
			optional = append(optional, line)
		default:
			missing = append(missing, line)
		}
	}
	if len(missing) > 0 {
		r.point(notReady, "permissions", "add these under OAuth & Permissions, Bot Token Scopes, and reinstall the app:\n%s", strings.Join(missing, "\n"))
		return
	}
	said := fmt.Sprintf("all %d that are needed", len(bot.Scopes)-len(optional))
	if len(optional) > 0 {
		said += "; these are optional and not granted:\n" + strings.Join(optional, "\n") +
			"\nto have them after all, reinstall the app at api.slack.com/apps and allow them there"
	}
	if more := slices.DeleteFunc(granted, func(s string) bool { return needed[s] }); len(more) > 0 {
		said += "\nnot needed, and better taken away: " + strings.Join(more, ", ")
	}
	r.point(ready, "permissions", "%s", said)
}

// checkSocket opens a Socket Mode connection, waits for Slack's hello, and
// closes it.
func (r *report) checkSocket(ctx context.Context, client *slack.Client) {
	ctx, cancel := context.WithTimeout(ctx, r.app.patience)
	defer cancel()
	_, address, err := client.StartSocketModeContext(ctx)
	if err != nil {
		r.point(notReady, "connection", "%s", slackAdvice("SLACK_APP_TOKEN", err))
		return
	}
	switch err := hello(ctx, address); {
	case errors.Is(err, socket.ErrTurnedOff):
		r.point(notReady, "connection", "%s", slackAdvice("SLACK_APP_TOKEN", err))
		return
	case err != nil:
		r.point(notReady, "connection", "Slack's WebSocket does not answer (%v); a proxy or firewall must let wss:// through, see HTTPS_PROXY", cause(err))
		return
	}
	r.point(ready, "connection", "Slack said hello over Socket Mode")
}

// maxHello is how many bytes Slack's first message may have.
const maxHello = 64 << 10

// hello waits for Slack's first message on a WebSocket.
func hello(ctx context.Context, address string) error {
	conn, resp, err := websocket.DefaultDialer.DialContext(ctx, address, nil)
	if resp != nil && resp.Body != nil {
		resp.Body.Close()
	}
	if err != nil {
		return fmt.Errorf("dial: %w", err)
	}
	defer conn.Close()
	stop := context.AfterFunc(ctx, func() { conn.Close() })
	defer stop()
	conn.SetReadLimit(maxHello)
	_, data, err := conn.ReadMessage()
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		return fmt.Errorf("read: %w", err)
	}
	var first struct {
		Type   string `json:"type"`
		Reason string `json:"reason"`
	}
	switch err := json.Unmarshal(data, &first); {
	case err == nil && first.Type == "disconnect" && first.Reason == "link_disabled":
		return socket.ErrTurnedOff
	case err != nil || first.Type != "hello":
		return fmt.Errorf("the first message is no hello, but %q %s", first.Type, first.Reason)
	}
	return conn.WriteMessage(websocket.CloseMessage, websocket.FormatCloseMessage(websocket.CloseNormalClosure, ""))
}

// slackAdvice says what to do about an error of Slack's, for a token known by
// the name of its variable.
func slackAdvice(variable string, err error) string {
	const (
		app      = "at api.slack.com/apps, choose the app"
		turnedOn = "turn Socket Mode on: " + app + ", Socket Mode"
	)
	var refused slack.SlackErrorResponse
	var status slack.StatusCodeError
	wait, limited := slackapi.Pause(err)
	switch {
	case errors.Is(err, socket.ErrTurnedOff):
		return "Socket Mode is turned off for the app; " + turnedOn
	case limited:
		return fmt.Sprintf("Slack is asked too often; try again in %s", wait)
	case errors.As(err, &status):
		return fmt.Sprintf("Slack, or a proxy before it, answers %s; see https://slack-status.com and HTTPS_PROXY, and try again", status.Status)
	case !errors.As(err, &refused):
		return fmt.Sprintf("Slack cannot be reached (%v); check the network, HTTPS_PROXY and SLACK_API_URL, and try again", cause(err))
	}
	code := refused.Err
	switch means := func(m slackapi.Meaning) bool { return slackapi.Means(err, m) }; {
	case means(slackapi.UnknownToken):
		return fmt.Sprintf("Slack does not know %s (%s); copy it again: %s", variable, code, app)
	case means(slackapi.EndedToken):
		return fmt.Sprintf("%s is no longer valid (%s); reinstall the app and copy the new one: %s", variable, code, app)
	case means(slackapi.NoScope):
		needed := refused.Needed
		if needed == "" && variable == "SLACK_APP_TOKEN" {
			needed = "connections:write"
		}
		return fmt.Sprintf("%s lacks the scope %s (%s); make one that has it: %s", variable, needed, code, app)
	case means(slackapi.WrongToken):
		return fmt.Sprintf("%s is a token of another kind (%s); the bot token begins with xoxb-, the app-level one with xapp-: %s", variable, code, app)
	case means(slackapi.NoAccess):
		return fmt.Sprintf("Slack does not allow it (%s); %s", code, turnedOn)
	default:
		return fmt.Sprintf("Slack refuses (%s); https://docs.slack.dev/reference/methods says what that means", code)
	}
}

// checkListening tries to listen where the bot would, and gives it back.
func (r *report) checkListening(ctx context.Context, name, address, purpose string) {
	var listen net.ListenConfig
	l, err := listen.Listen(ctx, "tcp", address)
	if err != nil {
		r.point(notReady, name, "cannot listen on LISTEN_ADDR %s (%v); if the bot runs already, that is why, otherwise choose another", address, cause(err))
		return
	}
	if err := l.Close(); err != nil {
		r.point(notReady, name, "cannot stop listening on %s again: %v", address, err)
		return
	}
	r.point(ready, name, "%s can be listened on, for %s", address, purpose)
}
