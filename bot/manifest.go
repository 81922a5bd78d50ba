package bot

import (
	"bytes"
	_ "embed" // for the manifest
	"encoding/json"
	"fmt"
	"net"
	"net/url"
	"strings"

	"github.com/goccy/go-yaml"
)

// manifest is the app manifest for Socket Mode. It is a file of our own, since
// it is for people to read before they grant what it asks for.
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
	text := manifest
	if opts.RequestURL != "" {
		if err := checkRequestURL(opts.RequestURL); err != nil {
			return nil, err
		}
		var err error
		if text, err = httpManifest(opts.RequestURL); err != nil {
			return nil, err
		}
	}
	if opts.WorkflowStep {
		var err error
		if text, err = withStep(text); err != nil {
			return nil, err
		}
	}
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

// httpManifest turns the manifest to HTTP mode line by line, so that its
// comments stay.
func httpManifest(requestURL string) (string, error) {
	quoted, err := json.Marshal(requestURL) // a JSON string is a YAML string
	if err != nil {
		return "", fmt.Errorf("quote the request URL: %w", err)
	}
	return edited(manifest, []change{
		{"    - command: /similar\n", "    - command: /similar\n      url: " + string(quoted) + "\n"},
		{"  event_subscriptions:\n", "  event_subscriptions:\n    request_url: " + string(quoted) + "\n"},
		{"    is_enabled: true\n", "    is_enabled: true\n    request_url: " + string(quoted) + "\n"},
		{"  # Socket Mode: the bot calls Slack, and needs no address of its own.\n", "  # HTTP mode: Slack calls the bot at the addresses above.\n"},
		{"  socket_mode_enabled: true\n", "  socket_mode_enabled: false\n"},
	})
}

// withStep adds the workflow step.
func withStep(text string) (string, error) {
	text, err := edited(text, []change{
		{"      - app_mention\n", "      - app_mention\n      - function_executed\n"},
		{"  org_deploy_enabled: true\n", "  org_deploy_enabled: true\n  function_runtime: remote\n"},
	})
	return text + manifestStep, err
}

// change is a line of the manifest, and what stands there instead.
type change struct{ line, by string }

// edited makes changes to the manifest, each of a line that stands there once.
func edited(text string, changes []change) (string, error) {
	for _, c := range changes {
		if strings.Count(text, c.line) != 1 {
			return "", fmt.Errorf("the manifest does not have the line %q exactly once", c.line)
		}
		text = strings.Replace(text, c.line, c.by, 1)
	}
	return text, nil
}
