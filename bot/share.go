package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/slack-go/slack"

	"precedent/bot/view"
)

// shareState travels in the share window.
type shareState struct {
	Case        string `json:"c"`
	Channel     string `json:"h"` // where the button was pressed
	Thread      string `json:"t,omitempty"`
	ResponseURL string `json:"r,omitempty"`
}

// shareOrder is a submitted share window.
type shareOrder struct {
	viewID      string
	caseID      string
	channel     string // where to share
	note        string
	user        string
	responseURL string // posts into channel without membership; "" for none
	to          reply  // where the person is told if the window is gone
}

// readShare reads a submitted share window. What is missing stays empty and is
// answered by share.
func readShare(i *Interaction) shareOrder {
	var state shareState
	// A broken state leaves the case empty, which share answers.
	_ = json.Unmarshal([]byte(i.View.PrivateMetadata), &state)
	values := i.View.State.Values
	s := shareOrder{
		viewID:  i.View.ID,
		caseID:  state.Case,
		channel: values[view.BlockShareTo][view.ActionShareTo].Conversation,
		note:    strings.TrimSpace(values[view.BlockNote][view.ActionNote].Value),
		user:    i.User.ID,
		to:      reply{channel: state.Channel, thread: state.Thread, user: i.User.ID, responseURL: state.ResponseURL},
	}
	for _, r := range i.ResponseURLs {
		if r.Channel == s.channel {
			s.responseURL = r.ResponseURL
		}
	}
	return s
}

// share posts a case into a channel in a person's name, and says in the window
// how that went.
func (b *Bot) share(ctx context.Context, s shareOrder) error {
	c := b.engine.Library().Case(s.caseID)
	switch {
	case c == nil:
		return b.closeShare(ctx, s, view.TroubleWindow(view.TroubleCaseGone, s.note), view.TroubleCaseGone)
	case s.channel == "":
		return b.closeShare(ctx, s, view.TroubleWindow(view.TroubleNoChannel, s.note), view.TroubleNoChannel)
	}
	err := b.postShared(ctx, s, b.view.Shared(c, s.user, s.note))
	if err != nil {
		sentence := b.sentenceFor(err)
		if errors.Is(err, ErrUnsure) {
			sentence = view.TroubleUnsureShared
		}
		return b.closeShare(ctx, s, view.TroubleWindow(sentence, s.note), sentence)
	}
	b.lg.Info("bot: shared", "case", c.ID, "channel", s.channel)
	shownIn := ""
	if strings.HasPrefix(s.channel, "C") || strings.HasPrefix(s.channel, "G") {
		shownIn = s.channel
	}
	return b.closeShare(ctx, s, view.SharedWindow(shownIn), "")
}

// postShared posts as the bot where it is a member, and otherwise through the
// address that Slack hands out for the channel that the person chose.
func (b *Bot) postShared(ctx context.Context, s shareOrder, p view.Post) error {
	err := b.deliver(ctx, reply{channel: s.channel, user: s.user, open: true}, p)
	if s.responseURL == "" || !hasCode(err, "not_in_channel", "channel_not_found") {
		return err
	}
	viaURL := b.respond(ctx, s.responseURL, "in_channel", "", p)
	if errors.Is(viaURL, ErrUnsure) {
		return viaURL
	}
	if viaURL != nil {
		b.lg.Info("bot: could not share through the response address", "err", viaURL)
		return err // the first refusal has the better next step
	}
	return nil
}

// closeShare shows the outcome in the window, or where the window is gone and
// something went wrong, tells the person.
func (b *Bot) closeShare(ctx context.Context, s shareOrder, w slack.ModalViewRequest, sentence string) error {
	err := b.slack.UpdateView(ctx, s.viewID, w)
	if err == nil {
		return nil
	}
	if hasCode(err, "not_found") {
		b.lg.Info("bot: share window gone")
	} else {
		b.lg.Error("bot: share window not changed", "err", err)
	}
	if sentence == "" {
		return nil // the shared case in the channel speaks for itself
	}
	if err := b.send(ctx, s.to, view.Sentence(sentence)); err != nil {
		return fmt.Errorf("say how sharing went: %w", err)
	}
	return nil
}
