package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"precedent/bot/slackfake"
	"precedent/bot/turn"
	"precedent/corpus"
	"precedent/recommend"
	"precedent/recommend/rank"
	"precedent/recommend/rank/generated"
	"precedent/recommend/shelf"
)

// liveBench is a bot's engine over a library file that changes.
type liveBench struct {
	file    string
	index   string // the folder of indexes
	engine  *turn.Live
	asking  sync.RWMutex // held for reading while somebody asks
	log     *logBuffer
	level   slog.Level // of what is logged
	changed chan struct{}
	again   chan struct{}
	took    chan int          // cases of each engine that was taken in
	retired chan func() error // closes former engines, where holds is set
	holds   bool
	closing sync.WaitGroup
	timers  chan liveTimer // what is waited for, but for the time in which files settle
	mu      sync.Mutex
	clock   time.Time
	fails   chan error // what is wrong beside the files each time
	settles func()     // is called when files are to settle; nil for nothing
}

// liveTimer is a time that is waited for.
type liveTimer struct {
	d    time.Duration
	over chan time.Time
}

func ownCase(id, text string) string {
	return fmt.Sprintf("{\"id\": %q, \"title\": \"About %s\", \"text\": %q}\n", id, id, text)
}

// newLiveBench serves a library file, or the folder that it stands in, as set up.
func newLiveBench(t *testing.T, path func(file string) string, setUp func(b *liveBench)) *liveBench {
	t.Helper()
	b := &liveBench{
		file: filepath.Join(t.TempDir(), "own.jsonl"), index: t.TempDir(), log: newLogBuffer(),
		changed: make(chan struct{}), again: make(chan struct{}), took: make(chan int, 10),
		retired: make(chan func() error, 10), timers: make(chan liveTimer, 100), clock: time.Unix(0, 0),
	}
	b.write(t, b.file, ownCase("beavers", "Flying beavers clean the town canal"))
	setUp(b)
	paths := []string{path(b.file)}
	lg := slog.New(slog.NewTextHandler(b.log, &slog.HandlerOptions{Level: b.level}))
	load := func(ctx context.Context, former []shelf.Count) (serving, error) {
		select {
		case err := <-b.fails:
			return serving{}, err
		default:
		}
		st := storing{log: silent, stderr: io.Discard, folder: b.index, former: former}
		l, err := withStored(ctx, st, paths, false)
		if err != nil {
			return serving{}, err
		}
		e, done, err := openEngine(silent, l)
		return serving{e, done, l.counts}, err
	}
	asTheyAre := filesAsTheyAre(paths)
	first, err := load(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	b.engine = turn.NewLive(first.engine)
	ctx, stop := context.WithCancel(t.Context())
	l := &live{
		log: lg, paths: paths, load: load, now: b.now, after: b.after,
		took: func(_ context.Context, e *rank.Engine) {
			b.engine.Replace(e)
			b.took <- e.Library().Len()
		},
		retire: func(done func() error) {
			if b.holds {
				b.retired <- done
				return
			}
			b.closing.Go(func() {
				b.asking.Lock() // until all that was asked before is answered
				defer b.asking.Unlock()
				done()
			})
		},
	}
	var running sync.WaitGroup
	running.Go(func() { l.run(ctx, b.changed, b.again, asTheyAre, first) })
	t.Cleanup(func() {
		stop()
		running.Wait()
		b.closing.Wait()
		for len(b.retired) > 0 {
			(<-b.retired)()
		}
	})
	return b
}

func (b *liveBench) now() time.Time {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.clock
}

func (b *liveBench) pass(d time.Duration) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.clock = b.clock.Add(d)
}

// after has files settle at once, and tells the test of all else.
func (b *liveBench) after(d time.Duration) <-chan time.Time {
	over := make(chan time.Time, 1)
	if d != settleFor {
		b.timers <- liveTimer{d, over}
		return over
	}
	if b.settles != nil {
		b.settles()
	}
	b.pass(d)
	over <- b.now()
	return over
}

