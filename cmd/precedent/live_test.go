package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"precedent/bot/slackfake"
	"precedent/bot/turn"
	"precedent/recommend"
	"precedent/recommend/rank"
)

// liveBench is a bot's engine over a library file that changes.
type liveBench struct {
	file    string
	engine  *turn.Live
	log     *logBuffer
	changed chan struct{}
	again   chan struct{}
	took    chan int // cases of each engine that was taken in
	retired sync.WaitGroup
}

func ownCase(id, text string) string {
	return fmt.Sprintf("{\"id\": %q, \"title\": \"About %s\", \"text\": %q}\n", id, id, text)
}

func newLiveBench(t *testing.T) *liveBench {
	t.Helper()
	b := &liveBench{
		file: filepath.Join(t.TempDir(), "own.jsonl"), log: newLogBuffer(),
		changed: make(chan struct{}), again: make(chan struct{}), took: make(chan int, 10),
	}
	b.write(t, ownCase("beavers", "Flying beavers clean the town canal"))
	lg := slog.New(slog.NewTextHandler(b.log, nil))
	load := func(ctx context.Context) (*rank.Engine, func() error, error) {
		l, err := loadLibrary(ctx, []string{b.file}, false)
		if err == nil && len(l.broken) > 0 {
			err = l.broken[0]
		}
		if err != nil {
			return nil, nil, err
		}
		return openEngine(silent, l)
	}
	asTheyAre := filesAsTheyAre([]string{b.file})
	first, done, err := load(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	b.engine = turn.NewLive(first)
	ctx, stop := context.WithCancel(t.Context())
	l := &live{
		log: lg, paths: []string{b.file}, settle: time.Millisecond, load: load,
		took: func(_ context.Context, e *rank.Engine) {
			b.engine.Replace(e)
			b.took <- e.Library().Len()
		},
		retire: func(done func() error) { b.retired.Go(func() { <-ctx.Done(); done() }) },
	}
	var running sync.WaitGroup
	running.Go(func() { l.run(ctx, b.changed, b.again, asTheyAre, done) })
	t.Cleanup(func() {
		stop()
		running.Wait()
		b.retired.Wait()
	})
	return b
}

// write puts another file into the place of the library, as editors do.
func (b *liveBench) write(t *testing.T, text string) {
	t.Helper()
	if err := errors.Join(os.WriteFile(b.file+".new", []byte(text), 0o600), os.Rename(b.file+".new", b.file)); err != nil {
		t.Fatal(err)
	}
}

func (b *liveBench) finds(t *testing.T, problem string) string {
	t.Helper()
	a, err := b.engine.Recommend(t.Context(), recommend.Request{Problem: problem}, 1)
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Cases) == 0 {
		return ""
	}
	return a.Cases[0].Case.ID
}

// TestLive changes a library in every way while people ask: no question fails, and what is broken
// leaves the former library answering.
func TestLive(t *testing.T) {
	t.Parallel()
	b := newLiveBench(t)
	asking, stop := context.WithCancel(t.Context())
	var asked sync.WaitGroup
	for range 2 {
		asked.Go(func() {
			for asking.Err() == nil {
				if _, err := b.engine.Recommend(t.Context(), recommend.Request{Problem: "small firms cannot win public tenders"}, 5); err != nil {
					t.Error(err)
				}
			}
		})
	}
	const beavers, otters = "flying beavers in the town canal", "swimming otters at the harbour"
	canal, harbour := ownCase("beavers", "Flying beavers clean the town canal"), ownCase("otters", "Swimming otters look after the harbour")
	if got := b.finds(t, beavers); got != "beavers" {
		t.Fatalf("before anything changes: %q", got)
	}
	for _, step := range []struct {
		name            string
		change          func()
		told            chan struct{}
		taken           bool // and said in the log otherwise
		said            string
		beavers, otters bool
	}{
		{"another file in its place", func() { b.write(t, canal+harbour) }, b.changed, true, "", true, true},
		{"torn", func() { b.write(t, harbour+canal[:len(canal)/2]) }, b.changed, false, "ends in the middle of a line", true, true},
		{"without a case", func() { b.write(t, "{}\n[]\n") }, b.changed, false, "has no id", true, true},
		{"whole again", func() { b.write(t, harbour) }, b.changed, true, "", false, true},
		{"removed", func() { os.Remove(b.file) }, b.changed, false, "cannot be opened", false, true},
		{"back, and told by a signal", func() { b.write(t, canal) }, b.again, true, "", true, false},
		{"a folder in its place", func() { os.Remove(b.file); os.Mkdir(b.file, 0o700) }, b.changed, false, "has no file that ends", true, false},
	} {
		step.change()
		step.told <- struct{}{}
		if step.taken {
			select {
			case <-b.took:
			case <-time.After(20 * time.Second):
				t.Fatalf("%s: not taken in; the log:\n%s", step.name, b.log)
			}
		} else {
			b.log.find(t, "not taken in.*("+step.said+")")
		}
		for problem, want := range map[string]bool{beavers: step.beavers, otters: step.otters} {
			id := strings.Fields(problem)[1]
			if got := b.finds(t, problem); (got == id) != want {
				t.Errorf("%s: %q finds %q", step.name, problem, got)
			}
		}
	}
	b.changed <- struct{}{} // something else in the folder
	stop()
	asked.Wait()
	if len(b.took) > 0 {
		t.Error("a library that has not changed was taken in")
	}
}

