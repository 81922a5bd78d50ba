package slackfake

import (
	"context"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"sync"
	"time"
)

// What faults are planned for that is no Web API method.
const (
	ResponseURLs = "response_url"
	Uploads      = "upload_url"
)

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
	Twice      DeliveryFault = "twice"       // the same envelope, or the same signed request, comes a second time
	Anew       DeliveryFault = "anew"        // the same payload comes again in a new envelope: an event keeps its event_id
	DropSocket DeliveryFault = "drop_socket" // Socket Mode closes between the delivery and its acknowledgement, which is lost
)

// Fail lets the next calls go wrong: target is a Web API method, [ResponseURLs] or
// [Uploads], times how many calls. Faults planned for one target happen one after another.
func (s *Server) Fail(target string, f Fault, times int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults[target] = append(s.faults[target], slices.Repeat([]Fault{f}, times)...)
}

// Hold blocks the next calls until release is called; they then succeed. A call that
// has got so far is in the journal as [Held].
func (s *Server) Hold(target string, times int) (release func()) {
	gate := make(chan struct{})
	s.Fail(target, Fault{name: "held", gate: gate}, times)
	return sync.OnceFunc(func() { close(gate) })
}

// Heal forgets every fault planned for the target. Calls held already stay held.
func (s *Server) Heal(target string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.faults, target)
}

// fault takes the next fault planned for the target. The zero Fault is none.
func (s *Server) fault(target string) (f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f, s.faults[target] = takeFirst(s.faults[target])
	return f
}

// takeFirst takes the first of a queue, or the zero value where it is empty.
func takeFirst[T any](queue []T) (first T, left []T) {
	if len(queue) == 0 {
		return first, nil
	}
	return queue[0], queue[1:]
}

// pause waits as long as the fault says. It reports false when the caller has gone
// or the server is closed meanwhile.
func (s *Server) pause(ctx context.Context, target string, f Fault) bool {
	gate := f.gate
	if f.delay > 0 {
		over := make(chan struct{})
		timer := time.AfterFunc(f.delay, func() { close(over) })
		defer timer.Stop()
		gate = over
	}
	if gate == nil {
		return true
	}
	s.noteNow(Entry{Kind: Held, Name: target})
	select {
	case <-gate:
		return true
	case <-ctx.Done():
	case <-s.life.Done():
	}
	return false
}

// underFault answers a call as the fault planned for the name in its entry has it. do has
// the call's effect and writes the answer, say writes an error of Slack's in its place.
func underFault(s *Server, w http.ResponseWriter, r *http.Request, e Entry, say func(code string), do func(http.ResponseWriter)) {
	f := s.fault(e.Name)
	if !s.pause(r.Context(), e.Name, f) {
		panic(http.ErrAbortHandler)
	}
	if f.after {
		do(httptest.NewRecorder()) // nobody gets this answer
	} else if f.code != "" || f.breaks() {
		e.Error = f.name
		s.noteNow(e)
	}
	switch {
	case f.breaks():
		f.answer(w)
	case f.code != "":
		say(f.code)
	default:
		do(w)
	}
}

// underFaultText is underFault for an address that is no Web API method and answers with
// plain text.
func underFaultText(s *Server, w http.ResponseWriter, r *http.Request, e Entry, do func() (status int, body string)) {
	underFault(s, w, r, e,
		func(code string) { http.Error(w, code, http.StatusBadRequest) },
		func(w http.ResponseWriter) {
			status, body := do()
			w.WriteHeader(status)
			_, _ = w.Write([]byte(body)) // a client that has gone is no concern of ours
		})
}

// FailDelivery plans a fault for one delivery. Several faults concern one delivery
// each, in the order planned.
func (s *Server) FailDelivery(f DeliveryFault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.planned = append(s.planned, f)
}
