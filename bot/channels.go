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
)

// channels remember which channels are shared with other organisations. It is safe
// for concurrent use.
type channels struct {
	now func() time.Time

	mu    sync.Mutex
	known map[string]channelFact // by id
}

type channelFact struct {
	external bool
	until    time.Time
}

func newChannels(now func() time.Time) *channels {
	return &channels{now: now, known: map[string]channelFact{}}
}

// external tells whether people of other organisations can read a channel, where
// that matters: an administrator may have allowed open answers there. Where Slack
// does not say, for want of the optional scopes, it is taken not to be.
func (b *Bot) external(ctx context.Context, channel string) bool {
	if b.allowExternal || channel == "" || direct(channel) {
		return false
	}
	c := b.channels
	c.mu.Lock()
	fact, ok := c.known[channel]
	c.mu.Unlock()
	if ok && c.now().Before(fact.until) {
		return fact.external
	}
	external, err := b.slack.External(ctx, channel)
	if err != nil {
		b.lg.Info("bot: not told whether a channel is shared with others", "channel", channel, "err", err)
		if !Hopeless(err) && !hasCode(err, "channel_not_found") {
			return false // asked again next time
		}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.known) >= maxChannels {
		clear(c.known) // they are only asked for again
	}
	c.known[channel] = channelFact{external, c.now().Add(channelFor)}
	return external
}
