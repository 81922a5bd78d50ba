package bot_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"precedent/bot"
	"precedent/bot/slackfake"
	"precedent/bot/store"
	"precedent/corpus"
	"precedent/recommend/rank"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestKept uses all that earlier versions have left in Slack: it presses their buttons,
// submits their windows and follows their threads up, on what they had kept. What Slack
// gets for it is held against a golden file. How the folders were made stands in their
// README.
func TestKept(t *testing.T) {
	folders, err := filepath.Glob("testdata/kept-v*")
	if err != nil || len(folders) == 0 {
		t.Fatalf("no folders with what was kept: %v", err)
	}
	for _, folder := range folders {
		var past past
		if err := json.Unmarshal(unzipped(t, filepath.Join(folder, "slack.json.gz")), &past); err != nil {
			t.Fatal(err)
		}
		golden := filepath.Join(folder, "golden.json.gz")
		want, all := map[string]string{}, map[string]string{} // by what is done with what
		if !*update {
			if err := json.Unmarshal(unzipped(t, golden), &want); err != nil {
				t.Fatal(err)
			}
		}
		for _, u := range append(past.Named, leftover{Name: "anything"}) {
			for _, use := range past.uses(t, u) {
				name := u.Name + "/" + use.name
				t.Run(filepath.Base(folder)+"/"+name, func(t *testing.T) {
					if all[name] != "" {
						t.Fatalf("two uses have the name %q, want a name for each", name)
					}
					all[name] = past.try(t, folder, u, use.do)
					if diff := cmp.Diff(strings.Split(want[name], "\n"), strings.Split(all[name], "\n")); diff != "" && !*update {
						t.Errorf("(- golden, + got; where that is meant, run with -update)\n%s", diff)
					}
				})
			}
		}
		if *update {
			data, err := json.Marshal(all)
			if err != nil {
				t.Fatal(err)
			}
			writeZipped(t, golden, data)
		}
	}
}

func unzipped(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	plain, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return plain
}

// keptEngine is a small library of its own, so that what is found does not change with
// the cases of the project.
var keptEngine = sync.OnceValue(func() *rank.Engine {
	builtin, err := corpus.Builtin()
	if err != nil {
		panic(err)
	}
	lib, err := corpus.NewLibrary(keptCases())
	if err != nil {
		panic(err)
	}
	e, err := rank.New(slog.New(slog.DiscardHandler), builtin.Vocabulary, lib, rank.Options{})
	if err != nil {
		panic(err)
	}
	return e
})

func keptCases() (cases []corpus.Case) {
	data, err := os.ReadFile("testdata/kept-cases.json")
	if err == nil {
		err = json.Unmarshal(data, &cases)
	}
	if err != nil {
		panic(err)
	}
	return cases
}

