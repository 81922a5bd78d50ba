package slackfake

import (
	"maps"
	"net/http"
	"time"
)

const (
	responsePath = "/response/"
	responseUses = 5
	responseLife = 30 * time.Minute
)

// newResponseURL gives an address for the user in the channel. origin is the
// timestamp of the message interacted with, empty for none. The caller holds mu.
func newResponseURL(s *Server, user, channel, origin string) string {
	now := s.opts.Clock()
	// Nobody can tell one that is long gone from an expired one.
	maps.DeleteFunc(s.answers, func(_ string, u *responseURL) bool { return now.Sub(u.issued) > 2*responseLife })
	token := s.nextID("fake")
	s.answers[token] = &responseURL{user: user, channel: channel, origin: origin, issued: now}
	return s.URL() + responsePath + token
}

// serveResponseURL answers /response/{token}.
func serveResponseURL(s *Server, w http.ResponseWriter, r *http.Request) {
	args, err := decodeArgs(r)
	if err != nil {
		http.Error(w, err.Error(), http.StatusRequestEntityTooLarge)
		return
	}
	entry := Entry{Kind: Responded, Name: ResponseURLs, ID: r.PathValue("token"), Args: args}
	underFaultText(s, w, r, entry, func() (int, string) { return respond(s, entry) })
}

// respond does what a use of a response URL asks for, and enters it in the journal.
func respond(s *Server, entry Entry) (status int, body string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	refuse := func(status int, code string) (int, string) {
		entry.Error = code
		s.note(entry)
		return status, code
	}
	u, ok := s.answers[entry.ID]
	if !ok || u.uses >= responseUses || s.opts.Clock().Sub(u.issued) > responseLife {
		return refuse(http.StatusNotFound, "expired_url")
	}
	rec, fail := useResponseURL(s, u, entry.Args)
	if fail != nil {
		return refuse(http.StatusBadRequest, fail.code)
	}
	u.uses++
	entry.TS = rec.TS
	rec.Seq = s.note(entry)
	return http.StatusOK, "ok"
}

func useResponseURL(s *Server, u *responseURL, args Args) (*Record, *slackError) {
	origin, hasOrigin := s.records.find(u.channel, u.origin)
	if args["delete_original"] == "true" {
		if !hasOrigin {
			return nil, failed("message_not_found")
		}
		origin.Deleted = true
		return origin, nil
	}
	c, fail := args.content()
	if fail != nil {
		return nil, fail
	}
	if args["replace_original"] == "true" && hasOrigin {
		changeMessage(s, origin, c)
		return origin, nil
	}
	return addMessage(s, u.message(args, c, ResponseURLs)), nil
}

// message is what a use of the address posts: to the user alone unless it says
// otherwise.
func (u *responseURL) message(args Args, c content, via string) Record {
	rec := botMessage(args, u.channel, c, via)
	if args["response_type"] != "in_channel" {
		rec.EphemeralTo = u.user
	}
	return rec
}
