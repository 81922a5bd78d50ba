package bot

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"

	"precedent/bot/turn"
)

// scopeless are the events that Slack sends with any scopes.
var scopeless = []string{"app_home_opened"}

// parsedManifest is the part of a manifest that the rules speak of.
type parsedManifest struct {
	Metadata struct {
		Version int `json:"major_version"`
	} `json:"_metadata"`
	Display struct {
		Name  string `json:"name"`
		Text  string `json:"description"`
		Long  string `json:"long_description"`
		Color string `json:"background_color"`
	} `json:"display_information"`
	Features struct {
		Home struct {
			Messages bool  `json:"messages_tab_enabled"`
			ReadOnly *bool `json:"messages_tab_read_only_enabled"`
		} `json:"app_home"`
		Bot struct {
			Name   string `json:"display_name"`
			Online bool   `json:"always_online"`
		} `json:"bot_user"`
		Commands []struct {
			Name   string `json:"command"`
			URL    string `json:"url"`
			Text   string `json:"description"`
			Usage  string `json:"usage_hint"`
			Escape *bool  `json:"should_escape"`
		} `json:"slash_commands"`
		Shortcuts []struct {
			Name     string `json:"name"`
			Type     string `json:"type"`
			Callback string `json:"callback_id"`
			Text     string `json:"description"`
		} `json:"shortcuts"`
	} `json:"features"`
	OAuth struct {
		Scopes struct {
			Bot      []string `json:"bot"`
			Optional []string `json:"bot_optional"`
		} `json:"scopes"`
	} `json:"oauth_config"`
	Settings struct {
		Events struct {
			URL string   `json:"request_url"`
			Bot []string `json:"bot_events"`
		} `json:"event_subscriptions"`
		Interactivity struct {
			On  bool   `json:"is_enabled"`
			URL string `json:"request_url"`
		} `json:"interactivity"`
		Socket   bool   `json:"socket_mode_enabled"`
		Org      *bool  `json:"org_deploy_enabled"`
		Rotation *bool  `json:"token_rotation_enabled"`
		Runtime  string `json:"function_runtime"`
	} `json:"settings"`
	Functions map[string]struct {
		In  parameters `json:"input_parameters"`
		Out parameters `json:"output_parameters"`
	} `json:"functions"`
}

// parameters are the inputs or the outputs of a workflow step.
type parameters struct {
	Properties map[string]struct {
		Type  string `json:"type"`
		Title string `json:"title"`
		Text  string `json:"description"`
	} `json:"properties"`
	Required []string `json:"required"`
}

func parseManifest(t *testing.T, opts ManifestOptions) parsedManifest {
	t.Helper()
	opts.JSON = true
	data, err := Manifest(opts)
	if err != nil {
		t.Fatal(err)
	}
	var m parsedManifest
	if err := json.Unmarshal(data, &m); err != nil {
		t.Fatal(err)
	}
	return m
}

// The names of the shortcuts and of the step for workflows on the wire.
const (
	shortcutSimilar = "find_similar"
	shortcutSearch  = "search_cases"
	shortcutSuggest = "suggest_case"
	stepSimilar     = "find_similar_cases"
)

// TestManifest_IsHandled: what the manifest names has a handler.
func TestManifest_IsHandled(t *testing.T) {
	t.Parallel()
	r := routes(&turn.Host{}, nil)
	if got, want := r.Shortcuts(), []string{"message_action:" + shortcutSimilar, "shortcut:" + shortcutSearch, "shortcut:" + shortcutSuggest}; !slices.Equal(got, want) {
		t.Errorf("shortcuts %v are handled, want %v", got, want)
	}
	if name := functionExecuted + ":" + stepSimilar; !slices.Contains(r.Events(), name) {
		t.Errorf("%s is not among the events handled: %v", name, r.Events())
	}
}

