package slackfake

import (
	"encoding/json"

	"precedent/bot/blockkit"
)

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
