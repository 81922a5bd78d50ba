package slackfake

import (
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
	for token, u := range s.answers {
		if now.Sub(u.issued) > 2*responseLife {
			delete(s.answers, token) // nobody can tell it from an expired one
		}
	}
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
	token := r.PathValue("token")
	underFault(s, w, r, ResponseURLs,
		func(code string) { noteResponse(s, token, args, code) },
		func() (int, string) { return respond(s, token, args) })
}

func noteResponse(s *Server, token string, args Args, code string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.note(Entry{Kind: Responded, Name: ResponseURLs, ID: token, Args: args, Error: code})
}

// respond does what a use of a response URL asks for, and enters it in the journal.
func respond(s *Server, token string, args Args) (status int, body string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	entry := Entry{Kind: Responded, Name: ResponseURLs, ID: token, Args: args}
	u, ok := s.answers[token]
	if !ok || u.uses >= responseUses || s.opts.Clock().Sub(u.issued) > responseLife {
		entry.Error = "expired_url"
		s.note(entry)
		return http.StatusNotFound, entry.Error
	}
	rec, fail := useResponseURL(s, u, args)
	if fail != nil {
		entry.Error = fail.code
		s.note(entry)
		return http.StatusBadRequest, entry.Error
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
	return addMessage(s, u.message(args, c)), nil
}

// message is what a use of the address posts: to the user alone unless it says
// otherwise.
func (u *responseURL) message(args Args, c content) Record {
	rec := Record{
		ThreadTS: args["thread_ts"], Channel: u.channel, User: BotUserID, EphemeralTo: u.user,
		Text: c.text, Blocks: c.blocks, Via: ResponseURLs,
	}
	if args["response_type"] == "in_channel" {
		rec.EphemeralTo = ""
	}
	return rec
}