// keptWorkspace is a workspace at a moment that does not pass, with a bot that keeps
// everything in a folder.
func keptWorkspace(t *testing.T, folder string, at time.Time, past slackfake.Past) (*workspace, *store.Store) {
	t.Helper()
	now := func() time.Time { return at }
	kept, err := store.Open(t.Context(), folder, store.Options{Now: now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { kept.Close() })
	s := setup{
		engine: keptEngine(),
		fake:   slackfake.Options{Clock: now, Users: append(slackfake.DefaultUsers(), slackfake.User{ID: luc, Name: "luc", Locale: "fr-FR"}), Channels: slackfake.DefaultChannels()},
		bot:    bot.Options{Memory: kept, Now: now, Reference: func() string { return "reference" }},
	}
	for i := range s.fake.Channels {
		s.fake.Channels[i].Members = append(s.fake.Channels[i].Members, luc)
	}
	w := newWorkspace(t, s)
	if err := w.Restore(past); err != nil {
		t.Fatal(err)
	}
	return w, kept
}

// use is one way to use something of the past.
type use struct {
	name string
	do   func(*workspace) (*slackfake.Delivery, error)
}

// try does something with one leftover of the past, with a bot of its own, and tells what
// Slack got for it.
func (p past) try(t *testing.T, folder string, u leftover, do func(*workspace) (*slackfake.Delivery, error)) string {
	database := t.TempDir()
	if err := os.WriteFile(filepath.Join(database, store.FileName), unzipped(t, filepath.Join(folder, store.FileName+".gz")), 0o600); err != nil {
		t.Fatal(err)
	}
	before := p.Past
	for _, v := range []*slackfake.PastView{u.Modal, u.Home} {
		if v != nil {
			before.Views = append(before.Views, *v)
		}
	}
	// Within the day for which threads are kept.
	w, kept := keptWorkspace(t, database, keptAt.Add(time.Hour), before)
	var library []string
	for _, c := range keptCases() { // one of them has come since
		library = append(library, c.ID)
	}
	if err := kept.SeeLibrary(t.Context(), library); err != nil {
		t.Fatal(err)
	}
	var ack slackfake.Ack
	if d := must(do(w))(t); d != nil {
		ack = must(d.Wait(w.ctx))(t)
	}
	w.done()
	w.noErrors()
	return w.got(ack)
}

// uses are the ways to use what is left.
func (p past) uses(t *testing.T, u leftover) (list []use) {
	switch {
	case u.Name == "anything":
		list = append(list, p.anew()...)
	case u.Question != "":
		post := slackfake.Post{User: u.User, Channel: u.Channel, ThreadTS: u.Thread, Text: u.Question}
		list = append(list, use{"ask " + u.Question, func(w *workspace) (*slackfake.Delivery, error) {
			if strings.HasPrefix(u.Channel, "D") {
				return w.DirectMessage(w.ctx, post)
			}
			return w.Mention(w.ctx, post)
		}})
	case u.Modal != nil:
		for name, values := range enteredIn(t, u.Modal.View) {
			list = append(list, use{"submit " + name, func(w *workspace) (*slackfake.Delivery, error) {
				v, _ := w.TopView(u.User)
				return w.Submit(w.ctx, u.User, v.ID, values)
			}})
		}
	case u.Home != nil:
		for _, a := range pressable(t, u.Home.View) {
			list = append(list, use{a.name, func(w *workspace) (*slackfake.Delivery, error) {
				v, _ := w.HomeView(u.User)
				return w.PressInView(w.ctx, u.User, v.ID, a.Action, nil)
			}})
		}
	case u.Unfurl != "":
		for _, shown := range p.Unfurls {
			for _, a := range pressable(t, shown.Links[u.Shown]) {
				list = append(list, use{a.name, func(w *workspace) (*slackfake.Delivery, error) {
					return w.PressInUnfurl(w.ctx, u.User, &slackfake.Delivery{UnfurlID: u.Unfurl}, u.Shown, a.Action)
				}})
			}
		}
	default:
		i := slices.IndexFunc(p.Messages, func(r slackfake.Record) bool { return r.Channel == u.Channel && r.TS == u.TS })
		if i < 0 {
			t.Fatalf("%s: no message %s in %s", u.Name, u.TS, u.Channel)
		}
		for _, a := range pressable(t, p.Messages[i].Blocks) {
			list = append(list, use{a.name, func(w *workspace) (*slackfake.Delivery, error) {
				return w.Press(w.ctx, u.User, p.Messages[i], a.Action)
			}})
		}
	}
	if len(list) == 0 {
		t.Fatalf("nothing can be done with %s", u.Name)
	}
	return list
}

// anew is what does not begin with anything of the past, and uses what is kept.
func (p past) anew() []use {
	slash := func(text string) use {
		return use{"type " + text, func(w *workspace) (*slackfake.Delivery, error) {
			return w.Slash(w.ctx, slackfake.SlashCommand{User: slackfake.Ada, Channel: slackfake.General, Text: text})
		}}
	}
	direct := func(text string) use {
		return use{"write " + text, func(w *workspace) (*slackfake.Delivery, error) {
			return w.DirectMessage(w.ctx, slackfake.Post{User: slackfake.Ada, Text: text})
		}}
	}
	return []use{
		slash(problem), slash("list"), slash("watch"), slash("watch housing"), direct(problem), direct("list"), direct("watch"),
		{"open Home", func(w *workspace) (*slackfake.Delivery, error) { return w.HomeOpened(w.ctx, slackfake.Ada, "home") }},
		{"open messages", func(w *workspace) (*slackfake.Delivery, error) { return w.HomeOpened(w.ctx, luc, "messages") }},
		{"find similar cases", func(w *workspace) (*slackfake.Delivery, error) {
			said := must(w.Say(slackfake.Post{User: slackfake.Marek, Channel: slackfake.General, Text: problem}))(w.t)
			return w.MessageShortcut(w.ctx, slackfake.Ada, "find_similar", said)
		}},
		{"search cases", func(w *workspace) (*slackfake.Delivery, error) {
			return w.GlobalShortcut(w.ctx, slackfake.Ada, "search_cases")
		}},
		{"a step of a workflow", func(w *workspace) (*slackfake.Delivery, error) {
			return w.FunctionExecuted(w.ctx, "find_similar_cases", map[string]any{"problem": problem, "country": "Poland, LATAM", "topic": "public procurement"})
		}},
		{"post a link", func(w *workspace) (*slackfake.Delivery, error) {
			return w.PostLink(w.ctx, slackfake.Post{User: slackfake.Ada, Channel: slackfake.General, Text: "https://cases.example.org/bid-school"}, "cases.example.org")
		}},
		{"get a new case", func(w *workspace) (*slackfake.Delivery, error) {
			w.bot.RunJobs(w.ctx)
			return nil, nil
		}},
	}
}

// enteredIn is what people enter in a window, by its callback id.
func enteredIn(t *testing.T, view json.RawMessage) map[string]slackfake.Values {
	t.Helper()
	var window struct {
		CallbackID string `json:"callback_id"`
	}
	if err := json.Unmarshal(view, &window); err != nil {
		t.Fatal(err)
	}
	return map[string]map[string]slackfake.Values{
		"share_case":      {"with a note": {"to": {slackfake.General}, "note": {"Which of these fits us?"}}, "elsewhere": {"to": {slackfake.Random}}},
		"note_case":       {"a note": {"note": {"For the school meals."}}, "no note": {"note": {""}}},
		"search":          {"as it is": nil, "with limits": {"problem": {problem}, "places": {"latam"}, "since": {"2015"}}, "with a fault": {"since": {"soon"}}},
		"compare_cases":   {"as it is": nil},
		"make_brief":      {"as it is": nil, "for a table": {"question": {"Who buys from small firms?"}, "form": {"csv"}}, "for a text": {"form": {"markdown"}}},
		"feedback_reason": {"as it is": nil, "with a reason": {"reason": {"It is too old."}}},
		"where_i_work":    {"a place": {"country": {"CL"}, "level": {"local"}}, "nothing": {"country": {"-"}, "level": {"-"}}},
	}[window.CallbackID]
}

// press is something that people can press or choose.
type press struct {
	name string
	slackfake.Action
}

// pressable is what people can press in blocks, of what belongs to cases only that of the
// first case.
func pressable(t *testing.T, blocks json.RawMessage) (list []press) {
	t.Helper()
	var content any
	if err := json.Unmarshal(blocks, &content); err != nil {
		t.Fatal(err)
	}
	cases := map[string]string{} // by what stands before the id of a case in a block's: the first such block
	var look func(node any, block string)
	look = func(node any, block string) {
		switch node := node.(type) {
		case []any:
			for _, n := range node {
				look(n, block)
			}
		case map[string]any:
			if id, ok := node["block_id"].(string); ok {
				block = id
			}
			if part, _, ok := strings.Cut(block, "act:"); ok {
				if first, known := cases[part]; known && first != block {
					return
				}
				cases[part] = block
			}
			if id, ok := node["action_id"].(string); ok && node["url"] == nil {
				list = append(list, choices(node, slackfake.Action{ActionID: id, BlockID: block})...)
			}
			for _, field := range slices.Sorted(maps.Keys(node)) {
				look(node[field], block)
			}
		}
	}
	look(content, "")
	return list
}

// choices are what can be chosen in an element: nothing more than a button, either of
// two, or the first option.
func choices(element map[string]any, a slackfake.Action) (list []press) {
	name := "press " + a.ActionID + " in " + a.BlockID
	value := func(of any) []string {
		fields, _ := of.(map[string]any)
		return []string{fmt.Sprint(fields["value"])}
	}
	switch options, _ := element["options"].([]any); {
	case element["type"] == "feedback_buttons":
		for _, which := range []string{"positive_button", "negative_button"} {
			a.Values = value(element[which])
			list = append(list, press{name + ", " + which, a})
		}
		return list
	case len(options) > 0:
		a.Values = value(options[0])
	}
	return append(list, press{name, a})
}

// keptAt is when things were kept.
var keptAt = time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC)

