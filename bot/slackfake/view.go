package slackfake

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
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
