package bot

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"
)

// Slack's rules for manifests: lengths in characters, and the keys known at
// each level, with those of lists under the name of the list. A key that leads
// to another level is named with a dot.
const (
	manifestName     = 35
	manifestText     = 140 // description
	manifestLeast    = 174 // long description, at least
	manifestMost     = 4000
	manifestBotName  = 80
	manifestCommand  = 32
	manifestUsage    = 1000
	manifestCommands = 50

	manifestShortcuts    = 10
	manifestShortcut     = 24  // name
	manifestShortcutText = 150 // description
)

var manifestKeys = map[string][]string{
	"":                          {"_metadata", "display_information", "features", "oauth_config", "settings", "functions"},
	"._metadata":                {"major_version", "minor_version"},
	".display_information":      {"name", "description", "long_description", "background_color"},
	".features":                 {"app_home", "bot_user", "slash_commands", "shortcuts", "unfurl_domains", "agent_view"},
	".functions":                {stepSimilar},
	".functions." + stepSimilar: {"title", "description", "input_parameters", "output_parameters"},
	".functions.find_similar_cases.input_parameters":         {"problem", "country", "topic"},
	".functions.find_similar_cases.input_parameters.problem": parameterKeys,
	".functions.find_similar_cases.input_parameters.country": parameterKeys,
	".functions.find_similar_cases.input_parameters.topic":   parameterKeys,
	".functions.find_similar_cases.output_parameters":        {"cases", "links"},
	".functions.find_similar_cases.output_parameters.cases":  parameterKeys,
	".functions.find_similar_cases.output_parameters.links":  parameterKeys,
	".features.app_home":                     {"home_tab_enabled", "messages_tab_enabled", "messages_tab_read_only_enabled"},
	".features.bot_user":                     {"display_name", "always_online"},
	".features.slash_commands":               {"command", "url", "description", "usage_hint", "should_escape"},
	".features.agent_view":                   {"agent_description", "suggested_prompts", "actions"},
	".features.agent_view.suggested_prompts": {"title", "message"},
	".features.shortcuts":                    {"name", "type", "callback_id", "description"},
	".oauth_config":                          {"redirect_urls", "scopes"},
	".oauth_config.scopes":                   {"bot", "user"},
	".settings":                              {"allowed_ip_address_ranges", "event_subscriptions", "interactivity", "org_deploy_enabled", "socket_mode_enabled", "token_rotation_enabled", "function_runtime"},
	".settings.event_subscriptions":          {"request_url", "bot_events", "user_events"},
	".settings.interactivity":                {"is_enabled", "request_url", "message_menu_options_url"},
}

// parameterKeys are those of an input or an output of a workflow step.
var parameterKeys = []string{"name", "type", "title", "description", "is_required", "hint"}

// eventScopes is the scope that each event needs.
var eventScopes = map[string]string{"app_mention": "app_mentions:read", "message.im": "im:history", "link_shared": "links:read", "app_home_opened": ""}

// parsedManifest is the part of a manifest that the rules speak of.
type parsedManifest struct {
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
			Bot []string `json:"bot"`
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
		In  map[string]parameter `json:"input_parameters"`
		Out map[string]parameter `json:"output_parameters"`
	} `json:"functions"`
}

