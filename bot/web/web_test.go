package web_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"precedent/bot/delivery"
	"precedent/bot/web"
)

// recorder is a bot that keeps what it is given.
type recorder struct {
	mu      sync.Mutex
	got     []delivery.Delivery
	started int
	ack     any
	err     error
}

func (r *recorder) Accept(d delivery.Delivery) (any, func(), error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.got = append(r.got, d)
	return r.ack, func() {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.started++
	}, r.err
}

const secret = "not-a-real-secret"

// request is a POST signed as Slack signs.
func request(t *testing.T, kind, body string, change func(*http.Request)) *http.Request {
	t.Helper()
	req := httptest.NewRequest(http.MethodPost, "/slack/events", strings.NewReader(body))
	req.Header.Set("Content-Type", kind)
	sign(req, body, time.Now())
	if change != nil {
		change(req)
	}
	return req
}

func sign(req *http.Request, body string, at time.Time) {
	stamp := strconv.FormatInt(at.Unix(), 10)
	mac := hmac.New(sha256.New, []byte(secret))
	fmt.Fprintf(mac, "v0:%s:%s", stamp, body)
	req.Header.Set("X-Slack-Request-Timestamp", stamp)
	req.Header.Set("X-Slack-Signature", "v0="+hex.EncodeToString(mac.Sum(nil)))
}

const (
	form  = "application/x-www-form-urlencoded"
	jsonT = "application/json"
)

func TestEvents(t *testing.T) {
	command := url.Values{"command": {"/similar"}, "text": {"tenders"}, "user_id": {"U1"}, "channel_id": {"C1"}, "trigger_id": {"t1"}, "response_url": {"https://hooks.slack.com/x"}}.Encode()
	event := `{"type":"event_callback","event_id":"E1","event":{"type":"app_mention","user":"U1","channel":"C1","ts":"1.1","text":"tenders"}}`
	press := url.Values{"payload": {`{"type":"block_actions","trigger_id":"t2","user":{"id":"U1"},"actions":[{"type":"button","action_id":"more"}]}`}}.Encode()
	for name, tc := range map[string]struct {
		kind, body string
		change     func(*http.Request)
		status     int
		answer     string
		taken      func(delivery.Delivery) bool
	}{
		"command":     {kind: form, body: command, status: 200, taken: func(d delivery.Delivery) bool { return d.Command != nil && d.Command.Text == "tenders" }},
		"event":       {kind: jsonT, body: event, status: 200, taken: func(d delivery.Delivery) bool { return d.Event != nil }},
		"interaction": {kind: form, body: press, status: 200, taken: func(d delivery.Delivery) bool { return d.Interaction != nil && d.Interaction.TriggerID == "t2" }},
		"event with a charset": {kind: jsonT + "; charset=utf-8", body: event, status: 200,
			taken: func(d delivery.Delivery) bool { return d.Event != nil }},
		"url verification": {kind: jsonT, body: `{"type":"url_verification","challenge":"say this"}`, status: 200, answer: "say this"},
		"not signed":       {kind: form, body: command, status: 401, change: func(r *http.Request) { r.Header.Del("X-Slack-Signature") }},
		"signed by another": {kind: form, body: command, status: 401,
			change: func(r *http.Request) { r.Header.Set("X-Slack-Signature", "v0="+strings.Repeat("0", 64)) }},
		"old":       {kind: form, body: command, status: 401, change: func(r *http.Request) { sign(r, command, time.Now().Add(-6*time.Minute)) }},
		"too large": {kind: form, body: "text=" + strings.Repeat("x", 2<<20), status: 413},
		"get":       {kind: form, body: command, status: 405, change: func(r *http.Request) { r.Method = http.MethodGet }},
		// The signature does not cover the address.
		"payload in the address": {kind: form, body: "", status: 200, change: func(r *http.Request) { r.URL.RawQuery = press }},
		"broken event":           {kind: jsonT, body: `{"type":`, status: 200},
		"event out of shape":     {kind: jsonT, body: `{"type":"event_callback","event":"brand new"}`, status: 200},
		"event with a field out of shape": {kind: jsonT, body: `{"type":"event_callback","event":{"type":"app_mention","attachments":7,"channel":["C1"],"user":"U1"}}`, status: 200,
			taken: func(d delivery.Delivery) bool { return d.Event != nil && d.Event.User == "U1" && d.Event.Channel == "" }},
		"no kind":        {kind: "", body: command, status: 200},
		"broken payload": {kind: form, body: "payload=%7B", status: 200},
		"neither":        {kind: form, body: "a=b", status: 200},
	} {
		t.Run(name, func(t *testing.T) {
			r := &recorder{}
			w := httptest.NewRecorder()
			web.Events(slog.New(slog.DiscardHandler), secret, r).ServeHTTP(w, request(t, tc.kind, tc.body, tc.change))
			if w.Code != tc.status || tc.answer != "" && w.Body.String() != tc.answer {
				t.Errorf("answered %d %q, want %d %q", w.Code, w.Body, tc.status, tc.answer)
			}
			switch {
			case tc.taken == nil && len(r.got) > 0:
				t.Errorf("handed over %+v", r.got)
			case tc.taken != nil && (len(r.got) != 1 || r.started != 1 || !tc.taken(r.got[0])):
				t.Errorf("handed over %+v, started %d", r.got, r.started)
			}
		})
	}
}

func TestEvents_Acknowledgement(t *testing.T) {
	command := "command=%2Fsimilar&text=x&trigger_id=t"
	for name, tc := range map[string]struct {
		bot    *recorder
		status int
		body   string
	}{
		"empty":     {&recorder{}, 200, ""},
		"with text": {&recorder{ack: map[string]string{"text": "busy"}}, 200, `{"text":"busy"}`},
		"too busy":  {&recorder{err: delivery.ErrBusy}, 503, "busy"},
	} {
		t.Run(name, func(t *testing.T) {
			w := httptest.NewRecorder()
			web.Events(slog.New(slog.DiscardHandler), secret, tc.bot).ServeHTTP(w, request(t, form, command, nil))
			if w.Code != tc.status || strings.TrimSpace(w.Body.String()) != tc.body {
				t.Errorf("%d %q", w.Code, w.Body)
			}
			if !w.Flushed && tc.status == 200 {
				t.Error("the acknowledgement was not seen off before the work")
			}
		})
	}
}

func TestHealth(t *testing.T) {
	missing := "Slack is not reached"
	ready := web.Ready(func() string { return missing })
	for _, want := range []struct {
		h      http.Handler
		status int
		body   string
	}{{web.Health(), 200, "alive"}, {ready, 503, "Slack is not reached"}} {
		w := httptest.NewRecorder()
		want.h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/", nil))
		if body, _ := io.ReadAll(w.Body); w.Code != want.status || !strings.Contains(string(body), want.body) {
			t.Errorf("%d %q, want %d %q", w.Code, body, want.status, want.body)
		}
	}
	missing = ""
	w := httptest.NewRecorder()
	ready.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/", nil))
	if w.Code != 200 {
		t.Errorf("ready, but %d", w.Code)
	}
}

func FuzzEvents(f *testing.F) {
	f.Add(jsonT, `{"type":"event_callback","event":{"type":"message"}}`)
	f.Add(form, "payload=%7B%7D")
	h := web.Events(slog.New(slog.DiscardHandler), secret, &recorder{})
	f.Fuzz(func(t *testing.T, kind, body string) {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, request(t, kind, body, nil))
		if w.Code != 200 && w.Code != 413 {
			t.Errorf("a signed request is answered with %d", w.Code)
		}
	})
}
