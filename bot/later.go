package bot

import (
	"context"
	"errors"
	"time"

	"precedent/bot/slackapi"
	"precedent/bot/view"
)

// How people are told what cannot be said at once.
const (
	maxTelling  = 16          // people told at a time
	maxUntold   = 10_000      // people waiting for it
	tellTries   = 3           // to tell one of them
	longestTell = time.Minute // that Slack can make somebody wait for it; its limits are by the minute
)

// untold is somebody who waits to be told something.
type untold struct {
	to    reply
	what  sentence
	due   time.Time // not before then
	tries int       // so far
}

// untoldKey is what somebody waits for where. They are told it once, however often it
// came to be said meanwhile.
type untoldKey struct{ user, channel, thread, text string }

func (u untold) key() untoldKey { return untoldKey{u.to.user, u.to.channel, u.to.thread, u.what.text} }

// tellLater lets somebody be told something, after a pause that Slack asks for: by a few
// goroutines of its own, so that the telling neither holds up the work nor is held up by
// it. Only when very many people wait already is somebody told nothing.
func (b *Bot) tellLater(to reply, what sentence, pause time.Duration) {
	b.addUntold(untold{to: to, what: what, due: b.now().Add(min(pause, longestTell))})
}

func (b *Bot) addUntold(u untold) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.awaited[u.key()] {
		return
	}
	if len(b.untold) == maxUntold {
		b.lg.Error("bot: could not tell the person, too many wait to be told", "user", u.to.user)
		return
	}
	b.untold = append(b.untold, u)
	b.awaited[u.key()] = true
	if b.telling < maxTelling {
		b.telling++
		go b.tellAll()
	}
}

// tellAll tells those who wait, in turn, until nobody does.
func (b *Bot) tellAll() {
	for {
		u, ok := b.nextUntold()
		if !ok {
			return
		}
		if wait := u.due.Sub(b.now()); wait > 0 {
			b.await(wait)
		}
		b.tellNow(u)
	}
}

// await waits, but no longer than until the bot is to stop: whoever waits then is told
// at once.
func (b *Bot) await(wait time.Duration) {
	ctx, cancel := context.WithTimeout(b.unhurried, longestTell)
	defer cancel()
	_ = b.slack.pause(ctx, wait) // early or not, it is time
}

// nextUntold takes whoever waits longest. ok is false when nobody does: then the
// goroutine that asks is to end.
func (b *Bot) nextUntold() (u untold, ok bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.untold) == 0 {
		b.untold = nil // with the room that it took
		b.telling--
		b.finish()
		return u, false
	}
	u = b.untold[0]
	b.untold[0] = untold{}
	b.untold = b.untold[1:]
	delete(b.awaited, u.key())
	return u, true
}

// tellNow tells somebody. Where Slack says that nothing was done, it is tried again later.
func (b *Bot) tellNow(u untold) {
	ctx, cancel := context.WithTimeout(context.Background(), tellTimeout)
	defer cancel()
	err := safely(ctx, func(ctx context.Context) error {
		say := b.speakKnown(u.to.user) // Slack has enough to do
		return b.sayTrouble(ctx, u.to, say.WithQuestion(u.what.in(say), u.to.asked))
	})
	if err == nil {
		return
	}
	pause, limited := slackapi.Pause(err)
	u.tries++
	if u.tries == tellTries || !limited && !errors.Is(err, slackapi.ErrNotCalled) || b.unhurried.Err() != nil {
		b.lg.Error("bot: could not tell the person", "user", u.to.user, "err", err)
		return
	}
	u.due = b.now().Add(min(pause, longestTell))
	b.addUntold(u)
}

// sayTrouble says what went wrong by the ways that are most likely to work. What may have
// been said already is said again, since twice is better than not at all, and what a
// method is too busy for is said by another.
func (b *Bot) sayTrouble(ctx context.Context, to reply, p view.Post) error {
	err := b.send(ctx, to, p)
	switch {
	case to.responseURL != "" && errors.Is(err, ErrUnsure):
		to.responseURL = ""
		err = b.send(ctx, to, p)
	case to.open && slackapi.Means(err, slackapi.RateLimited):
		to.thread = "" // where nothing stands yet, a private message would not be seen
		err = b.send(ctx, to.private(), p)
	}
	return err
}
