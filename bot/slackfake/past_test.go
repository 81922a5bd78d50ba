package slackfake_test

import (
	"encoding/json"
	"strings"
	"testing"

	"precedent/bot/slackfake"
)

// TestRestore: what is of the past can be used as it stood, and what comes is later.
func TestRestore(t *testing.T) {
	srv := newServer(t, slackfake.Options{})
	heard := connect(t, srv, nothing)
	blocks := json.RawMessage(`[{"type":"actions","block_id":"b","elements":[{"type":"button","action_id":"a","value":"v","text":{"type":"plain_text","text":"Go"}}]}]`)
	im, _ := srv.Channel(slackfake.Ada)
	old := slackfake.Record{Channel: im.ID, TS: "4102444800.000007", User: slackfake.BotUserID, Text: "Old", Blocks: blocks}
	link := slackfake.Unfurled{UnfurlID: "unfurl-old", Channel: old.Channel, TS: old.TS, Links: map[string]json.RawMessage{"https://example.org": blocks}}
	modal := `{"type":"modal","callback_id":"form","title":{"type":"plain_text","text":"Old"},"blocks":[]}`
	home := `{"type":"home","blocks":` + string(blocks) + `}`
	err := srv.Restore(slackfake.Past{
		Messages: []slackfake.Record{old}, Unfurls: []slackfake.Unfurled{link},
		Views: []slackfake.PastView{{User: slackfake.Ada, View: json.RawMessage(home)}, {User: slackfake.Ada, View: json.RawMessage(modal)}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if got, ok := srv.Message(old.Channel, old.TS); !ok || got.Text != old.Text {
		t.Errorf("got %+v, %v, want the old message", got, ok)
	}
	action := slackfake.Action{ActionID: "a"}
	sent(t)(srv.Press(testContext(t), slackfake.Ada, old, action))
	sent(t)(srv.PressInUnfurl(testContext(t), slackfake.Ada, &slackfake.Delivery{UnfurlID: link.UnfurlID}, "https://example.org", action))
	top, _ := srv.TopView(slackfake.Ada)
	sent(t)(srv.Submit(testContext(t), slackfake.Ada, top.ID, nil))
	tab, _ := srv.HomeView(slackfake.Ada)
	sent(t)(srv.PressInView(testContext(t), slackfake.Ada, tab.ID, action, nil))
	for range 4 {
		next(t, heard, "interactive")
	}
	later, err := srv.Say(slackfake.Post{User: slackfake.Ada, Channel: slackfake.Ada, Text: "New"})
	if err != nil || later.TS <= old.TS {
		t.Errorf("got a message at %s, %v, want one after %s", later.TS, err, old.TS)
	}
}

// TestRestore_Refused: what Slack cannot have held is no past.
func TestRestore_Refused(t *testing.T) {
	for want, past := range map[string]slackfake.Past{
		"timestamp": {Messages: []slackfake.Record{{Channel: slackfake.General, TS: "soon"}}},
		"view":      {Views: []slackfake.PastView{{User: slackfake.Ada, View: json.RawMessage(`{"type":"modal"}`)}}},
	} {
		t.Run(want, func(t *testing.T) {
			if err := newServer(t, slackfake.Options{}).Restore(past); err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("got %v, want an error about the %s", err, want)
			}
		})
	}
}
