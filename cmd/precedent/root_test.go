package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"strings"
	"testing"

	"precedent/bot/store"
	"precedent/recommend/rank"
)

// fullDisk is an output that takes nothing.
type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestRun_OutputCannotBeWritten(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{"similar", "tenders"}, {"similar", "--json", "tenders"}, {"eval"}, {"manifest"}, {"check"}, {"--version"}} {
		var errOut bytes.Buffer
		a := testApp(t, nil, fullDisk{}, &errOut)
		if code := a.run(t.Context(), args); code != exitFailed || !strings.Contains(errOut.String(), "disk full") {
			t.Errorf("%q: exit status %d, said %q", args, code, &errOut)
		}
	}
}

func TestRun_StartCanBeStopped(t *testing.T) {
	t.Parallel()
	for command, want := range map[string]int{"similar tenders": exitFailed, "eval": exitFailed, "serve": exitDone} {
		ctx, cancel := context.WithCancel(t.Context())
		var out, errOut bytes.Buffer
		a := testApp(t, working, &out, &errOut)
		forever := make(chan struct{})
		defer close(forever)
		a.open = func(*slog.Logger, loaded) (*rank.Engine, func() error, error) {
			cancel()
			<-forever
			return nil, nil, errors.New("never reached")
		}
		if code := a.run(ctx, strings.Fields(command)); code != want || want != exitDone && errOut.String() != "precedent: stopped\n" {
			t.Errorf("%s: exit status %d, said %q", command, code, &errOut)
		}
	}
}

func TestRun_ControlCharactersAreNotPrinted(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{
		{"similar", "small firms \x1b]0;owned\x07 cannot win tenders\u009b31m"},
		{"similar", "--json", "small firms \x1b]0;owned\x07 cannot win tenders\u009b31m"},
		{"similar", "--country", "\x1b[31m"}, {"similar", "--library", "\x1b[31m\u009b", "x"}, {"\x1b[31m"}, {"similar", "--\x1b[31m"}, {"help", "\x1b[31m"},
	} {
		var out, errOut bytes.Buffer
		testApp(t, nil, &out, &errOut).run(t.Context(), args)
		if said := out.String() + errOut.String(); strings.ContainsAny(said, "\x1b\x07\u009b") {
			t.Errorf("%q: said %q", args, said)
		}
	}
}

// TestHelp_NamesWhatCommandsDo holds the texts of help, which are not made by the commands,
// against the names and sentences that these use.
func TestHelp_NamesWhatCommandsDo(t *testing.T) {
	for file, names := range map[string][]string{
		"forget":          {userID.where, userID.example, channelID.where, channelID.example},
		"restore":         {store.FileName},
		"feedback-export": {feedbackQueries, feedbackQrels},
	} {
		text, err := helpTexts.ReadFile("help/" + file + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			if !strings.Contains(string(text), name) {
				t.Errorf("help/%s.txt does not have %q:\n%s", file, name, text)
			}
		}
	}
}

// TestHelp_EachFileIsShown finds texts of commands that are no more.
func TestHelp_EachFileIsShown(t *testing.T) {
	files, err := helpTexts.ReadDir("help")
	if err != nil {
		t.Fatal(err)
	}
	root := rootCommand(testApp(t, nil, io.Discard, io.Discard))
	for _, file := range files {
		name := strings.TrimSuffix(file.Name(), ".txt")
		cmd, rest, err := root.Find(strings.Split(name, "-"))
		if err != nil || len(rest) > 0 || cmd.Short == "" || cmd.Long == "" || cmd.Example == "" {
			t.Errorf("help/%s: found %q and then %q (%v), short %q, long %q, examples %q",
				file.Name(), cmd.CommandPath(), rest, err, cmd.Short, cmd.Long, cmd.Example)
		}
	}
}
