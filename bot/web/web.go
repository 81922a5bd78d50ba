// Package web receives deliveries over signed HTTP, for workspaces that reach
// the bot by a Request URL. It checks the signature, decodes, acknowledges and
// hands over; what a delivery means is the bot's. It also answers whether the
// bot is alive and ready.
package web

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/slack-go/slack"
	"golang.org/x/time/rate"

	"precedent/bot/delivery"
)

// Bounds of what is read from outside.
const (
	maxBody     = 1 << 20 // bytes
	maxHeader   = 64 << 10
	readTimeout = 5 * time.Second
	idleTimeout = 2 * time.Minute
)

// Bot takes deliveries on, as *bot.Bot does.
type Bot interface {
	Accept(delivery.Delivery) (ack any, start func(), err error)
}

// Events answers POST /slack/events, where Slack sends events, commands and
// interactions alike. A request without Slack's signature made with secret, or
// one older than five minutes, is refused before anything of it is read.
func Events(lg *slog.Logger, secret string, b Bot) http.Handler {
	return &events{lg: lg, secret: secret, bot: b, refusals: rate.Sometimes{First: 3, Interval: time.Minute}}
}

type events struct {
	lg       *slog.Logger
	secret   string
	bot      Bot
	refusals rate.Sometimes // are logged: who knocks at the address must not fill the log
}

func (h *events) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		http.Error(w, "Slack sends its deliveries here by POST.", http.StatusMethodNotAllowed)
		return
	}
	body, err := h.signedBody(w, r)
	if err != nil {
		h.refusals.Do(func() { h.lg.Warn("web: request refused", "err", err) })
		status := http.StatusUnauthorized
		var tooLarge *http.MaxBytesError
		if errors.As(err, &tooLarge) {
			status = http.StatusRequestEntityTooLarge
		}
		http.Error(w, "not a request signed by Slack", status)
		return
	}
	d, challenge, err := decode(r.Header.Get("Content-Type"), body)
	if err != nil {
		// Signed by Slack, so it is a kind not known here: sending it again would not help.
		h.lg.Info("web: delivery of a kind not known, acknowledged and left", "err", err)
		w.WriteHeader(http.StatusOK)
		return
	}
	if challenge != "" {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		io.WriteString(w, challenge)
		return
	}
	ack, start, err := h.bot.Accept(d)
	if err != nil {
		h.lg.Warn("web: delivery not taken on", "err", err)
		http.Error(w, "busy", http.StatusServiceUnavailable)
		return
	}
	h.acknowledge(w, ack)
	start()
}

// signedBody reads the body and checks that Slack signed it.
func (h *events) signedBody(w http.ResponseWriter, r *http.Request) ([]byte, error) {
	verifier, err := slack.NewSecretsVerifier(r.Header, h.secret)
	if err != nil {
		return nil, fmt.Errorf("check signature: %w", err)
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		return nil, fmt.Errorf("read body: %w", err)
	}
	_, _ = verifier.Write(body) // into a hash, which takes everything
	if err := verifier.Ensure(); err != nil {
		return nil, fmt.Errorf("check signature: %w", err)
	}
	return body, nil
}

// acknowledge answers and sees the whole answer off before any work starts.
func (h *events) acknowledge(w http.ResponseWriter, ack any) {
	var body []byte
	if ack != nil {
		var err error
		if body, err = json.Marshal(ack); err != nil {
			h.lg.Error("web: acknowledged with nothing", "err", err)
		}
		w.Header().Set("Content-Type", "application/json")
	}
	// With its length known an answer is complete as soon as it is flushed.
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(http.StatusOK)
	_, err := w.Write(body)
	if err = errors.Join(err, http.NewResponseController(w).Flush()); err != nil {
		h.lg.Warn("web: not acknowledged", "err", err)
	}
}

// decode reads a signed body. challenge is set instead of a delivery when
// Slack checks the Request URL. Only the body is read, since the signature
// does not cover the address.
func decode(contentType string, body []byte) (d delivery.Delivery, challenge string, err error) {
	kind, _, err := mime.ParseMediaType(contentType)
	if err != nil {
		return d, "", fmt.Errorf("content type %q: %w", contentType, err)
	}
	if kind == "application/json" {
		d.Event, challenge, err = delivery.DecodeEvent(body)
		return d, challenge, err
	}
	form, err := url.ParseQuery(string(body))
	if err != nil {
		return d, "", fmt.Errorf("read form: %w", err)
	}
	d, err = delivery.DecodeForm(form)
	return d, "", err
}

// Health answers GET /healthz: the process is alive.
func Health() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "alive\n") })
}

// Ready answers GET /readyz: 200 when ready says so, otherwise 503 with what
// is missing.
func Ready(ready func() (missing string)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if missing := ready(); missing != "" {
			http.Error(w, "not ready: "+missing, http.StatusServiceUnavailable)
			return
		}
		io.WriteString(w, "ready\n")
	})
}

// Server is an HTTP server with bounds on everything that comes from outside.
func Server(addr string, h http.Handler) *http.Server {
	return &http.Server{
		Addr:              addr,
		Handler:           h,
		ReadTimeout:       readTimeout,
		ReadHeaderTimeout: readTimeout,
		WriteTimeout:      2 * readTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeader,
	}
}
