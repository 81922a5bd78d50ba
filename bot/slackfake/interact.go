package slackfake

import (
	"context"
	"encoding/json"
	"fmt"
)

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
		if rec.ThreadTS != "" {
			container["thread_ts"] = rec.ThreadTS
		}
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
	case "update":
		answerView(s, a.View, func(spec map[string]any) *slackError {
			setView(s, v, spec)
			return nil
		})
	case "push":
		answerView(s, a.View, func(spec map[string]any) *slackError {
			_, fail := pushView(s, v.User, spec)
			return fail
		})
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

// answerView takes the view in an answer if Slack would take it.
func answerView(s *Server, raw json.RawMessage, take func(map[string]any) *slackError) {
	spec, fail := checkedView(string(raw), "modal")
	if fail == nil {
		fail = take(spec)
	}
	if fail != nil {
		s.note(Entry{Kind: AckRefused, Name: typeInteractive, Error: fail.code})
	}
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
