package slackfake_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
	"github.com/slack-go/slack/socketmode"

	"precedent/bot/slackfake"
)

func TestPressInUnfurl(t *testing.T) {
	t.Parallel()
	srv := newServer(t, slackfake.Options{})
	heard := connect(t, srv, nothing)
	ctx, ok := testContext(t), sent(t)
	const first, second = "https://example.org/a", "https://example.org/b"
	press := slackfake.Action{ActionID: "save"}
	shown := slack.Attachment{Blocks: slack.Blocks{BlockSet: []slack.Block{buttons(slack.NewButtonBlockElement("save", "case-7", plain("Save")))}}}
	link := ok(srv.PostLink(ctx, slackfake.Post{User: slackfake.Ada, Channel: slackfake.Random, ThreadTS: "1.000001", Text: first + " " + second}, "example.org"))
	if _, err := srv.PressInUnfurl(ctx, slackfake.Ada, link, second, press); err == nil {
		t.Error("a button was pressed before it was there")
	}
	event := next(t, heard, socketmode.EventTypeEventsAPI).Data.(slackevents.EventsAPIEvent).InnerEvent.Data.(*slackevents.LinkSharedEvent)
	unfurls := map[string]slack.Attachment{first: shown, second: shown}
	if _, _, _, err := newClient(srv).UnfurlMessageContext(ctx, event.Channel, event.MessageTimeStamp, unfurls); err != nil {
		t.Fatal(err)
	}
	d := ok(srv.PressInUnfurl(ctx, slackfake.Marek, link, second, press))
	got := interaction(t, heard)
	if c := got.Container; c.Type != "message_attachment" || c.MessageTs != event.MessageTimeStamp || c.ThreadTs != "1.000001" || c.AttachmentID != "2" || c.ChannelID != slackfake.Random || c.IsEphemeral || !c.IsAppUnfurl {
		t.Errorf("container = %+v", c)
	}
	if got.User.ID != slackfake.Marek || got.Channel.ID != slackfake.Random || got.TriggerID != d.TriggerID || got.ResponseURL != d.ResponseURL || got.ActionCallback.BlockActions[0].Value != "case-7" {
		t.Errorf("payload = %+v", got)
	}
	var payload struct {
		Message json.RawMessage `json:"message"`
		Unfurl  struct {
			URL    string          `json:"app_unfurl_url"`
			Blocks json.RawMessage `json:"blocks"`
		} `json:"app_unfurl"`
	}
	for _, e := range srv.Journal() {
		if e.Kind == slackfake.Delivered && e.ID == d.ID {
			if err := json.Unmarshal(e.Payload, &payload); err != nil {
				t.Fatal(err)
			}
		}
	}
	if payload.Message != nil || payload.Unfurl.URL != second || !strings.Contains(string(payload.Unfurl.Blocks), "case-7") {
		t.Errorf("payload = %s", payload)
	}
	if err := respond(t, d.ResponseURL, &slack.WebhookMessage{Text: "mine", ReplaceOriginal: true}); err != nil {
		t.Fatal(err)
	}
	if m, _ := srv.Message(slackfake.Random, event.MessageTimeStamp); m.Edits != 0 {
		t.Errorf("the person's message now says %q", m.Text)
	}
	composed := ok(srv.ComposeLink(ctx, slackfake.Ada, first, "example.org"))
	if _, err := srv.PressInUnfurl(ctx, slackfake.Ada, composed, first, press); err == nil {
		t.Error("a button was pressed in the composer")
	}
}