// passes lets the time pass that is waited for, which has to be d.
func (b *liveBench) passes(t *testing.T, d time.Duration) {
	t.Helper()
	select {
	case timer := <-b.timers:
		if timer.d != d {
			t.Fatalf("it is waited for %v, not %v", timer.d, d)
		}
		b.pass(d)
		timer.over <- b.now()
	case <-time.After(20 * time.Second):
		t.Fatalf("nothing is waited for; the log:\n%s", b.log)
	}
}

// takes waits until a library with so many own cases was taken in.
func (b *liveBench) takes(t *testing.T, own int) {
	t.Helper()
	builtin, err := corpus.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	select {
	case cases := <-b.took:
		if cases -= builtin.Library.Len(); cases != own {
			t.Fatalf("%d own cases are taken in, not %d", cases, own)
		}
	case <-time.After(20 * time.Second):
		t.Fatalf("not taken in; the log:\n%s", b.log)
	}
}

func theFile(file string) string   { return file }
func theFolder(file string) string { return filepath.Dir(file) }

// write puts another file into the place of the library, as editors do.
func (b *liveBench) write(t *testing.T, file, text string) {
	t.Helper()
	if err := errors.Join(os.WriteFile(file+".new", []byte(text), 0o600), os.Rename(file+".new", file)); err != nil {
		t.Fatal(err)
	}
}

