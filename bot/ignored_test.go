package bot_test

import (
	"testing"

	"precedent/bot/slackfake"
)

// TestIgnored delivers what is nobody's question. The bot must say nothing.
func TestIgnored(t *testing.T) {
	w := newWorkspace(t, setup{})
	for _, event := range []map[string]any{
		{"type": "message", "channel_type": "im", "channel": "D0X", "user": slackfake.BotUserID, "bot_id": slackfake.BotID, "text": problem, "ts": "1.1"},
		{"type": "message", "channel_type": "im", "channel": "D0X", "subtype": "message_changed", "ts": "1.2", "message": map[string]any{"user": slackfake.Ada, "text": problem}},
		{"type": "message", "channel_type": "im", "channel": "D0X", "subtype": "message_deleted", "ts": "1.3"},
		{"type": "app_mention", "channel": slackfake.General, "user": slackfake.Ada, "text": problem, "ts": "1.31", "edited": map[string]any{"user": slackfake.Ada, "ts": "1.32"}},
		{"type": "message", "channel_type": "im", "channel": "D0X", "user": slackfake.Ada, "text": problem, "ts": "1.33", "edited": map[string]any{"user": slackfake.Ada, "ts": "1.34"}},
		{"type": "message", "channel_type": "channel", "channel": slackfake.General, "subtype": "message_changed", "ts": "1.35", "message": map[string]any{"user": slackfake.Ada, "text": problem, "edited": map[string]any{"user": slackfake.Ada, "ts": "1.36"}}},
		{"type": "message", "channel_type": "channel", "channel": slackfake.General, "user": slackfake.Ada, "text": problem, "ts": "1.4"},
		{"type": "app_mention", "channel": slackfake.General, "bot_id": "B1", "user": "U1", "text": problem, "ts": "1.5"},
		{"type": "team_join"},
		{"type": "brand_new_event", "what": []int{1}},
	} {
		d := must(w.DeliverEvent(w.ctx, event))(t)
		must(d.Wait(w.ctx))(t)
	}
	if got := w.done(); len(got) > 0 {
		t.Errorf("the bot said %q", got[0].Text)
	}
}

// TestUnparseable delivers what slack-go cannot read. It must be acknowledged,
// and the bot must go on.
func TestUnparseable(t *testing.T) {
	overBoth(t, func(t *testing.T, s setup) {
		w := newWorkspace(t, s)
		for _, payload := range []string{`{"type":"event_callback","event":{"type":"message","blocks":"no list"}}`, `[]`, `"text"`} {
			d := must(w.DeliverPayload(w.ctx, "events_api", []byte(payload)))(t)
			must(d.Wait(w.ctx))(t)
		}
		if !s.http {
			d := must(w.DeliverPayload(w.ctx, "brand_new_envelope", []byte(`{}`)))(t)
			must(d.Wait(w.ctx))(t)
		}
		w.slash(slackfake.General, problem)
		wantCases(t, w.answer(1), 5)
	})
}

// TestOddMessage mentions the bot in a message with parts that nobody foresaw.
func TestOddMessage_IsAnswered(t *testing.T) {
	overBoth(t, func(t *testing.T, s setup) {
		w := newWorkspace(t, s)
		d := must(w.DeliverEvent(w.ctx, map[string]any{
			"type": "app_mention", "channel": slackfake.General, "user": slackfake.Ada, "ts": "1.1", "text": "<@" + slackfake.BotUserID + "> " + problem,
			"blocks": "no list", "attachments": []any{map[string]any{"author_id": 5, "blocks": []any{map[string]any{"type": "section", "text": "x"}}}}, "files": "x",
		}))(t)
		must(d.Wait(w.ctx))(t)
		wantCases(t, w.answer(1), 5)
	})
}
