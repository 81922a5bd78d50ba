package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSettings_AllFaultsAtOnce(t *testing.T) {
	t.Parallel()
	s := settingsOf(t, map[string]string{"LOG_LEVEL": "loud", "LISTEN_ADDR": "'3000'"}, "SLACK_BOT_TOKEN=xapp-swordfish\nPRECEDENT_DATA=~bob\njunk\nLOG_FORMAT=xml\n")
	err := s.Validate()
	if err == nil {
		t.Fatal("got no error, want one with 7 faults")
	}
	for _, want := range []string{
		"line 2: PRECEDENT_DATA begins with ~ and a name", "line 3: there is no", "LISTEN_ADDR in the environment has its quotes in its value",
		`LOG_LEVEL "loud"`, `LOG_FORMAT "xml"`, "SLACK_BOT_TOKEN is no bot token", "neither SLACK_APP_TOKEN nor SLACK_SIGNING_SECRET is set",
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("faults are\n%v\nwithout %q", err, want)
		}
	}
	if n := strings.Count(err.Error(), "\n") + 1; n != 7 {
		t.Errorf("%d faults, want 7:\n%v", n, err)
	}
}

func TestSettings_EnvironmentThatNoShellHasRead(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]string{
		"# nothing is kept": "PRECEDENT_DATA in the environment begins with #",
		`"/srv/data"`:       "PRECEDENT_DATA in the environment has its quotes in its value",
		"$HOME/x":           "PRECEDENT_DATA in the environment begins with $",
		"${HOME}/x":         "PRECEDENT_DATA in the environment begins with $",
		"~bob/x":            "PRECEDENT_DATA in the environment begins with ~ and a name",
	} {
		s := settingsOf(t, map[string]string{"PRECEDENT_DATA": value, "HOME": "/home/ana"}, "")
		if err := joined(s.faults); err == nil || !strings.Contains(err.Error(), want) || s.Data != "" {
			t.Errorf("%q: PRECEDENT_DATA is %q, fault %v, want %q", value, s.Data, err, want)
		}
	}
	s := settingsOf(t, map[string]string{"PRECEDENT_DATA": "~/x", "HOME": "/home/ana"}, "PRECEDENT_DATA oops\n")
	if s.Data != "/home/ana/x" || s.unread("PRECEDENT_DATA") {
		t.Errorf("PRECEDENT_DATA is %q, unread %t; want /home/ana/x, false", s.Data, s.unread("PRECEDENT_DATA"))
	}
}

func TestSettings_MisspeltNames(t *testing.T) {
	t.Parallel()
	env := map[string]string{"PRECEDENT_DAT": "/srv", "SLACK_SIGNIN_SECRET": "swordfish", "SLACK_WEBHOOK": "x", "LOG_LEVELS": "3", "EDITOR": "vi", "PRECEDENT_NEWS": "1"}
	s := settingsOf(t, env, "SLACK_BOT_TOKN=xoxb-swordfish\nslack_app_token=xapp-1\nSLACK_CHANNEL=C1\nOTHER=1\nLOG_LEVL=debug\nPRECEDENT_LIBARY=swordfish\nSLACK_xoxb-swordfish=1\nLOG_FORMAT=text\nLOG_FORMAT=json\n")
	want := []string{
		".env, line 1: SLACK_BOT_TOKN is not known; did you mean SLACK_BOT_TOKEN?",
		".env, line 2: slack_app_token is not known; did you mean SLACK_APP_TOKEN?",
		".env, line 3: SLACK_CHANNEL is not known, and does nothing",
		".env, line 5: LOG_LEVL is not known; did you mean LOG_LEVEL?",
		".env, line 6: PRECEDENT_LIBARY is not known; did you mean PRECEDENT_LIBRARY?",
		"the environment: PRECEDENT_DAT is not known; did you mean PRECEDENT_DATA?",
		"the environment: PRECEDENT_NEWS is not known, and does nothing",
		"the environment: SLACK_SIGNIN_SECRET is not known; did you mean SLACK_SIGNING_SECRET?",
		".env, line 9: LOG_FORMAT was set before, and this line is the one that counts",
	}
	if got := strings.Join(s.notes, "\n"); got != strings.Join(want, "\n") {
		t.Errorf("notes are\n%s\nwant\n%s", got, strings.Join(want, "\n"))
	}
}

