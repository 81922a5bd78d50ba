package bot

import (
	"context"
	"errors"
	"sync"
	"time"

	"precedent/bot/slackapi"
	"precedent/bot/turn"
	"precedent/bot/view"
)

// How people are told what cannot be said at once.
const (
	maxNotifying  = 16          // people told at a time
	maxQueued     = 10_000      // people waiting for it
	notifyTries   = 3           // to tell one of them
	longestNotify = time.Minute // that Slack can make somebody wait for it; its limits are by the minute
)

// notice is somebody who waits to be told something.
type notice struct {
	to    turn.Target
	what  turn.Message
	due   time.Time // not before then
	tries int       // so far
}

// noticeKey is what somebody waits for where. They are told it once, however often it
// came to be said meanwhile.
type noticeKey struct{ user, channel, thread, text string }

func (n notice) key() noticeKey {
	return noticeKey{n.to.User, n.to.Channel, n.to.ThreadTS, n.what.Text}
}

// notifier tells people that something went wrong. It is safe for concurrent use.
type notifier struct {
	*turn.Host
	load      *load
	unhurried context.Context // ends when the bot is closed: nobody is kept waiting any more
	hurry     context.CancelFunc

	mu      sync.Mutex
	queue   []notice
	queued  map[noticeKey]bool // what queue holds
	workers int                // goroutines that tell those
}

func newNotifier(h *turn.Host, l *load) *notifier {
	unhurried, hurry := context.WithCancel(context.Background())
	return &notifier{Host: h, load: l, unhurried: unhurried, hurry: hurry, queued: map[noticeKey]bool{}}
}

// waiting is how many people wait to be told something.
func (n *notifier) waiting() int {
	n.mu.Lock()
	defer n.mu.Unlock()
	return len(n.queue)
}

// failed tells a person that something went wrong and what to do, by the way that is most
// likely to work: privately, and as a direct message if need be.
func (n *notifier) failed(ctx context.Context, to turn.Target, cause error) {
	ctx, cancel := turn.After(ctx)
	defer cancel()
	what := n.Problem(cause)
	private := to
	if !turn.Direct(to.Channel) { // a direct message with the bot is private already
		private = to.Private()
	}
	err := turn.Safely(ctx, func(ctx context.Context) error {
		say := n.For(to).Say(ctx)
		return n.send(ctx, private, say.WithQuestion(what.Post(say), to.Asked))
	})
	switch pause, limited := slackapi.Pause(err); {
	case limited, errors.Is(err, slackapi.ErrNotCalled):
		n.later(private, what, pause)
	case err != nil:
		n.Log.Error("bot: could not tell the person", "user", to.User, "err", err)
	}
}

// later lets somebody be told something, after a pause that Slack asks for: by a few
// goroutines of its own, so that the telling neither holds up the work nor is held up by
// it. Only when very many people wait already is somebody told nothing.
func (n *notifier) later(to turn.Target, what turn.Message, pause time.Duration) {
	n.enqueue(notice{to: to, what: what, due: n.Now().Add(min(pause, longestNotify))})
}

func (n *notifier) enqueue(one notice) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.queued[one.key()] {
		return
	}
	if len(n.queue) == maxQueued {
		n.Log.Error("bot: could not tell the person, too many wait to be told", "user", one.to.User)
		return
	}
	n.queue = append(n.queue, one)
	n.queued[one.key()] = true
	if n.workers < maxNotifying {
		n.workers++
		n.load.add(0, 1)
		go n.work()
	}
}

// work tells those who wait, in turn, until nobody does.
func (n *notifier) work() {
	for {
		one, ok := n.next()
		if !ok {
			n.load.add(0, -1)
			return
		}
		if wait := one.due.Sub(n.Now()); wait > 0 {
			n.await(wait)
		}
		n.tell(one)
	}
}

// await waits, but no longer than until the bot is to stop: whoever waits then is told
// at once.
func (n *notifier) await(wait time.Duration) {
	ctx, cancel := context.WithTimeout(n.unhurried, longestNotify)
	defer cancel()
	_ = n.Slack.Pause(ctx, wait) // run out or cut short, the person is told now
}

// next takes whoever waits longest. ok is false when nobody does: then the goroutine that
// asks is to end.
func (n *notifier) next() (one notice, ok bool) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if len(n.queue) == 0 {
		n.queue = nil // with the room that it took
		n.workers--
		return one, false
	}
	one = n.queue[0]
	n.queue[0] = notice{}
	n.queue = n.queue[1:]
	delete(n.queued, one.key())
	return one, true
}

// tell tells somebody. Where Slack says that nothing was done, it is tried again later.
func (n *notifier) tell(one notice) {
	ctx, cancel := turn.After(context.Background())
	defer cancel()
	err := turn.Safely(ctx, func(ctx context.Context) error {
		say := n.SpeakKnown(one.to.User) // Slack has enough to do
		return n.send(ctx, one.to, say.WithQuestion(one.what.Post(say), one.to.Asked))
	})
	if err == nil {
		return
	}
	pause, limited := slackapi.Pause(err)
	one.tries++
	if one.tries == notifyTries || !limited && !errors.Is(err, slackapi.ErrNotCalled) || n.unhurried.Err() != nil {
		n.Log.Error("bot: could not tell the person", "user", one.to.User, "err", err)
		return
	}
	one.due = n.Now().Add(min(pause, longestNotify))
	n.enqueue(one)
}

// send says what went wrong by the ways that are most likely to work. What may have been
// said already is said again, since twice is better than not at all, and what a method is
// too busy for is said by another.
func (n *notifier) send(ctx context.Context, to turn.Target, p view.Post) error {
	err := n.Send(ctx, to, p)
	switch {
	case to.ResponseURL != "" && errors.Is(err, slackapi.ErrUnsure):
		to.ResponseURL = ""
		err = n.Send(ctx, to, p)
	case to.Public && slackapi.Means(err, slackapi.RateLimited):
		to.ThreadTS = "" // where nothing stands yet, a private message would not be seen
		err = n.Send(ctx, to.Private(), p)
	}
	return err
}