// parameter is an input or an output of a workflow step.
type parameter struct {
	Name     string `json:"name"`
	Type     string `json:"type"`
	Title    string `json:"title"`
	Text     string `json:"description"`
	Required bool   `json:"is_required"`
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

func TestManifestKeepsSlacksRules(t *testing.T) {
	t.Parallel()
	m := parseManifest(t, ManifestOptions{})
	length := func(what, s string, least, most int) {
		if n := utf8.RuneCountInString(s); n < least || n > most {
			t.Errorf("%s has %d characters, must have %d to %d", what, n, least, most)
		}
	}
	length("name", m.Display.Name, 1, manifestName)
	length("description", m.Display.Text, 1, manifestText)
	length("long description", m.Display.Long, manifestLeast, manifestMost)
	length("bot name", m.Features.Bot.Name, 1, manifestBotName)
	if !regexp.MustCompile(`^#[0-9a-f]{6}$`).MatchString(m.Display.Color) {
		t.Errorf("colour %q", m.Display.Color)
	}
	if n := len(m.Features.Commands); n != 1 || n > manifestCommands {
		t.Fatalf("%d commands", n)
	}
	c := m.Features.Commands[0]
	length("command", c.Name, 2, manifestCommand)
	length("command's description", c.Text, 1, manifestText)
	length("usage hint", c.Usage, 1, manifestUsage)
	if c.Name != "/similar" || c.Escape == nil || *c.Escape {
		t.Errorf("command %+v", c)
	}
	kinds := map[string]string{}
	for _, s := range m.Features.Shortcuts {
		length("shortcut", s.Name, 1, manifestShortcut)
		length("shortcut's description", s.Text, 1, manifestShortcutText)
		kinds[s.Callback] = s.Type
	}
	if len(m.Features.Shortcuts) > manifestShortcuts || kinds[shortcutSimilar] != "message" || kinds[shortcutSearch] != "global" {
		t.Errorf("shortcuts %v", kinds)
	}
	if h := m.Features.Home; !h.Messages || h.ReadOnly == nil || *h.ReadOnly {
		t.Error("people cannot write to the bot")
	}
	s := m.Settings
	if !m.Features.Bot.Online || !s.Interactivity.On || !s.Socket || s.Org == nil || *s.Org || s.Rotation == nil || *s.Rotation {
		t.Errorf("settings %+v", s)
	}
}

func TestManifestHasKnownKeysOnly(t *testing.T) {
	t.Parallel()
	for _, opts := range []ManifestOptions{{JSON: true}, {JSON: true, RequestURL: "https://example.org/slack/events"}, {JSON: true, WorkflowStep: true}} {
		data, err := Manifest(opts)
		if err != nil {
			t.Fatal(err)
		}
		var tree any
		if err := json.Unmarshal(data, &tree); err != nil {
			t.Fatal(err)
		}
		knownKeys(t, "", tree)
	}
}

func knownKeys(t *testing.T, at string, x any) {
	t.Helper()
	switch x := x.(type) {
	case []any:
		for _, item := range x {
			knownKeys(t, at, item)
		}
	case map[string]any:
		for key, value := range x {
			if !slices.Contains(manifestKeys[at], key) {
				t.Errorf("Slack knows no key %s.%s", at, key)
			}
			knownKeys(t, at+"."+key, value)
		}
	}
}

func TestManifestAsksForTheScopesNeeded(t *testing.T) {
	t.Parallel()
	m := parseManifest(t, ManifestOptions{})
	var needed []string
	for _, s := range Scopes {
		needed = append(needed, s.Name)
		if s.For == "" || s.Without == "" {
			t.Errorf("scope %s does not say what it is for", s.Name)
		}
		if line := fmt.Sprintf("- %s # %s", s.Name, s.For); !strings.Contains(manifest, strings.Split(line, ",")[0]) {
			t.Errorf("the manifest does not say %q", line)
		}
	}
	if diff := cmp.Diff(needed, m.OAuth.Scopes.Bot); diff != "" {
		t.Errorf("scopes (-needed +asked for):\n%s", diff)
	}
	if diff := cmp.Diff(slices.Sorted(maps.Keys(eventScopes)), slices.Sorted(slices.Values(m.Settings.Events.Bot))); diff != "" {
		t.Errorf("events (-known +asked for):\n%s", diff)
	}
	for event, scope := range eventScopes {
		if scope != "" && !slices.Contains(needed, scope) {
			t.Errorf("event %s needs the scope %s", event, scope)
		}
	}
	if !slices.Contains(needed, "commands") || !slices.Contains(needed, "chat:write") {
		t.Error("a command needs the scope commands, an answer chat:write")
	}
}

// TestManifestWithStep: the step is only there when asked for, with what it needs.
func TestManifestWithStep(t *testing.T) {
	t.Parallel()
	if strings.Contains(manifest, stepSimilar) || strings.Contains(manifest, functionExecuted) {
		t.Error("the manifest has the step unasked")
	}
	for _, opts := range []ManifestOptions{{WorkflowStep: true}, {WorkflowStep: true, RequestURL: "https://example.org/slack/events"}} {
		m := parseManifest(t, opts)
		if !slices.Contains(m.Settings.Events.Bot, functionExecuted) || m.Settings.Org == nil || !*m.Settings.Org || m.Settings.Runtime != "remote" {
			t.Errorf("settings %+v", m.Settings)
		}
		f := m.Functions[stepSimilar]
		if got := slices.Sorted(maps.Keys(f.In)); !slices.Equal(got, []string{"country", "problem", "topic"}) || !f.In["problem"].Required || f.In["country"].Required || f.In["topic"].Required {
			t.Errorf("inputs %+v", f.In)
		}
		if got := slices.Sorted(maps.Keys(f.Out)); !slices.Equal(got, []string{"cases", "links"}) || f.Out["links"].Type != "string" {
			t.Errorf("outputs %+v", f.Out)
		}
		for name, p := range f.In {
			if p.Name != name || p.Title == "" || p.Text == "" || p.Type != "string" {
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
