package slackfake_test

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"precedent/bot/slackfake"
)

// TestConnectionsOpen_WantsTheHeader: Slack takes the app's token nowhere else.
func TestConnectionsOpen_WantsTheHeader(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	if answer := postForm(t, srv, "apps.connections.open", url.Values{"token": {srv.AppToken()}}); !strings.Contains(answer, "not_authed") {
		t.Errorf("a token in the form: %s", answer)
	}
	api := slack.New(srv.BotToken(), slack.OptionAppLevelToken(srv.AppToken()), slack.OptionAPIURL(srv.APIURL()))
	if _, _, err := api.StartSocketModeContext(testContext(t)); err != nil {
		t.Errorf("a token in the header: %v", err)
	}
}

// TestPrompts_InAThreadDoNothing: so it is for apps with the agent view, without an error.
func TestPrompts_InAThreadDoNothing(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	im, _ := srv.Channel(slackfake.Ada)
	set := func(thread string) {
		t.Helper()
		if err := newClient(srv).SetAssistantThreadsSuggestedPromptsContext(testContext(t), slack.AssistantThreadsSetSuggestedPromptsParameters{
			ChannelID: im.ID, ThreadTS: thread, Prompts: []slack.AssistantThreadsPrompt{{Title: "a", Message: "a"}},
		}); err != nil {
			t.Fatal(err)
		}
	}
	set("1.1")
	if got := srv.Prompts(slackfake.Ada); len(got) != 0 {
		t.Errorf("in a thread: %v", got)
	}
	set("")
	if got := srv.Prompts(slackfake.Ada); len(got) != 1 {
		t.Errorf("in no thread: %v", got)
	}
}

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