// TestWatchFiles changes a file in the ways that programs do, and looks who is told.
func TestWatchFiles(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file, version := filepath.Join(dir, "own.jsonl"), filepath.Join(dir, "v1")
	write := func(path string) func() error { return func() error { return os.WriteFile(path, []byte("{}"), 0o600) } }
	if err := errors.Join(os.Mkdir(version, 0o700), write(filepath.Join(version, "own.jsonl"))(), os.Symlink(filepath.Join("v1", "own.jsonl"), file)); err != nil {
		t.Fatal(err)
	}
	changed := watchFiles(t.Context(), silent, []string{file})
	for _, change := range []struct {
		name string
		do   func() error
	}{
		{"written behind the link", write(filepath.Join(version, "own.jsonl"))},
		{"the link leads elsewhere", func() error {
			other := filepath.Join(dir, "v2")
			return errors.Join(os.Mkdir(other, 0o700), write(filepath.Join(other, "own.jsonl"))(), os.Symlink(filepath.Join("v2", "own.jsonl"), file+".new"), os.Rename(file+".new", file))
		}},
		{"removed", func() error { return os.Remove(file) }},
	} {
		before := filesAsTheyAre([]string{file})
		if err := change.do(); err != nil {
			t.Fatal(err)
		}
		for deadline := time.After(20 * time.Second); ; {
			select {
			case <-changed:
			case <-deadline:
				t.Fatalf("%s: nobody is told", change.name)
			}
			if change.name == "written behind the link" || filesAsTheyAre([]string{file}) != before {
				break
			}
		}
	}
}

func TestHangUps(t *testing.T) {
	also := make(chan struct{}, 1)
	again := hangUps(t.Context(), also)
	if err := syscall.Kill(os.Getpid(), syscall.SIGHUP); err != nil {
		t.Fatal(err)
	}
	<-again
	also <- struct{}{}
	<-again
}

// TestServe_TakesInAChangedLibrary adds a case to the library of a bot that serves.
func TestServe_TakesInAChangedLibrary(t *testing.T) {
	t.Parallel()
	slack := fakeSlack(t, slackfake.Options{})
	file := filepath.Join(t.TempDir(), "own.jsonl")
	if err := os.WriteFile(file, []byte(ownCase("beavers", "Flying beavers clean the town canal")), 0o600); err != nil {
		t.Fatal(err)
	}
	log, stop := startServe(t, map[string]string{
		"SLACK_BOT_TOKEN": slack.BotToken(), "SLACK_APP_TOKEN": slack.AppToken(), "SLACK_API_URL": slack.APIURL(),
		"PRECEDENT_LIBRARY": file, "PRECEDENT_DATA": t.TempDir(),
	})
	log.find(t, `signed in|socket" connected=true`)
	log.find(t, `signed in|socket" connected=true`)
	f, err := os.OpenFile(file, os.O_APPEND|os.O_WRONLY, 0)
	if err == nil {
		_, err = io.WriteString(f, ownCase("otters", "Swimming otters look after the harbour"))
		err = errors.Join(err, f.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
	log.find(t, `changed library is taken in" cases=848`)
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	if _, err := slack.Slash(ctx, slackfake.SlashCommand{User: slackfake.Ada, Channel: slackfake.General, Text: "swimming otters at the harbour"}); err != nil {
		t.Fatal(err)
	}
	if err := slack.WaitFor(ctx, func(s slackfake.Snapshot) bool {
		for _, m := range s.Messages {
			if m.EphemeralTo == slackfake.Ada && strings.Contains(fmt.Sprint(m), "About otters") {
				return true
			}
		}
		return false
	}); err != nil {
		t.Fatal(err)
	}
	stop(exitDone)
}
