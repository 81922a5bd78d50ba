package slackfake

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"

	"precedent/bot/blockkit"
)

const (
	triggerLife = 3 * time.Second
	viewStack   = 3 // modals one on another
)

// View is an open modal or a published App Home.
type View struct {
	ID              string
	Type            string // "modal" or "home"
	User            string // who sees it
	Title           string
	CallbackID      string
	ExternalID      string
	PrivateMetadata string
	Hash            string // changes with every change of the view
	RootID          string // the lowest of the stack
	PreviousID      string // the one below, empty for the lowest
	Blocks          json.RawMessage
	ClearOnClose    bool
	NotifyOnClose   bool
	// Errors are what the bot's answer to the last submission put beside the
	// inputs, by block id.
	Errors map[string]string

	spec      map[string]any // as sent
	submitted *Delivery      // the last submission, nil if none
}

type views struct {
	open   map[string]*View
	stacks map[string][]string // ids of a user's modals, the lowest first
	homes  map[string]string   // id of a user's App Home
}

func newViews() views {
	return views{open: map[string]*View{}, stacks: map[string][]string{}, homes: map[string]string{}}
}

// all lists the open views in the order of their ids.
func (v views) all() []View {
	var list []View
	for _, id := range slices.Sorted(maps.Keys(v.open)) {
		list = append(list, v.open[id].clone())
	}
	return list
}

func (v *View) clone() View {
	c := *v
	c.Errors = maps.Clone(v.Errors)
	return c
}

// top is the modal that a user sees.
func (v views) top(user string) (*View, bool) {
	stack := v.stacks[user]
	if len(stack) == 0 {
		return nil, false
	}
	return v.open[stack[len(stack)-1]], true
}

// pop closes the modal that a user sees, and shows the one below.
func (v views) pop(user string) {
	stack := v.stacks[user]
	if len(stack) == 0 {
		return
	}
	delete(v.open, stack[len(stack)-1])
	v.stacks[user] = stack[:len(stack)-1]
}

func (v views) clear(user string) {
	for len(v.stacks[user]) > 0 {
		v.pop(user)
	}
}

// trigger is a person's action that lets the bot open a modal, once and soon.
type trigger struct {
	user   string
	issued time.Time
	used   bool
}

// newTrigger gives a trigger id. The caller holds mu.
func (s *Server) newTrigger(user string) string {
	now := s.opts.Clock()
	for id, t := range s.triggers {
		if now.Sub(t.issued) > time.Hour {
			delete(s.triggers, id) // long dead
		}
	}
	id := s.nextID("trigger.fake.")
	s.triggers[id] = &trigger{user: user, issued: now}
	return id
}

func (s *Server) exchange(id string) (user string, fail *slackError) {
	t, ok := s.triggers[id]
	switch {
	case !ok:
		return "", failed("invalid_trigger_id")
	case t.used:
		return "", failed("exchanged_trigger_id")
	case s.opts.Clock().Sub(t.issued) > triggerLife:
		return "", failed("expired_trigger_id")
	}
	t.used = true
	return t.user, nil
}

// checkedView decodes a view that Slack would take and that is of the given type.
func checkedView(raw, kind string) (map[string]any, *slackError) {
	if fail := refusal(blockkit.CheckView(json.RawMessage(raw))); fail != nil {
		return nil, fail
	}
	var spec map[string]any
	if json.Unmarshal([]byte(raw), &spec) != nil || spec["type"] != kind {
		return nil, &slackError{code: "invalid_arguments", messages: []string{"view.type: want " + kind}}
	}
	return spec, nil
}

// set gives a view new content. The caller holds mu.
func (s *Server) set(v *View, spec map[string]any) {
	title, _ := spec["title"].(map[string]any)
	v.spec = spec
	v.Type, v.Title = str(spec["type"]), str(title["text"])
	v.CallbackID, v.ExternalID = str(spec["callback_id"]), str(spec["external_id"])
	v.PrivateMetadata = str(spec["private_metadata"])
	v.Blocks = s.withIDs(encode(spec["blocks"]))
	v.ClearOnClose, _ = spec["clear_on_close"].(bool)
	v.NotifyOnClose, _ = spec["notify_on_close"].(bool)
	v.Errors = nil
	v.Hash = s.nextID("hash.")
	s.touch()
}

func (s *Server) newView(user string, spec map[string]any) *View {
	v := &View{ID: s.nextID("V"), User: user}
	v.RootID = v.ID
	s.set(v, spec)
	s.views.open[v.ID] = v
	return v
}

// push puts a modal on a user's stack.
func (s *Server) push(user string, spec map[string]any) (*View, *slackError) {
	stack := s.views.stacks[user]
	if len(stack) == viewStack {
		return nil, failed("push_limit_reached")
	}
	v := s.newView(user, spec)
	if len(stack) > 0 {
		v.RootID, v.PreviousID = stack[0], stack[len(stack)-1]
	}
	s.views.stacks[user] = append(stack, v.ID)
	return v, nil
}

func (s *Server) viewsOpen(args Args) (reply, *slackError) {
	spec, fail := checkedView(args["view"], "modal")
	if fail != nil {
		return nil, fail
	}
	user, fail := s.exchange(args["trigger_id"])
	if fail != nil {
		return nil, fail
	}
	s.views.clear(user)
	return s.viewReply(s.push(user, spec))
}

func (s *Server) viewsPush(args Args) (reply, *slackError) {
	spec, fail := checkedView(args["view"], "modal")
	if fail != nil {
		return nil, fail
	}
	user, fail := s.exchange(args["trigger_id"])
	if fail != nil {
		return nil, fail
	}
	return s.viewReply(s.push(user, spec))
}

