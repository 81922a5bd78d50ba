package bot

import (
	"context"
	"encoding/json"
	"errors"

	"github.com/slack-go/slack"

	"precedent/bot/view"
)

// reply is where an answer goes.
type reply struct {
	channel     string
	thread      string // "" for none
	user        string // who asked
	responseURL string // "" for none
	asked       string // what was typed, where Slack does not keep it; "" otherwise
	open        bool   // a message for everybody in the channel; otherwise only for the user
}

// private is the same place, seen only by who asked.
func (r reply) private() reply {
	r.open = false
	return r
}

// send posts a message where it belongs. For a private one the ways are tried
// in turn until one works: the response address, an ephemeral message, a
// direct message.
func (b *Bot) send(ctx context.Context, to reply, p view.Post) error {
	if to.open {
		err := b.deliver(ctx, to, p)
		if to.responseURL == "" || !hasCode(err, "channel_not_found", "not_in_channel") {
			return err
		}
		// A direct message between others, where the bot has no place.
	}
	err := errors.New("no way to reach the person")
	if to.responseURL != "" {
		if err = b.respond(ctx, to.responseURL, "ephemeral", to.thread, p); err == nil || errors.Is(err, ErrUnsure) {
			return err
		}
		b.lg.Info("bot: response address not usable", "err", err)
	}
	if to.channel != "" {
		err = b.withFallback(p, func(options []slack.MsgOption) error {
			return b.slack.PostEphemeral(ctx, to.channel, to.user, inThread(to.thread, options)...)
		})
		if err == nil || errors.Is(err, ErrUnsure) {
			return err
		}
		b.lg.Info("bot: ephemeral message not possible", "err", err)
	}
	if to.user != "" {
		return b.deliver(ctx, reply{channel: to.user}, p)
	}
	return err
}

// deliver posts a message that everybody in the channel sees. A user's id as
// the channel makes it a direct message.
func (b *Bot) deliver(ctx context.Context, to reply, p view.Post) error {
	return b.withFallback(p, func(options []slack.MsgOption) error {
		_, err := b.slack.Post(ctx, to.channel, inThread(to.thread, options)...)
		return err
	})
}

func inThread(thread string, options []slack.MsgOption) []slack.MsgOption {
	if thread == "" {
		return options
	}
	return append(options, slack.MsgOptionTS(thread))
}

// withFallback posts with blocks, and as plain text where the blocks break a
// limit of Slack's that the checker or Slack itself finds.
func (b *Bot) withFallback(p view.Post, post func([]slack.MsgOption) error) error {
	// Links to cases are not to unfold into previews below every answer.
	quiet := []slack.MsgOption{slack.MsgOptionDisableLinkUnfurl(), slack.MsgOptionDisableMediaUnfurl()}
	if b.fits(p) {
		err := post(append(quiet, slack.MsgOptionText(p.Text, false), slack.MsgOptionBlocks(p.Blocks...)))
		if !blocksRefused(err) {
			return err
		}
		b.lg.Error("bot: Slack refused the blocks, sending plain text", "err", err)
	}
	return post(append(quiet, slack.MsgOptionText(p.Plain, false)))
}

// respond posts to a response address, with the same fallback.
func (b *Bot) respond(ctx context.Context, address, visibility, thread string, p view.Post) error {
	no := false
	msg := slack.WebhookMessage{ResponseType: visibility, ThreadTimestamp: thread, UnfurlLinks: &no, UnfurlMedia: &no}
	if b.fits(p) {
		msg.Text, msg.Blocks = p.Text, &slack.Blocks{BlockSet: p.Blocks}
		err := b.slack.Respond(ctx, address, &msg)
		if !blocksRefused(err) {
			return err
		}
		b.lg.Error("bot: Slack refused the blocks, sending plain text", "err", err)
	}
	msg.Text, msg.Blocks = p.Plain, nil
	return b.slack.Respond(ctx, address, &msg)
}

// fits holds a message against Slack's limits before it is sent. A message
// without blocks goes as plain text.
func (b *Bot) fits(p view.Post) bool {
	if len(p.Blocks) == 0 {
		return false
	}
	blocks, err := json.Marshal(p.Blocks)
	if err == nil {
		err = view.CheckMessage(p.Text, blocks)
	}
	if err != nil {
		b.lg.Error("bot: message over a limit, sending plain text", "err", err)
	}
	return err == nil
}

// openWindow opens a window. Where Slack does not accept what is in it, the
// person gets the message instead: a window has no plain form.
func (b *Bot) openWindow(ctx context.Context, to reply, trigger string, w slack.ModalViewRequest, instead view.Post) error {
	content, err := json.Marshal(w)
	if err == nil {
		err = view.CheckView(content)
	}
	if err == nil {
		err = b.slack.OpenView(ctx, trigger, w)
		if !blocksRefused(err) {
			return err
		}
	}
	b.lg.Error("bot: window refused", "err", err)
	return b.send(ctx, to.private(), instead)
}

// blocksRefused tells whether Slack did not accept the blocks as such.
func blocksRefused(err error) bool {
	return hasCode(err, "invalid_blocks", "invalid_blocks_format", "invalid_arguments", "msg_blocks_too_long", "msg_too_long", "view_too_large")
}
