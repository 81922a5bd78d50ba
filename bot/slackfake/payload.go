package slackfake

import (
	"encoding/json"
	"fmt"
	"maps"
)

// newEvent wraps an inner event. The caller holds mu.
func newEvent(s *Server, inner map[string]any) *Delivery {
	id, now := s.nextID("Ev"), s.opts.Clock()
	channel, _ := s.world.find(str(inner["channel"]))
	payload := encode(map[string]any{
		"token": fakeToken("verification"), "team_id": TeamID, "api_app_id": AppID,
		"type": "event_callback", "event": inner, "event_id": id, "event_time": now.Unix(),
		"event_context": "context-fake", "is_ext_shared_channel": channel.External,
		"authorizations": []any{map[string]any{
			"enterprise_id": nil, "team_id": TeamID, "user_id": BotUserID,
			"is_bot": true, "is_enterprise_install": false,
		}},
	})
	return &Delivery{
		Type: typeEvents, EventID: id, Channel: channel.ID, TS: str(inner["ts"]),
		name: typeEvents + ":" + str(inner["type"]), payload: payload,
	}
}

// newInteraction begins the payload of an interaction. The caller holds mu.
func newInteraction(s *Server, kind, user string) (*Delivery, map[string]any) {
	d := &Delivery{Type: typeInteractive, TriggerID: newTrigger(s, user), name: typeInteractive + ":" + kind}
	u := s.world.users[user]
	var enterprise any
	if u.Enterprise != "" {
		enterprise = map[string]any{"id": u.Enterprise, "name": "Example Enterprise"}
	}
	return d, map[string]any{
		"type": kind, "token": fakeToken("verification"), "api_app_id": AppID, "trigger_id": d.TriggerID,
		"team":       map[string]any{"id": u.team(), "domain": teamDomain},
		"user":       map[string]any{"id": user, "username": u.Name, "name": u.Name, "team_id": u.team()},
		"enterprise": enterprise, "is_enterprise_install": false,
	}
}

// aboutMessage adds what every interaction with a message holds. The caller holds mu.
func aboutMessage(s *Server, d *Delivery, payload map[string]any, user string, rec *Record) {
	channel := s.world.channels[rec.Channel]
	d.Channel, d.TS = rec.Channel, rec.TS
	d.ResponseURL = newResponseURL(s, user, rec.Channel, rec.TS)
	payload["response_url"] = d.ResponseURL
	payload["channel"] = map[string]any{"id": rec.Channel, "name": channel.shownName()}
}

// visibleTo finds a message as it is now, if the user can see it. The caller holds mu.
func visibleTo(s *Server, user string, on Record) (*Record, error) {
	rec, ok := s.records.find(on.Channel, on.TS)
	switch {
	case !ok:
		return nil, fmt.Errorf("slackfake: no message %s in %s", on.TS, on.Channel)
	case rec.Hidden:
		return nil, fmt.Errorf("slackfake: nobody sees message %s in %s", on.TS, on.Channel)
	case rec.EphemeralTo != "" && rec.EphemeralTo != user,
		!s.world.channels[rec.Channel].has(user):
		return nil, fmt.Errorf("slackfake: %s does not see message %s", user, on.TS)
	}
	return rec, nil
}

// actionOn builds the entry of "actions" for an element that is in the blocks. The
// caller holds mu.
func actionOn(s *Server, blocks json.RawMessage, a Action) (map[string]any, error) {
	e, err := find(blocks, a)
	if err != nil {
		return nil, err
	}
	action := map[string]any{
		"type": e.kind(), "action_id": e.actionID, "block_id": e.blockID,
		"action_ts": s.records.nextTS(s.opts.Clock()),
	}
	for _, field := range []string{"text", "value", "style", "placeholder"} {
		if v, ok := e.spec[field]; ok {
			action[field] = v
		}
	}
	if a.Values == nil {
		return action, nil
	}
	chosen, err := e.chosen(a.Values)
	maps.Copy(action, chosen)
	return action, err
}
