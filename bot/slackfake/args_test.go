package slackfake_test

import (
	"encoding/json"
	"errors"
	"net/url"
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"precedent/bot/slackfake"
)

// TestBlocks_AsStrictAsSlack posts blocks of the newest kinds that Slack would refuse.
func TestBlocks_AsStrictAsSlack(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	cell := func(kind string) string {
		if kind == "rich_text" {
			return `{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"a"}]}]}`
		}
		return `{"type":"` + kind + `","text":"a"}`
	}
	table := func(rows string) string { return `[{"type":"data_table","caption":"Cases","rows":[` + rows + `]}]` }
	text := cell("raw_text")
	for name, tc := range map[string]struct {
		blocks string
		want   string // in the answer
	}{
		"a table of a header alone":  {table("[" + text + "]"), "invalid_blocks"},
		"a table with a rich header": {table("[" + cell("rich_text") + "],[" + text + "]"), "invalid_blocks"},
		"a table with a shorter row": {table("[" + text + "," + text + "],[" + text + "]"), "invalid_blocks"},
		"a chart of nothing":         {`[{"type":"data_visualization","title":"Cases","chart":{"type":"pie","segments":[]}}]`, "invalid_blocks"},
		"a task without an id":       {`[{"type":"task_card","title":"a"}]`, "invalid_blocks"},
		"a table":                    {table("[" + text + "],[" + cell("rich_text") + "]"), `"ok":true`},
		"a chart":                    {`[{"type":"data_visualization","title":"Cases","chart":{"type":"pie","segments":[{"label":"a","value":1}]}}]`, `"ok":true`},
		"a plan":                     {`[{"type":"plan","title":"a","tasks":[{"task_id":"1","title":"a","status":"complete"}]}]`, `"ok":true`},
		"a layout with a button":     {`[{"type":"layout","label":"a","rows":[{"items":[{"block":{"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"Go"}}]}}]}]}]`, `"ok":true`},
		"a table with a button":      {table("[" + text + `],[{"type":"action_cell","element":{"type":"button","text":{"type":"plain_text","text":"Go"}}}]`), `"ok":true`},
		"a container in a message":   {`[{"type":"container","title":{"type":"plain_text","text":"a"},"child_blocks":[{"type":"divider"}]}]`, `"ok":true`},
	} {
		answer := postForm(t, srv, "chat.postMessage", url.Values{"token": {srv.BotToken()}, "channel": {slackfake.General}, "text": {"a"}, "blocks": {tc.blocks}})
		if !strings.Contains(answer, tc.want) {
			t.Errorf("%s: %s", name, answer)
		}
	}
	home := `{"type":"home","blocks":[{"type":"container","title":{"type":"plain_text","text":"a"},"child_blocks":[{"type":"divider"}]}]}`
	if answer := postForm(t, srv, "views.publish", url.Values{"token": {srv.BotToken()}, "user_id": {slackfake.Ada}, "view": {home}}); !strings.Contains(answer, "invalid_arguments") {
		t.Errorf("a container in a home: %s", answer)
	}
	// Slack gives an id to every button, wherever it stands.
	for _, m := range srv.Messages() {
		var blocks any
		if err := json.Unmarshal(m.Blocks, &blocks); err != nil {
			t.Fatal(err)
		}
		if n, ids := strings.Count(string(m.Blocks), `"button"`), strings.Count(string(m.Blocks), `"action_id"`); n != ids {
			t.Errorf("%d buttons with %d ids: %s", n, ids, m.Blocks)
		}
	}
}

func longSections(n int) []slack.Block {
	var blocks []slack.Block
	for range n {
		blocks = append(blocks, slack.NewSectionBlock(plain(strings.Repeat("x", 3000)), nil, nil))
	}
	return blocks
}

func TestBlocks_SaysWhyInvalid(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	_, _, err := newClient(srv).PostMessageContext(testContext(t), slackfake.General, text("a"),
		slack.MsgOptionBlocks(buttons(slack.NewButtonBlockElement("a", "", plain(strings.Repeat("x", 80))))))
	var answer slack.SlackErrorResponse
	if !errors.As(err, &answer) {
		t.Fatal(err)
	}
	want := "blocks[0].elements[0].text: 80 characters, at most 75"
	if got := answer.ResponseMetadata.Messages; len(got) != 1 || got[0] != want {
		t.Errorf("messages = %q, want %q", got, want)
	}
}
