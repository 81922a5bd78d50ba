package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"precedent/bot/slackfake"
	"precedent/bot/store"
)

// TestExposed: the bot warns of what others can read, of .env too, and makes its own
// file private.
func TestExposed(t *testing.T) {
	data := kept(t)
	file := filepath.Join(data, store.FileName)
	if err := os.Chmod(file, 0o644); err != nil {
		t.Fatal(err)
	}
	slack := fakeSlack(t, slackfake.Options{})
	var log bytes.Buffer
	a := testApp(t, map[string]string{"PRECEDENT_DATA": data, "SLACK_BOT_TOKEN": slack.BotToken(), "SLACK_APP_TOKEN": slack.AppToken(), "SLACK_API_URL": slack.APIURL()}, io.Discard, &log)
	if err := os.WriteFile(a.envFile, []byte("LOG_LEVEL=info\n"), 0o640); err != nil {
		t.Fatal(err)
	}
	slack.Fail("auth.test", slackfake.SlackError("invalid_auth"), 9) // so that it ends by itself
	a.run(t.Context(), []string{"serve"})
	for _, want := range []string{"can read or change " + file + " (mode 0644)", "can read or change " + a.envFile + " (mode 0640)"} {
		if !strings.Contains(log.String(), want) {
			t.Errorf("no %q in\n%s", want, &log)
		}
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file has mode %v, %v", info.Mode(), err)
	}
}
