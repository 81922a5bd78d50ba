package slackfake

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"strings"
)

// What people do in Slack, each of which is delivered to the bot. All of it goes
// through whichever transport is in use, and returns once it is sent: Delivery.Wait
// waits for the acknowledgement. What no person could do is an error.

// SlashCommand is a command as someone types it.
type SlashCommand struct {
	User    string
	Channel string // the id of the user stands for the user's IM with the bot
	Command string // default: "/similar"
	Text    string
}

// Slash delivers a slash command. Text in the answer is shown to the user alone,
// unless the answer says otherwise.
func (s *Server) Slash(ctx context.Context, c SlashCommand) (*Delivery, error) {
	return deliverNew(ctx, s, func() (*Delivery, error) {
		channel, ok := s.world.find(c.Channel)
		user, known := s.world.users[c.User]
		if !ok || !known {
			return nil, fmt.Errorf("slackfake: no user %s or no channel %s", c.User, c.Channel)
		}
		d := &Delivery{
			Type: typeCommands, TriggerID: newTrigger(s, c.User), Channel: channel.ID, name: typeCommands,
			ResponseURL: newResponseURL(s, c.User, channel.ID, ""),
		}
		fields := map[string]any{
			"token": fakeToken("verification"), "team_id": user.team(), "team_domain": teamDomain,
			"channel_id": channel.ID, "channel_name": channel.shownName(), "user_id": user.ID, "user_name": user.Name,
			"command": cmp.Or(c.Command, "/similar"), "text": c.Text, "api_app_id": AppID,
			"is_enterprise_install": "false", "response_url": d.ResponseURL, "trigger_id": d.TriggerID,
		}
		put(fields, "enterprise_id", user.Enterprise)
		d.payload = encode(fields)
		d.apply = func(s *Server, answer json.RawMessage) { commandAnswer(s, c.User, channel.ID, answer) }
		return d, nil
	})
}

// commandAnswer posts the message that came with a command's acknowledgement.
func commandAnswer(s *Server, user, channel string, answer json.RawMessage) {
	args := Args{}
	args.addJSON(answer)
	if args["text"] == "" && args["blocks"] == "" {
		return
	}
	c, fail := args.content()
	if fail != nil {
		s.note(Entry{Kind: AckRefused, Name: typeCommands, Error: fail.code})
		return
	}
	u := responseURL{user: user, channel: channel}
	addMessage(s, u.message(args, c, "ack"))
}

// Mention posts a message that mentions the bot, and delivers the app_mention event.
// The mention is put before the text unless it is in it.
func (s *Server) Mention(ctx context.Context, p Post) (*Delivery, error) {
	mention := "<@" + BotUserID + ">"
	if !strings.Contains(p.Text, mention) {
		p.Text = mention + " " + p.Text
	}
	return deliverPost(ctx, s, p, map[string]any{"type": "app_mention"})
}

// DirectMessage posts a message in the user's IM with the bot, whatever channel p
// names, and delivers the message event.
func (s *Server) DirectMessage(ctx context.Context, p Post) (*Delivery, error) {
	p.Channel = p.User
	return deliverPost(ctx, s, p, map[string]any{"type": "message", "channel_type": "im"})
}

// deliverPost posts a message and delivers the event about it. inner holds what is the
// event's own.
func deliverPost(ctx context.Context, s *Server, p Post, inner map[string]any) (*Delivery, error) {
	return deliverNew(ctx, s, func() (*Delivery, error) {
		rec, err := addPost(s, p)
		if err != nil {
			return nil, err
		}
		team := s.world.users[rec.User].team()
		inner["user"], inner["text"], inner["ts"], inner["team"] = rec.User, rec.Text, rec.TS, team
		if s.world.channels[rec.Channel].External {
			inner["user_team"], inner["source_team"] = team, team
		}
		inner["channel"], inner["event_ts"], inner["blocks"] = rec.Channel, rec.TS, rec.Blocks
		inner["client_msg_id"] = s.nextID("client-fake-")
		put(inner, "thread_ts", rec.ThreadTS)
		put(inner, "attachments", rec.Attachments)
		if rec.Shown != nil {
			inner["files"] = rec.Shown
			if inner["type"] == "message" {
				inner["subtype"] = "file_share"
			}
		}
		return newEvent(s, inner), nil
	})
}

