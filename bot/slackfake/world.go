package slackfake

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// The ids of the workspace, of the bot, and of the people and channels that are
// there by default.
const (
	TeamID    = "T0FAKE"
	OtherTeam = "T0OTHER" // another organisation's
	AppID     = "A0FAKE"
	BotUserID = "U0BOT"
	BotID     = "B0BOT"

	Ada   = "U0ADA"   // speaks English
	Marek = "U0MAREK" // speaks Polish

	General  = "C0GENERAL"  // public, the bot is a member
	Random   = "C0RANDOM"   // public, the bot is no member
	Secret   = "C0SECRET"   // private, the bot is no member
	Archived = "C0ARCHIVED" // public, archived
	Shared   = "C0SHARED"   // shared with another organisation, the bot is a member
)

const (
	teamName   = "Example Ministry"
	teamDomain = "example-ministry"
	botName    = "precedent"
)

// User is a person of the workspace.
type User struct {
	ID     string
	Name   string // without "@"
	Locale string // such as "en-GB"
	TZ     string // such as "Europe/Warsaw"

	Team       string // that they belong to; TeamID when empty
	Enterprise string // that their team belongs to, "" for none
}

// team is the id of the workspace that a person belongs to.
func (u User) team() string { return cmp.Or(u.Team, TeamID) }

// Kind says what sort of conversation a channel is.
type Kind string

// The kinds of conversation.
const (
	Public  Kind = "public"
	Private Kind = "private"
	IM      Kind = "im"
)

// Channel is a conversation.
type Channel struct {
	ID       string
	Name     string // without "#"; empty for an IM
	Kind     Kind
	Members  []string // user ids, the bot's among them where it is a member
	Archived bool
	External bool // shared with another organisation
}

func (c Channel) has(user string) bool { return slices.Contains(c.Members, user) }

func (c Channel) clone() Channel {
	c.Members = slices.Clone(c.Members)
	return c
}

// shownName is the name as payloads have it.
func (c Channel) shownName() string {
	if c.Kind == IM {
		return "directmessage"
	}
	return c.Name
}

// person is whom an IM is with.
func (c Channel) person() string {
	i := slices.IndexFunc(c.Members, func(id string) bool { return id != BotUserID })
	if i < 0 {
		return ""
	}
	return c.Members[i]
}

func channelJSON(c Channel) map[string]any {
	m := map[string]any{
		"id": c.ID, "name": c.Name, "name_normalized": c.Name,
		"is_channel": c.Kind == Public, "is_group": c.Kind == Private, "is_im": c.Kind == IM,
		"is_private": c.Kind != Public, "is_archived": c.Archived, "is_member": c.has(BotUserID),
		"is_shared": c.External, "is_ext_shared": c.External, "is_org_shared": false,
		"num_members": len(c.Members),
	}
	if c.Kind == IM {
		m["user"] = c.person()
	}
	return m
}

// DefaultUsers are the people of a server whose options name none.
func DefaultUsers() []User {
	return []User{
		{ID: Ada, Name: "ada", Locale: "en-GB", TZ: "Europe/London"},
		{ID: Marek, Name: "marek", Locale: "en-GB", TZ: "Europe/Warsaw"},
	}
}

// DefaultChannels are the channels of a server whose options name none. Both
// default users are members of every one.
func DefaultChannels() []Channel {
	with, without := []string{Ada, Marek, BotUserID}, []string{Ada, Marek}
	return []Channel{
		{ID: General, Name: "general", Kind: Public, Members: with},
		{ID: Random, Name: "random", Kind: Public, Members: without},
		{ID: Secret, Name: "secret", Kind: Private, Members: without},
		{ID: Archived, Name: "archived", Kind: Public, Members: with, Archived: true},
		{ID: Shared, Name: "shared", Kind: Public, Members: with, External: true},
	}
}

type world struct {
	users    map[string]User
	channels map[string]Channel
}

func newWorld(users []User, channels []Channel) world {
	w := world{users: map[string]User{}, channels: map[string]Channel{}}
	w.users[BotUserID] = User{ID: BotUserID, Name: botName, Locale: "en-US", TZ: "Etc/UTC"}
	for _, u := range users {
		w.users[u.ID] = u
	}
	for _, c := range channels {
		w.channels[c.ID] = c.clone()
	}
	return w
}

// im gives the conversation of a user with the bot, which is there from the start
// as far as anyone can tell.
func (w world) im(user string) Channel {
	id := "D" + strings.TrimPrefix(user, "U")
	if _, ok := w.channels[id]; !ok {
		w.channels[id] = Channel{ID: id, Kind: IM, Members: []string{user, BotUserID}}
	}
	return w.channels[id]
}

// find looks up a channel by id, by "#name", or by the id of a user the bot has an
// IM with.
func (w world) find(id string) (Channel, bool) {
	if c, ok := w.channels[id]; ok {
		return c, true
	}
	if _, ok := w.users[id]; ok {
		return w.im(id), true
	}
	for _, c := range w.channels {
		if c.Name != "" && "#"+c.Name == id {
			return c, true
		}
	}
	return Channel{}, false
}

// Options say what differs from the usual. The zero value works.
type Options struct {
	// Clock tells the time for timestamps, trigger ids and response URLs.
	// Default: time.Now.
	Clock func() time.Time

	// Scopes are those granted to the bot token. Default: [AllScopes]. An empty
	// list that is not nil grants none.
	Scopes []string

	// FreePlan is a workspace that pays nothing: it has canvases only as tabs of
	// channels, one in each.
	FreePlan bool

	// Enterprise is what the workspace belongs to (Enterprise Grid), "" for none.
	Enterprise string

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
	o.PingInterval = cmp.Or(o.PingInterval, 10*time.Second)
	o.AckTimeout = cmp.Or(o.AckTimeout, 3*time.Second)
	o.MaxRecords = cmp.Or(o.MaxRecords, 10_000)
	o.MaxJournal = cmp.Or(o.MaxJournal, 100_000)
	return o
}

// fakeToken puts a token together at run time, so that no scanner takes this file
// for one that holds a secret.
func fakeToken(kind string) string { return kind + "-" + "fake" }
