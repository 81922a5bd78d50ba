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
)

// The rules of version 2 of Slack's manifest schema for the parts that the app may ever
// use. What is not named here is refused.
type (
	rule interface {
		check(at string, v any) []string
	}
	// fields is an object with these fields; those after need must be there.
	fields struct {
		of   map[string]rule
		need []string
	}
	// entries is an object with fields of any name.
	entries struct {
		of   rule
		most int
	}
	items struct {
		of          rule
		least, most int
		unique      bool
	}
	str struct {
		least, most int // characters; most 0 for any number
		pattern     string
	}
	truth struct{}
	whole struct{}
)

const webAddress = "^https?://"

var (
	manifestParameter = fields{map[string]rule{
		"type":  str{pattern: `^(integer|number|boolean|string|object|array|slack#/types/(user_id|channel_id|usergroup_id|timestamp|date|rich_text|message_ts|blocks))$`},
		"title": str{}, "description": str{}, "hint": str{}, "is_required": truth{}, "is_hidden": truth{},
	}, []string{"type"}}
	manifestParameters = fields{map[string]rule{"properties": entries{manifestParameter, 50}, "required": items{of: str{}, most: 50}}, []string{"properties"}}
	manifestPrompt     = fields{map[string]rule{"title": str{}, "message": str{}}, []string{"title", "message"}}
	manifestScopes     = items{of: str{most: 50}, most: 255}

	manifestSchema = fields{map[string]rule{
		"_metadata": fields{of: map[string]rule{"major_version": whole{}, "minor_version": whole{}}},
		"display_information": fields{map[string]rule{
			"name": str{1, 35, ""}, "description": str{1, 140, ""}, "long_description": str{175, 4000, ""},
			"background_color": str{4, 7, "^#[0-9a-fA-F]{3}([0-9a-fA-F]{3})?$"},
		}, []string{"name"}},
		"features": fields{of: map[string]rule{
			"app_home": fields{of: map[string]rule{"home_tab_enabled": truth{}, "messages_tab_enabled": truth{}, "messages_tab_read_only_enabled": truth{}}},
			"bot_user": fields{map[string]rule{"display_name": str{1, 80, ""}, "always_online": truth{}}, []string{"display_name"}},
			"agent_view": fields{of: map[string]rule{
				"agent_description": str{most: 300}, "suggested_prompts": items{of: manifestPrompt, most: 4},
			}},
			"shortcuts": items{of: fields{map[string]rule{
				"name": str{1, 24, ""}, "type": str{pattern: "^(message|global)$"}, "callback_id": str{1, 255, ""}, "description": str{1, 150, ""},
			}, []string{"name", "type", "callback_id", "description"}}, least: 1, most: 10},
			"slash_commands": items{of: fields{map[string]rule{
				"command": str{2, 32, "^/"}, "url": str{1, 3000, webAddress}, "description": str{1, 2000, ""}, "usage_hint": str{1, 1000, ""}, "should_escape": truth{},
			}, []string{"command", "description"}}, least: 1, most: 50},
			"unfurl_domains": items{of: str{1, 255, "^[a-z0-9][-a-z0-9.]*[a-z0-9]$"}, least: 1, most: 5, unique: true},
		}},
		"oauth_config": fields{of: map[string]rule{"scopes": fields{of: map[string]rule{
			"bot": manifestScopes, "bot_optional": manifestScopes, "user": manifestScopes, "user_optional": manifestScopes,
		}}}},
		"settings": fields{of: map[string]rule{
			"event_subscriptions": fields{of: map[string]rule{"request_url": str{1, 3500, webAddress}, "bot_events": items{of: str{most: 50}, most: 100, unique: true}}},
			"interactivity":       fields{map[string]rule{"is_enabled": truth{}, "request_url": str{1, 3500, webAddress}}, []string{"is_enabled"}},
			"org_deploy_enabled":  truth{}, "socket_mode_enabled": truth{}, "token_rotation_enabled": truth{}, "function_runtime": str{},
		}},
		"functions": entries{fields{map[string]rule{
			"title": str{}, "description": str{}, "input_parameters": manifestParameters, "output_parameters": manifestParameters,
		}, []string{"title", "description", "input_parameters", "output_parameters"}}, 50},
	}, []string{"display_information"}}
)

