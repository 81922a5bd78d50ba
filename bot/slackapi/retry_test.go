package slackapi

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"
	"golang.org/x/sync/semaphore"
)

func TestRetryAfter(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC)
	for header, want := range map[string]time.Duration{
		"":                               unsaidPause,
		"7":                              7 * time.Second,
		" 7 ":                            7 * time.Second,
		"0":                              0,
		"1.5":                            1500 * time.Millisecond,
		"1e1":                            10 * time.Second,
		"-1":                             unsaidPause,
		"soon":                           unsaidPause,
		"1,5":                            unsaidPause,
		"NaN":                            unsaidPause,
		"Inf":                            unsaidPause,
		"-Inf":                           unsaidPause,
		"3600":                           time.Hour,
		"3601":                           unsaidPause,
		"99999999999999999999999999999":  unsaidPause,
		"Sun, 29 Nov 2026 12:00:09 GMT":  9 * time.Second,
		"Sunday, 29-Nov-26 12:00:09 GMT": 9 * time.Second,
		"Sun, 29 Nov 2026 11:59:00 GMT":  0,
		"Sun, 29 Nov 2126 12:00:00 GMT":  unsaidPause,
		"Sun, 29 Nov 2026":               unsaidPause,
	} {
		if got := retryAfter(header, now); got != want {
			t.Errorf("Retry-After %q: %s, want %s", header, got, want)
		}
	}
}

func FuzzRetryAfter(f *testing.F) {
	for _, header := range []string{"", "7", "1.5", "-1", "NaN", "1e300", "Sun, 29 Nov 2026 12:00:09 GMT"} {
		f.Add(header)
	}
	f.Fuzz(func(t *testing.T, header string) {
		if got := retryAfter(header, time.Unix(1_790_000_000, 0)); got < 0 || got > absurdPause {
			t.Errorf("Retry-After %q: %s", header, got)
		}
	})
}

// TestRetry lets a call fail in turn, and holds how often it is made and how long is
// waited between.
func TestRetry(t *testing.T) {
	t.Parallel()
	limited := func(d time.Duration) error { return &slack.RateLimitedError{RetryAfter: d} }
	code := func(s string) error { return slack.SlackErrorResponse{Err: s} }
	for name, tc := range map[string]struct {
		fails  []error
		calls  int
		waited []time.Duration
		want   error // nil for success
	}{
		"at once":             {nil, 1, nil, nil},
		"limited once":        {[]error{limited(3 * time.Second)}, 2, []time.Duration{3 * time.Second}, nil},
		"limited without end": {[]error{limited(0), limited(0), limited(0), limited(0), limited(0)}, 4, []time.Duration{1e9, 2e9, 4e9}, limited(0)},
		"limited by code":     {[]error{code("ratelimited"), code("rate_limited")}, 3, []time.Duration{1e9, 2e9}, nil},
		"limited for long":    {[]error{limited(16 * time.Second)}, 1, nil, limited(0)},
		"refused":             {[]error{code("not_in_channel")}, 1, nil, code("not_in_channel")},
		"failed":              {[]error{slack.StatusCodeError{Code: 500}}, 1, nil, ErrUnsure},
		"broken":              {[]error{io.ErrUnexpectedEOF}, 1, nil, ErrUnsure},
	} {
		var calls int
		var waited []time.Duration
		err := Retry(t.Context(), func(_ context.Context, d time.Duration) error {
			waited = append(waited, d)
			return nil
		}, func(context.Context) error {
			calls++
			if calls <= len(tc.fails) {
				return tc.fails[calls-1]
			}
			return nil
		})
		if calls != tc.calls || !slices.Equal(waited, tc.waited) {
			t.Errorf("%s: called %d times, waited %v; want %d and %v", name, calls, waited, tc.calls, tc.waited)
		}
		if tc.want == nil && err != nil || Code(err) != Code(tc.want) || of(err) != of(tc.want) || errors.Is(err, ErrUnsure) != (tc.want == ErrUnsure) {
			t.Errorf("%s: %v, want %v", name, err, tc.want)
		}
	}
}

