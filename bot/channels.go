package bot

import (
	"context"
	"time"

	"precedent/bot/slackapi"
)

// What is remembered of channels.
const (
	channelFor  = time.Hour // whether a channel is shared with others can change
	maxChannels = 10_000
	// channelTimeout is how long Slack may take to say what kind of channel it is.
	channelTimeout = time.Second
)

// channelFact is whether a channel is shared with other organisations, and whether it
// is open to the whole workspace.
type channelFact struct {
	external, public bool
}

// external tells whether people of other organisations can read a channel. Where Slack
// does not say for want of the optional scopes, it is taken not to be; where it has
// trouble just now, to be.
func (b *Bot) external(ctx context.Context, channel string) bool {
	return channel != "" && !direct(channel) && b.channel(ctx, channel).external
}

// guarded tells whether what an event asks for is shown to who asked alone, since people
// of other organisations read the channel and the administrator has not allowed visible
// answers there. That permission is for nothing else. Slack says with an event itself
// where it happened in such a channel.
func (b *Bot) guarded(ctx context.Context, e *Event) bool {
	return !b.allowExternal && !direct(e.Channel) && (e.External || b.external(ctx, e.Channel))
}

// public tells whether everybody in the workspace can read a channel. Where Slack does
// not say, it is taken to be private.
func (b *Bot) public(ctx context.Context, channel string) bool {
	return channel != "" && !direct(channel) && b.channel(ctx, channel).public
}

// channel asks Slack about a channel that is not remembered.
func (b *Bot) channel(ctx context.Context, id string) channelFact {
	if fact, ok := b.channels.of(id); ok {
		return fact
	}
	asking, cancel := context.WithTimeout(ctx, channelTimeout)
	defer cancel()
	external, public, err := b.slack.Channel(asking, id)
	if err != nil {
		b.lg.Info("bot: not told what kind of channel it is", "channel", id, "err", err)
		if !slackapi.Means(err, slackapi.Permanent|slackapi.NoChannel) {
			return channelFact{external: true} // to be on the safe side; asked again next time
		}
	}
	fact := channelFact{external, public}
	b.channels.set(id, fact)
	return fact
}