func (f fields) check(at string, v any) (faults []string) {
	obj, ok := v.(map[string]any)
	if !ok {
		return []string{at + ": not an object"}
	}
	for _, name := range f.need {
		if _, there := obj[name]; !there {
			faults = append(faults, at+": lacks "+name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(obj)) {
		if of := f.of[name]; of != nil {
			faults = append(faults, of.check(at+"."+name, obj[name])...)
		} else {
			faults = append(faults, at+": knows no "+name)
		}
	}
	return faults
}

func (e entries) check(at string, v any) (faults []string) {
	obj, ok := v.(map[string]any)
	if !ok {
		return []string{at + ": not an object"}
	}
	if len(obj) > e.most {
		faults = append(faults, fmt.Sprintf("%s: %d entries, at most %d", at, len(obj), e.most))
	}
	for _, name := range slices.Sorted(maps.Keys(obj)) {
		faults = append(faults, e.of.check(at+"."+name, obj[name])...)
	}
	return faults
}

func (l items) check(at string, v any) (faults []string) {
	all, ok := v.([]any)
	if !ok {
		return []string{at + ": not a list"}
	}
	if len(all) < l.least || len(all) > l.most {
		faults = append(faults, fmt.Sprintf("%s: %d items, want %d to %d", at, len(all), l.least, l.most))
	}
	seen := map[string]bool{}
	for i, item := range all {
		if said := fmt.Sprint(item); l.unique && seen[said] {
			faults = append(faults, fmt.Sprintf("%s: %s twice", at, said))
		} else {
			seen[said] = true
		}
		faults = append(faults, l.of.check(fmt.Sprintf("%s[%d]", at, i), item)...)
	}
	return faults
}

func (s str) check(at string, v any) (faults []string) {
	text, ok := v.(string)
	if !ok {
		return []string{at + ": not a text"}
	}
	if n := utf8.RuneCountInString(text); n < s.least || s.most > 0 && n > s.most {
		faults = append(faults, fmt.Sprintf("%s: %d characters, want %d to %d", at, n, s.least, s.most))
	}
	if !regexp.MustCompile(s.pattern).MatchString(text) {
		faults = append(faults, fmt.Sprintf("%s: %q is not like %s", at, text, s.pattern))
	}
	return faults
}

func (truth) check(at string, v any) []string {
	if _, ok := v.(bool); !ok {
		return []string{at + ": neither true nor false"}
	}
	return nil
}

func (whole) check(at string, v any) []string {
	if n, ok := v.(float64); !ok || n != float64(int(n)) {
		return []string{at + ": not a whole number"}
	}
	return nil
}

// manifestTree is a manifest as the schema sees it.
func manifestTree(t *testing.T, opts ManifestOptions) map[string]any {
	t.Helper()
	opts.JSON = true
	data, err := Manifest(opts)
	if err != nil {
		t.Fatal(err)
	}
	var tree map[string]any
	if err := json.Unmarshal(data, &tree); err != nil {
		t.Fatal(err)
	}
	return tree
}

func TestManifest_KeepsSlacksSchema(t *testing.T) {
	t.Parallel()
	for _, address := range []string{"", "https://example.org/slack/events"} {
		for _, step := range []bool{false, true} {
			for _, fault := range manifestSchema.check("", manifestTree(t, ManifestOptions{RequestURL: address, WorkflowStep: step})) {
				t.Errorf("request URL %q, step %t: %s", address, step, fault)
			}
		}
	}
}

// TestManifestSchema_Refuses holds the rules themselves against manifests that Slack would
// not take.
func TestManifestSchema_Refuses(t *testing.T) {
	t.Parallel()
	step := func(m map[string]any) map[string]any {
		return m["functions"].(map[string]any)[stepSimilar].(map[string]any)
	}
	for want, spoil := range map[string]func(map[string]any){
		".functions.find_similar_cases.input_parameters: lacks properties": func(m map[string]any) {
			in := step(m)["input_parameters"].(map[string]any)
			step(m)["input_parameters"] = in["properties"] // as version 1 has it
		},
		".functions.find_similar_cases.output_parameters.properties.links: lacks type": func(m map[string]any) {
			delete(step(m)["output_parameters"].(map[string]any)["properties"].(map[string]any)["links"].(map[string]any), "type")
		},
		": lacks display_information":  func(m map[string]any) { delete(m, "display_information") },
		".settings: knows no surprise": func(m map[string]any) { m["settings"].(map[string]any)["surprise"] = true },
		".features.unfurl_domains: 6 items, want 1 to 5": func(m map[string]any) {
			f := m["features"].(map[string]any)
			f["unfurl_domains"] = append(f["unfurl_domains"].([]any), "example.org")
		},
		".settings.event_subscriptions.bot_events: app_mention twice": func(m map[string]any) {
			e := m["settings"].(map[string]any)["event_subscriptions"].(map[string]any)
			e["bot_events"] = append(e["bot_events"].([]any), "app_mention")
		},
		".display_information.name: 36 characters, want 1 to 35": func(m map[string]any) {
			m["display_information"].(map[string]any)["name"] = strings.Repeat("x", 36)
		},
		"._metadata.major_version: not a whole number":         func(m map[string]any) { m["_metadata"].(map[string]any)["major_version"] = "2" },
		".settings.org_deploy_enabled: neither true nor false": func(m map[string]any) { m["settings"].(map[string]any)["org_deploy_enabled"] = "yes" },
	} {
		m := manifestTree(t, ManifestOptions{WorkflowStep: true})
		spoil(m)
		if faults := manifestSchema.check("", m); !slices.Contains(faults, want) {
			t.Errorf("no %q among %q", want, faults)
		}
	}
}
