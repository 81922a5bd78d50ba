package slackfake

import (
	"context"
	"net/http"
	"strconv"
	"sync"
	"time"
)

// ResponseURLs is what faults on response URLs are planned for, in place of the
// name of a Web API method.
const ResponseURLs = "response_url"

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

// Fail lets the next calls go wrong: target is a Web API method, [ResponseURLs] or
// [Uploads], times how many calls. Faults planned for one target happen one after another.
func (s *Server) Fail(target string, f Fault, times int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if times > 0 {
		s.faults[target] = append(s.faults[target], &planned{f, times})
	}
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
func (s *Server) fault(target string) Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	queue := s.faults[target]
	if len(queue) == 0 {
		return Fault{}
	}
	queue[0].left--
	f := queue[0].fault
	if queue[0].left == 0 {
		s.faults[target] = queue[1:]
	}
	return f
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
	s.mu.Lock()
	s.note(Entry{Kind: Held, Name: target})
	s.mu.Unlock()
	select {
	case <-gate:
		return true
	case <-ctx.Done():
	case <-s.done:
	}
	return false
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

// underFault answers a call of an address that is no Web API method, as the fault
// planned for the target has it. do is the call's effect, refused enters in the
// journal that it had none.
func (s *Server) underFault(w http.ResponseWriter, r *http.Request, target string, refused func(code string), do func() (status int, body string)) {
	f := s.fault(target)
	if !s.pause(r.Context(), target, f) {
		panic(http.ErrAbortHandler)
	}
	if f.code != "" {
		refused(f.name)
		http.Error(w, f.code, http.StatusBadRequest)
		return
	}
	if f.breaks() && !f.after {
		refused(f.name)
		f.answer(w)
		return
	}
	status, body := do()
	if f.breaks() {
		f.answer(w)
		return
	}
	w.WriteHeader(status)
	_, _ = w.Write([]byte(body)) // a client that has gone is no concern of ours
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

// FailDelivery plans a fault for one delivery. Several faults concern one delivery
// each, in the order planned.
func (s *Server) FailDelivery(f DeliveryFault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.planned = append(s.planned, f)
}

// deliveryFault takes the next one planned. The caller holds mu.
func (s *Server) deliveryFault() DeliveryFault {
	if len(s.planned) == 0 {
		return ""
	}
	f := s.planned[0]
	s.planned = s.planned[1:]
	return f
}
