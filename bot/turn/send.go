package turn

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"slices"

	"github.com/slack-go/slack"

	"precedent/bot/blockkit"
	"precedent/bot/slackapi"
	"precedent/bot/view"
)

// Sender posts messages.
type Sender struct {
	log   *slog.Logger
	slack *slackapi.Client
}

// Send posts a message where it belongs. For a private one the ways are tried
// in turn until one works: the response address, an ephemeral message, a
// direct message.
func (s *Sender) Send(ctx context.Context, to Target, p view.Post) error {
	if to.Public {
		err := s.Deliver(ctx, to, p)
		switch {
		case to.ThreadTS != "" && threadGone(err):
			// Who deleted a question does not want its answer before everybody.
			to.ThreadTS = ""
			if Direct(to.Channel) {
				return s.Deliver(ctx, to, p)
			}
		case to.ResponseURL == "" || !slackapi.Means(err, slackapi.NoChannel|slackapi.NotMember):
			return err
		}
		// Otherwise it is a direct message between others, where the bot has no place.
	}
	err := errors.New("no way to reach the person")
	if to.ResponseURL != "" {
		if err = s.Respond(ctx, to, to.ResponseURL, "ephemeral", p); err == nil || errors.Is(err, slackapi.ErrUnsure) {
			return err
		}
		s.log.Info("bot: response address not usable", "err", err)
	}
	if to.Channel != "" {
		err = s.withFallback(p, true, func(options []slack.MsgOption) error {
			return s.slack.PostEphemeral(ctx, to.Channel, to.User, inThread(to.privateThread(), options)...)
		})
		if err == nil || errors.Is(err, slackapi.ErrUnsure) {
			return err
		}
		s.log.Info("bot: ephemeral message not possible", "err", err)
	}
	if to.User != "" {
		if to.ViaDM != nil {
			*to.ViaDM = true
		}
		return s.Deliver(ctx, Target{Channel: to.User}, p)
	}
	return err
}

// Deliver posts a message that everybody in the channel sees. A user's id as
// the channel makes it a direct message.
func (s *Sender) Deliver(ctx context.Context, to Target, p view.Post) error {
	_, err := s.Post(ctx, to, p)
	return err
}

// threadGone tells whether a message could not be posted because the one that its thread
// hangs on was deleted, or takes no replies any more.
func threadGone(err error) bool {
	return slackapi.Means(err, slackapi.ThreadGone)
}

// PostFor is Post for what somebody chose to post in a conversation: where its thread is
// gone, below it all.
func (s *Sender) PostFor(ctx context.Context, to Target, p view.Post) (Posted, error) {
	at, err := s.Post(ctx, to, p)
	if to.ThreadTS != "" && threadGone(err) {
		to.ThreadTS = ""
		return s.Post(ctx, to, p)
	}
	return at, err
}

// Posted is where a message stands.
type Posted struct{ Channel, Thread, TS string }

// Post is Deliver with where the message stands.
func (s *Sender) Post(ctx context.Context, to Target, p view.Post) (at Posted, err error) {
	at.Thread = to.ThreadTS
	err = s.withFallback(p, false, func(options []slack.MsgOption) error {
		at.Channel, at.TS, err = s.slack.Post(ctx, to.Channel, inThread(to.ThreadTS, options)...)
		return err
	})
	return at, err
}

// Change puts a message in the place of one that the bot posted.
func (s *Sender) Change(ctx context.Context, at Posted, p view.Post) error {
	return s.withFallback(p, false, func(options []slack.MsgOption) error {
		// Without blocks Slack would leave the old ones.
		bare := slack.MsgOptionBlocks([]slack.Block{}...)
		return s.slack.Update(ctx, at.Channel, at.TS, append([]slack.MsgOption{bare}, options...)...)
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
func (s *Sender) withFallback(p view.Post, private bool, post func([]slack.MsgOption) error) error {
	// Links to cases are not to unfold into previews below every answer.
	quiet := []slack.MsgOption{slack.MsgOptionDisableLinkUnfurl(), slack.MsgOptionDisableMediaUnfurl()}
	for _, blocks := range s.shapes(p, private) {
		err := post(append(slices.Clone(quiet), slack.MsgOptionText(p.Text, false), slack.MsgOptionBlocks(blocks...)))
		if !blocksRefused(err) {
			return err
		}
		s.log.Error("bot: Slack refused the blocks, sending simpler ones", "err", err)
	}
	return post(append(quiet, slack.MsgOptionText(p.Plain, false)))
}

// Respond posts to a response address, with the same fallback.
func (s *Sender) Respond(ctx context.Context, to Target, address, visibility string, p view.Post) error {
	no := false
	thread := to.ThreadTS
	if visibility == "ephemeral" {
		thread = to.privateThread()
	}
	msg := slack.WebhookMessage{ResponseType: visibility, ThreadTimestamp: thread, ReplaceOriginal: to.Replace, UnfurlLinks: &no, UnfurlMedia: &no}
	for _, blocks := range s.shapes(p, visibility == "ephemeral") {
		msg.Text, msg.Blocks = p.Text, &slack.Blocks{BlockSet: blocks}
		err := s.slack.Respond(ctx, address, &msg)
		if !blocksRefused(err) {
			return err
		}
		s.log.Error("bot: Slack refused the blocks, sending simpler ones", "err", err)
	}
	msg.Text, msg.Blocks = p.Plain, nil
	return s.slack.Respond(ctx, address, &msg)
}

// shapes are the blocks to try for a message, in turn, before plain text: those of
// the newest kinds not where Slack may take them and show nothing.
func (s *Sender) shapes(p view.Post, private bool) (list [][]slack.Block) {
	if s.fits(p.Text, p.Blocks) && !(private && p.OlderInPrivate && p.Older != nil) {
		list = append(list, p.Blocks)
	}
	if s.fits(p.Text, p.Older) {
		list = append(list, p.Older)
	}
	return list
}

// fits holds a message against Slack's limits before it is sent. A message
// without blocks goes as plain text.
func (s *Sender) fits(text string, blocks []slack.Block) bool {
	if len(blocks) == 0 {
		return false
	}
	data, err := json.Marshal(blocks)
	if err == nil {
		err = blockkit.CheckMessage(text, data)
		if refused := blockkit.Refused(err); err != nil && refused == nil {
			s.log.Warn("bot: message against a rule of our own, sent all the same", "err", err)
			return true
		}
	}
	if err != nil {
		s.log.Error("bot: message over a limit, sending plain text", "err", err)
	}
	return err == nil
}

// blocksRefused tells whether Slack did not accept the blocks as such.
func blocksRefused(err error) bool {
	return slackapi.Means(err, slackapi.BlocksRefused)
}
