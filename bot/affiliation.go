package bot

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"precedent/bot/view"
)

// affiliation is the organisation that somebody belongs to, as Slack names it: a
// workspace and, on Enterprise Grid, the enterprise that it is part of. Either is ""
// where Slack does not say.
type affiliation struct{ team, enterprise string }

// affiliation is what a delivery says of who sent it.
func (c *Command) affiliation() affiliation { return affiliation{c.Team, c.Enterprise} }

// The team of the user comes before that of the payload, which is where they are. The
// enterprise is that of the payload's team, and says nothing of people of another one.
func (i *Interaction) affiliation() affiliation {
	if i.User.Team != "" && i.Team.ID != "" && i.User.Team != i.Team.ID {
		return affiliation{team: i.User.Team}
	}
	return affiliation{cmp.Or(i.User.Team, i.Team.ID), i.Enterprise.ID}
}

func (e *Event) affiliation() affiliation {
	return affiliation{team: cmp.Or(e.UserTeam, e.SourceTeam, e.Team)}
}

// belonging is what two affiliations say about each other.
type belonging int

const (
	belongsUnknown   belonging = iota // nothing was said
	belongsHere                       // the same organisation
	belongsElsewhere                  // another one
	belongsPerhaps                    // another workspace, where the organisation has several
)

// of tells whether somebody belongs to the organisation that the bot works for. Slack
// may put the id of an enterprise where that of a workspace is expected.
func (a affiliation) of(own affiliation) belonging {
	switch {
	case a.team == "" && a.enterprise == "":
		return belongsUnknown
	case a.team != "" && (a.team == own.team || a.team == own.enterprise),
		a.enterprise != "" && a.enterprise == own.enterprise:
		return belongsHere
	case own.enterprise != "" && a.enterprise == "":
		return belongsPerhaps
	}
	return belongsElsewhere
}

// errOutsider says that somebody of another organisation asked for what the team keeps.
var errOutsider = errors.New("kept for another organisation's people")

// outsider tells whether somebody belongs to another organisation, as people in channels
// that are shared with one do. They get answers, and nothing that the team keeps.
//
// What the delivery says counts most. Where it says nothing, or names a workspace that
// may belong to the same enterprise, Slack is asked about the person; where it does not
// say either (users:read is optional), somebody is of another organisation only if the
// delivery named another workspace.
func (b *Bot) outsider(ctx context.Context, to reply) (bool, error) {
	own, err := b.slack.Self(ctx)
	if err != nil {
		return true, fmt.Errorf("tell whose people these are: %w", err)
	}
	switch said := to.from.of(own.affiliation); said {
	case belongsHere, belongsElsewhere:
		return said == belongsElsewhere, nil
	default:
		asked := b.person(ctx, to.user).from.of(own.affiliation)
		// Slack names the enterprise of everybody who has one, so "perhaps" is a no here.
		return asked == belongsElsewhere || asked == belongsPerhaps || said == belongsPerhaps && asked == belongsUnknown, nil
	}
}

// memoryOf is what is kept, as far as it is for the person that a reply goes to: for
// people of another organisation nothing is, but for what they asked last in a thread.
// It is the only way to the Memory for what people ask and press.
func (b *Bot) memoryOf(ctx context.Context, to reply) Memory {
	if !b.keeps {
		return b.allMemory
	}
	switch outside, err := b.outsider(ctx, to); {
	case err != nil:
		return noMemory{threads: b.allMemory, why: err}
	case outside:
		return noMemory{threads: b.allMemory, why: errOutsider}
	}
	return b.allMemory
}

// speakTo returns what is said to the person that a reply goes to in: speak, without what
// is kept for people of another organisation.
func (b *Bot) speakTo(ctx context.Context, to reply) *view.Renderer {
	say := b.speak(ctx, to.user)
	if b.keeps {
		if outside, err := b.outsider(ctx, to); outside || err != nil {
			return say.WithoutMemory()
		}
	}
	return say
}
