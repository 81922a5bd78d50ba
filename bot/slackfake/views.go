package slackfake

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"
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

	spec map[string]any // as sent
	// awaited tells whether the last submission still waits for its answer; nil if there
	// is none. It is called with Server.mu held.
	awaited func() bool
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
	put(m, "previous_view_id", v.PreviousID)
	return m
}

const (
	triggerLife = 3 * time.Second
	viewStack   = 3 // modals one on another
)

// View looks up an open view by its id.
func (s *Server) View(id string) (View, bool) {
	return viewNow(s, func() (*View, bool) { v, ok := s.views.open[id]; return v, ok })
}

// TopView is the modal that a user sees.
func (s *Server) TopView(user string) (View, bool) {
	return viewNow(s, func() (*View, bool) { return s.views.top(user) })
}

// HomeView is a user's App Home, if the bot has published one.
func (s *Server) HomeView(user string) (View, bool) {
	return viewNow(s, func() (*View, bool) { v, ok := s.views.open[s.views.homes[user]]; return v, ok })
}

// viewNow is a view as it is now. find is called with mu held.
func viewNow(s *Server, find func() (*View, bool)) (View, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	v, ok := find()
	if !ok {
		return View{}, false
	}
	return v.clone(), true
}

// newTrigger gives a trigger id. The caller holds mu.
func newTrigger(s *Server, user string) string {
	now := s.opts.Clock()
	// Those of an hour ago are long dead.
	maps.DeleteFunc(s.triggers, func(_ string, t *trigger) bool { return now.Sub(t.issued) > time.Hour })
	id := s.nextID("trigger.fake.")
	s.triggers[id] = &trigger{user: user, issued: now}
	return id
}

func exchange(s *Server, id string) (user string, fail *slackError) {
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

// setView gives a view new content. The caller holds mu.
func setView(s *Server, v *View, spec map[string]any) {
	title, _ := spec["title"].(map[string]any)
	v.spec = spec
	v.Type, v.Title = str(spec["type"]), str(title["text"])
	v.CallbackID, v.ExternalID = str(spec["callback_id"]), str(spec["external_id"])
	v.PrivateMetadata = str(spec["private_metadata"])
	v.Blocks = withIDs(s.nextID, encode(spec["blocks"]))
	v.ClearOnClose, _ = spec["clear_on_close"].(bool)
	v.NotifyOnClose, _ = spec["notify_on_close"].(bool)
	v.Errors = nil
	v.Hash = s.nextID("hash.")
	s.touch()
}

func newView(s *Server, user string, spec map[string]any) *View {
	v := &View{ID: s.nextID("V"), User: user}
	v.RootID = v.ID
	setView(s, v, spec)
	s.views.open[v.ID] = v
	return v
}

// pushView puts a modal on a user's stack.
func pushView(s *Server, user string, spec map[string]any) (*View, *slackError) {
	stack := s.views.stacks[user]
	if len(stack) == viewStack {
		return nil, failed("push_limit_reached")
	}
	v := newView(s, user, spec)
	if len(stack) > 0 {
		v.RootID, v.PreviousID = stack[0], stack[len(stack)-1]
	}
	s.views.stacks[user] = append(stack, v.ID)
	return v, nil
}

func openView(s *Server, id, externalID string) (*View, bool) {
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

// viewSeen finds a view that is before the user's eyes: the top modal, or the App Home.
func viewSeen(s *Server, user, viewID string) (*View, error) {
	v, ok := s.views.open[viewID]
	if !ok || v.User != user {
		return nil, fmt.Errorf("slackfake: %s has no view %s open", user, viewID)
	}
	if top, ok := s.views.top(user); v.Type == "modal" && (!ok || top != v) {
		return nil, fmt.Errorf("slackfake: view %s lies under another", viewID)
	}
	return v, nil
}

func viewsOpen(s *Server, args Args) (reply, *slackError) {
	return openModal(s, args, s.views.clear)
}

func viewsPush(s *Server, args Args) (reply, *slackError) {
	return openModal(s, args, func(string) {})
}

// openModal shows a modal to whoever did what the trigger is of, once their modals are
// made ready for it.
func openModal(s *Server, args Args, ready func(user string)) (reply, *slackError) {
	spec, fail := checkedView(args["view"], "modal")
	if fail != nil {
		return nil, fail
	}
	user, fail := exchange(s, args["trigger_id"])
	if fail != nil {
		return nil, fail
	}
	ready(user)
	return viewReply(pushView(s, user, spec))
}

func viewReply(v *View, fail *slackError) (reply, *slackError) {
	if fail != nil {
		return nil, fail
	}
	return reply{"view": viewJSON(v, nil)}, nil
}

func viewsUpdate(s *Server, args Args) (reply, *slackError) {
	v, ok := openView(s, args["view_id"], args["external_id"])
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
	setView(s, v, spec)
	return viewReply(v, nil)
}

// settle waits, as long as Slack waits for an answer, until a view's last
// newSubmission is answered. The bot answers on one connection and calls on
// another, so that a call could otherwise be taken before an answer that was
// sent earlier.
func settle(ctx context.Context, s *Server, args Args) {
	ctx, cancel := context.WithTimeout(ctx, s.opts.AckTimeout)
	defer cancel()
	// That no answer came in time is no fault of the call's.
	_ = s.await(ctx, func() bool {
		v, ok := openView(s, args["view_id"], args["external_id"])
		return !ok || v.awaited == nil || !v.awaited()
	})
}

func viewsPublish(s *Server, args Args) (reply, *slackError) {
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
		v = newView(s, user, spec)
		s.views.homes[user] = v.ID
		return viewReply(v, nil)
	}
	if hash := args["hash"]; hash != "" && hash != v.Hash {
		return nil, failed("hash_conflict")
	}
	setView(s, v, spec)
	return viewReply(v, nil)
}