// HomeOpened delivers app_home_opened for one of the tabs "home" and "messages".
func (s *Server) HomeOpened(ctx context.Context, user, tab string) (*Delivery, error) {
	return deliverNew(ctx, s, func() (*Delivery, error) {
		inner := map[string]any{
			"type": "app_home_opened", "user": user, "channel": s.world.im(user).ID, "tab": tab,
			"event_ts": s.records.nextTS(s.opts.Clock()),
		}
		if v, ok := s.views.open[s.views.homes[user]]; ok && tab == "home" {
			inner["view"] = viewJSON(v, nil)
		}
		return newEvent(s, inner), nil
	})
}

// GlobalShortcut delivers the use of a global shortcut.
func (s *Server) GlobalShortcut(ctx context.Context, user, callbackID string) (*Delivery, error) {
	return deliverNew(ctx, s, func() (*Delivery, error) {
		d, payload := newInteraction(s, "shortcut", user)
		payload["callback_id"] = callbackID
		payload["action_ts"] = s.records.nextTS(s.opts.Clock())
		d.payload = encode(payload)
		return d, nil
	})
}

// MessageShortcut delivers the use of a message shortcut on a message.
func (s *Server) MessageShortcut(ctx context.Context, user, callbackID string, on Record) (*Delivery, error) {
	return deliverNew(ctx, s, func() (*Delivery, error) {
		rec, err := visibleTo(s, user, on)
		if err != nil {
			return nil, err
		}
		d, payload := newInteraction(s, "message_action", user)
		aboutMessage(s, d, payload, user, rec)
		payload["callback_id"], payload["message_ts"], payload["message"] = callbackID, rec.TS, messageJSON(rec)
		payload["action_ts"] = s.records.nextTS(s.opts.Clock())
		d.payload = encode(payload)
		return d, nil
	})
}

// Press delivers a block_actions payload for an element of a message as it is now.
func (s *Server) Press(ctx context.Context, user string, on Record, a Action) (*Delivery, error) {
	return deliverNew(ctx, s, func() (*Delivery, error) {
		rec, err := visibleTo(s, user, on)
		if err != nil {
			return nil, err
		}
		action, err := actionOn(s, rec.Blocks, a)
		if err != nil {
			return nil, err
		}
		d, payload := newInteraction(s, "block_actions", user)
		aboutMessage(s, d, payload, user, rec)
		container := map[string]any{
			"type": "message", "message_ts": rec.TS, "channel_id": rec.Channel, "is_ephemeral": rec.EphemeralTo != "",
		}
		put(container, "thread_ts", rec.ThreadTS)
		if rec.EphemeralTo == "" {
			payload["message"] = messageJSON(rec) // Slack does not keep ephemeral ones
		}
		payload["container"], payload["actions"] = container, []any{action}
		payload["state"] = map[string]any{"values": map[string]any{}}
		d.payload = encode(payload)
		return d, nil
	})
}

// PressInView delivers a block_actions payload for an element of an open view. values
// are what the person has entered in the view so far; they may be nil.
func (s *Server) PressInView(ctx context.Context, user, viewID string, a Action, values Values) (*Delivery, error) {
	return deliverNew(ctx, s, func() (*Delivery, error) {
		v, err := viewSeen(s, user, viewID)
		if err != nil {
			return nil, err
		}
		action, err := actionOn(s, v.Blocks, a)
		if err != nil {
			return nil, err
		}
		state, err := v.state(values)
		if err != nil {
			return nil, err
		}
		d, payload := newInteraction(s, "block_actions", user)
		payload["container"] = map[string]any{"type": "view", "view_id": v.ID}
		payload["view"], payload["actions"] = viewJSON(v, state), []any{action}
		payload["state"] = map[string]any{"values": state}
		d.payload = encode(payload)
		return d, nil
	})
}