func TestSettings_TokenInTheWrongVariable(t *testing.T) {
	t.Parallel()
	for _, v := range variables() {
		for _, value := range []string{"xoxb-12-swordfish", "https://slack.com/api/?token=xapp-1-swordfish"} {
			s := settingsOf(t, nil, working2+v.name+"="+value+"\n")
			err := s.Validate()
			if said := fmt.Sprint(s.sources(), s.LogValue(), err); strings.Contains(said, "swordfish") {
				t.Errorf("%s: said\n%s", v.name, said)
			}
			if want := ".env, line 3: " + v.name + " holds a token"; !v.secret && (err == nil || err.Error() != want+"; those belong into SLACK_BOT_TOKEN and SLACK_APP_TOKEN alone") {
				t.Errorf("%s: faults are %v, want %q alone", v.name, err, want)
			}
		}
	}
}

func TestSettings_FileOfAnotherName(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), ".env")
	if err := os.WriteFile(file+".txt", []byte(working2), 0o600); err != nil {
		t.Fatal(err)
	}
	s := readSettings(func(string) string { return "" }, nil, file)
	if want := "there is a file .env.txt, which is not read; name it .env"; strings.Join(s.notes, "\n") != want {
		t.Errorf("notes are %q, want %q", s.notes, want)
	}
}

func TestReadSettings(t *testing.T) {
	t.Parallel()
	got, err := configOf(t, map[string]string{"SLACK_BOT_TOKEN": "xoxb-real", "SLACK_APP_TOKEN": "", "SLACK_API_URL": "https://slack-gov.com/api"},
		"SLACK_BOT_TOKEN=xoxb-file\nSLACK_APP_TOKEN=\"xapp-file\" # quoted\nOTHER=1\nPRECEDENT_LIBRARY=a.jsonl"+string(os.PathListSeparator)+"b.jsonl\n")
	if err != nil {
		t.Fatal(err)
	}
	want := Config{
		BotToken: "xoxb-real", AppToken: "xapp-file", APIURL: "https://slack-gov.com/api/",
		Library: "a.jsonl" + string(os.PathListSeparator) + "b.jsonl", LogLevel: "info", LogFormat: "text",
	}
	if diff := cmp.Diff(fields(want), fields(got)); diff != "" {
		t.Errorf("settings (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"a.jsonl", "b.jsonl"}, got.libraries()); diff != "" {
		t.Errorf("libraries (-want +got):\n%s", diff)
	}
}

func TestReadSettings_DefaultsOfHTTPMode(t *testing.T) {
	t.Parallel()
	c, err := configOf(t, map[string]string{"SLACK_SIGNING_SECRET": "s"}, "")
	if err != nil || c.ListenAddr != ":3000" || c.APIURL != "https://slack.com/api/" || c.socketMode() {
		t.Errorf("config = %+v, %v", fields(c), err)
	}
	c, err = configOf(t, map[string]string{"SLACK_SIGNING_SECRET": "s", "SLACK_APP_TOKEN": "xapp-1"}, "")
	if err != nil || c.ListenAddr != "" || !c.socketMode() {
		t.Errorf("with an app token: config = %+v, %v", fields(c), err)
	}
}

func TestReadSettings_BrokenFileIsNotPrinted(t *testing.T) {
	t.Parallel()
	_, err := configOf(t, nil, "SLACK_BOT_TOKEN xoxb-swordfish\n")
	if err == nil || strings.Contains(err.Error(), "swordfish") {
		t.Errorf("err = %v, want one without the token", err)
	}
}
