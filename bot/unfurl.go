package bot

import (
	"context"
	"encoding/json"
	"html"

	"github.com/slack-go/slack"

	"precedent/bot/blockkit"
)

// linkShared is the event of a posted or composed link to one of the domains in the
// manifest.
const linkShared = "link_shared"

// maxUnfurled is how many links of one message show their case.
const maxUnfurled = 5

// unfurl shows the cases that links lead to below them. Nobody asked for it, so
// nobody is told where it does not work.
func (b *Bot) unfurl(ctx context.Context, e *Event) {
	if b.guarded(ctx, e) != "" {
		return
	}
	say := b.speak(ctx, e.User)
	cases := map[string]slack.Attachment{}
	for _, link := range e.Links {
		c := b.engine.Library().ByURL(html.UnescapeString(link.URL)) // as Slack escapes all texts
		if c == nil || len(cases) == maxUnfurled {
			continue
		}
		blocks := say.Unfurl(c)
		if data, err := json.Marshal(blocks); err != nil || blockkit.Refused(blockkit.CheckMessage(c.Title, data)) != nil {
			b.lg.Error("bot: unfurl over a limit", "case", c.ID)
			continue
		}
		cases[link.URL] = slack.Attachment{Fallback: c.Title, Blocks: slack.Blocks{BlockSet: blocks}}
	}
	if len(cases) == 0 {
		return
	}
	if err := b.slack.Unfurl(ctx, e.Channel, e.MessageTS, e.UnfurlID, e.Source, cases); err != nil {
		b.lg.Info("bot: links not unfurled", "err", err)
		return
	}
	b.lg.Info("bot: unfurled", "links", len(cases))
}
