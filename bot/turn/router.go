package turn

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"precedent/bot/delivery"
	"precedent/bot/state"
	"precedent/bot/view"
	"precedent/corpus"
)

// Press is a button that somebody pressed, or an option that they chose in a menu. Its
// value comes from outside and may be old.
type Press struct {
	Value string
	Rest  string // of the action's id behind its name, such as a place in a list
}

// Handlers of what people do. A FormReader also runs when Slack delivers a window again, and
// before it is acknowledged: it reads, and does nothing.
type (
	ActionHandler   func(ctx context.Context, t *Turn, p Press) error
	CaseHandler     func(ctx context.Context, t *Turn, c *corpus.Case) error
	TextHandler     func(ctx context.Context, t *Turn, text string) error
	ShortcutHandler func(ctx context.Context, t *Turn, on delivery.MessageUsed) error
	EventHandler    func(ctx context.Context, t *Turn, e *delivery.Event) error
	FormReader      func(s *Submission) Work
	Job             func(ctx context.Context)
)

// keyword is what a text begins with that asks for something else than cases.
type keyword struct {
	match func(text string) (rest string, ok bool)
	do    TextHandler
}

// Router says which feature handles what. Features register what they handle before the
// first delivery; something registered twice panics. What nobody registered does nothing.
type Router struct {
	actions   map[string]ActionHandler
	buttons   []view.CaseButton
	forms     map[string]FormReader
	shortcuts map[string]ShortcutHandler // by type and callback id
	events    map[string]EventHandler    // by name
	command   TextHandler
	keywords  []keyword
	jobs      []Job
}

// NewRouter makes a Router that handles nothing.
func NewRouter() *Router {
	return &Router{
		actions: map[string]ActionHandler{}, forms: map[string]FormReader{},
		shortcuts: map[string]ShortcutHandler{}, events: map[string]EventHandler{},
	}
}

func register[H any](kind string, handlers map[string]H, name string, handler H) {
	if _, taken := handlers[name]; taken || name == "" {
		panic(fmt.Sprintf("%s %q is registered twice or has no name", kind, name))
	}
	handlers[name] = handler
}

// Action says what a button or a menu does, by the name of its action id in package view.
func (r *Router) Action(name string, do ActionHandler) { register("action", r.actions, name, do) }

// CaseAction is Action for buttons elsewhere whose value is the id of a case, too.
func (r *Router) CaseAction(name string, do CaseHandler) {
	r.Action(name, func(ctx context.Context, t *Turn, p Press) error {
		c := t.Engine.Library().Case(p.Value)
		if c == nil {
			return t.SayWhy(ctx, view.ProblemCaseGone) // a Home brought up to date shows it no longer
		}
		return do(ctx, t, c)
	})
}

// CaseButton puts a button below every case of an answer, and says what it does.
func (r *Router) CaseButton(b view.CaseButton, do CaseHandler) {
	r.CaseAction(b.Action, do)
	r.buttons = append(r.buttons, b)
}

// CaseButtons stand below every case of an answer, in the order of their registration.
func (r *Router) CaseButtons() []view.CaseButton { return r.buttons }

// Form says how a submitted window is read, by its callback id in package view.
func (r *Router) Form(callback string, read FormReader) { register("form", r.forms, callback, read) }

// MessageShortcut says what a shortcut on a message does, by its callback id in the manifest.
func (r *Router) MessageShortcut(callback string, do ShortcutHandler) {
	register("shortcut", r.shortcuts, delivery.MessageShortcut+":"+callback, do)
}

// GlobalShortcut says what a shortcut does that is offered everywhere, by its callback id in
// the manifest.
func (r *Router) GlobalShortcut(callback string, do ShortcutHandler) {
	register("shortcut", r.shortcuts, delivery.GlobalShortcut+":"+callback, do)
}

// Event says what happens upon an event, by its name as [delivery.Event.Name] has it. The
// app's manifest asks Slack for the events that are registered.
func (r *Router) Event(name string, do EventHandler) { register("event", r.events, name, do) }

// Command says what answers the slash command.
func (r *Router) Command(do TextHandler) {
	if r.command != nil {
		panic("the command is registered twice")
	}
	r.command = do
}

// Keyword says what answers a text that begins with a word of its own, and so asks for
// something else than cases. The first that matches answers.
func (r *Router) Keyword(match func(text string) (rest string, ok bool), do TextHandler) {
	r.keywords = append(r.keywords, keyword{match, do})
}

// Job says what the bot does from time to time without being asked, the first time when it
// starts.
func (r *Router) Job(do Job) { r.jobs = append(r.jobs, do) }

// Jobs are what the bot does from time to time without being asked.
func (r *Router) Jobs() []Job { return r.jobs }

