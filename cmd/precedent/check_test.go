package main

import (
	"bytes"
	"maps"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"precedent/bot"
	"precedent/bot/slackfake"
	"precedent/bot/store"
)

func fakeSlack(t *testing.T, opts slackfake.Options) *slackfake.Server {
	t.Helper()
	s, err := slackfake.New(opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

// scopeNames are the scopes that the bot asks for, but for some.
func scopeNames(without ...string) []string {
	names := []string{}
	for _, s := range bot.Scopes {
		if !strings.Contains(strings.Join(without, " "), s.Name) {
			names = append(names, s.Name)
		}
	}
	return names
}

func TestCheck_Slack(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		opts   slackfake.Options
		breaks func(*slackfake.Server)
		env    map[string]string
		code   int
		want   []string
		absent []string
	}{
		"Socket Mode is ready": {
			opts: slackfake.Options{Scopes: scopeNames()},
			code: exitDone,
			want: []string{
				"ok         tokens: present and of the right form, for Socket Mode",
				"ok         sign-in: to the workspace ",
				"ok         permissions: all 12 that are needed",
				"ok         connection: Slack said hello over Socket Mode",
			},
			absent: []string{"not ready", "skipped", "health", "not needed"},
		},
		"health checks listen too": {
			opts: slackfake.Options{Scopes: scopeNames()},
			env:  map[string]string{"LISTEN_ADDR": "127.0.0.1:0"},
			code: exitDone,
			want: []string{"ok         health: 127.0.0.1:0 can be listened on"},
		},
		"HTTP mode is ready": {
			opts:   slackfake.Options{Scopes: scopeNames()},
			env:    map[string]string{"SLACK_APP_TOKEN": "", "SLACK_SIGNING_SECRET": "secret", "LISTEN_ADDR": "127.0.0.1:0"},
			code:   exitDone,
			want:   []string{"ok         tokens: present and of the right form, for HTTP mode", "ok         HTTP: 127.0.0.1:0 can be listened on"},
			absent: []string{"connection:"},
		},
		"curators": {
			opts: slackfake.Options{Scopes: scopeNames()},
			env:  map[string]string{"PRECEDENT_DATA": "data", "PRECEDENT_CURATORS": slackfake.General},
			code: exitDone,
			want: []string{"ok         curators: suggested cases are decided on in the channel " + slackfake.General},
		},
		"curators without the bot": {
			opts: slackfake.Options{Scopes: scopeNames()},
			env:  map[string]string{"PRECEDENT_DATA": "data", "PRECEDENT_CURATORS": slackfake.Random},
			code: exitFailed,
			want: []string{"not ready  curators: the bot is no member of the channel " + slackfake.Random + "; type /invite @Precedent in it"},
		},
		"curators whom others read": {
			opts: slackfake.Options{Scopes: scopeNames()},
			env:  map[string]string{"PRECEDENT_DATA": "data", "PRECEDENT_CURATORS": slackfake.Shared},
			code: exitFailed,
			want: []string{"not ready  curators: people of another organisation read the channel"},
		},
		"curators in an archive": {
			opts: slackfake.Options{Scopes: scopeNames()},
			env:  map[string]string{"PRECEDENT_DATA": "data", "PRECEDENT_CURATORS": slackfake.Archived},
			code: exitFailed,
			want: []string{"not ready  curators: the channel " + slackfake.Archived + " is archived"},
		},
		"curators that are not there": {
			opts: slackfake.Options{Scopes: scopeNames()},
			env:  map[string]string{"PRECEDENT_DATA": "data", "PRECEDENT_CURATORS": "C0NOWHERE"},
			code: exitFailed,
			want: []string{"not ready  curators: Slack knows no channel C0NOWHERE that the bot can see"},
		},
		"curators that Slack does not tell of": {
			opts: slackfake.Options{Scopes: scopeNames("channels:read groups:read")},
			env:  map[string]string{"PRECEDENT_DATA": "data", "PRECEDENT_CURATORS": slackfake.General},
			code: exitDone,
			want: []string{"skipped    curators: Slack does not say whether the bot is in the channel"},
		},
		"more is granted than needed": {
			opts: slackfake.Options{Scopes: append(scopeNames(), "channels:history")},
			code: exitDone,
			want: []string{"not needed, and better taken away: channels:history"},
		},
		"a scope is missing": {
			opts: slackfake.Options{Scopes: scopeNames("im:history")},
			code: exitFailed,
			want: []string{
				"not ready  permissions: add these under OAuth & Permissions, Bot Token Scopes, and reinstall the app:",
				"im:history, to see what people write to Precedent directly (without it direct messages get no answer)",
			},
		},
		"an optional scope was declined": {
			opts: slackfake.Options{Scopes: scopeNames("assistant:write files:write")},
			code: exitDone,
			want: []string{
				"ok         permissions: all 10 that are needed; these are optional and not granted:",
				"assistant:write, to suggest questions in direct messages (without it direct messages open with no questions",
				"files:write, to make a brief of cases as a Markdown or CSV file (without it briefs are canvases only)",
				"to have them after all, reinstall the app at api.slack.com/apps and allow them there",
			},
		},
		"the bot token is wrong": {
			breaks: func(s *slackfake.Server) { s.Fail("auth.test", slackfake.SlackError("invalid_auth"), 1) },
			code:   exitFailed,
			want:   []string{"not ready  sign-in: Slack does not know SLACK_BOT_TOKEN (invalid_auth); copy it again", "skipped    permissions"},
		},
		"the bot token was revoked": {
			breaks: func(s *slackfake.Server) { s.Fail("auth.test", slackfake.SlackError("token_revoked"), 1) },
			code:   exitFailed,
			want:   []string{"SLACK_BOT_TOKEN is no longer valid (token_revoked); reinstall the app"},
		},
		"the app token lacks its scope": {
			breaks: func(s *slackfake.Server) {
				s.Fail("apps.connections.open", slackfake.SlackError("missing_scope"), 1)
			},
			code: exitFailed,
			want: []string{"not ready  connection: SLACK_APP_TOKEN lacks the scope connections:write (missing_scope)"},
		},
		"the app token is of another kind": {
			breaks: func(s *slackfake.Server) {
				s.Fail("apps.connections.open", slackfake.SlackError("not_allowed_token_type"), 1)
			},
			code: exitFailed,
			want: []string{"SLACK_APP_TOKEN is a token of another kind (not_allowed_token_type)"},
		},
		"Socket Mode is off": {
			breaks: func(s *slackfake.Server) {
				s.Fail("apps.connections.open", slackfake.SlackError("socket_mode_disabled"), 1)
			},
			code: exitFailed,
			want: []string{"turn Socket Mode on"},
		},
		"an error nobody knows": {
			breaks: func(s *slackfake.Server) { s.Fail("auth.test", slackfake.SlackError("moon_phase"), 1) },
			code:   exitFailed,
			want:   []string{"Slack refuses (moon_phase)"},
		},
		"Slack is asked too often": {
			breaks: func(s *slackfake.Server) { s.Fail("auth.test", slackfake.RateLimited(7*time.Second), 1) },
			code:   exitFailed,
			want:   []string{"try again in 7s"},
		},
		"Slack has trouble": {
			breaks: func(s *slackfake.Server) { s.Fail("auth.test", slackfake.ServerError, 1) },
			code:   exitFailed,
			want:   []string{"answers 500"},
		},
		"Slack breaks off": {
			breaks: func(s *slackfake.Server) { s.Fail("auth.test", slackfake.DropConnection, 1) },
			code:   exitFailed,
			want:   []string{"Slack cannot be reached", "check the network, HTTPS_PROXY and SLACK_API_URL"},
		},
		"Slack cannot be reached": {
			breaks: func(s *slackfake.Server) { s.Close() },
			code:   exitFailed,
			want: []string{
				"not ready  sign-in: Slack cannot be reached (connection refused)",
				"not ready  connection: Slack cannot be reached (connection refused)",
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			slack := fakeSlack(t, c.opts)
			if c.breaks != nil {
				c.breaks(slack)
			}
			env := map[string]string{"SLACK_BOT_TOKEN": slack.BotToken(), "SLACK_APP_TOKEN": slack.AppToken(), "SLACK_API_URL": slack.APIURL()}
			maps.Copy(env, c.env)
			var out, errOut bytes.Buffer
			a := testApp(t, env, &out, &errOut)
			if code := a.run(t.Context(), []string{"check"}); code != c.code {
				t.Errorf("exit status %d, want %d", code, c.code)
			}
			said := out.String() + errOut.String()
			for _, want := range c.want {
				if !strings.Contains(said, want) {
					t.Errorf("no %q in:\n%s", want, said)
				}
			}
			for _, absent := range append(c.absent, env["SLACK_BOT_TOKEN"], env["SLACK_APP_TOKEN"]) {
				if absent != "" && strings.Contains(said, absent) {
					t.Errorf("%q in:\n%s", absent, said)
				}
			}
		})
	}
}

// TestCheck_PatientForALimitedTime holds every answer back.
func TestCheck_PatientForALimitedTime(t *testing.T) {
	t.Parallel()
	slack := fakeSlack(t, slackfake.Options{})
	defer slack.Hold("auth.test", 1)()
	var out, errOut bytes.Buffer
	a := testApp(t, map[string]string{"SLACK_BOT_TOKEN": slack.BotToken(), "SLACK_APP_TOKEN": slack.AppToken(), "SLACK_API_URL": slack.APIURL()}, &out, &errOut)
	a.patience = 100 * time.Millisecond
	if code := a.run(t.Context(), []string{"check"}); code != exitFailed {
		t.Errorf("exit status %d, want %d", code, exitFailed)
	}
	if want := "not ready  sign-in: Slack cannot be reached (no answer in time)"; !strings.Contains(out.String(), want) {
		t.Errorf("no %q in:\n%s", want, &out)
	}
}

func TestCheck_AddressTaken(t *testing.T) {
	t.Parallel()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	slack := fakeSlack(t, slackfake.Options{})
	var out, errOut bytes.Buffer
	a := testApp(t, map[string]string{
		"SLACK_BOT_TOKEN": slack.BotToken(), "SLACK_SIGNING_SECRET": "secret",
		"SLACK_API_URL": slack.APIURL(), "LISTEN_ADDR": l.Addr().String(),
	}, &out, &errOut)
	if code := a.run(t.Context(), []string{"check"}); code != exitFailed {
		t.Errorf("exit status %d, want %d", code, exitFailed)
	}
	if want := "not ready  HTTP: cannot listen on LISTEN_ADDR"; !strings.Contains(out.String(), want) {
		t.Errorf("no %q in:\n%s", want, &out)
	}
}

// TestCheck_Memory: check says what is kept and who else could read it, and changes
// neither.
func TestCheck_Memory(t *testing.T) {
	data := kept(t)
	file := filepath.Join(data, store.FileName)
	if code, said := command(t, data, "check"); code != exitFailed || !strings.Contains(said, "is kept in "+data+": 2 saved cases, 3 pieces of feedback\n") || strings.Contains(said, "warning") {
		t.Errorf("%d: %s", code, said)
	}
	for path, mode := range map[string]os.FileMode{data: 0o750, file: 0o604} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
	}
	_, said := command(t, data, "check")
	for _, want := range []string{
		"warning    privacy: others on this machine can read or change " + data + " (mode 0750); run: chmod 700 " + data,
		"others on this machine can read or change " + file + " (mode 0604); run: chmod 600 " + file,
		"not ready: 1 of the points above", // the tokens, and nothing else
	} {
		if !strings.Contains(said, want) {
			t.Errorf("no %q in\n%s", want, said)
		}
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o604 {
		t.Errorf("check changed the mode: %v, %v", info.Mode(), err)
	}
}