func (s *Server) viewReply(v *View, fail *slackError) (reply, *slackError) {
	if fail != nil {
		return nil, fail
	}
	return reply{"view": viewJSON(v, nil)}, nil
}

func (s *Server) viewsUpdate(args Args) (reply, *slackError) {
	v, ok := s.openView(args["view_id"], args["external_id"])
	if !ok {
		return nil, failed("not_found")
	}
	spec, fail := checkedView(args["view"], v.Type)
	if fail != nil {
		return nil, fail
	}
	if hash := args["hash"]; hash != "" && hash != v.Hash {
		return nil, failed("hash_conflict")
	}
	s.set(v, spec)
	return s.viewReply(v, nil)
}

// settle waits, as long as Slack waits for an answer, until a view's last
// submission is answered. The bot answers on one connection and calls on
// another, so that a call could otherwise be taken before an answer that was
// sent earlier.
func (s *Server) settle(ctx context.Context, args Args) {
	ctx, cancel := context.WithTimeout(ctx, s.opts.AckTimeout)
	defer cancel()
	// That no answer came in time is no fault of the call's.
	_ = s.await(ctx, func() bool {
		v, ok := s.openView(args["view_id"], args["external_id"])
		return !ok || v.submitted == nil || v.submitted.ack != nil || v.submitted.failure != ""
	})
}

func (s *Server) openView(id, externalID string) (*View, bool) {
	if v, ok := s.views.open[id]; ok {
		return v, true
	}
	for _, v := range s.views.open {
		if externalID != "" && v.ExternalID == externalID {
			return v, true
		}
	}
	return nil, false
}

func (s *Server) viewsPublish(args Args) (reply, *slackError) {
	user := args["user_id"]
	if _, ok := s.world.users[user]; !ok {
		return nil, failed("user_not_found")
	}
	spec, fail := checkedView(args["view"], "home")
	if fail != nil {
		return nil, fail
	}
	v, published := s.views.open[s.views.homes[user]]
	if !published {
		v = s.newView(user, spec)
		s.views.homes[user] = v.ID
		return s.viewReply(v, nil)
	}
	if hash := args["hash"]; hash != "" && hash != v.Hash {
		return nil, failed("hash_conflict")
	}
	s.set(v, spec)
	return s.viewReply(v, nil)
}

// viewJSON is a view as Slack's payloads hold it.
func viewJSON(v *View, state map[string]map[string]any) map[string]any {
	if state == nil {
		state = map[string]map[string]any{}
	}
	m := maps.Clone(v.spec)
	maps.Copy(m, map[string]any{
		"id": v.ID, "team_id": TeamID, "app_id": AppID, "bot_id": BotID, "app_installed_team_id": TeamID,
		"type": v.Type, "callback_id": v.CallbackID, "external_id": v.ExternalID,
		"private_metadata": v.PrivateMetadata, "hash": v.Hash, "blocks": v.Blocks,
		"root_view_id": v.RootID, "previous_view_id": nil, "state": map[string]any{"values": state},
	})
	if v.PreviousID != "" {
		m["previous_view_id"] = v.PreviousID
	}
	return m
}

// View looks up an open view by its id.
func (s *Server) View(id string) (View, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	v, ok := s.views.open[id]
	if !ok {
		return View{}, false
	}
	return v.clone(), true
}

// TopView is the modal that a user sees.
func (s *Server) TopView(user string) (View, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	v, ok := s.views.top(user)
	if !ok {
		return View{}, false
	}
	return v.clone(), true
}

// HomeView is a user's App Home, if the bot has published one.
func (s *Server) HomeView(user string) (View, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	v, ok := s.views.open[s.views.homes[user]]
	if !ok {
		return View{}, false
	}
	return v.clone(), true
}

// Values are what a person chose or typed in a view, by the action id of the element
// or the block id of its input. A menu takes the values of options, or ids.
type Values map[string][]string

// state builds state.values from what the person entered and what was preset.
func (v *View) state(values Values) (map[string]map[string]any, error) {
	state, met := map[string]map[string]any{}, map[string]bool{}
	for _, e := range elements(v.Blocks) {
		given, key := values[e.actionID], e.actionID
		if given == nil {
			given, key = values[e.blockID], e.blockID
		}
		met[key] = true
		if !e.isInput() && given == nil && !e.holdsState() {
			continue
		}
		chosen, err := e.chosen(given)
		if err != nil {
			return nil, err
		}
		if state[e.blockID] == nil {
			state[e.blockID] = map[string]any{}
		}
		state[e.blockID][e.actionID] = chosen
	}
	for key := range values {
		if !met[key] {
			return nil, fmt.Errorf("slackfake: view %s has no element %q", v.ID, key)
		}
	}
	return state, nil
}

// holdsState reports whether an element outside an input block has a state.
func (e element) holdsState() bool {
	switch e.kind() {
	case "button", "icon_button", "feedback_buttons", "workflow_button", "overflow":
		return false
	}
	return true
}

// missing names a required input that holds nothing, for which Slack's client would
// not send the form.
func (v *View) missing(state map[string]map[string]any) error {
	for _, e := range elements(v.Blocks) {
		if !e.isInput() || e.block["optional"] == true {
			continue
		}
		if held, _ := state[e.blockID][e.actionID].(map[string]any); isEmpty(held) {
			return fmt.Errorf("slackfake: %s is required", e.actionID)
		}
	}
	return nil
}
