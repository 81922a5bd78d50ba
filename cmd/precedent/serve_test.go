package main

import (
	"bytes"
	"context"
	"io"
	"maps"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"precedent/bot/slackfake"
	"precedent/bot/store"
)

// logBuffer is a log that can be read while it is written.
type logBuffer struct {
	mu    sync.Mutex
	buf   bytes.Buffer
	lines chan string // what was written, as it comes
}

func newLogBuffer() *logBuffer { return &logBuffer{lines: make(chan string, 100)} }

func (l *logBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	l.buf.Write(p)
	l.mu.Unlock()
	select {
	case l.lines <- string(p):
	default:
	}
	return len(p), nil
}

func (l *logBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.String()
}

// find waits for a line of the log and returns what the expression's group
// holds.
func (l *logBuffer) find(t *testing.T, expression string) string {
	t.Helper()
	re := regexp.MustCompile(expression)
	timeout := time.After(20 * time.Second)
	for {
		select {
		case line := <-l.lines:
			if m := re.FindStringSubmatch(line); m != nil {
				return m[len(m)-1]
			}
		case <-timeout:
			t.Fatalf("no %s in the log:\n%s", expression, l)
		}
	}
}

// startServe runs the bot and returns its log, and a way to stop it that
// checks the exit status.
func startServe(t *testing.T, env map[string]string) (log *logBuffer, stop func(want int)) {
	t.Helper()
	log = newLogBuffer()
	a := testApp(t, env, io.Discard, log)
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan int, 1)
	go func() { ended <- a.run(ctx, []string{"serve"}) }()
	t.Cleanup(cancel)
	return log, func(want int) {
		t.Helper()
		cancel()
		if got := <-ended; got != want {
			t.Errorf("exit status %d, want %d; the log:\n%s", got, want, log)
		}
	}
}

// ask asks for similar cases and waits for the answer.
func ask(t *testing.T, slack *slackfake.Server) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	if _, err := slack.Slash(ctx, slackfake.SlashCommand{User: slackfake.Ada, Channel: slackfake.General, Text: "small firms cannot win public tenders"}); err != nil {
		t.Fatal(err)
	}
	answered := func(s slackfake.Snapshot) bool {
		for _, m := range s.Messages {
			if m.EphemeralTo == slackfake.Ada && strings.Contains(m.Text, "tenders") {
				return true
			}
		}
		return false
	}
	if err := slack.WaitFor(ctx, answered); err != nil {
		t.Fatal(err)
	}
}

func get(t *testing.T, address string) (status int, body string) {
	t.Helper()
	resp, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(data)
}

func TestServe_SocketMode(t *testing.T) {
	t.Parallel()
	slack := fakeSlack(t, slackfake.Options{})
	log, stop := startServe(t, map[string]string{
		"SLACK_BOT_TOKEN": slack.BotToken(), "SLACK_APP_TOKEN": slack.AppToken(), "SLACK_API_URL": slack.APIURL(), "LISTEN_ADDR": "127.0.0.1:0",
	})
	address := log.find(t, `listening" addr=(\S+)`)
	// The two come in either order.
	log.find(t, `signed in|socket" connected=true`)
	log.find(t, `signed in|socket" connected=true`)
	ask(t, slack)
	for path, want := range map[string]int{"/healthz": 200, "/readyz": 200, "/slack/events": 404} {
		if status, body := get(t, "http://"+address+path); status != want {
			t.Errorf("%s: %d %s", path, status, body)
		}
	}
	stop(exitDone)
	for _, secret := range []string{slack.BotToken(), slack.AppToken(), "small firms"} {
		if strings.Contains(log.String(), secret) {
			t.Errorf("%q in the log:\n%s", secret, log)
		}
	}
}

func TestServe_HTTP(t *testing.T) {
	t.Parallel()
	slack := fakeSlack(t, slackfake.Options{})
	log, stop := startServe(t, map[string]string{
		"SLACK_BOT_TOKEN": slack.BotToken(), "SLACK_SIGNING_SECRET": slack.SigningSecret(), "SLACK_API_URL": slack.APIURL(),
		"LISTEN_ADDR": "127.0.0.1:0", "LOG_FORMAT": "json",
	})
	address := log.find(t, `listening","addr":"([^"]+)"`)
	log.find(t, `signed in`)
	slack.DeliverTo("http://" + address + "/slack/events")
	ask(t, slack)
	if status, body := get(t, "http://"+address+"/readyz"); status != 200 {
		t.Errorf("/readyz: %d %s", status, body)
	}
	stop(exitDone)
}

// TestServe_StoreGone: the bot is not ready while the file with what is kept is not in its
// place.
func TestServe_StoreGone(t *testing.T) {
	t.Parallel()
	slack := fakeSlack(t, slackfake.Options{})
	data := filepath.Join(t.TempDir(), "data")
	log, stop := startServe(t, map[string]string{
		"SLACK_BOT_TOKEN": slack.BotToken(), "SLACK_SIGNING_SECRET": slack.SigningSecret(), "SLACK_API_URL": slack.APIURL(),
		"LISTEN_ADDR": "127.0.0.1:0", "PRECEDENT_DATA": data,
	})
	address := log.find(t, `listening" addr=(\S+)`)
	log.find(t, `signed in`)
	ready := func(want int, says string) {
		t.Helper()
		if status, body := get(t, "http://"+address+"/readyz"); status != want || !strings.Contains(body, says) {
			t.Errorf("/readyz: %d %s", status, body)
		}
	}
	ready(200, "")
	for _, name := range []string{data, filepath.Join(data, store.FileName)} {
		if err := os.Rename(name, name+".moved"); err != nil {
			t.Fatal(err)
		}
		ready(503, "what is kept was moved, removed or replaced")
		if status, body := get(t, "http://"+address+"/healthz"); status != 200 {
			t.Errorf("/healthz: %d %s", status, body)
		}
		if err := os.Rename(name+".moved", name); err != nil {
			t.Fatal(err)
		}
		ready(200, "")
	}
	stop(exitDone)
}

