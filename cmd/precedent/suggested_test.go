package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"precedent/bot/slackfake"
	"precedent/bot/store"
	"precedent/bot/view"
)

// suggesting is a stand-in Slack in which people suggest cases to a bot that runs.
type suggesting struct {
	*slackfake.Server
	t   *testing.T
	ctx context.Context
}

// says waits for a message with a text, and returns it as it is then.
func (s suggesting) says(want string) (found slackfake.Record) {
	s.t.Helper()
	err := s.WaitFor(s.ctx, func(now slackfake.Snapshot) bool {
		for _, m := range now.Messages {
			if strings.Contains(m.Text, want) {
				found = m
				return true
			}
		}
		return false
	})
	if err != nil {
		s.t.Fatalf("nobody says %q: %v", want, err)
	}
	return found
}

// delivered waits until the bot has taken something.
func (s suggesting) delivered(d *slackfake.Delivery, err error) {
	s.t.Helper()
	if err == nil {
		_, err = d.Wait(s.ctx)
	}
	if err != nil {
		s.t.Fatal(err)
	}
}

// suggest suggests a case by the shortcut, and returns the message about it.
func (s suggesting) suggest(title, problem string) slackfake.Record {
	s.t.Helper()
	s.delivered(s.GlobalShortcut(s.ctx, slackfake.Ada, "suggest_case"))
	var form slackfake.View
	if err := s.WaitFor(s.ctx, func(slackfake.Snapshot) bool {
		v, open := s.TopView(slackfake.Ada)
		form = v
		return open && v.CallbackID == view.CallbackSuggest
	}); err != nil {
		s.t.Fatal(err)
	}
	s.delivered(s.Submit(s.ctx, slackfake.Ada, form.ID, slackfake.Values{view.BlockTitle: {title}, view.BlockProblem: {problem}, view.BlockDone: {"It was solved."}}))
	return s.says("suggests a case: " + title)
}

// finds asks until a case is the first answer, as it is soon after it was accepted.
func (s suggesting) finds(problem, id string) {
	s.t.Helper()
	for s.ctx.Err() == nil {
		before := len(s.Messages())
		s.delivered(s.Slash(s.ctx, slackfake.SlashCommand{User: slackfake.Ada, Channel: slackfake.General, Text: problem}))
		if err := s.WaitFor(s.ctx, func(now slackfake.Snapshot) bool { return len(now.Messages) > before }); err != nil {
			s.t.Fatal(err)
		}
		if answer := s.Messages()[before]; strings.Contains(string(answer.Blocks), `"case:`+id+`"`) {
			return
		}
		select {
		case <-s.ctx.Done():
		case <-time.After(100 * time.Millisecond):
		}
	}
	s.t.Fatalf("%s is not found by %q", id, problem)
}

