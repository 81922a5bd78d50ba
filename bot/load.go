package bot

import (
	"context"
	"fmt"
	"sync"
	"time"

	"precedent/bot/turn"
)

// Bounds of the bot's work.
const (
	maxPending  = 1000             // deliveries taken on and not yet done
	workTimeout = 20 * time.Second // for one delivery, pauses that Slack asks for included
)

// LongestWork bounds the handling of one accepted delivery: the work, undoing what
// the handler had begun, and telling the person.
const LongestWork = workTimeout + 2*turn.AfterTimeout

// load is what the bot has to do: deliveries, and goroutines that notify people. It is safe
// for concurrent use.
type load struct {
	mu        sync.Mutex
	pending   int // deliveries
	notifying int // goroutines
	closed    bool
	done      chan struct{} // closed once the load is closed and there is nothing left
	ended     bool          // done is closed
}

func newLoad() *load { return &load{done: make(chan struct{})} }

// take counts a delivery, unless there are too many already.
func (l *load) take() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed || l.pending == maxPending {
		return false
	}
	l.pending++
	return true
}

// release counts a delivery as done.
func (l *load) release() { l.add(-1, 0) }

// add counts deliveries and notifying goroutines, or with numbers below zero their ends.
func (l *load) add(pending, notifying int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.pending += pending
	l.notifying += notifying
	l.end()
}

// close takes nothing more on.
func (l *load) close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.closed = true
	l.end()
}

// end closes done once there is nothing left. The caller holds mu.
func (l *load) end() {
	if l.closed && !l.ended && l.pending == 0 && l.notifying == 0 {
		l.ended = true
		close(l.done)
	}
}

// wait waits until nothing is left, or until ctx ends, which is an error that says how much
// was left. queued are the people who wait to be notified.
func (l *load) wait(ctx context.Context, queued func() int) error {
	select {
	case <-l.done:
		return nil
	case <-ctx.Done():
		waiting := queued()
		l.mu.Lock()
		defer l.mu.Unlock()
		return fmt.Errorf("close the bot: %d deliveries left undone, %d people not told why: %w", l.pending, waiting+l.notifying, ctx.Err())
	}
}
