package main

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
	"unicode/utf16"
)

// settingsOf reads a .env with this text, "" for none, in this environment.
func settingsOf(t testing.TB, env map[string]string, dotenv string) settings {
	t.Helper()
	file := filepath.Join(t.TempDir(), ".env")
	if dotenv != "" {
		if err := os.WriteFile(file, []byte(dotenv), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var names []string
	for name := range env {
		names = append(names, name)
	}
	return readSettings(func(name string) string { return env[name] }, names, file)
}

func TestDotenv_Values(t *testing.T) {
	t.Parallel()
	env := map[string]string{"HOME": "/home/ana", "BASE": "/srv/base", "DOLLAR": "a$b", "PRECEDENT_DATA": ""}
	for line, want := range map[string]string{
		`PRECEDENT_DATA=`:                               "",
		`PRECEDENT_DATA= # nothing is kept`:             "",
		"PRECEDENT_DATA=\t# nothing":                    "",
		`PRECEDENT_DATA=#nothing`:                       "",
		`PRECEDENT_DATA="" # nothing`:                   "",
		`PRECEDENT_DATA='' # nothing`:                   "",
		`PRECEDENT_DATA=/srv/data`:                      "/srv/data",
		`PRECEDENT_DATA = /srv/data`:                    "/srv/data",
		`  PRECEDENT_DATA=/srv/data  `:                  "/srv/data",
		`export PRECEDENT_DATA=/srv/data`:               "/srv/data",
		"export\tPRECEDENT_DATA=/srv/data":              "/srv/data",
		`PRECEDENT_DATA: /srv/data`:                     "/srv/data",
		"PRECEDENT_DATA=/srv/data\r\n":                  "/srv/data",
		"\ufeffPRECEDENT_DATA=/srv/data":                "/srv/data",
		"# first\rPRECEDENT_DATA=/srv/data\r# last":     "/srv/data",
		"PRECEDENT_DATA=/srv/data\u00a0":                "/srv/data",
		`PRECEDENT_DATA=/srv/data # where`:              "/srv/data",
		`PRECEDENT_DATA=/srv/data # "where" # now`:      "/srv/data",
		`PRECEDENT_DATA=/srv/data#2`:                    "/srv/data#2",
		`PRECEDENT_DATA="/srv/data # 2" # where`:        "/srv/data # 2",
		`PRECEDENT_DATA='/srv/our data'`:                "/srv/our data",
		`PRECEDENT_DATA=/srv/our data`:                  "/srv/our data",
		`PRECEDENT_DATA=/srv/l'équipe/données`:          "/srv/l'équipe/données",
		`PRECEDENT_DATA=$HOME/x`:                        "/home/ana/x",
		`PRECEDENT_DATA=${HOME}/x # there`:              "/home/ana/x",
		`PRECEDENT_DATA="${HOME}/x"`:                    "/home/ana/x",
		`PRECEDENT_DATA='$HOME/x'`:                      "$HOME/x",
		`PRECEDENT_DATA=\$HOME/x`:                       "$HOME/x",
		`PRECEDENT_DATA="\$HOME/x"`:                     "$HOME/x",
		`PRECEDENT_DATA=/srv/$5`:                        "/srv/$5",
		`PRECEDENT_DATA=$DOLLAR/x`:                      "a$b/x",
		`PRECEDENT_DATA="$DOLLAR/x"`:                    "a$b/x",
		"ROOT=${BASE}/p\nPRECEDENT_DATA=$ROOT/x":        "/srv/base/p/x",
		"BASE=/other\nPRECEDENT_DATA=$BASE/x":           "/srv/base/x", // the environment wins
		`PRECEDENT_DATA=~/x`:                            "/home/ana/x",
		`PRECEDENT_DATA="~/x"`:                          "/home/ana/x",
		`PRECEDENT_DATA=~`:                              "/home/ana",
		`PRECEDENT_DATA=/srv/~x`:                        "/srv/~x",
		`PRECEDENT_DATA=./~x`:                           "./~x",
		`PRECEDENT_DATA=C:\Users\new\data`:              `C:\Users\new\data`,
		`PRECEDENT_DATA="C:\Users\new\data"`:            `C:\Users\new\data`,
		"PRECEDENT_DATA=/a\nPRECEDENT_DATA=/b":          "/b",
		"KEY=\"-----BEGIN\nMII=\n\"\nPRECEDENT_DATA=/a": "/a",
		"odd-name=1\nit's=2\nPRECEDENT_DATA=/a":         "/a",
	} {
		s := settingsOf(t, env, line)
		if got := s.Data; got != want {
			t.Errorf("%q: PRECEDENT_DATA is %q, want %q (%v)", line, got, want, joined(s.faults))
		}
		if line != "odd-name=1\nit's=2\nPRECEDENT_DATA=/a" && joined(s.faults) != nil {
			t.Errorf("%q: %v", line, joined(s.faults))
		}
	}
}

func TestDotenv_HomeFolderInEachPath(t *testing.T) {
	t.Parallel()
	sep := string(filepath.ListSeparator)
	s := settingsOf(t, map[string]string{"HOME": "/home/ana"}, "PRECEDENT_LIBRARY=~/a.jsonl"+sep+"/b.jsonl"+sep+"$HOME/c.jsonl")
	if got, want := strings.Join(s.libraries(), " "), "/home/ana/a.jsonl /b.jsonl /home/ana/c.jsonl"; got != want {
		t.Errorf("libraries are %q, want %q (%v)", got, want, joined(s.faults))
	}
}

// TestDotenv_Faults has one fault a file, and wants one sentence for it.
func TestDotenv_Faults(t *testing.T) {
	t.Parallel()
	utf16Text := func(order byte) string {
		text := []byte{0xff, 0xfe}
		if order == 'b' {
			text = []byte{0xfe, 0xff}
		}
		for _, u := range utf16.Encode([]rune("SLACK_BOT_TOKEN=xoxb-swordfish\r\n")) {
			if pair := []byte{byte(u), byte(u >> 8)}; order == 'b' {
				text = append(text, pair[1], pair[0])
			} else {
				text = append(text, pair...)
			}
		}
		return string(text)
	}
	for dotenv, want := range map[string]string{
		"# ours\n\nSLACK_BOT_TOKEN xoxb-swordfish\nSLACK_APP_TOKEN=xapp-1-A-b\n":                 `.env, line 3: there is no "="`,
		"SLACK_BOT_TOKEN\nSLACK_APP_TOKEN=xapp-1-A-b\n":                                          `.env, line 1: there is no "="`,
		"SLACK_BOT_TOKEN=\"xoxb-swordfish\nSLACK_APP_TOKEN=\"xapp-1-A-b\"\n":                     `.env, line 1: SLACK_BOT_TOKEN has a " that is not closed`,
		"SLACK_APP_TOKEN=xapp-1-A-b\nSLACK_BOT_TOKEN='xoxb-swordfish":                            `.env, line 2: SLACK_BOT_TOKEN has a ' that is not closed`,
		"SLACK_BOT_TOKEN=xoxb-swordfish\"\nSLACK_APP_TOKEN=xapp-1-A-b\n":                         `SLACK_BOT_TOKEN ends with a quote that was not opened`,
		"SLACK_BOT_TOKEN=\"xoxb-1\" swordfish\nSLACK_APP_TOKEN=xapp-1-A-b\n":                     `SLACK_BOT_TOKEN has more behind its closing "`,
		"SLACK_BOT_TOKEN=“xoxb-swordfish”\nSLACK_APP_TOKEN=xapp-1-A-b\n":                         `SLACK_BOT_TOKEN stands in typographic quotes`,
		"SLACK_BOT_TOKEN=\"xoxb-\nswordfish\"\nSLACK_APP_TOKEN=xapp-1-A-b\n":                     `.env, line 1: SLACK_BOT_TOKEN has a value of more than one line`,
		"SLACK_BOT_TOKEN=xoxb-$swordfish\nSLACK_APP_TOKEN=xapp-1-A-b\n":                          `SLACK_BOT_TOKEN refers with $ to a variable that is not set`,
		"SLACK BOT TOKEN=xoxb-swordfish\nSLACK_BOT_TOKEN=xoxb-1-a\nSLACK_APP_TOKEN=xapp-1-A-b\n": `.env, line 1: what stands before the "=" is no name`,
		"\"SLACK_BOT_TOKEN\"=xoxb-swordfish\nSLACK_APP_TOKEN=xapp-1-A-b\n":                       `.env, line 1: what stands before the "=" is no name`,
		working2 + "PRECEDENT_DATA=$HOEM/x\n":                                                    "line 3: PRECEDENT_DATA refers to $HOEM, which is not set",
		working2 + "PRECEDENT_DATA=${HOEM}/x\n":                                                  "line 3: PRECEDENT_DATA refers to $HOEM, which is not set",
		working2 + "PRECEDENT_DATA=$HOME/x\n":                                                    "refers to the home folder, and there is none here",
		working2 + "PRECEDENT_DATA=~/x\n":                                                        "begins with ~, the home folder, and there is none here",
		working2 + "PRECEDENT_DATA=~bob/x\n":                                                     "begins with ~ and a name",
		working2 + "PRECEDENT_DATA=${HOME:-/srv}/x\n":                                            "can hold $NAME or ${NAME}, and nothing else",
		working2 + "PRECEDENT_DATA=$(pwd)/x\n":                                                   "can hold $NAME or ${NAME}, and nothing else",
		working2 + "PRECEDENT_DATA=${HOME\n":                                                     "can hold $NAME or ${NAME}, and nothing else",
		working2 + "BROKEN=$NOTHING/x\nPRECEDENT_DATA=$BROKEN/y\n":                               "refers to $BROKEN, which is not set",
		working2 + "PRECEDENT_DATA=/srv/donn\xe9es\n":                                            "PRECEDENT_DATA has a value that is not UTF-8",
		utf16Text('l'): "is saved as UTF-16; save it as UTF-8",
		utf16Text('b'): "is saved as UTF-16; save it as UTF-8",
		working2 + strings.Repeat("# more\n", maxEnvFile/7): "is longer than",
	} {
		err := settingsOf(t, map[string]string{"HOME": "/"}, dotenv).Validate()
		switch {
		case err == nil:
			t.Errorf("%.60q: no fault, want %q", dotenv, want)
		case !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "\n"):
			t.Errorf("%.60q: faults are\n%v\nwant %q alone", dotenv, err, want)
		case strings.Contains(err.Error(), "swordfish"):
			t.Errorf("%.60q: a secret is printed: %v", dotenv, err)
		}
	}
}

const working2 = "SLACK_BOT_TOKEN=xoxb-1-a\nSLACK_APP_TOKEN=xapp-1-A-b\n"

// TestDotenv_NoFile has what waits for ever when it is opened or read.
func TestDotenv_NoFile(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), ".env")
	if err := syscall.Mkfifo(file, 0o600); err != nil {
		t.Skip("no pipes here:", err)
	}
	read := make(chan settings)
	go func() { read <- readSettings(func(string) string { return "" }, nil, file) }()
	select {
	case s := <-read:
		if err := s.Validate(); err == nil || !strings.Contains(err.Error(), "is a pipe") || strings.Contains(err.Error(), "\n") {
			t.Errorf("faults are %v", err)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("a pipe holds the program up")
	}
}

func FuzzDotenv(f *testing.F) {
	f.Add("PRECEDENT_DATA=\"${HOME}/x\" # y\nexport A='b'\r\n")
	f.Add("A=\"b\nc\nPRECEDENT_DATA=$A")
	f.Add(`PRECEDENT_DATA="\\\"$HOME`)
	f.Add("PRECEDENT_DATA='\\''")
	f.Fuzz(func(t *testing.T, text string) {
		s := settings{file: envFile{path: ".env", data: []byte(text), values: map[string]string{}, lines: map[string]int{}}}
		s.file.parse(variables(), func(name string) string { return map[string]string{"HOME": "/home/ana"}[name] })
		if value := s.file.values["PRECEDENT_DATA"]; strings.Contains(value, "\n") {
			t.Errorf("%q: PRECEDENT_DATA has several lines, %q", text, value)
		}
		for name, line := range s.file.lines {
			if line < 1 || line > strings.Count(strings.ReplaceAll(text, "\r", "\n"), "\n")+1 {
				t.Errorf("%q: %s is on line %d", text, name, line)
			}
		}
	})
}
