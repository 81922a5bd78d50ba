package turn

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/slack-go/slack"

	"precedent/bot/blockkit"
	"precedent/bot/slackapi"
	"precedent/bot/state"
	"precedent/bot/view"
)

// Sealed is the state of a window for the person.
func (t *Turn) Sealed(s any) string { return t.seal.Close(t.User, state.Encode(s)) }

// OpenWindow opens a window. Where Slack does not accept what is in it, the person gets
// the message instead: a window has no plain form.
func (t *Turn) OpenWindow(ctx context.Context, w slack.ModalViewRequest, instead view.Post) error {
	content, err := json.Marshal(w)
	if err == nil {
		err = blockkit.Refused(blockkit.CheckView(content))
	}
	if err == nil {
		err = t.Slack.OpenView(ctx, t.trigger, w)
		if !blocksRefused(err) {
			return err
		}
	}
	t.Log.Error("bot: window refused", "err", err)
	return t.ReplyPrivately(ctx, instead)
}

// showInWindow changes an open window. shown is false where the window cannot be
// reached any more.
func (t *Turn) showInWindow(ctx context.Context, viewID string, w slack.ModalViewRequest) (shown bool) {
	err := t.Slack.UpdateView(ctx, viewID, w)
	switch {
	case err == nil:
		return true
	case slackapi.Means(err, slackapi.NotFound):
		t.Log.Info("bot: window gone")
	default:
		t.Log.Error("bot: window not changed", "err", err)
	}
	return false
}

// tell says how something went, in its window or, where that is gone, to the person;
// nothing there where outcome is empty.
func (t *Turn) tell(ctx context.Context, say *view.Renderer, viewID string, w slack.ModalViewRequest, outcome Message) error {
	if t.showInWindow(ctx, viewID, w) || outcome.Text == "" {
		return nil
	}
	if err := t.ReplyPrivately(ctx, outcome.Post(say)); err != nil {
		return fmt.Errorf("say how it went: %w", err)
	}
	return nil
}
