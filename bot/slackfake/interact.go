package slackfake

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
)

// Action is what a person does with an element: presses a button, or chooses in a
// menu.
type Action struct {
	ActionID string
	BlockID  string // needed only where several blocks hold the action id
	// Values are what is chosen: values of options, ids, a date. Nil for a button;
	// the value of either button for feedback_buttons.
	Values []string
}

// Press delivers a block_actions payload for an element of a message as it is now.
func (s *Server) Press(ctx context.Context, user string, on Record, a Action) (*Delivery, error) {
	s.mu.Lock()
	d, err := s.pressMessage(user, on, a)
	s.mu.Unlock()
	if err != nil {
		return nil, err
	}
	return s.deliver(ctx, d)
}

func (s *Server) pressMessage(user string, on Record, a Action) (*Delivery, error) {
	rec, err := s.visibleTo(user, on)
	if err != nil {
		return nil, err
	}
	action, err := s.action(rec.Blocks, a)
	if err != nil {
		return nil, err
	}
	d, payload := s.interaction("block_actions", user)
	s.aboutMessage(d, payload, user, rec)
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
}

// PressInView delivers a block_actions payload for an element of an open view. values
// are what the person has entered in the view so far; they may be nil.
func (s *Server) PressInView(ctx context.Context, user, viewID string, a Action, values Values) (*Delivery, error) {
	s.mu.Lock()
	d, err := s.pressView(user, viewID, a, values)
	s.mu.Unlock()
	if err != nil {
		return nil, err
	}
	return s.deliver(ctx, d)
}

func (s *Server) pressView(user, viewID string, a Action, values Values) (*Delivery, error) {
	v, err := s.seen(user, viewID)
	if err != nil {
		return nil, err
	}
	action, err := s.action(v.Blocks, a)
	if err != nil {
		return nil, err
	}
	state, err := v.state(values)
	if err != nil {
		return nil, err
	}
	d, payload := s.interaction("block_actions", user)
	payload["container"] = map[string]any{"type": "view", "view_id": v.ID}
	payload["view"], payload["actions"] = viewJSON(v, state), []any{action}
	payload["state"] = map[string]any{"values": state}
	d.payload = encode(payload)
	return d, nil
}

// action builds the entry of "actions" for an element that is in the blocks. The
// caller holds mu.
func (s *Server) action(blocks json.RawMessage, a Action) (map[string]any, error) {
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

func find(blocks json.RawMessage, a Action) (element, error) {
	var found []element
	for _, e := range elements(blocks) {
		if e.actionID == a.ActionID && (a.BlockID == "" || a.BlockID == e.blockID) {
			found = append(found, e)
		}
	}
	if len(found) != 1 {
		return element{}, fmt.Errorf("slackfake: %d elements have the action id %q", len(found), a.ActionID)
	}
	return found[0], nil
}

// seen finds a view that is before the user's eyes: the top modal, or the App Home.
func (s *Server) seen(user, viewID string) (*View, error) {
	v, ok := s.views.open[viewID]
	if !ok || v.User != user {
		return nil, fmt.Errorf("slackfake: %s has no view %s open", user, viewID)
	}
	if top, ok := s.views.top(user); v.Type == "modal" && (!ok || top != v) {
		return nil, fmt.Errorf("slackfake: view %s lies under another", viewID)
	}
	return v, nil
}

// Submit delivers the view_submission of the modal on top, with values entered. An
// answer without response_action closes the modal.
func (s *Server) Submit(ctx context.Context, user, viewID string, values Values) (*Delivery, error) {
	s.mu.Lock()
	d, err := s.submission(user, viewID, values)
	s.mu.Unlock()
	if err != nil {
		return nil, err
	}
	return s.deliver(ctx, d)
}

func (s *Server) submission(user, viewID string, values Values) (*Delivery, error) {
	v, err := s.seen(user, viewID)
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
	d, payload := s.interaction("view_submission", user)
	payload["view"], payload["hash"] = viewJSON(v, state), v.Hash
	payload["response_urls"] = s.responseURLs(user, v, state)
	d.payload = encode(payload)
	d.apply = func(s *Server, answer json.RawMessage) { s.submissionAnswer(v, answer) }
	v.submitted = d
	return d, nil
}

// responseURLs gives one address for every menu of conversations that asks for it.
func (s *Server) responseURLs(user string, v *View, state map[string]map[string]any) []any {
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
			"response_url": s.newResponseURL(user, channel.ID, ""),
		})
	}
	return urls
}

// submissionAnswer does to the modals what the answer to a submission says.
func (s *Server) submissionAnswer(v *View, answer json.RawMessage) {
	var a struct {
		Action string            `json:"response_action"`
		Errors map[string]string `json:"errors"`
		View   json.RawMessage   `json:"view"`
	}
	_ = json.Unmarshal(answer, &a) // no answer, or one out of shape: the modal closes
	switch a.Action {
	case "errors":
		s.showErrors(v, a.Errors)
	case "clear":
		s.views.clear(v.User)
	case "update":
		s.answerView(a.View, func(spec map[string]any) *slackError {
			s.set(v, spec)
			return nil
		})
	case "push":
		s.answerView(a.View, func(spec map[string]any) *slackError {
			_, fail := s.push(v.User, spec)
			return fail
		})
	default:
		s.views.pop(v.User)
	}
}

// showErrors puts errors beside the inputs. Slack shows none for a block that is no
// input, only that something went wrong.
func (s *Server) showErrors(v *View, errs map[string]string) {
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
func (s *Server) answerView(raw json.RawMessage, take func(map[string]any) *slackError) {
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
	s.mu.Lock()
	v, err := s.seen(user, viewID)
	if err != nil {
		s.mu.Unlock()
		return nil, err
	}
	s.views.pop(user)
	if v.ClearOnClose {
		s.views.clear(user)
	}
	s.touch()
	d, payload := s.interaction("view_closed", user)
	payload["view"], payload["is_cleared"] = viewJSON(v, nil), v.ClearOnClose
	d.payload = encode(payload)
	s.mu.Unlock()
	if !v.NotifyOnClose {
		return nil, nil
	}
	return s.deliver(ctx, d)
}
