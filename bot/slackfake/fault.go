package slackfake

import (
	"net/http"
	"strconv"
	"time"
)

// ResponseURLs is what faults on response URLs are planned for, in place of the
// name of a Web API method.
const ResponseURLs = "response_url"

// Uploads is what faults on uploads are planned for, in place of the name of a Web
// API method.
const Uploads = "upload_url"

// Fault is a way in which a call can go wrong.
type Fault struct {
	name  string // what the journal says
	after bool   // the call has its effect all the same
	code  string // Slack's error, with status 200
	// status and header of an answer that is no answer of Slack's.
	status int
	header http.Header
	page   string
	drop   bool // no answer: the connection is closed
	gate   <-chan struct{}
	delay  time.Duration
}

// The faults that need no figures. Those with After in their name happen once the
// call has had its effect, which is how messages come to be posted twice.
var (
	ServerError         = Fault{name: "http_500", status: http.StatusInternalServerError}
	ServerErrorAfter    = Fault{name: "http_500", status: http.StatusInternalServerError, after: true}
	DropConnection      = Fault{name: "dropped", drop: true}
	DropConnectionAfter = Fault{name: "dropped", drop: true, after: true}
)

// RateLimited answers 429 with Retry-After, in whole seconds.
func RateLimited(retryAfter time.Duration) Fault {
	return RateLimitedSaying(strconv.Itoa(int(retryAfter / time.Second)))
}

// RateLimitedSaying answers 429 with any text as Retry-After, without the header where
// the text is empty.
func RateLimitedSaying(retryAfter string) Fault {
	f := Fault{name: "ratelimited", status: http.StatusTooManyRequests, header: http.Header{}}
	if retryAfter != "" {
		f.header.Set("Retry-After", retryAfter)
	}
	return f
}

// Page answers with a web page, as a proxy does that stands between: the call does not
// reach Slack.
func Page(status int) Fault {
	return Fault{
		name: "page", status: status, header: http.Header{"Content-Type": {"text/html; charset=utf-8"}},
		page: "<!DOCTYPE html>\n<html><body>Sign in to use this network.</body></html>\n",
	}
}

// SlackError answers with an error of Slack's, such as "fatal_error", and does nothing.
func SlackError(code string) Fault { return Fault{name: code, code: code} }

// Slow delays a call, which then succeeds. Tests rather use [Server.Hold].
func Slow(delay time.Duration) Fault { return Fault{name: "slow", delay: delay} }

type planned struct {
	fault Fault
	left  int
}

// breaks reports whether the fault takes the place of the answer.
func (f Fault) breaks() bool { return f.drop || f.status != 0 }

// answer breaks the answer as the fault says.
func (f Fault) answer(w http.ResponseWriter) {
	if f.drop {
		panic(http.ErrAbortHandler) // the way to close a connection without an answer
	}
	for name, values := range f.header {
		w.Header()[name] = values
	}
	w.WriteHeader(f.status)
	_, _ = w.Write([]byte(f.page)) // a client that has gone is no concern of ours
}

// DeliveryFault is a way in which a delivery can go wrong.
type DeliveryFault string

// The ways. The bot must do its work once, whichever happens.
const (
	// Twice delivers the same envelope, or the same signed request, a second time.
	Twice DeliveryFault = "twice"
	// Anew delivers the same payload again in a new envelope: an event keeps its
	// event_id.
	Anew DeliveryFault = "anew"
	// DropSocket closes the connection after the delivery and before the
	// acknowledgement, which is lost. It concerns Socket Mode only.
	DropSocket DeliveryFault = "drop_socket"
)
