package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"runtime/debug"
	"strings"
	"testing"

	"precedent/recommend"
)

// fullDisk is an output that takes nothing.
type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestOutputThatCannotBeWrittenIsAnError(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{"similar", "tenders"}, {"similar", "--json", "tenders"}, {"eval"}, {"manifest"}, {"check"}, {"--version"}} {
		var errOut bytes.Buffer
		a := testApp(t, nil, fullDisk{}, &errOut)
		if code := a.run(t.Context(), args); code != exitFailed || !strings.Contains(errOut.String(), "disk full") {
			t.Errorf("%q: exit status %d, said %q", args, code, &errOut)
		}
	}
}

// endless is an input that never ends, and never has anything either.
type endless struct{ closed <-chan struct{} }

func (e endless) Read([]byte) (int, error) {
	<-e.closed
	return 0, io.EOF
}

func TestWaitingForInputCanBeStopped(t *testing.T) {
	t.Parallel()
	closed := make(chan struct{})
	defer close(closed)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var out, errOut bytes.Buffer
	a := testApp(t, nil, &out, &errOut)
	a.stdin = endless{closed}
	if code := a.run(ctx, []string{"similar"}); code != exitFailed || errOut.String() != "precedent: stopped\n" {
		t.Errorf("exit status %d, said %q", code, &errOut)
	}
}

func TestStartCanBeStopped(t *testing.T) {
	t.Parallel()
	for command, want := range map[string]int{"similar tenders": exitFailed, "eval": exitFailed, "serve": exitDone} {
		ctx, cancel := context.WithCancel(t.Context())
		var out, errOut bytes.Buffer
		a := testApp(t, working, &out, &errOut)
		forever := make(chan struct{})
		defer close(forever)
		a.open = func(*slog.Logger, loaded) (*recommend.Engine, func() error, error) {
			cancel()
			<-forever
			return nil, nil, errors.New("never reached")
		}
		if code := a.run(ctx, strings.Fields(command)); code != want || want != exitDone && errOut.String() != "precedent: stopped\n" {
			t.Errorf("%s: exit status %d, said %q", command, code, &errOut)
		}
	}
}

// repeated is an input without end.
type repeated string

func (r repeated) Read(p []byte) (int, error) {
	return copy(p, strings.Repeat(string(r), len(p)/len(r)+1)), nil
}

func TestInputIsReadToABound(t *testing.T) {
	t.Parallel()
	var out, errOut bytes.Buffer
	a := testApp(t, nil, &out, &errOut)
	a.stdin = repeated("tenders for small firms. ")
	if code := a.run(t.Context(), []string{"similar", "--limit", "1"}); code != exitDone {
		t.Fatalf("exit status %d, said %q", code, &errOut)
	}
	if want := "Only the first 3,000 characters of the problem were read."; !strings.Contains(out.String(), want) {
		t.Errorf("no %q in:\n%s", want, &out)
	}
}

func TestLongProblemInJSON(t *testing.T) {
	t.Parallel()
	var out, errOut bytes.Buffer
	a := testApp(t, nil, &out, &errOut)
	problem := strings.Repeat("é tenders ", 400)
	if code := a.run(t.Context(), []string{"similar", "--json", "--limit", "1", problem}); code != exitDone {
		t.Fatalf("exit status %d, said %q", code, &errOut)
	}
	if want := "precedent: Only the first 3,000 characters of the problem were read.\n"; errOut.String() != want {
		t.Errorf("said %q, want %q", &errOut, want)
	}
	if want := `"query": "` + firstCharacters(problem, 3000) + `"`; !strings.Contains(out.String(), want) {
		t.Errorf("the query is not what was read")
	}
}

func TestControlCharactersTypedAreNotPrinted(t *testing.T) {
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

func TestBuildVersion(t *testing.T) {
	t.Parallel()
	full := "0123456789abcdef0123"
	revision := debug.BuildSetting{Key: "vcs.revision", Value: full}
	unchanged, changed := debug.BuildSetting{Key: "vcs.modified", Value: "false"}, debug.BuildSetting{Key: "vcs.modified", Value: "true"}
	for _, c := range []struct {
		info              *debug.BuildInfo
		version, revision string // said by who builds
		want              string
	}{
		{nil, "", "", "development version (revision unknown)"},
		{&debug.BuildInfo{Main: debug.Module{Version: "(devel)"}}, "", "", "development version (revision unknown)"},
		{&debug.BuildInfo{Main: debug.Module{Version: "v1.2.3"}, Settings: []debug.BuildSetting{revision, unchanged}}, "", "", "v1.2.3 (revision 0123456789ab)"},
		{&debug.BuildInfo{Main: debug.Module{Version: "v1.2.3+dirty"}, Settings: []debug.BuildSetting{revision, changed}}, "", "", "v1.2.3 (revision 0123456789ab+changes)"},
		{&debug.BuildInfo{Settings: []debug.BuildSetting{revision, changed}}, "", "", "development version (revision 0123456789ab+changes)"},
		{&debug.BuildInfo{Main: debug.Module{Version: "v0.0.0-20261130040000-0123456789ab"}, Settings: []debug.BuildSetting{revision}}, "", "", "development version (revision 0123456789ab)"},
		{&debug.BuildInfo{Settings: []debug.BuildSetting{changed}}, "", "", "development version (revision unknown)"},
		{&debug.BuildInfo{Main: debug.Module{Version: "(devel)"}}, "v1.2.3", full, "v1.2.3 (revision 0123456789ab)"},
		{nil, "", full + "+changes", "development version (revision 0123456789ab+changes)"},
		{nil, "", "unknown", "development version (revision unknown)"},
		{&debug.BuildInfo{Settings: []debug.BuildSetting{revision}}, "", "fedcba98", "development version (revision fedcba98)"},
	} {
		if got := buildVersion(c.info, c.version, c.revision); got != c.want {
			t.Errorf("buildVersion(%+v, %q, %q) = %q, want %q", c.info, c.version, c.revision, got, c.want)
		}
	}
}
