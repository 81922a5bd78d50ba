package bot_test

import (
	"testing"

	"precedent/bot/slackfake"
	"precedent/bot/view"
)

// TestPress_OnAPublicAnswerIsPrivate presses a button under an answer that
// everybody sees. What comes of it is for who pressed.
func TestPress_OnAPublicAnswerIsPrivate(t *testing.T) {
	w := newWorkspace(t, setup{})
	d := must(w.Mention(w.ctx, slackfake.Post{User: slackfake.Marek, Channel: slackfake.General, Text: problem}))(t)
	r := w.answer(1)
	w.press(r, view.ActionLike, "act:"+caseIDs(t, r)[0])
	like := w.answer(2)
	if like.EphemeralTo != slackfake.Ada || like.ThreadTS != d.TS {
		t.Errorf("seen by %q in thread %q, want Ada in %q", like.EphemeralTo, like.ThreadTS, d.TS)
	}
}

func TestPress_InADirectMessageStays(t *testing.T) {
	w := newWorkspace(t, setup{})
	must(w.DirectMessage(w.ctx, slackfake.Post{User: slackfake.Ada, Text: problem}))(t)
	r := w.answer(1)
	w.press(r, view.ActionLike, "act:"+caseIDs(t, r)[0])
	if like := w.answer(2); like.EphemeralTo != "" || like.Channel != r.Channel {
		t.Errorf("seen by %q in %s", like.EphemeralTo, like.Channel)
	}
}
