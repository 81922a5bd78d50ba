package answer

import (
	"context"
	"encoding/json"
	"html"

	"github.com/slack-go/slack"

	"precedent/bot/blockkit"
	"precedent/bot/delivery"
	"precedent/bot/turn"
)

// maxUnfurled is how many links of one message show their case.
const maxUnfurled = 5

// unfurl shows cases below links to them.
type unfurl struct{ *turn.Host }

// register takes the event of a posted or composed link to one of the domains in the
// manifest.
func (u unfurl) register(r *turn.Router) { r.Event("link_shared", u.show) }

// show shows the cases that links lead to below them. Nobody asked for it, so
// nobody is told where it does not work.
func (u unfurl) show(ctx context.Context, _ *turn.Turn, e *delivery.Event) error {
	if u.Restricted(ctx, e) != "" {
		return nil
	}
	say := u.Speak(ctx, e.User)
	cases := map[string]slack.Attachment{}
	for _, link := range e.Links {
		c := u.Engine.Library().ByURL(html.UnescapeString(link.URL)) // as Slack escapes all texts
		if c == nil || len(cases) == maxUnfurled {
			continue
		}
		blocks := say.Unfurl(c)
		if data, err := json.Marshal(blocks); err != nil || blockkit.Refused(blockkit.CheckMessage(c.Title, data)) != nil {
			u.Log.Error("bot: unfurl over a limit", "case", c.ID)
			continue
		}
		cases[link.URL] = slack.Attachment{Fallback: c.Title, Blocks: slack.Blocks{BlockSet: blocks}}
	}
	if len(cases) == 0 {
		return nil
	}
	if err := u.Slack.Unfurl(ctx, e.Channel, e.MessageTS, e.UnfurlID, e.Source, cases); err != nil {
		u.Log.Info("bot: links not unfurled", "err", err)
		return nil
	}
	u.Log.Info("bot: unfurled", "links", len(cases))
	return nil
}
