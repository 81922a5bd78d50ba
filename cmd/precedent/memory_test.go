package main

import (
	"bytes"
	"database/sql"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"precedent/bot/slackfake"
	"precedent/bot/store"
)

// kept makes a folder in which two people left something.
func kept(t *testing.T) string {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "data")
	s, err := store.Open(t.Context(), folder, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, f := range []store.Feedback{
		{By: "U1", Channel: "C1", Problem: "Small firms  cannot win tenders", Cases: []string{"a-case", "b-case"}, Helpful: true},
		{By: "U2", Channel: "C1", Problem: "small firms cannot win tenders", Cases: []string{"a-case", "b-case"}, Case: "b-case", Reason: "too old"},
		{By: "U2", Channel: "C2", Problem: "night buses <!channel>", Cases: []string{"c-case"}},
	} {
		if _, err := s.AddFeedback(t.Context(), f); err != nil {
			t.Fatal(err)
		}
	}
	for _, entry := range []store.Saved{{List: "C1", Case: "a-case", Title: "A", By: "U1"}, {List: "U2", Case: "b-case", Title: "B", By: "U2"}} {
		if _, err := s.Save(t.Context(), entry); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

// command runs a command with what is kept in a folder.
func command(t *testing.T, data string, args ...string) (code int, said string) {
	t.Helper()
	var out bytes.Buffer
	a := testApp(t, map[string]string{"PRECEDENT_DATA": data}, &out, &out)
	code = a.run(t.Context(), args)
	return code, out.String()
}

// execute changes a database as another program would.
func execute(t *testing.T, file string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite", file)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, statement := range statements {
		if _, err := db.Exec(statement); err != nil {
			t.Fatal(statement, err)
		}
	}
}

// TestMemory_Unsound: no command works with a file that it cannot know, each says what it
// is and what to do, and check finds it beforehand.
func TestMemory_Unsound(t *testing.T) {
	for name, tc := range map[string]struct {
		make func(t *testing.T, file string)
		want string
		next string
	}{
		"a newer version": {func(t *testing.T, file string) {
			execute(t, file, "INSERT INTO goose_db_version (version_id, is_applied) VALUES (99, 1)")
		}, "written by a newer version of Precedent: its tables have version 99", "run the newer version of Precedent"},
		"a table is missing": {func(t *testing.T, file string) { execute(t, file, "DROP TABLE people") },
			"lacks a part of what Precedent keeps: the table people", "bring back the last backup: precedent restore FILE"},
		"another program's": {func(t *testing.T, file string) {
			if err := os.Remove(file); err != nil {
				t.Fatal(err)
			}
			execute(t, file, "CREATE TABLE bookmarks (url TEXT)")
		}, "is no database of Precedent", "set PRECEDENT_DATA to another folder"},
		"no database": {func(t *testing.T, file string) {
			if err := os.WriteFile(file, bytes.Repeat([]byte("a list of things to buy\n"), 100), 0o600); err != nil {
				t.Fatal(err)
			}
		}, "is no database of Precedent", "set PRECEDENT_DATA to another folder"},
		"a damaged page": {func(t *testing.T, file string) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			copy(data[bytes.Index(data, []byte("night buses"))/4096*4096:], bytes.Repeat([]byte{0xA5}, 2048))
			if err := os.WriteFile(file, data, 0o600); err != nil {
				t.Fatal(err)
			}
		}, "is damaged or cut short", "bring back the last backup: precedent restore FILE"},
	} {
		t.Run(name, func(t *testing.T) {
			data := kept(t)
			file := filepath.Join(data, store.FileName)
			tc.make(t, file)
			slack := fakeSlack(t, slackfake.Options{Scopes: scopeNames()})
			for _, args := range [][]string{{"serve"}, {"check"}, {"forget", "--team"}, {"feedback", "export", filepath.Join(t.TempDir(), "x")}, {"backup", filepath.Join(t.TempDir(), "x.db")}} {
				var out bytes.Buffer
				a := testApp(t, map[string]string{"PRECEDENT_DATA": data, "SLACK_BOT_TOKEN": slack.BotToken(), "SLACK_APP_TOKEN": slack.AppToken(), "SLACK_API_URL": slack.APIURL()}, &out, &out)
				if code := a.run(t.Context(), args); code != exitFailed || !strings.Contains(out.String(), tc.want) || !strings.Contains(out.String(), tc.next) {
					t.Errorf("%v: %d, %s", args, code, &out)
				}
			}
			fresh := filepath.Join(t.TempDir(), "fresh")
			code, said := command(t, fresh, "restore", file)
			if code != exitFailed || !strings.Contains(said, tc.want) || !strings.Contains(said, "nothing was changed") {
				t.Errorf("restore: %d, %s", code, said)
			}
			if _, err := os.Stat(fresh); !errors.Is(err, os.ErrNotExist) {
				t.Errorf("a failed restore leaves its folder: %v", err)
			}
		})
	}
}

// TestMemory_StrayLog: where the file was taken away from its log, the log is not thrown
// away.
func TestMemory_StrayLog(t *testing.T) {
	data := t.TempDir()
	log := filepath.Join(data, store.FileName+"-wal")
	if err := os.WriteFile(log, []byte("what was saved last"), 0o600); err != nil {
		t.Fatal(err)
	}
	slack := fakeSlack(t, slackfake.Options{Scopes: scopeNames()})
	for _, command := range []string{"check", "serve"} {
		var out bytes.Buffer
		a := testApp(t, map[string]string{"PRECEDENT_DATA": data, "SLACK_BOT_TOKEN": slack.BotToken(), "SLACK_APP_TOKEN": slack.AppToken(), "SLACK_API_URL": slack.APIURL()}, &out, &out)
		if code := a.run(t.Context(), []string{command}); code != exitFailed || !strings.Contains(out.String(), "not the file that it belongs to") || !strings.Contains(out.String(), "move "+log+" away") {
			t.Errorf("%s: %d, %s", command, code, &out)
		}
	}
	if text, err := os.ReadFile(log); err != nil || string(text) != "what was saved last" {
		t.Errorf("the log has %q, %v", text, err)
	}
}

// TestMemory_NotThere: each command says what to do next.
func TestMemory_NotThere(t *testing.T) {
	for _, args := range [][]string{{"forget", "--team"}, {"backup", "x.db"}, {"feedback", "export", "x"}} {
		if code, said := command(t, "", args...); code != exitFailed || !strings.Contains(said, "PRECEDENT_DATA is set neither in the environment nor in ") {
			t.Errorf("%v: %d, %s", args, code, said)
		}
		if code, said := command(t, t.TempDir(), args...); code != exitFailed || !strings.Contains(said, "nothing has been kept") {
			t.Errorf("%v: %d, %s", args, code, said)
		}
	}
}

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
