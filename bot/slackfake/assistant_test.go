package slackfake_test

import (
	"testing"

	"github.com/slack-go/slack"

	"precedent/bot/slackfake"
)

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