// reading are the calls that show and change nothing.
var reading = []string{"apps.connections.open", "auth.test", "users.info", "conversations.info", "chat.getPermalink"}

// seal matches how the state of a window begins that is made for one person. It depends
// on the address of the stand-in Slack.
var seal = regexp.MustCompile(`"private_metadata":"[\w-]{22}\.`)

// got tells what Slack got: how the one delivery was acknowledged, every call that shows
// or changes something, in order, and what documents came of it.
func (w *workspace) got(ack slackfake.Ack) string {
	w.t.Helper()
	var b strings.Builder
	b.WriteString("acknowledged\n" + laidOut(w.t, "  ", ack.Payload))
	for _, e := range w.Journal() {
		switch {
		case e.Kind != slackfake.APICall && e.Kind != slackfake.Responded, slices.Contains(reading, e.Name):
			continue
		case e.Kind == slackfake.Responded && e.Error == "expired_url":
			continue // of long ago, on the same port by chance
		}
		b.WriteString(e.Name)
		if e.Error != "" {
			b.WriteString(" refused: " + e.Error)
		}
		b.WriteString("\n")
		for _, name := range slices.Sorted(maps.Keys(e.Args)) {
			b.WriteString("  " + name + ":\n" + laidOut(w.t, "    ", json.RawMessage(e.Args[name])))
		}
	}
	for _, f := range w.Files() {
		fmt.Fprintf(&b, "file %s, %s, in %s\n%s\n", f.Name, f.Title, f.Channel, f.Content)
	}
	return seal.ReplaceAllString(strings.ReplaceAll(b.String(), w.URL(), "https://slack.example"), `"private_metadata":"SEAL.`)
}

// laidOut is JSON with a line for each field of an object and for each block, and any
// other text as it is.
func laidOut(t testing.TB, indent string, data json.RawMessage) string {
	t.Helper()
	var fields map[string]json.RawMessage
	var blocks []json.RawMessage
	switch {
	case len(data) == 0:
		return ""
	case json.Unmarshal(data, &fields) == nil:
		var b strings.Builder
		for _, name := range slices.Sorted(maps.Keys(fields)) {
			if name == "blocks" || name == "view" {
				b.WriteString(indent + `"` + name + `":` + "\n" + laidOut(t, indent+"  ", fields[name]))
			} else {
				b.WriteString(indent + `"` + name + `":` + string(fields[name]) + "\n")
			}
		}
		return b.String()
	case json.Unmarshal(data, &blocks) == nil:
		var b strings.Builder
		for _, block := range blocks {
			b.WriteString(indent + string(block) + "\n")
		}
		return b.String()
	}
	return indent + string(data) + "\n"
}