// Events are the names of the events that are handled, in alphabetical order.
func (r *Router) Events() []string { return slices.Sorted(maps.Keys(r.events)) }

// Shortcuts are the types and callback ids of the shortcuts that are handled, in
// alphabetical order.
func (r *Router) Shortcuts() []string { return slices.Sorted(maps.Keys(r.shortcuts)) }

// Actions are the names of the buttons and menus that are handled, in alphabetical
// order.
func (r *Router) Actions() []string { return slices.Sorted(maps.Keys(r.actions)) }

// Forms are the callback ids of the windows that are handled, in alphabetical order.
func (r *Router) Forms() []string { return slices.Sorted(maps.Keys(r.forms)) }

// Keyworded answers a text that asks for something else than cases. is is false where it
// asks for cases.
func (r *Router) Keyworded(ctx context.Context, t *Turn, text string) (is bool, err error) {
	for _, k := range r.keywords {
		if rest, ok := k.match(text); ok {
			return true, k.do(ctx, t, rest)
		}
	}
	return false, nil
}

// Task is what a delivery asks for.
type Task struct {
	Do     func(ctx context.Context) error // nil for nothing
	To     Target                          // where the person is told if it fails
	Window *Submission                     // of a submitted window that a feature handles, nil otherwise
	Faults map[string]Message              // by block: what the window cannot be taken with
}

// Route says what a delivery asks for. It does nothing itself.
func (r *Router) Route(h *Host, d delivery.Delivery) Task {
	switch {
	case d.Command != nil && r.command != nil:
		c := d.Command
		t := h.For(Target{Channel: conversation(c.Channel), User: c.User, From: c.Organisation(), ResponseURL: c.ResponseURL, Asked: delivery.Plain(c.Text)})
		return Task{Do: func(ctx context.Context) error { return r.command(ctx, t, t.Asked) }, To: t.Target}
	case d.Interaction != nil:
		return r.routeInteraction(h, d.Interaction)
	case d.Event != nil && r.events[d.Event.Name()] != nil:
		e, do := d.Event, r.events[d.Event.Name()]
		t := h.For(eventTarget(e))
		return Task{Do: func(ctx context.Context) error { return do(ctx, t, e) }, To: t.Target}
	}
	return Task{}
}

// eventTarget is where an event is answered: a question in its thread, openly.
func eventTarget(e *delivery.Event) Target {
	to := Target{User: e.User, From: e.Organisation()}
	if !e.Asks() {
		return to
	}
	to.Channel, to.ThreadTS, to.Public = conversation(e.Channel), cmp.Or(e.Thread, e.TS), true
	to.NewThread, to.FollowsUp = to.ThreadTS == e.TS, e.Thread != ""
	return to
}

func (r *Router) routeInteraction(h *Host, i *delivery.Interaction) Task {
	switch i.Type {
	case delivery.BlockActions:
		if len(i.Actions) == 0 {
			break
		}
		t := h.For(pressTarget(i))
		t.trigger = i.TriggerID
		action := i.Actions[0]
		return Task{Do: func(ctx context.Context) error {
			return r.press(ctx, t, action.ID, cmp.Or(action.Value, action.Selected.Value))
		}, To: t.Target}
	case delivery.ViewSubmission:
		if read := r.forms[i.View.CallbackID]; read != nil {
			return submitted(h, i, read)
		}
	case delivery.MessageShortcut, delivery.GlobalShortcut:
		if do := r.shortcuts[i.Type+":"+i.CallbackID]; do != nil {
			t := h.For(pressTarget(i).Private())
			t.trigger = i.TriggerID
			return Task{Do: func(ctx context.Context) error { return do(ctx, t, i.Message) }, To: t.Target}
		}
	}
	return Task{To: Target{User: i.User.ID, From: i.Organisation()}}
}

// press does what a button says.
func (r *Router) press(ctx context.Context, t *Turn, actionID, value string) error {
	name, rest, _ := strings.Cut(actionID, ":")
	if do := r.actions[name]; do != nil {
		return do(ctx, t, Press{value, rest})
	}
	return t.OldButton(ctx, fmt.Errorf("no action %q", state.First(name, MaxID)))
}

// pressTarget answers a press privately to who pressed, except in a direct message with
// the bot, where everything is private already and should stay.
func pressTarget(i *delivery.Interaction) Target {
	to := Target{
		Channel:     conversation(cmp.Or(i.Channel.ID, i.Container.Channel)),
		ThreadTS:    cmp.Or(i.Message.Thread, i.Container.Thread),
		User:        i.User.ID,
		From:        i.Organisation(),
		ResponseURL: i.ResponseURL,
		InHome:      i.View.Type == "home",
	}
	to.Public = Direct(to.Channel) && !i.Container.Ephemeral
	return to
}
