package slackfake

import (
	"context"
	"net/http"
	"sync"
	"time"
)

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

// underFault answers a call of an address that is no Web API method, as the fault
// planned for the target has it. do is the call's effect, refused enters in the
// journal that it had none.
func underFault(s *Server, w http.ResponseWriter, r *http.Request, target string, refused func(code string), do func() (status int, body string)) {
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