// Submit delivers the view_submission of the modal on top, with values entered. An
// answer without response_action closes the modal.
func (s *Server) Submit(ctx context.Context, user, viewID string, values Values) (*Delivery, error) {
	return deliverNew(ctx, s, func() (*Delivery, error) {
		v, err := viewSeen(s, user, viewID)
		if err != nil {
			return nil, err
		}
		if v.Type != "modal" {
			return nil, fmt.Errorf("slackfake: an App Home is not submitted")
		}
		state, err := v.state(values)
		if err != nil {
			return nil, err
		}
		if err := v.missing(state); err != nil {
			return nil, err
		}
		d, payload := newInteraction(s, "view_submission", user)
		payload["view"], payload["hash"] = viewJSON(v, state), v.Hash
		payload["response_urls"] = newResponseURLs(s, user, v, state)
		d.payload = encode(payload)
		d.apply = func(s *Server, answer json.RawMessage) { submissionAnswer(s, v, answer) }
		v.awaited = func() bool { return d.ack == nil && d.failure == "" }
		return d, nil
	})
}

// newResponseURLs gives one address for every menu of conversations that asks for it.
func newResponseURLs(s *Server, user string, v *View, state map[string]map[string]any) []any {
	urls := []any{}
	for _, e := range elements(v.Blocks) {
		if e.spec["response_url_enabled"] != true {
			continue
		}
		chosen, _ := state[e.blockID][e.actionID].(map[string]any)
		channel, ok := s.world.find(str(chosen[single[e.kind()]]))
		if !ok {
			continue
		}
		urls = append(urls, map[string]any{
			"block_id": e.blockID, "action_id": e.actionID, "channel_id": channel.ID,
			"response_url": newResponseURL(s, user, channel.ID, ""),
		})
	}
	return urls
}

// submissionAnswer does to the modals what the answer to a submission says.
func submissionAnswer(s *Server, v *View, answer json.RawMessage) {
	var a struct {
		Action string            `json:"response_action"`
		Errors map[string]string `json:"errors"`
		View   json.RawMessage   `json:"view"`
	}
	_ = json.Unmarshal(answer, &a) // no answer, or one out of shape: the modal closes
	switch a.Action {
	case "errors":
		showErrors(s, v, a.Errors)
	case "clear":
		s.views.clear(v.User)
	case "update", "push":
		spec, fail := checkedView(string(a.View), "modal")
		if fail == nil && a.Action == "push" {
			_, fail = pushView(s, v.User, spec)
		} else if fail == nil {
			setView(s, v, spec)
		}
		if fail != nil {
			s.note(Entry{Kind: AckRefused, Name: typeInteractive, Error: fail.code})
		}
	default:
		s.views.pop(v.User)
	}
}

// showErrors puts errors beside the inputs. Slack shows none for a block that is no
// input, only that something went wrong.
func showErrors(s *Server, v *View, errs map[string]string) {
	inputs := map[string]bool{}
	for _, e := range elements(v.Blocks) {
		inputs[e.blockID] = inputs[e.blockID] || e.isInput()
	}
	for blockID := range errs {
		if !inputs[blockID] {
			s.note(Entry{Kind: AckRefused, Name: typeInteractive, Error: "errors: no input block " + blockID})
			return
		}
	}
	v.Errors = errs
}

// CloseView closes the modal on top, and all below it where the view says so. It
// delivers view_closed if the view asked to be told; otherwise the delivery is nil.
func (s *Server) CloseView(ctx context.Context, user, viewID string) (*Delivery, error) {
	return deliverNew(ctx, s, func() (*Delivery, error) {
		v, err := viewSeen(s, user, viewID)
		if err != nil {
			return nil, err
		}
		s.views.pop(user)
		if v.ClearOnClose {
			s.views.clear(user)
		}
		s.touch()
		if !v.NotifyOnClose {
			return nil, nil
		}
		d, payload := newInteraction(s, "view_closed", user)
		payload["view"], payload["is_cleared"] = viewJSON(v, nil), v.ClearOnClose
		d.payload = encode(payload)
		return d, nil
	})
}