// TestServe_Suggested: an accepted case is served at once, told to who watches for it, there after a restart, and
// exported as a library, which stands beside the store without harm.
func TestServe_Suggested(t *testing.T) {
	t.Parallel()
	slack := fakeSlack(t, slackfake.Options{})
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	s := suggesting{slack, t, ctx}
	data := filepath.Join(t.TempDir(), "data")
	env := map[string]string{
		"SLACK_BOT_TOKEN": slack.BotToken(), "SLACK_APP_TOKEN": slack.AppToken(), "SLACK_API_URL": slack.APIURL(),
		"PRECEDENT_DATA": data, "PRECEDENT_CURATORS": slackfake.General,
	}
	log, stop := startServe(t, env)
	log.find(t, `socket" connected=true`)

	s.delivered(s.Slash(ctx, slackfake.SlashCommand{User: slackfake.Marek, Channel: slackfake.General, Text: "watch flying beavers"}))
	s.delivered(s.Press(ctx, slackfake.Marek, s.says("I can look for this"), slackfake.Action{ActionID: view.ActionWatch}))
	s.says("has asked me to look")
	asked := s.suggest("Beaver patrol", "Flying beavers block the town canal")
	s.delivered(s.Press(ctx, slackfake.Marek, asked, slackfake.Action{ActionID: view.ActionAccept}))
	s.says("has accepted your suggestion")
	s.finds("flying beavers in the canal", "suggested/beaver-patrol-1")
	s.finds("flying beavers library:suggested", "suggested/beaver-patrol-1")
	s.says("A new case in the library")

	again := s.suggest("Otter watch", "Swimming otters lose their harbour")
	s.delivered(s.Press(ctx, slackfake.Marek, again, slackfake.Action{ActionID: view.ActionDecline}))
	var form slackfake.View
	if err := s.WaitFor(ctx, func(slackfake.Snapshot) bool {
		v, open := s.TopView(slackfake.Marek)
		form = v
		return open
	}); err != nil {
		t.Fatal(err)
	}
	s.delivered(s.Submit(ctx, slackfake.Marek, form.ID, nil))
	s.says("has declined your suggestion")
	stop(exitDone)

	out := filepath.Join(t.TempDir(), "suggested.jsonl")
	if code, said := command(t, data, "forget", "--user", slackfake.Ada); code != exitDone || !strings.Contains(said, "1 names on accepted cases") {
		t.Errorf("forget: %d %s", code, said)
	}
	for range 2 { // the second time in the place of the first
		if code, said := command(t, data, "library", "export", "--out", out); code != exitDone || !strings.Contains(said, "1 case, written to ") {
			t.Errorf("export: %d %s", code, said)
		}
	}
	library, err := os.ReadFile(out)
	if want := `{"id":"suggested/beaver-patrol-1","title":"Beaver patrol","problem":"Flying beavers block the town canal","summary":"It was solved."}` + "\n"; err != nil || string(library) != want {
		t.Errorf("exported %q, %v, want %q", library, err, want)
	}
	if code, said := command(t, data, "library", "export"); code != exitDone || said != string(library) {
		t.Errorf("export without a file: %d %s", code, said)
	}
	var printed bytes.Buffer
	a := testApp(t, nil, &printed, &printed)
	a.open = openEngine
	if code := a.run(ctx, []string{"similar", "--library", out, "--only-library", "flying beavers in the canal"}); code != exitDone || !strings.Contains(printed.String(), "id: suggested/beaver-patrol-1") {
		t.Errorf("similar --library: %d %s", code, printed.String())
	}

	env["PRECEDENT_LIBRARY"] = out
	log, stop = startServe(t, env)
	log.find(t, `socket" connected=true`)
	s.finds("flying beavers in the canal", "suggested/beaver-patrol-1")
	stop(exitDone)
	if !strings.Contains(log.String(), "stands in a file of yours too, which counts") {
		t.Errorf("not told of the case that is there twice:\n%s", log)
	}
	if strings.Contains(log.String(), "level=ERROR") {
		t.Errorf("errors are logged:\n%s", log)
	}
}

// TestLoaded_WithSuggested: accepted cases come to whatever was read, and what cannot be used is told.
func TestLoaded_WithSuggested(t *testing.T) {
	l, err := loadLibrary(t.Context(), nil, false)
	if err != nil {
		t.Fatal(err)
	}
	for name, tc := range map[string]struct {
		library              string
		more, refused, notes int
	}{
		"nothing":   {"", 0, 0, 0},
		"one":       {ownCase("suggested/a-1", "beavers"), 1, 0, 0},
		"known":     {ownCase("govtech-poland-programme", "beavers"), 0, 0, 1},
		"the same":  {ownCase("suggested/a-1", "beavers") + ownCase("suggested/a-1", "otters"), 1, 1, 0},
		"no record": {"{\n" + ownCase("suggested/a-1", "beavers"), 1, 1, 0},
	} {
		with, err := l.withSuggested(tc.library)
		if err != nil {
			t.Fatal(err)
		}
		if got := with.own(); got != tc.more || len(with.refused) != tc.refused || len(with.notes) != tc.notes {
			t.Errorf("%s: %d cases more, refused %v, notes %v", name, got, with.refused, with.notes)
		}
	}
	if l.own() != 0 {
		t.Error("the library itself is changed")
	}
}

// TestAccepted_Differ: what was forgotten beside the bot is noticed.
func TestAccepted_Differ(t *testing.T) {
	s, err := store.Open(t.Context(), t.TempDir(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	a := &accepted{store: s}
	l, err := loadLibrary(t.Context(), nil, false)
	if err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct {
		do   func() error
		want bool
	}{
		{func() error { return nil }, false}, // nothing is served yet
		{func() error { _, err := a.withAccepted(t.Context(), l); return err }, false},
		{func() error {
			one, err := s.AddSuggestion(t.Context(), "C1", "U1", "{}", "")
			if err == nil {
				_, err = s.AcceptSuggestion(t.Context(), one.ID, 0, "U2", "suggested/a-1", strings.TrimSpace(ownCase("suggested/a-1", "beavers")))
			}
			return err
		}, true},
		{func() error { _, err := a.withAccepted(t.Context(), l); return err }, false},
		{func() error { _, err := s.ForgetPerson(t.Context(), "U1"); return err }, false},
		{func() error { _, err := s.ForgetAll(t.Context()); return err }, true},
	} {
		if err := step.do(); err != nil {
			t.Fatal(err)
		}
		if got, err := a.differ(t.Context()); err != nil || got != step.want {
			t.Errorf("got %t, %v, want %t", got, err, step.want)
		}
	}
}
