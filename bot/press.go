package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/slack-go/slack"

	"precedent/bot/view"
	"precedent/corpus"
	"precedent/recommend"
)

// workFor returns what a delivery asks for and where its answer goes; nil for
// what asks nothing of the bot.
func (b *Bot) workFor(d Delivery) (work func(context.Context) error, to reply) {
	switch {
	case d.Command != nil:
		to = reply{channel: d.Command.ChannelID, user: d.Command.UserID, responseURL: d.Command.ResponseURL}
		text := d.Command.Text
		return func(ctx context.Context) error { return b.ask(ctx, to, text) }, to
	case d.Interaction != nil:
		return b.workForInteraction(d.Interaction)
	case d.Event != nil:
		m, ok := messageOf(d.Event)
		if !ok {
			return nil, to
		}
		to = reply{channel: m.channel, thread: m.thread, user: m.user, open: true}
		if to.thread == "" && !m.direct {
			to.thread = m.ts // a mention is answered in its thread
		}
		return func(ctx context.Context) error { return b.ask(ctx, to, m.text) }, to
	}
	return nil, to
}

func (b *Bot) workForInteraction(cb *slack.InteractionCallback) (work func(context.Context) error, to reply) {
	switch cb.Type {
	case slack.InteractionTypeBlockActions:
		if len(cb.ActionCallback.BlockActions) == 0 {
			return nil, to
		}
		to = replyToPress(cb)
		action := cb.ActionCallback.BlockActions[0]
		return func(ctx context.Context) error { return b.press(ctx, to, cb.TriggerID, action.ActionID, action.Value) }, to
	case slack.InteractionTypeViewSubmission:
		if cb.View.CallbackID != view.CallbackShare {
			return nil, to
		}
		s := readShare(cb)
		return func(ctx context.Context) error { return b.share(ctx, s) }, s.to
	}
	return nil, to
}

// replyToPress answers a press privately to who pressed, except in a direct
// message with the bot, where everything is private already and should stay.
func replyToPress(cb *slack.InteractionCallback) reply {
	to := reply{
		channel:     cb.Channel.ID,
		thread:      cb.Message.ThreadTimestamp,
		user:        cb.User.ID,
		responseURL: cb.ResponseURL,
	}
	if to.channel == "" {
		to.channel = cb.Container.ChannelID
	}
	if to.thread == "" {
		to.thread = cb.Container.ThreadTs
	}
	to.open = strings.HasPrefix(to.channel, "D") && !cb.Container.IsEphemeral
	return to
}

// press does what a button says. Its value comes from outside and may be old.
func (b *Bot) press(ctx context.Context, to reply, trigger, actionID, value string) error {
	action, _, _ := strings.Cut(actionID, ":")
	switch action {
	case view.ActionMore:
		q, offset, err := readMore(value)
		if err != nil {
			b.lg.Info("bot: button not understood", "err", err)
			return b.send(ctx, to.private(), view.Sentence(view.TroubleOldButton))
		}
		return b.more(ctx, to, q, offset)
	case view.ActionBrowse:
		var limits recommend.Filter
		if err := limits.Add(b.engine.Vocabulary(), "topic", value); err != nil {
			return err
		}
		return b.recommend(ctx, to, recommend.Request{Limits: limits})
	case view.ActionShare, view.ActionLike, view.ActionDetails:
	default:
		return b.send(ctx, to.private(), view.Sentence(view.TroubleOldButton))
	}
	c := b.engine.Library().Case(value)
	if c == nil {
		return b.send(ctx, to.private(), view.Sentence(view.TroubleCaseGone))
	}
	switch action {
	case view.ActionLike:
		return b.recommend(ctx, to, recommend.Request{Like: c.ID})
	case view.ActionDetails:
		return b.slack.OpenView(ctx, trigger, b.view.Details(c))
	default:
		return b.openShare(ctx, to, trigger, c)
	}
}

func (b *Bot) openShare(ctx context.Context, to reply, trigger string, c *corpus.Case) error {
	state, err := json.Marshal(shareState{Case: c.ID, Channel: to.channel, Thread: to.thread, ResponseURL: to.responseURL})
	if err != nil {
		return fmt.Errorf("open share window: %w", err)
	}
	return b.slack.OpenView(ctx, trigger, b.view.ShareWindow(c, string(state)))
}

// moreState is what a Show More button holds.
type moreState struct {
	Offset int             `json:"o"`
	Query  json.RawMessage `json:"q"`
}

// maxMoreQuery keeps the value under the 2,000 characters of a button, and
// small enough that it does not crowd out the cases of a message.
const maxMoreQuery = 1200

// moreValue returns the value of the Show More button under an answer that
// shows so many of its cases, "" where there is nothing more to show.
func (b *Bot) moreValue(a recommend.Answer) func(shown int) string {
	return func(shown int) string {
		next := a.Offset + shown
		if next >= a.Total {
			return ""
		}
		q, err := a.Query.Encode(maxMoreQuery)
		if err == nil {
			var value []byte
			if value, err = json.Marshal(moreState{next, json.RawMessage(q)}); err == nil {
				return string(value)
			}
		}
		b.lg.Error("bot: no Show More button", "err", err)
		return ""
	}
}

func readMore(value string) (recommend.Query, int, error) {
	var s moreState
	if err := json.Unmarshal([]byte(value), &s); err != nil {
		return recommend.Query{}, 0, fmt.Errorf("read button: %w", err)
	}
	if s.Offset < 0 {
		return recommend.Query{}, 0, fmt.Errorf("read button: offset %d", s.Offset)
	}
	q, err := recommend.DecodeQuery(string(s.Query))
	return q, s.Offset, err
}
