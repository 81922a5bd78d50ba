package delivery

import "cmp"

// Organisation is whose people somebody is, as Slack names it: a workspace and, on
// Enterprise Grid, the enterprise that it is part of. Either is "" where Slack does not say.
type Organisation struct{ Team, Enterprise string }

// Organisation is what a command says of who typed it.
func (c *Command) Organisation() Organisation { return Organisation{c.Team, c.Enterprise} }

// Organisation is what an interaction says of who pressed or submitted. The team of the
// user comes before that of the payload, which is where they are. The enterprise is that of
// the payload's team, and says nothing of people of another one.
func (i *Interaction) Organisation() Organisation {
	if i.User.Team != "" && i.Team.ID != "" && i.User.Team != i.Team.ID {
		return Organisation{Team: i.User.Team}
	}
	return Organisation{cmp.Or(i.User.Team, i.Team.ID), i.Enterprise.ID}
}

// Organisation is what an event says of who it is about.
func (e *Event) Organisation() Organisation {
	return Organisation{Team: cmp.Or(e.UserTeam, e.SourceTeam, e.Team)}
}
