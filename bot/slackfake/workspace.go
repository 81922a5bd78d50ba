package slackfake

import (
	"cmp"
	"fmt"
	"strings"
)

// AddUser adds a person, or replaces the one with the same id.
func (s *Server) AddUser(u User) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.world.users[u.ID] = u
}

// AddChannel adds a channel, or replaces the one with the same id.
func (s *Server) AddChannel(c Channel) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.world.channels[c.ID] = c.clone()
}

// Channel looks up a channel by its id. The id of a user stands for the user's IM
// with the bot.
func (s *Server) Channel(id string) (Channel, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, ok := s.world.find(id)
	return c.clone(), ok
}

// writable finds a channel the bot may write to.
func writable(s *Server, id string) (Channel, *slackError) {
	c, ok := s.world.find(id)
	switch {
	case !ok:
		return c, failed("channel_not_found")
	case c.has(BotUserID):
	case c.Kind == Private:
		return c, failed("channel_not_found") // it cannot even know of it
	case !s.granted("chat:write.public"):
		return c, failed("not_in_channel")
	}
	if c.Archived {
		return c, failed("is_archived")
	}
	return c, nil
}

// joined finds a channel that the bot is a member of, by its id alone. outside is the
// answer for one that the bot sees and has not joined.
func joined(s *Server, id, outside string) (Channel, *slackError) {
	c, fail := visible(s, id)
	if fail == nil && !c.has(BotUserID) {
		fail = failed(outside)
	}
	return c, fail
}

// visible finds a channel by its id alone. Of a private one that it has not joined the bot
// cannot even know.
func visible(s *Server, id string) (Channel, *slackError) {
	c, ok := s.world.channels[id]
	if !ok || c.Kind == Private && !c.has(BotUserID) {
		return c, failed("channel_not_found")
	}
	return c, nil
}

func authTest(s *Server, _ Args) (reply, *slackError) {
	who := reply{
		"url": fmt.Sprintf("https://%s.slack.com/", teamDomain), "team": teamName, "team_id": TeamID,
		"user": botName, "user_id": BotUserID, "bot_id": BotID, "is_enterprise_install": false,
	}
	put(who, "enterprise_id", s.opts.Enterprise)
	return who, nil
}

func conversationsOpen(s *Server, args Args) (reply, *slackError) {
	id := cmp.Or(args["channel"], args["users"])
	if strings.Contains(id, ",") {
		return nil, failed("method_not_supported_for_channel_type") // no group messages here
	}
	if _, ok := s.world.users[id]; !ok && args["channel"] == "" {
		return nil, failed("user_not_found")
	}
	channel, ok := s.world.find(id)
	if !ok || channel.Kind != IM {
		return nil, failed("channel_not_found")
	}
	return reply{"channel": channelJSON(channel)}, nil
}

// channelScopes says which scope lets the bot look at a channel of each kind.
var channelScopes = map[Kind]string{Public: "channels:read", Private: "groups:read", IM: "im:read"}

func conversationsInfo(s *Server, args Args) (reply, *slackError) {
	channel, fail := visible(s, args["channel"])
	if fail == nil {
		fail = s.needScope(channelScopes[channel.Kind])
	}
	if fail != nil {
		return nil, fail
	}
	return reply{"channel": channelJSON(channel)}, nil
}

func usersInfo(s *Server, args Args) (reply, *slackError) {
	u, ok := s.world.users[args["user"]]
	if !ok {
		return nil, failed("user_not_found")
	}
	info := map[string]any{
		"id": u.ID, "team_id": u.team(), "name": u.Name, "real_name": u.Name, "tz": u.TZ,
		"is_bot": u.ID == BotUserID, "is_restricted": false, "deleted": false,
		"profile": map[string]any{"real_name": u.Name, "display_name": u.Name},
	}
	if u.Enterprise != "" {
		info["enterprise_user"] = map[string]any{"id": u.ID, "enterprise_id": u.Enterprise}
	}
	if u.team() != TeamID && u.Enterprise != s.opts.Enterprise {
		info["is_stranger"] = true
	}
	if args["include_locale"] == "true" || args["include_locale"] == "1" {
		info["locale"] = u.Locale
	}
	return reply{"user": info}, nil
}
