package bot

import (
	"context"
	"sync"
	"time"
)

// What is remembered of channels.
const (
	channelFor  = time.Hour // whether a channel is shared with others can change
	maxChannels = 10_000
	// channelTimeout is how long Slack may take to say what kind of channel it is.
	channelTimeout = time.Second
)

// channels remember which channels are shared with other organisations, and which are
// open to the whole workspace. It is safe for concurrent use.
type channels struct {
	now func() time.Time

	mu    sync.Mutex
	known map[string]channelFact // by id
}

type channelFact struct {
	external, public bool
	until            time.Time
}

func newChannels(now func() time.Time) *channels {
	return &channels{now: now, known: map[string]channelFact{}}
}

// external tells whether people of other organisations can read a channel, where
// that matters: an administrator may have allowed open answers there. Where Slack
// does not say for want of the optional scopes, it is taken not to be; where it has
// trouble just now, to be.
func (b *Bot) external(ctx context.Context, channel string) bool {
	return !b.allowExternal && channel != "" && !direct(channel) && b.channel(ctx, channel).external
}

// public tells whether everybody in the workspace can read a channel. Where Slack does
// not say, it is taken to be private.
func (b *Bot) public(ctx context.Context, channel string) bool {
	return channel != "" && !direct(channel) && b.channel(ctx, channel).public
}

// channel asks Slack about a channel that is not remembered.
func (b *Bot) channel(ctx context.Context, id string) channelFact {
	c := b.channels
	c.mu.Lock()
	fact, ok := c.known[id]
	c.mu.Unlock()
	if ok && c.now().Before(fact.until) {
		return fact
	}
	asking, cancel := context.WithTimeout(ctx, channelTimeout)
	defer cancel()
	external, public, err := b.slack.Channel(asking, id)
	if err != nil {
		b.lg.Info("bot: not told what kind of channel it is", "channel", id, "err", err)
		if !Hopeless(err) && !hasCode(err, "channel_not_found") {
			return channelFact{external: true} // to be on the safe side; asked again next time
		}
	}
	fact = channelFact{external, public, c.now().Add(channelFor)}
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.known) >= maxChannels {
		clear(c.known) // they are only asked for again
	}
	c.known[id] = fact
	return fact
}
