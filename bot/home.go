package bot

import (
	"context"

	"precedent/bot/view"
	"precedent/corpus"
	"precedent/recommend"
)

const tabHome = "home"

// sharesRead is how many shares are looked through for those that Home can show.
const sharesRead = 4 * view.HomeRows

// publishHome shows a person their Home tab as things are now. happened is said
// first, "" for nothing.
func (b *Bot) publishHome(ctx context.Context, user, happened string) error {
	say := b.speak(ctx, user)
	h := view.HomeContent{Happened: happened, Topics: b.topics, Updated: b.now(), Cases: b.engine.Library().Len()}
	if err := b.remembered(ctx, user, &h); err != nil {
		trouble := b.sentenceFor(kept(err))
		h.Happened = trouble.said(say)
		say = say.WithoutMemory() // nothing is to look as if it were gone; search and topics work all the same
	}
	return b.slack.PublishHome(ctx, user, say.Home(h))
}

// remembered fills in what is kept.
func (b *Bot) remembered(ctx context.Context, user string, h *view.HomeContent) error {
	if !b.keeps {
		return nil
	}
	person, err := b.memory.Person(ctx, user)
	if err != nil {
		return err
	}
	h.Place = view.Place(person)
	saved, err := b.memory.List(ctx, user)
	if err != nil {
		return err
	}
	h.Saved = b.entries(saved)
	shares, err := b.memory.PublicShares(ctx, sharesRead)
	if err != nil {
		return err
	}
	for _, s := range shares {
		c := b.engine.Library().Case(s.Case)
		if len(h.Shared) < view.HomeRows && c != nil && b.public(ctx, s.Channel) { // it may have been made private since
			h.Shared = append(h.Shared, view.SharedIn{Case: c, Channel: s.Channel, By: view.By{User: s.By, At: s.At}, Link: s.Link})
		}
	}
	fresh, err := b.memory.NewCases(ctx, view.HomeRows)
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
func (b *Bot) openHome(ctx context.Context, e *Event) {
	if err := b.publishHome(ctx, e.User, ""); err != nil {
		b.lg.Error("bot: no Home tab", "user", e.User, "err", err)
	}
}

// refreshHome brings the Home tab up to date after something in it has changed. What
// was done is done, so nobody need be told when that fails.
func (b *Bot) refreshHome(ctx context.Context, user, happened string) {
	if err := b.publishHome(ctx, user, happened); err != nil {
		b.lg.Info("bot: Home tab not brought up to date", "user", user, "err", err)
	}
}

// browse lists the cases of a topic.
func (b *Bot) browse(ctx context.Context, to reply, topic string) error {
	var limits recommend.Filter
	if err := limits.Add(b.engine.Vocabulary(), "topic", topic); err != nil {
		return err
	}
	return b.recommend(ctx, to, recommend.Request{Limits: limits})
}

// countTopics counts the cases of each topic.
func countTopics(lib *corpus.Library) map[string]int {
	counts := map[string]int{}
	for _, c := range lib.Cases() {
		for _, topic := range c.Topics {
			counts[topic]++
		}
	}
	return counts
}
