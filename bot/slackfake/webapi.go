package slackfake

import (
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// Args are the arguments of a call, the same whether it came as a form or as JSON.
// Strings are as they are, everything else is JSON text.
type Args map[string]string

// reply is a method's answer without "ok".
type reply map[string]any

// slackError is an error as the Web API reports it.
type slackError struct {
	code     string
	needed   string
	detail   string
	messages []string
}

func failed(code string) *slackError { return &slackError{code: code} }

// method is a Web API method: the scopes of which any one is enough, and what it
// does. run is called with mu held.
type method struct {
	scopes []string
	run    func(*Server, Args) (reply, *slackError)
}

// connectionsOpen is the one method that wants the app's token.
const connectionsOpen = "apps.connections.open"

var methods = map[string]method{
	"auth.test":                             {nil, (*Server).authTest},
	connectionsOpen:                         {nil, (*Server).connectionsOpen},
	"chat.postMessage":                      {[]string{"chat:write"}, (*Server).chatPostMessage},
	"chat.postEphemeral":                    {[]string{"chat:write"}, (*Server).chatPostEphemeral},
	"chat.update":                           {[]string{"chat:write"}, (*Server).chatUpdate},
	"chat.delete":                           {[]string{"chat:write"}, (*Server).chatDelete},
	"chat.getPermalink":                     {nil, (*Server).chatGetPermalink},
	"assistant.threads.setStatus":           {[]string{"chat:write", "assistant:write"}, (*Server).assistantSetStatus},
	"assistant.threads.setSuggestedPrompts": {[]string{"assistant:write"}, (*Server).assistantSetPrompts},
	"chat.unfurl":                           {[]string{"links:write"}, (*Server).chatUnfurl},
	"views.open":                            {nil, (*Server).viewsOpen},
	"views.push":                            {nil, (*Server).viewsPush},
	"views.update":                          {nil, (*Server).viewsUpdate},
	"views.publish":                         {nil, (*Server).viewsPublish},
	"conversations.open":                    {[]string{"im:write"}, (*Server).conversationsOpen},
	"conversations.info":                    {nil, (*Server).conversationsInfo}, // the scope depends on the channel
	"users.info":                            {[]string{"users:read"}, (*Server).usersInfo},
	"canvases.create":                       {[]string{"canvases:write"}, (*Server).canvasesCreate},
	"canvases.access.set":                   {[]string{"canvases:write"}, (*Server).canvasesAccessSet},
	"canvases.delete":                       {[]string{"canvases:write"}, (*Server).canvasesDelete},
	"files.getUploadURLExternal":            {[]string{"files:write"}, (*Server).filesGetUploadURL},
	"files.completeUploadExternal":          {[]string{"files:write"}, (*Server).filesCompleteUpload},
	"functions.completeSuccess":             {nil, (*Server).functionsCompleteSuccess},
	"functions.completeError":               {nil, (*Server).functionsCompleteError},
}

// serveAPI answers /api/{method}.
func (s *Server) serveAPI(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("method")
	args, err := decodeArgs(r)
	if err != nil {
		http.Error(w, err.Error(), http.StatusRequestEntityTooLarge)
		return
	}
	token := cutToken(name, r, args)
	f := s.fault(name)
	if !s.pause(r.Context(), name, f) {
		panic(http.ErrAbortHandler)
	}
	if f.code != "" || (f.breaks() && !f.after) {
		s.noteCall(name, args, nil, f.name)
		f.answerAPI(w)
		return
	}
	if name == "views.update" {
		s.settle(r.Context(), args)
	}
	answer := s.call(name, token, args)
	if f.breaks() {
		f.answer(w)
		return
	}
	w.Header().Set("X-OAuth-Scopes", s.scopes())
	writeJSON(w, answer)
}

func (f Fault) answerAPI(w http.ResponseWriter) {
	if f.code != "" {
		writeJSON(w, failed(f.code).reply(""))
		return
	}
	f.answer(w)
}

func writeJSON(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_, _ = w.Write(encode(v)) // a client that has gone is no concern of ours
}

// decodeArgs reads the arguments from either kind of body, and from the query, as
// Slack does.
func decodeArgs(r *http.Request) (Args, error) {
	args := Args{}
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	args.addForm(r.URL.RawQuery)
	if kind == "application/json" {
		args.addJSON(body)
	} else {
		args.addForm(string(body))
	}
	return args, nil
}

func (a Args) addForm(encoded string) {
	values, _ := url.ParseQuery(encoded) // what can be read counts
	for name := range values {
		a[name] = values.Get(name)
	}
}

func (a Args) addJSON(body []byte) {
	var fields map[string]json.RawMessage
	if json.Unmarshal(body, &fields) != nil {
		return
	}
	for name, raw := range fields {
		var text string
		switch {
		case string(raw) == "null":
		case json.Unmarshal(raw, &text) == nil:
			a[name] = text
		default:
			a[name] = string(raw)
		}
	}
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

// call runs a method and enters it in the journal.
func (s *Server) call(name, token string, args Args) reply {
	s.mu.Lock()
	defer s.mu.Unlock()
	answer, fail := s.run(name, token, args)
	if fail != nil {
		s.noteLocked(name, args, nil, fail.code)
		return fail.reply(s.scopes())
	}
	s.noteLocked(name, args, answer, "")
	answer["ok"] = true
	return answer
}

func (s *Server) run(name, token string, args Args) (reply, *slackError) {
	m, known := methods[name]
	if !known {
		return nil, failed("unknown_method")
	}
	if fail := s.authorize(name, token, args); fail != nil {
		return nil, fail
	}
	if fail := s.needScope(m.scopes...); fail != nil {
		return nil, fail
	}
	return m.run(s, args)
}

// authorize says whether the token may be used for a call: the bot's, the app's for
// the one method that wants it, or that of a function's run.
func (s *Server) authorize(name, token string, args Args) *slackError {
	want, other := s.opts.BotToken, s.opts.AppToken
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
	if e, ok := s.execution(func(e *Execution) bool { return e.Token == token }); ok {
		return e.admits(name, args)
	}
	return failed("invalid_auth")
}

// needScope wants one of the scopes, or none if there are none.
func (s *Server) needScope(scopes ...string) *slackError {
	if len(scopes) == 0 || slices.ContainsFunc(scopes, s.granted) {
		return nil
	}
	return &slackError{code: "missing_scope", needed: strings.Join(scopes, ",")}
}

func (s *Server) granted(scope string) bool { return slices.Contains(s.opts.Scopes, scope) }

func (e *slackError) reply(provided string) reply {
	r := reply{"ok": false, "error": e.code}
	if e.needed != "" {
		r["needed"], r["provided"] = e.needed, provided
	}
	if e.detail != "" {
		r["detail"] = e.detail
	}
	if e.messages != nil {
		r["response_metadata"] = map[string]any{"messages": e.messages}
	}
	return r
}

func (s *Server) noteCall(name string, args Args, answer reply, code string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.noteLocked(name, args, answer, code)
}

// noteLocked enters a call in the journal. The caller holds mu.
func (s *Server) noteLocked(name string, args Args, answer reply, code string) {
	ts := str(answer["ts"])
	if ts == "" {
		ts = str(answer["message_ts"])
	}
	seq := s.note(Entry{Kind: APICall, Name: name, Args: args, Error: code, TS: ts})
	if rec, ok := s.records.find(str(answer["channel"]), ts); ok {
		rec.Seq = seq
	}
}

func (s *Server) authTest(Args) (reply, *slackError) {
	who := reply{
		"url": fmt.Sprintf("https://%s.slack.com/", teamDomain), "team": teamName, "team_id": TeamID,
		"user": botName, "user_id": BotUserID, "bot_id": BotID, "is_enterprise_install": false,
	}
	if s.opts.Enterprise != "" {
		who["enterprise_id"] = s.opts.Enterprise
	}
	return who, nil
}
