package turn

import (
	"context"
	"log/slog"
	"time"

	"precedent/bot/delivery"
	"precedent/bot/slackapi"
)

// What is cached of channels.
const (
	channelFor  = time.Hour // whether a channel is shared with others can change
	maxChannels = 10_000
	// saidExternalFor is how long it counts that an event said so. Another comes with each
	// mention, and a press can come long after the last one.
	saidExternalFor = 30 * 24 * time.Hour
	// channelTimeout is how long Slack may take to say what kind of channel it is, pauses
	// that it asks for included.
	channelTimeout = 1500 * time.Millisecond
)

// channelFact is whether a channel is shared with other organisations, and whether it
// is open to the whole workspace.
type channelFact struct {
	external, public bool
	ambiguous        bool // Slack fails for now and did not say
}

// Channels knows channels as Slack does: who can read them.
type Channels struct {
	log          *slog.Logger
	slack        *slackapi.Client
	known        *TTLCache[channelFact] // by id
	saidExternal *TTLCache[bool]        // by id of a channel that an event said is shared with others
	// allowExternal lets the bot answer openly in channels that are shared with other
	// organisations.
	allowExternal bool
}

// External tells whether people of other organisations can read a channel. Where Slack
// does not say for want of the optional scopes, it is taken not to be; where it
// fails for now, to be.
func (c *Channels) External(ctx context.Context, channel string) bool {
	return channel != "" && !Direct(channel) && c.channel(ctx, channel).external
}

// OutsidersRead is External for what would be told a whole channel from then on: where
// Slack fails for now, nothing is decided.
func (c *Channels) OutsidersRead(ctx context.Context, channel string) (bool, error) {
	if channel == "" || Direct(channel) {
		return false, nil
	}
	fact := c.channel(ctx, channel)
	if fact.ambiguous {
		return true, ErrWhoReads
	}
	return fact.external, nil
}

// Restricted returns the text of package view that says why what an event asks for is shown
// to who asked alone: people of other organisations read the channel, or Slack does not
// say just now whether they do, and the administrator has not allowed visible answers
// there. It is "" where everybody may see it. That permission is for nothing else. Slack
// says with an event itself where it happened in such a channel.
func (c *Channels) Restricted(ctx context.Context, e *delivery.Event) string {
	switch {
	case c.allowExternal || e.Channel == "" || Direct(e.Channel):
		return ""
	case e.External:
		return "label.restricted"
	}
	switch fact := c.channel(ctx, e.Channel); {
	case fact.ambiguous:
		return "label.restricted-unsure"
	case fact.external:
		return "label.restricted"
	}
	return ""
}

// Public tells whether everybody in the workspace can read a channel. Where Slack does
// not say, it is taken to be private.
func (c *Channels) Public(ctx context.Context, channel string) bool {
	return channel != "" && !Direct(channel) && c.channel(ctx, channel).public
}

// Note keeps of a channel what a question that was asked there says: that it
// is shared with another organisation. Slack says so with the question where the optional
// scopes to ask for it were declined, too.
func (c *Channels) Note(e *delivery.Event) {
	if e != nil && e.External && e.Asks() {
		c.saidExternal.Set(e.Channel, true)
	}
}

// channel is what Slack says of a channel, asked or with an event.
func (c *Channels) channel(ctx context.Context, id string) channelFact {
	fact := c.channelAsked(ctx, id)
	if said, _ := c.saidExternal.Get(id); said {
		fact.external, fact.ambiguous = true, false
	}
	return fact
}

// channelAsked asks Slack about a channel that is not cached.
func (c *Channels) channelAsked(ctx context.Context, id string) channelFact {
	if fact, ok := c.known.Get(id); ok {
		return fact
	}
	var fact channelFact
	err := slackapi.RetryReading(ctx, c.slack.Pause, lasting, func(ctx context.Context) (err error) {
		fact, err = c.askChannel(ctx, id)
		return err
	})
	if err != nil {
		c.log.Info("bot: not told what kind of channel it is", "channel", id, "err", err)
		if !lasting(err) {
			return channelFact{external: true, ambiguous: true} // to be on the safe side; asked again next time
		}
	}
	c.known.Set(id, fact)
	return fact
}

// askChannel asks Slack once about a channel.
func (c *Channels) askChannel(ctx context.Context, id string) (fact channelFact, err error) {
	ctx, cancel := context.WithTimeout(ctx, channelTimeout)
	defer cancel()
	fact.external, fact.public, err = c.slack.Channel(ctx, id)
	return fact, err
}

// lasting tells whether Slack says of a channel that it will not be told, however often
// it is asked.
func lasting(err error) bool { return slackapi.Means(err, slackapi.Permanent|slackapi.NoChannel) }
