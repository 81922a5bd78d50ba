package main

import (
	"bytes"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// working are settings that Validate accepts.
var working = map[string]string{"SLACK_BOT_TOKEN": "xoxb-1-a", "SLACK_APP_TOKEN": "xapp-1-A-b"}

func configOf(t *testing.T, env map[string]string, dotenv string) (Config, error) {
	t.Helper()
	file := filepath.Join(t.TempDir(), ".env")
	if dotenv != "" {
		if err := os.WriteFile(file, []byte(dotenv), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s := readSettings(func(name string) string { return env[name] }, nil, file)
	return s.Config, joined(s.faults)
}

// fields are what a configuration holds, past the methods that hide it.
func fields(c Config) map[string]string {
	all := map[string]string{}
	v := reflect.ValueOf(c)
	for i, f := range reflect.VisibleFields(v.Type()) {
		all[f.Name] = v.Field(i).String()
	}
	return all
}

// Validate says all that keeps the bot from starting, in one error. It never
// prints a token or a secret. The bot is started by settings, which have their own.
func (c Config) Validate() error {
	return joined(slices.Concat(c.settingFaults(), c.tokenFaults()))
}

func TestConfig_Validate(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		env  map[string]string
		want []string // nil: valid
	}{
		"Socket Mode":            {nil, nil},
		"HTTP mode":              {map[string]string{"SLACK_APP_TOKEN": "", "SLACK_SIGNING_SECRET": "0123456789abcdef"}, nil},
		"everything":             {map[string]string{"LISTEN_ADDR": "127.0.0.1:8080", "LOG_LEVEL": "DEBUG", "LOG_FORMAT": "json", "REPORT_MISTAKE_TO": "a@example.org"}, nil},
		"a form for mistakes":    {map[string]string{"REPORT_MISTAKE_TO": "https://example.org/form"}, nil},
		"a fake Slack":           {map[string]string{"SLACK_API_URL": "http://127.0.0.1:1234/api/"}, nil},
		"no tokens":              {map[string]string{"SLACK_BOT_TOKEN": "", "SLACK_APP_TOKEN": ""}, []string{"SLACK_BOT_TOKEN is not set", "neither SLACK_APP_TOKEN nor SLACK_SIGNING_SECRET is set"}},
		"tokens swapped":         {map[string]string{"SLACK_BOT_TOKEN": "xapp-s3cret", "SLACK_APP_TOKEN": "xoxb-s3cret"}, []string{"SLACK_BOT_TOKEN is no bot token", "SLACK_APP_TOKEN is no app-level token"}},
		"a token with a space":   {map[string]string{"SLACK_BOT_TOKEN": "xoxb-s3cret more"}, []string{"SLACK_BOT_TOKEN is no bot token"}},
		"a token that expires":   {map[string]string{"SLACK_BOT_TOKEN": "xoxe.xoxb-s3cret"}, []string{"turn token rotation off"}},
		"a secret with a space":  {map[string]string{"SLACK_SIGNING_SECRET": "s3cret more"}, []string{"SLACK_SIGNING_SECRET has spaces"}},
		"Slack without TLS":      {map[string]string{"SLACK_API_URL": "http://slack.com/api/"}, []string{"SLACK_API_URL"}},
		"Slack nowhere":          {map[string]string{"SLACK_API_URL": "slack"}, []string{"SLACK_API_URL"}},
		"no port":                {map[string]string{"LISTEN_ADDR": "3000"}, []string{"LISTEN_ADDR"}},
		"too high a port":        {map[string]string{"LISTEN_ADDR": ":65536"}, []string{"LISTEN_ADDR"}},
		"log settings":           {map[string]string{"LOG_LEVEL": "loud", "LOG_FORMAT": "xml"}, []string{"LOG_LEVEL", "LOG_FORMAT"}},
		"mistakes to nobody":     {map[string]string{"REPORT_MISTAKE_TO": "the office"}, []string{"REPORT_MISTAKE_TO"}},
		"mistakes to a bad link": {map[string]string{"REPORT_MISTAKE_TO": "javascript:alert(1)"}, []string{"REPORT_MISTAKE_TO"}},
		"mistakes with a name":   {map[string]string{"REPORT_MISTAKE_TO": "Office <a@example.org>"}, []string{"REPORT_MISTAKE_TO"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			env := map[string]string{}
			for _, m := range []map[string]string{working, c.env} {
				for k, v := range m {
					env[k] = v
				}
			}
			cfg, err := configOf(t, env, "")
			if err != nil {
				t.Fatal(err)
			}
			err = cfg.Validate()
			if (err == nil) != (c.want == nil) {
				t.Fatalf("Validate = %v", err)
			}
			for _, want := range c.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("Validate = %v, want %q in it", err, want)
				}
			}
			if err != nil && strings.Contains(err.Error(), "s3cret") {
				t.Errorf("Validate prints a secret: %v", err)
			}
		})
	}
}

func TestConfig_SecretsAreNeverPrinted(t *testing.T) {
	t.Parallel()
	c := Config{BotToken: "xoxb-s3cret", AppToken: "xapp-s3cret", SigningSecret: "s3cret", LogLevel: "info"}
	var log bytes.Buffer
	slog.New(slog.NewJSONHandler(&log, nil)).Info("ready", "config", c, "redacted", c.LogValue())
	fmt.Fprintf(&log, "%v %+v %s", c, c, c)
	if s := log.String(); strings.Contains(s, "s3cret") || !strings.Contains(s, `"SLACK_BOT_TOKEN":"set"`) || !strings.Contains(s, `"LOG_LEVEL":"info"`) {
		t.Errorf("log = %s", s)
	}
}

// variableNames are the variables that the program reads.
func variableNames() []string {
	var names []string
	for _, f := range reflect.VisibleFields(reflect.TypeFor[Config]()) {
		names = append(names, f.Tag.Get("env"))
	}
	return names
}

// TestConfig_EnvExample holds .env.example and Config against each other.
func TestConfig_EnvExample(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("../../.env.example")
	if err != nil {
		t.Fatal(err)
	}
	var explained []string
	read := variableNames()
	for _, m := range regexp.MustCompile(`(?m)^(?:# )?([A-Z_]+)=`).FindAllSubmatch(data, -1) {
		explained = append(explained, string(m[1]))
	}
	slices.Sort(explained)
	slices.Sort(read)
	if diff := cmp.Diff(read, explained); diff != "" {
		t.Errorf("variables (-read +explained):\n%s", diff)
	}
	if _, err := configOf(t, nil, string(data)); err != nil {
		t.Errorf("the example cannot be read: %v", err)
	}
}
