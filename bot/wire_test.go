package bot_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"precedent/bot/slackfake"
)

// wireTime is the time in tests that do not set one, so that what Slack gets is the same
// in every run.
func wireTime() time.Time { return time.Date(2026, time.March, 2, 9, 30, 0, 0, time.UTC) }

// wireChanging is what differs from run to run: times and ids of messages, the
// stand-in's port, and the seals of states that hold those.
var wireChanging = regexp.MustCompile(`\bp?1[789]\d{8}(\.?\d{6})?\b|127\.0\.0\.1:\d+|[\w-]{22}\.\{|\b(F0|V|Fx|fake|unfurl|compose|hash\.|trigger\.fake\.)-?\d{3,}\b`)

// wireAsks are the calls that ask Slack something and change nothing. How often they come
// depends on what is known by then.
var wireAsks = []string{"auth.test", "users.info", "conversations.info"}

// wireSkipped are tests that have no golden file here: those in which who comes first
// decides what is said (more people than the bot can serve, two at once, a window that
// closes meanwhile), TestKept, which has golden files of its own, and a test of all languages,
// whose files each change of a text would change.
var wireSkipped = []string{"TestBusy_TellsEverybody", "TestMany", "TestMemory_NotWritable", "TestSave_TwoAtOnce", "TestSuggest_Race", "TestSlack_RateLimitedHoldsNobodyUp", "TestKept", "TestSpeaks_EachLocale"}

// wires are the workspaces of each test that runs.
var wires sync.Map

// holdWire compares everything that Slack gets in a test with its golden file, at the end of
// the test: each call and acknowledgement with its ids, its states and a digest of all its
// bytes, in alphabetical order, since several things happen at once.
func holdWire(t testing.TB, srv *slackfake.Server) {
	test, _, _ := strings.Cut(t.Name(), "/")
	if _, benchmark := t.(*testing.B); benchmark || slices.Contains(wireSkipped, test) {
		return
	}
	if before, several := wires.Load(t); several {
		wires.Store(t, append(before.([]*slackfake.Server), srv))
		return
	}
	wires.Store(t, []*slackfake.Server{srv})
	t.Cleanup(func() {
		all, _ := wires.LoadAndDelete(t)
		if !t.Failed() {
			compareWire(t, all.([]*slackfake.Server))
		}
	})
}

func compareWire(t testing.TB, all []*slackfake.Server) {
	var lines []string
	for _, srv := range all {
		for _, e := range srv.Journal() {
			switch {
			case e.Kind == slackfake.Acked && saysSomething(e.Payload):
				lines = append(lines, wireLine(e, e.Payload))
			case e.Kind == slackfake.APICall && !slices.Contains(wireAsks, e.Name), e.Kind == slackfake.Responded, e.Kind == slackfake.Uploaded:
				lines = append(lines, wireLine(e, e.Args))
			}
		}
	}
	slices.Sort(lines)
	got := strings.Join(lines, "\n") + "\n"
	name := filepath.Join("testdata", "wire", strings.ReplaceAll(t.Name(), "/", "-")+".golden")
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Error(err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Errorf("no golden file of what Slack gets; run the test with -update: %v", err)
	} else if got != string(want) {
		t.Errorf("Slack got\n%s\nwant\n%s", got, want)
	}
}

// saysSomething tells whether an acknowledgement holds more than that something arrived.
func saysSomething(ack json.RawMessage) bool {
	return len(ack) > 0 && string(ack) != "null" && string(ack) != "{}" && string(ack) != `""`
}

// wireLine is one call or acknowledgement.
func wireLine(e slackfake.Entry, sent any) string {
	all, err := json.Marshal(sent)
	if err != nil {
		panic(err)
	}
	all = wireChanging.ReplaceAll(all, []byte("*"))
	digest := sha256.Sum256(all)
	line := strings.TrimSpace(fmt.Sprintf("%s %s %s", e.Kind, e.Name, e.Error)) + " " + hex.EncodeToString(digest[:8])
	for _, name := range slices.Sorted(maps.Keys(e.Args)) {
		if value := wireChanging.ReplaceAllString(e.Args[name], "*"); !strings.HasPrefix(value, "[") && !strings.HasPrefix(value, "{") {
			line += fmt.Sprintf("\n    %s: %q", name, value)
		}
	}
	for _, id := range wireIDs(all) {
		line += "\n    " + id
	}
	return line
}

// wireIDs are the ids of JSON with the values and states that come back with them.
func wireIDs(data []byte) (found []string) {
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case string: // an argument that is itself JSON
			var inner any
			if strings.ContainsAny(v[:min(1, len(v))], "[{") && json.Unmarshal([]byte(v), &inner) == nil {
				walk(inner)
			}
		case []any:
			for _, one := range v {
				walk(one)
			}
		case map[string]any:
			for _, name := range []string{"action_id", "callback_id", "private_metadata"} {
				if id, _ := v[name].(string); id != "" {
					value, _ := v["value"].(string)
					found = append(found, strings.TrimSpace(fmt.Sprintf("%s: %s %s", name, id, value)))
				}
			}
			for _, name := range slices.Sorted(maps.Keys(v)) {
				walk(v[name])
			}
		}
	}
	var v any
	if json.Unmarshal(data, &v) == nil {
		walk(v)
	}
	return found
}
