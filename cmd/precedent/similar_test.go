package main

import (
	"bytes"
	"context"
	"io"
	"strings"
	"testing"
)

func TestSimilar_WaitingForInputCanBeStopped(t *testing.T) {
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

func TestSimilar_InputIsReadToABound(t *testing.T) {
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

func TestSimilar_LongProblemInJSON(t *testing.T) {
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
	if want := `"query": "` + string([]rune(problem)[:3000]) + `"`; !strings.Contains(out.String(), want) {
		t.Errorf("got %s\nwant in it %s", &out, want)
	}
}

// endless is an input that never ends, and never has anything either.
type endless struct{ closed <-chan struct{} }

func (e endless) Read([]byte) (int, error) {
	<-e.closed
	return 0, io.EOF
}

// repeated is an input without end.
type repeated string

func (r repeated) Read(p []byte) (int, error) {
	return copy(p, strings.Repeat(string(r), len(p)/len(r)+1)), nil
}
