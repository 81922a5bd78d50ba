package slackfake

import (
	"encoding/json"
	"io"
	"mime"
	"net/http"
	"net/url"
)

// Args are the arguments of a call, the same whether it came as a form or as JSON.
// Strings are as they are, everything else is JSON text.
type Args map[string]string

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

// list reads an argument that is a list of ids.
func (a Args) list(name string) ([]string, *slackError) {
	var ids []string
	if a[name] != "" && json.Unmarshal([]byte(a[name]), &ids) != nil {
		return nil, failed("invalid_arguments")
	}
	return ids, nil
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
