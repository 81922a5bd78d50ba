package slackfake

import (
	"encoding/json"
	"io"
	"mime"
	"net/http"
	"net/url"

	"precedent/bot/blockkit"
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
	put(r, "detail", e.detail)
	if e.messages != nil {
		r["response_metadata"] = map[string]any{"messages": e.messages}
	}
	return r
}

// content is what a message says. Nil blocks mean none were given.
type content struct {
	text   string
	blocks json.RawMessage
}

// content reads and checks what a message is to say.
func (a Args) content() (content, *slackError) {
	c := content{text: a["text"]}
	if blocks := a["blocks"]; blocks != "" {
		c.blocks = json.RawMessage(blocks)
	}
	return c, refusal(blockkit.CheckMessage(c.text, c.blocks))
}

// refusal is Slack's answer to the faults of a payload. Rules of our own are not
// Slack's, and pass.
func refusal(err error) *slackError {
	var fail *slackError
	for _, f := range blockkit.Faults(err) {
		switch {
		case f.Code == "":
		case fail == nil:
			fail = &slackError{code: f.Code, messages: []string{f.Error()}}
		default:
			fail.messages = append(fail.messages, f.Error())
		}
	}
	return fail
}

// checkedView decodes a view that Slack would take and that is of the given type.
func checkedView(raw, kind string) (map[string]any, *slackError) {
	if fail := refusal(blockkit.CheckView(json.RawMessage(raw))); fail != nil {
		return nil, fail
	}
	var spec map[string]any
	if json.Unmarshal([]byte(raw), &spec) != nil || spec["type"] != kind {
		return nil, &slackError{code: "invalid_arguments", messages: []string{"view.type: want " + kind}}
	}
	return spec, nil
}
