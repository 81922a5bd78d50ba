package turn

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"precedent/bot/delivery"
)

// TestRouter_Duplicates: what is registered twice, or without a name, panics when the bot is
// made, so that no handler hides another.
func TestRouter_Duplicates(t *testing.T) {
	act := func(context.Context, *Turn, Press) error { return nil }
	event := func(context.Context, *Turn, *delivery.Event) error { return nil }
	shortcut := func(context.Context, *Turn, delivery.MessageUsed) error { return nil }
	form := func(*Submission) Work { return Work{} }
	text := func(context.Context, *Turn, string) error { return nil }
	for name, twice := range map[string]func(r *Router){
		"action":          func(r *Router) { r.Action("share", act); r.CaseAction("share", nil) },
		"no name":         func(r *Router) { r.Action("", act) },
		"form":            func(r *Router) { r.Form("share", form); r.Form("share", form) },
		"event":           func(r *Router) { r.Event("app_mention", event); r.Event("app_mention", event) },
		"global shortcut": func(r *Router) { r.GlobalShortcut("search", shortcut); r.GlobalShortcut("search", shortcut) },
		"command":         func(r *Router) { r.Command(text); r.Command(text) },
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("registering it twice, or without a name, does not panic")
				}
			}()
			twice(NewRouter())
		})
	}
	// A shortcut of either type may have the name of one of the other.
	r := NewRouter()
	r.GlobalShortcut("search", shortcut)
	r.MessageShortcut("search", shortcut)
	if got, want := r.Shortcuts(), []string{"message_action:search", "shortcut:search"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestRouter_NoDefault: what nobody registered asks for nothing.
func TestRouter_NoDefault(t *testing.T) {
	r, h := NewRouter(), &Host{}
	for name, d := range map[string]delivery.Delivery{
		"nothing":    {},
		"command":    {Command: &delivery.Command{Text: "help"}},
		"event":      {Event: &delivery.Event{Type: "app_mention", User: "U1"}},
		"window":     {Interaction: &delivery.Interaction{Type: delivery.ViewSubmission}},
		"shortcut":   {Interaction: &delivery.Interaction{Type: delivery.GlobalShortcut, CallbackID: "search"}},
		"no actions": {Interaction: &delivery.Interaction{Type: delivery.BlockActions}},
	} {
		if task := r.Route(h, d); task.Do != nil || task.Window != nil {
			t.Errorf("%s: got %+v, want nothing to do", name, task)
		}
	}
}

// TestRouter_Keywords: the first keyword that matches answers, with what stands behind it.
func TestRouter_Keywords(t *testing.T) {
	r := NewRouter()
	var answered []string
	for _, word := range []string{"watch", "watch list", "list"} {
		r.Keyword(func(text string) (string, bool) { return strings.CutPrefix(text, word) }, func(_ context.Context, _ *Turn, rest string) error {
			answered = append(answered, word+"|"+rest)
			return errors.New(word)
		})
	}
	for text, want := range map[string]string{"watch list of prices": "watch", "list": "list", "tenders": ""} {
		is, err := r.Keyworded(t.Context(), nil, text)
		if is != (want != "") || is && err.Error() != want {
			t.Errorf("%q: got %t, %v, want %q", text, is, err, want)
		}
	}
	if slices.Sort(answered); !slices.Equal(answered, []string{"list|", "watch| list of prices"}) {
		t.Errorf("answered %q", answered)
	}
}

// TestRouter_Threads: whether a thread has a reply, and whether a question follows upon
// something there, are two facts.
func TestRouter_Threads(t *testing.T) {
	r := NewRouter()
	r.Event("app_mention", func(context.Context, *Turn, *delivery.Event) error { return nil })
	for thread, want := range map[string]Target{
		"":    {ThreadTS: "2.2", NewThread: true},
		"1.1": {ThreadTS: "1.1", FollowsUp: true},
		"2.2": {ThreadTS: "2.2", NewThread: true, FollowsUp: true},
	} {
		e := &delivery.Event{Type: "app_mention", User: "U1", Channel: "C1", TS: "2.2", Thread: thread}
		want.User, want.Channel, want.Public = "U1", "C1", true
		if got := r.Route(&Host{}, delivery.Delivery{Event: e}).To; got != want {
			t.Errorf("thread %q: got %+v, want %+v", thread, got, want)
		}
	}
}
