package slackfake

import (
	"encoding/json"
	"fmt"
	"strings"
)

// Past is what Slack holds from before a server was started, such as what an earlier
// version of the bot wrote.
type Past struct {
	Messages []Record   // oldest first
	Unfurls  []Unfurled // below links in messages
	Views    []PastView // the modals of a person one on another, and App Homes
}

// PastView is a view as the bot sent it.
type PastView struct {
	User string // who sees it
	View json.RawMessage
}

// Restore puts what is of the past into the server, with the ids and the times that it
// had. What comes later is later.
func (s *Server) Restore(p Past) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, m := range p.Messages {
		if user := "U" + strings.TrimPrefix(m.Channel, "D"); s.world.users[user].ID != "" {
			s.world.im(user) // begins with the first message in it
		}
		if err := s.records.restore(m); err != nil {
			return err
		}
	}
	for _, u := range p.Unfurls {
		s.unfurls[u.UnfurlID] = &u
	}
	for _, v := range p.Views {
		if err := restoreView(s, v); err != nil {
			return err
		}
	}
	s.touch()
	return nil
}

func restoreView(s *Server, v PastView) error {
	var kind struct {
		Type string `json:"type"`
	}
	_ = json.Unmarshal(v.View, &kind) // what is no view has no type that could be checked
	spec, fail := checkedView(string(v.View), kind.Type)
	if fail == nil && kind.Type == "modal" {
		_, fail = pushView(s, v.User, spec)
	} else if fail == nil {
		s.views.homes[v.User] = newView(s, v.User, spec).ID
	}
	if fail != nil {
		return fmt.Errorf("slackfake: a view of %s: %s %q", v.User, fail.code, fail.messages)
	}
	return nil
}
