package slackfake

import "context"

func viewsOpen(s *Server, args Args) (reply, *slackError) {
	spec, fail := checkedView(args["view"], "modal")
	if fail != nil {
		return nil, fail
	}
	user, fail := exchange(s, args["trigger_id"])
	if fail != nil {
		return nil, fail
	}
	s.views.clear(user)
	return viewReply(pushView(s, user, spec))
}

func viewsPush(s *Server, args Args) (reply, *slackError) {
	spec, fail := checkedView(args["view"], "modal")
	if fail != nil {
		return nil, fail
	}
	user, fail := exchange(s, args["trigger_id"])
	if fail != nil {
		return nil, fail
	}
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
