package slackfake

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// maxCanvas is how many characters of Markdown a canvas takes when it is made.
const maxCanvas = 1 << 20

// listInQuote finds a list within a quote, which Slack names as an example of
// content that no canvas can be made of.
var listInQuote = regexp.MustCompile(`(?m)^ {0,3}>[> ]*(?:[-*+]|\d+[.)]) `)

// Canvases lists the canvases, oldest first.
func (s *Server) Canvases() []Canvas {
	s.mu.Lock()
	defer s.mu.Unlock()
	var list []Canvas
	for _, c := range s.canvases {
		list = append(list, c.clone())
	}
	return list
}

// canvasesCreate makes a canvas that nobody but the bot sees, or one that is a tab of
// a channel, whose members may then write in it. A workspace where canvases are
// switched off answers canvas_disabled_user_team, for which a fault will do.
func canvasesCreate(s *Server, args Args) (reply, *slackError) {
	markdown, fail := args.document()
	if fail != nil {
		return nil, fail
	}
	tab := args["channel_id"]
	if fail := mayTab(s, tab); fail != nil {
		return nil, fail
	}
	c := &Canvas{
		ID: s.nextID("F0"), Title: args["title"], Markdown: markdown, Tab: tab, Owner: BotUserID,
		Channels: map[string]string{}, Users: map[string]string{},
	}
	if tab != "" {
		c.Channels[tab] = "write"
	}
	s.canvases = append(s.canvases, c)
	s.touch()
	return reply{"canvas_id": c.ID}, nil
}

// document reads and checks what a canvas is to hold.
func (a Args) document() (markdown string, fail *slackError) {
	if a["document_content"] == "" {
		return "", nil
	}
	var doc struct {
		Type     string `json:"type"`
		Markdown string `json:"markdown"`
	}
	if err := json.Unmarshal([]byte(a["document_content"]), &doc); err != nil || doc.Type != "markdown" {
		return "", failed("invalid_arguments")
	}
	if utf8.RuneCountInString(doc.Markdown) > maxCanvas {
		return "", &slackError{code: "canvas_creation_failed", detail: "'content' error: too long"}
	}
	if listInQuote.MatchString(doc.Markdown) {
		return "", &slackError{code: "canvas_creation_failed", detail: "'content' error: Unsupported block type (List) within block quote"}
	}
	return doc.Markdown, nil
}

// mayTab says whether a canvas can be made as a tab of the channel, or as none of any
// channel where the id is empty. On a free plan it has to be the only tab of one; the
// first of the two errors for that was free_teams_cannot_create_non_tabbed_canvases in
// older documentation, and may still be met.
func mayTab(s *Server, channel string) *slackError {
	if channel == "" {
		if s.opts.FreePlan {
			return failed("free_teams_cannot_create_standalone_canvases")
		}
		return nil
	}
	if _, fail := joined(s, channel, "no_permission"); fail != nil {
		return fail
	}
	if s.opts.FreePlan && slices.ContainsFunc(s.canvases, func(c *Canvas) bool { return c.Tab == channel }) {
		return failed("free_team_canvas_tab_already_exists")
	}
	return nil
}

// canvasesAccessSet gives access to channels or to people. It happens for all of them
// or for none.
func canvasesAccessSet(s *Server, args Args) (reply, *slackError) {
	channels, fail := args.list("channel_ids")
	if fail != nil {
		return nil, fail
	}
	users, fail := args.list("user_ids")
	if fail != nil {
		return nil, fail
	}
	if (len(channels) == 0) == (len(users) == 0) {
		return nil, failed("invalid_parameters")
	}
	i := slices.IndexFunc(s.canvases, func(c *Canvas) bool { return c.ID == args["canvas_id"] })
	if i < 0 {
		return nil, failed("canvas_not_found")
	}
	c, level := s.canvases[i], args["access_level"]
	switch {
	case level == "owner":
		fail = giveAway(s, c, channels, users)
	case level != "read" && level != "write":
		fail = failed("invalid_arguments")
	case len(users) > 0:
		fail = grantUsers(s, c, users, level)
	default:
		fail = grantChannels(s, c, channels, level)
	}
	if fail != nil {
		return nil, fail
	}
	s.touch()
	return reply{}, nil
}

// canvasesDelete removes a canvas of the bot's.
func canvasesDelete(s *Server, args Args) (reply, *slackError) {
	i := slices.IndexFunc(s.canvases, func(c *Canvas) bool { return c.ID == args["canvas_id"] })
	if i < 0 {
		return nil, failed("canvas_not_found")
	}
	s.canvases = slices.Delete(s.canvases, i, i+1)
	s.touch()
	return reply{}, nil
}

// giveAway makes a person the owner, which only the owner can.
func giveAway(s *Server, c *Canvas, channels, users []string) *slackError {
	switch {
	case len(channels) > 0 || len(users) != 1:
		return failed("invalid_arguments")
	case c.Owner != BotUserID:
		return failed("restricted_action")
	}
	if fail := grantUsers(s, c, users, "write"); fail != nil {
		return fail
	}
	c.Owner = users[0]
	return nil
}

// grantUsers gives people access, to each of whom the bot must have sent the canvas
// before.
func grantUsers(s *Server, c *Canvas, users []string, level string) *slackError {
	for _, user := range users {
		if _, ok := s.world.users[user]; !ok {
			return failed("user_not_found")
		}
		if !sentTo(s, user, c) {
			return failed("failed_to_update_user_ids")
		}
	}
	for _, user := range users {
		c.Users[user] = level
	}
	return nil
}

// sentTo reports whether the bot has sent somebody a direct message with the link to
// the canvas, which holds its id.
func sentTo(s *Server, user string, c *Canvas) bool {
	im := s.world.im(user).ID
	return slices.ContainsFunc(s.records.all, func(rec *Record) bool {
		return !rec.Deleted && rec.Channel == im && rec.User == BotUserID && rec.EphemeralTo == "" &&
			(strings.Contains(rec.Text, c.ID) || strings.Contains(string(rec.Blocks), c.ID))
	})
}

// grantChannels gives access to the members of channels. Direct messages are none:
// there it is given to the person.
func grantChannels(s *Server, c *Canvas, channels []string, level string) *slackError {
	for _, id := range channels {
		channel, fail := joined(s, id, "no_permission")
		switch {
		case fail != nil:
			return fail
		case channel.Kind == IM:
			return failed("channel_not_found")
		}
	}
	for _, id := range channels {
		c.Channels[id] = level
	}
	return nil
}
