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
		name := channel.Name
		if channel.Kind == IM {
			name = "directmessage"
		}
		fields := map[string]string{
			"token": fakeToken("verification"), "team_id": user.team(), "team_domain": teamDomain,
			"channel_id": channel.ID, "channel_name": name, "user_id": user.ID, "user_name": user.Name,
			"command": cmp.Or(c.Command, "/similar"), "text": c.Text, "api_app_id": AppID,
			"is_enterprise_install": "false", "response_url": d.ResponseURL, "trigger_id": d.TriggerID,
		}
		if user.Enterprise != "" {
			fields["enterprise_id"] = user.Enterprise
		}
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
	rec := u.message(args, c)
	rec.Via = "ack"
	addMessage(s, rec)
}

// Mention posts a message that mentions the bot, and delivers the app_mention event.
// The mention is put before the text unless it is in it.
func (s *Server) Mention(ctx context.Context, p Post) (*Delivery, error) {
	mention := "<@" + BotUserID + ">"
	if !strings.Contains(p.Text, mention) {
		p.Text = mention + " " + p.Text
	}
	return deliverPost(ctx, s, p, func(Channel) map[string]any {
		return map[string]any{"type": "app_mention"}
	})
}

// DirectMessage posts a message in the user's IM with the bot, whatever channel p
// names, and delivers the message event.
func (s *Server) DirectMessage(ctx context.Context, p Post) (*Delivery, error) {
	p.Channel = p.User
	return deliverPost(ctx, s, p, func(Channel) map[string]any {
		return map[string]any{"type": "message", "channel_type": "im"}
	})
}

// deliverPost posts a message and delivers the event about it, whose own fields
// newEvent gives.
func deliverPost(ctx context.Context, s *Server, p Post, event func(Channel) map[string]any) (*Delivery, error) {
	return deliverNew(ctx, s, func() (*Delivery, error) {
		rec, err := addPost(s, p)
		if err != nil {
			return nil, err
		}
		inner := event(s.world.channels[rec.Channel])
		team := s.world.users[rec.User].team()
		inner["user"], inner["text"], inner["ts"], inner["team"] = rec.User, rec.Text, rec.TS, team
		if s.world.channels[rec.Channel].External {
			inner["user_team"], inner["source_team"] = team, team
		}
		inner["channel"], inner["event_ts"], inner["blocks"] = rec.Channel, rec.TS, rec.Blocks
		inner["client_msg_id"] = s.nextID("client-fake-")
		if rec.ThreadTS != "" {
			inner["thread_ts"] = rec.ThreadTS
		}
		if rec.Attachments != nil {
			inner["attachments"] = rec.Attachments
		}
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