// manifestFor is the manifest for Socket Mode without the step.
func manifestFor(t *testing.T) string {
	t.Helper()
	text, err := Manifest(ManifestOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestManifest_SaysWhatTheBotIs(t *testing.T) {
	t.Parallel()
	m := parseManifest(t, ManifestOptions{})
	if len(m.Features.Commands) != 1 {
		t.Fatalf("%d commands", len(m.Features.Commands))
	}
	if c := m.Features.Commands[0]; c.Name != "/similar" || c.Escape == nil || *c.Escape {
		t.Errorf("command %+v", c)
	}
	kinds := map[string]string{}
	for _, s := range m.Features.Shortcuts {
		kinds[s.Callback] = s.Type
	}
	if len(kinds) != 3 || kinds[shortcutSimilar] != "message" || kinds[shortcutSearch] != "global" || kinds[shortcutSuggest] != "global" {
		t.Errorf("shortcuts %v", kinds)
	}
	if h := m.Features.Home; !h.Messages || h.ReadOnly == nil || *h.ReadOnly {
		t.Error("people cannot write to the bot")
	}
	s := m.Settings
	if !m.Features.Bot.Online || !s.Interactivity.On || !s.Socket || s.Org == nil || !*s.Org || s.Rotation == nil || *s.Rotation || s.Runtime != "" {
		t.Errorf("settings %+v", s)
	}
	if m.Metadata.Version != 2 {
		t.Errorf("version %d of the schema", m.Metadata.Version)
	}
}

func TestManifestAsksForTheScopesNeeded(t *testing.T) {
	t.Parallel()
	m := parseManifest(t, ManifestOptions{})
	text := manifestFor(t)
	var needed, optional []string
	events := slices.Clone(scopeless)
	for _, s := range Scopes {
		events = append(events, s.Events...)
		if s.Optional {
			optional = append(optional, s.Name)
		} else {
			needed = append(needed, s.Name)
		}
		if s.For == "" || s.Without == "" {
			t.Errorf("scope %s does not say what it is for", s.Name)
		}
		if line := fmt.Sprintf("- %s # %s", s.Name, s.For); !strings.Contains(text, line) {
			t.Errorf("the manifest does not say %q", line)
		}
	}
	if diff := cmp.Diff(needed, m.OAuth.Scopes.Bot); diff != "" {
		t.Errorf("scopes (-needed +asked for):\n%s", diff)
	}
	if diff := cmp.Diff(optional, m.OAuth.Scopes.Optional); diff != "" {
		t.Errorf("scopes that can be declined (-known +asked for):\n%s", diff)
	}
	if diff := cmp.Diff(slices.Sorted(slices.Values(events)), slices.Sorted(slices.Values(m.Settings.Events.Bot))); diff != "" {
		t.Errorf("events (-that a scope is for +asked for; an event has its scope in scopes.go):\n%s", diff)
	}
	if !slices.Contains(needed, "commands") || !slices.Contains(needed, "chat:write") {
		t.Error("a command needs the scope commands, an answer chat:write")
	}
}

// TestManifestWithStep: the step is only there when asked for, with what it needs.
func TestManifestWithStep(t *testing.T) {
	t.Parallel()
	if text := manifestFor(t); strings.Contains(text, stepSimilar) || strings.Contains(text, functionExecuted) {
		t.Error("the manifest has the step unasked")
	}
	for _, opts := range []ManifestOptions{{WorkflowStep: true}, {WorkflowStep: true, RequestURL: "https://example.org/slack/events"}} {
		m := parseManifest(t, opts)
		if !slices.Contains(m.Settings.Events.Bot, functionExecuted) || m.Settings.Org == nil || !*m.Settings.Org || m.Settings.Runtime != "remote" {
			t.Errorf("settings %+v", m.Settings)
		}
		f := m.Functions[stepSimilar]
		if got := slices.Sorted(maps.Keys(f.In.Properties)); !slices.Equal(got, []string{"country", "problem", "topic"}) || !slices.Equal(f.In.Required, []string{"problem"}) {
			t.Errorf("inputs %+v", f.In)
		}
		if got := slices.Sorted(maps.Keys(f.Out.Properties)); !slices.Equal(got, []string{"cases", "links"}) || !slices.Equal(f.Out.Required, []string{"cases"}) || f.Out.Properties["links"].Type != "string" {
			t.Errorf("outputs %+v", f.Out)
		}
		for name, p := range f.In.Properties {
			if p.Title == "" || p.Text == "" || p.Type != "string" {
				t.Errorf("input %s: %+v", name, p)
			}
		}
	}
}

func TestManifestForHTTP(t *testing.T) {
	t.Parallel()
	const address = "https://precedent.example.org/a/slack/events"
	m := parseManifest(t, ManifestOptions{RequestURL: address})
	if m.Settings.Socket {
		t.Error("Socket Mode is on")
	}
	for what, got := range map[string]string{"command": m.Features.Commands[0].URL, "events": m.Settings.Events.URL, "interactivity": m.Settings.Interactivity.URL} {
		if got != address {
			t.Errorf("%s is sent to %q", what, got)
		}
	}
	text, err := Manifest(ManifestOptions{RequestURL: address})
	if err != nil {
		t.Fatal(err)
	}
	if s := string(text); !strings.HasPrefix(s, "# The Slack app manifest") || strings.Contains(s, "Socket Mode") {
		t.Errorf("comments are wrong:\n%s", s)
	}
	var fromYAML any
	if err := yaml.Unmarshal(text, &fromYAML); err != nil {
		t.Errorf("no YAML: %v", err)
	}
}

func TestManifestRefusesAddressesThatSlackCannotCall(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		"https://precedent.example.org/slack/events":     "",
		"http://localhost:3000/slack/events":             "",
		"http://127.0.0.1:3000/slack/events":             "",
		"http://precedent.example.org/slack/events":      "must begin with https://",
		"ftp://localhost/slack/events":                   "must begin with https://",
		"https://precedent.example.org/":                 "must end in /slack/events",
		"https://precedent.example.org/slack/events/":    "must end in /slack/events",
		"precedent.example.org/slack/events":             "is no address",
		"https://a:b@precedent.example.org/slack/events": "is no address",
		"https://precedent.example.org/slack/events?a":   "is no address",
		"https://precedent.example.org/\n/slack/events":  "is no address",
	} {
		_, err := Manifest(ManifestOptions{RequestURL: address})
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("Manifest for %q: %v, want %q", address, err, want)
		}
	}
}
