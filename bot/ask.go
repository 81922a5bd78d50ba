package bot

import (
	"context"
	"errors"
	"regexp"
	"strings"
	"time"

	"precedent/bot/view"
	"precedent/recommend"
)

// ask answers text from a person: a problem, typed limits, or a call for help.
// It is behind every way in.
func (b *Bot) ask(ctx context.Context, to reply, text string) error {
	text = cleanText(text)
	if text == "" || strings.EqualFold(strings.Trim(text, " .!?"), "help") {
		return b.send(ctx, to, b.view.Help())
	}
	req, err := recommend.ParseRequest(b.engine.Vocabulary(), text)
	if err != nil {
		return err
	}
	return b.recommend(ctx, to, req)
}

// recommend answers a request with its first cases.
func (b *Bot) recommend(ctx context.Context, to reply, req recommend.Request) error {
	start := time.Now()
	a, err := b.engine.Recommend(ctx, req, PageSize)
	if errors.Is(err, recommend.ErrEmptyRequest) {
		return b.send(ctx, to, b.view.Help())
	}
	if err != nil {
		return err
	}
	h := view.Heading{Asked: req.Problem}
	if c := b.engine.Library().Case(req.Like); c != nil {
		h.Like = c.Title
	}
	b.logAnswer(to, a, start)
	return b.send(ctx, to, b.view.Answer(a, h, b.moreValue(a)))
}

// more answers with the cases that come after those already shown.
func (b *Bot) more(ctx context.Context, to reply, q recommend.Query, offset int) error {
	start := time.Now()
	a, err := b.engine.Answer(ctx, q, offset, PageSize)
	if err != nil {
		return err
	}
	if len(a.Cases) == 0 { // the library has changed since
		return b.send(ctx, to, view.Sentence(view.TroubleCaseGone))
	}
	b.logAnswer(to, a, start)
	return b.send(ctx, to, b.view.Answer(a, view.Heading{}, b.moreValue(a)))
}

// logAnswer says what was answered, never what was asked.
func (b *Bot) logAnswer(to reply, a recommend.Answer, start time.Time) {
	ids := make([]string, len(a.Cases))
	for i, m := range a.Cases {
		ids[i] = m.Case.ID
	}
	b.lg.Info("bot: answered", "channel", to.channel, "cases", ids, "total", a.Total, "ms", time.Since(start).Milliseconds())
}

var (
	slackMention = regexp.MustCompile(`<@[A-Z0-9]+(\|[^>]*)?>`)
	slackSpecial = regexp.MustCompile(`<![^>]*>`)
	slackChannel = regexp.MustCompile(`<#[A-Z0-9]+(?:\|([^>]*))?>`)
	slackLink    = regexp.MustCompile(`<((?:https?://|mailto:)[^>|]*)(?:\|([^>]*))?>`)
	slackEscapes = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&")
)

// cleanText makes plain text of what Slack sends: mentions and addresses out,
// labels of links and names of channels in, escapes undone.
func cleanText(s string) string {
	s = slackMention.ReplaceAllString(s, " ")
	s = slackSpecial.ReplaceAllString(s, " ")
	s = slackChannel.ReplaceAllString(s, " $1 ")
	s = slackLink.ReplaceAllString(s, " $2 ")
	return strings.TrimSpace(slackEscapes.Replace(s))
}
