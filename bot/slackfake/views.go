package slackfake

import (
	"context"
	"fmt"
	"maps"
	"time"
)

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
