package bot

import (
	"context"
	"encoding/json"
	"errors"
	"slices"

	"github.com/slack-go/slack"

	"precedent/bot/blockkit"
	"precedent/bot/slackapi"
	"precedent/bot/view"
)

// reply is where an answer goes.
type reply struct {
	channel     string
	thread      string // "" for none
	fresh       bool   // the thread has no reply yet: a private message in it would be shown to nobody
	user        string // who asked
	from        affiliation
	responseURL string // "" for none
	asked       string // what was typed, where Slack does not keep it; "" otherwise
	replace     bool   // in place of the message where a button was pressed, where that can be
	follows     bool   // what was asked follows upon something in the thread
	home        bool   // the button stands in the Home tab
	quoted      bool   // the problem is what somebody else wrote
	forwarded   bool   // it is that because who asked has put it below their own words
	guarded     string // the text of package view that says why it is not open, as it would be otherwise; "" for no reason
	open        bool   // a message for everybody in the channel; otherwise only for the user
	aside       *bool  // set once the answer had to go to a direct message instead; nil for nobody to ask
}

// private is the same place, seen only by who asked, as the answer to a direct message
// with the bot is anyway.
func (r reply) private() reply {
	if !direct(r.channel) || r.responseURL != "" {
		r.open = false
	}
	return r
}

// privateThread is the thread that a private message goes to. Slack takes one in a thread
// without a reply and shows it to nobody, so it goes below the conversation then.
func (r reply) privateThread() string {
	if r.fresh {
		return ""
	}
	return r.thread
}

// send posts a message where it belongs. For a private one the ways are tried
// in turn until one works: the response address, an ephemeral message, a
// direct message.
func (b *Bot) send(ctx context.Context, to reply, p view.Post) error {
	if to.open {
		err := b.deliver(ctx, to, p)
		switch {
		case to.thread != "" && threadGone(err):
			// Who deleted a question does not want its answer before everybody.
			to.thread = ""
			if direct(to.channel) {
				return b.deliver(ctx, to, p)
			}
		case to.responseURL == "" || !slackapi.Means(err, slackapi.NoChannel|slackapi.NotMember):
			return err
		}
		// Otherwise it is a direct message between others, where the bot has no place.
	}
	err := errors.New("no way to reach the person")
	if to.responseURL != "" {
		if err = b.respond(ctx, to, to.responseURL, "ephemeral", p); err == nil || errors.Is(err, ErrUnsure) {
			return err
		}
		b.lg.Info("bot: response address not usable", "err", err)
	}
	if to.channel != "" {
		err = b.withFallback(p, true, func(options []slack.MsgOption) error {
			return b.slack.PostEphemeral(ctx, to.channel, to.user, inThread(to.privateThread(), options)...)
		})
		if err == nil || errors.Is(err, ErrUnsure) {
			return err
		}
		b.lg.Info("bot: ephemeral message not possible", "err", err)
	}
	if to.user != "" {
		if to.aside != nil {
			*to.aside = true
		}
		return b.deliver(ctx, reply{channel: to.user}, p)
	}
	return err
}

// deliver posts a message that everybody in the channel sees. A user's id as
// the channel makes it a direct message.
func (b *Bot) deliver(ctx context.Context, to reply, p view.Post) error {
	_, err := b.post(ctx, to, p)
	return err
}

// threadGone tells whether a message could not be posted because the one that its thread
// hangs on was deleted, or takes no replies any more.
func threadGone(err error) bool {
	return slackapi.Means(err, slackapi.ThreadGone)
}

// postFor is post for what somebody chose to post in a conversation: where its thread is
// gone, below it all.
func (b *Bot) postFor(ctx context.Context, to reply, p view.Post) (posted, error) {
	at, err := b.post(ctx, to, p)
	if to.thread != "" && threadGone(err) {
		to.thread = ""
		return b.post(ctx, to, p)
	}
	return at, err
}