func (b *liveBench) finds(t *testing.T, problem string) string {
	t.Helper()
	b.asking.RLock()
	defer b.asking.RUnlock()
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
	b := newLiveBench(t, theFile, func(*liveBench) {})
	asking, stop := context.WithCancel(t.Context())
	var asked sync.WaitGroup
	for range 2 {
		asked.Go(func() {
			for asking.Err() == nil {
				b.asking.RLock()
				_, err := b.engine.Recommend(t.Context(), recommend.Request{Problem: "small firms cannot win public tenders"}, 5)
				b.asking.RUnlock()
				if err != nil {
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
		{"another file in its place", func() { b.write(t, b.file, canal+harbour) }, b.changed, true, "", true, true},
		{"torn", func() { b.write(t, b.file, harbour+canal[:len(canal)/2]) }, b.changed, false, "ends in the middle of a line", true, true},
		{"without a case", func() { b.write(t, b.file, "{}\n[]\n") }, b.changed, false, "has no id", true, true},
		{"emptied", func() { b.write(t, b.file, "") }, b.changed, false, "is empty, and held 2 cases before; if that is meant", true, true},
		{"whole again", func() { b.write(t, b.file, harbour) }, b.changed, true, "", false, true},
		{"removed", func() { os.Remove(b.file) }, b.changed, false, "cannot be opened", false, true},
		{"back, and told by a signal", func() { b.write(t, b.file, canal) }, b.again, true, "", true, false},
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

// largeOwn is a library that is kept in an index.
func largeOwn(t *testing.T, n int) string {
	t.Helper()
	b, err := corpus.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	for _, c := range generated.Cases(b, n) {
		if err := json.NewEncoder(&text).Encode(c); err != nil {
			t.Fatal(err)
		}
	}
	if text.Len() <= storedFrom {
		t.Fatalf("%d cases are no large library", n)
	}
	return text.String()
}

// opened counts the files below a folder that this process has open, -1 where the system does not tell.
func opened(folder string) (n int) {
	list, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		return -1
	}
	for _, e := range list {
		if path, err := os.Readlink(filepath.Join("/proc/self/fd", e.Name())); err == nil && strings.HasPrefix(path, folder) {
			n++
		}
	}
	return n
}

// TestLive_LargeFileCollapses has a file in the index turn to something else, alone and beside others.
func TestLive_LargeFileCollapses(t *testing.T) {
	t.Parallel()
	const cases = 900
	good := largeOwn(t, cases)
	garbage := strings.Repeat("no JSON at all\n", storedFrom/10) // as large as a file of the index
	b := newLiveBench(t, theFolder, func(b *liveBench) {
		b.write(t, filepath.Join(theFolder(b.file), "large.jsonl"), good)
	})
	large := filepath.Join(theFolder(b.file), "large.jsonl")
	refused := func(change, said string) {
		t.Helper()
		b.changed <- struct{}{}
		b.log.find(t, "not taken in.*("+said+")")
		if got := b.engine.Library().Len() - builtinLen(t); got != cases+1 {
			t.Errorf("%s: %d own cases are served", change, got)
		}
		if n := opened(b.index); n > 1 {
			t.Errorf("%s: %d indexes are open", change, n)
		}
	}
	b.write(t, large, garbage)
	refused("garbage", "large.jsonl holds no case any more .*line 1: is no JSON object")
	b.write(t, large, garbage+good[:strings.Index(good, "\n")+1])
	refused("one case left", "of .*large.jsonl, [0-9]+ of [0-9]+ records cannot be used .*if that is meant")
	b.write(t, large, good)
	b.write(t, b.file, "")
	refused("the small one beside it is empty", "own.jsonl is empty")
	b.write(t, large, good[:len(good)/2+strings.Index(good[len(good)/2:], "\n")+1])
	b.write(t, b.file, ownCase("otters", "Swimming otters look after the harbour"))
	b.changed <- struct{}{} // fewer cases, all of them whole
	select {
	case <-b.took:
	case <-time.After(20 * time.Second):
		t.Fatalf("not taken in; the log:\n%s", b.log)
	}
}

func builtinLen(t *testing.T) int {
	t.Helper()
	b, err := corpus.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	return b.Library.Len()
}

// TestLive_FileIsGone removes a file from a folder: its cases stay as long as it may come back.
func TestLive_FileIsGone(t *testing.T) {
	t.Parallel()
	var second string
	otters, beavers := ownCase("otters", "Swimming otters look after the harbour"), ownCase("beavers", "Flying beavers clean the town canal")
	b := newLiveBench(t, theFolder, func(b *liveBench) {
		b.level = slog.LevelDebug
		second = filepath.Join(theFolder(b.file), "second.jsonl")
		b.write(t, second, otters)
	})
	if err := os.Remove(second); err != nil {
		t.Fatal(err)
	}
	b.changed <- struct{}{}
	b.log.find(t, `is gone; its cases are taken out if it does not come back.*second.jsonl`)
	b.write(t, second, otters+ownCase("herons", "Herons"))
	b.changed <- struct{}{}
	b.takes(t, 3)

	<-b.timers    // of the time before
	for range 2 { // it comes back as it was, and is gone anew: that it was gone before counts for nothing
		if err := os.Rename(second, second+".away"); err != nil {
			t.Fatal(err)
		}
		b.changed <- struct{}{}
		b.log.find(t, `is gone; its cases`)
		<-b.timers
		b.pass(2 * goneFor) // though nobody has looked
		if err := os.Rename(second+".away", second); err != nil {
			t.Fatal(err)
		}
		b.changed <- struct{}{}
		b.log.find(t, `the library is as it was`)
	}
	if err := os.Remove(second); err != nil {
		t.Fatal(err)
	}
	b.changed <- struct{}{}
	b.log.find(t, `is gone; its cases`)
	b.write(t, b.file, beavers+ownCase("storks", "Storks"))
	b.changed <- struct{}{}
	<-b.timers
	b.passes(t, goneFor-settleFor)
	b.takes(t, 2)
	b.log.find(t, `file that is gone are taken out.*second.jsonl`)
}

// TestLive_TriesAgain has something beside the files keep them from being taken in: when it has gone they
// are, without a change, and what is the same each time is said once.
func TestLive_TriesAgain(t *testing.T) {
	t.Parallel()
	b := newLiveBench(t, theFile, func(b *liveBench) { b.fails = make(chan error, 2) })
	away := errors.New("the disk is away")
	b.fails <- away
	b.fails <- away
	b.write(t, b.file, ownCase("otters", "Otters")+ownCase("storks", "Storks"))
	b.changed <- struct{}{}
	b.log.find(t, "not taken in.*(the disk is away)")
	b.changed <- struct{}{} // nothing is tried for each event
	b.passes(t, lookAgain)
	b.passes(t, 2*lookAgain)
	b.takes(t, 2)
	if n := strings.Count(b.log.String(), "not taken in"); n != 1 {
		t.Errorf("the same is said %d times", n)
	}
	before := filesAsTheyAre([]string{b.file})
	if err := os.Chmod(b.file, 0o400); err != nil {
		t.Fatal(err)
	}
	if filesAsTheyAre([]string{b.file}) == before {
		t.Error("a file that others may read now looks as it did")
	}
}

// TestLive_ChangesAllTheTime has a file change whenever it is looked at.
func TestLive_ChangesAllTheTime(t *testing.T) {
	t.Parallel()
	text, busy := ownCase("beavers", "Beavers"), atomic.Bool{}
	b := newLiveBench(t, theFile, func(b *liveBench) {
		b.settles = func() {
			if busy.Load() {
				text += ownCase("otters-"+strconv.Itoa(len(text)), "Otters")
				b.write(t, b.file, text)
			}
		}
	})
	busy.Store(true)
	b.write(t, b.file, text+"\n")
	b.changed <- struct{}{}
	b.log.find(t, "changes all the time.*(own.jsonl)")
	b.takes(t, 1+int(settleAtMost/settleFor))
}

// TestLive_BoundsFormerEngines changes a library faster than former engines are closed.
func TestLive_BoundsFormerEngines(t *testing.T) {
	t.Parallel()
	b := newLiveBench(t, theFile, func(b *liveBench) { b.holds = true })
	text := ownCase("beavers", "Beavers")
	more := func() {
		text += ownCase("otters-"+strconv.Itoa(len(text)), "Otters")
		b.write(t, b.file, text)
		b.changed <- struct{}{}
	}
	for n := range maxFormer {
		more()
		b.takes(t, 2+n)
	}
	more()
	b.log.find(t, "it is taken in when what began with former ones is done")
	text += ownCase("storks", "Storks") // is taken in with the others
	b.write(t, b.file, text)
	if len(b.took) > 0 {
		t.Error("it is taken in beside all former ones")
	}
	if err := (<-b.retired)(); err != nil {
		t.Error(err)
	}
	b.takes(t, 3+maxFormer)
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

// TestWatchFiles_NewFolder makes a folder in one that is watched, and writes in it when that was told.
func TestWatchFiles_NewFolder(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "libraries")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	changed := watchFiles(t.Context(), silent, []string{dir})
	told := func(what string, do func() error) {
		t.Helper()
		if err := do(); err != nil {
			t.Fatal(err)
		}
		select {
		case <-changed:
		case <-time.After(lookAgain / 2): // when all is looked at anyway, that says nothing
			t.Fatalf("%s: nobody is told", what)
		}
	}
	year, month := filepath.Join(dir, "2026"), filepath.Join(dir, "2026", "12")
	told("a folder", func() error { return os.Mkdir(year, 0o700) })
	told("a folder in that", func() error { return os.Mkdir(month, 0o700) })
	told("a file in that", func() error { return os.WriteFile(filepath.Join(month, "own.jsonl"), nil, 0o600) })
	told("the folder is moved away", func() error { return os.Rename(dir, dir+".old") })
	told("it is made again", func() error { return os.Mkdir(dir, 0o700) })
	told("a file in the new one", func() error { return os.WriteFile(filepath.Join(dir, "own.jsonl"), nil, 0o600) })
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