// TestServe_FinishesOnSIGTERM stops the real process while an answer is on its
// way. It must take nothing new on, finish the answer, and end with status 0.
func TestServe_FinishesOnSIGTERM(t *testing.T) {
	t.Parallel()
	slack := fakeSlack(t, slackfake.Options{})
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	log := newLogBuffer()
	cmd := exec.CommandContext(ctx, "process", "serve")
	cmd.Dir = t.TempDir()
	cmd.Env = append(os.Environ(), "SLACK_BOT_TOKEN="+slack.BotToken(), "SLACK_APP_TOKEN="+slack.AppToken(), "SLACK_API_URL="+slack.APIURL())
	cmd.Stderr = log
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	release := slack.Hold(slackfake.ResponseURLs, 1)
	d, err := slack.Slash(ctx, slackfake.SlashCommand{User: slackfake.Ada, Channel: slackfake.General, Text: "small firms cannot win public tenders"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Wait(ctx); err != nil {
		t.Fatal(err)
	}
	wait := func(ok func(slackfake.Snapshot) bool) {
		t.Helper()
		if err := slack.WaitFor(ctx, ok); err != nil {
			t.Fatalf("%v; the log:\n%s", err, log)
		}
	}
	wait(func(s slackfake.Snapshot) bool { return s.Count(slackfake.Held, "") == 1 })
	for range 5 { // announced so often, the end of a socket must not keep the process from ending
		if err := slack.Disconnect("warning"); err != nil {
			t.Fatal(err)
		}
	}
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	wait(func(s slackfake.Snapshot) bool { return s.Sockets == 0 }) // it takes nothing new
	release()
	if err := cmd.Wait(); err != nil {
		t.Fatalf("the process ended with %v; the log:\n%s", err, log)
	}
	wait(func(s slackfake.Snapshot) bool { return len(s.Messages) == 1 && len(s.Messages[0].Blocks) > 0 })
}

// TestServe_SurvivesAProxy puts a page of a proxy's in the place of Slack's first answers.
func TestServe_SurvivesAProxy(t *testing.T) {
	t.Parallel()
	slack := fakeSlack(t, slackfake.Options{})
	for _, method := range []string{"auth.test", "apps.connections.open"} {
		slack.Fail(method, slackfake.Page(http.StatusNotFound), 1)
	}
	log, stop := startServe(t, map[string]string{"SLACK_BOT_TOKEN": slack.BotToken(), "SLACK_APP_TOKEN": slack.AppToken(), "SLACK_API_URL": slack.APIURL()})
	log.find(t, `signed in|socket" connected=true`)
	log.find(t, `signed in|socket" connected=true`)
	ask(t, slack)
	stop(exitDone)
}

func TestServe_DoesNotStart(t *testing.T) {
	t.Parallel()
	invalid := slackfake.SlackError("invalid_auth")
	for name, c := range map[string]struct {
		fails string // the method that Slack refuses
		env   func(*slackfake.Server) map[string]string
		want  string
	}{
		"without tokens": {
			env:  func(*slackfake.Server) map[string]string { return map[string]string{"SLACK_BOT_TOKEN": ""} },
			want: "SLACK_BOT_TOKEN is not set",
		},
		"when a library is missing": {
			env: func(*slackfake.Server) map[string]string {
				return map[string]string{"PRECEDENT_LIBRARY": "/nosuch.jsonl"}
			},
			want: "there is no library /nosuch.jsonl",
		},
		"when Slack does not know the bot token": {
			fails: "auth.test",
			want:  "Slack does not know SLACK_BOT_TOKEN (invalid_auth)",
		},
		"when Slack does not know the app token": {
			fails: "apps.connections.open",
			want:  "Slack does not know SLACK_APP_TOKEN (invalid_auth)",
		},
		"when the address is taken": {
			env: func(s *slackfake.Server) map[string]string {
				return map[string]string{"LISTEN_ADDR": strings.TrimPrefix(s.URL(), "http://")}
			},
			want: "choose another address, or stop what listens there",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			slack := fakeSlack(t, slackfake.Options{})
			slack.Fail(c.fails, invalid, 9)
			env := map[string]string{"SLACK_BOT_TOKEN": slack.BotToken(), "SLACK_APP_TOKEN": slack.AppToken(), "SLACK_API_URL": slack.APIURL()}
			if c.env != nil {
				maps.Copy(env, c.env(slack))
			}
			var errOut bytes.Buffer
			a := testApp(t, env, io.Discard, &errOut)
			if code := a.run(t.Context(), []string{"serve"}); code != exitFailed || !strings.Contains(errOut.String(), c.want) {
				t.Errorf("exit status %d, want %q in:\n%s", code, c.want, &errOut)
			}
		})
	}
}
