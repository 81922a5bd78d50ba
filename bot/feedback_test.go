package bot_test

import (
	"encoding/json"
	"testing"

	"precedent/bot/slackfake"
	"precedent/bot/view"
)

// TestFeedback says that an answer helped, and then that it did not: the last word
// counts.
func TestFeedback(t *testing.T) {
	w, kept := remembering(t, setup{})
	r, id := w.firstCase(slackfake.General)
	w.press(r, view.ActionHelpful, "feedback")
	wantText(t, w.answer(2), "Thank you")
	w.press(r, view.ActionNotHelpful, "feedback")
	w.submit(view.CallbackReason, slackfake.Values{view.BlockWhich: {id}, view.BlockReason: {"too old"}})
	w.window("Thank you")
	all := must(kept.AllFeedback(t.Context()))(t)
	if len(all) != 1 || all[0].Helpful || all[0].Case != id || all[0].Reason != "too old" || all[0].Problem != problem || len(all[0].Cases) != 5 {
		t.Errorf("kept %+v", all)
	}
}

// TestFeedback_InAThread uses Slack's own buttons, which answers that stay have.
func TestFeedback_InAThread(t *testing.T) {
	w, kept := remembering(t, setup{})
	must(w.Mention(w.ctx, slackfake.Post{User: slackfake.Ada, Channel: slackfake.General, Text: problem}))(t)
	r := w.answer(1)
	var blocks []struct {
		Elements []struct {
			Type     string `json:"type"`
			Positive struct {
				Value string `json:"value"`
			} `json:"positive_button"`
		} `json:"elements"`
	}
	if err := json.Unmarshal(r.Blocks, &blocks); err != nil {
		t.Fatal(err)
	}
	last := blocks[len(blocks)-1].Elements
	if len(last) != 1 || last[0].Type != "feedback_buttons" {
		t.Fatalf("the answer ends in %+v", last)
	}
	d := must(w.Press(w.ctx, slackfake.Ada, r, slackfake.Action{ActionID: view.ActionFeedback, Values: []string{last[0].Positive.Value}}))(t)
	must(d.Wait(w.ctx))(t)
	wantText(t, w.answer(2), "Thank you")
	if all := must(kept.AllFeedback(t.Context()))(t); len(all) != 1 || !all[0].Helpful {
		t.Errorf("kept %+v", all)
	}
}

// TestFeedback_WindowExpired: the feedback is kept although the window that asks for
// more cannot be opened.
func TestFeedback_WindowExpired(t *testing.T) {
	w, kept := remembering(t, setup{})
	r, _ := w.firstCase(slackfake.General)
	w.Fail("views.open", slackfake.SlackError("expired_trigger_id"), 1)
	w.press(r, view.ActionNotHelpful, "feedback")
	wantText(t, w.answer(2), "Thank you")
	if all := must(kept.AllFeedback(t.Context()))(t); len(all) != 1 {
		t.Errorf("kept %+v", all)
	}
}

// TestFeedback_OlderBlocks: where Slack refuses its own newest blocks, the answer
// comes with plain buttons.
func TestFeedback_OlderBlocks(t *testing.T) {
	w, _ := remembering(t, setup{})
	w.Fail("chat.postMessage", slackfake.SlackError("invalid_blocks"), 1)
	must(w.Mention(w.ctx, slackfake.Post{User: slackfake.Ada, Channel: slackfake.General, Text: problem}))(t)
	r := w.answer(1)
	wantCases(t, r, 5)
	wantText(t, r, view.ActionNotHelpful)
}
