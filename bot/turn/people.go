package turn

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"precedent/bot/delivery"
	"precedent/bot/slackapi"
	"precedent/bot/view"
	"precedent/corpus"
)

// What is cached of people.
const (
	personFor     = 24 * time.Hour         // a person's language, or that it cannot be had
	maxPeople     = 20_000                 // people
	personTimeout = 800 * time.Millisecond // for Slack to say it: a window must open within three seconds
)

// People knows people as Slack does: their language, their name, and whose people they are.
type People struct {
	log   *slog.Logger
	slack *slackapi.Client
	views func(locale string) *view.Renderer
	known *TTLCache[slackapi.Person] // by user
}

// Speak returns what is said to a person in: their own language where Slack tells
// it and there is a catalogue of it, English otherwise.
func (p *People) Speak(ctx context.Context, user string) *view.Renderer {
	return p.views(p.Person(ctx, user).Locale)
}

// SpeakKnown is Speak without asking Slack, for what has to be said at once.
func (p *People) SpeakKnown(user string) *view.Renderer {
	person, _ := p.known.Get(user)
	return p.views(person.Locale)
}

// SpeakEnglish returns what is said in to nobody in particular.
func (p *People) SpeakEnglish() *view.Renderer { return p.views(corpus.English) }

// NameOf is what a person is called.
func (p *People) NameOf(ctx context.Context, user string) string {
	if name := p.Person(ctx, user).Name; name != "" {
		return name
	}
	return p.Speak(ctx, user).Text(view.LabelSomebody)
}

// Person asks Slack about a person who is not cached. Where Slack does not say,
// they speak English and have no name.
func (p *People) Person(ctx context.Context, user string) slackapi.Person {
	if known, ok := p.known.Get(user); ok || user == "" {
		return known
	}
	ctx, cancel := context.WithTimeout(ctx, personTimeout)
	defer cancel()
	found, err := p.slack.Person(ctx, user)
	if err != nil {
		p.log.Info("bot: language not told, speaking English", "user", user, "err", err)
		found = slackapi.Person{Locale: corpus.English}
		if !slackapi.Means(err, slackapi.Permanent) {
			return found // asked again next time
		}
	}
	p.known.Set(user, found)
	return found
}

// membership is what two organisations say about each other.
type membership int

const (
	membershipUnknown membership = iota // nothing was said
	member                              // the same organisation
	notMember                           // another one
	perhapsMember                       // another workspace, where the organisation has several
)

// memberOf tells whether somebody belongs to the organisation that the bot works for. Slack
// may put the id of an enterprise where that of a workspace is expected.
func memberOf(theirs, own delivery.Organisation) membership {
	switch {
	case theirs.Team == "" && theirs.Enterprise == "":
		return membershipUnknown
	case theirs.Team != "" && (theirs.Team == own.Team || theirs.Team == own.Enterprise),
		theirs.Enterprise != "" && theirs.Enterprise == own.Enterprise:
		return member
	case own.Enterprise != "" && theirs.Enterprise == "":
		return perhapsMember
	}
	return notMember
}

// Outsider tells whether somebody belongs to another organisation, as people in channels
// that are shared with one do. They get answers, and nothing that the team keeps.
//
// What the delivery says counts most. Where it says nothing, or names a workspace that
// may belong to the same enterprise, Slack is asked about the person; where it does not
// say either (users:read is optional), somebody is of another organisation only if the
// delivery named another workspace.
func (p *People) Outsider(ctx context.Context, user string, from delivery.Organisation) (bool, error) {
	self, err := p.slack.Self(ctx)
	if err != nil {
		return true, fmt.Errorf("tell whose people these are: %w", err)
	}
	own := delivery.Organisation{Team: self.Team, Enterprise: self.Enterprise}
	switch said := memberOf(from, own); said {
	case member, notMember:
		return said == notMember, nil
	default:
		person := p.Person(ctx, user)
		asked := memberOf(delivery.Organisation{Team: person.Team, Enterprise: person.Enterprise}, own)
		// Slack names the enterprise of everybody who has one, so "perhaps" is a no here.
		return asked == notMember || asked == perhapsMember || said == perhapsMember && asked == membershipUnknown, nil
	}
}
