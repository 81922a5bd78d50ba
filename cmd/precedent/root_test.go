package main

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"

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
