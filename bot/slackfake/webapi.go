package slackfake

import (
	"cmp"
	"net/http"
	"strings"
)

// connectionsOpen is the one method that wants the app's token.
const connectionsOpen = "apps.connections.open"

// method is a Web API method: the scopes of which any one is enough, and what it
// does. run is called with mu held.
type method struct {
	scopes []string
	run    func(*Server, Args) (reply, *slackError)
}

var methods = map[string]method{
	"auth.test":                             {nil, authTest},
	connectionsOpen:                         {nil, openConnection},
	"chat.postMessage":                      {[]string{"chat:write"}, chatPostMessage},
	"chat.postEphemeral":                    {[]string{"chat:write"}, chatPostEphemeral},
	"chat.update":                           {[]string{"chat:write"}, chatUpdate},
	"chat.delete":                           {[]string{"chat:write"}, chatDelete},
	"chat.getPermalink":                     {nil, chatGetPermalink},
	"assistant.threads.setStatus":           {[]string{"chat:write", "assistant:write"}, assistantSetStatus},
	"assistant.threads.setSuggestedPrompts": {[]string{"assistant:write"}, assistantSetPrompts},
	"chat.unfurl":                           {[]string{"links:write"}, chatUnfurl},
	"views.open":                            {nil, viewsOpen},
	"views.push":                            {nil, viewsPush},
	"views.update":                          {nil, viewsUpdate},
	"views.publish":                         {nil, viewsPublish},
	"conversations.open":                    {[]string{"im:write"}, conversationsOpen},
	"conversations.info":                    {nil, conversationsInfo}, // the scope depends on the channel
	"users.info":                            {[]string{"users:read"}, usersInfo},
	"canvases.create":                       {[]string{"canvases:write"}, canvasesCreate},
	"canvases.access.set":                   {[]string{"canvases:write"}, canvasesAccessSet},
	"canvases.delete":                       {[]string{"canvases:write"}, canvasesDelete},
	"files.getUploadURLExternal":            {[]string{"files:write"}, filesGetUploadURL},
	"files.completeUploadExternal":          {[]string{"files:write"}, filesCompleteUpload},
	"functions.completeSuccess":             {nil, functionsCompleteSuccess},
	"functions.completeError":               {nil, functionsCompleteError},
}

// serveAPI answers /api/{method}.
func serveAPI(s *Server, w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("method")
	args, err := decodeArgs(r)
	if err != nil {
		http.Error(w, err.Error(), http.StatusRequestEntityTooLarge)
		return
	}
	token := cutToken(name, r, args)
	underFault(s, w, r, Entry{Kind: APICall, Name: name, Args: args},
		func(code string) { writeJSON(w, failed(code).reply("")) },
		func(w http.ResponseWriter) {
			if name == "views.update" {
				settle(r.Context(), s, args)
			}
			answer := callMethod(s, name, token, args)
			w.Header().Set("X-OAuth-Scopes", scopeList(s))
			writeJSON(w, answer)
		})
}

func writeJSON(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_, _ = w.Write(encode(v)) // a client that has gone is no concern of ours
}

// cutToken takes the token from where the client put it, so that the journal does
// not hold it. The app's is taken from the header alone.
func cutToken(method string, r *http.Request, args Args) string {
	token := args["token"]
	delete(args, "token")
	if method == connectionsOpen {
		token = ""
	}
	if bearer, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok {
		token = bearer
	}
	return token
}

// callMethod runs a method and enters it in the journal.
func callMethod(s *Server, name, token string, args Args) reply {
	s.mu.Lock()
	defer s.mu.Unlock()
	answer, fail := runMethod(s, name, token, args)
	entry := Entry{Kind: APICall, Name: name, Args: args}
	if fail != nil {
		entry.Error = fail.code
		s.note(entry)
		return fail.reply(scopeList(s))
	}
	entry.TS = cmp.Or(str(answer["ts"]), str(answer["message_ts"]))
	seq := s.note(entry)
	if rec, ok := s.records.find(str(answer["channel"]), entry.TS); ok {
		rec.Seq = seq
	}
	answer["ok"] = true
	return answer
}

func runMethod(s *Server, name, token string, args Args) (reply, *slackError) {
	m, known := methods[name]
	if !known {
		return nil, failed("unknown_method")
	}
	if fail := authorize(s, name, token, args); fail != nil {
		return nil, fail
	}
	if fail := s.needScope(m.scopes...); fail != nil {
		return nil, fail
	}
	return m.run(s, args)
}

// authorize says whether the token may be used for a call: the bot's, the app's for
// the one method that wants it, or that of a function's run.
func authorize(s *Server, name, token string, args Args) *slackError {
	want, other := s.BotToken(), s.AppToken()
	if name == connectionsOpen {
		want, other = other, want
	}
	switch token {
	case want:
		return nil
	case "":
		return failed("not_authed")
	case other:
		return failed("not_allowed_token_type")
	}
	for _, e := range s.executions {
		if e.Token == token {
			return e.admits(name, args)
		}
	}
	return failed("invalid_auth")
}

// admits says whether the token of a run may be used for a call: as the bot's own,
// but not to complete another run.
func (e *Execution) admits(name string, args Args) *slackError {
	switch {
	case name == connectionsOpen:
		return failed("not_allowed_token_type")
	case strings.HasPrefix(name, "functions.") && args["function_execution_id"] != e.ID:
		return failed("access_denied")
	}
	return nil
}

func scopeList(s *Server) string { return strings.Join(s.opts.Scopes, ",") }
