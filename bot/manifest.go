package bot

import (
	"bytes"
	_ "embed" // for the manifest
	"encoding/json"
	"fmt"
	"net"
	"net/url"
	"os"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"precedent/bot/turn"
)

// manifest is the app manifest, with ${NAMES} for what depends on how the bot is run. It is
// a file of our own, since it is for people to read before they grant what it asks for.
//
//go:embed manifest.yaml
var manifest string

// manifestStep is what the workflow step adds to it.
//
//go:embed step.yaml
var manifestStep string

// ManifestOptions say which manifest is wanted. The zero value is YAML for
// Socket Mode.
type ManifestOptions struct {
	RequestURL   string // for HTTP mode: where Slack calls the bot
	WorkflowStep bool   // with the step for workflows, which needs an organisation-ready app
	JSON         bool
}

// requestPath is where the bot takes everything that Slack sends over HTTP.
const requestPath = "/slack/events"

// Manifest returns the Slack app manifest. An error says what is wrong with
// the request URL.
func Manifest(opts ManifestOptions) ([]byte, error) {
	values := map[string]string{
		"EVENTS":      listed(slackEvents(opts.WorkflowStep)),
		"SOCKET_MODE": "# Socket Mode: the bot calls Slack, and needs no address of its own.\n  socket_mode_enabled: true",
	}
	for _, s := range Scopes {
		name := "SCOPES"
		if s.Optional {
			name = "OPTIONAL_SCOPES"
		}
		values[name] += listed([]string{s.Name + " # " + s.For})
	}
	if opts.RequestURL != "" {
		if err := checkRequestURL(opts.RequestURL); err != nil {
			return nil, err
		}
		quoted, err := json.Marshal(opts.RequestURL) // a JSON string is a YAML string
		if err != nil {
			return nil, fmt.Errorf("quote the request URL: %w", err)
		}
		values["COMMAND_URL"] = "\n      url: " + string(quoted)
		values["REQUEST_URL"] = "\n    request_url: " + string(quoted)
		values["SOCKET_MODE"] = "# HTTP mode: Slack calls the bot at the addresses above.\n  socket_mode_enabled: false"
	}
	text := manifest
	if opts.WorkflowStep {
		text += manifestStep
		values["RUNTIME"] = "\n  function_runtime: remote"
	}
	// text/template would make the binary a sixth larger, since the linker then keeps every
	// method of everything.
	text = os.Expand(text, func(name string) string { return values[name] })
	if !opts.JSON {
		return []byte(text), nil
	}
	compact, err := yaml.YAMLToJSON([]byte(text))
	if err != nil {
		return nil, fmt.Errorf("turn the manifest into JSON: %w", err)
	}
	var out bytes.Buffer
	if err := json.Indent(&out, bytes.TrimSpace(compact), "", "  "); err != nil {
		return nil, fmt.Errorf("turn the manifest into JSON: %w", err)
	}
	out.WriteByte('\n')
	return out.Bytes(), nil
}

// checkRequestURL refuses an address that Slack, or somebody trying things out
// on their own machine, could not call.
func checkRequestURL(s string) error {
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return fmt.Errorf("%q is no address; write it as https://precedent.example.org%s", s, requestPath)
	}
	ip := net.ParseIP(u.Hostname())
	local := u.Hostname() == "localhost" || ip != nil && ip.IsLoopback()
	if u.Scheme != "https" && !(u.Scheme == "http" && local) {
		return fmt.Errorf("%q must begin with https://, since Slack calls nothing else", s)
	}
	if !strings.HasSuffix(u.Path, requestPath) {
		return fmt.Errorf("%q must end in %s, where the bot listens", s, requestPath)
	}
	return nil
}

// listed are the items of a list of the manifest, a line each.
func listed(items []string) string { return "\n      - " + strings.Join(items, "\n      - ") }

// functionExecuted is the event of a workflow that comes to a step of the bot's.
const functionExecuted = "function_executed"

// slackEvents are the events that the features handle, as Slack's manifest names them.
func slackEvents(withStep bool) []string {
	var events []string
	for _, name := range routes(&turn.Host{}, nil).Events() {
		name, _, _ = strings.Cut(name, ":")
		switch {
		case name == functionExecuted && !withStep:
			continue
		case name == "message": // of the kinds of conversation, only direct messages
			name = "message.im"
		}
		events = append(events, name)
	}
	return slices.Compact(events)
}
