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
	"github.com/spf13/cobra"

	"precedent/bot"
	"precedent/bot/slackapi"
	"precedent/bot/socket"
	"precedent/bot/store"
)

func checkCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:  "check",
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return runCheck(cmd.Context(), a) },
	}
}

func runCheck(ctx context.Context, a *app) error {
	r := &report{app: a}
	s := a.settings()
	cfg := s.Config
	r.checkSettings(s)
	if s.unread("PRECEDENT_LIBRARY") {
		r.point(skipped, "library", "PRECEDENT_LIBRARY comes first")
	} else {
		r.checkLibrary(ctx, cfg)
	}
	if s.unread("PRECEDENT_DATA") {
		r.point(skipped, "memory", "PRECEDENT_DATA comes first")
	} else {
		r.checkMemory(ctx, cfg)
		if cfg.Curators != "" && cfg.Data == "" {
			r.point(warning, "curators", "PRECEDENT_CURATORS does nothing without PRECEDENT_DATA: set both, so that people can suggest cases")
		}
		r.checkPrivacy(cfg)
	}
	switch faults := s.known(cfg.tokenFaults()); {
	// Slack is asked only at an address that may be sent a token.
	case s.unread("SLACK_API_URL"), !secureAddress(cfg.APIURL):
		r.point(skipped, "Slack", "the configuration comes first")
	case len(faults) > 0:
		r.point(notReady, "tokens", "%v", joined(faults))
		r.point(skipped, "Slack", "the tokens come first")
	case slices.ContainsFunc([]string{"SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"}, s.unread):
		r.point(skipped, "Slack", "the configuration comes first")
	default:
		r.checkSlack(ctx, cfg)
	}
	switch {
	case r.err != nil:
		return r.err
	case ctx.Err() != nil:
		return ctx.Err()
	case r.faults > 0:
		return fmt.Errorf("not ready: %d of the points above", r.faults)
	}
	return nil
}

// checkSettings says what is read from where, and what is wrong with it.
func (r *report) checkSettings(s settings) {
	said := "read from the environment; there is no file " + s.file.path
	if s.file.found {
		said = "read from the environment and " + s.file.path
	}
	if err := joined(slices.Concat(s.faults, s.known(s.settingFaults()))); err != nil {
		r.point(notReady, "configuration", "%v\n%s", err, s.sources())
	} else {
		r.point(ready, "configuration", "%s\n%s", said, s.sources())
	}
	for _, n := range s.notes {
		r.point(warning, "configuration", "%s", n)
	}
}

func (r *report) checkLibrary(ctx context.Context, cfg Config) {
	files, err := libraryFiles(cfg.libraries())
	var l loaded
	if err == nil {
		l, err = loadBeside(ctx, nil, files, false)
	}
	if err != nil {
		r.point(notReady, "library", "%v", err)
		return
	}
	said := fmt.Sprintf("%d cases built in", l.builtin)
	if len(files) > 0 {
		said += fmt.Sprintf(", %d of your own from %s", l.own(), counting(len(files), "file", "files"))
	}
	if n := len(l.refused); n > 0 {
		said += fmt.Sprintf("; left out: %s, the first: %v", counting(n, "record", "records"), l.refused[0])
	}
	r.point(ready, "library", "%s", said)
	if n := len(l.notes); n > 0 {
		r.point(warning, "library", "not read as written in your own cases: %s, the first: %v", counting(n, "thing", "things"), l.notes[0])
	}
}

// checkMemory looks at what is kept, and makes and writes nothing.
func (r *report) checkMemory(ctx context.Context, cfg Config) {
	if cfg.Data == "" {
		r.point(ready, "memory", "none; PRECEDENT_DATA is not set, so nothing can be saved, and no feedback is asked for")
		return
	}
	state, err := store.Inspect(ctx, cfg.Data)
	some := counted(slices.DeleteFunc(state.Kept, func(c store.Count) bool { return c.Rows == 0 }))
	switch {
	case err != nil:
		r.point(notReady, "memory", "%v", memoryAdvice(cfg.Data, err))
	case !state.Found:
		r.point(ready, "memory", "nothing is kept in %s yet; the bot makes %s there when it starts", cfg.Data, store.FileName)
	case some == "":
		r.point(ready, "memory", "what people save is kept in %s: nothing so far", cfg.Data)
	case state.Older:
		r.point(ready, "memory", "what people save is kept in %s, by an older version, and brought up to date when the bot starts: %s", cfg.Data, some)
	default:
		r.point(ready, "memory", "what people save is kept in %s: %s", cfg.Data, some)
	}
}

func (r *report) checkPrivacy(cfg Config) {
	if warnings := exposed(cfg, r.app.envFile); len(warnings) > 0 {
		r.point(warning, "privacy", "%s", strings.Join(warnings, "\n"))
	}
}

type status string

const (
	ready    status = "ok"
	warning  status = "warning" // it works, but somebody should look at it
	notReady status = "not ready"
	skipped  status = "skipped"
)

// report prints the points of a check as they come in.
type report struct {
	app    *app
	faults int
	err    error // of writing
}

// point prints one point. Further lines of the text are set in below it.
func (r *report) point(s status, name, format string, args ...any) {
	if s == notReady {
		r.faults++
	}
	var out strings.Builder
	name += ": "
	for line := range strings.SplitSeq(r.app.called(fmt.Sprintf(format, args...)), "\n") {
		fmt.Fprintf(&out, "%-9s  %s%s\n", s, name, plain(line))
		s, name = "", ""
	}
	r.err = errors.Join(r.err, r.app.print(out.String()))
}

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
	if channelID.fits(cfg.Curators) && cfg.Data != "" {
		r.checkCurators(ctx, client, cfg.Curators)
	}
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

// checkCurators tells whether suggested cases can be shown in the channel of those who decide.
func (r *report) checkCurators(ctx context.Context, client *slack.Client, channel string) {
	ctx, cancel := context.WithTimeout(ctx, r.app.patience)
	defer cancel()
	info, err := client.GetConversationInfoContext(ctx, &slack.GetConversationInfoInput{ChannelID: channel})
	switch {
	case slackapi.Means(err, slackapi.NoScope):
		r.point(skipped, "curators", "Slack does not say whether the bot is in the channel %s, for want of channels:read or groups:read", channel)
	case slackapi.Means(err, slackapi.NoChannel):
		r.point(notReady, "curators", "Slack knows no channel %s that the bot can see; check PRECEDENT_CURATORS, and type /invite @Precedent in it", channel)
	case err != nil:
		r.point(skipped, "curators", "Slack does not say what the channel %s is (%v)", channel, cause(err))
	case info.IsArchived:
		r.point(notReady, "curators", "the channel %s is archived; set PRECEDENT_CURATORS to another one", channel)
	case info.IsExtShared || info.IsPendingExtShared:
		r.point(notReady, "curators", "people of another organisation read the channel %s, so nothing can be suggested; set PRECEDENT_CURATORS to another one", channel)
	case !info.IsMember:
		r.point(notReady, "curators", "the bot is no member of the channel %s; type /invite @Precedent in it", channel)
	default:
		r.point(ready, "curators", "suggested cases are decided on in the channel %s", channel)
	}
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