// posted is where a message stands.
type posted struct{ channel, thread, ts string }

// post is deliver with where the message stands.
func (b *Bot) post(ctx context.Context, to reply, p view.Post) (at posted, err error) {
	at.thread = to.thread
	err = b.withFallback(p, false, func(options []slack.MsgOption) error {
		at.channel, at.ts, err = b.slack.Post(ctx, to.channel, inThread(to.thread, options)...)
		return err
	})
	return at, err
}

func inThread(thread string, options []slack.MsgOption) []slack.MsgOption {
	if thread == "" {
		return options
	}
	return append(options, slack.MsgOptionTS(thread))
}

// withFallback posts with blocks, and as plain text where the blocks break a
// limit of Slack's that the checker or Slack itself finds.
func (b *Bot) withFallback(p view.Post, private bool, post func([]slack.MsgOption) error) error {
	// Links to cases are not to unfold into previews below every answer.
	quiet := []slack.MsgOption{slack.MsgOptionDisableLinkUnfurl(), slack.MsgOptionDisableMediaUnfurl()}
	for _, blocks := range b.shapes(p, private) {
		err := post(append(slices.Clone(quiet), slack.MsgOptionText(p.Text, false), slack.MsgOptionBlocks(blocks...)))
		if !blocksRefused(err) {
			return err
		}
		b.lg.Error("bot: Slack refused the blocks, sending simpler ones", "err", err)
	}
	return post(append(quiet, slack.MsgOptionText(p.Plain, false)))
}

// respond posts to a response address, with the same fallback.
func (b *Bot) respond(ctx context.Context, to reply, address, visibility string, p view.Post) error {
	no := false
	thread := to.thread
	if visibility == "ephemeral" {
		thread = to.privateThread()
	}
	msg := slack.WebhookMessage{ResponseType: visibility, ThreadTimestamp: thread, ReplaceOriginal: to.replace, UnfurlLinks: &no, UnfurlMedia: &no}
	for _, blocks := range b.shapes(p, visibility == "ephemeral") {
		msg.Text, msg.Blocks = p.Text, &slack.Blocks{BlockSet: blocks}
		err := b.slack.Respond(ctx, address, &msg)
		if !blocksRefused(err) {
			return err
		}
		b.lg.Error("bot: Slack refused the blocks, sending simpler ones", "err", err)
	}
	msg.Text, msg.Blocks = p.Plain, nil
	return b.slack.Respond(ctx, address, &msg)
}

// shapes are the blocks to try for a message, in turn, before plain text: those of
// the newest kinds not where Slack may take them and show nothing.
func (b *Bot) shapes(p view.Post, private bool) (list [][]slack.Block) {
	if b.fits(p.Text, p.Blocks) && !(private && p.OlderInPrivate && p.Older != nil) {
		list = append(list, p.Blocks)
	}
	if b.fits(p.Text, p.Older) {
		list = append(list, p.Older)
	}
	return list
}

// fits holds a message against Slack's limits before it is sent. A message
// without blocks goes as plain text.
func (b *Bot) fits(text string, blocks []slack.Block) bool {
	if len(blocks) == 0 {
		return false
	}
	data, err := json.Marshal(blocks)
	if err == nil {
		err = blockkit.CheckMessage(text, data)
		if refused := blockkit.Refused(err); err != nil && refused == nil {
			b.lg.Warn("bot: message against a rule of our own, sent all the same", "err", err)
			return true
		}
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
		err = blockkit.Refused(blockkit.CheckView(content))
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

// windowExpired tells whether a window could not be opened because it was asked
// for too late.
func windowExpired(err error) bool {
	return slackapi.Means(err, slackapi.TooLate)
}

// blocksRefused tells whether Slack did not accept the blocks as such.
func blocksRefused(err error) bool {
	return slackapi.Means(err, slackapi.BlocksRefused)
}