// TestRetry_WaitsNoLongerThanItHas: a pause that outlasts the time for the work is not
// begun, and nothing is ambiguous about a call that was never made.
func TestRetry_WaitsNoLongerThanItHas(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	err := Retry(ctx, func(_ context.Context, d time.Duration) error {
		t.Errorf("waited %s, want no wait that outlasts the context", d)
		return nil
	}, func(context.Context) error { return &slack.RateLimitedError{RetryAfter: 5 * time.Second} })
	if !Means(err, RateLimited) || ambiguous(err) {
		t.Errorf("too long a pause: %v, ambiguous %t; want a refusal for the rate, false", err, ambiguous(err))
	}
	err = Retry(t.Context(), func(context.Context, time.Duration) error { return context.Canceled }, func(context.Context) error { return &slack.RateLimitedError{} })
	if !errors.Is(err, context.Canceled) || ambiguous(err) {
		t.Errorf("a pause that was ended: %v, ambiguous %t; want %v, false", err, ambiguous(err), context.Canceled)
	}
	full := semaphore.NewWeighted(0)
	over, end := context.WithCancel(t.Context())
	end()
	if _, err := waitTurn(over, full); !errors.Is(err, context.Canceled) || ambiguous(err) {
		t.Errorf("no slot: %v, ambiguous %t; want %v, false", err, ambiguous(err), context.Canceled)
	}
}

func TestRetryReading(t *testing.T) {
	t.Parallel()
	lasting := func(err error) bool { return Means(err, Permanent) }
	pause := func(context.Context, time.Duration) error { return nil }
	for name, tc := range map[string]struct {
		err   error // of the first fails calls
		fails int
		calls int
	}{
		"at once":       {nil, 0, 1},
		"after trouble": {io.EOF, 2, 3},
		"trouble stays": {io.EOF, 9, 3},
		"never":         {slack.SlackErrorResponse{Err: "missing_scope"}, 9, 1},
	} {
		calls := 0
		err := RetryReading(t.Context(), pause, lasting, func(context.Context) error {
			if calls++; calls <= tc.fails {
				return tc.err
			}
			return nil
		})
		if calls != tc.calls || (err == nil) != (tc.fails < tc.calls) {
			t.Errorf("%s: called %d times, want %d; %v", name, calls, tc.calls, err)
		}
	}
}

func TestAmbiguous(t *testing.T) {
	t.Parallel()
	for _, err := range []error{
		io.EOF, context.DeadlineExceeded, slack.StatusCodeError{Code: 503}, slack.SlackErrorResponse{Err: "fatal_error"}, errNotSlack,
		fmt.Errorf("chat.postMessage: %w", slack.SlackErrorResponse{Err: "internal_error"}),
	} {
		if !ambiguous(err) {
			t.Errorf("%v is not taken for ambiguous", err)
		}
	}
	for _, err := range []error{nil, slack.StatusCodeError{Code: 404}, slack.SlackErrorResponse{Err: "not_in_channel"}, &slack.RateLimitedError{}, ErrNotCalled} {
		if ambiguous(err) {
			t.Errorf("%v is taken for ambiguous", err)
		}
	}
}

func TestRetry_NamesNoAddress(t *testing.T) {
	t.Parallel()
	const secret = "https://hooks.slack.com/response/secret"
	err := Retry(t.Context(), nil, func(context.Context) error { return &url.Error{Op: "Post", URL: secret, Err: io.EOF} })
	if err == nil || strings.Contains(err.Error(), "secret") || !errors.Is(err, io.EOF) {
		t.Errorf("got %v, want %v without the address", err, io.EOF)
	}
}

// TestPost_Judges what a response address or a method answers with.
func TestPost_Judges(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		status    int
		body      string
		want      string // in the error, "" for none
		ambiguous bool
	}{
		"ok":                     {200, "ok", "", false},
		"JSON":                   {200, `{"ok":true}`, "", false},
		"nothing":                {200, "", "", false},
		"an upload":              {200, "OK - 12", "", false},
		"a refusal":              {200, `{"ok":false,"error":"not_in_channel"}`, "not_in_channel", false},
		"a page with status 200": {200, "<html>Sign in</html>", "not Slack's", true},
		"other JSON":             {200, `{"status":"fine"}`, "not Slack's", true},
		"an address used up":     {404, "expired_url", "expired_url", false},
		"the same in JSON":       {404, `{"ok":false,"error":"used_url"}`, "used_url", false},
		"a page with status 403": {403, "<html>Forbidden</html>", "403", false},
		"a page with status 502": {502, "<html>Bad gateway</html>", "502", true},
	} {
		srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Header.Get("Content-Type") != JSON || r.Header.Get("Authorization") != "Bearer token" {
				t.Errorf("headers %v", r.Header)
			}
			w.WriteHeader(tc.status)
			io.WriteString(w, tc.body)
		}))
		err := Post(t.Context(), srv.Client(), srv.URL, "token", JSON, []byte("{}"))
		srv.Close()
		if (err == nil) != (tc.want == "") || err != nil && !strings.Contains(err.Error(), tc.want) || ambiguous(err) != tc.ambiguous {
			t.Errorf("%s: %v, ambiguous %t; want %q, %t", name, err, ambiguous(err), tc.want, tc.ambiguous)
		}
	}
}
