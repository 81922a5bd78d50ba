package bot

import (
	"context"

	"precedent/bot/view"
	"precedent/recommend"
	"precedent/recommend/understand/syntax"
)

const tabHome = "home"

// sharesRead is how many shares are looked through for those that Home can show.
const sharesRead = 4 * view.HomeRows

// publishHome shows a person their Home tab as things are now. happened is said
// first, "" for nothing.
func (b *Bot) publishHome(ctx context.Context, to reply, happened string) error {
	say := b.speakTo(ctx, to)
	h := view.HomeContent{Happened: happened, Topics: b.topics, Updated: b.now(), Cases: b.engine.Library().Len()}
	if err := b.remembered(ctx, say, to, &h); err != nil {
		trouble := b.sentenceFor(kept(err))
		h.Happened = trouble.said(say)
		say = say.WithoutMemory() // nothing is to look as if it were gone; search and topics work all the same
	}
	return b.slack.PublishHome(ctx, to.user, say.Home(h))
}

// remembered fills in what is kept.
func (b *Bot) remembered(ctx context.Context, say *view.Renderer, to reply, h *view.HomeContent) error {
	if !say.Keeps {
		return nil
	}
	person, err := b.memoryOf(ctx, to).Person(ctx, to.user)
	if err != nil {
		return err
	}
	h.Place = view.Place(person)
	saved, err := b.memoryOf(ctx, to).List(ctx, to.user)
	if err != nil {
		return err
	}
	h.Saved = b.entries(saved)
	shares, err := b.memoryOf(ctx, to).PublicShares(ctx, sharesRead)
	if err != nil {
		return err
	}
	for _, s := range shares {
		c := b.engine.Library().Case(s.Case)
		if len(h.Shared) < view.HomeRows && c != nil && b.public(ctx, s.Channel) { // it may have been made private since
			h.Shared = append(h.Shared, view.SharedIn{Case: c, Channel: s.Channel, By: view.By{User: s.By, At: s.At}, Link: s.Link})
		}
	}
	fresh, err := b.memoryOf(ctx, to).NewCases(ctx, view.HomeRows)
	if err != nil {
		return err
	}
	for _, id := range fresh {
		if c := b.engine.Library().Case(id); c != nil {
			h.New = append(h.New, c)
		}
	}
	return nil
}

// openHome shows the Home tab to somebody who opens it.
func (b *Bot) openHome(ctx context.Context, to reply) {
	if err := b.publishHome(ctx, to, ""); err != nil {
		b.lg.Error("bot: no Home tab", "user", to.user, "err", err)
	}
}

// refreshHome brings the Home tab up to date after something in it has changed. What
// was done is done, so nobody need be told when that fails.
func (b *Bot) refreshHome(ctx context.Context, to reply, happened string) {
	if err := b.publishHome(ctx, to, happened); err != nil {
		b.lg.Info("bot: Home tab not brought up to date", "user", to.user, "err", err)
	}
}

// browse lists the cases of a topic.
func (b *Bot) browse(ctx context.Context, to reply, topic string) error {
	var limits recommend.Filter
	if err := syntax.Add(&limits, b.engine.Vocabulary(), "topic", topic); err != nil {
		return err
	}
	return b.recommend(ctx, to, recommend.Request{Limits: limits})
}
